//! Two groups of durations compared, value by value.

use super::distributions::normal_two_sided;
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
/// The Hodges-Lehmann shift: median of all differences `a - b`; limits are the q-th smallest and greatest, with q the
/// quantile of the rank-sum distribution, at least 1. Take logarithms first to compare ratios; infinite ones are allowed.
/// Cost: the sorts, and some 70 passes over both groups for each of four differences; the pairs are never formed.
///
/// # Errors
/// [`Reason::Empty`] where a group is empty, [`Reason::Undefined`] where the median is not finite.
pub fn hodges_lehmann(a: &[f64], b: &[f64], level: f64) -> Result<HodgesLehmann, Reason> {
    if a.is_empty() || b.is_empty() {
        return Err(Reason::Empty);
    }
    let differences = Differences::of(a, b);
    let (q, coverage) = limit_rank(a.len(), b.len(), level);
    let (low, high) = (differences.at(q), differences.at(differences.pairs + 1 - q));
    let half = differences.pairs.div_ceil(2);
    let (below, above) = (differences.at(half), differences.at(differences.pairs / 2 + 1));
    let shift = if below.total_cmp(&above).is_eq() { below } else { f64::midpoint(below, above) };
    if shift.is_nan() {
        return Err(Reason::Undefined);
    }
    Ok(HodgesLehmann { shift, interval: Interval { coverage, ..Interval::of(low, high, level) } })
}

/// All differences of two groups, in order, without forming them.
struct Differences {
    /// Ascending.
    a: Vec<f64>,
    /// Ascending.
    b: Vec<f64>,
    pairs: usize,
}

impl Differences {
    fn of(a: &[f64], b: &[f64]) -> Self {
        let sorted = |values: &[f64]| {
            let mut sorted = values.to_vec();
            sorted.sort_unstable_by(f64::total_cmp);
            sorted
        };
        Self { a: sorted(a), b: sorted(b), pairs: a.len().saturating_mul(b.len()) }
    }

    /// The difference of a rank, from 1: the smallest number that so many do not exceed, found by halving.
    fn at(&self, rank: usize) -> f64 {
        let finite = |values: &[f64]| {
            let mut all = values.iter().copied().filter(|x| x.is_finite());
            let first = all.next();
            first.map(|first| (first, all.next_back().unwrap_or(first)))
        };
        let (Some((a_low, a_high)), Some((b_low, b_high))) = (finite(&self.a), finite(&self.b)) else {
            return if self.up_to(0.0) >= rank { f64::NEG_INFINITY } else { f64::INFINITY };
        };
        let (mut low, mut high) = (a_low - b_high, a_high - b_low);
        if self.up_to(low) >= rank {
            return if self.up_to(f64::MIN) >= rank { f64::NEG_INFINITY } else { low };
        }
        if self.up_to(high) < rank {
            return f64::INFINITY;
        }
        loop {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                return high;
            }
            if self.up_to(middle) >= rank { high = middle } else { low = middle }
        }
    }

    /// How many differences do not exceed a number. An infinite end less an infinite end counts as no difference.
    fn up_to(&self, limit: f64) -> usize {
        let difference = |x: f64, y: f64| if x.total_cmp(&y).is_eq() { 0.0 } else { x - y };
        let mut subtracted = self.b.len();
        let mut count = 0;
        for x in &self.a {
            // The greater x, the fewer small y leave a difference within the limit.
            let mut beyond = self.b.len() - subtracted;
            while self.b.get(beyond).is_some_and(|y| difference(*x, *y) > limit) {
                beyond += 1;
            }
            subtracted = self.b.len() - beyond;
            count += subtracted;
        }
        count
    }
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
    fn the_differences_are_those_of_all_pairs() {
        let a: Vec<f64> = (0..23).map(|i| f64::from(i * i % 37)).collect();
        let b: Vec<f64> = (0..17).map(|i| f64::from(i * 11 % 29) / 2.0).collect();
        let mut all: Vec<f64> = a.iter().flat_map(|x| b.iter().map(move |y| x - y)).collect();
        all.sort_unstable_by(f64::total_cmp);
        let found = Differences::of(&a, &b);
        for (place, wanted) in all.iter().enumerate() {
            assert!((found.at(place + 1) - wanted).abs() < 1e-12, "{place}");
        }
    }

    #[test]
    fn an_infinite_end_is_infinitely_far() {
        let found = hodges_lehmann(&[1.0, 2.0, f64::INFINITY], &[1.0], 0.95).unwrap();
        assert!((found.shift - 1.0).abs() < 1e-12 && found.interval.upper.is_none());
        let found = hodges_lehmann(&[f64::INFINITY], &[1.0], 0.95).unwrap();
        assert!(found.shift.is_infinite());
        let found = hodges_lehmann(&[f64::NEG_INFINITY], &[1.0], 0.95).unwrap();
        assert!(found.shift.is_infinite() && found.shift < 0.0);
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
