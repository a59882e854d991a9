//! Passages: lines that are read as one text, cut into sentences, each word still knowing its place.

use incstats_model::{Place, Span};

use crate::locale::{Locale, Sense};
use crate::read::document::Document;
use crate::text::pattern::is_sentence_end;
use crate::text::token::Tokens;
use crate::time::expression::Expression;
use crate::time::grammar::scan;

/// Lines shorter than this are never taken for wrapped prose, in characters.
const NARROWEST: usize = 50;

/// Nobody writes longer sentences, in tokens: what has no stop is no sentence, and is cut so that reading stays linear.
const LONGEST_SENTENCE: usize = 400;

/// Nobody wraps prose beyond this column.
const WIDEST: usize = 120;

/// A part of a line that belongs to a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Index of the line in the document.
    pub line: usize,
    /// First byte of the line that belongs to it.
    pub from: u32,
}

/// Lines read as one text.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// The text, its lines joined by a space.
    pub text: String,
    /// Its tokens.
    pub tokens: Tokens,
    /// Its times and durations.
    pub expressions: Vec<Expression>,
    /// Its sentences, as half-open ranges of tokens.
    pub sentences: Vec<(usize, usize)>,
    /// Where each piece begins in the text: byte, line number, byte in that line.
    origins: Vec<(u32, u32, u32)>,
}

impl Passage {
    /// Joins pieces of a document.
    pub fn of(document: &Document, pieces: &[Piece], locale: &Locale) -> Self {
        let mut passage = Self::default();
        let mut hard_breaks = Vec::new();
        let width = pieces
            .iter()
            .filter_map(|p| document.lines.get(p.line))
            .map(|l| l.text.trim_end().len())
            .max()
            .unwrap_or(0);
        let mut previous: Option<&str> = None;
        for piece in pieces {
            let Some(line) = document.lines.get(piece.line) else { continue };
            let part = line.rest(piece.from);
            if part.trim().is_empty() {
                // A blank line ends a sentence.
                previous = None;
                continue;
            }
            if !passage.text.is_empty() {
                if !previous.is_some_and(|before| is_wrapped(before, part, width)) {
                    hard_breaks.push(passage.text.len());
                }
                passage.text.push(' ');
            }
            let at = u32::try_from(passage.text.len()).unwrap_or(u32::MAX);
            let parts = line.origins_from(piece.from);
            let parts = parts.iter().map(|part| (at + (part.at - piece.from), part.line, part.column));
            passage.origins.extend(parts);
            passage.text.push_str(part);
            previous = Some(&line.text);
        }
        passage.tokens = Tokens::of(&passage.text);
        passage.expressions = scan(&passage.text, &passage.tokens, locale);
        passage.sentences = sentences(&passage.tokens, &passage.expressions, &hard_breaks, locale);
        passage
    }

    /// Where bytes of the text stand in the document. A span over several lines is that of its first.
    pub fn place(&self, from: u32, to: u32) -> Place {
        let index = self.origins.partition_point(|(at, _, _)| *at <= from).saturating_sub(1);
        let Some(&(at, line, offset)) = self.origins.get(index) else { return Place::line(1) };
        let ends = self.origins.get(index + 1).map_or(u32::MAX, |(next, _, _)| *next);
        let ends = if self.text.get(..ends as usize).is_some_and(|before| before.ends_with(' ')) {
            ends.saturating_sub(1)
        } else {
            ends
        };
        let start = from.saturating_sub(at) + offset;
        Place::span(line, start, to.min(ends).saturating_sub(at) + offset)
    }

    /// The place of a span.
    pub fn place_of(&self, span: Span) -> Place {
        self.place(u32::try_from(span.start()).unwrap_or(0), u32::try_from(span.end()).unwrap_or(0))
    }

    /// The text of a sentence.
    pub fn sentence_text(&self, sentence: (usize, usize)) -> &str {
        let (from, to) = self.tokens.bytes(sentence.0, sentence.1);
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// Whether a line goes on in the next: it has no end of its own and is about as long as the lines around it.
fn is_wrapped(line: &str, next: &str, width: usize) -> bool {
    let line = line.trim_end();
    let open = !line.ends_with(['.', '!', '?', ':', ';', '。']);
    let bullet = next.trim_start().starts_with(['-', '*', '•', '–', '—', '|', '+', '#', '>'])
        || item_number(next)
            .is_some_and(|n| n == 1 || n.checked_sub(1).is_some_and(|n| item_number(line) == Some(n)));
    let lower = next.trim_start().chars().next().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
    let full = (NARROWEST..=WIDEST).contains(&line.chars().count()) && line.len() * 5 >= width * 4;
    open && !bullet && (full || lower)
}

/// The number of an item of a list: `2. The cable`, `2) The cable`.
fn item_number(line: &str) -> Option<u32> {
    let (number, rest) = line.trim_start().split_once(['.', ')'])?;
    let short = (1..=2).contains(&number.len()) && rest.starts_with(' ');
    short.then(|| number.parse().ok()).flatten()
}

fn sentences(
    tokens: &Tokens,
    expressions: &[Expression],
    hard_breaks: &[usize],
    locale: &Locale,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut times = expressions.iter().map(tokens_of).peekable();
    let (mut from, mut breaks) = (0, hard_breaks.iter().copied().peekable());
    for at in 0..tokens.len() {
        let Some(token) = tokens.get(at) else { break };
        // A line that ended before this token ended its sentence too.
        if breaks.next_if(|b| *b <= token.start as usize).is_some() {
            while breaks.next_if(|b| *b <= token.start as usize).is_some() {}
            if at > from {
                found.push((from, at));
            }
            from = at;
        }
        // `kl. 9`, `3. 11. 2021`: a stop inside a time is part of it.
        while times.next_if(|(_, to)| *to <= at + 1).is_some() {}
        let inside = times.peek().is_some_and(|(first, _)| *first <= at);
        let too_long = at - from >= LONGEST_SENTENCE;
        let ends =
            is_sentence_end(tokens, at) && !is_abbreviation(tokens, at, at == from + 1, locale) || too_long;
        if ends && !inside {
            found.push((from, at + 1));
            from = at + 1;
        }
    }
    if from < tokens.len() {
        found.push((from, tokens.len()));
    }
    found
}

fn tokens_of(expression: &Expression) -> (usize, usize) {
    match expression {
        Expression::Time(time) => (time.from, time.to),
        Expression::Duration(duration) => (duration.from, duration.to),
    }
}

/// Whether a full stop belongs to what stands before it: the number of an item (`2. Causes`), a day before its month
/// (`2. Februar`), a single letter (`N. B.`, `M.`). `15h.` ends a sentence; the letter is a unit.
fn is_abbreviation(tokens: &Tokens, at: usize, opens: bool, locale: &Locale) -> bool {
    if !tokens.is_mark(at, '.') || !tokens.touches(at) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    let unit = tokens.touches(before) && before.checked_sub(1).is_some_and(|i| tokens.number(i).is_some());
    let single = tokens.is_word(before) && tokens.text(before).len() == 1 && !unit;
    let number = tokens.number(before).is_some_and(|(n, digits)| n <= 31 && digits <= 2);
    let month = locale.senses.at(tokens, at + 1).any(|hit| matches!(hit.value, Sense::Month(_)));
    single || (number && (opens || month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::by_code;

    fn passage(text: &str) -> Passage {
        let document = Document::of(text).unwrap();
        let pieces: Vec<Piece> = (0..document.lines.len()).map(|line| Piece { line, from: 0 }).collect();
        Passage::of(&document, &pieces, by_code("en").unwrap())
    }

    #[test]
    fn wrapped_lines_are_one_sentence_and_short_ones_are_not() {
        let wrapped = passage(
            "It was not before half past six in the evening of Tuesday\n16 March that all was well. Good.\n",
        );
        let texts: Vec<_> = wrapped.sentences.iter().map(|s| wrapped.sentence_text(*s)).collect();
        assert_eq!(texts.len(), 2);
        assert!(texts[0].contains("Tuesday 16 March"));
        let listed = passage("Disks ordered\nDisks delivered\nDisks fitted");
        assert_eq!(listed.sentences.len(), 3);
    }

    #[test]
    fn a_text_without_stops_is_cut() {
        let endless = passage(&"at 09:10 users could not log in and ".repeat(500));
        assert!(endless.sentences.len() > 10);
        assert!(endless.sentences.iter().all(|(from, to)| to - from <= LONGEST_SENTENCE + 5));
        let cut_times = endless.expressions.iter().filter(|e| {
            let (from, to) = tokens_of(e);
            endless.sentences.iter().any(|(_, end)| from < *end && *end < to)
        });
        assert_eq!(cut_times.count(), 0);
    }

    #[test]
    fn words_keep_their_place() {
        let passage = passage("Nothing here.\nAt 16:30 it broke.");
        let Some(Expression::Time(time)) = passage.expressions.first() else { panic!("no time") };
        assert_eq!(passage.place_of(time.span), Place::span(2, 3, 8));
    }
}
