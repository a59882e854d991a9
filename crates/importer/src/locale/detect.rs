//! Which language a document is in: by votes of its small words, its months and its weekdays.

use std::collections::HashMap;

use crate::locale::catalogue;
use crate::locale::{Locale, Sense};
use crate::read::document::Document;
use crate::text::token::{Kind, Tokens};

/// How many words are enough to tell.
const ENOUGH: usize = 20_000;
/// What the name of a month or weekday weighs against a small word.
const NAME: usize = 3;

/// The language with most votes; the first of the catalogue where nothing votes.
pub fn detect(document: &Document) -> Option<&'static Locale> {
    detect_lines(document.lines.iter().map(|line| &line.tokens))
}

fn detect_lines<'a>(lines: impl Iterator<Item = &'a Tokens>) -> Option<&'static Locale> {
    let locales = catalogue::all();
    let mut small: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, locale) in locales.iter().enumerate() {
        for word in &locale.stop_words {
            small.entry(word).or_default().push(at);
        }
    }
    let mut votes = vec![0usize; locales.len()];
    let mut seen = 0;
    for tokens in lines {
        for at in 0..tokens.len() {
            if tokens.get(at).is_none_or(|t| t.kind != Kind::Word) {
                continue;
            }
            seen += 1;
            for locale in small.get(tokens.text(at)).into_iter().flatten() {
                if let Some(vote) = votes.get_mut(*locale) {
                    *vote += 1;
                }
            }
            for (locale, vote) in locales.iter().zip(&mut votes) {
                let named = |hit: crate::text::pattern::Hit<'_, Sense>| {
                    matches!(hit.value, Sense::Month(_) | Sense::Weekday(_))
                        && tokens.text(at).chars().count() > 3
                };
                *vote += NAME * usize::from(locale.senses.at(tokens, at).any(named));
            }
        }
        if seen > ENOUGH {
            break;
        }
    }
    // The first of equals: `max_by_key` would take the last.
    let most = votes.iter().copied().max().unwrap_or(0);
    locales.iter().zip(&votes).find(|(_, vote)| **vote == most).map(|(locale, _)| locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_and_french_are_told_apart_line_by_line() {
        for (text, code) in [
            ("16:24 Root cause identified and the service was brought back up", "en"),
            ("Samedi 05/06 : le fournisseur continue les investigations", "fr"),
            ("Mardi 8 juin 2021", "fr"),
            ("La panne est terminée, tous les services sont rétablis", "fr"),
            ("", "en"),
        ] {
            let tokens = Tokens::of(text);
            assert_eq!(detect_lines(std::iter::once(&tokens)).unwrap().code, code, "{text}");
        }
    }
}
