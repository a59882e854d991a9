//! Headings as markup sets them: `## Timeline` (Markdown), `== Timeline ==` (wikis, `AsciiDoc`), and a line with a rule
//! of one mark under it (`reStructuredText`, Markdown, plain text).

use crate::read::document::{Document, Line};
use crate::text::token::Kind;

/// Most marks before a heading.
const DEEPEST: usize = 6;
/// Shortest rule under a heading.
const SHORTEST_RULE: usize = 3;
/// Longest heading over a rule, in words.
const LONGEST: usize = 14;

/// What markup makes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    None,
    /// A heading.
    Heading,
    /// The rule under a heading, or over it.
    Underline,
}

/// What markup makes of each line.
pub fn headings(document: &Document) -> Vec<Mark> {
    let lines = &document.lines;
    let mut marks: Vec<Mark> =
        lines.iter().map(|line| if is_marked(line) { Mark::Heading } else { Mark::None }).collect();
    for below in 1..lines.len() {
        let at = below - 1;
        let (Some(title), Some(under)) = (lines.get(at), lines.get(below)) else { continue };
        let over = at.checked_sub(1).and_then(|i| lines.get(i));
        let begins = over.is_none_or(|line| line.is_blank() || rule(line).is_some());
        if begins && is_title(title) && rule(under).is_some_and(|width| width + 2 >= width_of(title)) {
            if let Some(mark) = marks.get_mut(at) {
                *mark = Mark::Heading;
            }
            if let Some(mark) = marks.get_mut(below) {
                *mark = Mark::Underline;
            }
            if over.is_some_and(|line| rule(line).is_some())
                && let Some(mark) = at.checked_sub(1).and_then(|i| marks.get_mut(i))
            {
                *mark = Mark::Underline;
            }
        }
    }
    marks
}

/// `## Timeline`, `== Timeline ==`, `==Timeline==`, `= Title`.
fn is_marked(line: &Line) -> bool {
    let text = line.text.trim_end();
    let rank = |mark: u8| text.bytes().take_while(|b| *b == mark).count();
    let (hashes, equals) = (rank(b'#'), rank(b'='));
    let spaced = |rank: usize| text.get(rank..).is_some_and(|rest| rest.starts_with(' '));
    let enclosed = text.len() > 2 * equals && text.ends_with("=".repeat(equals).as_str());
    ((1..=DEEPEST).contains(&hashes) && spaced(hashes))
        || ((1..=DEEPEST).contains(&equals) && (spaced(equals) || (equals > 1 && enclosed)))
}

/// How deep a heading is: one for `# Title` and `= Title =`, two for `## Timeline`; 0 for a line that is none.
pub fn rank(line: &Line) -> usize {
    let marks = |mark: u8| line.text.bytes().take_while(|b| *b == mark).count();
    if is_marked(line) { marks(b'#').max(marks(b'=')) } else { 0 }
}

/// The length of a line that is one mark, again and again.
fn rule(line: &Line) -> Option<usize> {
    let text = line.text.trim_end();
    let first = text.chars().next().filter(|c| "=-~^\"'`*+#".contains(*c))?;
    let length = text.chars().count();
    (length >= SHORTEST_RULE && text.chars().all(|c| c == first)).then_some(length)
}

/// A line of a few words that is neither an item nor a sentence.
fn is_title(line: &Line) -> bool {
    let words = line.tokens.iter().filter(|t| t.kind == Kind::Word).count();
    let begins = line.text.chars().next().is_some_and(char::is_alphanumeric);
    begins && (1..=LONGEST).contains(&words) && !line.text.trim_end().ends_with(['.', ',', ';'])
}

fn width_of(line: &Line) -> usize {
    line.text.trim_end().chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_the_markup_of_each_kind() {
        for (text, want) in [
            ("# Title\ntext", "H."),
            ("#tag", "."),
            ("== Timeline ==\n* 14:05 down", "H."),
            ("==Timeline==", "H"),
            ("= Title\n:revdate: 2021-05-20", "H."),
            ("a == b", "."),
            ("Mail queue stuck\n================\n\ntext", "HU.."),
            ("Root cause\n----------", "HU"),
            ("==========\nRoot cause\n==========", "UHU"),
            ("first line\nsecond line\n-----------", "..."),
            ("- an item\n---------", ".."),
            ("It was over by noon.\n--------------------", ".."),
            ("A line far longer than the rule below it\n---", ".."),
            ("name | age\n-----|----", ".."),
        ] {
            let document = Document::of(text).unwrap();
            let marks = headings(&document).into_iter().map(|mark| match mark {
                Mark::None => '.',
                Mark::Heading => 'H',
                Mark::Underline => 'U',
            });
            assert_eq!(marks.collect::<String>(), want, "{text}");
        }
    }
}
