//! A change over periods: how much, how sure, and the words for it.

use serde::Serialize;

use crate::estimate::{Bounds, Estimate, Interval, LEVEL, Method, Reason, Sample, Unit, or_reason};
use crate::statistics::rate_ratio::Rate;
use crate::statistics::{kendall, poisson_trend, theil_sen};
use crate::verdict::{Subject, Verdict};

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

/// A trend of the number of incidents, from the slope of the counts.
pub(super) fn of_counts(rates: &[Rate]) -> Change {
    let points: Vec<(f64, f64)> = rates.iter().enumerate().map(|(i, r)| (i as f64, r.count as f64)).collect();
    let sample = Sample::exact(rates.iter().map(|r| r.count).sum());
    of_points(Subject::Number, Unit::IncidentsPerPeriod, &points, &points, sample, 0)
}

/// A trend of the number of incidents as a ratio from one period to the next, by Poisson regression.
pub(super) fn of_rates(rates: &[Rate]) -> Change {
    let fit = poisson_trend::fit(rates, LEVEL);
    let p = fit.as_ref().map(poisson_trend::PoissonTrend::honest_p).map_err(|r| *r);
    let up = fit.is_ok_and(|f| f.ratio > 1.0);
    Change {
        subject: Subject::Number,
        per_step: Estimate {
            unit: Unit::Ratio,
            value: fit.and_then(|f| Bounds::exact(f.ratio)),
            interval: fit.map(|f| f.honest_interval()),
            method: Method::PoissonTrend,
            sample: Sample::exact(rates.iter().map(|r| r.count).sum()),
            seed: None,
        },
        verdict: Verdict::of(Subject::Number, rates.len() >= FEWEST && p.is_ok(), p.unwrap_or(1.0), up),
        p,
        points: rates.len(),
        left_out: 0,
    }
}

/// A trend of values that are known to bounds: one test of all lower and one of all upper ends, of which the less sure
/// one counts. `left_out` points have no value.
pub(super) fn of_points(
    subject: Subject,
    unit: Unit,
    least: &[(f64, f64)],
    most: &[(f64, f64)],
    sample: Sample,
    left_out: usize,
) -> Change {
    let n = least.len();
    let too_few = Reason::TooFewPeriods { n, needs: FEWEST };
    let test = |points| -> Result<_, Reason> {
        let test = kendall::of_points(points)?;
        Ok((test.p(), theil_sen::with_variance(points, LEVEL, Ok(test.variance))?))
    };
    let found = if n < FEWEST {
        Err(too_few)
    } else {
        test(least).and_then(|low| {
            let high = if least == most { low.clone() } else { test(most)? };
            Ok((low, high))
        })
    };
    let (value, interval, p) = match found {
        Err(reason) => (Err(reason), Err(reason), Err(reason)),
        Ok(((low_p, low), (high_p, high))) => (
            Bounds::between(low.slope, high.slope),
            low.interval.and_then(|a| some_width(hull(a, high.interval?))),
            Ok(low_p.max(high_p)),
        ),
    };
    let rising = |b: Bounds| b.least() > 0.0;
    // Where the two ends tell of opposite trends nothing is clear, however small either p.
    let same = value.is_ok_and(|b| rising(b) || b.most_or_infinity() < 0.0);
    let sure = if same { p.unwrap_or(1.0) } else { 1.0 };
    Change {
        subject,
        per_step: Estimate { unit, value, interval, method: Method::TheilSen, sample, seed: None },
        p,
        verdict: Verdict::of(subject, p.is_ok(), sure, value.is_ok_and(rising)),
        points: n,
        left_out,
    }
}

/// An interval that is more than a point. Where most values are equal the median of slopes and both its limits are the
/// same, which is no certainty.
fn some_width(interval: Interval) -> Result<Interval, Reason> {
    let point = interval.lower.and_then(|b| b.value()).zip(interval.upper.and_then(|b| b.value()));
    if point.is_some_and(|(lower, upper)| upper <= lower) { Err(Reason::MostEqual) } else { Ok(interval) }
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

    fn counts(counts: &[usize]) -> Vec<Rate> {
        counts.iter().map(|count| Rate { count: *count, time: 91.0 }).collect()
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

    #[test]
    fn ranges_that_tell_of_opposite_trends_are_not_clear() {
        let line = |slope: f64| (0..8).map(|i| (f64::from(i), slope * f64::from(i))).collect::<Vec<_>>();
        let found = of_points(
            Subject::Duration,
            Unit::SecondsPerPeriod,
            &line(-1.0),
            &line(1.0),
            Sample::exact(8),
            0,
        );
        assert_eq!(found.verdict, Verdict::NoClearChange);
    }
}
