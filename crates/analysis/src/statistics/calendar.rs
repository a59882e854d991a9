//! Do incidents keep to some weekdays or hours: a uniform week, and Rayleigh's test of the clock.

use std::f64::consts::TAU;

use super::distributions::chi_square_upper;
use crate::estimate::Reason;

/// Up to how many incidents the exact distribution is counted out.
const COUNTED: usize = 60;

/// Counts compared with an even spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evenness {
    /// Pearson's chi-square.
    pub chi_square: f64,
    /// P(at least that) of the chi-square distribution.
    pub p_asymptotic: f64,
    /// P(at least that) over all ways of spreading the incidents; `None` where each expected count is 5 or more, so that
    /// it is not needed, or there are more than 60.
    pub p_exact: Option<f64>,
}

impl Evenness {
    /// The p to go by.
    pub fn p(&self) -> f64 {
        self.p_exact.unwrap_or(self.p_asymptotic)
    }
}

/// Tests whether counts (of weekdays, of hours) are those of an even spread. Cost: constant, or about the fourth power
/// of the number of incidents where the exact distribution is counted out.
///
/// # Errors
/// [`Reason::Empty`] without incidents, [`Reason::TooFewPeriods`] below two classes.
pub fn evenness(counts: &[usize]) -> Result<Evenness, Reason> {
    let classes = counts.len();
    let n: usize = counts.iter().sum();
    if classes < 2 {
        return Err(Reason::TooFewPeriods { n: classes, needs: 2 });
    }
    if n == 0 {
        return Err(Reason::Empty);
    }
    let expected = n as f64 / classes as f64;
    let squares: usize = counts.iter().map(|c| c * c).sum();
    let chi_square = (squares as f64 / expected - n as f64).max(0.0);
    let p_exact = (expected < 5.0 && n <= COUNTED).then(|| exact(n, classes, squares));
    Ok(Evenness { chi_square, p_asymptotic: chi_square_upper(chi_square, classes as f64 - 1.0), p_exact })
}

/// P(sum of squared counts is at least that), class after class: the number in a class, given those that are left, is
/// binomial.
fn exact(n: usize, classes: usize, squares: usize) -> f64 {
    // Rows: incidents left; columns: squares so far.
    let width = n * n + 1;
    let mut now = vec![vec![0.0; width]; n + 1];
    if let Some(start) = now.get_mut(n).and_then(|row| row.first_mut()) {
        *start = 1.0;
    }
    for class in (1..=classes).rev() {
        let part = 1.0 / class as f64;
        let mut next = vec![vec![0.0; width]; n + 1];
        for (left, row) in now.iter().enumerate() {
            for (take, p) in binomial(left, part).into_iter().enumerate().filter(|(_, p)| *p > 0.0) {
                let Some(target) = next.get_mut(left - take) else { continue };
                for (slot, mass) in target.iter_mut().skip(take * take).zip(row) {
                    *slot += p * mass;
                }
            }
        }
        now = next;
    }
    now.first().map_or(1.0, |row| row.iter().skip(squares).sum::<f64>().min(1.0))
}

/// P(k of n) for k of 0..=n.
fn binomial(n: usize, p: f64) -> Vec<f64> {
    let mut out = vec![1.0];
    for _ in 0..n {
        let mut next = vec![0.0; out.len() + 1];
        for (k, mass) in out.iter().enumerate() {
            if let Some(slot) = next.get_mut(k) {
                *slot += mass * (1.0 - p);
            }
            if let Some(slot) = next.get_mut(k + 1) {
                *slot += mass * p;
            }
        }
        out = next;
    }
    out
}

/// Rayleigh's test of directions on a circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rayleigh {
    /// The mean direction, in the unit of the circle, from 0 up to its length.
    pub mean: f64,
    /// The length of the mean vector: 0 spread evenly, 1 all at one time.
    pub concentration: f64,
    /// P(that or more) if spread evenly (Zar's formula).
    pub p: f64,
}

/// Tests whether times crowd around one time of a circle of length `whole` (24 for hours of the day). One crowd only:
/// two that face each other cancel. Cost: linear.
///
/// # Errors
/// [`Reason::Empty`] without times, [`Reason::Undefined`] where the circle has no length.
pub fn rayleigh(times: &[f64], whole: f64) -> Result<Rayleigh, Reason> {
    if times.is_empty() {
        return Err(Reason::Empty);
    }
    if !(whole.is_finite() && whole > 0.0) {
        return Err(Reason::Undefined);
    }
    let n = times.len() as f64;
    let (sine, cosine) = times
        .iter()
        .map(|t| (t / whole * TAU).sin_cos())
        .fold((0.0, 0.0), |(sines, cosines), (s, c)| (sines + s, cosines + c));
    let length = sine.hypot(cosine);
    let root = (1.0 + 4.0 * n + 4.0 * (n * n - length * length)).sqrt();
    let p = (root - (1.0 + 2.0 * n)).exp().min(1.0);
    let mean = sine.atan2(cosine).rem_euclid(TAU) / TAU * whole;
    Ok(Rayleigh { mean, concentration: length / n, p })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_incidents_on_one_of_two_days() {
        // 2 + 0 or 0 + 2: half of all ways.
        let found = evenness(&[2, 0]).unwrap();
        assert!((found.p() - 0.5).abs() < 1e-12 && (found.chi_square - 2.0).abs() < 1e-12);
        assert_eq!(evenness(&[0; 7]), Err(Reason::Empty));
        assert_eq!(evenness(&[70; 7]).unwrap().p_exact, None);
        assert!((evenness(&[1; 7]).unwrap().p() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_crowd_at_noon_is_seen_and_a_spread_is_not() {
        let noon = rayleigh(&[11.0, 11.5, 12.0, 12.5, 13.0], 24.0).unwrap();
        assert!((noon.mean - 12.0).abs() < 1e-9 && noon.p < 0.01);
        let even = rayleigh(&[0.0, 6.0, 12.0, 18.0], 24.0).unwrap();
        assert!(even.concentration < 1e-9 && even.p > 0.9);
        assert_eq!(rayleigh(&[], 24.0), Err(Reason::Empty));
    }
}
