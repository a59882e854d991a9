//! Could the data have shown a change at all: power of Student's t test on logarithms of durations.

use statrs::function::gamma::ln_gamma;

use super::distributions::{normal_cdf, student_quantile};
use crate::estimate::Reason;

/// How often a change should be noticed where it is there: four times out of five.
pub const POWER: f64 = 0.8;
/// How often chance may pass for a change.
pub const ALPHA: f64 = 0.05;

/// The smallest change of the geometric mean that is noticed [`POWER`] of the time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detectable {
    /// As a cut, from 0 to 1: durations a half as long are 0.5.
    pub cut: f64,
    /// As a rise, above 0: durations twice as long are 1.0.
    pub rise: f64,
}

/// P(T > t) of the noncentral t distribution: the normal tail, averaged over the scatter's own distribution by
/// Simpson's rule on 800 steps. Absolute error below 1e-7 from three degrees of freedom on.
pub fn noncentral_t_upper(t: f64, df: f64, shift: f64) -> f64 {
    // X = sqrt(chi-square / df) lies near 1 with a spread near 1 / sqrt(2 df).
    let spread = 1.0 / (2.0 * df).sqrt();
    let (low, high) = ((1.0 - 14.0 * spread).max(0.0), 1.0 + 14.0 * spread);
    let constant = std::f64::consts::LN_2 + (df / 2.0) * (df / 2.0).ln() - ln_gamma(df / 2.0);
    let density = |x: f64| {
        if x <= 0.0 { 0.0 } else { (constant + (df - 1.0) * x.ln() - df * x * x / 2.0).exp() }
    };
    let steps = 800u32;
    let width = (high - low) / f64::from(steps);
    let sum: f64 = (0..=steps)
        .map(|i| {
            let x = low + width * f64::from(i);
            let weight = match i {
                0 => 1.0,
                i if i == steps => 1.0,
                i if i % 2 == 1 => 4.0,
                _ => 2.0,
            };
            weight * density(x) * normal_cdf(shift - t * x)
        })
        .sum();
    sum * width / 3.0
}

/// The power of the two-sided test with `m` and `n` incidents to find means of logarithms `effect` standard deviations
/// apart, and to find it in the right direction.
pub fn power(m: usize, n: usize, effect: f64) -> f64 {
    let (df, shift) = design(m, n, effect);
    noncentral_t_upper(student_quantile(1.0 - ALPHA / 2.0, df), df, shift)
}

fn design(m: usize, n: usize, effect: f64) -> (f64, f64) {
    let (m, n) = (m as f64, n as f64);
    (m + n - 2.0, effect.abs() * (m * n / (m + n)).sqrt())
}

/// The smallest change that `m` and `n` incidents would have shown, where logarithms scatter by `sd`.
///
/// # Errors
/// [`Reason::TooFew`] below two a side, [`Reason::Undefined`] where `sd` is not positive.
pub fn detectable(m: usize, n: usize, sd: f64) -> Result<Detectable, Reason> {
    if m.min(n) < 2 {
        return Err(Reason::TooFew { n: m.min(n), needs: 2 });
    }
    if !(sd.is_finite() && sd > 0.0) {
        return Err(Reason::Undefined);
    }
    // Both tails, as the usual power calculation counts them; the wrong one matters only far below 80 %.
    let both = |effect: f64| {
        let (df, shift) = design(m, n, effect);
        let critical = student_quantile(1.0 - ALPHA / 2.0, df);
        noncentral_t_upper(critical, df, shift) + 1.0 - noncentral_t_upper(-critical, df, shift)
    };
    let (mut low, mut high) = (0.0, 1.0);
    while both(high) < POWER && high < 1e3 {
        high *= 2.0;
    }
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if both(middle) < POWER { low = middle } else { high = middle }
    }
    let logarithm = f64::midpoint(low, high) * sd;
    Ok(Detectable { cut: -(-logarithm).exp_m1(), rise: logarithm.exp_m1() })
}

/// How many incidents a period it takes to notice a cut (0 to 1) [`POWER`] of the time.
///
/// # Errors
/// [`Reason::Undefined`] where `cut` is not between 0 and 1 or `sd` not positive; [`Reason::TooMany`] above a million.
pub fn needed(cut: f64, sd: f64) -> Result<usize, Reason> {
    let most = 1_000_000;
    if !(cut > 0.0 && cut < 1.0 && sd.is_finite() && sd > 0.0) {
        return Err(Reason::Undefined);
    }
    let effect = -(1.0 - cut).ln() / sd;
    let enough = |n: usize| power(n, n, effect) >= POWER;
    let mut high = 2;
    while !enough(high) {
        high *= 2;
        if high > most {
            return Err(Reason::TooMany { n: high, most });
        }
    }
    let mut low = high / 2;
    while high - low > 1 {
        let middle = low.midpoint(high);
        if middle < 2 || !enough(middle) { low = middle } else { high = middle }
    }
    Ok(high.max(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cohen's table: 64 a group find an effect of 0.5 with power 0.80; 26 find 0.8.
    #[test]
    fn the_printed_table_of_sample_sizes() {
        for (n, effect) in [(64, 0.5), (26, 0.8)] {
            let found = power(n, n, effect);
            assert!((found - 0.80).abs() < 0.01, "{n}: {found}");
        }
        assert_eq!(needed(1.0 - (-0.5f64).exp(), 1.0), Ok(64));
        assert_eq!(detectable(1, 9, 1.0), Err(Reason::TooFew { n: 1, needs: 2 }));
        assert_eq!(needed(0.0, 1.0), Err(Reason::Undefined));
    }

    /// Benninghoff (2025) by simulation of 10,000 trials, lognormal with sd 1.25 of logarithms: success rates 0.088 and
    /// 0.763 for cuts of 10 % with 100 and 2,000 incidents a group, 0.375 for 25 % with 100.
    #[test]
    fn published_simulations_agree() {
        for (n, cut, published) in [(100, 0.10, 0.088), (2_000, 0.10, 0.763), (100, 0.25, 0.375)] {
            let found = power(n, n, -(1.0f64 - cut).ln() / 1.25);
            assert!((found - published).abs() < 0.01, "{n}, {cut}: {found}");
        }
    }

    #[test]
    fn the_fewer_incidents_the_larger_a_cut_must_be() {
        for (n, percent) in [(10, 81.0), (20, 68.0), (30, 60.0), (50, 51.0), (100, 39.0), (200, 30.0)] {
            let cut = detectable(n, n, 1.25).unwrap().cut * 100.0;
            assert!((cut - percent).abs() < 0.75, "{n}: {cut}");
        }
    }

    #[test]
    fn without_a_shift_it_is_the_central_tail() {
        assert!((noncentral_t_upper(2.262_157_162_740_992, 9.0, 0.0) - 0.025).abs() < 1e-9);
        assert!((noncentral_t_upper(0.0, 4.0, 0.0) - 0.5).abs() < 1e-7);
    }
}
