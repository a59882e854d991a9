//! Are incidents getting more or fewer: a log-linear Poisson model of counts per period, and Laplace's test of dates.

use super::distributions::{
    chi_square_upper, normal_quantile, normal_two_sided, student_cdf, student_quantile,
};
use super::rate_ratio::Rate;
use crate::estimate::{Interval, Reason};

/// A trend of counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoissonTrend {
    /// How many times as many from one period to the next.
    pub ratio: f64,
    /// Its interval by the Poisson standard error.
    pub interval: Interval,
    /// Wald's z of the slope.
    pub z: f64,
    /// Two-sided, from `z`.
    pub p: f64,
    /// Pearson's chi-square of the model over its degrees of freedom: above 1, counts scatter more than Poisson.
    pub dispersion: f64,
    /// The interval with the standard error widened by the root of `dispersion` (never narrowed), Student's t.
    pub wide_interval: Interval,
    /// Two-sided, of the widened slope.
    pub wide_p: f64,
    /// Are the counts those of one unchanging rate?
    pub constant: Constant,
    /// The score test of the slope.
    pub score_z: f64,
}

/// Pearson's test of counts against one rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constant {
    /// The statistic.
    pub chi_square: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// P(at least that).
    pub p: f64,
}

impl PoissonTrend {
    /// Whether counts scatter more than one rate would have them; then the widened interval is the one to print.
    pub fn is_overdispersed(&self) -> bool {
        self.constant.p < 0.05
    }

    /// The interval to print.
    pub fn honest_interval(&self) -> Interval {
        if self.is_overdispersed() { self.wide_interval } else { self.interval }
    }

    /// The p to go by.
    pub fn honest_p(&self) -> f64 {
        if self.is_overdispersed() { self.wide_p } else { self.p }
    }
}

/// Pearson's test of counts against one rate for all periods.
///
/// # Errors
/// [`Reason::TooFewPeriods`] below two, [`Reason::NoTime`], [`Reason::Empty`] where all counts are zero.
pub fn constant_rate(periods: &[Rate]) -> Result<Constant, Reason> {
    let n = periods.len();
    if n < 2 {
        return Err(Reason::TooFewPeriods { n, needs: 2 });
    }
    if periods.iter().any(|p| !(p.time.is_finite() && p.time > 0.0)) {
        return Err(Reason::NoTime);
    }
    let count: usize = periods.iter().map(|p| p.count).sum();
    if count == 0 {
        return Err(Reason::Empty);
    }
    let rate = count as f64 / periods.iter().map(|p| p.time).sum::<f64>();
    let chi_square = periods.iter().map(|p| (p.count as f64 - rate * p.time).powi(2) / (rate * p.time)).sum();
    let df = n as f64 - 1.0;
    Ok(Constant { chi_square, df, p: chi_square_upper(chi_square, df) })
}

/// Fits the trend by Newton's method. Cost: some ten passes.
///
/// # Errors
/// As [`constant_rate`]; [`Reason::TooFewPeriods`] below three; [`Reason::NotSettled`] where all incidents are in the
/// first or the last period, so that the slope has no bound.
pub fn fit(periods: &[Rate], level: f64) -> Result<PoissonTrend, Reason> {
    let n = periods.len();
    if n < 3 {
        return Err(Reason::TooFewPeriods { n, needs: 3 });
    }
    let constant = constant_rate(periods)?;
    let centre = (n as f64 - 1.0) / 2.0;
    let rows: Vec<(f64, f64, f64)> =
        periods.iter().enumerate().map(|(i, p)| (i as f64 - centre, p.count as f64, p.time)).collect();
    let counted: f64 = rows.iter().map(|r| r.1).sum();
    let rate = counted / rows.iter().map(|r| r.2).sum::<f64>();
    let score_z = score(&rows, rate);

    let (mut level_log, mut slope) = (rate.ln(), 0.0);
    for _ in 0..100 {
        let sums = Sums::at(&rows, level_log, slope);
        let determinant = sums.weight * sums.squares - sums.first * sums.first;
        let (up, along) = (
            (sums.squares * sums.residual - sums.first * sums.moment) / determinant,
            (sums.weight * sums.moment - sums.first * sums.residual) / determinant,
        );
        let size = (2.0 / up.abs().max(along.abs())).min(1.0);
        level_log += size * up;
        slope += size * along;
        if !slope.is_finite() || slope.abs() > 20.0 {
            return Err(Reason::NotSettled);
        }
        if up.abs().max(along.abs()) < 1e-12 {
            break;
        }
    }
    let sums = Sums::at(&rows, level_log, slope);
    let error = (sums.weight / (sums.weight * sums.squares - sums.first * sums.first)).sqrt();
    let df = n as f64 - 2.0;
    let dispersion = sums.pearson / df;
    let wide_error = error * dispersion.max(1.0).sqrt();
    let upper = 0.5 + level / 2.0;
    let around = |reach: f64| Interval::of((slope - reach).exp(), (slope + reach).exp(), level);
    let z = slope / error;
    Ok(PoissonTrend {
        ratio: slope.exp(),
        interval: around(normal_quantile(upper) * error),
        z,
        p: normal_two_sided(z),
        dispersion,
        wide_interval: around(student_quantile(upper, df) * wide_error),
        wide_p: 2.0 * student_cdf(-(slope / wide_error).abs(), df),
        constant,
        score_z,
    })
}

/// The sums that a Newton step needs, with expected counts as weights.
struct Sums {
    weight: f64,
    first: f64,
    squares: f64,
    residual: f64,
    moment: f64,
    pearson: f64,
}

impl Sums {
    fn at(rows: &[(f64, f64, f64)], level: f64, slope: f64) -> Self {
        let mut sums =
            Self { weight: 0.0, first: 0.0, squares: 0.0, residual: 0.0, moment: 0.0, pearson: 0.0 };
        for (x, count, time) in rows {
            let expected = time * (level + slope * x).exp();
            sums.weight += expected;
            sums.first += expected * x;
            sums.squares += expected * x * x;
            sums.residual += count - expected;
            sums.moment += x * (count - expected);
            sums.pearson += (count - expected).powi(2) / expected;
        }
        sums
    }
}

fn score(rows: &[(f64, f64, f64)], rate: f64) -> f64 {
    let time: f64 = rows.iter().map(|r| r.2).sum();
    let mean = rows.iter().map(|r| r.0 * r.2).sum::<f64>() / time;
    let moment: f64 = rows.iter().map(|(x, count, time)| (x - mean) * (count - rate * time)).sum();
    let variance: f64 = rows.iter().map(|(x, _, time)| rate * time * (x - mean).powi(2)).sum();
    moment / variance.sqrt()
}

/// Laplace's test of dates within an observed time: do they crowd towards its start (negative) or its end?
/// `U = (mean - T/2) / (T / sqrt(12 n))`, near normal from some four dates on. Gives `U` and its two-sided p.
///
/// # Errors
/// [`Reason::Empty`] without dates, [`Reason::NoTime`] where nothing was observed, [`Reason::Undefined`] where a date
/// lies outside.
pub fn laplace(times: &[f64], observed: f64) -> Result<(f64, f64), Reason> {
    if !(observed.is_finite() && observed > 0.0) {
        return Err(Reason::NoTime);
    }
    if times.is_empty() {
        return Err(Reason::Empty);
    }
    if times.iter().any(|t| !(0.0..=observed).contains(t)) {
        return Err(Reason::Undefined);
    }
    let n = times.len() as f64;
    let u = (times.iter().sum::<f64>() / n - observed / 2.0) / (observed / (12.0 * n).sqrt());
    Ok((u, normal_two_sided(u)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(counts: &[usize]) -> Vec<Rate> {
        counts.iter().map(|count| Rate { count: *count, time: 91.0 }).collect()
    }

    #[test]
    fn doubling_counts_have_a_ratio_of_two() {
        let found = fit(&counts(&[3, 6, 12, 24]), 0.95).unwrap();
        assert!((found.ratio - 2.0).abs() < 1e-9 && found.dispersion < 1e-9);
        assert!(found.p < 0.001 && found.interval.allows(2.0) && !found.interval.allows(1.0));
    }

    #[test]
    fn a_burst_is_overdispersed_and_widens_the_interval() {
        let found = fit(&counts(&[2, 3, 30, 2, 4, 3]), 0.95).unwrap();
        assert!(found.is_overdispersed() && found.dispersion > 2.0);
        assert!(found.honest_p() > found.p);
    }

    #[test]
    fn too_little_is_words() {
        assert_eq!(fit(&counts(&[1, 2]), 0.95), Err(Reason::TooFewPeriods { n: 2, needs: 3 }));
        assert_eq!(fit(&counts(&[0, 0, 0]), 0.95), Err(Reason::Empty));
        assert!(fit(&counts(&[0, 0, 0, 9]), 0.95).is_err());
        assert_eq!(laplace(&[], 10.0), Err(Reason::Empty));
        let (u, p) = laplace(&[5.0], 10.0).unwrap();
        assert!(u.abs() < 1e-12 && (p - 1.0).abs() < 1e-12);
    }
}
