//! For how long a period was looked at. Where the data end within it, nobody can tell whether nothing happened since or
//! nobody wrote it down: the time is known to bounds, and a statement has to hold at both.

use chrono::NaiveDate;
use incstats_model::Period;

use crate::statistics::rate_ratio::Rate;

/// The days of a period, or of what a window leaves of it, in which incidents were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exposure {
    /// Surely: up to the last day of which the history tells, that day included.
    pub seen: i64,
    /// At most: up to the end.
    pub whole: i64,
}

impl Exposure {
    /// Of a period, inside a window where there is one. `last_day` is the last of which the history tells.
    pub fn of(period: Period, window: Option<Period>, last_day: Option<NaiveDate>) -> Self {
        let first = window.map_or(period.first_day(), |window| period.first_day().max(window.first_day()));
        let end = window.map_or(period.end(), |window| period.end().min(window.end()));
        let whole = (end - first).num_days().max(0);
        let seen = last_day.map_or(0, |last| (last - first).num_days() + 1).clamp(0, whole);
        Self { seen, whole }
    }

    /// Whether the history tells of nothing up to the end, so that the period may not be whole.
    pub fn is_unfinished(self) -> bool {
        self.seen < self.whole
    }

    /// Rates of a count: the greatest, as if it were over with the data, and the least, as if nothing happened since.
    pub fn rates(self, count: usize) -> Rates {
        Rates {
            high: Rate { count, time: self.seen.max(1) as f64 },
            low: Rate { count, time: self.whole as f64 },
        }
    }
}

/// Two readings of a rate; the same where the period is whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rates {
    /// Over what was surely seen.
    pub high: Rate,
    /// Over the whole period.
    pub low: Rate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_ends_with_the_data_and_with_the_window() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let quarter: Period = "2021Q2".parse().unwrap();
        for (window, last, seen, whole) in [
            (None, "2021-12-31", 91, 91),
            (None, "2021-06-30", 91, 91),
            (None, "2021-04-04", 4, 91),
            (None, "2021-03-01", 0, 91),
            (Some("2021-05-01..2021-08-01"), "2021-12-31", 61, 61),
            (Some("2021-05-01..2021-08-01"), "2021-05-10", 10, 61),
        ] {
            let window = window.and_then(|window: &str| window.parse().ok());
            let found = Exposure::of(quarter, window, day(last));
            assert_eq!((found.seen, found.whole), (seen, whole), "{window:?} {last}");
            assert_eq!(found.is_unfinished(), seen < whole);
        }
    }
}
