//! From a history to the availability of its services.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use incstats_model::{Metric, Period};
use serde::Serialize;

use super::figures::{ServiceFigures, Window};
use crate::AnalysisError;
use crate::exposure::Exposure;
use crate::frame::History;
use crate::frame::select::Stretch;
use crate::statistics::downtime::Outage;

/// The name of the report's schema. Additions only; it rises when that breaks.
pub const SCHEMA: &str = "incstats/availability/1";

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct AvailabilityQuestion {
    /// Over which period, from midnight to midnight UTC.
    pub period: Period,
    /// The part of it in which services are to be up, from 0 to 1, where there is a target.
    pub target: Option<f64>,
}

/// How much of a period each service was up.
#[derive(Clone, Debug, Serialize)]
pub struct AvailabilityReport {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The period, as people type it.
    pub period: String,
    /// Of how many days of it anything is known: those up to the last of which the history tells, or to which it is said
    /// to be complete. The others may have been up or down: they make every figure a range.
    pub days: i64,
    /// Whether these are not all of its days.
    pub unfinished: bool,
    /// All incidents together, as if any of them took everything down.
    pub overall: ServiceFigures,
    /// Each service that any incident of the history names, by name.
    pub services: Vec<ServiceFigures>,
    /// Incidents of the history that are in no figure here, as their start or their end is not known.
    pub missing: usize,
}

/// The availability of a period. Cost: a pass over the incidents and a sort a service.
///
/// # Errors
/// [`AnalysisError::Frame`] where the history's frames lack a column.
pub fn availability(
    history: &History,
    question: &AvailabilityQuestion,
) -> Result<AvailabilityReport, AnalysisError> {
    let metrics: Vec<&Metric> = ["ttm", "ttr"].into_iter().filter_map(Metric::find).collect();
    let (stretches, missing) = history.stretches(&metrics)?;
    let exposure = Exposure::of(question.period, None, history.last_day());
    let first_day = question.period.first_day();
    let day = |days| seconds(first_day + TimeDelta::days(days));
    let window = Window { from: day(0), seen: day(exposure.seen), to: day(exposure.whole) };
    let mut services: BTreeMap<&str, Vec<Outage>> = BTreeMap::new();
    for stretch in &stretches {
        for service in &stretch.services {
            services.entry(service).or_default().push(outage(stretch));
        }
    }
    let all: Vec<Outage> = stretches.iter().map(outage).collect();
    Ok(AvailabilityReport {
        schema: SCHEMA,
        period: question.period.to_string(),
        days: exposure.seen,
        unfinished: exposure.is_unfinished(),
        overall: ServiceFigures::of(None, &all, window, question.target),
        services: services
            .into_iter()
            .map(|(name, outages)| {
                ServiceFigures::of(Some(name.to_owned()), &outages, window, question.target)
            })
            .collect(),
        missing,
    })
}

/// Midnight UTC, in seconds from the epoch.
fn seconds(day: NaiveDate) -> f64 {
    let zero = NaiveDate::default();
    (day - zero).num_seconds() as f64
}

/// The hull of what a start and a length allow: certainly down from the latest start to the earliest end.
fn outage(stretch: &Stretch) -> Outage {
    let (first, last) = stretch.start;
    // The least length is counted from the latest start, the greatest from the earliest.
    Outage {
        began_first: first,
        began_last: last,
        ended_first: last + stretch.length.least(),
        ended_last: first + stretch.length.most(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::Example;
    use incstats_model::{Incident, Milestone};

    fn ask(incidents: &[Incident], target: Option<f64>) -> AvailabilityReport {
        let question = AvailabilityQuestion { period: "2021-04".parse().unwrap(), target };
        let all = [incidents, &[Example::looked_on()]].concat();
        availability(&History::new(&all).unwrap(), &question).unwrap()
    }

    fn told(incidents: &[Incident], complete_to: Option<&str>, target: f64) -> AvailabilityReport {
        let question = AvailabilityQuestion { period: "2021-04".parse().unwrap(), target: Some(target) };
        let history = History::new(incidents).unwrap();
        let day = complete_to.map(|day| day.parse().unwrap());
        availability(&history.complete_to(day), &question).unwrap()
    }

    /// An incident on the first of thirty days, and nothing after it: nobody knows whether anything else happened.
    #[test]
    fn the_days_after_the_data_end_may_have_been_up_or_down() {
        let one = [Example::closed("a", 144).build()];
        let found = told(&one, None, 0.9);
        assert_eq!((found.days, found.unfinished), (1, true));
        let up = found.overall.availability.value.unwrap();
        assert!((up.least() - 0.9 / 30.0).abs() < 1e-9, "{up:?}");
        assert!((up.most_or_infinity() - 29.9 / 30.0).abs() < 1e-9, "{up:?}");
        let budget = found.overall.budget.unwrap();
        assert!((budget.allowed_s - 3.0 * 86_400.0).abs() < 1e-6);
        assert_eq!(budget.met, None);
        // 2.4 h of a budget of 43 minutes: no rest of the month can make that good.
        assert_eq!(told(&one, None, 0.999).overall.budget.unwrap().met, Some(false));
        let none = told(&[], None, 0.9);
        assert!(none.overall.availability.value.is_err());
        assert_eq!(none.overall.budget.unwrap().met, None);
    }

    #[test]
    fn data_that_are_said_to_be_complete_tell_of_quiet_days_too() {
        let one = [Example::closed("a", 144).build()];
        let whole = told(&one, Some("2021-04-30"), 0.99);
        assert_eq!((whole.days, whole.unfinished), (30, false));
        let up = whole.overall.availability.value.unwrap();
        assert!(up.value().is_some_and(|up| (up - 29.9 / 30.0).abs() < 1e-9), "{up:?}");
        assert_eq!(whole.overall.budget.unwrap().met, Some(true));
        let half = told(&one, Some("2021-04-15"), 0.99);
        assert_eq!((half.days, half.unfinished), (15, true));
        assert_eq!(half.overall.budget.unwrap().met, None);
        // Even without any incident.
        assert_eq!(told(&[], Some("2021-04-30"), 0.99).overall.budget.unwrap().met, Some(true));
    }

    fn on(service: &str, example: Example) -> Incident {
        example.with(|i| i.services = vec![service.into()]).build()
    }

    #[test]
    fn incidents_that_overlap_are_counted_once_for_each_service() {
        // All begin at 10:00: 60 and 90 minutes on the web, 30 on mail.
        let incidents = [
            on("web", Example::closed("a", 60)),
            on("web", Example::closed("b", 300).at(Milestone::Mitigated, 90, 90)),
            on("mail", Example::closed("c", 30)),
            Example::nothing("d").build(),
        ];
        let found = ask(&incidents, Some(0.999));
        assert_eq!(found.overall.downtime.value_in_words(), "1 h 30 min");
        assert_eq!(found.missing, 1);
        let names: Vec<_> = found.services.iter().map(|s| s.service.as_deref().unwrap()).collect();
        assert_eq!(names, ["mail", "web"]);
        let web = &found.services[1];
        assert_eq!(web.downtime.value.unwrap().value(), Some(5_400.0));
        let budget = web.budget.unwrap();
        assert!((budget.allowed_s - 2_592.0).abs() < 1e-6);
        assert_eq!(budget.met, Some(false));
    }

    #[test]
    fn an_open_incident_is_down_until_the_end_at_most_and_the_last_word_at_least() {
        let found = ask(&[on("web", Example::open("a", 60))], None);
        let down = found.overall.downtime.value.unwrap();
        assert!((down.least() - 3_600.0).abs() < 1e-6);
        assert!((down.most_or_infinity() - (30.0 * 86_400.0 - 36_000.0)).abs() < 1e-6);
        assert_eq!(found.overall.downtime.sample.open, 1);
        assert_eq!(ask(&[], None).overall.availability.value.unwrap().value(), Some(1.0));
    }
}
