//! `incstats list`: the history, a line an incident.

use incstats_model::{DurationBounds, Incident, Metric, Milestone, MilestoneTime};
use serde::Serialize;

use super::context::Context;
use crate::args::{Format, ListArgs};
use crate::exit;
use crate::failure::Failure;
use crate::output::{Align, Table, csv, json};
use crate::view::lines;
use crate::view::short::ShortIds;

/// Prints the incidents of a period.
pub fn run(context: &mut Context, args: &ListArgs) -> Result<u8, Failure> {
    let mut incidents = context.incidents()?;
    // A terminal has little room, and the beginning of an id is enough for every command.
    let width = context.door.width();
    let ids = width.map(|_| ShortIds::of(&incidents));
    // A history can be as large as the memory: there is no room for a copy of it.
    if let Some(period) = args.period {
        let any = !incidents.is_empty();
        incidents.retain(|incident| incident.day().is_some_and(|day| period.contains(day)));
        if any && incidents.is_empty() {
            context.none_in(period);
        }
    }
    match args.format {
        Format::Table if incidents.is_empty() => {}
        Format::Table => {
            context.door.print(table(&incidents, ids.as_ref()).draw(width))?;
        }
        Format::Json => json::print(&mut context.door, &incidents.iter().map(Line::of).collect::<Vec<_>>())?,
        Format::Csv => csv::print(&mut context.door, &HEADING, incidents.iter().map(cells))?,
    }
    Ok(exit::DONE)
}

fn table(incidents: &[Incident], ids: Option<&ShortIds>) -> Table {
    let mut table = Table::new([
        ("incident", Align::Left),
        ("started", Align::Left),
        ("zone", Align::Left),
        ("status", Align::Left),
        ("TTM", Align::Right),
        ("TTR", Align::Right),
        ("to check", Align::Left),
        ("title", Align::Left),
    ]);
    for incident in incidents {
        let id = incident.id.as_str();
        table.row([
            ids.map_or(id, |ids| ids.short(id)),
            &lines::start(incident),
            &incident.zone.id.to_string(),
            incident.status.name(),
            &lines::metric(incident, "ttm"),
            &lines::metric(incident, "ttr"),
            &lines::findings(&incident.findings),
            &incident.title,
        ]);
    }
    table
}

/// A line of the list, for programs; `export` has the whole of it.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    kind: &'static str,
    organisation: Option<&'a str>,
    severity: Option<&'a str>,
    services: &'a [String],
    status: &'static str,
    zone: String,
    started: Option<&'a MilestoneTime>,
    ttm: Option<DurationBounds>,
    ttr: Option<DurationBounds>,
    findings: usize,
}

impl<'a> Line<'a> {
    fn of(incident: &'a Incident) -> Self {
        Self {
            id: incident.id.as_str(),
            title: &incident.title,
            kind: incident.kind.name(),
            organisation: incident.organisation.as_deref(),
            severity: incident.severity.as_deref(),
            services: &incident.services,
            status: incident.status.name(),
            zone: incident.zone.id.to_string(),
            started: incident.milestones.get(Milestone::Started),
            ttm: duration(incident, "ttm"),
            ttr: duration(incident, "ttr"),
            findings: incident.findings.len(),
        }
    }
}

fn duration(incident: &Incident, key: &str) -> Option<DurationBounds> {
    Metric::find(key).and_then(|metric| metric.of(incident))
}

const HEADING: [&str; 14] = [
    "id",
    "title",
    "kind",
    "organisation",
    "severity",
    "services",
    "status",
    "zone",
    "started_earliest",
    "started_latest",
    "ttr_min_s",
    "ttr_max_s",
    "ttr_censored",
    "findings",
];

fn cells(incident: &Incident) -> [String; 14] {
    let started = incident.milestones.bounds(Milestone::Started);
    let ttr = duration(incident, "ttr");
    let seconds =
        |delta: Option<chrono::TimeDelta>| delta.map(|d| d.num_seconds().to_string()).unwrap_or_default();
    [
        incident.id.to_string(),
        incident.title.clone(),
        incident.kind.name().into(),
        incident.organisation.clone().unwrap_or_default(),
        incident.severity.clone().unwrap_or_default(),
        incident.services.join("; "),
        incident.status.name().into(),
        incident.zone.id.to_string(),
        started.map(|bounds| bounds.earliest().to_rfc3339()).unwrap_or_default(),
        started.map(|bounds| bounds.latest().to_rfc3339()).unwrap_or_default(),
        seconds(ttr.map(|d| d.min())),
        seconds(ttr.and_then(|d| d.max())),
        ttr.map(|d| d.is_censored().to_string()).unwrap_or_default(),
        incident.findings.len().to_string(),
    ]
}
