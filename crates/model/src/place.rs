//! Where in a source something stands: the bottom of every figure.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes inside one line, `start..end`, without the line's terminator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span of `start..end`; the two are put in order if they came reversed.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start: start.min(end), end: start.max(end) }
    }

    /// First byte of the span, from 0.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// First byte after the span.
    pub fn end(self) -> usize {
        self.end as usize
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self::new(start, end)
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// A line of a source, from 1, and the bytes of it that were read.
///
/// Lines count in the text that the reader made of the document; for text files they are the file's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Line number, from 1.
    pub line: u32,
    /// The bytes of the line that say it; absent where the whole line does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Place {
    /// The whole of a line.
    pub fn line(line: u32) -> Self {
        Self { line, span: None }
    }

    /// Bytes `start..end` of a line.
    pub fn span(line: u32, start: u32, end: u32) -> Self {
        Self { line, span: Some(Span::new(start, end)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_never_reversed_and_prints_as_a_pair() {
        let span = Span::new(9, 4);
        assert_eq!((span.start(), span.end()), (4, 9));
        assert_eq!(serde_json::to_string(&Place::span(3, 4, 9)).unwrap(), r#"{"line":3,"span":[4,9]}"#);
        assert_eq!(serde_json::from_str::<Place>(r#"{"line":3}"#).unwrap(), Place::line(3));
    }
}
