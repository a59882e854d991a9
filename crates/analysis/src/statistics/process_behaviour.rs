//! The ordinary range of a figure: limits of process behaviour charts (Shewhart, Wheeler; g chart Kaminsky 1992,
//! t chart Nelson 1994).
//!
//! Durations belong on the log scale: raw ones put "signals" on four of five charts of an unchanged process.

use super::distributions::poisson_quantile;
use super::quantile;
use crate::estimate::Reason;

/// From how many points on limits are drawn at all.
pub const FEWEST: usize = 8;

/// A centre line and its limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The centre line.
    pub centre: f64,
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
}

/// Limits of individual values from their moving ranges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Individuals {
    /// Limits of the values.
    pub values: Limits,
    /// The average (or median) moving range.
    pub moving_range: f64,
    /// The upper limit of the moving ranges.
    pub moving_range_upper: f64,
}

/// Individuals chart (`XmR`): mean and 2.66 mean moving ranges either way; 3.267 for the ranges.
///
/// # Errors
/// [`Reason::TooFewPeriods`] below two values.
pub fn individuals(values: &[f64]) -> Result<Individuals, Reason> {
    let ranges = moving_ranges(values)?;
    let centre = values.iter().sum::<f64>() / values.len() as f64;
    let range = ranges.iter().sum::<f64>() / ranges.len() as f64;
    Ok(around(centre, range, 2.66, 3.267))
}

/// Individuals chart from medians, which one wild value does not move: 3.145 and 3.865.
///
/// # Errors
/// As [`individuals`].
pub fn individuals_by_medians(values: &[f64]) -> Result<Individuals, Reason> {
    let ranges = moving_ranges(values)?;
    let centre = quantile::median(values).ok_or(Reason::Undefined)?;
    let range = quantile::median(&ranges).ok_or(Reason::Undefined)?;
    Ok(around(centre, range, 3.145, 3.865))
}

fn moving_ranges(values: &[f64]) -> Result<Vec<f64>, Reason> {
    if values.len() < 2 {
        return Err(Reason::TooFewPeriods { n: values.len(), needs: 2 });
    }
    Ok(values.iter().zip(values.iter().skip(1)).map(|(a, b)| (b - a).abs()).collect())
}

fn around(centre: f64, range: f64, of_values: f64, of_ranges: f64) -> Individuals {
    let reach = of_values * range;
    Individuals {
        values: Limits { centre, lower: centre - reach, upper: centre + reach },
        moving_range: range,
        moving_range_upper: of_ranges * range,
    }
}

/// c chart: the mean count and three of its roots either way, not below zero.
///
/// # Errors
/// [`Reason::Empty`] without counts.
pub fn counts(counts: &[usize]) -> Result<Limits, Reason> {
    let mean = mean_count(counts)?;
    Ok(three_sigma(mean, mean.sqrt()))
}

/// The counts that a Poisson process of the mean count keeps to, but for 0.135 % on either side.
///
/// # Errors
/// [`Reason::Empty`] without counts.
pub fn counts_exact(counts: &[usize]) -> Result<(i64, i64), Reason> {
    let mean = mean_count(counts)?;
    Ok((poisson_quantile(0.001_35, mean), poisson_quantile(0.998_65, mean)))
}

/// u chart: one rate, and for each period three standard errors of its own length either way, not below zero.
///
/// # Errors
/// [`Reason::NoTime`] where a period has no length.
pub fn rates(periods: &[super::rate_ratio::Rate]) -> Result<Vec<Limits>, Reason> {
    let time: f64 = periods.iter().map(|p| p.time).sum();
    if periods.iter().any(|p| !(p.time.is_finite() && p.time > 0.0)) || time <= 0.0 {
        return Err(Reason::NoTime);
    }
    let rate = periods.iter().map(|p| p.count).sum::<usize>() as f64 / time;
    Ok(periods.iter().map(|p| three_sigma(rate, (rate / p.time).sqrt())).collect())
}

fn mean_count(counts: &[usize]) -> Result<f64, Reason> {
    if counts.is_empty() {
        return Err(Reason::Empty);
    }
    Ok(counts.iter().sum::<usize>() as f64 / counts.len() as f64)
}

fn three_sigma(centre: f64, sigma: f64) -> Limits {
    Limits { centre, lower: (centre - 3.0 * sigma).max(0.0), upper: centre + 3.0 * sigma }
}

/// g chart: how many opportunities (days) lie between rare events; three roots of `g (g + 1)` either way.
///
/// # Errors
/// [`Reason::Empty`] without gaps.
pub fn gaps(gaps: &[f64]) -> Result<Limits, Reason> {
    if gaps.is_empty() {
        return Err(Reason::Empty);
    }
    let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
    Ok(three_sigma(mean, (mean * (mean + 1.0)).sqrt()))
}

/// t chart: the time between rare events, made near normal by the power 1/3.6, with the limits of [`individuals`] carried back.
///
/// # Errors
/// As [`individuals`]; [`Reason::Undefined`] where a time is negative.
pub fn times_between(times: &[f64]) -> Result<Limits, Reason> {
    if times.iter().any(|t| *t < 0.0) {
        return Err(Reason::Undefined);
    }
    let powers: Vec<f64> = times.iter().map(|t| t.powf(1.0 / 3.6)).collect();
    let Limits { centre, lower, upper } = individuals(&powers)?.values;
    let back = |y: f64| y.max(0.0).powf(3.6);
    Ok(Limits { centre: back(centre), lower: back(lower), upper: back(upper) })
}

/// The exact limits of exponential times with that mean: `-m ln 0.99865` and `-m ln 0.00135`.
pub fn times_between_exact(mean: f64) -> (f64, f64) {
    (-mean * 0.998_65f64.ln(), -mean * 0.001_35f64.ln())
}

#[cfg(test)]
mod tests {
    use super::super::distributions::normal_quantile;
    use super::super::random::Draws;
    use super::*;

    /// Why durations are charted on the log scale: of charts of 24 durations of one unchanging lognormal process, the raw
    /// ones nearly all carry a signal, the logarithmic ones seldom.
    #[test]
    fn raw_durations_cry_wolf_and_logarithms_do_not() {
        let mut draws = Draws::new(3);
        let (mut raw, mut logarithmic) = (0, 0);
        let signal = |values: &[f64]| {
            let limits = individuals(values).unwrap().values;
            values.iter().any(|x| !(limits.lower..=limits.upper).contains(x))
        };
        for _ in 0..1_000 {
            let uniform = || (draws.below(1 << 30) as f64 + 0.5) / f64::from(1 << 30);
            let logs: Vec<f64> =
                std::iter::repeat_with(uniform).take(24).map(|p| 1.25 * normal_quantile(p)).collect();
            let durations: Vec<f64> = logs.iter().map(|x| x.exp()).collect();
            raw += usize::from(signal(&durations));
            logarithmic += usize::from(signal(&logs));
        }
        assert!((750..950).contains(&raw), "{raw} of 1,000");
        assert!((30..110).contains(&logarithmic), "{logarithmic} of 1,000");
    }

    #[test]
    fn limits_by_hand() {
        // Moving ranges 2, 4: mean 3.
        let found = individuals(&[10.0, 12.0, 8.0]).unwrap();
        assert!((found.values.upper - 17.98).abs() < 1e-12 && (found.values.lower - 2.02).abs() < 1e-12);
        assert!((found.moving_range_upper - 9.801).abs() < 1e-12);
        let median = individuals_by_medians(&[10.0, 12.0, 8.0]).unwrap();
        assert!((median.values.centre - 10.0).abs() < 1e-12);
        let c = counts(&[9, 9, 9]).unwrap();
        assert!((c.upper - 18.0).abs() < 1e-12 && c.lower.abs() < 1e-12);
        let g = gaps(&[3.0]).unwrap();
        assert!((g.upper - (3.0 + 3.0 * 12.0f64.sqrt())).abs() < 1e-12);
        assert_eq!(individuals(&[1.0]), Err(Reason::TooFewPeriods { n: 1, needs: 2 }));
        assert_eq!(counts(&[]), Err(Reason::Empty));
    }
}
