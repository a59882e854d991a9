//! The steps that a clock and a calendar can be read in.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

/// From one tick to the next, on a wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Seconds(u32),
    Minutes(u32),
    Hours(u32),
    Day,
    Week,
    Months(u32),
    Years(u32),
}

/// All steps, the finest first.
pub(super) const LADDER: [Step; 28] = [
    Step::Seconds(1),
    Step::Seconds(2),
    Step::Seconds(5),
    Step::Seconds(10),
    Step::Seconds(15),
    Step::Seconds(30),
    Step::Minutes(1),
    Step::Minutes(2),
    Step::Minutes(5),
    Step::Minutes(10),
    Step::Minutes(15),
    Step::Minutes(30),
    Step::Hours(1),
    Step::Hours(2),
    Step::Hours(3),
    Step::Hours(6),
    Step::Hours(12),
    Step::Day,
    Step::Week,
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(50),
    Step::Years(100),
];

impl Step {
    /// Roughly how long it is.
    pub(super) fn seconds(self) -> f64 {
        match self {
            Self::Seconds(n) => f64::from(n),
            Self::Minutes(n) => f64::from(n) * 60.0,
            Self::Hours(n) => f64::from(n) * 3_600.0,
            Self::Day => 86_400.0,
            Self::Week => 7.0 * 86_400.0,
            Self::Months(n) => f64::from(n) * 30.4 * 86_400.0,
            Self::Years(n) => f64::from(n) * 365.25 * 86_400.0,
        }
    }

    /// Whether a day has several of it.
    pub(super) fn is_within_a_day(self) -> bool {
        self < Self::Day
    }

    /// The last place of the step at or before a moment; weeks begin on Mondays.
    pub(super) fn floor(self, at: NaiveDateTime) -> NaiveDateTime {
        let date = at.date();
        let clock =
            |second: u32| NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap_or(NaiveTime::MIN);
        let midnight = |date: Option<NaiveDate>| date.unwrap_or(at.date()).and_time(NaiveTime::MIN);
        let second = at.num_seconds_from_midnight();
        match self {
            Self::Seconds(n) => date.and_time(clock(second / n * n)),
            Self::Minutes(n) => date.and_time(clock(second / (n * 60) * n * 60)),
            Self::Hours(n) => date.and_time(clock(second / (n * 3_600) * n * 3_600)),
            Self::Day => midnight(Some(date)),
            Self::Week => {
                midnight(date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday()))))
            }
            Self::Months(n) => midnight(NaiveDate::from_ymd_opt(date.year(), date.month0() / n * n + 1, 1)),
            Self::Years(n) => {
                let years = i32::try_from(n).unwrap_or(1);
                midnight(NaiveDate::from_ymd_opt(date.year().div_euclid(years) * years, 1, 1))
            }
        }
    }

    /// The place after one; `None` at the end of the calendar.
    pub(super) fn next(self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        match self {
            Self::Seconds(n) => at.checked_add_signed(TimeDelta::seconds(n.into())),
            Self::Minutes(n) => at.checked_add_signed(TimeDelta::minutes(n.into())),
            Self::Hours(n) => at.checked_add_signed(TimeDelta::hours(n.into())),
            Self::Day => at.checked_add_days(Days::new(1)),
            Self::Week => at.checked_add_days(Days::new(7)),
            Self::Months(n) => at.checked_add_months(Months::new(n)),
            Self::Years(n) => at.checked_add_months(Months::new(n * 12)),
        }
    }

    /// What a tick says.
    pub(super) fn label(self, at: NaiveDateTime) -> String {
        let format = match self {
            Self::Seconds(_) => "%H:%M:%S",
            Self::Minutes(_) | Self::Hours(_) => "%H:%M",
            Self::Day => "%-d",
            Self::Week => "%a %-d %b",
            Self::Months(_) => "%b",
            Self::Years(_) => "%Y",
        };
        at.format(format).to_string()
    }

    /// What holds for several ticks and is said where it changes: the day, the month or the year.
    pub(super) fn context(self, at: NaiveDateTime) -> String {
        let format = match self {
            Self::Seconds(_) | Self::Minutes(_) | Self::Hours(_) => "%a %-d %b %Y",
            Self::Day => "%B %Y",
            Self::Week | Self::Months(_) => "%Y",
            Self::Years(_) => return String::new(),
        };
        at.format(format).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_begin_where_people_begin_them() {
        let at: NaiveDateTime = "2021-05-20T16:47:33".parse().unwrap();
        for (step, floor) in [
            (Step::Seconds(15), "2021-05-20T16:47:30"),
            (Step::Minutes(30), "2021-05-20T16:30:00"),
            (Step::Hours(6), "2021-05-20T12:00:00"),
            (Step::Day, "2021-05-20T00:00:00"),
            (Step::Week, "2021-05-17T00:00:00"),
            (Step::Months(3), "2021-04-01T00:00:00"),
            (Step::Years(5), "2020-01-01T00:00:00"),
        ] {
            assert_eq!(step.floor(at), floor.parse().unwrap(), "{step:?}");
        }
        assert!(LADDER.is_sorted());
    }
}
