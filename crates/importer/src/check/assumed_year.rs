//! `assumed.year`: dates without a year were given one, from the weekday, the document's own date, or the reference
//! date.
//!
//! *What to do:* nothing if the year is right; else import again with `--reference-date`.

use incstats_model::{Finding, Severity};

use super::Evidence;
use crate::time::resolve::Note;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let told = |note: &Note| match note {
        Note::YearFromWeekday(year) => Some((*year, "the weekday")),
        Note::YearFromDocument(year) => Some((*year, "the report's own date")),
        Note::YearFromReference(year) => Some((*year, "the reference date")),
        _ => None,
    };
    let mut assumed = evidence.found.notes.iter().filter_map(|(note, place)| Some((told(note)?, *place)));
    let Some(((year, source), place)) = assumed.next() else { return Vec::new() };
    vec![Finding {
        code: "assumed.year".to_owned(),
        severity: Severity::Note,
        place: Some(place),
        also: Vec::new(),
        message: format!("dates without a year are read as {year}, from {source}"),
        remedy: "if that is wrong, import again with --reference-date YYYY-MM-DD".to_owned(),
    }]
}
