//! What the written review says, in the words of a language: sentences, names, dates, numbers.
//!
//! A language is one file here and a row of [`Language`]. Nothing else in the program holds a sentence of a page.

mod dates;
mod figures;

use std::collections::BTreeMap;

use clap::ValueEnum;
use incstats_model::Manner;
use serde::Deserialize;

use crate::output::text;
use dates::Dates;

/// A language that pages are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    #[value(name = "en")]
    #[serde(rename = "en")]
    English,
    /// French.
    #[value(name = "fr")]
    #[serde(rename = "fr")]
    French,
}

impl Language {
    fn file(self) -> &'static str {
        match self {
            Self::English => include_str!("en.toml"),
            Self::French => include_str!("fr.toml"),
        }
    }
}

/// The sentences and names of a language, by table and key.
pub type Texts = BTreeMap<String, BTreeMap<String, String>>;

/// The words of a language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// ISO 639-1 code.
    pub code: String,
    /// Whether a noun with a count of nothing stands in its second form.
    plural_of_zero: bool,
    /// What stands between the parts of a sentence.
    join: String,
    /// Numbers and durations.
    pub manner: Manner,
    dates: Dates,
    /// Everything else.
    pub text: Texts,
}

impl Words {
    /// The words of a language.
    ///
    /// # Errors
    /// What is wrong with its file; a test reads each of them.
    pub fn of(language: Language) -> Result<Self, String> {
        toml::from_str(language.file()).map_err(|error| error.to_string())
    }

    /// A word of a table; the key itself where the table has none, as of a metric of one's own.
    pub fn name<'a>(&'a self, table: &str, key: &'a str) -> &'a str {
        self.text.get(table).and_then(|table| table.get(key)).map_or(key, String::as_str)
    }

    /// Whether a table has a word.
    pub fn has(&self, table: &str, key: &str) -> bool {
        self.text.get(table).is_some_and(|table| table.contains_key(key))
    }

    /// A word of a table with what stands in braces put in. What is put in is not looked through again.
    pub fn fill(&self, table: &str, key: &str, with: &[(&str, &str)]) -> String {
        filled(self.name(table, key), with)
    }

    /// A sentence's part, with what stands in braces put in.
    pub fn say(&self, key: &str, with: &[(&str, &str)]) -> String {
        self.fill("sentences", key, with)
    }

    /// Parts joined to a sentence, with a capital at its beginning and a full stop at its end.
    pub fn sentence(&self, parts: &[String]) -> String {
        let joined = parts.join(&self.join);
        let mut letters = joined.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("{first}{}.", letters.as_str())
    }

    /// A title in quotation marks.
    pub fn quoted(&self, title: &str) -> String {
        let title = text::line(title);
        if title.trim().is_empty() {
            return self.name("words", "untitled").to_owned();
        }
        self.fill("words", "quoted", &[("title", title.trim())])
    }

    /// A heading of a column.
    pub fn column(&self, key: &str) -> String {
        self.name("columns", key).to_owned()
    }

    /// A count with its noun: `1 incident`, `2 incidents`.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.count_of(key, n, 0)
    }

    /// A count of so many with its noun: `1 of 2 incidents rests`.
    pub fn count_of(&self, key: &str, n: usize, of: usize) -> String {
        let forms = self.name("counts", key);
        let (one, more) = forms.split_once('|').unwrap_or((forms, forms));
        let single = n == 1 || (n == 0 && !self.plural_of_zero);
        filled(if single { one } else { more }, &[("n", &n.to_string()), ("of", &of.to_string())])
    }
}

/// A pattern with what stands in braces put in, left to right.
fn filled(pattern: &str, with: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            break;
        };
        if let Some((_, value)) = with.iter().find(|(known, _)| *known == name) {
            out.push_str(value);
        } else {
            out.push('{');
            out.push_str(name);
            out.push('}');
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn braces(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> =
            text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn every_language_has_every_word_with_the_same_things_to_put_in() {
        let english = Words::of(Language::English).unwrap();
        for language in Language::value_variants() {
            let words = Words::of(*language).unwrap();
            assert_eq!(
                words.text.keys().collect::<Vec<_>>(),
                english.text.keys().collect::<Vec<_>>(),
                "{}",
                words.code
            );
            for (table, texts) in &english.text {
                let theirs = &words.text[table];
                assert_eq!(
                    theirs.keys().collect::<Vec<_>>(),
                    texts.keys().collect::<Vec<_>>(),
                    "{} [text.{table}]",
                    words.code
                );
                for (key, text) in texts {
                    assert_eq!(braces(&theirs[key]), braces(text), "{} {table}.{key}", words.code);
                }
            }
        }
    }

    #[test]
    fn what_is_put_in_is_not_looked_through_again() {
        assert_eq!(filled("{a} and {b} {c}", &[("a", "{b}"), ("b", "2")]), "{b} and 2 {c}");
        assert_eq!(filled("open {", &[]), "open {");
    }

    #[test]
    fn rules_are_found_by_what_the_reader_calls_them() {
        for (key, rule) in &Words::of(Language::English).unwrap().text["rules"] {
            assert_eq!(*key, rule.replace(' ', "-"));
        }
        let french = Words::of(Language::French).unwrap();
        assert_eq!(french.name("rules", "the-first-post-of-the-page"), "le premier message de la page");
    }

    #[test]
    fn one_is_a_word_where_a_figure_reads_badly() {
        let french = Words::of(Language::French).unwrap();
        assert_eq!(french.count("of_them_open", 1), "la fin d’un d’entre eux n’est pas connue");
        assert_eq!(french.count("of_them_open", 2), "la fin de 2 d’entre eux n’est pas connue");
        assert_eq!(french.count("few", 1), "1 durée ne suffit pas pour dire ce qui est typique");
    }

    #[test]
    fn nouns_follow_their_counts() {
        let english = Words::of(Language::English).unwrap();
        let french = Words::of(Language::French).unwrap();
        assert_eq!(english.count("incident", 0), "0 incidents");
        assert_eq!(french.count("incident", 0), "0 incident");
        assert_eq!(french.count("incident", 2), "2 incidents");
    }

    #[test]
    fn parts_make_a_sentence() {
        let french = Words::of(Language::French).unwrap();
        assert_eq!(french.sentence(&["en panne".into(), "réparé".into()]), "En panne ; réparé.");
    }
}
