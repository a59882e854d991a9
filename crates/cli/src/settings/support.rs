//! When support is there: the hours that `--clock support` counts.

use chrono::NaiveDate;
use incstats_model::{Opening, SupportHours, ZoneId};
use serde::Deserialize;

/// When support is there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// The zone of its wall clock; that of the project without one.
    pub zone: Option<ZoneId>,
    /// The hours of the week.
    pub hours: Vec<Open>,
    /// Days on which nobody is there.
    #[serde(default)]
    pub holidays: Vec<NaiveDate>,
}

/// The same hours on some days of the week: `mon-fri 08:00-18:00`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Open(Opening);

impl TryFrom<String> for Open {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map(Self).map_err(|error: incstats_model::support::NoOpening| error.to_string())
    }
}

impl Support {
    /// What is wrong with it, beside the project's own zone.
    pub fn fault(&self, project: Option<ZoneId>) -> Option<String> {
        match (self.hours.is_empty(), self.zone.or(project)) {
            (true, _) => {
                Some("`hours` of support are none: expected such as [\"mon-fri 08:00-18:00\"]".into())
            }
            (_, None) => Some("hours of support need a `zone`: whose wall clock is meant?".into()),
            _ => None,
        }
    }

    /// The hours themselves.
    pub fn hours(&self, project: Option<ZoneId>) -> SupportHours {
        let openings: Vec<Opening> = self.hours.iter().map(|open| open.0.clone()).collect();
        let zone = self.zone.or(project).unwrap_or(ZoneId::UTC);
        SupportHours::new(zone, &openings, self.holidays.iter().copied())
    }
}
