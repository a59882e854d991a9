//! The languages against the Unicode CLDR: every name of a month or a weekday that it has is known, and every part of the
//! day that a language names lies where the CLDR has it, or is wider. `locales/cldr/names.toml` is generated (`just
//! locales`); what a language needs beyond it is written by hand in its own file.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::locale::catalogue::all;
use crate::locale::{Locale, Sense};
use crate::text::token::Tokens;

const NAMES: &str = include_str!("../../locales/cldr/names.toml");

/// Names that a language leaves out, and why.
const LEFT_OUT: &[(&str, &str, &str)] = &[
    ("pl", "sie", "without its accent it is the pronoun of every third sentence"),
    ("cs", "pro", "for"),
    ("cs", "po", "after"),
    ("cs", "ne", "no"),
    ("en", "morning", "from 06:00 on: the hours before it are told as night, or early in the morning"),
    ("fr", "matin", "from 04:00 on, as the CLDR has it too; before, it is the night that is meant"),
    ("fr", "du matin", "beside a clock time only"),
    ("ko", "아침", "from 06:00 on, as most people mean it; before, it is 새벽"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Names {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    #[serde(default)]
    day_part: Vec<DayPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayPart {
    words: Vec<String>,
    from: String,
    to: String,
}

/// Whether a language reads the whole of a name, with its full stop or without it, in one of some senses.
fn knows(locale: &Locale, name: &str, meant: impl Fn(Sense) -> bool) -> bool {
    [name, name.trim_end_matches('.')].into_iter().any(|name| {
        let tokens = Tokens::of(name);
        locale.senses.at(&tokens, 0).any(|hit| hit.len == tokens.len() && meant(*hit.value))
    })
}

fn minutes(clock: &str) -> u32 {
    let (hours, minutes) = clock.split_once(':').unwrap();
    hours.parse::<u32>().unwrap() * 60 + minutes.parse::<u32>().unwrap()
}

#[test]
fn every_language_knows_the_names_of_the_cldr() {
    let names: BTreeMap<String, Names> = toml::from_str(NAMES).unwrap();
    assert_eq!(names.len(), all().len());
    let mut missing = Vec::new();
    for locale in all() {
        let own = &names[&locale.code];
        let left_out =
            |name: &str| LEFT_OUT.iter().any(|(code, left, _)| *code == locale.code && *left == name);
        let months = (1..).zip(&own.months).map(|(n, names)| (Sense::Month(n), names));
        let weekdays = (0..).zip(&own.weekdays).map(|(n, names)| (Sense::Weekday(n), names));
        for (sense, names) in months.chain(weekdays) {
            // `1月` is read by its units, and `月` means Monday in brackets only.
            let by_grammar = |name: &str| {
                let tokens = Tokens::of(name);
                name.contains(|c: char| c.is_ascii_digit()) || (tokens.len() == 1 && tokens.is_ideograph(0))
            };
            for name in names.iter().filter(|name| !left_out(name) && !by_grammar(name)) {
                if !knows(locale, name, |found| found == sense) {
                    missing.push(format!("{}: {name} ({sense:?})", locale.code));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{} names are missing: {}", missing.len(), missing.join(", "));
}

#[test]
fn parts_of_the_day_are_no_narrower_than_in_the_cldr() {
    let names: BTreeMap<String, Names> = toml::from_str(NAMES).unwrap();
    let mut narrower = Vec::new();
    for locale in all() {
        for part in &names[&locale.code].day_part {
            let (from, to) = (minutes(&part.from), minutes(&part.to));
            for word in &part.words {
                let tokens = Tokens::of(word);
                let own: Vec<(u32, u32)> = locale
                    .senses
                    .at(&tokens, 0)
                    .filter(|hit| hit.len == tokens.len())
                    .filter_map(|hit| if let Sense::Part(a, b) = *hit.value { Some((a, b)) } else { None })
                    .collect();
                // A word of several parts, or of one that passes midnight, is told by more than one row.
                let holds = |(a, b): &(u32, u32)| {
                    (*a <= from && to <= *b) || (*a <= from + 1_440 && to + 1_440 <= *b)
                };
                let left_out = LEFT_OUT.iter().any(|(code, left, _)| *code == locale.code && left == word);
                if !own.is_empty() && !left_out && !own.iter().any(holds) {
                    narrower.push(format!("{}: {word} {}-{} is {own:?}", locale.code, part.from, part.to));
                }
            }
        }
    }
    assert!(narrower.is_empty(), "{}: {}", narrower.len(), narrower.join(", "));
}
