//! The text that a reader makes of a source whose own lines say little: one line a field, the prose as it was broken.
//! Places of figures are lines of this text, and `show --source` prints them.

use crate::read::document::Line;

/// A text in the making.
#[derive(Debug, Default)]
pub struct Made {
    text: String,
    lines: u32,
}

impl Made {
    /// Adds a line, and gives its number, from 1. Line breaks in it become blanks.
    pub fn line(&mut self, line: &str) -> u32 {
        self.text.extend(line.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
        self.text.push('\n');
        self.lines = self.lines.saturating_add(1);
        self.lines
    }

    /// Adds a field and its value, as `name: value`; nothing where the value is empty.
    pub fn field(&mut self, name: &str, value: &str) -> Option<u32> {
        let value = value.trim();
        (!value.is_empty()).then(|| self.line(&format!("{name}: {value}")))
    }

    /// Adds prose, and gives its lines.
    pub fn prose(&mut self, prose: &str) -> Vec<Line> {
        let told = |line: &str| Line::new(self.line(line), &line.replace('\r', " "));
        prose.trim_end().split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).map(told).collect()
    }

    /// The whole text, lines ended by `\n`.
    pub fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_on_through_fields_and_prose() {
        let mut made = Made::default();
        assert_eq!(made.field("title", "Mail\ndown"), Some(1));
        assert_eq!(made.field("cause", " "), None);
        let prose = made.prose("One.\r\n\r\nTwo.\n");
        assert_eq!(
            prose.iter().map(|l| (l.number, l.text.as_str())).collect::<Vec<_>>(),
            [(2, "One."), (3, ""), (4, "Two.")]
        );
        assert_eq!(made.finish(), "title: Mail down\nOne.\n\nTwo.\n");
    }
}
