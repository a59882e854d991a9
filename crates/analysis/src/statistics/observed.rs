//! A duration as it was observed.

use crate::estimate::{Bounds, Reason, Sample};

/// A duration as it was observed: exact, known to a range, or still running.
///
/// As a set it is `{least}` where both ends are equal, and the half-open `(least, most]` else; `most` is infinite where
/// it was still running. Invariants: `0 <= least <= most`, `least` finite, no NaN. Any unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observed {
    least: f64,
    most: f64,
}

impl Observed {
    /// A duration with two ends; `None` where they are no duration (negative, reversed, NaN, infinite least).
    pub fn between(least: f64, most: f64) -> Option<Self> {
        (least.is_finite() && least >= 0.0 && least <= most).then_some(Self { least, most })
    }

    /// A duration known exactly.
    pub fn exact(value: f64) -> Option<Self> {
        Self::between(value, value).filter(|o| o.most.is_finite())
    }

    /// A duration still running after `least`.
    pub fn open(least: f64) -> Option<Self> {
        Self::between(least, f64::INFINITY)
    }

    /// The least it can have been.
    pub fn least(&self) -> f64 {
        self.least
    }

    /// The most it can have been, infinite where it was still running.
    pub fn most(&self) -> f64 {
        self.most
    }

    /// Whether it was still running.
    pub fn is_open(&self) -> bool {
        self.most.is_infinite()
    }

    /// Whether it ended and is known only to a range.
    pub fn is_ranged(&self) -> bool {
        !self.is_open() && self.least < self.most
    }

    /// The duration itself, where it is known exactly.
    pub fn value(&self) -> Option<f64> {
        (!self.is_open() && !self.is_ranged()).then_some(self.least)
    }

    /// The same as bounds.
    ///
    /// # Errors
    /// Never for a value that this type can hold.
    pub fn bounds(&self) -> Result<Bounds, Reason> {
        Bounds::between(self.least, self.most)
    }
}

/// What a slice of observations rests on, out of `of` incidents.
pub fn sample(observed: &[Observed], of: usize) -> Sample {
    let count = |test: fn(&Observed) -> bool| observed.iter().filter(|o| test(o)).count();
    Sample {
        n: observed.len(),
        of: of.max(observed.len()),
        open: count(Observed::is_open),
        ranged: count(Observed::is_ranged),
        missing: of.saturating_sub(observed.len()),
    }
}

/// The values, where every one is known exactly.
///
/// # Errors
/// [`Reason::StillOpen`] or [`Reason::Ranged`] where some are not, [`Reason::Empty`] without any.
pub fn exact_values(observed: &[Observed]) -> Result<Vec<f64>, Reason> {
    let Sample { n, open, ranged, .. } = sample(observed, observed.len());
    match (n, open, ranged) {
        (0, ..) => Err(Reason::Empty),
        (_, 1.., _) => Err(Reason::StillOpen { open, n }),
        (_, _, 1..) => Err(Reason::Ranged { ranged, n }),
        _ => Ok(observed.iter().map(Observed::least).collect()),
    }
}

/// All lower ends in ascending order, and all upper ends in theirs: the k-th value of the sample lies between the k-th
/// of each.
#[derive(Clone, Debug, PartialEq)]
pub struct SortedEnds {
    /// Lower ends, ascending.
    pub least: Vec<f64>,
    /// Upper ends, ascending; infinite ones last.
    pub most: Vec<f64>,
}

impl SortedEnds {
    /// Of observations in any order. Cost: two sorts, one where all are exact.
    pub fn of(observed: &[Observed]) -> Self {
        let sorted = |end: fn(&Observed) -> f64| {
            let mut ends: Vec<f64> = observed.iter().map(end).collect();
            ends.sort_unstable_by(f64::total_cmp);
            ends
        };
        let least = sorted(Observed::least);
        let exact = observed.iter().all(|o| o.value().is_some());
        Self { most: if exact { least.clone() } else { sorted(Observed::most) }, least }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.least.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.least.is_empty()
    }
}
