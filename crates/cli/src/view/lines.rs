//! Single lines that tell what matters of an incident.

use incstats_model::{DurationBounds, Finding, Incident, Metric, Milestone, Severity, Status};

use crate::output::{plural, when};

/// When it began, or what of it is known first; on its own clock, with the zone.
pub fn start(incident: &Incident) -> String {
    match incident.milestones.bounds(Milestone::Started) {
        Some(bounds) => when::bounds(bounds, incident.zone.id),
        None => {
            incident.day().map_or_else(|| "not known".into(), |day| format!("{} or before", when::day(day)))
        }
    }
}

/// The status, with the last thing known where it is not over: `ongoing as of 2 July 2021 15:45`.
pub fn status(incident: &Incident) -> String {
    let name = incident.status.name();
    match (incident.status, incident.as_of) {
        (Status::Ongoing | Status::Unknown, Some(at)) => {
            format!("{name} as of {}", when::minute(at, incident.zone.id))
        }
        _ => name.to_owned(),
    }
}

/// A metric of an incident in words, or a dash.
pub fn metric(incident: &Incident, key: &str) -> String {
    let duration = Metric::find(key).and_then(|metric| metric.of(incident));
    duration.map_or_else(|| "-".into(), |duration: DurationBounds| duration.to_string())
}

/// `1 error, 2 warnings, 3 notes`; nothing where there are none.
pub fn findings<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> String {
    let (mut errors, mut warnings, mut notes) = (0, 0, 0);
    for finding in findings {
        match finding.severity {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
            Severity::Note => notes += 1,
        }
    }
    plural::counts([(errors, "error"), (warnings, "warning"), (notes, "note")])
}
