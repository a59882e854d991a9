//! Would chance alone part two groups this far: permutation tests.

use super::random::replicates;
use crate::estimate::Reason;

/// Up to how many ways of parting all are tried.
pub const ALL: u64 = 1_000_000;
/// How many are drawn above that.
pub const DRAWN: usize = 100_000;

/// The result of a permutation test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Permutation {
    /// Share of partings whose statistic is at least as far from zero as the one observed.
    pub p: f64,
    /// How many partings were looked at.
    pub partings: u64,
    /// The seed; `None` where all were tried.
    pub seed: Option<u64>,
}

/// C(n, k), saturating.
pub fn ways(n: usize, k: usize) -> u64 {
    let k = k.min(n.saturating_sub(k)) as u64;
    let n = n as u64;
    let mut all: u128 = 1;
    for i in 1..=k {
        all = all * u128::from(n - k + i) / u128::from(i);
        if all > u128::from(u64::MAX) {
            return u64::MAX;
        }
    }
    u64::try_from(all).unwrap_or(u64::MAX)
}

/// The smallest two-sided p that groups of these sizes can have: two partings of all.
pub fn smallest_p(m: usize, n: usize) -> f64 {
    (2.0 / ways(m + n, m) as f64).min(1.0)
}

/// Tests a statistic of two groups that is zero where they do not differ, two-sided by its size. Cost: all partings up
/// to a million, else 100,000 draws with p = (b + 1) / (B + 1).
///
/// # Errors
/// [`Reason::Empty`] where a group is empty, [`Reason::Undefined`] where the statistic has no value.
pub fn test(
    a: &[f64],
    b: &[f64],
    statistic: impl Fn(&[f64], &[f64]) -> f64 + Sync,
    seed: u64,
) -> Result<Permutation, Reason> {
    if a.is_empty() || b.is_empty() {
        return Err(Reason::Empty);
    }
    let observed = statistic(a, b).abs();
    if !observed.is_finite() {
        return Err(Reason::Undefined);
    }
    // Sums in another order differ in the last digits only.
    let scale = a.iter().chain(b).fold(observed, |most, x| most.max(x.abs()));
    let reached = observed - 1e-11 * scale;
    let pool = [a, b].concat();
    let partings = ways(pool.len(), a.len());
    if partings <= ALL {
        let as_far = all_partings(&pool, a.len(), |x, y| statistic(x, y).abs() >= reached);
        return Ok(Permutation { p: as_far as f64 / partings as f64, partings, seed: None });
    }
    let hits = replicates(
        seed,
        DRAWN,
        || pool.clone(),
        |draws, pool: &mut Vec<f64>| {
            for place in 0..a.len() {
                let other = place + draws.below(pool.len() - place);
                pool.swap(place, other);
            }
            let (x, y) = pool.split_at(a.len());
            statistic(x, y).abs() >= reached
        },
    );
    let as_far = hits.iter().filter(|hit| **hit).count();
    let p = (as_far as f64 + 1.0) / (DRAWN as f64 + 1.0);
    Ok(Permutation { p, partings: DRAWN as u64, seed: Some(seed) })
}

/// How many of all partings of `pool` into `k` and the rest pass a test.
fn all_partings(pool: &[f64], k: usize, test: impl Fn(&[f64], &[f64]) -> bool) -> u64 {
    let n = pool.len();
    let mut chosen: Vec<usize> = (0..k).collect();
    let (mut first, mut second) = (Vec::with_capacity(k), Vec::with_capacity(n - k));
    let mut passed = 0;
    loop {
        first.clear();
        second.clear();
        let mut next = chosen.iter().peekable();
        for (place, x) in pool.iter().enumerate() {
            if next.next_if(|c| **c == place).is_some() { first.push(*x) } else { second.push(*x) }
        }
        passed += u64::from(test(&first, &second));
        // The last place that can still move on, and all after it right behind it.
        let Some(turning) = chosen.iter().enumerate().rposition(|(i, c)| *c < n - k + i) else {
            return passed;
        };
        let from = chosen.get(turning).map_or(0, |c| c + 1);
        for (offset, c) in chosen.iter_mut().skip(turning).enumerate() {
            *c = from + offset;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means_apart(a: &[f64], b: &[f64]) -> f64 {
        a.iter().sum::<f64>() / a.len() as f64 - b.iter().sum::<f64>() / b.len() as f64
    }

    #[test]
    fn three_against_three_cannot_go_below_a_tenth() {
        let found = test(&[12.0, 45.0, 600.0], &[5.0, 6.0, 7.0], means_apart, 1).unwrap();
        assert_eq!((found.partings, found.seed), (20, None));
        assert!((found.p - 0.1).abs() < 1e-12 && (smallest_p(3, 3) - 0.1).abs() < 1e-12);
        assert!(smallest_p(4, 4) < 0.05 && smallest_p(3, 5) < 0.05 && smallest_p(3, 4) > 0.05);
        assert_eq!(ways(60, 30), 118_264_581_564_861_424);
    }

    #[test]
    fn large_groups_are_drawn_with_a_seed() {
        let a: Vec<f64> = (0..20).map(f64::from).collect();
        let found = test(&a, &a, means_apart, 3).unwrap();
        assert_eq!(found.seed, Some(3));
        assert!((found.p - 1.0).abs() < 1e-12);
        assert_eq!(test(&[], &a, means_apart, 3), Err(Reason::Empty));
    }
}
