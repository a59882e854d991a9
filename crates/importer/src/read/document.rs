//! A document: what every reader makes of its bytes, and all that later steps see.

use std::borrow::Cow;

use chrono::NaiveDate;
use incstats_model::{Place, Span};

use crate::report::ReadError;
use crate::text::clocks;
use crate::text::token::Tokens;

/// Longest line that is read as prose, in bytes. Reports have none near it; a dump of data without line breaks does.
pub const LONGEST_LINE: usize = 1 << 20;

/// Where a part of a line stands in the text that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The byte of the line from which on it holds.
    pub at: u32,
    /// The line of the kept text, from 1.
    pub line: u32,
    /// The byte in that line.
    pub column: u32,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number in the kept text, from 1. Lines of a paragraph that markup wraps share none; lines of one long line
    /// of markup share theirs.
    pub number: u32,
    /// Without its terminator.
    pub text: String,
    /// Its tokens.
    pub tokens: Tokens,
    /// Where its parts stand in the kept text, in their order; empty where it is that line.
    pub origins: Vec<Origin>,
}

/// A line without what is struck out, `~~11:59 resolved~~`, as Markdown has it: that holds no longer. All else keeps its
/// place.
fn unstruck(text: &str) -> Cow<'_, str> {
    let mut kept = Cow::Borrowed(text);
    let mut at = 0;
    while let Some(opened) = text.get(at..).and_then(|rest| rest.find("~~")).map(|found| at + found) {
        let inner = text.get(opened + 2..).unwrap_or_default();
        // Three of them are the fence of a block.
        let closed = inner.find("~~").filter(|end| *end > 0 && !inner.starts_with('~'));
        let Some(closed) = closed else { break };
        let end = opened + 2 + closed + 2;
        kept.to_mut().replace_range(opened..end, &" ".repeat(end - opened));
        at = end;
    }
    kept
}

impl Line {
    /// A line of a text that is kept as it is, but for what is struck out.
    pub fn new(number: u32, text: &str) -> Self {
        let text = unstruck(text).into_owned();
        Self { number, tokens: Tokens::of(&text), text, origins: Vec::new() }
    }

    /// Where the parts of the line from a byte on stand.
    pub fn origins_from(&self, from: u32) -> Vec<Origin> {
        let first = self.origins.partition_point(|origin| origin.at <= from).checked_sub(1);
        let Some(first) = first else { return vec![Origin { at: from, line: self.number, column: from }] };
        let mut parts: Vec<Origin> = self.origins.iter().skip(first).copied().collect();
        if let Some(part) = parts.first_mut() {
            part.column += from - part.at;
            part.at = from;
        }
        parts
    }

    /// Where bytes of the line stand in the kept text. A span over several of its lines is that of the first.
    pub fn place(&self, from: u32, to: u32) -> Place {
        let parts = self.origins_from(from);
        let Some(part) = parts.first() else { return Place::span(self.number, from, to) };
        let end = parts.get(1).map_or(to, |next| to.min(next.at));
        Place::span(part.line, part.column, part.column + end.saturating_sub(from))
    }

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
    /// The text in which the numbers of lines count, where it is not these lines one by one.
    pub kept: Option<String>,
    /// The day on which the document says that it was written, outside of its text.
    pub written: Option<NaiveDate>,
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
            lines.push(Line::new(number, line));
        }
        Ok(Self::of_lines(lines))
    }

    /// A document of lines that are cut already.
    pub fn of_lines(mut lines: Vec<Line>) -> Self {
        clocks::tell(lines.iter_mut().map(|line| &mut line.tokens));
        Self { lines, ..Self::default() }
    }

    /// Where a span of a line, by the line's index, stands in the kept text.
    pub fn place(&self, line: usize, span: Span) -> Place {
        let bytes = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let line = self.lines.get(line);
        line.map_or(Place::line(1), |line| line.place(bytes(span.start()), bytes(span.end())))
    }

    /// The text in which the numbers of lines count, its lines ended by `\n`.
    pub fn text(&self) -> String {
        if let Some(kept) = &self.kept {
            return kept.clone();
        }
        let mut text = String::with_capacity(self.lines.iter().map(|line| line.text.len() + 1).sum());
        for line in &self.lines {
            text.push_str(&line.text);
            text.push('\n');
        }
        text
    }
}

/// The lines of a text, ended by `\n`, `\r\n` or `\r`.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
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

    #[test]
    fn what_is_struck_out_is_not_told_and_all_else_keeps_its_place() {
        for (text, want) in [
            ("- ~~11:59 UTC resolved~~ no", format!("- {} no", " ".repeat(22)).as_str()),
            ("a ~~b~~ c ~~d~~", "a       c      "),
            ("~~ü~~x", "      x"),
            ("~~~", "~~~"),
            ("~5 min and ~~open", "~5 min and ~~open"),
            ("~~~~", "~~~~"),
        ] {
            assert_eq!(unstruck(text), want, "{text}");
            assert_eq!(unstruck(text).len(), text.len());
        }
    }
}
