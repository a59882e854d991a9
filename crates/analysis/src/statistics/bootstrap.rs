//! Bootstrap intervals: bias-corrected and accelerated (Efron 1987), and studentized for the mean.
//!
//! Up to nine values every resample is enumerated, so the answer is exact and has no seed. Quantiles of replicates are
//! order statistics: the smallest replicate whose cumulative probability reaches the level.

use super::descriptive::standard_deviation;
use super::distributions::{normal_cdf, normal_quantile};
use super::enumerate;
use super::random::replicates;
use crate::estimate::{Interval, Reason};

/// Up to how many values all resamples are enumerated: 24,310 of them at nine.
pub const ENUMERATED: usize = 9;
/// How many replicates are drawn above that.
pub const REPLICATES: usize = 10_000;

/// A bootstrap interval and what led to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bootstrap {
    /// The bias-corrected and accelerated interval.
    pub interval: Interval,
    /// The plain percentile interval, for comparison.
    pub percentile: Interval,
    /// The bias correction.
    pub z0: f64,
    /// The acceleration, from the jackknife.
    pub acceleration: f64,
    /// How many different values the replicates have.
    pub distinct: usize,
    /// The seed; `None` where all resamples were enumerated.
    pub seed: Option<u64>,
}

/// Replicates with their probabilities, in ascending order, equal ones merged.
struct Replicates(Vec<(f64, f64)>);

impl Replicates {
    fn new(mut weighted: Vec<(f64, f64)>, scale: f64) -> Self {
        weighted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut merged: Vec<(f64, f64)> = Vec::with_capacity(weighted.len());
        for (value, weight) in weighted {
            match merged.last_mut() {
                // The same sum in another order differs in the last digits only.
                Some(last) if value - last.0 <= 1e-11 * scale => last.1 += weight,
                _ => merged.push((value, weight)),
            }
        }
        Self(merged)
    }

    /// The smallest replicate whose cumulative probability reaches `level`.
    fn quantile(&self, level: f64) -> Option<f64> {
        let mut reached = 0.0;
        for (value, weight) in &self.0 {
            reached += weight;
            if reached >= level - 1e-12 {
                return Some(*value);
            }
        }
        self.0.last().map(|(value, _)| *value)
    }

    /// P(below) + P(equal) / 2.
    fn mid_rank(&self, of: f64, scale: f64) -> f64 {
        let part = |value: f64| match value - of {
            gap if gap.abs() <= 1e-11 * scale => 0.5,
            gap if gap < 0.0 => 1.0,
            _ => 0.0,
        };
        self.0.iter().map(|(value, weight)| weight * part(*value)).sum()
    }
}

/// The bias-corrected and accelerated interval of a statistic. Cost: all multisets up to nine values, else
/// [`REPLICATES`] evaluations of the statistic, and one a value for the jackknife.
///
/// # Errors
/// [`Reason::TooFew`] below two values, [`Reason::AllEqual`], [`Reason::Undefined`] where the statistic has no value.
pub fn bca(
    values: &[f64],
    statistic: impl Fn(&[f64]) -> f64 + Sync,
    level: f64,
    seed: u64,
) -> Result<Bootstrap, Reason> {
    let n = checked(values)?;
    let observed = statistic(values);
    let scale = values.iter().fold(observed.abs(), |most, x| most.max(x.abs()));
    let (weighted, seed) = if n <= ENUMERATED {
        (enumerate::resamples(values, &statistic), None)
    } else {
        let drawn = replicates(
            seed,
            REPLICATES,
            || vec![0.0; n],
            |draws, sample: &mut Vec<f64>| {
                draws.resample(values, sample);
                statistic(sample)
            },
        );
        let each = 1.0 / REPLICATES as f64;
        (drawn.into_iter().map(|value| (value, each)).collect(), Some(seed))
    };
    if !observed.is_finite() || weighted.iter().any(|(value, _)| !value.is_finite()) {
        return Err(Reason::Undefined);
    }
    let found = Replicates::new(weighted, scale);
    let z0 = normal_quantile(found.mid_rank(observed, scale));
    let acceleration = acceleration(values, &statistic);
    let tail = (1.0 - level) / 2.0;
    let shifted = |p: f64| {
        let z = z0 + normal_quantile(p);
        normal_cdf(z0 + z / (1.0 - acceleration * z))
    };
    let between = |low: f64, high: f64| match (found.quantile(low), found.quantile(high)) {
        (Some(low), Some(high)) if z0.is_finite() => Ok(Interval::of(low, high, level)),
        _ => Err(Reason::Undefined),
    };
    Ok(Bootstrap {
        interval: between(shifted(tail), shifted(1.0 - tail))?,
        percentile: between(tail, 1.0 - tail)?,
        z0,
        acceleration,
        distinct: found.0.len(),
        seed,
    })
}

/// The studentized interval of the mean, `[m - t*(0.975) se, m - t*(0.025) se]`: the one whose coverage comes nearest to
/// its level for skewed durations, from 50 values on. Cost: [`REPLICATES`] resamples.
///
/// # Errors
/// As [`bca`].
pub fn studentized_mean(values: &[f64], level: f64, seed: u64) -> Result<Interval, Reason> {
    let n = checked(values)?;
    let (mean, error) = mean_and_error(values)?;
    let mut ratios = replicates(
        seed,
        REPLICATES,
        || vec![0.0; n],
        |draws, sample: &mut Vec<f64>| {
            draws.resample(values, sample);
            let (own, spread) = mean_and_error(sample).unwrap_or((mean, 0.0));
            let gap = own - mean;
            // A resample of equal values is as far out as it can be.
            if spread > 0.0 { gap / spread } else { gap.signum() * f64::MAX }
        },
    );
    ratios.sort_unstable_by(f64::total_cmp);
    let at = |level: f64| order_statistic(&ratios, level).unwrap_or(f64::NAN);
    let tail = (1.0 - level) / 2.0;
    Ok(Interval::of(mean - at(1.0 - tail) * error, mean - at(tail) * error, level))
}

/// The order statistic number `ceil(level * count)` of ascending values.
pub fn order_statistic(sorted: &[f64], level: f64) -> Option<f64> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the length")]
    let rank = (level.clamp(0.0, 1.0) * sorted.len() as f64 - 1e-9).ceil().max(1.0) as usize;
    sorted.get(rank - 1).copied()
}

/// The number of values, where a bootstrap has something to vary.
fn checked(values: &[f64]) -> Result<usize, Reason> {
    let n = values.len();
    if n < 2 {
        return Err(Reason::TooFew { n, needs: 2 });
    }
    let first = values.first().copied().unwrap_or_default();
    if values.iter().all(|x| x.total_cmp(&first).is_eq()) {
        return Err(Reason::AllEqual { n });
    }
    Ok(n)
}

fn mean_and_error(values: &[f64]) -> Result<(f64, f64), Reason> {
    let n = values.len() as f64;
    Ok((values.iter().sum::<f64>() / n, standard_deviation(values)? / n.sqrt()))
}

/// Sum of cubed deviations of the jackknife over six times their squared sum to the power of 3/2.
fn acceleration(values: &[f64], statistic: &impl Fn(&[f64]) -> f64) -> f64 {
    let left_out: Vec<f64> = (0..values.len())
        .map(|place| {
            let rest: Vec<f64> =
                values.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, x)| *x).collect();
            statistic(&rest)
        })
        .collect();
    let mean = left_out.iter().sum::<f64>() / left_out.len() as f64;
    let (cubes, squares) = left_out
        .iter()
        .map(|x| mean - x)
        .fold((0.0, 0.0), |(cubes, squares), d| (cubes + d * d * d, squares + d * d));
    if squares > 0.0 { cubes / (6.0 * squares.powf(1.5)) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(values: &[f64]) -> f64 {
        values.iter().sum::<f64>() / values.len() as f64
    }

    #[test]
    fn two_values_have_three_resamples() {
        let found = bca(&[315.0, 670.0], mean, 0.95, 1).unwrap();
        assert_eq!((found.distinct, found.seed), (3, None));
        assert!(found.z0.abs() < 1e-12 && found.acceleration.abs() < 1e-12);
        assert_eq!(found.interval, Interval::of(315.0, 670.0, 0.95));
    }

    #[test]
    fn what_cannot_vary_has_no_interval() {
        assert_eq!(bca(&[3.0], mean, 0.95, 1), Err(Reason::TooFew { n: 1, needs: 2 }));
        assert_eq!(bca(&[3.0; 6], mean, 0.95, 1), Err(Reason::AllEqual { n: 6 }));
        assert_eq!(studentized_mean(&[0.0; 4], 0.95, 1), Err(Reason::AllEqual { n: 4 }));
        let no_logarithm = |values: &[f64]| mean(&values.iter().map(|x| x.ln()).collect::<Vec<_>>());
        assert_eq!(bca(&[0.0, 1.0], no_logarithm, 0.95, 1), Err(Reason::Undefined));
    }

    #[test]
    fn the_seed_decides_the_interval() {
        let values: Vec<f64> = (1..=20).map(|i| f64::from(i * i)).collect();
        let with = |seed| bca(&values, mean, 0.95, seed).unwrap();
        assert_eq!(with(5), with(5));
        assert_ne!(with(5), with(6));
        assert_eq!(with(5).seed, Some(5));
        let studentized = studentized_mean(&values, 0.95, 5).unwrap();
        assert!(studentized.allows(mean(&values)));
    }
}
