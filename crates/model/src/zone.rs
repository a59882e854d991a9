//! Time zones: from a wall clock to instants, with the doubt that clock changes bring.

use std::{fmt, str::FromStr};

use chrono::{FixedOffset, LocalResult, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::bounds::Instant;

/// A zone of the tz database, or a fixed offset from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ZoneId {
    /// `Europe/London`.
    Named(Tz),
    /// `+02:00`.
    Fixed(FixedOffset),
}

/// Why a name is no zone.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no time zone: expected a name such as `Europe/Zurich` or an offset such as `+02:00`")]
pub struct UnknownZone(pub String);

/// What a wall clock time is in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WallClock {
    /// One instant.
    Once(Instant),
    /// Clocks were put back: it happened twice.
    Fold(Instant, Instant),
    /// Clocks were put forward: it never happened. The instant is what the clock shows without the change.
    Gap(Instant),
}

impl WallClock {
    /// The first instant that the wall clock can mean.
    pub fn first(self) -> Instant {
        match self {
            Self::Once(at) | Self::Fold(at, _) | Self::Gap(at) => at,
        }
    }

    /// The last instant that the wall clock can mean.
    pub fn last(self) -> Instant {
        match self {
            Self::Once(at) | Self::Fold(_, at) | Self::Gap(at) => at,
        }
    }
}

impl ZoneId {
    /// Coordinated Universal Time.
    pub const UTC: Self = Self::Named(Tz::UTC);

    /// The instants that a wall clock of this zone can mean.
    pub fn at(self, local: NaiveDateTime) -> WallClock {
        match self {
            Self::Fixed(offset) => WallClock::Once(fixed(local, offset)),
            Self::Named(tz) => match tz.from_local_datetime(&local) {
                LocalResult::Single(at) => WallClock::Once(at.fixed_offset()),
                LocalResult::Ambiguous(a, b) => WallClock::Fold(a.fixed_offset(), b.fixed_offset()),
                LocalResult::None => {
                    // The offset in force a day before is the one that the writer's clock still had.
                    let before = tz.offset_from_utc_datetime(
                        &local.checked_sub_signed(TimeDelta::days(1)).unwrap_or(local),
                    );
                    WallClock::Gap(fixed(local, before.fix()))
                }
            },
        }
    }

    /// The same instant on this zone's clock.
    pub fn show(self, at: Instant) -> Instant {
        match self {
            Self::Fixed(offset) => at.with_timezone(&offset),
            Self::Named(tz) => at.with_timezone(&tz).fixed_offset(),
        }
    }
}

/// `local - offset` as an instant. Wall clocks near the ends of chrono's calendar stay as they are, in UTC.
fn fixed(local: NaiveDateTime, offset: FixedOffset) -> Instant {
    match offset.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at,
        LocalResult::None => local.and_utc().fixed_offset(),
    }
}

impl fmt::Display for ZoneId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(tz) => f.write_str(tz.name()),
            Self::Fixed(offset) => offset.fmt(f),
        }
    }
}

impl FromStr for ZoneId {
    type Err = UnknownZone;

    fn from_str(text: &str) -> Result<Self, UnknownZone> {
        let text = text.trim();
        if let Ok(tz) = Tz::from_str_insensitive(text) {
            return Ok(Self::Named(tz));
        }
        let unknown = || UnknownZone(text.to_owned());
        if text.eq_ignore_ascii_case("z") {
            return Ok(Self::UTC);
        }
        if !text.starts_with(['+', '-']) {
            return Err(unknown());
        }
        // `FixedOffset` reads `+02:00` and `+0200`; people also write `+2` and `+02`.
        let full = match text.len() {
            2 => format!("{}0{}:00", text.get(..1).unwrap_or("+"), text.get(1..).unwrap_or_default()),
            3 => format!("{text}:00"),
            _ => text.to_owned(),
        };
        full.parse().map(Self::Fixed).map_err(|_| unknown())
    }
}

impl TryFrom<String> for ZoneId {
    type Error = UnknownZone;

    fn try_from(text: String) -> Result<Self, UnknownZone> {
        text.parse()
    }
}

impl From<ZoneId> for String {
    fn from(zone: ZoneId) -> Self {
        zone.to_string()
    }
}

/// How the zone of an incident is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ZoneBasis {
    /// The text names it.
    Stated,
    /// The project's settings, the command line or a person say so.
    Configured,
    /// Nobody says; UTC is taken, with a finding.
    Assumed,
}

impl ZoneBasis {
    /// The word used in records, tables and the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Configured => "configured",
            Self::Assumed => "assumed",
        }
    }
}

/// The zone of an incident's wall clocks, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Zone {
    /// Which zone.
    #[serde(rename = "name")]
    pub id: ZoneId,
    /// How it is known.
    pub basis: ZoneBasis,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn zones_read_from_names_and_offsets_and_print_back() {
        for (text, name) in [
            ("Europe/Zurich", "Europe/Zurich"),
            ("utc", "UTC"),
            ("z", "UTC"),
            ("+02:00", "+02:00"),
            ("-0730", "-07:30"),
            ("+2", "+02:00"),
            ("-03", "-03:00"),
        ] {
            assert_eq!(text.parse::<ZoneId>().unwrap().to_string(), name, "{text}");
        }
        for text in ["", "Mars/Olympus", "+", "2", "+99:99", "+é"] {
            assert!(text.parse::<ZoneId>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_autumn_night_has_an_hour_twice_and_a_spring_night_misses_one() {
        let zone: ZoneId = "Europe/Paris".parse().unwrap();
        let WallClock::Fold(a, b) = zone.at(local("2021-10-31T02:30:00")) else { panic!("no fold") };
        assert_eq!(b - a, TimeDelta::hours(1));
        let WallClock::Gap(at) = zone.at(local("2021-03-28T02:30:00")) else { panic!("no gap") };
        assert_eq!(at.to_rfc3339(), "2021-03-28T02:30:00+01:00");
        assert_eq!(zone.at(local("2021-06-01T12:00:00")).first().to_rfc3339(), "2021-06-01T12:00:00+02:00");
    }
}
