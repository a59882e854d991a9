//! One line of a summary: a metric or a phase over the incidents of a section.

use serde::Serialize;

use crate::estimate::{Bounds, Estimate, Reason, Sample, or_reason};
use crate::frame::Measured;

/// One metric over the incidents of a section. All figures are in seconds of its clock.
#[derive(Clone, Debug, Serialize)]
pub struct MetricRow {
    /// What it is of.
    #[serde(flatten)]
    pub of: Measured,
    /// Where its clock starts where the first milestone is not known; `None` where that is nowhere.
    pub fallback: Option<String>,
    /// Of `n`, how many start there.
    pub fallbacks: usize,
    /// How many incidents it rests on, open and ranged ones named.
    #[serde(flatten)]
    pub sample: Sample,
    /// The median, with its order-statistic interval.
    pub median: Estimate,
    /// The quarter of incidents that were quickest took at most this.
    pub lower_quartile: Estimate,
    /// The quarter of incidents that were slowest took at least this.
    pub upper_quartile: Estimate,
    /// The arithmetic mean: "at least" where one is open. Read it beside `largest`.
    pub mean: Estimate,
    /// The mean of those that are over only: what others print. Where some are open it hides the longest ones.
    pub mean_of_closed: Estimate,
    /// The geometric mean, with its interval on logarithms.
    pub geometric_mean: Estimate,
    /// The longest one.
    #[serde(serialize_with = "or_reason")]
    pub largest: Result<Largest, Reason>,
}

/// The longest incident of a row: the one that can certainly be the longest by what is known of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Largest {
    /// Which incident.
    pub incident: String,
    /// How long it took, in seconds; unbounded above where it is still open.
    pub duration: Bounds,
    /// Its part of the sum of all, from 0 to 1, with bounds; a reason where the sum is zero or one is open.
    #[serde(serialize_with = "or_reason")]
    pub share: Result<Bounds, Reason>,
}

/// One phase, or several that are merged because milestones between them are missing, over the incidents of a section.
/// Merged phases have rows of their own; they are never split.
#[derive(Clone, Debug, Serialize)]
pub struct PhaseRow {
    /// `repair`, or `detection + response` where two are merged.
    pub phase: String,
    /// How many of the five phases it covers.
    pub covers: usize,
    /// The pair of milestones it lies between; `open` at the end where incidents are still in it.
    pub definition: String,
    /// The median, in seconds, with its order-statistic interval.
    pub median: Estimate,
    /// All time spent in it, in seconds: "at least" where one is open.
    pub total: Estimate,
}
