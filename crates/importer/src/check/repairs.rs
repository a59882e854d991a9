//! What findings about mistyped and doubtful dates propose: for every milestone on their line, when it is as typed and
//! when it is otherwise. A slip that the rest of the report settles is read so already; accepting it makes that a
//! person's word. One that nothing settles is read as typed until somebody accepts it.

use chrono::{Datelike, NaiveDate};
use incstats_model::{Milestone, Move, Place, Repair, TimeBounds};

use super::Evidence;
use crate::time::resolve::Note;

/// All repairs of an incident.
pub fn repairs(evidence: &Evidence<'_>) -> Vec<Repair> {
    let mut found: Vec<Repair> = Vec::new();
    for (note, place) in &evidence.found.notes {
        let Some(repair) = proposed(evidence, *note, *place) else { continue };
        match found.iter_mut().find(|known| known.finding == repair.finding) {
            // Day and month change places in the whole report or in none of it.
            Some(known) if !repair.read_so => {
                let new = |m: &Move| known.moves.iter().all(|other| other.milestone != m.milestone);
                let more: Vec<Move> = repair.moves.into_iter().filter(new).collect();
                known.moves.extend(more);
            }
            Some(known) if known.place == repair.place => {}
            _ => found.push(repair),
        }
    }
    found
}

fn proposed(evidence: &Evidence<'_>, note: Note, place: Place) -> Option<Repair> {
    let (finding, read_so, evidence_for): (&str, bool, String) = match note {
        Note::YearSlip { read, .. } => {
            ("typo.year", true, format!("in {read} it stands among the other dates of the report"))
        }
        Note::DateSlip { read, .. } => (
            "typo.date",
            true,
            format!("{read} is what the other dates of the report, or its order, ask for"),
        ),
        Note::DayMonthUnknown => {
            let why = "a report that writes the month first would mean this";
            ("ambiguous.day-month", false, why.to_owned())
        }
        _ => return None,
    };
    let there = evidence
        .incident
        .milestones
        .iter()
        .filter(|(_, time)| time.place.is_some_and(|at| at.line == place.line));
    let moves: Vec<Move> =
        there.filter_map(|(milestone, time)| otherwise(evidence, note, milestone, &time.bounds)).collect();
    (!moves.is_empty()).then(|| Repair {
        finding: finding.to_owned(),
        place: Some(place),
        moves,
        evidence: evidence_for,
        read_so,
    })
}

/// The other reading of a milestone beside the one that it has.
fn otherwise(evidence: &Evidence<'_>, note: Note, milestone: Milestone, read: &TimeBounds) -> Option<Move> {
    let to = |day: NaiveDate| on(evidence, read, day);
    let day = read.earliest().date_naive();
    match note {
        Note::YearSlip { typed, read: year } if day.year() == year => {
            let typed = to(day.with_year(typed)?)?;
            Some(Move { milestone, typed, proposed: *read })
        }
        Note::DateSlip { typed, read: meant } if day == meant => {
            Some(Move { milestone, typed: to(typed)?, proposed: *read })
        }
        Note::DayMonthUnknown => {
            let swapped = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())?;
            (swapped != day).then_some(())?;
            Some(Move { milestone, typed: *read, proposed: to(swapped)? })
        }
        _ => None,
    }
}

/// The same clock times on another day.
fn on(evidence: &Evidence<'_>, bounds: &TimeBounds, day: NaiveDate) -> Option<TimeBounds> {
    let zone = evidence.incident.zone.id;
    let local = bounds.earliest().naive_local();
    let earliest = zone.at(day.and_time(local.time())).first();
    let latest = earliest.checked_add_signed(bounds.width())?;
    Some(TimeBounds::between(earliest, latest, bounds.precision()))
}
