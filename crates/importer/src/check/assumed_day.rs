//! `assumed.day`: clock times without any date; the day is that of the report, or the reference date.
//!
//! *What to do:* if the incident was on another day, import again with `--reference-date`.

use incstats_model::{Finding, Severity};

use super::Evidence;
use crate::time::resolve::Note;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let first = evidence.found.notes.iter().find(|(note, _)| *note == Note::DayAssumed);
    let Some((_, place)) = first else { return Vec::new() };
    let day = evidence.incident.day().map_or_else(|| "an unknown day".to_owned(), |day| day.to_string());
    vec![Finding {
        code: "assumed.day".to_owned(),
        severity: Severity::Warning,
        place: Some(*place),
        also: Vec::new(),
        message: format!("no date is written for these clock times; they are read as of {day}"),
        remedy: "if that is wrong, import again with --reference-date YYYY-MM-DD".to_owned(),
    }]
}
