//! What to look at in what a feed gave.
//!
//! `feed.row`: a record that could not be read; no incident was made of it. *What to do:* correct the value that is
//! named and import the file again. `feed.column`: a column that nobody knows was left out. *What to do:* give it one of
//! the names in the remedy, or leave it.

use incstats_model::{Finding, Incident, Place, Severity};

use crate::check::{self, Evidence};
use crate::narrative::assemble::Assembled;
use crate::narrative::candidate::Collected;
use crate::narrative::impact::Ends;
use crate::time::resolve::Note;

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
