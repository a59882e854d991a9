//! Word documents (.docx): paragraphs, headings, lists, and rows of tables, in their order.
//!
//! What the author took out under tracked changes is left out, what came in is read. Not read: headers, footers,
//! footnotes, comments, pictures. Pages are made when a document is printed, so it has none to name.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::outline::Outline;
use super::package::{Package, holds};
use super::reader::Text;
use super::xml::{attribute, resolve};
use crate::report::ReadError;

const NAME: &str = "Word document";
const BODY: &str = "word/document.xml";

/// Whether bytes are a Word document.
pub fn recognises(bytes: &[u8]) -> bool {
    holds(bytes, BODY)
}

/// Reads its text.
///
/// # Errors
/// [`ReadError`] where it is encrypted, broken or without words.
pub fn read(bytes: &[u8]) -> Result<Text, ReadError> {
    let mut package = Package::open(bytes, NAME)?;
    let headings = package.part("word/styles.xml")?.map(|styles| headings(&styles)).unwrap_or_default();
    let body = package.part(BODY)?.unwrap_or_default();
    let text = walk(&body, &headings)?;
    if text.trim().is_empty() {
        return Err(ReadError::NoWords("a Word document without words: what it shows may be a picture"));
    }
    Ok(Text::plain("docx", text))
}

/// The styles of headings with their level, from 1. Their ids differ with the language of Word, their names do not.
fn headings(styles: &str) -> HashMap<String, usize> {
    let mut reader = Reader::from_str(styles);
    let (mut found, mut id) = (HashMap::new(), String::new());
    // A style sheet that breaks off leaves headings without a mark, no more.
    while let Ok(event) = reader.read_event() {
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            if matches!(event, Event::Eof) {
                break;
            }
            continue;
        };
        match tag.local_name().as_ref() {
            "style" => id = attribute(&tag, "styleId").unwrap_or_default(),
            "name" => {
                let name = attribute(&tag, "val").unwrap_or_default().to_lowercase();
                let level = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
                if let Some(level) = level.or_else(|| (name == "title").then_some(1)) {
                    found.insert(id.clone(), level);
                }
            }
            "outlineLvl" => {
                if let Some(level) =
                    attribute(&tag, "val").and_then(|level| level.parse::<usize>().ok()).filter(|l| *l < 9)
                {
                    found.entry(id.clone()).or_insert(level + 1);
                }
            }
            _ => {}
        }
    }
    found
}

fn walk(body: &str, headings: &HashMap<String, usize>) -> Result<String, ReadError> {
    let mut reader = Reader::from_str(body);
    let mut outline = Outline::default();
    // Depth inside of an element that is left out, inside of text, inside of runs.
    let (mut left_out, mut in_text, mut runs) = (0usize, false, 0usize);
    loop {
        let event = reader
            .read_event()
            .map_err(|error| ReadError::Broken { what: NAME, why: format!("its XML breaks off: {error}") })?;
        match &event {
            Event::Start(tag) if left_out > 0 || is_left_out(tag) => left_out += 1,
            Event::End(_) if left_out > 0 => left_out -= 1,
            _ if left_out > 0 => {}
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "r" => runs += 1,
                _ => opened(&mut outline, tag, headings, runs > 0),
            },
            Event::Empty(tag) => {
                opened(&mut outline, tag, headings, runs > 0);
                if tag.local_name().as_ref() == "p" {
                    outline.end_paragraph();
                }
            }
            Event::Text(text) if in_text => outline.push(&text.xml10_content()),
            Event::GeneralRef(name) if in_text => outline.push(&resolve(name)),
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "r" => runs = runs.saturating_sub(1),
                "p" => outline.end_paragraph(),
                "tc" => outline.end_cell(),
                "tr" => outline.end_row(),
                "tbl" => outline.end_table(),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(outline.text())
}

/// What was taken out or moved away, and what stands in a document twice for the sake of older versions of Word.
fn is_left_out(tag: &BytesStart<'_>) -> bool {
    matches!(tag.local_name().as_ref(), "del" | "moveFrom" | "Fallback")
}

fn opened(outline: &mut Outline, tag: &BytesStart<'_>, headings: &HashMap<String, usize>, in_run: bool) {
    match tag.local_name().as_ref() {
        "tbl" => outline.begin_table(),
        "tc" => outline.begin_cell(),
        "pStyle" => {
            if let Some(level) = attribute(tag, "val").and_then(|id| headings.get(&id).copied()) {
                outline.heading(level);
            }
        }
        "ilvl" => outline.item(attribute(tag, "val").and_then(|level| level.parse().ok()).unwrap_or(0)),
        // In the list of a paragraph's tab stops it is no tab.
        "tab" if in_run => outline.push("\t"),
        // Breaks of pages and columns are no lines.
        "br" if in_run && attribute(tag, "type").is_some_and(|kind| kind != "textWrapping") => {}
        "br" | "cr" if in_run => outline.end_line(),
        "noBreakHyphen" => outline.push("-"),
        _ => {}
    }
}
