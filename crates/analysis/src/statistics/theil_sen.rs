//! How fast it rises or falls: the median of all pairwise slopes (Theil 1950, Sen 1968).

use super::distributions::normal_quantile;
use super::kendall::{self, MOST};
use super::quantile;
use crate::estimate::{Interval, Reason};

/// A slope and its interval, in units of `y` per unit of `x`.
#[derive(Clone, Debug, PartialEq)]
pub struct Slope {
    /// The median of the slopes.
    pub slope: f64,
    /// Its interval, from the ranks `(N - C) / 2` and `(N + C) / 2 + 1` with `C = z sqrt(variance of S)`, between
    /// neighbours by a line (Gilbert 1987); none where the ranks lie outside the slopes.
    pub interval: Result<Interval, Reason>,
    /// How many pairs have a slope.
    pub pairs: usize,
}

/// The slope of a series over its periods. Cost: all pairs, and a sort of them.
///
/// # Errors
/// As [`of_points`].
pub fn of_series(values: &[f64], level: f64) -> Result<Slope, Reason> {
    let points: Vec<(f64, f64)> = values.iter().enumerate().map(|(i, y)| (i as f64, *y)).collect();
    of_points(&points, level)
}

/// The slope of points; pairs with the same `x` have none.
///
/// # Errors
/// [`Reason::TooFew`] where no pair has a slope, [`Reason::TooMany`] above [`MOST`] points.
pub fn of_points(points: &[(f64, f64)], level: f64) -> Result<Slope, Reason> {
    with_variance(points, level, kendall::of_points(points).map(|test| test.variance))
}

/// The same where the variance of Kendall's statistic is known already.
///
/// # Errors
/// As [`of_points`].
pub fn with_variance(
    points: &[(f64, f64)],
    level: f64,
    variance: Result<f64, Reason>,
) -> Result<Slope, Reason> {
    let n = points.len();
    if n > MOST {
        return Err(Reason::TooMany { n, most: MOST });
    }
    let mut slopes = Vec::with_capacity(n * n.saturating_sub(1) / 2);
    for (i, (x, y)) in points.iter().enumerate() {
        let later = points.iter().skip(i + 1).filter(|(other, _)| other.total_cmp(x).is_ne());
        slopes.extend(later.map(|(other, value)| (value - y) / (other - x)));
    }
    slopes.sort_unstable_by(f64::total_cmp);
    let slope = quantile::of_sorted(&slopes, 0.5).ok_or(Reason::TooFew { n, needs: 2 })?;
    let interval = variance.and_then(|variance| {
        let reach = normal_quantile(0.5 + level / 2.0) * variance.sqrt();
        let pairs = slopes.len() as f64;
        let limits =
            (at_rank(&slopes, (pairs - reach) / 2.0), at_rank(&slopes, f64::midpoint(pairs, reach) + 1.0));
        match limits {
            (Some(low), Some(high)) => Ok(Interval::of(low, high, level)),
            _ => Err(Reason::TooFewPeriods { n, needs: 5.max(n + 1) }),
        }
    });
    Ok(Slope { slope, interval, pairs: slopes.len() })
}

/// The value at a rank counted from 1, between neighbours by a line; `None` outside.
fn at_rank(sorted: &[f64], rank: f64) -> Option<f64> {
    if rank < 1.0 || rank > sorted.len() as f64 {
        return None;
    }
    quantile::of_sorted(sorted, (rank - 1.0) / (sorted.len() as f64 - 1.0).max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_has_its_slope_and_four_points_no_interval() {
        let line: Vec<f64> = (0..8).map(|i| 3.0 * f64::from(i) + 1.0).collect();
        let found = of_series(&line, 0.95).unwrap();
        assert!((found.slope - 3.0).abs() < 1e-12 && found.pairs == 28);
        assert!(found.interval.unwrap().allows(3.0));
        assert!(of_series(&[42.0, 55.0, 61.0, 80.0], 0.95).unwrap().interval.is_err());
        assert_eq!(of_series(&[1.0], 0.95), Err(Reason::TooFew { n: 1, needs: 2 }));
    }
}
