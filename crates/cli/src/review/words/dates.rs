//! Days, moments and periods in the words of a language.

use chrono::{Datelike, NaiveDate, Timelike};
use incstats_model::{Instant, Period, Precision, TimeBounds, Zone, ZoneBasis, ZoneId};
use serde::Deserialize;

use super::{Words, filled};
use crate::output::when;

/// How a language writes dates.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dates {
    months: [String; 12],
    day: String,
    /// The first of a month, where it is written unlike other days: `1er mai 2021`.
    first_day: String,
    month: String,
    quarter: String,
    /// When something was, as a sentence says it.
    in_month: String,
    in_quarter: String,
    in_year: String,
    in_days: String,
    /// A quarter within a sentence.
    the_quarter: String,
    quarters: [String; 4],
    span: String,
    about: String,
    or: String,
}

impl Words {
    /// `20 May 2021`.
    pub fn day(&self, day: NaiveDate) -> String {
        let pattern = if day.day() == 1 { &self.dates.first_day } else { &self.dates.day };
        let parts = [("day", day.day().to_string()), ("year", day.year().to_string())];
        let [(a, b), (c, d)] = &parts;
        filled(pattern, &[(*a, b), ("month", self.month_name(day)), (*c, d)])
    }

    fn month_name(&self, day: NaiveDate) -> &str {
        self.dates.months.get(day.month0() as usize).map_or("", String::as_str)
    }

    /// When something was: `in the 2nd quarter of 2021`.
    pub fn during(&self, period: Period) -> String {
        let (first, dates) = (period.first_day(), &self.dates);
        let year = first.year().to_string();
        match period {
            Period::Month(_) => {
                filled(&dates.in_month, &[("month", self.month_name(first)), ("year", &year)])
            }
            Period::Quarter(_) => {
                let quarter = dates.quarters.get(first.month0() as usize / 3).map_or("", String::as_str);
                filled(&dates.in_quarter, &[("quarter", quarter), ("year", &year)])
            }
            Period::Year(_) => filled(&dates.in_year, &[("year", &year)]),
            Period::Days(..) => {
                let last = period.end().pred_opt().unwrap_or(first);
                filled(&dates.in_days, &[("from", &self.day(first)), ("to", &self.day(last))])
            }
        }
    }

    /// A period as people call it: `2nd quarter 2021`, `May 2021`, `2021`, `15 April 2021 to 2 July 2021`.
    pub fn period(&self, period: Period) -> String {
        let first = period.first_day();
        let year = first.year().to_string();
        match period {
            Period::Month(_) => {
                filled(&self.dates.month, &[("month", self.month_name(first)), ("year", &year)])
            }
            Period::Quarter(_) => {
                let quarter = self.dates.quarters.get(first.month0() as usize / 3).map_or("", String::as_str);
                filled(&self.dates.quarter, &[("quarter", quarter), ("year", &year)])
            }
            Period::Year(_) => year,
            Period::Days(..) => self.days(period),
        }
    }

    /// A period within a sentence: `the 2nd quarter of 2021`.
    pub fn in_sentence(&self, period: Period) -> String {
        match period {
            Period::Quarter(first) => {
                let quarter = self.dates.quarters.get(first.month0() as usize / 3).map_or("", String::as_str);
                filled(&self.dates.the_quarter, &[("quarter", quarter), ("year", &first.year().to_string())])
            }
            Period::Month(_) | Period::Year(_) | Period::Days(..) => self.period(period),
        }
    }

    /// The first and the last day of a period.
    pub fn days(&self, period: Period) -> String {
        let last = period.end().pred_opt().unwrap_or(period.first_day());
        self.span(&self.day(period.first_day()), &self.day(last))
    }

    fn span(&self, from: &str, to: &str) -> String {
        filled(&self.dates.span, &[("from", from), ("to", to)])
    }

    /// An instant on a zone's clock: `2 July 2021 15:45`.
    pub fn instant(&self, at: Instant, zone: ZoneId, precision: Precision) -> String {
        let at = zone.show(at);
        let seconds = precision == Precision::Second || at.second() != 0;
        format!("{} {}", self.day(at.date_naive()), when::clock(at.time(), seconds))
    }

    /// An instant on a zone's clock, to the minute.
    pub fn minute(&self, at: Instant, zone: ZoneId) -> String {
        self.instant(at, zone, Precision::Minute)
    }

    /// Bounds on a zone's clock: `27 June 2016 16:15`, `20 May 2021 04:00-12:00`, `20 May 2021`. The latest bound of a
    /// range is not in it any more; midnight at the end of a day is 24:00 of that day.
    pub fn bounds(&self, bounds: &TimeBounds, zone: ZoneId) -> String {
        let said = self.between(bounds, zone);
        if bounds.precision() == Precision::Approximate {
            return filled(&self.dates.about, &[("time", &said)]);
        }
        said
    }

    fn between(&self, bounds: &TimeBounds, zone: ZoneId) -> String {
        let or = |first: &str, second: &str| filled(&self.dates.or, &[("first", first), ("second", second)]);
        let manner = when::Manner {
            day: &|day| self.day(day),
            span: &|from, to| self.span(from, to),
            or: &or,
            // A hyphen at which no line breaks.
            hyphen: "\u{2011}",
        };
        when::bounds_in(&manner, bounds, zone)
    }

    /// The name of a zone, with a word where nobody said it: `UTC, assumed`.
    pub fn zone(&self, zone: Zone) -> String {
        let name = zone.id.to_string();
        match zone.basis {
            ZoneBasis::Assumed => self.fill("words", "assumed_zone", &[("zone", &name)]),
            ZoneBasis::Stated | ZoneBasis::Configured => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::*;
    use chrono::DateTime;

    #[test]
    fn periods_are_called_as_people_call_them() {
        let english = Words::of(Language::English).unwrap();
        let french = Words::of(Language::French).unwrap();
        for (period, en, fr) in [
            ("2021Q2", "2nd quarter 2021", "2e trimestre 2021"),
            ("2021-05", "May 2021", "mai 2021"),
            ("2021", "2021", "2021"),
            ("2021-04-01..2021-07-02", "1 April 2021 to 2 July 2021", "du 1er avril 2021 au 2 juillet 2021"),
        ] {
            let period = period.parse().unwrap();
            assert_eq!((english.period(period).as_str(), french.period(period).as_str()), (en, fr));
        }
    }

    #[test]
    fn english_times_are_those_of_every_command() {
        let english = Words::of(Language::English).unwrap();
        let zone: ZoneId = "Europe/Zurich".parse().unwrap();
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        for (from, to, precision) in [
            ("2016-06-27T16:15:00Z", "2016-06-27T16:15:00Z", Precision::Minute),
            ("2016-06-27T16:15:02Z", "2016-06-27T16:15:02Z", Precision::Second),
            ("2021-05-20T04:00:00+02:00", "2021-05-20T12:00:00+02:00", Precision::DayPart),
            ("2021-05-20T18:00:00+02:00", "2021-05-21T00:00:00+02:00", Precision::DayPart),
            ("2021-05-20T18:00:00+02:00", "2021-05-21T04:00:00+02:00", Precision::DayPart),
            ("2021-05-20T00:00:00+02:00", "2021-05-21T00:00:00+02:00", Precision::Day),
            ("2021-05-20T00:00:00+02:00", "2021-05-23T00:00:00+02:00", Precision::Day),
            ("2021-10-31T02:30:00+02:00", "2021-10-31T02:30:00+01:00", Precision::Minute),
        ] {
            let bounds = TimeBounds::new(at(from), at(to), precision).unwrap();
            assert_eq!(english.bounds(&bounds, zone).replace('\u{2011}', "-"), when::bounds(&bounds, zone));
        }
    }
}
