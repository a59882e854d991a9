//! Which language a document is in: by votes of its words, those of few languages weighing more, and of letters that
//! only some languages write.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::locale::Locale;
use crate::locale::catalogue;
use crate::locale::file::LocaleFile;
use crate::read::document::{Document, Line};
use crate::text::token::Kind;

/// How many words are enough to tell.
const ENOUGH: usize = 20_000;
/// What a frequent small word weighs.
const SMALL: u32 = 4;
/// What the name of a month or weekday weighs.
const NAME: u32 = 6;
/// What any other word of a locale file weighs.
const KNOWN: u32 = 1;
/// What a letter weighs that only some languages write.
const LETTER: u32 = 12;

/// Letters that tell: those that write it.
const LETTERS: &[(&str, &[&str])] = &[
    ("ß", &["de"]),
    ("äö", &["de", "sv", "fi"]),
    ("ü", &["de", "tr"]),
    ("å", &["sv", "no", "da"]),
    ("øæ", &["no", "da"]),
    ("łąęśćńźż", &["pl"]),
    ("řěů", &["cs"]),
    ("ğış", &["tr"]),
    ("ñ¿¡", &["es"]),
    ("ãõ", &["pt"]),
    ("ç", &["fr", "pt", "tr"]),
    ("è", &["fr", "it"]),
    ("ê", &["fr", "pt"]),
    ("îû", &["fr"]),
    ("ìò", &["it"]),
    ("їєґі", &["uk"]),
    ("ыэъё", &["ru"]),
];

/// What each word, and each letter, votes for.
struct Votes {
    words: FxHashMap<String, Vec<(usize, u32)>>,
    letters: FxHashMap<char, Vec<usize>>,
}

static VOTES: LazyLock<Votes> = LazyLock::new(|| {
    let locales = catalogue::all();
    let mut words: FxHashMap<String, Vec<(usize, u32)>> = FxHashMap::default();
    for (at, locale) in locales.iter().enumerate() {
        let mut own: FxHashMap<String, u32> = FxHashMap::default();
        let mut add = |word: &str, weight: u32| {
            let known = own.entry(word.to_owned()).or_default();
            *known = weight.max(*known);
        };
        locale.vocabulary().filter(|w| w.chars().count() > 1).for_each(|w| add(w, KNOWN));
        locale.names.iter().for_each(|w| add(w, NAME));
        locale.stop_words.iter().for_each(|w| add(w, SMALL));
        for (word, weight) in own {
            words.entry(word).or_default().push((at, weight));
        }
    }
    let mut letters: FxHashMap<char, Vec<usize>> = FxHashMap::default();
    for (written, codes) in LETTERS {
        let of: Vec<usize> = locales
            .iter()
            .enumerate()
            .filter(|(_, l)| codes.contains(&l.code.as_str()))
            .map(|(i, _)| i)
            .collect();
        written.chars().for_each(|c| letters.entry(c).or_default().extend(&of));
    }
    Votes { words, letters }
});

/// Names of months and weekdays that are long enough to tell a language.
pub(super) fn names(file: &LocaleFile) -> Vec<String> {
    let all = file.months.iter().chain(&file.weekdays).flatten();
    let single = all.filter(|name| name.chars().count() > 3 && !name.contains(char::is_whitespace));
    single.map(|name| crate::text::token::Tokens::of(name).text(0).to_owned()).collect()
}

/// The language with most votes; the first of the catalogue where nothing votes.
pub fn detect(document: &Document) -> Option<&'static Locale> {
    detect_lines(document.lines.iter())
}

fn detect_lines<'a>(lines: impl Iterator<Item = &'a Line>) -> Option<&'static Locale> {
    let locales = catalogue::all();
    let mut votes = vec![0u64; locales.len()];
    let mut seen = 0;
    for line in lines {
        for at in 0..line.tokens.len() {
            if line.tokens.get(at).is_none_or(|t| t.kind != Kind::Word) {
                continue;
            }
            seen += 1;
            if let Some(of) = VOTES.words.get(line.tokens.text(at)) {
                vote(&mut votes, of.iter().copied(), of.len());
            }
        }
        for c in line.text.chars().filter(|c| !c.is_ascii()).flat_map(char::to_lowercase) {
            if let Some(of) = VOTES.letters.get(&c) {
                vote(&mut votes, of.iter().map(|at| (*at, LETTER)), of.len());
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

/// A vote for each language that has the word: the more have it, the less it says.
fn vote(votes: &mut [u64], of: impl Iterator<Item = (usize, u32)>, shared: usize) {
    for (locale, weight) in of {
        if let Some(vote) = votes.get_mut(locale) {
            *vote += u64::from(weight) * 60 / (shared.max(1) as u64);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart_line_by_line() {
        for (text, code) in [
            ("16:24 Root cause identified and the service was brought back up", "en"),
            ("Samedi 05/06 : le fournisseur continue les investigations", "fr"),
            ("Mardi 8 juin 2021", "fr"),
            ("La panne est terminée, tous les services sont rétablis", "fr"),
            ("Start: 4 May 2021 09:10", "en"),
            ("Fejlen er rettet, og vi overvåger systemerne", "da"),
            ("Feilen er rettet, og vi overvåker systemene", "no"),
            ("Felet är åtgärdat och vi övervakar systemen", "sv"),
            ("Причину знайдено, інженер міняє деталь", "uk"),
            ("Причина найдена, инженер меняет деталь", "ru"),
            ("Příčina byla nalezena", "cs"),
            ("Przyczyna została znaleziona", "pl"),
            ("サービスは復旧いたしました", "ja"),
            ("服务已恢复", "zh"),
            ("서비스가 복구되었습니다", "ko"),
            ("", "en"),
        ] {
            let document = Document::of(text).unwrap();
            assert_eq!(detect(&document).unwrap().code, code, "{text}");
        }
    }
}
