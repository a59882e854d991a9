//! What is told more than once is one event.

use chrono::NaiveDate;
use incstats_model::{Event, Precision};
use std::collections::BTreeSet;

/// What prose tells, each moment once. A day is an event where no clock time of that day is told; beside a timeline
/// only clock times are.
pub(super) fn told_once(prose: Vec<Event>, beside_a_timeline: bool) -> Vec<Event> {
    let exact =
        |e: &Event| e.bounds.precision() != Precision::Day && e.bounds.precision() != Precision::DayPart;
    let days: BTreeSet<NaiveDate> =
        prose.iter().filter(|e| exact(e)).map(|e| e.bounds.earliest().date_naive()).collect();
    let mut kept: Vec<Event> = Vec::new();
    for event in prose {
        let only_its_day =
            !exact(&event) && (beside_a_timeline || days.contains(&event.bounds.earliest().date_naive()));
        let again = kept.iter().any(|k| k.bounds == event.bounds && k.planned == event.planned);
        if !only_its_day && !again {
            kept.push(event);
        }
    }
    kept
}
