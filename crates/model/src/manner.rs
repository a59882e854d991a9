//! How a language says numbers and durations.

use std::borrow::Cow;

use chrono::TimeDelta;
use serde::Deserialize;

use crate::duration::DurationBounds;

/// How a language says numbers and durations. `{}` stands for a number or a duration.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manner {
    /// `{} d`.
    pub days: Cow<'static, str>,
    /// `{} h`.
    pub hours: Cow<'static, str>,
    /// `{} min`.
    pub minutes: Cow<'static, str>,
    /// `{} s`.
    pub seconds: Cow<'static, str>,
    /// What stands between two units of one duration.
    pub between: Cow<'static, str>,
    /// What stands before tenths: `.`.
    pub decimal: Cow<'static, str>,
    /// `{} %`.
    pub percent: Cow<'static, str>,
    /// A ratio: `{} x`.
    pub times: Cow<'static, str>,
    /// Something in every year, behind a number: `{} a year`.
    pub a_year: Cow<'static, str>,
    /// Of which only the least is known: `at least {}`.
    pub at_least: Cow<'static, str>,
    /// From the first to the second: `{} to {}`.
    pub range: Cow<'static, str>,
}

impl Manner {
    /// English, which every command speaks.
    pub const ENGLISH: Self = Self {
        days: Cow::Borrowed("{} d"),
        hours: Cow::Borrowed("{} h"),
        minutes: Cow::Borrowed("{} min"),
        seconds: Cow::Borrowed("{} s"),
        between: Cow::Borrowed(" "),
        decimal: Cow::Borrowed("."),
        percent: Cow::Borrowed("{} %"),
        times: Cow::Borrowed("{} x"),
        a_year: Cow::Borrowed("{} a year"),
        at_least: Cow::Borrowed("at least {}"),
        range: Cow::Borrowed("{} to {}"),
    };

    /// A duration in the units people say: `3 h 15 min`, `0 min`.
    pub fn duration(&self, duration: TimeDelta) -> String {
        let total = duration.num_seconds();
        let sign = if total < 0 { "-" } else { "" };
        let total = total.unsigned_abs();
        let units = [
            (total / 86_400, &self.days),
            (total / 3_600 % 24, &self.hours),
            (total / 60 % 60, &self.minutes),
            (total % 60, &self.seconds),
        ];
        let words: Vec<String> =
            units.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| fill(unit, &n.to_string())).collect();
        if words.is_empty() {
            fill(&self.minutes, "0")
        } else {
            format!("{sign}{}", words.join(&self.between))
        }
    }

    /// `3 h 15 min`, `28 d 3 h to 28 d 11 h`, `at least 43 d 3 h 45 min`.
    pub fn bounds(&self, bounds: &DurationBounds) -> String {
        let least = self.duration(bounds.min());
        match bounds.max() {
            None => fill(&self.at_least, &least),
            Some(most) if most == bounds.min() => least,
            Some(most) => self.range(&least, &self.duration(most)),
        }
    }

    /// From one to another, both in words.
    pub fn range(&self, from: &str, to: &str) -> String {
        self.range.replacen("{}", from, 1).replacen("{}", to, 1)
    }
}

/// A number or a duration in its place.
pub fn fill(pattern: &str, words: &str) -> String {
    pattern.replacen("{}", words, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_own_units_and_words() {
        let french = Manner {
            days: "{} j".into(),
            at_least: "au moins {}".into(),
            range: "{} à {}".into(),
            ..Manner::ENGLISH
        };
        let (short, long) = (TimeDelta::minutes(62_145), TimeDelta::hours(1_100));
        assert_eq!(french.bounds(&DurationBounds::censored(short)), "au moins 43 j 3 h 45 min");
        assert_eq!(french.bounds(&DurationBounds::closed(short, long)), "43 j 3 h 45 min à 45 j 20 h");
        assert_eq!(Manner::ENGLISH.duration(TimeDelta::zero()), "0 min");
    }
}
