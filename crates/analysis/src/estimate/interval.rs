//! Where the true figure can lie.

use serde::Serialize;

use super::Bounds;

/// The level of every interval that is printed: 95 %.
pub const LEVEL: f64 = 0.95;

/// A confidence interval. Each limit is itself [`Bounds`], as it may rest on an incident known only to a range or
/// still open (`15 min .. 5 h to 11 h`, `25 min .. at least 48 h`). A limit of `None` is no limit: nothing in the data
/// keeps the figure from being as low or as high as it likes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Lower limit, closed.
    pub lower: Option<Bounds>,
    /// Upper limit, closed.
    pub upper: Option<Bounds>,
    /// The level asked for, between 0 and 1.
    pub level: f64,
    /// The exact probability of covering, where the method knows it; `None` where it is only nominal.
    pub coverage: Option<f64>,
}

impl Interval {
    /// An interval with two exact limits. An infinite or undefined limit becomes no limit.
    pub fn of(lower: f64, upper: f64, level: f64) -> Self {
        Self { lower: Bounds::exact(lower).ok(), upper: Bounds::exact(upper).ok(), level, coverage: None }
    }

    /// The smallest interval that holds two; a limit that one of them lacks is lacking.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        let ends = |a: Option<Bounds>, b: Option<Bounds>| {
            let (a, b) = (a?, b?);
            Bounds::between(a.least().min(b.least()), a.most_or_infinity().max(b.most_or_infinity())).ok()
        };
        let inner = |bounds: Bounds, end: f64| Bounds::exact(end).unwrap_or(bounds);
        let lower = ends(self.lower, other.lower).map(|both| inner(both, both.least()));
        let upper = ends(self.upper, other.upper).map(|both| inner(both, both.most_or_infinity()));
        Self { lower, upper, level: self.level, coverage: None }
    }

    /// The smallest interval that holds this one and a number.
    #[must_use]
    pub fn with(self, value: f64) -> Self {
        if self.allows(value) { self } else { self.hull(Self::of(value, value, self.level)) }
    }

    /// Whether a number may lie in it, reading limits that are ranges at their widest.
    pub fn allows(&self, value: f64) -> bool {
        self.lower.is_none_or(|l| l.least() <= value)
            && self.upper.is_none_or(|u| value <= u.most_or_infinity())
    }
}
