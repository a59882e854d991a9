//! Lines cut into tokens that know their place.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use crate::text::fold::{Class, class, push_letter};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, or one ideograph.
    Word,
    /// Digits.
    Number,
    /// One mark.
    Mark(char),
}

/// A piece of a line. Letters and digits always part: `16h30` is three tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// First byte in the line.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
    /// Whether white space, or the line's beginning, stands before it.
    pub spaced: bool,
    /// Whether a tab stands before it.
    pub tabbed: bool,
    folded: (u32, u32),
    /// The value of a number and how many digits it has, if at most nine.
    number: Option<(u32, u8)>,
    /// Of the folded text: other texts have others, but for one in 2^64.
    hash: u64,
}

/// Which words are in a line, as far as 128 bits can tell: one that is in it is never missed, one that is not may seem so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordSet(u128);

impl WordSet {
    /// The set of one word, by its [`hash`].
    pub fn of(hash: u64) -> Self {
        Self(1 << (hash % u64::from(u128::BITS)))
    }

    /// The words of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of these may be in it.
    pub fn has(self, words: Self) -> bool {
        self.0 & words.0 == words.0
    }
}

/// The tokens of one line.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    folded: String,
    all: Vec<Token>,
    texts: WordSet,
    /// The number that the lines around this one tell to be a clock time of four digits.
    clock: Option<usize>,
}

impl Tokens {
    /// Cuts a line.
    pub fn of(line: &str) -> Self {
        let mut cut = Self::default();
        let (mut spaced, mut tabbed) = (true, false);
        for (at, c) in line.char_indices() {
            let (start, end) = (offset(at), offset(at + c.len_utf8()));
            let class = class(c);
            let kind = match class {
                Class::Space => {
                    spaced = true;
                    tabbed |= c == '\t';
                    continue;
                }
                Class::Nothing => continue,
                Class::Digit(_) => Kind::Number,
                Class::Letter | Class::Ideograph => Kind::Word,
                Class::Mark(mark) => Kind::Mark(mark),
            };
            let joins = !spaced
                && matches!(kind, Kind::Word | Kind::Number)
                && class != Class::Ideograph
                && cut.all.last().is_some_and(|t| t.kind == kind && !cut.is_wide(t));
            let from = offset(cut.folded.len());
            match class {
                Class::Digit(digit) => cut.folded.push(char::from(b'0' + digit)),
                Class::Mark(mark) => cut.folded.push(mark),
                _ => push_letter(&mut cut.folded, c),
            }
            let to = offset(cut.folded.len());
            match cut.all.last_mut() {
                Some(last) if joins => {
                    last.end = end;
                    last.folded.1 = to;
                }
                _ => cut.all.push(Token {
                    kind,
                    start,
                    end,
                    spaced,
                    tabbed,
                    folded: (from, to),
                    number: None,
                    hash: 0,
                }),
            }
            (spaced, tabbed) = (false, false);
        }
        let folded = &cut.folded;
        for token in &mut cut.all {
            let text = folded.get(token.folded.0 as usize..token.folded.1 as usize).unwrap_or_default();
            token.hash = hash(text);
            token.number = if token.kind == Kind::Number { value(text) } else { None };
            cut.texts = cut.texts.and(WordSet::of(token.hash));
        }
        cut
    }

    /// Whether the folded text of a token is this one, whose [`hash`] is given.
    pub fn is_text(&self, at: usize, text: &str, hash: u64) -> bool {
        self.get(at).is_some_and(|token| token.hash == hash && self.folded_of(token) == text)
    }

    /// The [`hash`] of a token's folded text.
    pub fn hash(&self, at: usize) -> Option<u64> {
        self.get(at).map(|token| token.hash)
    }

    /// Which texts its tokens have, as far as a set can tell.
    pub fn words(&self) -> WordSet {
        self.texts
    }

    /// Says that the number at that place is a clock time of four digits, as the lines around this one tell.
    pub fn set_clock(&mut self, at: usize) {
        self.clock = Some(at);
    }

    /// Whether the number at that place was said to be a clock time of four digits.
    pub fn is_clock(&self, at: usize) -> bool {
        self.clock == Some(at)
    }

    /// Whether a letter of a script without spaces between words stands at that place.
    pub fn is_ideograph(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| self.is_wide(token))
    }

    fn is_wide(&self, token: &Token) -> bool {
        self.folded_of(token).chars().next().is_some_and(|c| class(c) == Class::Ideograph)
    }

    fn folded_of(&self, token: &Token) -> &str {
        self.folded.get(token.folded.0 as usize..token.folded.1 as usize).unwrap_or_default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether the line has nothing to read.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// A token, if there is one at that place.
    pub fn get(&self, at: usize) -> Option<&Token> {
        self.all.get(at)
    }

    /// All tokens.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Token> + ExactSizeIterator {
        self.all.iter()
    }

    /// The folded text of a token; empty past the end.
    pub fn text(&self, at: usize) -> &str {
        self.get(at).map_or("", |token| self.folded_of(token))
    }

    /// Whether a word stands at that place.
    pub fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.kind == Kind::Word)
    }

    /// Whether this mark stands at that place.
    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.get(at).is_some_and(|t| t.kind == Kind::Mark(mark))
    }

    /// The number at that place, with how many digits it is written; at most nine digits.
    pub fn number(&self, at: usize) -> Option<(u32, usize)> {
        self.get(at)?.number.map(|(number, digits)| (number, usize::from(digits)))
    }

    /// Whether a token touches the one before it.
    pub fn touches(&self, at: usize) -> bool {
        at > 0 && self.get(at).is_some_and(|t| !t.spaced)
    }

    /// The bytes of the line from one token to before another.
    pub fn bytes(&self, from: usize, to: usize) -> (u32, u32) {
        let start = self.get(from).or(self.all.last()).map_or(0, |t| t.start);
        let end = to.checked_sub(1).and_then(|last| self.get(last)).map_or(start, |t| t.end);
        (start, end.max(start))
    }
}

/// The value of digits, and how many they are, if at most nine.
fn value(digits: &str) -> Option<(u32, u8)> {
    let length = u8::try_from(digits.len()).ok().filter(|length| *length <= 9)?;
    Some((digits.parse().ok()?, length))
}

/// The hash of a folded text, by which most others are told from it.
pub fn hash(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(folded.as_bytes());
    hasher.finish()
}

/// Lines are refused long before they outgrow 32 bits.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<String> {
        let tokens = Tokens::of(line);
        (0..tokens.len()).map(|i| tokens.text(i).to_owned()).collect()
    }

    #[test]
    fn letters_digits_and_ideographs_part() {
        for (line, want) in [
            ("16h30", "16 h 30"),
            ("Aujourd’hui, à 15.45", "aujourd ' hui , a 15 . 45"),
            ("27th June", "27 th june"),
            ("午後0時30分", "午 後 0 時 30 分"),
            ("2016-06-27T16:15Z", "2016 - 06 - 27 t 16 : 15 z"),
        ] {
            assert_eq!(cut(line).join(" "), want);
        }
    }

    #[test]
    fn tokens_know_their_bytes_in_the_line() {
        let line = "à\u{a0}15h\tété";
        let tokens = Tokens::of(line);
        let last = tokens.get(3).unwrap();
        assert_eq!(&line[last.start as usize..last.end as usize], "été");
        assert!(last.tabbed && last.spaced);
        assert!(tokens.touches(2));
        assert_eq!(tokens.number(1), Some((15, 2)));
    }
}
