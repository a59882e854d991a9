//! Text that is safe to print. Reports are written by others: a title may hold escape sequences that repaint the
//! terminal, or marks that turn the reading direction. This is the one place where they are disarmed.

use std::fmt::{self, Write};

use anstyle::{AnsiColor, Style};

/// For headings.
pub const BOLD: Style = Style::new().bold();
/// For what frames the figures.
pub const DIM: Style = Style::new().dimmed();
/// For errors.
pub const RED: Style = AnsiColor::Red.on_default().bold();
/// For warnings.
pub const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
/// For notes and hints.
pub const CYAN: Style = AnsiColor::Cyan.on_default().bold();

/// Text that is safe to print: whatever came from outside is disarmed when it is put in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// No text yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Words put behind, disarmed.
    #[must_use]
    pub fn and(mut self, words: impl AsRef<str>) -> Self {
        self.0.push_str(&block(words.as_ref()));
        self
    }

    /// Words in a style put behind, disarmed.
    #[must_use]
    pub fn styled(mut self, style: Style, words: impl AsRef<str>) -> Self {
        // Writing into a string cannot fail.
        let _ = write!(self.0, "{style}{}{style:#}", block(words.as_ref()));
        self
    }

    /// What another library drew from disarmed text, styles and all.
    pub(in crate::output) fn drawn(rendered: String) -> Self {
        Self(rendered)
    }

    /// As it goes to the terminal.
    #[cfg(test)]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: AsRef<str>> From<T> for Text {
    fn from(words: T) -> Self {
        Self::new().and(words)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Several lines, disarmed: line feeds and tabs stay.
pub fn block(words: &str) -> String {
    words.chars().map(|c| if matches!(c, '\n' | '\t') { c } else { harmless(c) }).collect()
}

/// One line, disarmed: line ends and tabs become spaces.
pub fn line(words: &str) -> String {
    words
        .trim_end()
        .chars()
        .map(|c| if matches!(c, '\n' | '\t' | '\r') { ' ' } else { harmless(c) })
        .collect()
}

/// A paragraph broken between words so that no line is wider than a terminal, the lines after the first indented. In one
/// line where there is no width.
pub fn paragraph(words: &str, width: Option<usize>) -> String {
    const INDENT: &str = "    ";
    let words = line(words);
    let Some(width) = width else { return words };
    let mut lines = vec![String::new()];
    for word in words.split(' ') {
        let Some(last) = lines.last_mut() else { break };
        if last.trim().is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() > width {
            lines.push(format!("{INDENT}{word}"));
        } else {
            last.push(' ');
            last.push_str(word);
        }
    }
    lines.join("\n")
}

/// Whether a character does something to a terminal, or to the order in which others are read, instead of standing for
/// itself.
pub fn is_active(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// The character itself, or a picture of it where it is an active one.
fn harmless(c: char) -> char {
    match c {
        '\u{7f}' => '\u{2421}',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        c if is_active(c) => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_become_pictures_of_themselves() {
        let hostile = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m a\u{202e}b\u{7f}";
        assert_eq!(line(hostile), "␛[2J␛]0;owned␇\u{fffd}31m a\u{fffd}b␡");
        assert!(!line(hostile).chars().any(is_active));
    }

    #[test]
    fn a_line_stays_one_line_and_a_block_keeps_its_own() {
        assert_eq!(line("a\nb\tc\r\n"), "a b c");
        assert_eq!(block("a\nb\tc\rd"), "a\nb\tc␍d");
    }

    #[test]
    fn paragraphs_break_between_words() {
        assert_eq!(paragraph("one two three", Some(9)), "one two\n    three");
        assert_eq!(paragraph("one two three", None), "one two three");
        assert_eq!(paragraph("unbreakable", Some(3)), "unbreakable");
    }

    #[test]
    fn styles_are_ours_alone() {
        let text = Text::from("x\u{1b}[31m").styled(BOLD, "y");
        assert_eq!(text.as_str(), "x␛[31m\u{1b}[1my\u{1b}[0m");
    }
}
