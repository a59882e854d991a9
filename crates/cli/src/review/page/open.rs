//! What is open: incidents that are not known to be over, and doubts that wait for somebody.

use incstats_model::{Incident, Metric, Milestone, Severity};
use serde::Serialize;

use super::incidents::{capital, place, titled};
use super::{Cell, From, Table};

/// What is open.
#[derive(Clone, Debug, Serialize)]
pub struct Open {
    /// Incidents not known to be over, those that began before the period too.
    pub incidents: Table,
    /// Findings that a person should decide.
    pub decisions: Table,
    /// What is said where there are none of either, and how to settle a finding.
    pub notes: Notes,
}

/// What is said beside the tables.
#[derive(Clone, Debug, Serialize)]
pub struct Notes {
    /// Where no incident is open.
    pub no_open: String,
    /// Where nothing waits.
    pub no_decisions: String,
    /// How a finding is settled.
    pub decide: String,
}

pub(super) fn open(from: From<'_>) -> Open {
    let note = |key: &str| from.words.name("notes", key).to_owned();
    Open {
        incidents: incidents(from),
        decisions: decisions(from),
        notes: Notes { no_open: note("no_open"), no_decisions: note("no_decisions"), decide: note("decide") },
    }
}

fn incidents(from: From<'_>) -> Table {
    let words = from.words;
    let mut table = from.table("open_incidents", &["incident", "since", "heard", "#open_for"]);
    let unknown = || words.name("words", "not_known").to_owned();
    for incident in &from.data.open {
        let since = incident.milestones.bounds(Milestone::Started);
        let took = Metric::find("ttr").and_then(|metric| metric.of(incident));
        table.row([
            linked(from, incident),
            Cell::from(since.map_or_else(unknown, |bounds| words.bounds(bounds, incident.zone.id))),
            Cell::from(incident.as_of.map_or_else(unknown, |at| words.minute(at, incident.zone.id))),
            Cell::from(took.map_or_else(unknown, |took| words.took(&took))),
        ]);
    }
    table
}

/// The title, leading to the incident's part of the page where it has one.
fn linked(from: From<'_>, incident: &Incident) -> Cell {
    let cell = titled(from, incident);
    let on_page = from.data.incidents.iter().any(|other| other.id == incident.id);
    if on_page { cell.to(incident.id.as_str()) } else { cell }
}

fn decisions(from: From<'_>) -> Table {
    let words = from.words;
    let mut table = from.table("decisions", &["incident", "finding", "place"]);
    for severity in [Severity::Error, Severity::Warning] {
        for incident in &from.data.incidents {
            for finding in incident.findings.iter().filter(|finding| finding.severity == severity) {
                let message = Cell::from(capital(&finding.message)).within(Some("en"), &words.code);
                table.row([
                    linked(from, incident),
                    message,
                    Cell::from(place(from, incident, finding.place)).code(),
                ]);
            }
        }
    }
    table
}
