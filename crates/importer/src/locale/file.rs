//! The form of a locale file.

use std::collections::BTreeMap;

use serde::Deserialize;

/// One language, as written in its file. Phrases are patterns: see [`crate::text::pattern`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LocaleFile {
    /// ISO 639-1.
    pub code: String,
    /// Its name in English.
    pub name: String,
    /// Whether `03/04` is the third of April when nothing else tells.
    pub day_first: Option<bool>,
    /// Frequent small words, for telling the language.
    pub stop_words: Vec<String>,
    /// January first: names and abbreviations.
    pub months: [Vec<String>; 12],
    /// Monday first: names and abbreviations.
    pub weekdays: [Vec<String>; 7],
    /// Number words, by value.
    #[serde(default)]
    pub numbers: BTreeMap<String, Vec<String>>,
    /// Words that are a clock time by themselves, by hour: `yhdeksältä`, `niotiden`.
    #[serde(default)]
    pub hours: BTreeMap<String, Vec<String>>,
    /// Parts of the day.
    #[serde(default)]
    pub day_part: Vec<DayPartFile>,
    /// Zones that the language names in words, by tz database name.
    #[serde(default)]
    pub zones: BTreeMap<String, Vec<String>>,
    /// Words of the time grammar, by sense.
    pub words: BTreeMap<String, Vec<String>>,
    /// What marks a milestone or changes what a mark means, by cue.
    pub cues: BTreeMap<String, Vec<String>>,
    /// What a line begins with when a field follows, by field.
    pub labels: BTreeMap<String, Vec<String>>,
    /// What the headings of sections are called, by section.
    pub headings: BTreeMap<String, Vec<String>>,
    /// The words that status pages put over a post, by the milestone that the post marks.
    #[serde(default)]
    pub status: BTreeMap<String, Vec<String>>,
    /// Words of a title that tell planned work from an incident.
    #[serde(default)]
    pub kind: BTreeMap<String, Vec<String>>,
    /// What causes are told by, and the words of each kind of cause.
    pub causes: BTreeMap<String, Vec<String>>,
    /// How many were hit, and whether data were lost.
    pub facts: BTreeMap<String, Vec<String>>,
    /// Words after which the name of a service stands, and names that need none.
    #[serde(default)]
    pub services: ServicesFile,
}

/// A part of the day and its bounds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayPartFile {
    /// How it is called.
    pub words: Vec<String>,
    /// `HH:MM` of the day.
    pub from: String,
    /// `HH:MM`; above `24:00` it is the next day's.
    pub to: String,
}

/// How services are named.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ServicesFile {
    /// Words before a name: `service de`.
    #[serde(default)]
    pub before: Vec<String>,
    /// Names that are services by themselves, each with the phrases that mean it.
    #[serde(default)]
    pub names: BTreeMap<String, Vec<String>>,
}

impl LocaleFile {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong and in which line.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}
