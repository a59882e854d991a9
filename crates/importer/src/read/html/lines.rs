//! Lines of words with the file's own lines, and the text that is kept of a page.

use crate::read::document::{Document, LONGEST_LINE, Line, Origin};
use crate::report::ReadError;

/// What stands in the kept text between two lines of the reading that come from one line of the file.
const PARTED: &str = "  ";

/// Words that make one line, or one cell of a row.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The text.
    pub text: String,
    /// From which byte on it stands on which line of the file.
    marks: Vec<(usize, u32)>,
    /// Whether white space came last: it counts once more words follow.
    spaced: bool,
}

impl Words {
    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Adds text of a line of the file, its white space drawn together.
    pub fn push(&mut self, text: &str, line: u32) {
        let blank = |c: char| c.is_ascii_whitespace() || c == '\u{a0}';
        self.spaced |= text.starts_with(blank);
        for word in text.split(blank).filter(|word| !word.is_empty()) {
            if self.spaced && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.spaced = true;
            self.push_as_is(word, line);
        }
        self.spaced = text.ends_with(blank) || (self.spaced && text.trim().is_empty());
    }

    /// Adds text of a line of the file as it stands.
    pub fn push_as_is(&mut self, text: &str, line: u32) {
        if !text.is_empty() && self.marks.last().is_none_or(|(_, on)| *on != line) {
            self.marks.push((self.text.len(), line));
        }
        self.text.push_str(text);
    }

    /// Parts what follows from what was there.
    pub fn space(&mut self) {
        self.spaced = true;
    }

    /// Adds a mark of ours, such as the bar between cells.
    pub fn mark(&mut self, mark: &str) {
        self.text.push_str(mark);
        self.spaced = false;
    }

    /// Adds other words.
    pub fn append(&mut self, other: &Self) {
        let at = self.text.len();
        self.marks.extend(other.marks.iter().map(|(from, line)| (at + from, *line)));
        self.text.push_str(&other.text);
        self.spaced = false;
    }

    /// The line of the file that the last of it stands on, from 1.
    pub fn last_line(&self) -> u32 {
        self.marks.last().map_or(1, |(_, line)| *line)
    }

    /// The pieces of the text, each with its line in the file. Marks of ours before the first piece are its own.
    fn pieces(&self) -> impl Iterator<Item = (usize, u32, &str)> {
        self.marks.iter().enumerate().filter_map(|(i, (at, line))| {
            let from = if i == 0 { 0 } else { *at };
            let to = self.marks.get(i + 1).map_or(self.text.len(), |(next, _)| *next);
            Some((from, *line, self.text.get(from..to)?))
        })
    }
}

/// The document of a page.
///
/// What is kept has the lines of the file: each holds the words that stand on it. Where a page was written on fewer
/// lines than half of what is read from it, as machines write them, its lines tell no place from another, and those of
/// the reading are kept and counted instead.
pub fn document(lines: &[Words], in_file: usize) -> Result<Document, ReadError> {
    let told = lines.iter().filter(|line| !line.is_empty());
    let mut own: Vec<u32> = told.clone().flat_map(|line| line.marks.iter().map(|(_, on)| *on)).collect();
    own.sort_unstable();
    own.dedup();
    let run_together = own.len() * 2 < told.count();
    let mut kept: Vec<String> = if run_together { Vec::new() } else { vec![String::new(); in_file] };
    let mut document = Document::default();
    for (line, number) in lines.iter().zip(1u32..) {
        if line.text.len() > LONGEST_LINE {
            return Err(ReadError::LongLine { line: number, megabytes: line.text.len() >> 20 });
        }
        let text = line.text.trim_end();
        let mut made = Line::new(number, text);
        if !run_together {
            made.origins = origins(line, &mut kept);
            made.number = made.origins.first().map_or(1, |origin| origin.line);
        }
        document.lines.push(made);
    }
    if !run_together {
        document.kept = Some(kept.join("\n") + "\n");
    }
    Ok(document)
}

/// Puts the pieces of a line where they stand in the file.
fn origins(line: &Words, kept: &mut Vec<String>) -> Vec<Origin> {
    let bytes = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut origins = Vec::new();
    for (at, number, piece) in line.pieces() {
        let index = number.saturating_sub(1) as usize;
        if index >= kept.len() {
            kept.resize(index + 1, String::new());
        }
        let Some(place) = kept.get_mut(index) else { continue };
        if at == 0 && !place.is_empty() {
            place.push_str(PARTED);
        }
        origins.push(Origin { at: bytes(at), line: number, column: bytes(place.len()) });
        place.push_str(piece);
    }
    origins
}
