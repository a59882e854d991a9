//! From a history to a comparison.

use incstats_model::{Metric, Period};
use serde::Serialize;

use super::durations::{self, DurationChange};
use super::side::Side;
use super::sight::{self, Sight};
use super::words;
use crate::AnalysisError;
use crate::estimate::{Bounds, Estimate, LEVEL, Method, Reason, Sample, Unit, or_reason};
use crate::frame::{History, Measured};
use crate::statistics::rate_ratio::{self, Rate};
use crate::verdict::{SELDOM, Subject, Verdict};

/// The name of the comparison's schema. Additions only; it rises when that breaks.
pub const SCHEMA: &str = "incstats/compare/1";

/// What is compared.
#[derive(Clone, Debug)]
pub struct CompareQuestion {
    /// Of which metric.
    pub metric: Metric,
    /// The period compared with.
    pub first: Period,
    /// The period that is compared with it.
    pub second: Period,
}

/// One period against another.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// What it is of.
    #[serde(flatten)]
    pub of: Measured,
    /// The period compared with.
    pub first: Side,
    /// The period that is compared with it.
    pub second: Side,
    /// Incidents a day: the second over the first.
    pub rate_ratio: Estimate,
    /// How likely chance alone parts the counts as far, two-sided and central.
    #[serde(serialize_with = "or_reason")]
    pub rate_p: Result<f64, Reason>,
    /// What may be said of the number.
    pub rate_verdict: Verdict,
    /// How durations changed.
    pub durations: DurationChange,
    /// What could have been seen.
    pub sight: Sight,
    /// The result in plain words, a sentence each.
    pub plain_words: Vec<String>,
}

/// Compares two periods. Cost: all pairs of their incidents, sorted.
///
/// # Errors
/// [`AnalysisError::Frame`] where the history's frames lack a column.
pub fn compare(history: &History, question: &CompareQuestion) -> Result<Comparison, AnalysisError> {
    let metric = &question.metric;
    let last_day = history.last_day();
    let side = |period| -> Result<Side, AnalysisError> {
        Ok(Side::new(history.unit(), period, &history.rows(metric, Some(period))?, last_day))
    };
    let (first, second) = (side(question.first)?, side(question.second)?);
    let rates = |side: &Side| side.exposure.rates(side.incidents.sample.n);
    let (of_first, of_second) = (rates(&first), rates(&second));
    // As few and as many a day in the second as the time that was seen allows.
    let few = rate_ratio::compare(of_second.low, of_first.high, LEVEL);
    let many = rate_ratio::compare(of_second.high, of_first.low, LEVEL);
    let both = few.and_then(|few| Ok((few, many?)));
    let same = both.is_ok_and(|(few, many)| few.ratio > 1.0 || many.ratio < 1.0);
    let rate_p = both.map(|(few, many)| if same || few == many { few.p.max(many.p) } else { 1.0 });
    let mut comparison = Comparison {
        schema: SCHEMA,
        of: history.measured(metric),
        rate_ratio: Estimate {
            unit: Unit::Ratio,
            value: both.and_then(|(few, many)| {
                Bounds::between(few.ratio, many.ratio).map_err(|_| Reason::NothingToCompare)
            }),
            interval: both.map(|(few, many)| few.interval.hull(many.interval)),
            method: Method::ExactRateRatio,
            sample: Sample::exact(first.incidents.sample.n + second.incidents.sample.n),
            seed: None,
        },
        rate_verdict: Verdict::of(
            Subject::Number,
            rate_p.is_ok() && !first.unseen && !second.unseen && could_differ(of_first.low, of_second.low),
            rate_p.unwrap_or(1.0),
            both.is_ok_and(|(few, _)| few.ratio > 1.0),
        ),
        rate_p,
        durations: durations::change(&first.values, &second.values),
        sight: sight::sight(&first.values, &second.values, of_first.low, second.days as f64),
        plain_words: Vec::new(),
        first,
        second,
    };
    comparison.plain_words = words::plain_words(&comparison);
    Ok(comparison)
}

/// Whether so many incidents in all could have parted the two periods: all of them in one.
fn could_differ(first: Rate, second: Rate) -> bool {
    let part = first.time / (first.time + second.time);
    let n = i32::try_from(first.count + second.count).unwrap_or(i32::MAX);
    2.0 * part.powi(n).min((1.0 - part).powi(n)) < SELDOM
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::Example;
    use incstats_model::{Incident, Milestone, MilestoneTime, TimeBounds};

    /// An incident of July 2021 instead of April.
    fn july(incident: Incident) -> Incident {
        let mut moved = incident;
        let shift = chrono::TimeDelta::days(91);
        for milestone in Milestone::ALL {
            let time = moved.milestones.get(milestone).cloned().map(|time| MilestoneTime {
                bounds: TimeBounds::between(
                    time.bounds.earliest() + shift,
                    time.bounds.latest() + shift,
                    time.bounds.precision(),
                ),
                ..time
            });
            moved.milestones.set(milestone, time);
        }
        moved.as_of = moved.as_of.map(|at| at + shift);
        moved
    }

    fn ask(incidents: &[Incident]) -> Comparison {
        let metric = Metric::find("ttr").unwrap().clone();
        let question =
            CompareQuestion { metric, first: "2021Q2".parse().unwrap(), second: "2021Q3".parse().unwrap() };
        compare(&History::new(incidents).unwrap(), &question).unwrap()
    }

    fn quarter(minutes: &[i64]) -> Vec<Incident> {
        minutes.iter().enumerate().map(|(i, m)| Example::closed(&format!("i{i}"), *m).build()).collect()
    }

    #[test]
    fn two_ordinary_quarters_do_not_differ_and_the_words_say_what_would_have_been_seen() {
        let mut incidents = quarter(&[12, 25, 25, 40, 55, 58, 61, 70, 95, 130, 180, 240, 310, 1_310]);
        incidents.extend(quarter(&[4, 15, 20, 30, 35, 41, 60, 90, 160, 400]).into_iter().map(july));
        incidents.extend([july(Example::open("open", 2_880).build()), Example::looked_on()]);
        let found = ask(&incidents);
        assert_eq!(found.rate_verdict, Verdict::NoClearChange);
        assert_eq!(found.rate_ratio.to_string(), "0.78 x (0.32 x .. 1.84 x)");
        assert_eq!(found.durations.verdict, Verdict::NoClearChange);
        assert_eq!((found.sight.fewer, found.sight.more), (Some(4), 28));
        assert_eq!(found.second.mean.value.unwrap().most(), None);
        let text = found.plain_words.join(" ");
        assert!(text.contains("do not differ by more than chance would give"), "{text}");
        assert!(text.contains("4 or fewer, or 28 or more"), "{text}");
        let means =
            "The means are not compared: i13 alone is 50 % of 2021Q2; one incident of 2021Q3 is still open.";
        assert!(text.contains(means), "{text}");
    }

    #[test]
    fn a_quarter_of_which_the_data_show_four_days_is_neither_fewer_nor_more() {
        let incidents = [quarter(&[9; 25]), quarter(&[9; 4]).into_iter().map(july).collect()].concat();
        let found = ask(&incidents);
        assert!(found.second.unfinished);
        assert_eq!((found.rate_verdict, found.rate_p), (Verdict::NoClearChange, Ok(1.0)));
        let text = found.plain_words.join(" ");
        assert!(text.contains("The data end before 2021Q3 does"), "{text}");
    }

    #[test]
    fn few_and_none_are_words() {
        let few = ask(&[quarter(&[5, 9]), quarter(&[7]).into_iter().map(july).collect()].concat());
        assert_eq!((few.rate_verdict, few.durations.verdict), (Verdict::TooFew, Verdict::TooFew));
        assert_eq!(
            few.plain_words[0],
            "2021Q2 and 2021Q3 have too few incidents to tell whether anything changed."
        );
        let unseen = ask(&quarter(&[5, 9]));
        assert!(unseen.second.unseen && unseen.first.unfinished && !unseen.first.unseen);
        assert_eq!(unseen.rate_verdict, Verdict::TooFew);
        assert_eq!(unseen.plain_words[0], "The data end before 2021Q3 begins, so nothing is known of it.");
        let none = ask(&[]);
        assert_eq!(none.rate_p, Err(Reason::NothingToCompare));
        assert!(none.plain_words.iter().all(|s| !s.contains("NaN")));
        assert!(serde_json::to_string(&none).is_ok());
    }
}
