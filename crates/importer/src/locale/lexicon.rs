//! A language ready for use: its phrases indexed by their first word.

use incstats_model::ZoneId;
use rustc_hash::FxHashMap;
use thiserror::Error;

use crate::locale::detect;
use crate::locale::file::LocaleFile;
use crate::locale::meaning::{
    CauseWord, Cue, FactWord, KindWord, Label, Section, Sense, StatusWord, cause_word, cue, fact_word,
    kind_word, label, section, sense, status_word,
};
use crate::text::pattern::Index;
use crate::text::token::Tokens;

/// A language.
#[derive(Debug)]
pub struct Locale {
    /// ISO 639-1.
    pub code: String,
    /// Its name in English.
    pub name: String,
    /// Whether `03/04` is the third of April when nothing else tells; `None`: cannot be told.
    pub day_first: Option<bool>,
    /// Frequent small words, folded.
    pub stop_words: Vec<String>,
    /// Names of months and weekdays, folded, as far as they tell the language.
    pub names: Vec<String>,
    /// Weekdays in full and folded, that may begin a word such as `Freitagabend`; 0 is Monday.
    pub weekday_names: Vec<(String, u32)>,
    /// Parts of the day in one word, folded, that may end such a word, with their bounds in minutes.
    pub part_names: FxHashMap<String, (u32, u32)>,
    /// Words of the time grammar.
    pub senses: Index<Sense>,
    /// Milestone cues.
    pub cues: Index<Cue>,
    /// Field labels.
    pub labels: Index<Label>,
    /// Section headings.
    pub headings: Index<Section>,
    /// Words over a post.
    pub status: Index<StatusWord>,
    /// Words of titles that tell planned work.
    pub kinds: Index<KindWord>,
    /// What tells a cause, and its kind.
    pub causes: Index<CauseWord>,
    /// What tells how many were hit, and whether data were lost.
    pub facts: Index<FactWord>,
    /// The zones of [`Sense::Zone`].
    pub zones: Vec<ZoneId>,
    /// Words before the name of a service.
    pub service_before: Index<()>,
    /// The services that have a name of their own, with an index into `service_names`.
    pub service_words: Index<usize>,
    /// Names of services.
    pub service_names: Vec<String>,
}

/// Why a locale file is no language.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum LocaleError {
    /// A table has a row that means nothing.
    #[error("`{key}` is no row of [{table}]")]
    UnknownKey {
        /// The table.
        table: &'static str,
        /// The row.
        key: String,
    },
    /// A phrase is no pattern.
    #[error("`{0}` is no phrase")]
    BadPhrase(String),
    /// Bounds of a part of the day are no clock times.
    #[error("`{0}` is no time of day")]
    BadClock(String),
}

impl Locale {
    /// A language from its file.
    ///
    /// # Errors
    /// [`LocaleError`] for rows, phrases and times that mean nothing.
    pub fn new(file: &LocaleFile) -> Result<Self, LocaleError> {
        let mut senses = Index::default();
        for (month, names) in (1..).zip(&file.months) {
            add(&mut senses, names, Sense::Month(month))?;
        }
        for (weekday, names) in (0..).zip(&file.weekdays) {
            add(&mut senses, names, Sense::Weekday(weekday))?;
        }
        for (value, names) in &file.numbers {
            let unknown = || LocaleError::UnknownKey { table: "numbers", key: value.clone() };
            add(&mut senses, names, Sense::Number(value.parse().map_err(|_| unknown())?))?;
        }
        for (hour, names) in &file.hours {
            let unknown = || LocaleError::UnknownKey { table: "hours", key: hour.clone() };
            let hour = hour.parse().ok().filter(|hour| (1..=12).contains(hour)).ok_or_else(unknown)?;
            add(&mut senses, names, Sense::Hour(hour))?;
        }
        for part in &file.day_part {
            add(&mut senses, &part.words, Sense::Part(minutes(&part.from)?, minutes(&part.to)?))?;
        }
        let weekdays = (0..).zip(&file.weekdays).flat_map(|(day, names)| names.iter().map(move |n| (n, day)));
        let in_full = weekdays.filter(|(name, _)| name.chars().count() > 3 && Tokens::of(name).len() == 1);
        let mut zones = Vec::new();
        for (name, phrases) in &file.zones {
            let unknown = || LocaleError::UnknownKey { table: "zones", key: name.clone() };
            add(&mut senses, phrases, Sense::Zone(zones.len()))?;
            zones.push(name.parse().map_err(|_| unknown())?);
        }
        table(&mut senses, &file.words, "words", sense)?;
        let (mut cues, mut labels, mut headings) = (Index::default(), Index::default(), Index::default());
        table(&mut cues, &file.cues, "cues", cue)?;
        table(&mut labels, &file.labels, "labels", label)?;
        table(&mut headings, &file.headings, "headings", section)?;
        let mut status = Index::default();
        table(&mut status, &file.status, "status", status_word)?;
        let mut kinds = Index::default();
        table(&mut kinds, &file.kind, "kind", kind_word)?;
        let (mut causes, mut facts) = (Index::default(), Index::default());
        table(&mut causes, &file.causes, "causes", cause_word)?;
        table(&mut facts, &file.facts, "facts", fact_word)?;
        let (mut service_before, mut service_words) = (Index::default(), Index::default());
        add(&mut service_before, &file.services.before, ())?;
        for (at, phrases) in file.services.names.values().enumerate() {
            add(&mut service_words, phrases, at)?;
        }
        Ok(Self {
            code: file.code.clone(),
            name: file.name.clone(),
            day_first: file.day_first,
            names: detect::names(file),
            stop_words: file.stop_words.iter().map(|word| folded(word)).collect(),
            weekday_names: in_full.map(|(name, day)| (folded(name), day)).collect(),
            part_names: part_names(file)?,
            senses,
            cues,
            labels,
            headings,
            status,
            kinds,
            causes,
            facts,
            zones,
            service_before,
            service_words,
            service_names: file.services.names.keys().cloned().collect(),
        })
    }
}

impl Locale {
    /// All words that the language's file knows.
    pub fn vocabulary(&self) -> impl Iterator<Item = &str> {
        let cues = self.cues.vocabulary().chain(self.senses.vocabulary());
        cues.chain(self.labels.vocabulary()).chain(self.headings.vocabulary()).chain(self.status.vocabulary())
    }
}

/// Parts of the day in one word, with their bounds.
fn part_names(file: &LocaleFile) -> Result<FxHashMap<String, (u32, u32)>, LocaleError> {
    let mut names = FxHashMap::default();
    for part in &file.day_part {
        let bounds = (minutes(&part.from)?, minutes(&part.to)?);
        names.extend(
            part.words.iter().filter(|w| Tokens::of(w).len() == 1).map(|word| (folded(word), bounds)),
        );
    }
    Ok(names)
}

fn folded(word: &str) -> String {
    Tokens::of(word).text(0).to_owned()
}

fn add<T: Copy>(index: &mut Index<T>, phrases: &[String], value: T) -> Result<(), LocaleError> {
    for phrase in phrases {
        index.add(phrase, value).map_err(|phrase| LocaleError::BadPhrase(phrase.to_owned()))?;
    }
    Ok(())
}

fn table<T: Copy>(
    index: &mut Index<T>,
    rows: &std::collections::BTreeMap<String, Vec<String>>,
    table: &'static str,
    meaning: impl Fn(&str) -> Option<T>,
) -> Result<(), LocaleError> {
    for (key, phrases) in rows {
        let value = meaning(key).ok_or_else(|| LocaleError::UnknownKey { table, key: key.clone() })?;
        add(index, phrases, value)?;
    }
    Ok(())
}

/// `HH:MM` as minutes; hours may pass 24.
fn minutes(clock: &str) -> Result<u32, LocaleError> {
    let parse = || {
        let (hours, minutes) = clock.split_once(':')?;
        Some(
            hours.parse::<u32>().ok().filter(|h| *h <= 48)? * 60
                + minutes.parse::<u32>().ok().filter(|m| *m < 60)?,
        )
    };
    parse().ok_or_else(|| LocaleError::BadClock(clock.to_owned()))
}
