//! Intervals for the median and other quantiles from order statistics.
//!
//! Holds for every continuous distribution, independent incidents. The number of incidents below the true quantile is
//! binomial, so two of the sorted values enclose it with a known probability (Hahn & Meeker, Statistical Intervals).

use super::Observed;
use super::distributions::binomial_cdf;
use super::observed::SortedEnds;
use crate::estimate::{Bounds, Interval, Reason};

/// The two places, from 1, of the sorted values that enclose a quantile; `None` on a side where the sample is too small
/// for the level, and the exact probability of enclosing it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranks {
    /// Place of the lower limit, from 1.
    pub lower: Option<usize>,
    /// Place of the upper limit, from 1.
    pub upper: Option<usize>,
    /// P(lower limit <= true quantile <= upper limit), with a missing limit at infinity.
    pub coverage: f64,
}

/// The ranks that enclose the quantile `q` with at least `level`: the largest lower one with
/// P(Bin(n, q) <= rank - 1) at most half of what is left, the smallest upper one with P(Bin(n, q) >= rank) the same.
/// Cost: logarithmic in `n`.
pub fn ranks(n: usize, q: f64, level: f64) -> Ranks {
    let tail = (1.0 - level) / 2.0;
    let below = |rank: usize| binomial_cdf(signed(rank) - 1, n, q);
    // P(Bin <= rank - 1) rises with the rank.
    let lower = last_where(n, |rank| below(rank) <= tail);
    let upper = last_where(n, |rank| 1.0 - below(rank) > tail) + 1;
    let (lower, upper) = ((lower > 0).then_some(lower), (upper <= n).then_some(upper));
    let coverage = upper.map_or(1.0, below) - lower.map_or(0.0, below);
    Ranks { lower, upper, coverage }
}

fn signed(rank: usize) -> i64 {
    i64::try_from(rank).unwrap_or(i64::MAX)
}

/// The largest rank of 1..=n for which a test holds that holds up to some rank only; 0 where it never does.
fn last_where(n: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, n + 1);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle) { low = middle } else { high = middle }
    }
    low
}

/// The fewest values with which both limits for the quantile `q` exist: 6 for the median at 95 %, 13 for the quartiles,
/// 36 for the ninth decile.
pub fn needed(q: f64, level: f64) -> usize {
    let both = |n| {
        let ranks = ranks(n, q, level);
        ranks.lower.is_some() && ranks.upper.is_some()
    };
    (1..10_000).find(|n| both(*n)).unwrap_or(usize::MAX)
}

/// The interval for the quantile `q` of observations. Each limit lies between that place of the sorted lower ends and
/// that place of the sorted upper ends; a limit on an open observation is unbounded above. Cost: two sorts.
///
/// # Errors
/// [`Reason::TooFew`] where the sample is too small for either limit.
pub fn interval(observed: &[Observed], q: f64, level: f64) -> Result<Interval, Reason> {
    of_ends(&SortedEnds::of(observed), q, level)
}

/// The same where the ends are sorted already. Cost: logarithmic.
///
/// # Errors
/// As [`interval`].
pub fn of_ends(ends: &SortedEnds, q: f64, level: f64) -> Result<Interval, Reason> {
    let n = ends.len();
    let found = ranks(n, q, level);
    if found.lower.is_none() && found.upper.is_none() {
        return Err(Reason::TooFew { n, needs: needed(q, level) });
    }
    let limit = |rank: Option<usize>| {
        let place = rank?.checked_sub(1)?;
        Bounds::between(*ends.least.get(place)?, *ends.most.get(place)?).ok()
    };
    Ok(Interval {
        lower: limit(found.lower),
        upper: limit(found.upper),
        level,
        coverage: Some(found.coverage),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_is_the_smallest_sample_with_an_interval_for_the_median() {
        for (q, fewest) in [(0.5, 6), (0.75, 13), (0.25, 13), (0.9, 36), (0.95, 72)] {
            assert_eq!(needed(q, 0.95), fewest, "{q}");
        }
        // 1 - 2/64: both limits are the extremes.
        let six = ranks(6, 0.5, 0.95);
        assert_eq!((six.lower, six.upper), (Some(1), Some(6)));
        assert!((six.coverage - 0.968_75).abs() < 1e-12);
        assert_eq!(ranks(5, 0.5, 0.95).lower, None);
    }

    #[test]
    fn a_limit_can_be_a_range_or_open() {
        // Eleven incidents: limits are places 2 and 10 (coverage 98.8 %).
        let mut observed: Vec<Observed> = [5.0, 15.0, 20.0, 30.0, 40.0, 41.0, 50.0, 60.0, 90.0]
            .iter()
            .filter_map(|v| Observed::exact(*v))
            .collect();
        observed.extend(Observed::between(300.0, 660.0));
        observed.extend(Observed::open(2_880.0));
        let interval = interval(&observed, 0.5, 0.95).unwrap();
        assert_eq!(interval.lower.unwrap().value(), Some(15.0));
        let upper = interval.upper.unwrap();
        assert_eq!((upper.least(), upper.most()), (300.0, Some(660.0)));
        assert!((interval.coverage.unwrap() - 0.988_281_25).abs() < 1e-12);
    }
}
