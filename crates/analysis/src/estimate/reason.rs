//! Why a figure cannot be had.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use thiserror::Error;

/// Why a figure or its interval is not available. Prints as a fragment that reads after "none:".
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum Reason {
    /// No incident has both ends of the metric.
    #[error("no incident has both ends")]
    Empty,
    /// There are fewer values than the method needs for any statement.
    #[error("needs {needs} incidents, there {} {n}", is_are(*n))]
    TooFew {
        /// How many there are.
        n: usize,
        /// How many the method needs.
        needs: usize,
    },
    /// There are more values than the method can go through in reasonable time.
    #[error("this method stops at {most} incidents, there are {n}")]
    TooMany {
        /// How many there are.
        n: usize,
        /// How many it takes.
        most: usize,
    },
    /// There are fewer periods than a trend needs.
    #[error("needs {needs} periods, there {} {n}", is_are(*n))]
    TooFewPeriods {
        /// How many there are.
        n: usize,
        /// How many the method needs.
        needs: usize,
    },
    /// All values are the same, or may be as far as their ranges tell, so that nothing tells how they scatter.
    #[error("all {n} values are equal, or may be")]
    AllEqual {
        /// How many there are.
        n: usize,
    },
    /// So many values are the same that the interval of their change has no width.
    #[error("most of the values are equal")]
    MostEqual,
    /// A change over a time is asked for that is much longer than what was observed.
    #[error("needs incidents over {needs} days, there are {days}")]
    TooShort {
        /// How many days there are from the first to the last.
        days: i64,
        /// How many it takes.
        needs: i64,
    },
    /// A logarithm is needed, and some durations are zero.
    #[error("{zeros} of {n} durations {} zero", is_are(*zeros))]
    Zeros {
        /// How many are zero.
        zeros: usize,
        /// Of how many.
        n: usize,
    },
    /// Some incidents are still open, and the method has no place for them.
    #[error("{open} of {n} {} still open", is_are(*open))]
    StillOpen {
        /// How many are open.
        open: usize,
        /// Of how many.
        n: usize,
    },
    /// Some durations are known only to a range, and the method has no place for them.
    #[error("{ranged} of {n} {} known only to a range", is_are(*ranged))]
    Ranged {
        /// How many are.
        ranged: usize,
        /// Of how many.
        n: usize,
    },
    /// The survival curve does not fall that far: too many are still open.
    #[error("not yet known: too many are still open")]
    NotReached,
    /// The sample is too small for a mean to have an honest interval.
    #[error("an interval for a mean is honest only from {needs} incidents, there {} {n}", is_are(*n))]
    MeanTooSmall {
        /// How many there are.
        n: usize,
        /// How many it takes.
        needs: usize,
    },
    /// The figure counts what is there; nothing was sampled, so there is nothing to be unsure of.
    #[error("a count of what is there")]
    NotSampled,
    /// The period has no days, or the observed time is zero.
    #[error("no time was observed")]
    NoTime,
    /// There is nothing to divide by: no incident in the period compared with.
    #[error("nothing to compare with: no incident in the other period")]
    NothingToCompare,
    /// An iterative method did not settle.
    #[error("the calculation did not settle")]
    NotSettled,
    /// The input is outside what the formula is defined for, or the result is no finite number.
    #[error("the formula has no value for these data")]
    Undefined,
}

fn is_are(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

impl Reason {
    /// The stable name in JSON: `too-few`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooFew { .. } => "too-few",
            Self::TooMany { .. } => "too-many",
            Self::TooFewPeriods { .. } => "too-few-periods",
            Self::AllEqual { .. } => "all-equal",
            Self::MostEqual => "most-equal",
            Self::TooShort { .. } => "too-short",
            Self::Zeros { .. } => "zeros",
            Self::StillOpen { .. } => "still-open",
            Self::Ranged { .. } => "ranged",
            Self::NotReached => "not-reached",
            Self::MeanTooSmall { .. } => "mean-too-small",
            Self::NotSampled => "not-sampled",
            Self::NoTime => "no-time",
            Self::NothingToCompare => "nothing-to-compare",
            Self::NotSettled => "not-settled",
            Self::Undefined => "undefined",
        }
    }
}

/// `{"not_available": "too-few", "because": "needs 6 incidents, there are 3"}`.
impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Reason", 2)?;
        out.serialize_field("not_available", self.code())?;
        out.serialize_field("because", &self.to_string())?;
        out.end()
    }
}

/// Writes a figure as itself, or as the reason why there is none.
pub(crate) fn or_reason<T: Serialize, S: Serializer>(
    figure: &Result<T, Reason>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match figure {
        Ok(value) => value.serialize(serializer),
        Err(reason) => reason.serialize(serializer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_as_fragments_and_serialise_with_a_code() {
        let reason = Reason::TooFew { n: 1, needs: 6 };
        assert_eq!(reason.to_string(), "needs 6 incidents, there is 1");
        assert_eq!(
            serde_json::to_string(&reason).unwrap(),
            r#"{"not_available":"too-few","because":"needs 6 incidents, there is 1"}"#
        );
        assert_eq!(Reason::Zeros { zeros: 2, n: 9 }.to_string(), "2 of 9 durations are zero");
    }
}
