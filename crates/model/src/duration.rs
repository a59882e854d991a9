//! A duration with a least and a greatest value.

use std::fmt;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::manner::Manner;

/// How long something took: at least `min`, at most `max`; without `max` where it had not ended at the last thing
/// known about it (right-censored). Whole seconds. Invariant: `0 <= min <= max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Seconds", into = "Seconds")]
pub struct DurationBounds {
    min: TimeDelta,
    max: Option<TimeDelta>,
}

/// The public form: `{"min_s": 11700, "max_s": 11700, "censored": false}`.
#[derive(Serialize, Deserialize)]
struct Seconds {
    min_s: i64,
    max_s: Option<i64>,
    censored: bool,
}

impl DurationBounds {
    /// A duration that ended. Negative parts count as zero; the greater of the two is the upper bound.
    pub fn closed(a: TimeDelta, b: TimeDelta) -> Self {
        let zero = TimeDelta::zero();
        Self { min: a.min(b).max(zero), max: Some(a.max(b).max(zero)) }
    }

    /// A duration still running after `at_least`.
    pub fn censored(at_least: TimeDelta) -> Self {
        Self { min: at_least.max(TimeDelta::zero()), max: None }
    }

    /// The least it can have been.
    pub fn min(&self) -> TimeDelta {
        self.min
    }

    /// The greatest it can have been; `None` where it was still running.
    pub fn max(&self) -> Option<TimeDelta> {
        self.max
    }

    /// Whether it was still running at the last thing known.
    pub fn is_censored(&self) -> bool {
        self.max.is_none()
    }

    /// Whether it ended, but is known only to a range.
    pub fn is_ranged(&self) -> bool {
        self.max.is_some_and(|max| max != self.min)
    }
}

impl From<Seconds> for DurationBounds {
    fn from(s: Seconds) -> Self {
        let min = TimeDelta::try_seconds(s.min_s).unwrap_or(TimeDelta::MAX);
        match s.max_s {
            Some(max) if !s.censored => {
                Self::closed(min, TimeDelta::try_seconds(max).unwrap_or(TimeDelta::MAX))
            }
            _ => Self::censored(min),
        }
    }
}

impl From<DurationBounds> for Seconds {
    fn from(d: DurationBounds) -> Self {
        Self { min_s: d.min.num_seconds(), max_s: d.max.map(|m| m.num_seconds()), censored: d.is_censored() }
    }
}

/// `3 h 15 min`, `28 d 3 h to 28 d 11 h`, `at least 43 d 3 h 45 min`.
impl fmt::Display for DurationBounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Manner::ENGLISH.bounds(self))
    }
}

/// A duration in the units people say: seconds below a minute, seconds kept below an hour only where there are any.
///
/// ```
/// use chrono::TimeDelta;
/// use incstats_model::duration::in_words;
/// assert_eq!(in_words(TimeDelta::seconds(11_700)), "3 h 15 min");
/// assert_eq!(in_words(TimeDelta::seconds(0)), "0 min");
/// assert_eq!(in_words(TimeDelta::seconds(90)), "1 min 30 s");
/// assert_eq!(in_words(TimeDelta::minutes(62_145)), "43 d 3 h 45 min");
/// ```
pub fn in_words(duration: TimeDelta) -> String {
    Manner::ENGLISH.duration(duration)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_kinds_print_and_serialise() {
        let cases = [
            (
                DurationBounds::closed(TimeDelta::minutes(195), TimeDelta::minutes(195)),
                "3 h 15 min",
                r#"{"min_s":11700,"max_s":11700,"censored":false}"#,
            ),
            (
                DurationBounds::closed(TimeDelta::hours(675), TimeDelta::hours(683)),
                "28 d 3 h to 28 d 11 h",
                r#"{"min_s":2430000,"max_s":2458800,"censored":false}"#,
            ),
            (
                DurationBounds::censored(TimeDelta::minutes(62_145)),
                "at least 43 d 3 h 45 min",
                r#"{"min_s":3728700,"max_s":null,"censored":true}"#,
            ),
        ];
        for (bounds, words, json) in cases {
            assert_eq!(bounds.to_string(), words);
            assert_eq!(serde_json::to_string(&bounds).unwrap(), json);
            assert_eq!(serde_json::from_str::<DurationBounds>(json).unwrap(), bounds);
        }
    }
}
