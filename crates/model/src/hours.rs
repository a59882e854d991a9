//! Which hours of a stretch of time count: all of them, or those of support.

use chrono::TimeDelta;

use crate::bounds::{Instant, TimeBounds};
use crate::duration::DurationBounds;
use crate::support::SupportHours;

/// Which hours count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Hours {
    /// All of them: elapsed time.
    #[default]
    All,
    /// Those in which support was open.
    Support(SupportHours),
}

impl Hours {
    /// How much of the time between two instants counts; zero where the second is not after the first. `None` where
    /// support hours would have to be counted over more than a century.
    pub fn between(&self, from: Instant, to: Instant) -> Option<TimeDelta> {
        match self {
            Self::All => Some((to - from).max(TimeDelta::zero())),
            Self::Support(support) => support.between(from, to),
        }
    }

    /// How much of the time from one pair of bounds to a later one counts; `None` where the second is certainly before
    /// the first.
    pub fn until(&self, from: &TimeBounds, to: &TimeBounds) -> Option<DurationBounds> {
        let elapsed = from.until(to)?;
        match self {
            Self::All => Some(elapsed),
            // More hours never count for less, so the shortest and the longest stretch give the bounds.
            Self::Support(_) => Some(DurationBounds::closed(
                self.between(from.latest(), to.earliest())?,
                self.between(from.earliest(), to.latest())?,
            )),
        }
    }

    /// How much of the time counts from a pair of bounds to the last thing known, at least.
    pub fn since(&self, from: &TimeBounds, as_of: Instant) -> Option<DurationBounds> {
        self.between(from.latest(), as_of).map(DurationBounds::censored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounds::Precision;
    use crate::zone::ZoneId;

    fn at(text: &str) -> Instant {
        chrono::DateTime::parse_from_rfc3339(text).unwrap()
    }

    #[test]
    fn bounds_go_in_and_come_out() {
        let support = SupportHours::new(ZoneId::UTC, &["mon-fri 09:00-17:00".parse().unwrap()], []);
        let hours = Hours::Support(support);
        // A Monday: started between 08:00 and 10:00, over between 12:00 and 19:00.
        let started = TimeBounds::between(
            at("2021-05-17T08:00:00Z"),
            at("2021-05-17T10:00:00Z"),
            Precision::Approximate,
        );
        let over = TimeBounds::between(
            at("2021-05-17T12:00:00Z"),
            at("2021-05-17T19:00:00Z"),
            Precision::Approximate,
        );
        assert_eq!(hours.until(&started, &over).unwrap().to_string(), "2 h to 8 h");
        assert_eq!(Hours::All.until(&started, &over).unwrap().to_string(), "2 h to 11 h");
        assert_eq!(hours.until(&over, &started), None);
        let open = hours.since(&started, at("2021-05-18T11:00:00Z")).unwrap();
        assert_eq!(open.to_string(), "at least 9 h");
    }

    #[test]
    fn what_ends_before_it_begins_is_nothing() {
        let (early, late) = (at("2021-05-17T08:00:00Z"), at("2021-05-17T10:00:00Z"));
        assert_eq!(Hours::All.between(late, early), Some(TimeDelta::zero()));
    }
}
