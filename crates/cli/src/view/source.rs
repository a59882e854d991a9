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

/// Where each milestone is read. Several that stand at one place share its label.
fn milestones(incident: &Incident, as_read: &Incident, corrections: &[Correction]) -> Vec<Mark> {
    let mut labels: BTreeMap<Place, Vec<String>> = BTreeMap::new();
    for (milestone, read) in as_read.milestones.iter() {
        if let Some(place) = read.place {
            labels.entry(place).or_default().push(label(milestone, read, incident, corrections));
        }
    }
    labels
        .into_iter()
        .map(|(place, labels)| Mark { place, label: labels.join("; "), primary: true })
        .collect()
}

fn label(
    milestone: Milestone,
    read: &MilestoneTime,
    incident: &Incident,
    corrections: &[Correction],
) -> String {
    let now = incident
        .milestones
        .bounds(milestone)
        .map_or_else(|| "not known".to_owned(), |bounds| when::bounds(bounds, incident.zone.id));
    let is_this = |change: &Change| matches!(change, Change::Milestone(changed, _) if *changed == milestone);
    match corrections.iter().rev().find(|correction| is_this(&correction.change)) {
        Some(correction) => format!("{milestone}: corrected to {now} ({})", correction.why),
        None => match &read.because {
            Some(because) => format!("{milestone}: {now} ({}: {because})", read.basis.name()),
            None => format!("{milestone}: {now}"),
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
