//! What figures are of: which clock, which incidents.

use std::str::FromStr;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use incstats_analysis::summary::Dimension;
use serde::Serialize;

/// What figures are of.
#[derive(Clone, Debug, Default, Args)]
pub struct Selection {
    /// Only incidents that have it: `severity=SEV1`; several with a comma or given again, all of which must hold
    #[arg(long = "where", value_name = "WHAT=VALUE", value_delimiter = ',')]
    pub filters: Vec<Filter>,

    /// Which clock durations run on
    #[arg(long, value_enum, value_name = "CLOCK", default_value_t)]
    pub clock: Clock,

    /// The day up to which the history is complete: that nothing is known of a later day before it then means that
    /// nothing happened [default: `complete_to` of incstats.toml, else the last day of which any incident tells]
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub complete_to: Option<NaiveDate>,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.trim().parse().map_err(|_| "expected a day, such as 2021-06-30".to_owned())
}

/// Which clock durations run on. They are never mixed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Clock {
    /// When users were hit: time between the milestones of the incidents.
    #[default]
    Impact,
    /// Support hours between the milestones, by the `[support]` of incstats.toml.
    Support,
    /// The source's own books: from the first post or the ticket's opening to the closing one.
    Posted,
}

impl Clock {
    /// The word in figures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Impact => "impact",
            Self::Support => "support",
            Self::Posted => "posted",
        }
    }

    /// Whether it runs between the milestones of an incident.
    pub fn of_milestones(self) -> bool {
        matches!(self, Self::Impact | Self::Support)
    }

    /// What it is, behind its name.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Impact => "elapsed time between milestones",
            Self::Support => "support hours between milestones",
            Self::Posted => "the source's own books, from the first post to the closing one",
        }
    }
}

/// A value that incidents must have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Filter {
    /// Of which dimension.
    pub by: Dimension,
    /// Which value, in any case.
    pub is: String,
}

impl FromStr for Filter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (by, is) = text.split_once('=').ok_or("expected WHAT=VALUE, such as `severity=SEV1`")?;
        let by = by.parse::<Dimension>().map_err(|unknown| unknown.to_string())?;
        let is = is.trim();
        if is.is_empty() {
            return Err(format!("no value of {by} is given"));
        }
        Ok(Self { by, is: is.to_owned() })
    }
}

impl std::fmt::Display for Filter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.by, self.is)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_name_a_dimension_and_a_value() {
        let filter: Filter = "Severity= SEV1".parse().unwrap();
        assert_eq!((filter.by, filter.is.as_str()), (Dimension::Severity, "SEV1"));
        for text in ["severity", "colour=red", "service="] {
            assert!(text.parse::<Filter>().is_err(), "{text}");
        }
    }
}
