//! `incstats findings`: what a person should look at.

use incstats_model::{Finding, Severity};
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
    #[serde(flatten)]
    finding: Finding,
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
    let found = |incident: Option<&str>, path: &str, finding: &Finding| Found {
        incident: incident.map(str::to_owned),
        path: path.to_owned(),
        finding: finding.clone(),
    };
    let (incidents, reports) = match id {
        Some(id) => (vec![context.history_with(id)?.incident(id)?], Vec::new()),
        None => match context.history()? {
            Some(store) => (store.incidents()?, store.reports()?),
            None => return Ok(Vec::new()),
        },
    };
    let of_reports = reports
        .iter()
        .flat_map(|report| report.findings.iter().map(|finding| found(None, &report.source.path, finding)));
    let of_incidents = incidents.iter().flat_map(|incident| {
        let place = |finding| found(Some(incident.id.as_str()), &incident.source.path, finding);
        incident.findings.iter().map(place)
    });
    Ok(of_incidents.chain(of_reports).collect())
}

const HEADING: [&str; 7] = ["severity", "code", "incident", "path", "line", "message", "remedy"];

fn cells(found: &Found) -> [String; 7] {
    let Found { incident, path, finding } = found;
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
