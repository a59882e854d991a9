//! How many incidents there might as well have been: exact intervals for a Poisson count (Garwood 1936).

use super::distributions::chi_square_quantile;
use crate::estimate::{Interval, Reason};

/// The exact interval for the mean of a Poisson count: half the chi-square quantiles with `2k` and `2k + 2` degrees of
/// freedom. The lower limit of zero incidents is zero. Cost: constant.
pub fn garwood(count: usize, level: f64) -> Interval {
    let tail = (1.0 - level) / 2.0;
    let k = count as f64;
    let lower = if count == 0 { 0.0 } else { chi_square_quantile(tail, 2.0 * k) / 2.0 };
    Interval::of(lower, chi_square_quantile(1.0 - tail, 2.0 * k + 2.0) / 2.0, level)
}

/// A rate, and its exact interval: that of the count, over the time observed. In incidents per unit of `time`.
///
/// # Errors
/// [`Reason::NoTime`] where `time` is not positive.
pub fn rate(count: usize, time: f64, level: f64) -> Result<(f64, Interval), Reason> {
    if !(time.is_finite() && time > 0.0) {
        return Err(Reason::NoTime);
    }
    let per = |limit: Option<crate::estimate::Bounds>| limit.and_then(|l| l.map(|x| x / time).ok());
    let of_count = garwood(count, level);
    let interval = Interval { lower: per(of_count.lower), upper: per(of_count.upper), ..of_count };
    Ok((count as f64 / time, interval))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Printed in Garwood's table: 0 gives 0 .. 3.689, 1 gives 0.0253 .. 5.572, 10 gives 4.795 .. 18.39.
    #[test]
    fn the_limits_are_those_of_the_printed_table() {
        for (count, lower, upper) in [(0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.39)] {
            let interval = garwood(count, 0.95);
            assert!((interval.lower.unwrap().least() - lower).abs() < 5e-4);
            assert!((interval.upper.unwrap().least() - upper).abs() < 5e-3);
        }
        assert_eq!(rate(3, 0.0, 0.95), Err(Reason::NoTime));
    }
}
