//! The distributions that the methods draw on: tails from `statrs`, quantiles solved here to the last digits.

use statrs::function::beta::beta_reg;
use statrs::function::erf::{erfc, erfc_inv};
use statrs::function::gamma::{gamma_lr, gamma_ur};

/// P(Z <= z) of the standard normal distribution.
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * erfc(-z / std::f64::consts::SQRT_2)
}

/// P(|Z| >= |z|) of the standard normal distribution.
pub fn normal_two_sided(z: f64) -> f64 {
    erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// The standard normal quantile; infinite at 0 and 1.
pub fn normal_quantile(p: f64) -> f64 {
    let start = -std::f64::consts::SQRT_2 * erfc_inv(2.0 * p);
    if !start.is_finite() {
        return start;
    }
    // One Halley step takes the approximation to full precision.
    let density = (-0.5 * start * start).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let step = (normal_cdf(start) - p) / density;
    if step.is_finite() { start - step / (1.0 + 0.5 * start * step) } else { start }
}

/// P(X <= x) of the chi-square distribution.
pub fn chi_square_cdf(x: f64, df: f64) -> f64 {
    if x <= 0.0 { 0.0 } else { gamma_lr(df / 2.0, x / 2.0) }
}

/// P(X >= x) of the chi-square distribution.
pub fn chi_square_upper(x: f64, df: f64) -> f64 {
    if x <= 0.0 { 1.0 } else { gamma_ur(df / 2.0, x / 2.0) }
}

/// The chi-square quantile.
pub fn chi_square_quantile(p: f64, df: f64) -> f64 {
    solve_upward(p, df.max(1.0), |x| chi_square_cdf(x, df))
}

/// P(T <= t) of Student's distribution.
pub fn student_cdf(t: f64, df: f64) -> f64 {
    let tail = 0.5 * beta_reg(df / 2.0, 0.5, df / (df + t * t));
    if t > 0.0 { 1.0 - tail } else { tail }
}

/// The quantile of Student's distribution.
pub fn student_quantile(p: f64, df: f64) -> f64 {
    if p < 0.5 {
        return -student_quantile(1.0 - p, df);
    }
    // Solved in the tail, where `1 - p` keeps its digits.
    let tail = |t: f64| 0.5 * beta_reg(df / 2.0, 0.5, df / (df + t * t));
    solve_upward(p, 1.0, |t| 1.0 - tail(t))
}

/// P(B <= x) of the beta distribution.
pub fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x >= 1.0 {
        1.0
    } else {
        beta_reg(a, b, x)
    }
}

/// The quantile of the beta distribution.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    bisect(0.0, 1.0, p, |x| beta_cdf(x, a, b))
}

/// P(K <= k) of `n` trials with probability `p`.
pub fn binomial_cdf(k: i64, n: usize, p: f64) -> f64 {
    match usize::try_from(k) {
        Err(_) => 0.0,
        Ok(k) if k >= n => 1.0,
        Ok(k) => beta_reg((n - k) as f64, k as f64 + 1.0, 1.0 - p),
    }
}

/// P(K <= k) of a Poisson count with that mean.
pub fn poisson_cdf(k: i64, mean: f64) -> f64 {
    if k < 0 {
        0.0
    } else if mean <= 0.0 {
        1.0
    } else {
        gamma_ur(k as f64 + 1.0, mean)
    }
}

/// The smallest count with P(K <= k) >= p.
pub fn poisson_quantile(p: f64, mean: f64) -> i64 {
    let mut k = 0i64;
    let mut step = 1i64;
    while poisson_cdf(k + step, mean) < p && step < i64::MAX / 4 {
        k += step;
        step *= 2;
    }
    let (mut low, mut high) = (if poisson_cdf(0, mean) >= p { -1 } else { k }, k + step);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if poisson_cdf(middle, mean) >= p { high = middle } else { low = middle }
    }
    high
}

/// Where a rising function of positive numbers reaches `target`.
fn solve_upward(target: f64, start: f64, rising: impl Fn(f64) -> f64) -> f64 {
    let mut high = start;
    while rising(high) < target && high < f64::MAX / 4.0 {
        high *= 2.0;
    }
    bisect(0.0, high, target, rising)
}

/// Halves an interval until it cannot be halved: at most some 1,100 steps, usually under 70.
fn bisect(mut low: f64, mut high: f64, target: f64, rising: impl Fn(f64) -> f64) -> f64 {
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if rising(middle) < target { low = middle } else { high = middle }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{a} is not {b}");
    }

    /// Values of printed tables.
    #[test]
    fn quantiles_are_those_of_the_tables() {
        near(normal_quantile(0.975), 1.959_963_984_540_054);
        near(student_quantile(0.975, 9.0), 2.262_157_162_740_992);
        near(student_quantile(0.975, 1.0), 12.706_204_736_432_095);
        near(chi_square_quantile(0.95, 10.0), 18.307_038_053_275_146);
        near(beta_quantile(0.5, 2.0, 2.0), 0.5);
        near(binomial_cdf(0, 6, 0.5), 1.0 / 64.0);
        near(poisson_cdf(2, 3.0), (-3.0f64).exp() * 8.5);
        assert_eq!(poisson_quantile(0.998_65, 20.0 / 3.0), 16);
        assert_eq!(poisson_quantile(0.001_35, 20.0 / 3.0), 1);
        assert_eq!(poisson_quantile(0.001_35, 1.0), 0);
    }

    #[test]
    fn quantiles_undo_tails() {
        for p in [1e-6, 0.025, 0.3, 0.5, 0.9, 0.999_9] {
            near(normal_cdf(normal_quantile(p)), p);
            near(student_cdf(student_quantile(p, 3.0), 3.0), p);
            near(chi_square_cdf(chi_square_quantile(p, 4.0), 4.0), p);
            near(beta_cdf(beta_quantile(p, 3.0, 11.0), 3.0, 11.0), p);
        }
    }
}
