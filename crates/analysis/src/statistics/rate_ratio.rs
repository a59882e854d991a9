//! Two counts compared: exact, conditional on their sum.
//!
//! Given how many incidents there were in all, the number in the first period is binomial with the first period's part of
//! the time. The interval is that of Clopper & Pearson (1934) carried over to the ratio; the p is twice the smaller
//! tail, which is the one that never contradicts the interval (Fay 2010).

use super::distributions::{beta_quantile, binomial_cdf};
use crate::estimate::{Interval, Reason};

/// Incidents and the time in which they were counted, in any unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// How many.
    pub count: usize,
    /// In how much time.
    pub time: f64,
}

/// The first rate over the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateRatio {
    /// The ratio; infinite where the second count is zero.
    pub ratio: f64,
    /// Its exact interval; without an upper limit where the second count is zero.
    pub interval: Interval,
    /// Two-sided, central.
    pub p: f64,
}

/// Compares two rates. Cost: constant.
///
/// # Errors
/// [`Reason::NoTime`] where a time is not positive, [`Reason::NothingToCompare`] where both counts are zero.
pub fn compare(first: Rate, second: Rate, level: f64) -> Result<RateRatio, Reason> {
    if !(first.time > 0.0 && second.time > 0.0) {
        return Err(Reason::NoTime);
    }
    let n = first.count + second.count;
    if n == 0 {
        return Err(Reason::NothingToCompare);
    }
    let part = first.time / (first.time + second.time);
    let tail = (1.0 - level) / 2.0;
    let (k, rest) = (first.count as f64, second.count as f64);
    let low = if first.count == 0 { 0.0 } else { beta_quantile(tail, k, rest + 1.0) };
    let high = if second.count == 0 { 1.0 } else { beta_quantile(1.0 - tail, k + 1.0, rest) };
    let as_ratio = |share: f64| share / (1.0 - share) * second.time / first.time;
    Ok(RateRatio {
        ratio: (k / first.time) / (rest / second.time),
        interval: Interval::of(as_ratio(low), as_ratio(high), level),
        p: central_p(first.count, n, part),
    })
}

/// Twice the smaller tail of `k` of `n`.
fn central_p(k: usize, n: usize, part: f64) -> f64 {
    let signed = |k: usize| i64::try_from(k).unwrap_or(i64::MAX);
    let lower = binomial_cdf(signed(k), n, part);
    let upper = 1.0 - binomial_cdf(signed(k) - 1, n, part);
    (2.0 * lower.min(upper)).min(1.0)
}

/// The counts in a next period, as long as `time`, that would stand out from `base` at 5 %: the greatest that is fewer,
/// the smallest that is more; `None` below where not even zero would. Cost: a few tens of tails.
pub fn standing_out(base: Rate, time: f64) -> (Option<usize>, usize) {
    let part = time / (base.time + time);
    let p = |next: usize| central_p(next, base.count + next, part);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, and saturating")]
    let expected = (base.count as f64 * time / base.time).round() as usize;
    let fewer = (0..expected).rev().find(|next| p(*next) < 0.05);
    // Some twenty above what is expected or a few of its roots; the range only has to hold it.
    let most = expected.saturating_mul(4).saturating_add(20);
    let more = (expected.saturating_add(1)..=most).find(|next| p(*next) < 0.05).unwrap_or(usize::MAX);
    (fewer, more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_against_none_is_no_proof_and_p_agrees_with_the_interval() {
        let of = |count| Rate { count, time: 91.0 };
        let found = compare(of(5), of(0), 0.95).unwrap();
        // Both tails of five of five: 2 / 2^5.
        assert!((found.p - 0.0625).abs() < 1e-12);
        assert!(found.ratio.is_infinite() && found.interval.upper.is_none() && found.interval.allows(1.0));
        assert_eq!(compare(of(0), of(0), 0.95), Err(Reason::NothingToCompare));
        assert_eq!(compare(of(1), Rate { count: 1, time: 0.0 }, 0.95), Err(Reason::NoTime));
    }

    #[test]
    fn what_would_stand_out() {
        let quarter = |count| Rate { count, time: 91.0 };
        assert_eq!(standing_out(quarter(5), 91.0).0, None);
        assert_eq!(standing_out(quarter(10), 91.0), (Some(2), 23));
        assert_eq!(standing_out(quarter(0), 91.0), (None, 6));
        // Forty in a year: a quarter like it has ten, and does not stand out.
        let (fewer, more) = standing_out(Rate { count: 40, time: 366.0 }, 90.0);
        assert!(fewer < Some(10) && more > 10, "{fewer:?} {more}");
    }
}
