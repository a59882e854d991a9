//! `zone.season`: the zone behind a time is that of the other season of its place, such as `PST` in July.
//!
//! People write the abbreviation that they know by heart all the year round, and then mean what the clock on the wall
//! shows; or they keep a log in standard time and mean what they write. An hour lies between the two, and nothing in the
//! abbreviation tells which is meant. It is read as written. *What to do:* if the wall clock is meant, say the place.

use incstats_model::{Finding, Severity};

use super::Evidence;
use crate::time::resolve::Note;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let mut notes = evidence.found.notes.iter().filter_map(|(note, place)| match note {
        Note::OutOfSeason { said, place: of, day } => Some((*said, *of, *day, *place)),
        _ => None,
    });
    let Some((said, of, day, place)) = notes.next() else { return Vec::new() };
    let also = notes.map(|(.., place)| place).filter(|other| other.line != place.line).collect();
    let on_the_wall = day.and_hms_opt(12, 0, 0).map(|noon| of.at(noon).first().offset().to_string());
    vec![Finding {
        code: "zone.season".to_owned(),
        severity: Severity::Warning,
        place: Some(place),
        also,
        message: format!(
            "the zone is written as that of the other season: on {day} clocks of {of} showed {}; read as {said}, as written",
            on_the_wall.unwrap_or_default(),
        ),
        remedy: format!(
            "if the clock on the wall is meant: incstats correct {} zone={of} --why TEXT, or correct the milestones",
            evidence.incident.id
        ),
    }]
}
