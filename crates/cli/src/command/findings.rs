//! `incstats findings`: what a person should look at.

use incstats_model::{Effect, Finding, Incident, Repair, Severity, ZoneId};
use serde::Serialize;

use super::context::Context;
use crate::args::{FindingsArgs, Format};
use crate::exit;
use crate::failure::Failure;
use crate::output::{Text, csv, json};
use crate::view;

/// A finding with where it belongs.
#[derive(Serialize)]
struct Found {
    /// The incident; `None` where it is about the report as a whole.
    incident: Option<String>,
    /// The report in which its lines stand.
    path: String,
    /// The clock on which its times are told.
    #[serde(skip)]
    zone: ZoneId,
    #[serde(flatten)]
    finding: Finding,
    /// What it proposes.
    repair: Option<Proposal>,
}

/// A repair with what it does to the durations, and the name by which it is accepted.
#[derive(Serialize)]
struct Proposal {
    accept: String,
    #[serde(flatten)]
    repair: Repair,
    durations: Vec<Effect>,
}

impl Proposal {
    fn of(incident: &Incident, repair: Repair) -> Self {
        Self { accept: repair.name(), durations: repair.effect(incident), repair }
    }
}

/// Prints the findings of an incident, or of the whole history, the gravest first.
pub fn run(context: &mut Context, args: &FindingsArgs) -> Result<u8, Failure> {
    let mut all = collect(context, args.id.as_deref())?;
    all.sort_by_key(|found| std::cmp::Reverse(found.finding.severity));
    match args.format {
        Format::Json => json::print(&mut context.door, &all)?,
        Format::Csv => csv::print(&mut context.door, &HEADING, all.iter().map(cells))?,
        Format::Table => {
            for found in &all {
                context.door.print(view::findings::told(
                    &found.finding,
                    &found.path,
                    found.incident.as_deref(),
                ))?;
                if let (Some(id), Some(proposal)) = (&found.incident, &found.repair) {
                    let Proposal { repair, durations, .. } = proposal;
                    context.door.print(view::findings::proposed(id, found.zone, repair, durations))?;
                }
                context.door.print(Text::new())?;
            }
            let count = view::lines::findings(all.iter().map(|found| &found.finding));
            context.door.note(if count.is_empty() {
                "nothing to check".to_owned()
            } else {
                format!("to check: {count}")
            });
        }
    }
    Ok(exit::DONE)
}

fn collect(context: &mut Context, id: Option<&str>) -> Result<Vec<Found>, Failure> {
    let (incidents, reports) = match id {
        Some(id) => (vec![context.history_with(id)?.incident_beside_others(id)?], Vec::new()),
        None => match context.history()? {
            Some(store) => (store.incidents()?, store.reports()?),
            None => return Ok(Vec::new()),
        },
    };
    let of_reports = reports.iter().flat_map(|report| {
        report.findings.iter().map(|finding| Found {
            incident: None,
            path: report.source.path.clone(),
            zone: ZoneId::UTC,
            finding: finding.clone(),
            repair: None,
        })
    });
    Ok(incidents.iter().flat_map(of_incident).chain(of_reports).collect())
}

fn of_incident(incident: &Incident) -> Vec<Found> {
    let mut repairs = Repair::all(incident);
    let proposed = |finding: &Finding, repairs: &mut Vec<(&Finding, Repair)>| {
        let at = repairs.iter().position(|(of, _)| std::ptr::eq(*of, finding))?;
        Some(Proposal::of(incident, repairs.remove(at).1))
    };
    let each = incident.findings.iter().map(|finding| Found {
        incident: Some(incident.id.to_string()),
        path: incident.source.path.clone(),
        zone: incident.zone.id,
        finding: finding.clone(),
        repair: proposed(finding, &mut repairs),
    });
    each.collect()
}

const HEADING: [&str; 7] = ["severity", "code", "incident", "path", "line", "message", "remedy"];

fn cells(found: &Found) -> [String; 7] {
    let Found { incident, path, finding, .. } = found;
    [
        Severity::name(finding.severity).into(),
        finding.code.clone(),
        incident.clone().unwrap_or_default(),
        path.clone(),
        finding.place.map(|place| place.line.to_string()).unwrap_or_default(),
        finding.message.clone(),
        finding.remedy.clone(),
    ]
}
