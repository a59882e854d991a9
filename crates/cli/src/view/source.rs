//! The lines of a report that an incident rests on, underlined.

use std::collections::BTreeMap;

use incstats_model::{Change, Correction, Finding, Incident, Milestone, MilestoneTime, Place};

use crate::output::snippet::{Diagnostic, Mark, draw};
use crate::output::{Text, when};

/// One drawing of all milestones, then one a finding. `as_read` is the incident without corrections, which still has
/// the places of what was overruled.
pub fn diagnostics(
    incident: &Incident,
    as_read: &Incident,
    corrections: &[Correction],
    text: &str,
    width: Option<usize>,
) -> Vec<Text> {
    let path = &incident.source.path;
    let message = format!("milestones of {} ({})", incident.id, when::zone(incident.zone));
    let milestones = Diagnostic {
        severity: None,
        code: None,
        message: &message,
        marks: milestones(incident, as_read, corrections),
        remedy: None,
    };
    let of_milestones = (!milestones.marks.is_empty()).then(|| draw(&milestones, path, text, width));
    let of_findings = incident.findings.iter().map(|finding| {
        let diagnostic = Diagnostic {
            severity: Some(finding.severity),
            code: Some(&finding.code),
            message: &finding.message,
            marks: places(finding),
            remedy: (!finding.remedy.is_empty()).then_some(&finding.remedy),
        };
        draw(&diagnostic, path, text, width)
    });
    of_milestones.into_iter().chain(of_findings).collect()
}

/// Where each milestone is read. Several that stand at one place with one time share its label.
fn milestones(incident: &Incident, as_read: &Incident, corrections: &[Correction]) -> Vec<Mark> {
    let mut places: BTreeMap<Place, Vec<(Vec<&str>, String)>> = BTreeMap::new();
    for (milestone, read) in as_read.milestones.iter() {
        let Some(place) = read.place else { continue };
        let time = time(milestone, read, incident, corrections);
        let labels = places.entry(place).or_default();
        match labels.iter_mut().find(|(_, other)| *other == time) {
            Some((names, _)) => names.push(milestone.name()),
            None => labels.push((vec![milestone.name()], time)),
        }
    }
    let said = |labels: Vec<(Vec<&str>, String)>| {
        labels
            .iter()
            .map(|(names, time)| format!("{}: {time}", names.join(", ")))
            .collect::<Vec<_>>()
            .join("; ")
    };
    places.into_iter().map(|(place, labels)| Mark { place, label: said(labels), primary: true }).collect()
}

/// The time of a milestone, and why it has it where the report does not simply say so.
fn time(
    milestone: Milestone,
    read: &MilestoneTime,
    incident: &Incident,
    corrections: &[Correction],
) -> String {
    let now = incident.milestones.bounds(milestone);
    let now = now.map_or_else(|| "not known".to_owned(), |bounds| when::bounds(bounds, incident.zone.id));
    let is_this = |change: &Change| matches!(change, Change::Milestone(changed, _) if *changed == milestone);
    match corrections.iter().rev().find(|correction| is_this(&correction.change)) {
        Some(correction) => format!("corrected to {now} ({})", correction.why),
        None => match &read.because {
            Some(because) => format!("{now} ({}: {because})", read.basis.name()),
            None => now,
        },
    }
}

/// What a finding is about, the other places without words of their own.
fn places(finding: &Finding) -> Vec<Mark> {
    let first = finding.place.iter().map(|place| Mark { place: *place, label: String::new(), primary: true });
    let others =
        finding.also.iter().map(|place| Mark { place: *place, label: "see here".into(), primary: false });
    first.chain(others).collect()
}
