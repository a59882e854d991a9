//! Is it rising or falling: the trend test of Mann (1945) and Kendall, exact under ties.

use super::distributions::normal_two_sided;
use super::rank_sum::inversions;
use crate::estimate::Reason;

/// Up to how many values the exact distribution is counted out.
pub const EXACT: usize = 60;
/// More values than this are not compared pair by pair.
pub const MOST: usize = 3_000;

/// The result of a trend test over a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kendall {
    /// Pairs that rise minus pairs that fall.
    pub s: i64,
    /// Its variance if the order were chance, corrected for ties.
    pub variance: f64,
    /// `(S - sign S) / sqrt(variance)`; 0 where S is 0.
    pub z: f64,
    /// Two-sided, from `z`.
    pub p_normal: f64,
    /// Two-sided, over all orders of the values; `None` above [`EXACT`] values or with ties on both sides.
    pub p_exact: Option<f64>,
    /// Kendall's tau-b; `None` where all values are equal.
    pub tau_b: Option<f64>,
}

impl Kendall {
    /// The exact p where there is one, else the normal one.
    pub fn p(&self) -> f64 {
        self.p_exact.unwrap_or(self.p_normal)
    }
}

/// The smallest two-sided p that a series of `n` different values can have: `2 / n!`.
pub fn smallest_p(n: usize) -> f64 {
    (2..=n).fold(2.0, |p, i| p / i as f64).min(1.0)
}

/// Tests a series in the order of its periods. Cost: all pairs; the exact p about `n^4`, up to 60 values.
///
/// # Errors
/// [`Reason::TooFewPeriods`] below two.
pub fn of_series(values: &[f64]) -> Result<Kendall, Reason> {
    if values.len() < 2 {
        return Err(Reason::TooFewPeriods { n: values.len(), needs: 2 });
    }
    let points: Vec<(f64, f64)> = values.iter().enumerate().map(|(i, y)| (i as f64, *y)).collect();
    of_points(&points)
}

/// Tests whether `y` goes with `x`. As [`of_series`]; `x` may be tied too.
///
/// # Errors
/// [`Reason::TooFew`] below two or above [`MOST`] points, [`Reason::AllEqual`] where all `x` are equal.
pub fn of_points(points: &[(f64, f64)]) -> Result<Kendall, Reason> {
    let n = points.len();
    if n < 2 {
        return Err(Reason::TooFew { n, needs: 2 });
    }
    if n > MOST {
        return Err(Reason::TooMany { n, most: MOST });
    }
    let mut s = 0i64;
    for (i, (x, y)) in points.iter().enumerate() {
        for (later_x, later_y) in points.iter().skip(i + 1) {
            s += sign(later_x - x) * sign(later_y - y);
        }
    }
    let xs = multiplicities(points.iter().map(|p| p.0));
    let ys = multiplicities(points.iter().map(|p| p.1));
    if xs.len() < 2 {
        return Err(Reason::AllEqual { n });
    }
    let variance = variance(n as f64, &xs, &ys);
    let z = if s == 0 { 0.0 } else { (s - s.signum()) as f64 / variance.sqrt() };
    let p_exact = match (xs.len() == n, ys.len() == n) {
        _ if n > EXACT => None,
        (true, _) => Some(exact(s, &ys)),
        (false, true) => Some(exact(s, &xs)),
        (false, false) => None,
    };
    let pairs =
        |groups: &[usize]| (n * (n - 1) / 2 - groups.iter().map(|t| t * (t - 1) / 2).sum::<usize>()) as f64;
    let tau_b = (ys.len() > 1).then(|| s as f64 / (pairs(&xs) * pairs(&ys)).sqrt());
    Ok(Kendall { s, variance, z, p_normal: normal_two_sided(z), p_exact, tau_b })
}

fn sign(x: f64) -> i64 {
    i64::from(x > 0.0) - i64::from(x < 0.0)
}

/// How often each different value occurs.
fn multiplicities(values: impl Iterator<Item = f64>) -> Vec<usize> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a.total_cmp(b).is_eq()).map(<[f64]>::len).collect()
}

/// Kendall's variance with ties on either side.
fn variance(n: f64, xs: &[usize], ys: &[usize]) -> f64 {
    let sum = |groups: &[usize], of: fn(f64) -> f64| groups.iter().map(|t| of(*t as f64)).sum::<f64>();
    let full = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    let pairs = |t: f64| t * (t - 1.0);
    let triples = |t: f64| t * (t - 1.0) * (t - 2.0);
    let plain = (full(n) - sum(xs, full) - sum(ys, full)) / 18.0;
    let both = sum(xs, pairs) * sum(ys, pairs) / (2.0 * pairs(n));
    let threes = if n > 2.0 { sum(xs, triples) * sum(ys, triples) / (9.0 * triples(n)) } else { 0.0 };
    plain + both + threes
}

/// P(|S*| >= |S|) over all orders: S* is the number of untied pairs less twice the inversions.
fn exact(s: i64, groups: &[usize]) -> f64 {
    let distribution = inversions(groups);
    let untied = i64::try_from(distribution.len()).unwrap_or(i64::MAX) - 1;
    let as_far = (0i64..).zip(&distribution).filter(|(k, _)| (untied - 2 * k).abs() >= s.abs());
    as_far.map(|(_, p)| p).sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_rising_values_cannot_show_a_trend() {
        let found = of_series(&[42.0, 55.0, 61.0, 80.0]).unwrap();
        assert_eq!(found.s, 6);
        assert!((found.p_exact.unwrap() - 2.0 / 24.0).abs() < 1e-12);
        assert!((smallest_p(4) - found.p()).abs() < 1e-12);
        assert!(smallest_p(5) < 0.05);
    }

    /// All 3!/2! orders of 1, 1, 2 by hand: S is 2, 0 or -2.
    #[test]
    fn ties_are_counted_out() {
        let found = of_series(&[1.0, 1.0, 2.0]).unwrap();
        assert_eq!(found.s, 2);
        assert!((found.p() - 2.0 / 3.0).abs() < 1e-12);
        let flat = of_series(&[3.0, 3.0, 3.0]).unwrap();
        assert_eq!((flat.s, flat.tau_b), (0, None));
        assert!((flat.p() - 1.0).abs() < 1e-12);
        assert_eq!(of_series(&[3.0]), Err(Reason::TooFewPeriods { n: 1, needs: 2 }));
    }
}
