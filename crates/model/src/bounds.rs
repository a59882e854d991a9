//! A time as a pair of bounds, never a guess.

use std::fmt;

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::duration::DurationBounds;

/// A moment with the offset of the wall clock it was read from.
pub type Instant = DateTime<FixedOffset>;

/// How finely a source states a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// `16:15:02`.
    Second,
    /// `16:15`.
    Minute,
    /// `4 pm` where the source's other times make clear that an hour is meant.
    Hour,
    /// `Matin`, `in the evening`.
    DayPart,
    /// A bare date.
    Day,
    /// `around 16:30`, `shortly before noon`.
    Approximate,
}

impl Precision {
    /// The word used in records, tables and the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::DayPart => "day-part",
            Self::Day => "day",
            Self::Approximate => "approximate",
        }
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why two instants make no bounds.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("the earliest time {earliest} is after the latest {latest}")]
pub struct Reversed {
    /// The bound given as the lower one.
    pub earliest: Instant,
    /// The bound given as the upper one.
    pub latest: Instant,
}

/// When something happened: at or after `earliest`, and at `latest` (where both are equal) or before it.
///
/// Exact times have equal bounds. Wider ones are half-open above, `[earliest, latest)`: a day ends at the next
/// midnight. Invariant: `earliest <= latest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeBounds {
    earliest: Instant,
    latest: Instant,
    precision: Precision,
}

impl TimeBounds {
    /// Bounds from two instants.
    ///
    /// # Errors
    /// [`Reversed`] if `latest` is before `earliest`.
    pub fn new(earliest: Instant, latest: Instant, precision: Precision) -> Result<Self, Reversed> {
        if latest < earliest {
            return Err(Reversed { earliest, latest });
        }
        Ok(Self { earliest, latest, precision })
    }

    /// Bounds from two instants in either order.
    pub fn between(a: Instant, b: Instant, precision: Precision) -> Self {
        let (earliest, latest) = if a <= b { (a, b) } else { (b, a) };
        Self { earliest, latest, precision }
    }

    /// A single instant.
    pub fn exact(at: Instant, precision: Precision) -> Self {
        Self { earliest: at, latest: at, precision }
    }

    /// The first instant that fits.
    pub fn earliest(&self) -> Instant {
        self.earliest
    }

    /// The instant itself where bounds are equal; else the first instant that no longer fits.
    pub fn latest(&self) -> Instant {
        self.latest
    }

    /// How finely the source states it.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Whether both bounds are the same instant.
    pub fn is_exact(&self) -> bool {
        self.earliest == self.latest
    }

    /// `latest - earliest`; zero for an exact time.
    pub fn width(&self) -> TimeDelta {
        self.latest - self.earliest
    }

    /// Halfway between the bounds; for ordering and drawing only, never a figure.
    pub fn middle(&self) -> Instant {
        self.earliest + self.width() / 2
    }

    /// The smallest bounds that hold both.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        Self {
            earliest: self.earliest.min(other.earliest),
            latest: self.latest.max(other.latest),
            precision: self.precision.max(other.precision),
        }
    }

    /// Whether one instant could satisfy both.
    pub fn overlaps(&self, other: &Self) -> bool {
        let first = self.earliest.max(other.earliest);
        self.allows(first) && other.allows(first)
    }

    /// Whether the bounds let `at` be the time.
    pub fn allows(&self, at: Instant) -> bool {
        at == self.earliest || (self.earliest < at && at < self.latest)
    }

    /// Whether this is over before the other can begin.
    pub fn certainly_before(&self, other: &Self) -> bool {
        self.latest < other.earliest
            || (self.latest == other.earliest && !(self.is_exact() && other.is_exact()))
    }

    /// The time from here to `later`: from `later.earliest - latest`, at least zero, to `later.latest - earliest`.
    /// `None` where `later` is certainly before: that is a contradiction, not a duration.
    pub fn until(&self, later: &Self) -> Option<DurationBounds> {
        let most = later.latest - self.earliest;
        if most < TimeDelta::zero() {
            return None;
        }
        let least = (later.earliest - self.latest).max(TimeDelta::zero());
        Some(DurationBounds::closed(least, most))
    }

    /// The same bounds on another precision.
    #[must_use]
    pub fn with_precision(mut self, precision: Precision) -> Self {
        self.precision = precision;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    fn bounds(a: &str, b: &str) -> TimeBounds {
        TimeBounds::new(at(a), at(b), Precision::Minute).unwrap()
    }

    #[test]
    fn a_day_part_to_an_exact_time_has_a_least_and_a_greatest_duration() {
        let morning = bounds("2021-05-20T04:00:00+02:00", "2021-05-20T12:00:00+02:00");
        let back = bounds("2021-06-17T15:00:00+02:00", "2021-06-17T15:00:00+02:00");
        let took = morning.until(&back).unwrap();
        assert_eq!(took.min(), TimeDelta::hours(28 * 24 + 3));
        assert_eq!(took.max(), Some(TimeDelta::hours(28 * 24 + 11)));
        assert_eq!(back.until(&morning), None);
    }

    #[test]
    fn overlapping_ranges_start_at_zero_and_reversed_bounds_are_refused() {
        let day = bounds("2021-05-20T00:00:00Z", "2021-05-21T00:00:00Z");
        assert_eq!(day.until(&day).unwrap().min(), TimeDelta::zero());
        assert!(TimeBounds::new(day.latest(), day.earliest(), Precision::Day).is_err());
    }

    #[test]
    fn half_open_neighbours_do_not_overlap() {
        let morning = bounds("2021-05-20T04:00:00Z", "2021-05-20T12:00:00Z");
        let afternoon = bounds("2021-05-20T12:00:00Z", "2021-05-20T18:00:00Z");
        let noon = bounds("2021-05-20T12:00:00Z", "2021-05-20T12:00:00Z");
        assert!(!morning.overlaps(&afternoon));
        assert!(morning.certainly_before(&afternoon));
        assert!(!morning.overlaps(&noon));
        assert!(afternoon.overlaps(&noon));
        assert!(noon.overlaps(&noon));
        assert!(!noon.certainly_before(&noon));
    }

    proptest! {
        #[test]
        fn durations_hold_every_pair_of_moments(a in 0i64..9_000, b in 0i64..900, c in 0i64..9_000, d in 0i64..900, p in 0i64..900, q in 0i64..900) {
            let zero = at("2020-01-01T00:00:00Z");
            let from = TimeBounds::between(zero + TimeDelta::seconds(a), zero + TimeDelta::seconds(a + b), Precision::Minute);
            let to = TimeBounds::between(zero + TimeDelta::seconds(c), zero + TimeDelta::seconds(c + d), Precision::Minute);
            let (x, y) = (a + p.min(b), c + q.min(d));
            match from.until(&to) {
                None => prop_assert!(y < x),
                Some(took) => if y >= x {
                    prop_assert!(took.min().num_seconds() <= y - x);
                    prop_assert!(took.max().unwrap().num_seconds() >= y - x);
                },
            }
        }
    }
}
