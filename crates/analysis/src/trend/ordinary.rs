//! The ordinary range: what a process that does not change goes through by itself.

use serde::Serialize;

use crate::estimate::{Reason, or_reason};
use crate::statistics::process_behaviour::{self, FEWEST};

/// What counts and durations go through by themselves.
#[derive(Clone, Debug, Serialize)]
pub struct OrdinaryRanges {
    /// Of incidents a period, by the exact Poisson limits around their mean.
    #[serde(serialize_with = "or_reason")]
    pub counts: Result<Ordinary, Reason>,
    /// Of single durations in seconds, by moving ranges on the log scale; raw ones cry wolf.
    #[serde(serialize_with = "or_reason")]
    pub durations: Result<Ordinary, Reason>,
}

/// A centre, its limits and what lies outside.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ordinary {
    /// The centre line.
    pub centre: f64,
    /// The lower limit, closed.
    pub lower: f64,
    /// The upper limit, closed.
    pub upper: f64,
    /// How many points the limits rest on; trust them from 15 on.
    pub points: usize,
    /// The names of periods or incidents outside.
    pub outside: Vec<String>,
}

/// The ordinary range of counts, with the names of their periods.
pub(super) fn counts(counts: &[usize], names: &[String]) -> Result<Ordinary, Reason> {
    enough(counts.len())?;
    let centre = process_behaviour::counts(counts)?.centre;
    let (lower, upper) = process_behaviour::counts_exact(counts)?;
    let values: Vec<f64> = counts.iter().map(|c| *c as f64).collect();
    Ok(Ordinary::of(centre, lower as f64, upper as f64, &values, names))
}

/// The ordinary range of durations in time order, with the names of their incidents.
pub(super) fn durations(seconds: &[f64], names: &[String]) -> Result<Ordinary, Reason> {
    enough(seconds.len())?;
    let logs = crate::statistics::descriptive::logarithms(seconds)?;
    let chart = process_behaviour::individuals(&logs)?;
    if chart.moving_range <= 0.0 {
        return Err(Reason::AllEqual { n: logs.len() });
    }
    let limits = chart.values;
    Ok(Ordinary::of(limits.centre.exp(), limits.lower.exp(), limits.upper.exp(), seconds, names))
}

fn enough(n: usize) -> Result<(), Reason> {
    if n < FEWEST { Err(Reason::TooFewPeriods { n, needs: FEWEST }) } else { Ok(()) }
}

impl Ordinary {
    fn of(centre: f64, lower: f64, upper: f64, values: &[f64], names: &[String]) -> Self {
        let outside = values.iter().zip(names).filter(|(x, _)| !(lower..=upper).contains(*x));
        let outside = outside.map(|(_, name)| name.clone()).collect();
        Self { centre, lower, upper, points: values.len(), outside }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(n: usize) -> Vec<String> {
        (0..n).map(|i| format!("p{i}")).collect()
    }

    #[test]
    fn one_wild_period_is_named_and_seven_are_too_few() {
        let found = counts(&[7, 6, 8, 5, 7, 6, 7, 30], &names(8)).unwrap();
        assert_eq!(found.outside, ["p7"]);
        assert_eq!(counts(&[7; 7], &names(7)), Err(Reason::TooFewPeriods { n: 7, needs: 8 }));
        assert_eq!(durations(&[0.0; 9], &names(9)), Err(Reason::Zeros { zeros: 9, n: 9 }));
        assert_eq!(durations(&[60.0; 9], &names(9)), Err(Reason::AllEqual { n: 9 }));
    }
}
