//! PDF: the words of each page in reading order, rows of tables kept together, and the page of each line.
//!
//! A PDF says where letters stand and nothing else, so lines, columns and paragraphs are made from the distances. What
//! opens one is old and large and written for files that mean well, so a file is tamed first ([`tame`]), read in a
//! thread of its own with a limit of time, page by page, each behind a guard: a page that breaks off is read again
//! without its layout, and that is said.

mod glyphs;
mod rows;
mod tame;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use incstats_model::{Finding, Severity};
use pdf_extract::Document as Pdf;

use self::glyphs::Glyphs;
use super::reader::Text;
use crate::report::ReadError;

const NAME: &str = "PDF";
/// How long reading may take, in seconds. A page takes milliseconds.
const LONGEST: u64 = 30;
/// The stack of the thread that reads, in bytes: forms may stand in forms.
const STACK: usize = 64 << 20;
/// Pages are a report's up to here; what follows is named as left out.
const MOST_PAGES: usize = 2_000;

/// Whether bytes are a PDF: the mark may stand behind a few bytes of rubbish.
pub fn recognises(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    head.starts_with(b"%PDF-")
        || (head.contains(&0) || head.starts_with(b"\xef\xbb\xbf"))
            && head.windows(5).any(|window| window == b"%PDF-")
}

/// Reads its text.
///
/// # Errors
/// [`ReadError`] where it is encrypted, broken, without text, or takes longer than anybody would wait.
pub fn read(bytes: &[u8]) -> Result<Text, ReadError> {
    let bytes = bytes.to_vec();
    let (send, receive) = mpsc::channel();
    let reading = move || {
        let read = catch_unwind(AssertUnwindSafe(|| pages(&bytes)))
            .unwrap_or_else(|_| Err(broken("its structure is not that of a PDF")));
        // Nobody listens any more once the time is over.
        let _ = send.send(read);
    };
    let thread = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK).spawn(reading);
    if let Err(error) = thread {
        return Err(broken(&format!("no thread to read it in: {error}")));
    }
    receive
        .recv_timeout(Duration::from_secs(LONGEST))
        .unwrap_or_else(|_| Err(broken(&format!("reading it took longer than {LONGEST} s"))))
}

fn broken(why: &str) -> ReadError {
    ReadError::Broken { what: NAME, why: why.to_owned() }
}

/// What was read of a page.
enum Page {
    /// Its letters, with their places.
    Laid(Vec<rows::Glyph>),
    /// Its words without their places.
    Plain(String),
}

fn pages(bytes: &[u8]) -> Result<Text, ReadError> {
    tame::unpacked(bytes)?;
    let mut pdf = Pdf::load_mem(bytes).map_err(|error| broken(&error.to_string()))?;
    if pdf.is_encrypted() && pdf.decrypt("").is_err() {
        return Err(ReadError::Encrypted(NAME));
    }
    tame::tame(&mut pdf)?;
    let numbers: Vec<u32> = pdf.get_pages().into_keys().collect();
    if numbers.is_empty() {
        return Err(broken("it has no pages"));
    }
    let (mut read, mut plain, mut lost) = (Vec::new(), Vec::new(), Vec::new());
    for number in numbers.iter().copied().take(MOST_PAGES) {
        let page = page(&pdf, number);
        match page {
            None => lost.push(number),
            Some(Page::Plain(_)) => plain.push(number),
            Some(Page::Laid(_)) => {}
        }
        read.push(page.unwrap_or_else(|| Page::Plain(String::new())));
    }
    lost.extend(numbers.iter().copied().skip(MOST_PAGES));
    let laid: Vec<Vec<String>> = rows::lines(read.iter().map(|page| match page {
        Page::Laid(glyphs) => rows::Page::Laid(glyphs),
        Page::Plain(text) => rows::Page::Plain(text),
    }));
    if laid.iter().flatten().all(|line| line.trim().is_empty()) {
        return Err(ReadError::NoWords(
            "a PDF without text: its pages are pictures, as a scanner makes them",
        ));
    }
    let mut text = Text::plain("pdf", String::new());
    for (page, lines) in laid.into_iter().enumerate() {
        // A form feed begins a page, as in any text that was made of pages.
        if page > 0 {
            text.decoded.text.push('\u{c}');
        }
        for line in lines {
            text.decoded.text.push_str(&line);
            text.decoded.text.push('\n');
        }
    }
    text.findings.extend(finding(
        "pdf.layout",
        &plain,
        "without their layout, as it is damaged: rows of tables may be torn apart",
    ));
    text.findings.extend(finding("pdf.page", &lost, "not at all"));
    Ok(text)
}

/// One page: by the places of its letters, else without them.
fn page(pdf: &Pdf, number: u32) -> Option<Page> {
    let mut glyphs = Glyphs::default();
    let laid = catch_unwind(AssertUnwindSafe(|| pdf_extract::output_doc_page(pdf, &mut glyphs, number)));
    if let Ok(Ok(())) = laid {
        return Some(Page::Laid(glyphs.done()));
    }
    let plain = catch_unwind(AssertUnwindSafe(|| pdf.extract_text(&[number])));
    match plain {
        Ok(Ok(text)) if !text.trim().is_empty() => Some(Page::Plain(text)),
        // What was read of it until it broke off is better than nothing.
        _ => {
            let glyphs = glyphs.done();
            (!glyphs.is_empty()).then_some(Page::Laid(glyphs))
        }
    }
}

fn finding(code: &str, pages: &[u32], how: &str) -> Option<Finding> {
    let named: Vec<String> = pages.iter().take(20).map(u32::to_string).collect();
    let more = pages.len().saturating_sub(named.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!pages.is_empty()).then(|| Finding {
        code: code.to_owned(),
        severity: Severity::Warning,
        place: None,
        also: Vec::new(),
        message: format!("pages {}{more} were read {how}", named.join(", ")),
        remedy: "compare the times with the PDF; if one is wrong, print it to a new PDF and import that"
            .to_owned(),
    })
}
