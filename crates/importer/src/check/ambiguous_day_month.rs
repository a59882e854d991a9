//! `ambiguous.day-month`: `03/04` may be the third of April or the fourth of March, and nothing tells.
//!
//! Neither another date of the report, nor a weekday, nor the language settles it; it is read day first. *What to do:*
//! set `day-month` for the source in `incstats.toml`, or correct the milestone.

use incstats_model::{Finding, Severity};

use super::Evidence;
use crate::time::resolve::Note;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let first = evidence.found.notes.iter().find(|(note, _)| *note == Note::DayMonthUnknown);
    let finding = first.map(|(_, place)| Finding {
        code: "ambiguous.day-month".to_owned(),
        severity: Severity::Warning,
        place: Some(*place),
        also: Vec::new(),
        message: "day and month could change places, and nothing in the report tells; read day first".to_owned(),
        remedy: "set day_month = \"day-first\" or \"month-first\" for this source in incstats.toml and import again".to_owned(),
    });
    finding.into_iter().collect()
}
