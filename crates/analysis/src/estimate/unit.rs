//! What the numbers of a figure count, and how they are said.

use chrono::TimeDelta;
use incstats_model::Manner;
use incstats_model::manner::fill;
use serde::Serialize;

use super::{Bounds, Interval};

/// What the numbers of a figure count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Seconds of elapsed time.
    Seconds,
    /// Seconds of support hours. Said in hours, as a day of them is no day.
    SupportSeconds,
    /// Incidents.
    Incidents,
    /// Incidents a day.
    PerDay,
    /// One figure divided by another of the same unit.
    Ratio,
    /// One figure divided by itself a year before.
    RatioPerYear,
    /// A part of a whole, from 0 to 1.
    Share,
    /// Seconds gained or lost from one period to the next.
    SecondsPerPeriod,
    /// The same of support hours.
    SupportSecondsPerPeriod,
    /// Incidents more or fewer from one period to the next.
    IncidentsPerPeriod,
}

impl Unit {
    /// Of seconds, their change from one period to the next; any other unit is its own.
    #[must_use]
    pub fn per_period(self) -> Self {
        match self {
            Self::Seconds => Self::SecondsPerPeriod,
            Self::SupportSeconds => Self::SupportSecondsPerPeriod,
            other => other,
        }
    }

    /// A number in words: `3 h 15 min`, `0.68 x`, `41 %`, `5.5`.
    pub fn say(self, value: f64) -> String {
        self.say_in(&Manner::ENGLISH, value)
    }

    /// A number in the words of a language.
    pub fn say_in(self, manner: &Manner, value: f64) -> String {
        self.rounded(manner, value, f64::round)
    }

    /// Bounds in words: `41 min`, `5 h to 11 h`, `at least 48 h`. Durations of a range are rounded outwards, so that what
    /// is said still holds.
    pub fn say_bounds(self, bounds: &Bounds) -> String {
        self.say_bounds_in(&Manner::ENGLISH, bounds)
    }

    /// Bounds in the words of a language.
    pub fn say_bounds_in(self, manner: &Manner, bounds: &Bounds) -> String {
        if let Some(value) = bounds.value() {
            return self.say_in(manner, value);
        }
        // A number that is whole but for the last bits of a float is whole.
        let least = self.rounded(manner, bounds.least(), |x| (x + 1e-6).floor());
        match bounds.most().map(|most| self.rounded(manner, most, |x| (x - 1e-6).ceil())) {
            None => fill(&manner.at_least, &least),
            Some(most) if most == least => least,
            Some(most) => manner.range(&least, &most),
        }
    }

    fn rounded(self, manner: &Manner, value: f64, round: fn(f64) -> f64) -> String {
        let number = |value| significant(value).replace('.', &manner.decimal);
        match self {
            Self::Seconds | Self::SecondsPerPeriod => duration(manner, value, round),
            Self::SupportSeconds | Self::SupportSecondsPerPeriod => hours(manner, value, round),
            Self::Ratio => fill(&manner.times, &number(value)),
            Self::RatioPerYear => fill(&manner.a_year, &fill(&manner.times, &number(value))),
            Self::Share => fill(&manner.percent, &percent(value).replace('.', &manner.decimal)),
            Self::Incidents | Self::PerDay | Self::IncidentsPerPeriod => number(value),
        }
    }

    /// An interval in words: `15 min .. 5 h to 11 h`; a missing limit is `no lower limit` or `no upper limit`.
    pub fn say_interval(self, interval: &Interval) -> String {
        let say = |limit: &Option<Bounds>, none: &str| {
            limit.as_ref().map_or_else(|| none.to_owned(), |b| self.say_bounds(b))
        };
        let (lower, upper) = (say(&interval.lower, "no lower limit"), say(&interval.upper, "no upper limit"));
        format!("{lower} .. {upper}")
    }
}

/// A duration in the two units that matter: seconds below ten minutes, minutes below two days, then hours.
fn duration(manner: &Manner, seconds: f64, round: fn(f64) -> f64) -> String {
    let unit = match seconds.abs() {
        s if s < 600.0 => 1.0,
        s if s < 172_800.0 => 60.0,
        _ => 3_600.0,
    };
    // Within chrono's range, as `as` saturates and `try_seconds` refuses what is left.
    #[expect(clippy::cast_possible_truncation, reason = "rounded, and saturating is intended")]
    let whole = (round(seconds / unit) * unit) as i64;
    manner.duration(TimeDelta::try_seconds(whole).unwrap_or(TimeDelta::MAX))
}

/// A duration of support hours: as [`duration`], with hours as the largest unit.
fn hours(manner: &Manner, seconds: f64, round: fn(f64) -> f64) -> String {
    if seconds.abs() < 3_600.0 {
        return duration(manner, seconds, round);
    }
    let minutes = if seconds.abs() < 172_800.0 { 1.0 } else { 60.0 };
    let whole = round(seconds / 60.0 / minutes) * minutes;
    let (hours, left) = ((whole.abs() / 60.0).floor(), whole.abs() % 60.0);
    let sign = if whole < 0.0 { "-" } else { "" };
    let hours = fill(&manner.hours, &format!("{hours:.0}"));
    if left > 0.0 {
        let minutes = fill(&manner.minutes, &format!("{left:.0}"));
        format!("{sign}{hours}{}{minutes}", manner.between)
    } else {
        format!("{sign}{hours}")
    }
}

/// Whole percent; nearly none and nearly all with another digit, so that neither is rounded to none or to all.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent >= 99.5 && share < 1.0 {
        format!("{:.1}", ((percent * 10.0).floor() / 10.0).min(99.9))
    } else if percent < 0.5 && share > 0.0 {
        format!("{:.1}", ((percent * 10.0).ceil() / 10.0).max(0.1))
    } else {
        format!("{percent:.0}")
    }
}

/// A number of things: `1 incident`, `3 incidents`.
pub(crate) fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// Three significant digits below 1,000, whole numbers above; no trailing zeros.
fn significant(value: f64) -> String {
    let size = value.abs();
    let digits = match size {
        s if s >= 100.0 || s == 0.0 => 0,
        s if s >= 10.0 => 1,
        s if s >= 0.1 => 2,
        _ => 4,
    };
    let text = format!("{value:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        for (unit, value, said) in [
            (Unit::Seconds, 11_700.0, "3 h 15 min"),
            (Unit::Seconds, 90.0, "1 min 30 s"),
            (Unit::Seconds, 3_728_700.0, "43 d 4 h"),
            (Unit::SupportSeconds, 90.0, "1 min 30 s"),
            (Unit::SupportSeconds, 97_230.0, "27 h 1 min"),
            (Unit::SupportSeconds, -7_200.0, "-2 h"),
            (Unit::SupportSeconds, 3_728_700.0, "1036 h"),
            (Unit::Ratio, 0.684_1, "0.68 x"),
            (Unit::Share, 0.5, "50 %"),
            (Unit::Share, 1.0, "100 %"),
            (Unit::Share, 0.996_7, "99.6 %"),
            (Unit::Share, 0.999_99, "99.9 %"),
            (Unit::Share, 0.000_1, "0.1 %"),
            (Unit::Share, 0.0, "0 %"),
            (Unit::Incidents, 5.49, "5.49"),
            (Unit::Incidents, 120.0, "120"),
        ] {
            assert_eq!(unit.say(value), said);
        }
    }

    #[test]
    fn ranges_and_open_ends_are_named() {
        let range = Bounds::between(18_000.0, 39_600.0).unwrap();
        assert_eq!(Unit::Seconds.say_bounds(&range), "5 h to 11 h");
        let interval =
            Interval { lower: Bounds::exact(900.0).ok(), upper: Some(range), level: 0.95, coverage: None };
        assert_eq!(Unit::Seconds.say_interval(&interval), "15 min .. 5 h to 11 h");
        assert_eq!(Unit::Seconds.say_bounds(&Bounds::at_least(172_800.0).unwrap()), "at least 2 d");
        // 43 d 3 h 45 min: what is said to be at least must not be more.
        assert_eq!(Unit::Seconds.say_bounds(&Bounds::at_least(3_728_700.0).unwrap()), "at least 43 d 3 h");
        let none = Interval { upper: None, ..interval };
        assert_eq!(Unit::Seconds.say_interval(&none), "15 min .. no upper limit");
    }
}
