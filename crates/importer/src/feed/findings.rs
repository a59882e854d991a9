//! What to look at in what a feed gave.
//!
//! `feed.row`: a record that could not be read; no incident was made of it. *What to do:* correct the value that is
//! named and import the file again. `feed.time`: a time that could not be read; the record was kept without it. *What to
//! do:* the same. `feed.broken`: a file that breaks off, or a line that is not what its format asks for; what was read
//! before it is kept. *What to do:* export the file again. `feed.column`: a column that nobody knows was left out. *What to do:* give it one of
//! the names in the remedy, or leave it.

use incstats_model::{Finding, Incident, Place, Severity};

use crate::check::{self, Evidence};
use crate::narrative::assemble::Assembled;
use crate::narrative::candidate::Collected;
use crate::narrative::impact::Ends;
use crate::time::resolve::Note;

/// More records than this that cannot be read are not named one by one.
pub const MOST_NAMED: usize = 1_000;

/// The code of [`duplicate`].
pub const DUPLICATE: &str = "feed.duplicate";

/// The finding for a record whose id another record has too.
pub fn duplicate(place: Place) -> Finding {
    Finding {
        code: DUPLICATE.to_owned(),
        severity: Severity::Warning,
        place: Some(place),
        message:
            "another record of the file has this id too; of them the one that knows the most recent counts"
                .to_owned(),
        remedy: "remove the records that do not hold, or give each incident an id of its own".to_owned(),
        ..row(place.line, "")
    }
}

/// The finding for a record that could not be read.
pub fn row(line: u32, why: &str) -> Finding {
    Finding {
        code: "feed.row".to_owned(),
        severity: Severity::Error,
        place: Some(Place::line(line)),
        also: Vec::new(),
        message: format!("no incident was made of this row: {why}"),
        remedy: "correct the value and import the file again".to_owned(),
    }
}

/// The finding for a record that could not be read.
pub fn record(line: u32, which: &str, why: &str) -> Finding {
    Finding { message: format!("no incident was made of {which}: {why}"), ..row(line, why) }
}

/// The finding for a record that is no incident, as it says itself.
pub fn no_incident(line: u32, which: &str, why: &str) -> Finding {
    Finding {
        code: "feed.left-out".to_owned(),
        severity: Severity::Note,
        message: format!("{which} was left out: {why}"),
        remedy: "nothing to do, unless it is an incident after all: then mend the record and import it again"
            .to_owned(),
        ..row(line, why)
    }
}

/// The finding for records beyond those that are named.
pub fn more(line: u32, more: usize, named: usize) -> Finding {
    let message = format!("{more} more records could not be read; only the first {named} are named");
    Finding { message, ..row(line, "") }
}

/// The finding for a place where the text is not what its format asks for: `in_file` is the line of the file, and
/// where the rest of the file could not be read, `to_the_end`.
pub fn broken(line: u32, in_file: u32, why: &str, one_line: bool) -> Finding {
    let lost = if one_line { "it was left out" } else { "what follows was not read" };
    Finding {
        code: "feed.broken".to_owned(),
        message: format!("line {in_file} of the file is not as the format asks, and {lost}: {why}"),
        remedy: "export the file again, or correct the line and import it again".to_owned(),
        ..row(line, why)
    }
}

/// The finding for a time in a record that cannot be read; the record is kept without it.
pub fn time(place: Place, name: &str, why: &str) -> Finding {
    Finding {
        code: "feed.time".to_owned(),
        severity: Severity::Warning,
        place: Some(place),
        message: format!("`{name}` was left out: {why}"),
        ..row(place.line, why)
    }
}

/// The finding for columns that nobody knows.
pub fn columns(line: u32, unknown: &[&str], known: &str) -> Finding {
    Finding {
        code: "feed.column".to_owned(),
        severity: Severity::Note,
        place: Some(Place::line(line)),
        also: Vec::new(),
        message: format!("left out, as no such column is known: {}", unknown.join(", ")),
        remedy: format!("known columns: {known}"),
    }
}

/// A finding that the record itself names by its code, as an export of incstats does.
pub fn carried(line: u32, code: &str) -> Finding {
    Finding {
        code: code.to_owned(),
        severity: Severity::Note,
        place: Some(Place::line(line)),
        also: Vec::new(),
        message: "found in the report that this row was made from".to_owned(),
        remedy: "look at that report, and correct the milestone if it is wrong".to_owned(),
    }
}

/// Runs the checks that every incident goes through.
pub fn of(incident: &Incident, notes: Vec<(Note, Place)>) -> Vec<Finding> {
    let found = Collected { notes, ..Collected::default() };
    let assembled = Assembled {
        milestones: incident.milestones.clone(),
        status: incident.status,
        contradictions: Vec::new(),
        ends: Ends::default(),
    };
    check::run(&Evidence { incident, found: &found, assembled: &assembled })
}

/// The finding for an entry that tells of no incident.
pub fn left_out(place: Place, why: &str) -> Finding {
    Finding {
        code: "feed.left-out".to_owned(),
        severity: Severity::Note,
        place: Some(place),
        also: Vec::new(),
        message: format!("no incident was made of it: {why}"),
        remedy: "nothing; leave the file out if you do not want to see this again".to_owned(),
    }
}
