//! Which services a text names.

use crate::locale::Locale;
use crate::text::token::{Kind, Tokens};

/// Longest name of a service that follows a word such as `service`, in words.
const LONGEST_NAME: usize = 2;

/// The services that a text names, each once, in their order.
pub fn named(tokens: &Tokens, text: &str, locale: &Locale) -> Vec<String> {
    named_in(tokens, text, (0, tokens.len()), locale)
}

/// The services that a stretch of tokens names.
pub fn named_in(tokens: &Tokens, text: &str, range: (usize, usize), locale: &Locale) -> Vec<String> {
    let known = locale.service_words.within(tokens, range.0, range.1);
    let mut found: Vec<(usize, String)> =
        known.filter_map(|hit| Some((hit.at, locale.service_names.get(*hit.value)?.clone()))).collect();
    for hit in locale.service_before.within(tokens, range.0, range.1) {
        let at = hit.at + hit.len;
        if let Some(name) = proper_name(tokens, text, at, range.1) {
            found.push((at, name));
        }
    }
    found.sort();
    let mut names: Vec<String> = Vec::new();
    for (_, name) in found {
        if !names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
    names
}

/// A name behind `service`: capitalised words, or one lower-case word of some length right behind it.
fn proper_name(tokens: &Tokens, text: &str, at: usize, end: usize) -> Option<String> {
    let word = |i: usize| {
        let token = tokens.get(i).filter(|t| t.kind == Kind::Word && i < end)?;
        text.get(token.start as usize..token.end as usize)
    };
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let first = word(at)?;
    if !capital(first) {
        return None;
    }
    let mut name = first.to_owned();
    for i in 1..LONGEST_NAME {
        match word(at + i).filter(|next| capital(next) && tokens.get(at + i).is_some_and(|t| t.spaced)) {
            Some(next) => {
                name.push(' ');
                name.push_str(next);
            }
            None => break,
        }
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::by_code;

    #[test]
    fn services_are_named_by_their_own_word_or_behind_service() {
        for (code, text, want) in [
            ("fr", "Après-midi : rétablissement du service Winbiz.", "Winbiz"),
            ("fr", "Rétablissement du service monitoring.", "monitoring"),
            ("fr", "Quelques perturbations subsistent sur le services de messagerie", "messagerie"),
            ("fr", "le rétablissement complet de nos services", ""),
            ("en", "Mail and VPN are back", "e-mail, VPN"),
        ] {
            assert_eq!(named(&Tokens::of(text), text, by_code(code).unwrap()).join(", "), want, "{text}");
        }
    }
}
