//! What the data could have shown at all.

use serde::Serialize;

use crate::estimate::{LEVEL, Reason, or_reason};
use crate::statistics::rate_ratio::Rate;
use crate::statistics::{Observed, lognormal, power, rate_ratio};

/// The cuts for which the number of incidents needed is given.
const CUTS: [f64; 3] = [0.5, 0.2, 0.1];

/// What two periods of this size could have shown.
#[derive(Clone, Debug, Serialize)]
pub struct Sight {
    /// The standard deviation of the logarithms of durations within the periods; 1.2 to 1.6 is usual.
    #[serde(serialize_with = "or_reason")]
    pub scatter: Result<f64, Reason>,
    /// The smallest cut of durations, from 0 to 1, that would have been noticed four times out of five.
    #[serde(serialize_with = "or_reason")]
    pub smallest_cut: Result<f64, Reason>,
    /// How many incidents a period it takes to notice smaller ones.
    pub needed: Vec<Needed>,
    /// The greatest count that would have stood out as fewer from the first period's; `None` where not even zero would.
    pub fewer: Option<usize>,
    /// The smallest count that would have stood out as more.
    pub more: usize,
}

/// How many incidents a period it takes to notice a cut.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Needed {
    /// The cut, from 0 to 1.
    pub cut: f64,
    /// Incidents in each period.
    pub incidents: usize,
}

/// What could be seen between two sides: `base` incidents in the time of the first, the second as long as `time`.
pub(super) fn sight(first: &[Observed], second: &[Observed], base: Rate, time: f64) -> Sight {
    // Maximum likelihood divides by n; two means were fitted, so that n - 2 are left.
    let n = (first.len() + second.len()) as f64;
    let widen = (n / (n - 2.0).max(1.0)).sqrt();
    let scatter = lognormal::ratio(first, second, LEVEL).map(|model| model.sigma * widen);
    let smallest_cut = scatter.and_then(|sd| power::detectable(first.len(), second.len(), sd)).map(|d| d.cut);
    let needed = |sd: f64| {
        let smaller = |cut: &&f64| smallest_cut.is_ok_and(|smallest| **cut < smallest);
        CUTS.iter()
            .filter(smaller)
            .filter_map(|cut| Some(Needed { cut: *cut, incidents: power::needed(*cut, sd).ok()? }))
            .collect()
    };
    let (fewer, more) = rate_ratio::standing_out(base, time);
    Sight { scatter, smallest_cut, needed: scatter.map(needed).unwrap_or_default(), fewer, more }
}
