//! Periods: quarters, months, years and ranges of days.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, Months, NaiveDate};
use thiserror::Error;

/// How long the periods of a series are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Every {
    /// Calendar months.
    Month,
    /// Calendar quarters.
    Quarter,
    /// Calendar years.
    Year,
}

/// A stretch of whole days. The range that people type, `FROM..TO`, holds both its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// `2021-05`.
    Month(NaiveDate),
    /// `2021Q2`.
    Quarter(NaiveDate),
    /// `2021`.
    Year(NaiveDate),
    /// `2021-04-15..2021-07-02`, both days included.
    Days(NaiveDate, NaiveDate),
}

/// Why a text is no period.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no period: expected `2021Q2`, `2021-05`, `2021` or `2021-04-15..2021-07-02`")]
pub struct UnknownPeriod(pub String);

impl Period {
    /// The month, quarter or year that holds a day.
    pub fn holding(day: NaiveDate, every: Every) -> Self {
        let first = |month| NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        match every {
            Every::Month => Self::Month(first(day.month())),
            Every::Quarter => Self::Quarter(first((day.month() - 1) / 3 * 3 + 1)),
            Every::Year => Self::Year(first(1)),
        }
    }

    /// The first day.
    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::Month(first) | Self::Quarter(first) | Self::Year(first) | Self::Days(first, _) => first,
        }
    }

    /// The day after the last.
    pub fn end(self) -> NaiveDate {
        let after = |first: NaiveDate, months| {
            first.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
        };
        match self {
            Self::Month(first) => after(first, 1),
            Self::Quarter(first) => after(first, 3),
            Self::Year(first) => after(first, 12),
            Self::Days(_, last) => last.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX),
        }
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        (self.end() - self.first_day()).num_days()
    }

    /// Whether a day is in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first_day() <= day && day < self.end()
    }

    /// The one that follows, of the same length.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Month(_) => Self::Month(self.end()),
            Self::Quarter(_) => Self::Quarter(self.end()),
            Self::Year(_) => Self::Year(self.end()),
            Self::Days(first, last) => {
                let next_last = last.checked_add_signed(last - first + chrono::TimeDelta::days(1));
                Self::Days(self.end(), next_last.unwrap_or(NaiveDate::MAX))
            }
        }
    }

    /// The one before, of the same length; `None` at the beginning of the calendar.
    pub fn before(self) -> Option<Self> {
        let earlier = |first: NaiveDate, months| first.checked_sub_months(Months::new(months));
        Some(match self {
            Self::Month(first) => Self::Month(earlier(first, 1)?),
            Self::Quarter(first) => Self::Quarter(earlier(first, 3)?),
            Self::Year(first) => Self::Year(earlier(first, 12)?),
            Self::Days(first, last) => {
                let before = first.pred_opt()?;
                Self::Days(before.checked_sub_signed(last - first)?, before)
            }
        })
    }

    /// All periods of a length from the one that holds `first` to the one that holds `last`, none left out.
    pub fn series(first: NaiveDate, last: NaiveDate, every: Every) -> Vec<Self> {
        let start = Self::holding(first, every);
        std::iter::successors(Some(start), |p| Some(p.next())).take_while(|p| p.first_day() <= last).collect()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Month(first) => first.format("%Y-%m").to_string(),
            Self::Quarter(first) => format!("{}Q{}", first.year(), first.month0() / 3 + 1),
            Self::Year(first) => first.year().to_string(),
            Self::Days(first, last) => format!("{first}..{last}"),
        };
        f.pad(&text)
    }
}

impl FromStr for Period {
    type Err = UnknownPeriod;

    fn from_str(text: &str) -> Result<Self, UnknownPeriod> {
        parse(text.trim()).ok_or_else(|| UnknownPeriod(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Period> {
    if let Some((from, to)) = text.split_once("..") {
        let (from, to): (NaiveDate, NaiveDate) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        return (from <= to).then_some(Period::Days(from, to));
    }
    let year = |text: &str| text.parse::<i32>().ok().filter(|year| text.len() == 4 && *year > 0);
    if let Some((y, quarter)) = text.split_once(['Q', 'q']) {
        let quarter: u32 = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
        return NaiveDate::from_ymd_opt(year(y.trim_end_matches('-'))?, quarter * 3 - 2, 1)
            .map(Period::Quarter);
    }
    if let Some((y, month)) = text.split_once('-') {
        let month = month.parse().ok().filter(|_| month.len() == 2)?;
        return NaiveDate::from_ymd_opt(year(y)?, month, 1).map(Period::Month);
    }
    NaiveDate::from_ymd_opt(year(text)?, 1, 1).map(Period::Year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_print_and_hold_their_days() {
        for (text, printed, first, end) in [
            ("2021Q2", "2021Q2", "2021-04-01", "2021-07-01"),
            ("2021-q4", "2021Q4", "2021-10-01", "2022-01-01"),
            ("2021-05", "2021-05", "2021-05-01", "2021-06-01"),
            ("2021", "2021", "2021-01-01", "2022-01-01"),
            ("2021-04-15..2021-07-02", "2021-04-15..2021-07-02", "2021-04-15", "2021-07-03"),
        ] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.to_string(), printed);
            assert_eq!(
                (period.first_day().to_string(), period.end().to_string()),
                (first.into(), end.into())
            );
            assert!(period.contains(period.first_day()) && !period.contains(period.end()));
        }
        for text in
            ["", "21", "2021Q5", "2021Q0", "2021-13", "2021-5", "2021-02-02..2021-01-01", "Q2", "2021-05-20"]
        {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_one_before_ends_where_a_period_begins() {
        for (text, before) in [
            ("2021Q1", "2020Q4"),
            ("2021-01", "2020-12"),
            ("2021", "2020"),
            ("2021-04-15..2021-04-21", "2021-04-08..2021-04-14"),
        ] {
            let period: Period = text.parse().unwrap();
            let earlier = period.before().unwrap();
            assert_eq!((earlier.to_string().as_str(), earlier.next()), (before, period));
        }
    }

    #[test]
    fn a_series_leaves_no_period_out() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let names = |every| {
            let series = Period::series(day("2020-11-30"), day("2021-05-01"), every);
            series.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names(Every::Quarter), "2020Q4 2021Q1 2021Q2");
        assert_eq!(names(Every::Month), "2020-11 2020-12 2021-01 2021-02 2021-03 2021-04 2021-05");
        assert_eq!(names(Every::Year), "2020 2021");
    }
}
