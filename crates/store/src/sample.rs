//! An incident for tests, as a report of a few lines gives it.

use chrono::DateTime;
use incstats_model::{
    Event, Finding, Incident, IncidentId, Kind, Milestone, MilestoneTime, Milestones, Place, Posted,
    Precision, Severity, Source, Status, TimeBounds, Zone, ZoneBasis, ZoneId,
};

/// A source; its SHA-256 is as good as any other text.
pub(crate) fn source(path: &str, sha256: &str) -> Source {
    Source {
        path: path.into(),
        sha256: sha256.into(),
        format: "text".into(),
        lines: 7,
        cannot_tell: vec!["when users were hit".into()],
    }
}

/// An hour of 27 June 2016, in a zone that nobody stated.
pub(crate) fn incident(id: &str) -> Incident {
    let clock = |clock: &str| {
        let at = DateTime::parse_from_rfc3339(&format!("2016-06-27T{clock}:00+00:00")).unwrap();
        TimeBounds::exact(at, Precision::Minute)
    };
    let mut milestones = Milestones::default();
    milestones.set(Milestone::Started, Some(MilestoneTime::stated(clock("16:15"), Place::span(3, 0, 5))));
    milestones.set(Milestone::Resolved, Some(MilestoneTime::stated(clock("17:15"), Place::line(5))));
    let event = |time: &str, line, text: &str, mark| Event {
        bounds: clock(time),
        place: Place::span(line, 0, 5),
        text: text.into(),
        marks: vec![mark],
        planned: false,
        services: vec!["mail".into()],
    };
    Incident {
        id: IncidentId(id.into()),
        source_id: None,
        kind: Kind::Incident,
        title: format!("Outage {id}"),
        organisation: Some("Example Hosting".into()),
        language: Some("en".into()),
        posted: Posted::default(),
        status: Status::Resolved,
        as_of: None,
        severity: None,
        services: vec!["mail".into(), "web".into()],
        cause: None,
        zone: Zone { id: ZoneId::UTC, basis: ZoneBasis::Assumed },
        facts: incstats_model::Facts::default(),
        milestones,
        episodes: Vec::new(),
        repairs: Vec::new(),
        events: vec![
            event("16:15", 3, "Alarms for the mail cluster.", Milestone::Started),
            event("17:15", 5, "All queues are empty again.", Milestone::Resolved),
        ],
        findings: vec![Finding {
            code: "weekday.mismatch".into(),
            severity: Severity::Warning,
            place: Some(Place::span(3, 0, 5)),
            also: vec![Place::line(5), Place::span(7, 2, 4)],
            message: "27 June 2016 was a Monday".into(),
            remedy: "correct the day".into(),
        }],
        source: Source::default(),
    }
    .checked()
}
