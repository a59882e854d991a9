//! `clock.repeated` and `clock.skipped`: a wall clock time in the night of a clock change.
//!
//! In autumn an hour happens twice: the time is kept as a range over both. In spring an hour does not happen: the time
//! is read on the clock before the change. *What to do:* if the report elsewhere tells which, correct the milestone.

use incstats_model::{Finding, Place, Severity};

use super::Evidence;
use crate::time::resolve::Note;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let zone = evidence.incident.zone.id;
    let finding = |place: &Place, code: &str, message: String| Finding {
        code: code.to_owned(),
        severity: Severity::Warning,
        place: Some(*place),
        also: Vec::new(),
        message,
        remedy: "if the report tells which instant is meant, correct the milestone with its offset"
            .to_owned(),
    };
    let each = evidence.found.notes.iter().filter_map(|(note, place)| match note {
        Note::Fold => Some(finding(
            place,
            "clock.repeated",
            format!("clocks in {zone} showed this time twice that night; kept as a range over both"),
        )),
        Note::Gap => Some(finding(
            place,
            "clock.skipped",
            format!(
                "clocks in {zone} never showed this time that night; read on the clock before the change"
            ),
        )),
        _ => None,
    });
    each.collect()
}
