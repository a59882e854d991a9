//! Phrases of the locale files as patterns over tokens, and an index that finds them.
//!
//! A pattern is written as words: `root cause ... identified|found`. `a|b` stands for either word, `(a b|c)` for either
//! run of words, `word*` for any word that begins so, `...` for up to six tokens of the same sentence. Marks
//! (`week-end`, `l'heure`) are tokens.

use rustc_hash::FxHashMap;

use crate::text::prefixes::Prefixes;
use crate::text::token::{Kind, Tokens, WordSet, hash};

/// How many tokens `...` may skip.
const LONGEST_GAP: usize = 6;
/// How many tokens between two commas count as one.
const LONGEST_ASIDE: usize = 12;
/// How many it may skip where each character is a token.
const LONGEST_WIDE_GAP: usize = 14;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    text: String,
    hash: u64,
    prefix: bool,
}

impl Word {
    /// Whether it stands at a token; past the end none does.
    fn is(&self, tokens: &Tokens, at: usize) -> bool {
        if self.prefix {
            tokens.get(at).is_some() && tokens.text(at).starts_with(&self.text)
        } else {
            tokens.is_text(at, &self.text, self.hash)
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    /// One of several words or runs of words.
    Any(Vec<Vec<Word>>),
    /// Anything, up to [`LONGEST_GAP`] tokens.
    Gap,
}

/// One phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    items: Vec<Item>,
    /// The words that must all be in a line where it stands.
    needs: WordSet,
    /// Of its alternatives behind the first item, those of the item with fewest: the words of one of them must be in the
    /// line. Empty where nothing can be said.
    one_of: Vec<WordSet>,
}

impl Pattern {
    /// A pattern as written in a locale file. `None` where it says nothing, or begins or ends with a gap.
    pub fn parse(text: &str) -> Option<Self> {
        let mut items = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let part;
            (part, rest) = match rest.strip_prefix('(') {
                Some(group) => group.split_once(')')?,
                None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
            };
            items.push(match part {
                "..." => Item::Gap,
                _ => Item::Any(part.split('|').map(words_of).collect()),
            });
            rest = rest.trim_start();
        }
        let ends = matches!(items.first(), Some(Item::Any(_))) && matches!(items.last(), Some(Item::Any(_)));
        let filled = items.iter().all(|item| match item {
            Item::Any(runs) => runs.iter().all(|run| !run.is_empty()),
            Item::Gap => true,
        });
        (ends && filled).then(|| Self::of(items))
    }

    fn of(items: Vec<Item>) -> Self {
        let alternatives = items.iter().filter_map(|item| match item {
            Item::Any(runs) => Some(runs.iter().map(|run| words_of_run(run)).collect::<Vec<WordSet>>()),
            Item::Gap => None,
        });
        let (single, several): (Vec<_>, Vec<_>) = alternatives.partition(|sets| sets.len() == 1);
        let needs = single.into_iter().flatten().fold(WordSet::default(), WordSet::and);
        let open = |sets: &Vec<WordSet>| sets.contains(&WordSet::default());
        let one_of = several.into_iter().filter(|sets| !open(sets)).min_by_key(Vec::len).unwrap_or_default();
        Self { items, needs, one_of }
    }

    /// Whether the words of a line allow it to stand there; most phrases are told by that alone not to.
    fn may_stand(&self, tokens: &Tokens) -> bool {
        let there = tokens.words();
        there.has(self.needs) && (self.one_of.is_empty() || self.one_of.iter().any(|words| there.has(*words)))
    }

    /// How many tokens it covers from `at`, and which of them its gaps skip; `None` where it does not stand there.
    fn covers(&self, tokens: &Tokens, at: usize) -> Option<(usize, Vec<usize>)> {
        let mut skipped = Vec::new();
        covers(&self.items, tokens, at, &mut skipped).map(|end| (end - at, skipped))
    }
}

/// The whole words of a run.
fn words_of_run(run: &[Word]) -> WordSet {
    let whole = run.iter().filter(|word| !word.prefix);
    whole.fold(WordSet::default(), |set, word| set.and(WordSet::of(word.hash)))
}

fn words_of(part: &str) -> Vec<Word> {
    let bare = part.strip_suffix('*');
    let tokens = Tokens::of(bare.unwrap_or(part));
    let last = tokens.len().saturating_sub(1);
    (0..tokens.len())
        .map(|i| Word {
            text: tokens.text(i).to_owned(),
            hash: hash(tokens.text(i)),
            prefix: bare.is_some() && i == last,
        })
        .collect()
}

fn covers(items: &[Item], tokens: &Tokens, at: usize, skipped: &mut Vec<usize>) -> Option<usize> {
    match items.split_first() {
        None => Some(at),
        Some((Item::Any(runs), rest)) => runs.iter().find_map(|run| {
            let stands = run.iter().zip(at..).all(|(word, at)| word.is(tokens, at));
            stands.then(|| covers(rest, tokens, at + run.len(), skipped)).flatten()
        }),
        Some((Item::Gap, rest)) => {
            let before = skipped.len();
            let wide = tokens.get(at).is_some_and(|t| {
                t.kind == Kind::Word && t.end - t.start >= 3 && tokens.text(at).chars().count() == 1
            });
            let most = if wide { LONGEST_WIDE_GAP } else { LONGEST_GAP };
            let (mut next, mut counted) = (at, 0);
            while counted <= most {
                if let Some(end) = covers(rest, tokens, next, skipped) {
                    return Some(end);
                }
                if is_sentence_end(tokens, next) {
                    break;
                }
                // `the cause, a full disk on the main server, was found`: what stands between two commas counts as one.
                let after = aside(tokens, next).unwrap_or(next + 1);
                skipped.extend(next..after);
                (next, counted) = (after, counted + 1);
            }
            skipped.truncate(before);
            None
        }
    }
}

/// The second of two commas with a few words between them, and the token after it, where the first one stands at a token.
fn aside(tokens: &Tokens, at: usize) -> Option<usize> {
    let comma = |at: usize| tokens.is_mark(at, ',');
    if !comma(at) {
        return None;
    }
    let inner = (at + 1..=at + LONGEST_ASIDE).take_while(|at| !is_sentence_end(tokens, *at));
    inner.into_iter().find(|at| comma(*at)).filter(|second| *second > at + 1).map(|second| second + 1)
}

/// Whether a sentence ends at this token: a full stop, question or exclamation mark before a space.
pub fn is_sentence_end(tokens: &Tokens, at: usize) -> bool {
    match tokens.get(at).map(|t| t.kind) {
        None => true,
        Some(Kind::Mark(mark @ ('.' | '!' | '?' | ';' | '。'))) => {
            // `报警;14:15`: scripts without spaces put none behind a mark either.
            let unspaced = mark != '.' && at.checked_sub(1).is_some_and(|before| tokens.is_ideograph(before));
            tokens.get(at + 1).is_none_or(|next| next.spaced || is_wide(tokens, at) || unspaced)
        }
        _ => false,
    }
}

/// A full-width stop needs no space after it: its character is more than one byte.
fn is_wide(tokens: &Tokens, at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.end - t.start > 1)
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit<'a, T> {
    /// The first token.
    pub at: usize,
    /// How many tokens it covers.
    pub len: usize,
    /// The tokens among them that are not of the phrase, but stand in its gaps.
    pub skipped: Vec<usize>,
    /// What it stands for.
    pub value: &'a T,
}

/// Patterns by their first word.
#[derive(Clone, Debug)]
pub struct Index<T> {
    entries: Vec<(Pattern, T)>,
    /// By the [`hash`] of the word.
    words: FxHashMap<u64, Vec<usize>>,
    prefixes: Prefixes,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), words: FxHashMap::default(), prefixes: Prefixes::default() }
    }
}

impl<T> Index<T> {
    /// Adds a phrase. Gives it back where it is no pattern.
    ///
    /// # Errors
    /// The phrase itself.
    pub fn add<'a>(&mut self, phrase: &'a str, value: T) -> Result<(), &'a str> {
        let pattern = Pattern::parse(phrase).ok_or(phrase)?;
        self.entries.push((pattern, value));
        self.find(self.entries.len() - 1);
        Ok(())
    }

    /// Makes an entry be found by its first words.
    fn find(&mut self, entry: usize) {
        let Some(Item::Any(first)) = self.entries.get(entry).and_then(|(pattern, _)| pattern.items.first())
        else {
            return;
        };
        for word in first.iter().filter_map(|run| run.first()) {
            if word.prefix {
                self.prefixes.add(&word.text, entry);
                continue;
            }
            let entries = self.words.entry(word.hash).or_default();
            // Alternatives may begin with the same word.
            if entries.last() != Some(&entry) {
                entries.push(entry);
            }
        }
    }

    /// All whole words of all phrases.
    pub fn vocabulary(&self) -> impl Iterator<Item = &str> {
        fn runs(item: &Item) -> &[Vec<Word>] {
            match item {
                Item::Any(runs) => runs,
                Item::Gap => &[],
            }
        }
        let words = self.entries.iter().flat_map(|(pattern, _)| &pattern.items).flat_map(runs).flatten();
        words.filter(|word| !word.prefix).map(|word| word.text.as_str())
    }

    /// Adds all phrases of another index.
    pub fn extend(&mut self, other: &Self)
    where
        T: Copy,
    {
        let before = self.entries.len();
        self.entries.extend(other.entries.iter().cloned());
        (before..self.entries.len()).for_each(|entry| self.find(entry));
    }

    /// All phrases that begin at a token.
    pub fn at<'a>(&'a self, tokens: &'a Tokens, at: usize) -> impl Iterator<Item = Hit<'a, T>> {
        let exact = tokens.hash(at).and_then(|hash| self.words.get(&hash)).into_iter().flatten();
        let begun = self.prefixes.begin(tokens.text(at)).flatten();
        exact.chain(begun).filter_map(move |&entry| {
            let (pattern, value) =
                self.entries.get(entry).filter(|(pattern, _)| pattern.may_stand(tokens))?;
            let (len, skipped) = pattern.covers(tokens, at)?;
            Some(Hit { at, len, skipped, value })
        })
    }

    /// The phrases of a stretch of tokens, each wholly inside it.
    pub fn within<'a>(
        &'a self,
        tokens: &'a Tokens,
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = Hit<'a, T>> {
        (from..to).flat_map(move |at| self.at(tokens, at)).filter(move |hit| hit.at + hit.len <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrase: &str, line: &str) -> Option<(usize, usize)> {
        let mut index = Index::default();
        index.add(phrase, ()).unwrap();
        let tokens = Tokens::of(line);
        index.within(&tokens, 0, tokens.len()).next().map(|hit| (hit.at, hit.len))
    }

    #[test]
    fn words_alternatives_prefixes_and_gaps() {
        for (phrase, line, want) in [
            ("root cause ... identified|found", "The root cause was quickly found.", Some((1, 5))),
            ("root cause ... identified|found", "The root cause is unknown. It was found.", None),
            (
                "cause ... found",
                "The cause, a full disk on the old main server of the shop, was at last found",
                Some((1, 18)),
            ),
            (
                "cause ... found",
                "The cause, we think a full disk on the old main server of the shop was at last found",
                None,
            ),
            ("rétabli*", "Les services sont RÉTABLIS", Some((3, 1))),
            ("week-end", "ce week-end", Some((1, 3))),
            ("fin de l'impact|panne", "Fin de l’impact", Some((0, 5))),
            ("back (online|to normal)", "Systems are back to normal now", Some((2, 3))),
            ("復旧", "完全に復旧しました", Some((3, 2))),
            ("issue", "tissue", None),
        ] {
            assert_eq!(found(phrase, line), want, "{phrase} in {line}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for phrase in ["", "...", "a ...", "a|", "(a b", "a ()"] {
            assert!(Pattern::parse(phrase).is_none(), "{phrase}");
        }
    }
}
