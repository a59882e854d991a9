//! From a history to its survival figures.

use incstats_model::{Metric, Period};
use serde::Serialize;

use super::curve::{self, CurvePoint};
use crate::AnalysisError;
use crate::estimate::{Bounds, Estimate, Interval, LEVEL, Method, Reason, Sample, Unit, or_reason};
use crate::frame::{History, Measured};
use crate::statistics::ended_within::{Readings, WithInterval};
use crate::statistics::observed::sample;
use crate::statistics::{Observed, lognormal, turnbull};

/// The name of the schema. Additions only; it rises when that breaks.
pub const SCHEMA: &str = "incstats/survival/1";

/// The times within which shares are given: an hour, four, a day; in seconds.
pub const HORIZONS: [f64; 3] = [3_600.0, 14_400.0, 86_400.0];

/// More incidents than this are not put on a curve point by point: a picture has fewer pixels.
const MOST_POINTS: usize = 20_000;

/// For more incidents than this no model is fitted: the median needs none then, and its interval is narrow.
const MOST_MODELLED: usize = 10_000;

/// What is asked.
#[derive(Clone, Debug)]
pub struct SurvivalQuestion {
    /// Of which metric.
    pub metric: Metric,
    /// Only incidents that started in it; all without one.
    pub period: Option<Period>,
}

/// How long it takes, open and ranged incidents included.
#[derive(Clone, Debug, Serialize)]
pub struct Survival {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// What it is of.
    #[serde(flatten)]
    pub of: Measured,
    /// The period, as people type it.
    pub period: Option<String>,
    /// What it rests on.
    #[serde(flatten)]
    pub sample: Sample,
    /// The median, in seconds: Kaplan-Meier where durations are exact or open, Turnbull where some are ranges.
    pub median: Estimate,
    /// The median of the lognormal model, in seconds.
    pub model_median: Estimate,
    /// The share that is over within each of [`HORIZONS`].
    pub within: Vec<Within>,
    /// The mean time an incident costs within a day, or within the longest time known where that is shorter.
    pub mean_within: Within,
    /// The curve; a reason where there is nothing to draw.
    #[serde(serialize_with = "or_reason")]
    pub curve: Result<Vec<CurvePoint>, Reason>,
}

/// A figure within a time.
#[derive(Clone, Debug, Serialize)]
pub struct Within {
    /// The time, in seconds.
    pub seconds: f64,
    /// The figure.
    pub figure: Estimate,
}

/// The survival figures of a metric. Cost: two sorts, and up to 10,000 incidents the fits of two models.
///
/// # Errors
/// [`AnalysisError::Frame`] where the history's frames lack a column.
pub fn survival(history: &History, question: &SurvivalQuestion) -> Result<Survival, AnalysisError> {
    let metric = &question.metric;
    let (observed, of) = history.values(metric, question.period)?;
    let rests_on = sample(&observed, of);
    let readings = Readings::of(&observed);
    let readings = readings.as_ref().map_err(|reason| *reason);
    let last = readings.map_or(0.0, |readings| readings.short.last_time());
    let horizon = HORIZONS.into_iter().fold(0.0, f64::max).min(last);
    let estimate = |unit, method, found: Result<WithInterval, Reason>| Estimate {
        unit,
        value: found.as_ref().map(|f| f.0).map_err(|r| *r),
        interval: found.and_then(|f| f.1),
        method,
        sample: rests_on,
        seed: None,
    };
    let share = |seconds| {
        let found = readings.and_then(|readings| readings.within(seconds, LEVEL));
        Within { seconds, figure: estimate(Unit::Share, Method::KaplanMeier, found) }
    };
    let mean = readings.and_then(|readings| readings.mean_within(horizon, LEVEL));
    Ok(Survival {
        schema: SCHEMA,
        of: history.measured(metric),
        period: question.period.map(|p| p.to_string()),
        sample: rests_on,
        median: median(history.unit(), &observed, readings, rests_on),
        model_median: estimate(history.unit(), Method::Lognormal, model(&observed)),
        within: HORIZONS.into_iter().map(share).collect(),
        mean_within: Within { seconds: horizon, figure: estimate(history.unit(), Method::KaplanMeier, mean) },
        curve: readings.and_then(|readings| {
            let n = observed.len();
            if n > MOST_POINTS {
                Err(Reason::TooMany { n, most: MOST_POINTS })
            } else {
                curve::points(&readings.short, &readings.long)
            }
        }),
    })
}

/// Kaplan-Meier's median, or Turnbull's where some of not too many are ranges; limits of the latter from both readings.
/// Where too many are open for a median its limits can be known all the same: it is longer than the lower one.
fn median(
    unit: Unit,
    observed: &[Observed],
    readings: Result<&Readings, Reason>,
    sample: Sample,
) -> Estimate {
    let interval = readings.and_then(|Readings { short, long, .. }| {
        let (short, long) = (short.median_interval(LEVEL)?, long.median_interval(LEVEL)?);
        let limit = |a: Option<Bounds>, b: Option<Bounds>| Bounds::between(a?.least(), b?.least()).ok();
        Ok(Interval {
            lower: limit(short.lower, long.lower),
            upper: limit(short.upper, long.upper),
            level: LEVEL,
            coverage: None,
        })
    });
    let estimate = |method, value| Estimate { unit, value, interval, method, sample, seed: None };
    if observed.len() <= MOST_MODELLED
        && observed.iter().any(Observed::is_ranged)
        && let Ok(median) = turnbull::turnbull(observed).and_then(|found| found.median())
    {
        return estimate(Method::Turnbull, Ok(median));
    }
    // The two readings are one where nothing is a range.
    let median = readings.and_then(|Readings { short, long, .. }| {
        Bounds::between(short.median()?.least(), long.median()?.most_or_infinity())
    });
    estimate(Method::KaplanMeier, median)
}

fn model(observed: &[Observed]) -> Result<WithInterval, Reason> {
    let n = observed.len();
    if n > MOST_MODELLED {
        return Err(Reason::TooMany { n, most: MOST_MODELLED });
    }
    let (median, interval) = lognormal::fit(observed)?.median(LEVEL);
    Ok((Bounds::exact(median)?, Ok(interval)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::Example;
    use incstats_model::{Incident, Milestone};

    fn ask(incidents: &[Incident]) -> Survival {
        let metric = Metric::find("ttr").unwrap().clone();
        survival(&History::new(incidents).unwrap(), &SurvivalQuestion { metric, period: None }).unwrap()
    }

    fn closed() -> Vec<Incident> {
        let minutes = [10, 20, 30, 50, 70, 100, 150, 200];
        minutes.iter().map(|m| Example::closed(&format!("i{m:03}"), *m).build()).collect()
    }

    #[test]
    fn an_open_incident_counts() {
        let mut incidents = closed();
        incidents.push(Example::open("open", 600).build());
        let found = ask(&incidents);
        assert_eq!(found.median.value.unwrap().value(), Some(4_200.0));
        assert_eq!(found.median.method, Method::KaplanMeier);
        assert_eq!(found.within[0].figure.value_in_words(), "44 %");
        assert!(found.within[0].figure.interval.is_ok());
        // Nobody knows what happened after ten hours.
        assert_eq!(found.within[2].figure.value_in_words(), "89 % to 100 %");
        assert!((found.mean_within.seconds - 36_000.0).abs() < 1e-9);
        let curve = found.curve.unwrap();
        assert_eq!((curve.len(), curve[8].open, curve[0].at_risk), (9, 1, 9));
        assert!(found.model_median.value.is_ok());
    }

    #[test]
    fn ranges_give_a_set_of_medians() {
        let mut incidents = closed();
        incidents.push(Example::closed("half-day", 1).at(Milestone::Resolved, 40, 90).build());
        let found = ask(&incidents);
        assert_eq!(found.median.method, Method::Turnbull);
        let median = found.median.value.unwrap();
        assert!(median.least() >= 3_000.0 - 1e-6 && median.most_or_infinity() <= 4_200.0 + 1e-6);
    }

    /// Two of seven ended, after 10 and 30 minutes: R gives no median, and 10 for its lower limit.
    #[test]
    fn a_median_that_is_not_reached_has_a_lower_limit() {
        let mut incidents: Vec<Incident> =
            [20, 40, 50, 60, 70].iter().map(|m| Example::open(&format!("o{m}"), *m).build()).collect();
        incidents.extend([10, 30].iter().map(|m| Example::closed(&format!("c{m}"), *m).build()));
        let found = ask(&incidents);
        assert_eq!(found.median.value, Err(Reason::NotReached));
        let interval = found.median.interval.unwrap();
        assert_eq!((interval.lower.unwrap().value(), interval.upper), (Some(600.0), None));
        assert_eq!(
            found.median.to_string(),
            "none: not yet known: too many are still open (10 min .. no upper limit)"
        );
    }

    #[test]
    fn nothing_and_all_open_are_words() {
        let none = ask(&[]);
        assert_eq!(none.median.to_string(), "none: no incident has both ends");
        assert_eq!(none.curve, Err(Reason::Empty));
        let open = ask(&[Example::open("a", 60).build(), Example::open("b", 90).build()]);
        assert_eq!(open.median.value, Err(Reason::NotReached));
        assert_eq!(open.within[0].figure.value_in_words(), "0 %");
        assert!(serde_json::to_string(&open).is_ok());
    }
}
