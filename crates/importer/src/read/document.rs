//! A document: what every reader makes of its bytes, and all that later steps see.

use crate::report::ReadError;
use crate::text::token::Tokens;

/// Longest line that is read as prose, in bytes. Reports have none near it; a dump of data without line breaks does.
pub const LONGEST_LINE: usize = 1 << 20;

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    /// From 1.
    pub number: u32,
    /// Without its terminator.
    pub text: String,
    /// Its tokens.
    pub tokens: Tokens,
}

impl Line {
    /// Whether there is nothing to read in it.
    pub fn is_blank(&self) -> bool {
        self.tokens.is_empty()
    }

    /// A piece of the line by bytes; empty where they cut a character.
    pub fn slice(&self, from: u32, to: u32) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    /// The line from a byte on.
    pub fn rest(&self, from: u32) -> &str {
        self.text.get(from as usize..).unwrap_or_default()
    }
}

/// The lines of a document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// In their order.
    pub lines: Vec<Line>,
}

impl Document {
    /// Cuts a text into lines, ended by `\n`, `\r\n` or `\r`.
    ///
    /// # Errors
    /// [`ReadError::LongLine`] where a line is longer than [`LONGEST_LINE`].
    pub fn of(text: &str) -> Result<Self, ReadError> {
        let mut lines = Vec::new();
        let mut number = 0u32;
        for line in split(text) {
            number = number.saturating_add(1);
            if line.len() > LONGEST_LINE {
                return Err(ReadError::LongLine { line: number, megabytes: line.len() >> 20 });
            }
            lines.push(Line { number, text: line.to_owned(), tokens: Tokens::of(line) });
        }
        Ok(Self { lines })
    }

    /// The text, lines ended by `\n`.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.lines.iter().map(|line| line.text.len() + 1).sum());
        for line in &self.lines {
            text.push_str(&line.text);
            text.push('\n');
        }
        text
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    let text = text.strip_suffix("\r\n").or_else(|| text.strip_suffix(['\n', '\r'])).unwrap_or(text);
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let now = rest?;
        match now.find(['\n', '\r']) {
            None => {
                rest = None;
                Some(now)
            }
            Some(at) => {
                let (line, tail) = now.split_at(at);
                rest = tail.strip_prefix("\r\n").or_else(|| tail.get(1..));
                Some(line)
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_as_an_editor_counts_them() {
        let document = Document::of("a\r\nb\n\nc\rd\n").unwrap();
        let lines: Vec<_> = document.lines.iter().map(|l| (l.number, l.text.as_str())).collect();
        assert_eq!(lines, [(1, "a"), (2, "b"), (3, ""), (4, "c"), (5, "d")]);
        assert_eq!(document.text(), "a\nb\n\nc\nd\n");
    }

    #[test]
    fn a_line_of_megabytes_is_refused_by_its_number() {
        let text = format!("ok\n{}", "x".repeat(LONGEST_LINE + 1));
        assert_eq!(Document::of(&text).err(), Some(ReadError::LongLine { line: 2, megabytes: 1 }));
    }
}
