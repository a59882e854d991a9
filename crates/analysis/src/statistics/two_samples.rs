//! Two groups of durations compared, value by value.

use super::distributions::normal_two_sided;
use super::quantile;
use super::rank_sum::{self, pairs_above};
use crate::estimate::{Interval, Reason};

/// How often a value of one group exceeds one of the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dominance {
    /// Pairs in which the first is greater, ties half (Mann-Whitney's U).
    pub u: f64,
    /// U over the number of pairs: the probability that the first is greater.
    pub greater: f64,
}

impl Dominance {
    /// Cliff's delta, from -1 to 1.
    pub fn delta(&self) -> f64 {
        2.0 * self.greater - 1.0
    }
}

/// Compares all pairs. Cost: one sort of each group.
///
/// # Errors
/// [`Reason::Empty`] where a group is empty.
pub fn dominance(a: &[f64], b: &[f64]) -> Result<Dominance, Reason> {
    if a.is_empty() || b.is_empty() {
        return Err(Reason::Empty);
    }
    let mut sorted = b.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let u = a
        .iter()
        .map(|x| {
            let below = sorted.partition_point(|y| y < x) as f64;
            let up_to = sorted.partition_point(|y| y <= x) as f64;
            f64::midpoint(below, up_to)
        })
        .sum::<f64>();
    Ok(Dominance { u, greater: u / (a.len() as f64 * b.len() as f64) })
}

/// The typical difference between two groups: the median of all pairwise ones.
#[derive(Clone, Debug, PartialEq)]
pub struct HodgesLehmann {
    /// The median of all `a - b`.
    pub shift: f64,
    /// Its interval, from order statistics of the differences.
    pub interval: Interval,
}

/// Up to how many values a side the rank-sum distribution is counted out; above, its normal approximation.
const COUNTED: usize = 40;
/// More pairs than this are not formed.
const MOST_PAIRS: usize = 25_000_000;

/// The Hodges-Lehmann shift: median of all differences `a - b`; limits are the q-th smallest and greatest, with q the
/// quantile of the rank-sum distribution, at least 1. Take logarithms first to compare ratios. Cost: all pairs, sorted.
///
/// # Errors
/// [`Reason::Empty`] where a group is empty, [`Reason::TooMany`] above 25 million pairs.
pub fn hodges_lehmann(a: &[f64], b: &[f64], level: f64) -> Result<HodgesLehmann, Reason> {
    if a.is_empty() || b.is_empty() {
        return Err(Reason::Empty);
    }
    if a.len().saturating_mul(b.len()) > MOST_PAIRS {
        return Err(Reason::TooMany { n: a.len().saturating_mul(b.len()), most: MOST_PAIRS });
    }
    let mut differences: Vec<f64> = a.iter().flat_map(|x| b.iter().map(move |y| x - y)).collect();
    differences.sort_unstable_by(f64::total_cmp);
    let (q, coverage) = limit_rank(a.len(), b.len(), level);
    let low = differences.get(q - 1).copied().ok_or(Reason::Undefined)?;
    let high = differences.get(differences.len() - q).copied().ok_or(Reason::Undefined)?;
    let shift = quantile::of_sorted(&differences, 0.5).ok_or(Reason::Empty)?;
    Ok(HodgesLehmann { shift, interval: Interval { coverage, ..Interval::of(low, high, level) } })
}

/// The rank of the lower limit, from 1, and the exact probability of enclosing the shift where it is counted out.
fn limit_rank(m: usize, n: usize, level: f64) -> (usize, Option<f64>) {
    let tail = (1.0 - level) / 2.0;
    if m.max(n) <= COUNTED {
        let distribution = pairs_above(m, n);
        let q = rank_sum::quantile(&distribution, tail).max(1);
        let outside: f64 = distribution.iter().take(q).sum();
        return (q, Some(1.0 - 2.0 * outside));
    }
    let (m, n) = (m as f64, n as f64);
    let spread = (m * n * (m + n + 1.0) / 12.0).sqrt();
    let q = m * n / 2.0 + super::distributions::normal_quantile(tail) * spread;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at least 1")]
    let q = q.round().max(1.0) as usize;
    (q, None)
}

/// Up to how many values in all the rank sum is counted out under ties.
const RANKED: usize = 60;

/// The two-sided p of the rank sum: the share of all partings in which it lies at least as far from its middle. Exact,
/// ties included, up to 60 values; above, [`mann_whitney_p`]. Infinite values rank last. Cost: about the fourth power of
/// the number of values.
///
/// # Errors
/// [`Reason::Empty`] where a group is empty.
pub fn rank_sum_p(a: &[f64], b: &[f64]) -> Result<f64, Reason> {
    if a.is_empty() || b.is_empty() {
        return Err(Reason::Empty);
    }
    let all = a.len() + b.len();
    if all > RANKED {
        return mann_whitney_p(a, b);
    }
    let mut sorted = [a, b].concat();
    sorted.sort_unstable_by(f64::total_cmp);
    // Twice the middle rank of each value, a whole number even under ties.
    let rank = |x: &f64| sorted.partition_point(|y| y < x) + sorted.partition_point(|y| y <= x) + 1;
    let own: usize = a.iter().map(rank).sum();
    // Ways to choose so many values with that sum of ranks.
    let highest = 2 * all * all + 1;
    let mut ways = vec![vec![0.0; highest]; a.len() + 1];
    if let Some(start) = ways.first_mut().and_then(|row| row.first_mut()) {
        *start = 1.0;
    }
    for rank in sorted.iter().map(rank) {
        for chosen in (1..=a.len()).rev() {
            let (fewer, more) = ways.split_at_mut(chosen);
            if let (Some(fewer), Some(more)) = (fewer.last(), more.first_mut()) {
                for (slot, count) in more.iter_mut().skip(rank).zip(fewer) {
                    *slot += count;
                }
            }
        }
    }
    let middle = a.len() * (all + 1);
    let sums = ways.pop().unwrap_or_default();
    let far = sums.iter().enumerate().filter(|(sum, _)| sum.abs_diff(middle) >= own.abs_diff(middle));
    Ok((far.map(|(_, count)| count).sum::<f64>() / sums.iter().sum::<f64>()).min(1.0))
}

/// Mann-Whitney's p from the normal approximation, corrected for ties and continuity, two-sided.
///
/// # Errors
/// [`Reason::Empty`] where a group is empty, [`Reason::AllEqual`] where all values are the same.
pub fn mann_whitney_p(a: &[f64], b: &[f64]) -> Result<f64, Reason> {
    let pairs_above = dominance(a, b)?.u;
    let (first, second) = (a.len() as f64, b.len() as f64);
    let all = first + second;
    let mut sorted = [a, b].concat();
    sorted.sort_unstable_by(f64::total_cmp);
    let groups = sorted.chunk_by(|x, y| x.total_cmp(y).is_eq());
    let ties: f64 = groups.map(|group| (group.len() as f64).powi(3) - group.len() as f64).sum();
    let variance = first * second / 12.0 * (all + 1.0 - ties / (all * (all - 1.0)));
    if variance <= 0.0 {
        return Err(Reason::AllEqual { n: sorted.len() });
    }
    let gap = ((pairs_above - first * second / 2.0).abs() - 0.5).max(0.0);
    Ok(normal_two_sided(gap / variance.sqrt()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complete_separation_of_three_and_three() {
        let (a, b) = ([12.0, 45.0, 600.0], [5.0, 6.0, 7.0]);
        let found = dominance(&a, &b).unwrap();
        assert!((found.u - 9.0).abs() < 1e-12 && (found.delta() - 1.0).abs() < 1e-12);
        let shift = hodges_lehmann(&a, &b, 0.95).unwrap();
        assert!((shift.shift - 39.0).abs() < 1e-12);
        assert_eq!(shift.interval.lower.unwrap().value(), Some(5.0));
        assert!((shift.interval.coverage.unwrap() - 0.9).abs() < 1e-12);
        assert!((rank_sum_p(&a, &b).unwrap() - 0.1).abs() < 1e-12);
        assert_eq!(dominance(&[], &b), Err(Reason::Empty));
        assert_eq!(mann_whitney_p(&[1.0], &[1.0]), Err(Reason::AllEqual { n: 2 }));
    }

    #[test]
    fn ties_count_half() {
        // 2 against 1 and 1: twice the ranks are 6, 3, 3 around 4; only one of three choices is as far as 6.
        assert!((rank_sum_p(&[2.0], &[1.0, 1.0]).unwrap() - 1.0 / 3.0).abs() < 1e-12);
        assert!((rank_sum_p(&[1.0], &[1.0, 1.0]).unwrap() - 1.0).abs() < 1e-12);
        let found = dominance(&[1.0, 2.0], &[2.0]).unwrap();
        assert!((found.greater - 0.25).abs() < 1e-12);
    }
}
