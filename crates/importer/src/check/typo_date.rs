//! `typo.date`: a typed month or day that the report's other dates, or the order of its list, contradict.
//!
//! `Resolved 2021-09-25` under four fields of 2021-07-25 is a slip of the month; an entry dated twenty days before the
//! one above it, in a list that is otherwise in order, is a slip of the day; a few entries of an evening that carry the
//! date of the morning after are of the day before. Only where the rest of the report leaves one reading is it taken.
//! *What to do:* look at the line; if the typed date is right, correct the milestone that rests on it.

use incstats_model::{Finding, Severity};

use super::Evidence;
use crate::time::resolve::Note;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let each = evidence.found.notes.iter().filter_map(|(note, place)| {
        let Note::DateSlip { typed, read } = note else { return None };
        Some(Finding {
            code: "typo.date".to_owned(),
            severity: Severity::Warning,
            place: Some(*place),
            also: Vec::new(),
            message: format!(
                "the date {typed} does not go with the other dates of the report; read as {read}"
            ),
            remedy: format!(
                "if {typed} is right, correct the milestone with the full date; else mend the report"
            ),
        })
    });
    each.collect()
}
