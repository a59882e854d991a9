//! Findings: what a person should look at.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::place::Place;

/// How much a finding matters to the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know; the figures stand.
    Note,
    /// A figure rests on a choice that a person may want to overrule.
    Warning,
    /// A figure is missing or wrong until a person decides.
    Error,
}

impl Severity {
    /// The word used in records, tables and the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Something that a person should look at. Nothing is repaired or dropped in silence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Which kind, such as `contradiction.started`; each is explained in `docs/findings.md`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// Where it stands in the source; absent where it is about the whole report.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// Other places that belong to it, such as the second of two statements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Place>,
    /// What was found, in a sentence.
    pub message: String,
    /// What to do about it, in a sentence.
    pub remedy: String,
}
