//! `incstats export`: the history for other programs.

use incstats_model::record::{FACTS, Record};
use incstats_model::{CauseCategory, Incident, Metric, Milestone};

use super::context::Context;
use crate::args::{ExportArgs, ExportFormat};
use crate::exit;
use crate::failure::Failure;
use crate::output::{csv, json};

/// Prints all that is known of the incidents of a period.
pub fn run(context: &mut Context, args: &ExportArgs) -> Result<u8, Failure> {
    let history = context.incidents()?;
    let incidents = context.within(&history, args.period);
    match args.format {
        ExportFormat::Json => {
            json::print(&mut context.door, &incidents.iter().map(Record::of).collect::<Vec<_>>())?;
        }
        ExportFormat::Csv => {
            let metrics = context.project()?.settings.metrics();
            let heading = heading(&metrics);
            let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
            csv::print(
                &mut context.door,
                &heading,
                incidents.iter().map(|incident| row(incident, &metrics)),
            )?;
        }
    }
    Ok(exit::DONE)
}

fn heading(metrics: &[Metric]) -> Vec<String> {
    let milestones = Milestone::ALL
        .into_iter()
        .flat_map(|m| ["earliest", "latest", "precision", "basis", "line"].map(|part| format!("{m}_{part}")));
    let durations =
        metrics.iter().flat_map(|m| ["min_s", "max_s", "censored"].map(|part| format!("{}_{part}", m.key)));
    let facts = FACTS.into_iter().chain(["path"]).map(str::to_owned);
    facts.chain(milestones).chain(durations).chain(["findings".to_owned()]).collect()
}

fn row(incident: &Incident, metrics: &[Metric]) -> Vec<String> {
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let instant = |at: Option<incstats_model::Instant>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
    let facts = [
        incident.id.to_string(),
        or_empty(&incident.source_id),
        incident.kind.name().into(),
        incident.title.clone(),
        or_empty(&incident.organisation),
        or_empty(&incident.language),
        instant(incident.posted.opened),
        instant(incident.posted.closed),
        incident.status.name().into(),
        instant(incident.as_of),
        or_empty(&incident.severity),
        incident.services.join("; "),
        or_empty(&incident.cause),
        incident.zone.id.to_string(),
        incident.zone.basis.name().into(),
        incident.facts.cause_category.map(CauseCategory::name).unwrap_or_default().into(),
        incident.facts.customers.as_ref().map(|customers| customers.text.clone()).unwrap_or_default(),
        incident
            .facts
            .customers
            .as_ref()
            .and_then(|customers| customers.count)
            .map(|count| count.to_string())
            .unwrap_or_default(),
        incident.facts.data_lost.map(|lost| lost.to_string()).unwrap_or_default(),
        incident.source.path.clone(),
    ];
    let milestones = Milestone::ALL.into_iter().flat_map(|milestone| {
        incident.milestones.get(milestone).map_or_else(<[String; 5]>::default, |time| {
            [
                time.bounds.earliest().to_rfc3339(),
                time.bounds.latest().to_rfc3339(),
                time.bounds.precision().name().into(),
                time.basis.name().into(),
                time.place.map(|place| place.line.to_string()).unwrap_or_default(),
            ]
        })
    });
    let durations = metrics.iter().flat_map(|metric| {
        metric.of(incident).map_or_else(<[String; 3]>::default, |took| {
            let most = took.max().map(|most| most.num_seconds().to_string()).unwrap_or_default();
            [took.min().num_seconds().to_string(), most, took.is_censored().to_string()]
        })
    });
    let findings =
        incident.findings.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>().join("; ");
    facts.into_iter().chain(milestones).chain(durations).chain([findings]).collect()
}
