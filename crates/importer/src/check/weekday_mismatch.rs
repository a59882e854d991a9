//! `weekday.mismatch`: a date is written with a weekday that it does not fall on.
//!
//! Either the day, the month, the year or the weekday is a slip, and nothing else in the report tells which. The date
//! is read as written. *What to do:* look at the line and correct what rests on it.

use incstats_model::{Finding, Severity};

use super::Evidence;
use crate::time::resolve::Note;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let each = evidence.found.notes.iter().filter_map(|(note, place)| {
        let Note::WeekdayMismatch(day) = note else { return None };
        Some(Finding {
            code: "weekday.mismatch".to_owned(),
            severity: Severity::Warning,
            place: Some(*place),
            also: Vec::new(),
            message: format!(
                "{day} is a {}, the report says another weekday; read as {day}",
                day.format("%A")
            ),
            remedy: "look whether the date or the weekday is a slip, and correct what rests on it".to_owned(),
        })
    });
    each.collect()
}
