//! `typo.year`: a typed year that its weekday or the report's other dates contradict, where those agree on another one.
//!
//! In January people still type last year. The date is read in the year that its neighbours, and its weekday where one is written, ask for. *What to
//! do:* look at the line; if the typed year is right, correct the milestone that rests on it.

use incstats_model::{Finding, Severity};

use super::Evidence;
use crate::time::resolve::Note;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let each = evidence.found.notes.iter().filter_map(|(note, place)| {
        let Note::YearSlip { typed, read } = note else { return None };
        Some(Finding {
            code: "typo.year".to_owned(),
            severity: Severity::Warning,
            place: Some(*place),
            also: Vec::new(),
            message: format!(
                "the year {typed} does not go with the other dates of the report; read as {read}"
            ),
            remedy: format!(
                "if {typed} is right, correct the milestone with the full date; else mend the report"
            ),
        })
    });
    each.collect()
}
