//! The curve, point by point.

use serde::Serialize;

use crate::estimate::{Bounds, LEVEL, Reason};
use crate::statistics::kaplan_meier::Curve;

/// The share still running from one time to the next point's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Since the start, in seconds.
    pub seconds: f64,
    /// How many were still running just before.
    pub at_risk: usize,
    /// How many were lost from sight at it, still open.
    pub open: usize,
    /// The share still running from here on, 0 to 1; bounds where durations are ranges.
    pub share: Bounds,
    /// The lower limit of the 95 % band, read at its lowest; `None` where there is none.
    pub lower: Option<f64>,
    /// The upper limit of the band, read at its highest.
    pub upper: Option<f64>,
}

/// The points at which either reading of the durations has a step.
pub(super) fn points(short: &Curve, long: &Curve) -> Result<Vec<CurvePoint>, Reason> {
    let mut times: Vec<f64> = short.steps.iter().chain(&long.steps).map(|s| s.time).collect();
    times.sort_unstable_by(f64::total_cmp);
    times.dedup_by(|a, b| a.total_cmp(b).is_eq());
    times
        .into_iter()
        .map(|seconds| {
            let ((low, low_band), (high, high_band)) = (short.at(seconds, LEVEL), long.at(seconds, LEVEL));
            let at = long.steps.get(long.steps.partition_point(|s| s.time < seconds));
            let here = at.filter(|s| s.time <= seconds);
            Ok(CurvePoint {
                seconds,
                at_risk: at.map_or(0, |s| s.at_risk),
                open: here.map_or(0, |s| s.censored),
                share: Bounds::between(low, high)?,
                lower: low_band.ok().and_then(|b| b.lower).map(|b| b.least()),
                upper: high_band.ok().and_then(|b| b.upper).map(|b| b.least()),
            })
        })
        .collect()
}
