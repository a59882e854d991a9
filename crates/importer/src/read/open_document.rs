//! Texts of the `OpenDocument` format (`.odt`): paragraphs, headings, lists, and rows of tables, in their order.
//!
//! What the author took out under tracked changes is left out. Not read: headers, footers, notes, comments, pictures.
//! Pages are made when a document is printed, so it has none to name.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::outline::Outline;
use super::package::{Package, mimetype};
use super::reader::Text;
use super::xml::{attribute, resolve};
use crate::report::ReadError;

const NAME: &str = "OpenDocument text";
/// Elements that are no part of the text.
const LEFT_OUT: [&str; 6] = ["tracked-changes", "annotation", "note", "forms", "sequence-decls", "object"];

/// Whether bytes are a text of this format.
pub fn recognises(bytes: &[u8]) -> bool {
    mimetype(bytes).is_some_and(|mime| mime.starts_with("application/vnd.oasis.opendocument.text"))
}

/// Reads its text.
///
/// # Errors
/// [`ReadError`] where it is encrypted, broken or without words.
pub fn read(bytes: &[u8]) -> Result<Text, ReadError> {
    let mut package = Package::open(bytes, NAME)?;
    let manifest = package.part("META-INF/manifest.xml").ok().flatten().unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ReadError::Encrypted(NAME));
    }
    let content = package.part("content.xml")?.unwrap_or_default();
    let text = walk(&content)?;
    if text.trim().is_empty() {
        return Err(ReadError::NoWords("an OpenDocument text without words: what it shows may be a picture"));
    }
    Ok(Text::plain("odt", text))
}

fn walk(content: &str) -> Result<String, ReadError> {
    let mut reader = Reader::from_str(content);
    let mut outline = Outline::default();
    let (mut left_out, mut in_text, mut lists) = (0usize, 0usize, 0usize);
    loop {
        let event = reader
            .read_event()
            .map_err(|error| ReadError::Broken { what: NAME, why: format!("its XML breaks off: {error}") })?;
        match &event {
            Event::Start(tag) if left_out > 0 || LEFT_OUT.contains(&tag.local_name().as_ref()) => {
                left_out += 1;
            }
            Event::End(_) if left_out > 0 => left_out -= 1,
            _ if left_out > 0 => {}
            Event::Start(tag) => match tag.local_name().as_ref() {
                "p" => in_text += 1,
                "h" => {
                    in_text += 1;
                    outline
                        .heading(attribute(tag, "outline-level").and_then(|n| n.parse().ok()).unwrap_or(1));
                }
                "list" => lists += 1,
                "list-item" => outline.item(lists.saturating_sub(1)),
                "table" => outline.begin_table(),
                "table-cell" => outline.begin_cell(),
                _ => {}
            },
            Event::Empty(tag) => empty(&mut outline, tag),
            Event::Text(text) if in_text > 0 => {
                // White space is drawn together; what counts is written as elements.
                let text = text.xml10_content();
                let blank = |c: char| c.is_ascii_whitespace();
                let words = text.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
                let before = if text.starts_with(blank) { " " } else { "" };
                let after = if text.ends_with(blank) && !words.is_empty() { " " } else { "" };
                outline.push(&format!("{before}{words}{after}"));
            }
            Event::GeneralRef(name) if in_text > 0 => outline.push(&resolve(name)),
            Event::End(tag) => match tag.local_name().as_ref() {
                "p" | "h" => {
                    in_text = in_text.saturating_sub(1);
                    outline.end_paragraph();
                }
                "list" => lists = lists.saturating_sub(1),
                "table-cell" => outline.end_cell(),
                "table-row" => outline.end_row(),
                "table" => outline.end_table(),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(outline.text())
}

fn empty(outline: &mut Outline, tag: &BytesStart<'_>) {
    match tag.local_name().as_ref() {
        "p" | "h" => outline.end_paragraph(),
        "tab" => outline.push("\t"),
        "s" => {
            let spaces = attribute(tag, "c").and_then(|n| n.parse().ok()).unwrap_or(1usize);
            outline.push(&" ".repeat(spaces.min(200)));
        }
        "line-break" => outline.end_line(),
        "table-cell" | "covered-table-cell" => {
            outline.begin_cell();
            outline.end_cell();
        }
        _ => {}
    }
}
