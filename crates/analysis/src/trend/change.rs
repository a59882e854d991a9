//! A change over periods: how much, how sure, and the words for it.

use serde::Serialize;

use crate::estimate::{Bounds, Estimate, Interval, LEVEL, Method, Reason, Sample, Unit, or_reason};
use crate::exposure::Rates;
use crate::statistics::rate_ratio::Rate;
use crate::statistics::{kendall, poisson_trend, theil_sen};
use crate::verdict::{SELDOM, Subject, Verdict};

/// From how many periods on a trend may be spoken of: four can never show one.
pub(super) const FEWEST: usize = 5;

/// A change over time.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// What changes: the number of incidents or their durations.
    pub subject: Subject,
    /// How much from one period to the next, or a year.
    pub per_step: Estimate,
    /// How likely chance alone makes as much of a trend, two-sided.
    #[serde(serialize_with = "or_reason")]
    pub p: Result<f64, Reason>,
    /// What may be said.
    pub verdict: Verdict,
    /// How many periods (or incidents) the trend rests on.
    pub points: usize,
    /// How many were left out, because nothing or only a lower bound is known of them.
    pub left_out: usize,
}

impl Change {
    /// One that cannot be told.
    pub(super) fn none(
        subject: Subject,
        unit: Unit,
        reason: Reason,
        sample: Sample,
        points: usize,
        left_out: usize,
    ) -> Self {
        Self {
            subject,
            per_step: Estimate::none(unit, Method::TheilSen, sample, reason),
            p: Err(reason),
            verdict: Verdict::TooFew,
            points,
            left_out,
        }
    }
}

/// A point of a series whose value is known to bounds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    /// Its place in time.
    pub x: f64,
    /// The least that its value can be.
    pub least: f64,
    /// The most; infinite where it is still open.
    pub most: f64,
}

/// Two readings of one series, of which only what both say is said.
struct Readings {
    /// The less sure p; 1 where they point in opposite ways.
    p: f64,
    /// Whether both rise, both fall, or they differ.
    up: Option<bool>,
}

impl Readings {
    fn of(low: (f64, Option<bool>), high: (f64, Option<bool>)) -> Self {
        let up = low.1.filter(|up| high.1 == Some(*up));
        Self { p: if up.is_some() { low.0.max(high.0) } else { 1.0 }, up }
    }
}

/// Which way a figure goes; none where it stays.
fn way(change: f64) -> Option<bool> {
    if change > 0.0 {
        Some(true)
    } else if change < 0.0 {
        Some(false)
    } else {
        None
    }
}

/// A trend of the number of incidents, from the slope of the counts in periods of the same length. A period that is
/// not whole has at least its count, and at most what its rate would have made of the whole.
pub(super) fn of_counts(periods: &[(Rates, f64)]) -> Change {
    let point = |(i, (rates, days)): (usize, &(Rates, f64))| {
        let of = |rate: Rate| rate.count as f64 * days / rate.time.max(1.0);
        Point { x: i as f64, least: of(rates.low), most: of(rates.high) }
    };
    let points: Vec<Point> = periods.iter().enumerate().map(point).collect();
    let sample = Sample::exact(periods.iter().map(|(rates, _)| rates.low.count).sum());
    of_points(Subject::Number, Unit::IncidentsPerPeriod, &points, sample, 0)
}

/// A trend of the number of incidents as a ratio from one period to the next, by Poisson regression over the time that
/// each period was looked at.
pub(super) fn of_rates(periods: &[(Rates, f64)]) -> Change {
    let fit = |reading: fn(&Rates) -> Rate| {
        poisson_trend::fit(&periods.iter().map(|(rates, _)| reading(rates)).collect::<Vec<_>>(), LEVEL)
    };
    let found = fit(|rates| rates.low).and_then(|low| Ok((low, fit(|rates| rates.high)?)));
    let readings = found.map(|(low, high)| {
        let reading = |fit: poisson_trend::PoissonTrend| (fit.honest_p(), way(fit.ratio - 1.0));
        Readings::of(reading(low), reading(high))
    });
    let p = readings.as_ref().map(|readings| readings.p).map_err(|reason| *reason);
    Change {
        subject: Subject::Number,
        per_step: Estimate {
            unit: Unit::Ratio,
            value: found.and_then(|(a, b)| Bounds::between(a.ratio.min(b.ratio), a.ratio.max(b.ratio))),
            interval: found.map(|(a, b)| a.honest_interval().hull(b.honest_interval())),
            method: Method::PoissonTrend,
            sample: Sample::exact(periods.iter().map(|(rates, _)| rates.low.count).sum()),
            seed: None,
        },
        verdict: Verdict::of(
            Subject::Number,
            periods.len() >= FEWEST && p.is_ok(),
            p.unwrap_or(1.0),
            readings.is_ok_and(|readings| readings.up == Some(true)),
        ),
        p,
        points: periods.len(),
        left_out: 0,
    }
}

/// A trend of values that are known to bounds. The slope is that of those which ended, read at all lower and at all upper
/// ends. The test ranks the others too, as low and as high as they can be: left out, the longest of the latest incidents
/// would be missing just because they are not over. A direction is said only where both readings, and the interval, say
/// it; where the test leaves no change open the interval does too, as an exact one would. `missing` points have no value.
pub(super) fn of_points(
    subject: Subject,
    unit: Unit,
    points: &[Point],
    sample: Sample,
    missing: usize,
) -> Change {
    let closed: Vec<&Point> = points.iter().filter(|point| point.most.is_finite()).collect();
    let n = closed.len();
    let slope = |end: fn(&Point) -> f64| {
        let ends: Vec<(f64, f64)> = closed.iter().map(|point| (point.x, end(point))).collect();
        theil_sen::with_variance(&ends, LEVEL, kendall::of_points(&ends).map(|test| test.variance))
    };
    let test = |end: fn(&Point) -> f64| {
        let ends: Vec<(f64, f64)> = points.iter().map(|point| (point.x, end(point))).collect();
        kendall::of_points(&ends).map(|test| (test.p(), way(test.s as f64)))
    };
    let found = || {
        if n < FEWEST {
            return Err(Reason::TooFewPeriods { n, needs: FEWEST });
        }
        let (low, high) = (slope(|point| point.least)?, slope(|point| point.most)?);
        Ok((low, high, Readings::of(test(|point| point.least)?, test(|point| point.most)?)))
    };
    let (value, interval, p, up) = match found() {
        Err(reason) => (Err(reason), Err(reason), Err(reason), None),
        Ok((low, high, readings)) => {
            let both = low.interval.and_then(|a| not_just_zero(hull(a, high.interval?)));
            let surely = |up: &bool| way(low.slope) == Some(*up) && way(high.slope) == Some(*up);
            let up = readings.up.filter(surely).filter(|_| readings.p < SELDOM);
            let up = up.filter(|_| both.is_ok_and(|interval| !interval.allows(0.0)) || both.is_err());
            let interval = both.map(|interval| if up.is_none() { interval.with(0.0) } else { interval });
            (Bounds::between(low.slope, high.slope), interval, Ok(readings.p), up)
        }
    };
    Change {
        subject,
        per_step: Estimate { unit, value, interval, method: Method::TheilSen, sample, seed: None },
        verdict: match (p, up) {
            (Err(_), _) => Verdict::TooFew,
            (Ok(_), None) => Verdict::NoClearChange,
            (Ok(p), Some(up)) => Verdict::of(subject, true, p, up),
        },
        p,
        points: n,
        left_out: missing + points.len() - n,
    }
}

/// An interval that is not just no change. Where most values are equal the median of slopes and both its limits are zero,
/// which is no certainty; a steady fall or rise has such an interval too, and it is the one of its slopes.
fn not_just_zero(interval: Interval) -> Result<Interval, Reason> {
    let point = interval.lower.and_then(|b| b.value()).zip(interval.upper.and_then(|b| b.value()));
    if point.is_some_and(|(lower, upper)| lower >= 0.0 && upper <= 0.0) {
        Err(Reason::MostEqual)
    } else {
        Ok(interval)
    }
}

/// The interval that holds two.
fn hull(a: Interval, b: Interval) -> Interval {
    let ends = |x: Option<Bounds>, y: Option<Bounds>| {
        let (x, y) = (x?, y?);
        Bounds::between(x.least().min(y.least()), x.most_or_infinity().max(y.most_or_infinity())).ok()
    };
    Interval { lower: ends(a.lower, b.lower), upper: ends(a.upper, b.upper), level: a.level, coverage: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(counts: &[usize]) -> Vec<(Rates, f64)> {
        let whole = |count: &usize| {
            let rate = Rate { count: *count, time: 91.0 };
            (Rates { low: rate, high: rate }, 91.0)
        };
        counts.iter().map(whole).collect()
    }

    #[test]
    fn four_quarters_are_too_few_and_eight_rising_ones_are_more() {
        let four = of_counts(&counts(&[1, 2, 3, 4]));
        assert_eq!(four.verdict, Verdict::TooFew);
        assert_eq!(four.p, Err(Reason::TooFewPeriods { n: 4, needs: 5 }));
        let eight = of_counts(&counts(&[3, 4, 6, 7, 9, 11, 12, 15]));
        assert_eq!(eight.verdict, Verdict::More);
        assert!((eight.per_step.value.unwrap().least() - 1.666_666).abs() < 0.1);
        assert_eq!(of_rates(&counts(&[3, 4, 6, 7, 9, 11, 12, 15])).verdict, Verdict::More);
    }

    #[test]
    fn a_flat_series_is_no_clear_change() {
        let flat = of_counts(&counts(&[5; 8]));
        assert_eq!((flat.verdict, flat.p), (Verdict::NoClearChange, Ok(1.0)));
        assert_eq!(flat.per_step.interval, Err(Reason::MostEqual));
        assert_eq!(of_rates(&counts(&[0; 8])).verdict, Verdict::TooFew);
    }

    /// Every two quarters give a slope of -2: so do its limits, as in R and scipy.
    #[test]
    fn a_steady_fall_has_the_interval_of_its_slopes() {
        let steady = of_counts(&counts(&[12, 10, 8, 6, 4, 2]));
        assert_eq!(steady.verdict, Verdict::Fewer);
        let interval = steady.per_step.interval.unwrap();
        let ends = [interval.lower, interval.upper].map(|limit| limit.and_then(|b| b.value()));
        assert!(ends.iter().all(|end| end.is_some_and(|end| (end + 2.0).abs() < 1e-9)), "{ends:?}");
    }

    #[test]
    fn ranges_that_tell_of_opposite_trends_are_not_clear() {
        let line: Vec<Point> =
            (0..8).map(f64::from).map(|x| Point { x, least: 10.0 - x, most: 10.0 + x }).collect();
        let found = of_points(Subject::Duration, Unit::SecondsPerPeriod, &line, Sample::exact(8), 0);
        assert_eq!((found.verdict, found.p), (Verdict::NoClearChange, Ok(1.0)));
    }

    #[test]
    fn long_incidents_that_are_not_over_keep_the_closed_ones_from_looking_faster() {
        let closed = (0..8).map(f64::from).map(|x| {
            let value = 100.0 - 9.0 * x - x * x / 5.0;
            Point { x, least: value, most: value }
        });
        let found = |points: &[Point]| {
            of_points(Subject::Duration, Unit::SecondsPerPeriod, points, Sample::exact(8), 0)
        };
        let mut points: Vec<Point> = closed.collect();
        assert_eq!(found(&points).verdict, Verdict::Faster);
        points.extend((8..12).map(f64::from).map(|x| Point { x, least: 400.0, most: f64::INFINITY }));
        let with_open = found(&points);
        assert_eq!((with_open.verdict, with_open.points, with_open.left_out), (Verdict::NoClearChange, 8, 4));
        assert!(with_open.per_step.interval.unwrap().allows(0.0));
    }

    #[test]
    fn a_last_period_that_is_not_whole_is_neither_fewer_nor_more_by_that() {
        let mut periods = counts(&[20, 21, 19, 20, 22, 20, 21, 20]);
        periods
            .push((Rates { low: Rate { count: 1, time: 91.0 }, high: Rate { count: 1, time: 2.0 } }, 91.0));
        assert_eq!(of_counts(&periods).verdict, Verdict::NoClearChange);
        assert_eq!(of_rates(&periods).verdict, Verdict::NoClearChange);
    }
}
