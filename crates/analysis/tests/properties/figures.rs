//! Whole answers over any history.

use incstats_analysis::availability::{AvailabilityQuestion, availability};
use incstats_analysis::compare::{CompareQuestion, compare};
use incstats_analysis::frame::History;
use incstats_analysis::slices::{SliceQuestion, slices};
use incstats_analysis::summary::{Dimension, Question, Summary, summarise};
use incstats_analysis::survival::{SurvivalQuestion, survival};
use incstats_analysis::trend::{TrendQuestion, trend};
use incstats_model::{Every, Incident, Metric};
use proptest::prelude::*;
use serde_json::Value;

use crate::histories::{End, Told, incidents, told};

fn ttr() -> Metric {
    Metric::find("ttr").unwrap().clone()
}

/// Every answer there is, as JSON.
fn answers(incidents: &[Incident]) -> Vec<Value> {
    let history = History::new(incidents).unwrap();
    let period = |text: &str| text.parse().unwrap();
    let (first, second) = (period("2021"), period("2022"));
    let json = |answer: serde_json::Result<Value>| answer.unwrap();
    vec![
        json(serde_json::to_value(
            summarise(&history, &Question { period: None, by: Some(Dimension::Service) }).unwrap(),
        )),
        json(serde_json::to_value(
            trend(&history, &TrendQuestion { metric: ttr(), every: Every::Quarter, window: None }).unwrap(),
        )),
        json(serde_json::to_value(
            compare(&history, &CompareQuestion { metric: ttr(), first, second }).unwrap(),
        )),
        json(serde_json::to_value(
            survival(&history, &SurvivalQuestion { metric: ttr(), period: None }).unwrap(),
        )),
        json(serde_json::to_value(
            availability(&history, &AvailabilityQuestion { period: first, target: Some(0.999) }).unwrap(),
        )),
        json(serde_json::to_value(
            slices(&history, &SliceQuestion { metric: ttr(), by: Dimension::Service, period: None }).unwrap(),
        )),
    ]
}

/// JSON writes NaN as null: no figure that must be a number may be one.
fn no_number_is_none(value: &Value, path: &str) {
    const NUMBERS: [&str; 12] = [
        "least",
        "p",
        "rate_p",
        "adjusted_p",
        "share",
        "centre",
        "scatter",
        "smallest_cut",
        "level",
        "n",
        "of",
        "used",
    ];
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                assert!(!(inner.is_null() && NUMBERS.contains(&name.as_str())), "{path}.{name} is no number");
                no_number_is_none(inner, &format!("{path}.{name}"));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| no_number_is_none(item, path)),
        Value::String(text) => assert!(!text.contains("NaN") && !text.contains("inf "), "{path}: {text}"),
        _ => {}
    }
}

fn summary(all: &[Told]) -> Summary {
    summarise(&History::new(&incidents(all)).unwrap(), &Question::default()).unwrap()
}

fn ttr_row(summary: &Summary) -> &incstats_analysis::summary::MetricRow {
    summary.overall.metrics.iter().find(|row| row.of.metric == "ttr").unwrap()
}

#[test]
fn the_corner_cases_are_words() {
    let one = |end| Told { day: 3, end, service: 1, detected: true };
    for n in [0usize, 1, 2, 6, 9] {
        for end in [End::At(0), End::At(30), End::Open(0), End::Open(90), End::Between(0, 60), End::Unknown] {
            for answer in answers(&incidents(&vec![one(end); n])) {
                no_number_is_none(&answer, "");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_history_gives_a_crash_or_a_number_that_is_none(all in prop::collection::vec(told(), 0..40)) {
        for answer in answers(&incidents(&all)) {
            no_number_is_none(&answer, "");
        }
    }

    #[test]
    fn the_order_of_incidents_changes_nothing(all in prop::collection::vec(told(), 0..20)) {
        let plain = incidents(&all);
        let mut turned = plain.clone();
        turned.reverse();
        // The list of doubts keeps the history's order; everything else is the same.
        for (a, b) in answers(&plain).iter().skip(1).zip(answers(&turned).iter().skip(1)) {
            prop_assert_eq!(a.to_string(), b.to_string());
        }
    }

    #[test]
    fn every_incident_is_counted_once_and_intervals_hold_their_points(all in prop::collection::vec(told(), 0..40)) {
        let found = summary(&all);
        let row = ttr_row(&found);
        prop_assert_eq!(row.sample.n + row.sample.missing, row.sample.of);
        prop_assert_eq!(row.sample.of, all.len());
        prop_assert!(row.sample.open + row.sample.ranged <= row.sample.n);
        if let (Ok(value), Ok(interval)) = (&row.median.value, &row.median.interval) {
            prop_assert!(interval.lower.unwrap().least() <= value.least());
            prop_assert!(interval.upper.unwrap().most_or_infinity() >= value.most_or_infinity());
        }
        if let (Ok(quarter), Ok(half)) = (row.lower_quartile.value, row.median.value) {
            prop_assert!(quarter.least() <= half.least() && quarter.most_or_infinity() <= half.most_or_infinity());
        }
        let spans: usize = found.overall.coverage.iter().filter(|c| c.milestone == "started").map(|c| c.known).sum();
        prop_assert_eq!(spans, all.len());
    }

    #[test]
    fn an_open_incident_more_never_lowers_the_least_sum(
        all in prop::collection::vec(told(), 1..20),
        minutes in 0i64..9_000,
    ) {
        let before = summary(&all).overall.incident_time.value.map_or(0.0, |b| b.least());
        let mut more = all.clone();
        more.push(Told { day: 5, end: End::Open(minutes), service: 0, detected: false });
        let after = summary(&more).overall.incident_time.value.unwrap();
        prop_assert!(after.least() >= before && after.is_open());
    }
}
