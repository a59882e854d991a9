//! Which formats of documents there are, and which of them bytes are.

use std::borrow::Cow;

use chrono::NaiveDate;
use incstats_model::Finding;

use super::document::Document;
use super::encoding::{Decoded, decode};
use super::{html, mail, open_document, pdf, word};
use crate::report::ReadError;

/// Longest head of a Markdown file, in lines.
const MOST_OF_HEAD: usize = 2_000;

/// What a reader takes out of bytes: text, in which lines count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The name of the format, in the `format` of a source.
    pub format: &'static str,
    /// The text, and what its bytes were.
    pub decoded: Decoded,
    /// The day on which it says that it was written, outside of its text.
    pub written: Option<NaiveDate>,
    /// What to look at: what the format hides, what was lost on the way.
    pub findings: Vec<Finding>,
}

impl Text {
    /// Text that was no matter of bytes.
    pub fn plain(format: &'static str, text: String) -> Self {
        Self::of(format, Decoded { text, encoding: "UTF-8", damaged: false })
    }

    fn of(format: &'static str, decoded: Decoded) -> Self {
        Self { format, decoded, written: None, findings: Vec::new() }
    }
}

/// A format that is no text in itself.
struct Reader {
    /// Whether bytes are of this format: by what is in them, never by a name.
    recognises: fn(&[u8]) -> bool,
    /// Takes the text out.
    read: fn(&[u8]) -> Result<Text, ReadError>,
}

/// A format of text with marks in it.
struct Markup {
    /// The name of the format.
    name: &'static str,
    /// Whether a text is of this format.
    recognises: fn(&str) -> bool,
    /// Sets its words out as lines.
    read: fn(&str) -> Result<Document, ReadError>,
}

/// The first that recognises the bytes reads them; what none does is text.
static READERS: [Reader; 4] = [
    Reader { recognises: pdf::recognises, read: pdf::read },
    Reader { recognises: word::recognises, read: word::read },
    Reader { recognises: open_document::recognises, read: open_document::read },
    Reader { recognises: mail::recognises, read: mail::read },
];

/// The first that recognises a text reads it; what none does is read line by line, as it stands.
static MARKUP: [Markup; 1] = [Markup { name: "html", recognises: html::recognises, read: html::read }];

/// The text of a report, before anything is known of what it tells.
///
/// # Errors
/// [`ReadError`] where the bytes hold none.
pub fn text(bytes: &[u8]) -> Result<Text, ReadError> {
    if let Some(reader) = READERS.iter().find(|reader| (reader.recognises)(bytes)) {
        return (reader.read)(bytes);
    }
    Ok(Text::of("text", decode(bytes)?))
}

/// A text whose head is TOML between `+++`, with `title: ...` for `title = ...`: what prose calls a labelled field. Every
/// byte keeps its place.
fn with_plain_head(text: &str) -> Cow<'_, str> {
    const MARK: &str = "+++";
    let is_mark = |line: &str| line.trim_end() == MARK;
    let length = text.lines().skip(1).take(MOST_OF_HEAD).position(is_mark);
    let (true, Some(length)) = (text.lines().next().is_some_and(is_mark), length) else {
        return Cow::Borrowed(text);
    };
    let mut plain = String::with_capacity(text.len());
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let in_head = number > 0 && number <= length;
        match line.split_once('=').filter(|(name, _)| in_head && !name.trim().is_empty()) {
            Some((name, value)) => {
                let bare = name.trim_end();
                plain.push_str(bare);
                plain.push(':');
                plain.extend(std::iter::repeat_n(' ', name.len() - bare.len()));
                plain.push_str(value);
            }
            None if is_mark(line) && (number == 0 || number == length + 1) => {
                plain.push_str(&line.replace(MARK, "---"));
            }
            None => plain.push_str(line),
        }
    }
    Cow::Owned(plain)
}

/// The lines of a text that no feed knows, and the name of its format.
///
/// # Errors
/// [`ReadError`] where it cannot be set out as lines.
pub fn document(text: &Text) -> Result<(&'static str, Document), ReadError> {
    let markup = MARKUP.iter().find(|markup| (markup.recognises)(&text.decoded.text));
    if let Some(markup) = markup.filter(|_| text.format == "text") {
        return Ok((markup.name, (markup.read)(&text.decoded.text)?));
    }
    let document = Document::of(&with_plain_head(&text.decoded.text))?;
    Ok((text.format, Document { written: text.written, ..document }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_of_toml_is_one_of_labels() {
        for (text, want) in [
            ("+++\ntitle = \"a = b\"\nn=1\n+++\nx = y\n", "---\ntitle:  \"a = b\"\nn:1\n---\nx = y\n"),
            ("+++\ntitle = 1\n", "+++\ntitle = 1\n"),
            ("x\n+++\na = 1\n+++\n", "x\n+++\na = 1\n+++\n"),
        ] {
            assert_eq!(with_plain_head(text), want);
        }
    }
}
