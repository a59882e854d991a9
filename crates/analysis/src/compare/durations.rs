//! Durations of one period against those of another.

use serde::Serialize;

use crate::estimate::{Bounds, Estimate, Interval, LEVEL, Method, Reason, Sample, Unit, or_reason};
use crate::statistics::observed::sample;
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
    /// How likely chance alone parts the periods as far, two-sided: the p of `test`. Where durations are ranges it is the
    /// greatest over their readings.
    #[serde(serialize_with = "or_reason")]
    pub p: Result<f64, Reason>,
    /// Which test `p` is of: `rank-sum`, or `log-rank` where an open incident cannot be ranked.
    pub test: &'static str,
    /// What may be said.
    pub verdict: Verdict,
    /// Why no change is said although `p` is that of one.
    pub held_back: Option<HeldBack>,
}

/// Why no change is said although chance seldom parts two periods as far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HeldBack {
    /// What leaves it open that nothing changed.
    pub by: Doubt,
    /// What the test alone would have said.
    pub verdict: Verdict,
}

/// What leaves it open that nothing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Incidents that are still open, depending on how long they last.
    Open,
    /// Durations known only to a range, depending on where in it they lie.
    Ranged,
    /// The interval of the ratio, which holds 1.
    Interval,
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
    let Tested { p, test, up } = test(first, second);
    let tested =
        up.map_or(Verdict::NoClearChange, |up| Verdict::of(Subject::Duration, true, p.unwrap_or(1.0), up));
    let verdict = if possible && p.is_ok() { tested } else { Verdict::TooFew };
    // Where one reading of what is open or a range has the second ones shorter and the other has them longer, or the
    // interval of the ratio leaves no change open, no change is said.
    let one_way = share.is_ok_and(|s| s.least() >= 0.5 || s.most_or_infinity() <= 0.5);
    let clear = ratio.interval.is_ok_and(|i| !i.allows(1.0)) || ratio.interval.is_err();
    let by = match (rests_on.open, rests_on.ranged) {
        (1.., _) => Doubt::Open,
        (_, 1..) => Doubt::Ranged,
        _ => Doubt::Interval,
    };
    let held_back = (verdict.is_change() && !(one_way && clear)).then_some(HeldBack { by, verdict });
    DurationChange {
        ratio,
        model_ratio: model(first, second, rests_on),
        shorter: Shorter { share, pairs: first.len() * second.len() },
        verdict: if held_back.is_some() { Verdict::NoClearChange } else { verdict },
        held_back,
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
        let low = of(least(second), most(first));
        // Both readings are one where nothing is open or a range.
        if rests_on.open + rests_on.ranged == 0 {
            low.map(|low| (low.clone(), low))
        } else {
            low.and_then(|low| Ok((low, of(most(second), least(first))?)))
        }
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

/// A test and its result.
struct Tested {
    p: Result<f64, Reason>,
    test: &'static str,
    /// Whether the second ones took longer; none where they did neither, or the readings of ranges differ.
    up: Option<bool>,
}

/// The test that fits the data. Open incidents rank last where each is longer already than every closed one; else the
/// log-rank test takes them as they are. Ranges are read both ways, and the less sure p counts: 1 where they point in
/// opposite ways, as somewhere between them the periods are alike.
fn test(first: &[Observed], second: &[Observed]) -> Tested {
    let all = || first.iter().chain(second);
    let longest_closed = all().filter(|o| !o.is_open()).map(Observed::most).fold(0.0, f64::max);
    let rankable = all().filter(|o| o.is_open()).all(|o| o.least() >= longest_closed);
    let reading =
        |longer| if rankable { rank_sum(first, second, longer) } else { paces(first, second, longer) };
    let test = if rankable { "rank-sum" } else { "log-rank" };
    let read = || {
        let (one, way) = reading(true)?;
        if !all().any(Observed::is_ranged) {
            return Ok((one, way));
        }
        let (other, other_way) = reading(false)?;
        Ok(if way == other_way { (one.max(other), way) } else { (1.0, None) })
    };
    match read() {
        Ok((p, up)) => Tested { p: Ok(p), test, up },
        Err(reason) => Tested { p: Err(reason), test, up: None },
    }
}

/// A duration as long or as short as its range allows.
fn read(observed: &Observed, long: bool) -> f64 {
    if long { observed.most() } else { observed.least() }
}

/// The rank-sum test, open ones as the longest. `longer` reads ranges of the second as long as they can be and those of
/// the first as short; else the other way round.
fn rank_sum(first: &[Observed], second: &[Observed], longer: bool) -> Result<(f64, Option<bool>), Reason> {
    let values = |side: &[Observed], long: bool| -> Vec<f64> {
        side.iter().map(|o| if o.is_open() { o.most() } else { read(o, long) }).collect()
    };
    let (first, second) = (values(first, !longer), values(second, longer));
    let greater = two_samples::dominance(&first, &second)?.greater;
    Ok((two_samples::rank_sum_p(&first, &second)?, way(0.5 - greater)))
}

/// The log-rank test, ranges as in [`rank_sum`].
fn paces(first: &[Observed], second: &[Observed], longer: bool) -> Result<(f64, Option<bool>), Reason> {
    let times = |side: &[Observed], long: bool| -> Vec<(f64, bool)> {
        side.iter().map(|o| (read(o, long && !o.is_open()), !o.is_open())).collect()
    };
    let found = log_rank::log_rank(&times(first, !longer), &times(second, longer))?;
    // More ends of the first than expected: the second ones take longer.
    Ok((found.p, way(found.observed - found.expected)))
}

fn way(longer: f64) -> Option<bool> {
    if longer > 0.0 {
        Some(true)
    } else if longer < 0.0 {
        Some(false)
    } else {
        None
    }
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

    /// R, `survdiff`: 6 of 6 and 4 of 5 ended, chi-square 0.52, p 0.470.
    #[test]
    fn the_p_is_that_of_the_test_it_is_said_to_be_of() {
        let first = exact(&[10.0, 20.0, 30.0, 40.0, 50.0, 60.0]);
        let mut second = exact(&[15.0, 25.0, 35.0, 45.0]);
        second.extend(Observed::open(12.0));
        let found = change(&first, &second);
        let (Ok(p), "log-rank") = (found.p, found.test) else { panic!("{found:?}") };
        assert!((p - 0.470).abs() < 5e-4, "{p}");
        assert_eq!((found.verdict, found.held_back), (Verdict::NoClearChange, None));
    }

    #[test]
    fn what_the_test_calls_a_change_and_open_incidents_leave_in_doubt_is_held_back_and_says_so() {
        let first = exact(&[10.0, 12.0, 14.0, 16.0, 18.0, 20.0, 22.0, 24.0]);
        let mut second = exact(&[40.0, 50.0, 60.0, 70.0, 80.0, 90.0]);
        second.extend([5.0, 6.0].into_iter().filter_map(Observed::open));
        let found = change(&first, &second);
        assert!(found.p.unwrap() < 0.001);
        assert!(found.ratio.interval.unwrap().allows(1.0));
        let held = HeldBack { by: Doubt::Open, verdict: Verdict::Slower };
        assert_eq!((found.verdict, found.held_back), (Verdict::NoClearChange, Some(held)));
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
