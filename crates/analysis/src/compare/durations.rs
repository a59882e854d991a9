//! Durations of one period against those of another.

use serde::Serialize;

use crate::estimate::{Bounds, Estimate, Interval, LEVEL, Method, Reason, Sample, Unit, or_reason};
use crate::statistics::observed::{exact_values, sample};
use crate::statistics::{Observed, log_rank, lognormal, permutation, two_samples};
use crate::verdict::{SELDOM, Subject, Verdict};

/// How durations changed from the first period to the second.
#[derive(Clone, Debug, Serialize)]
pub struct DurationChange {
    /// The second over the first: the median of all pairwise ratios.
    pub ratio: Estimate,
    /// The same by the lognormal model, which takes open and ranged incidents as they are.
    pub model_ratio: Estimate,
    /// How often an incident of the second period was the shorter one.
    pub shorter: Shorter,
    /// How likely chance alone parts the periods as far, two-sided.
    #[serde(serialize_with = "or_reason")]
    pub p: Result<f64, Reason>,
    /// Which test `p` is of: `rank-sum`, or `log-rank` where an open incident cannot be ranked.
    pub test: &'static str,
    /// What may be said.
    pub verdict: Verdict,
}

/// How often an incident of the second period was shorter than one of the first, over all pairs.
#[derive(Clone, Debug, Serialize)]
pub struct Shorter {
    /// From 0 to 1, ties counted half; bounds where durations are ranges or open.
    #[serde(serialize_with = "or_reason")]
    pub share: Result<Bounds, Reason>,
    /// How many pairs.
    pub pairs: usize,
}

/// Compares. Cost: all pairs, sorted; the exact rank sum up to 60 incidents.
pub(crate) fn change(first: &[Observed], second: &[Observed]) -> DurationChange {
    let both = [first, second].concat();
    let rests_on = sample(&both, both.len());
    let ratio = ratio(first, second, rests_on);
    let possible = permutation::smallest_p(first.len(), second.len()) < SELDOM;
    let share = shorter(first, second);
    let (p, test) = test(first, second);
    // Where one reading of the ranges has the second ones shorter and the other has them longer, nothing is told.
    let one_way = share.is_ok_and(|s| s.least() >= 0.5 || s.most_or_infinity() <= 0.5);
    let p = p.map(|p| if one_way { p } else { 1.0 });
    // Up where second ones are more often the longer ones.
    let up = share.is_ok_and(|s| s.least() < 0.5);
    let clear = p.is_ok_and(|p| p < SELDOM) && ratio.interval.is_ok_and(|i| !i.allows(1.0));
    let sure = if clear || ratio.interval.is_err() { p.unwrap_or(1.0) } else { 1.0 };
    DurationChange {
        ratio,
        model_ratio: model(first, second, rests_on),
        shorter: Shorter { share, pairs: first.len() * second.len() },
        verdict: Verdict::of(Subject::Duration, possible && p.is_ok(), sure, up),
        p,
        test,
    }
}

fn least(side: &[Observed]) -> Vec<f64> {
    side.iter().map(Observed::least).collect()
}

fn most(side: &[Observed]) -> Vec<f64> {
    side.iter().map(Observed::most).collect()
}

/// The Hodges-Lehmann ratio. Its bounds, and those of its limits, come from reading every duration first as favourably,
/// then as unfavourably as it allows.
fn ratio(first: &[Observed], second: &[Observed], rests_on: Sample) -> Estimate {
    let logs = |values: Vec<f64>| values.into_iter().map(f64::ln).collect::<Vec<_>>();
    let zeros = first.iter().chain(second).filter(|o| o.most() <= 0.0).count();
    let of = |numerator: Vec<f64>, denominator: Vec<f64>| {
        two_samples::hodges_lehmann(&logs(numerator), &logs(denominator), LEVEL)
    };
    let found = if first.is_empty() || second.is_empty() {
        Err(Reason::Empty)
    } else if zeros > 0 {
        Err(Reason::Zeros { zeros, n: first.len() + second.len() })
    } else {
        of(least(second), most(first)).and_then(|low| Ok((low, of(most(second), least(first))?)))
    };
    let value = found
        .as_ref()
        .map_err(|r| *r)
        .and_then(|(low, high)| Bounds::between(low.shift.exp(), high.shift.exp()));
    let interval = found.map(|(low, high)| Interval {
        lower: ends(low.interval.lower, high.interval.lower),
        upper: ends(low.interval.upper, high.interval.upper),
        ..low.interval
    });
    let interval = value.and(interval);
    Estimate {
        unit: Unit::Ratio,
        value,
        interval,
        method: Method::HodgesLehmann,
        sample: rests_on,
        seed: None,
    }
}

/// A limit read both ways, back from logarithms; none where one of them is infinite.
fn ends(low: Option<Bounds>, high: Option<Bounds>) -> Option<Bounds> {
    let low = low.map_or(0.0, |b| b.least().exp());
    let high = high.map_or(f64::INFINITY, |b| b.most_or_infinity().exp());
    Bounds::between(low, high).ok()
}

fn model(first: &[Observed], second: &[Observed], rests_on: Sample) -> Estimate {
    let found = lognormal::ratio(first, second, LEVEL);
    Estimate {
        unit: Unit::Ratio,
        value: found.and_then(|f| Bounds::exact(f.ratio)),
        interval: found.map(|f| f.interval),
        method: Method::Lognormal,
        sample: rests_on,
        seed: None,
    }
}

fn shorter(first: &[Observed], second: &[Observed]) -> Result<Bounds, Reason> {
    // The first is greater: the second is shorter.
    let low = two_samples::dominance(&least(first), &most(second))?.greater;
    let high = two_samples::dominance(&most(first), &least(second))?.greater;
    Bounds::between(low, high)
}

/// The test that fits the data. Open incidents rank last where each is longer already than every closed one; else the
/// log-rank test takes them. Ranges are read both ways, and the less sure answer counts.
fn test(first: &[Observed], second: &[Observed]) -> (Result<f64, Reason>, &'static str) {
    let all = || first.iter().chain(second);
    let longest_closed = all().filter(|o| !o.is_open()).map(Observed::most).fold(0.0, f64::max);
    let rankable = all().filter(|o| o.is_open()).all(|o| o.least() >= longest_closed);
    let scenario = |side: &[Observed], long: bool| -> Vec<f64> {
        side.iter().map(|o| if long || o.is_open() { o.most() } else { o.least() }).collect()
    };
    let times = |side: &[Observed], long: bool| -> Vec<(f64, bool)> {
        side.iter().map(|o| (if long && !o.is_open() { o.most() } else { o.least() }, !o.is_open())).collect()
    };
    let less_sure = |p: &dyn Fn(bool, bool) -> Result<f64, Reason>| -> Result<f64, Reason> {
        if exact_values(first).is_ok() && exact_values(second).is_ok() {
            return p(false, false);
        }
        Ok(p(false, true)?.max(p(true, false)?))
    };
    if rankable {
        let p = |a, b| two_samples::rank_sum_p(&scenario(first, a), &scenario(second, b));
        return (less_sure(&p), "rank-sum");
    }
    let p = |a, b| log_rank::log_rank(&times(first, a), &times(second, b)).map(|t| t.p);
    (less_sure(&p), "log-rank")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(values: &[f64]) -> Vec<Observed> {
        values.iter().filter_map(|v| Observed::exact(*v)).collect()
    }

    #[test]
    fn a_clear_cut_is_faster() {
        let first = exact(&[100.0, 120.0, 150.0, 180.0, 220.0, 300.0]);
        let second = exact(&[10.0, 12.0, 15.0, 18.0, 22.0, 30.0]);
        let found = change(&first, &second);
        assert_eq!((found.verdict, found.test), (Verdict::Faster, "rank-sum"));
        assert!((found.ratio.value.unwrap().least() - 0.1).abs() < 0.02);
        assert_eq!(found.shorter.share.unwrap().value(), Some(1.0));
        assert!((found.p.unwrap() - 2.0 / 924.0).abs() < 1e-12);
    }

    #[test]
    fn ranges_that_allow_both_ways_tell_nothing() {
        let ranged: Vec<Observed> = (0..6).filter_map(|_| Observed::between(100.0, 900.0)).collect();
        let found = change(&ranged, &ranged);
        assert_eq!((found.p, found.verdict), (Ok(1.0), Verdict::NoClearChange));
        assert!(found.model_ratio.value.is_err());
    }

    #[test]
    fn three_against_three_are_too_few() {
        let found = change(&exact(&[12.0, 45.0, 600.0]), &exact(&[5.0, 6.0, 7.0]));
        assert_eq!(found.verdict, Verdict::TooFew);
    }

    #[test]
    fn an_open_incident_beyond_all_others_is_ranked_last() {
        let first = exact(&[10.0, 20.0, 30.0, 40.0, 50.0]);
        let mut second = exact(&[10.0, 20.0, 30.0, 40.0]);
        second.extend(Observed::open(400.0));
        let found = change(&first, &second);
        assert_eq!((found.test, found.verdict), ("rank-sum", Verdict::NoClearChange));
        let shorter = found.shorter.share.unwrap();
        assert!(shorter.least() <= shorter.most_or_infinity());
        second.extend(Observed::open(15.0));
        assert_eq!(change(&first, &second).test, "log-rank");
    }

    #[test]
    fn nothing_and_zeros_are_words() {
        let found = change(&[], &exact(&[1.0]));
        assert_eq!((found.p, found.verdict), (Err(Reason::Empty), Verdict::TooFew));
        let zeros = change(&exact(&[0.0; 5]), &exact(&[0.0; 5]));
        assert_eq!(zeros.ratio.value, Err(Reason::Zeros { zeros: 10, n: 10 }));
        assert_eq!(zeros.verdict, Verdict::NoClearChange);
        let open: Vec<Observed> = (1..6).filter_map(|v| Observed::open(f64::from(v))).collect();
        let all_open = change(&open, &open);
        assert!(all_open.ratio.value.is_err() || all_open.ratio.value.unwrap().is_open());
        assert!(!all_open.verdict.is_change());
    }
}
