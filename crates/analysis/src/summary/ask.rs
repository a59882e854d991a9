//! What is asked: over which period, by what.

use std::fmt;
use std::str::FromStr;

use incstats_model::Period;
use serde::Serialize;
use thiserror::Error;

/// What a summary is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question {
    /// Only incidents that started in it; all of them without one.
    pub period: Option<Period>,
    /// A section for each value of it, besides the section over all.
    pub by: Option<Dimension>,
}

/// What incidents can be grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    /// The severity as written.
    Severity,
    /// The service hit. An incident that hit several is in the section of each of them.
    Service,
    /// Whose services were hit.
    Organisation,
    /// The cause as written.
    Cause,
    /// The language of the report.
    Language,
    /// The path of the report.
    Source,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Severity, Self::Service, Self::Organisation, Self::Cause, Self::Language, Self::Source];

    /// The word in commands and tables, and the name of the frame's column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Severity => "severity",
            Self::Service => "service",
            Self::Organisation => "organisation",
            Self::Cause => "cause",
            Self::Language => "language",
            Self::Source => "source",
        }
    }
}

impl Dimension {
    /// The word for several: `services`.
    pub fn many(self) -> &'static str {
        match self {
            Self::Severity => "severities",
            Self::Service => "services",
            Self::Organisation => "organisations",
            Self::Cause => "causes",
            Self::Language => "languages",
            Self::Source => "sources",
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Why a word is nothing to group by.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{0}` is nothing to group by: expected severity, service, organisation, cause, language or source")]
pub struct UnknownDimension(pub String);

impl FromStr for Dimension {
    type Err = UnknownDimension;

    fn from_str(text: &str) -> Result<Self, UnknownDimension> {
        let wanted = text.trim();
        Self::ALL
            .into_iter()
            .find(|d| d.name().eq_ignore_ascii_case(wanted))
            .ok_or_else(|| UnknownDimension(text.to_owned()))
    }
}
