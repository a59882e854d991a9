//! Prints a made-up history as a table that `incstats import` reads: the same every time.
//!
//! `cargo run -p incstats-charts --example history -- 400 > history.csv`
#![expect(clippy::print_stdout, reason = "its output is the table")]

#[expect(dead_code, reason = "the other incidents are for the gallery")]
#[path = "gallery/incidents/mod.rs"]
mod incidents;

use incstats_model::{Incident, Instant, Milestone, TimeBounds};

fn main() {
    let n = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(400);
    let facts =
        ["id", "title", "severity", "services", "status", "as_of", "posted_opened", "posted_closed", "zone"];
    let times = Milestone::ALL
        .iter()
        .flat_map(|milestone| ["earliest", "latest", "precision"].map(|part| format!("{milestone}_{part}")));
    let heading: Vec<String> = facts.iter().map(|&name| name.to_owned()).chain(times).collect();
    println!("{}", heading.join(","));
    for incident in incidents::many(n) {
        println!("{}", row(&incident).join(","));
    }
}

/// The cells of a row. No generated text holds a comma or a quotation mark.
fn row(incident: &Incident) -> Vec<String> {
    let instant = |at: Option<Instant>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
    let mut cells = vec![
        incident.id.to_string(),
        incident.title.clone(),
        incident.severity.clone().unwrap_or_default(),
        incident.services.join("; "),
        incident.status.name().to_owned(),
        instant(incident.as_of),
        instant(incident.posted.opened),
        instant(incident.posted.closed),
        incident.zone.id.to_string(),
    ];
    for milestone in Milestone::ALL {
        let bounds = incident.milestones.bounds(milestone);
        cells.push(instant(bounds.map(TimeBounds::earliest)));
        cells.push(instant(bounds.map(TimeBounds::latest)));
        cells.push(bounds.map(|bounds| bounds.precision().name().to_owned()).unwrap_or_default());
    }
    cells
}
