//! Two incidents put into a history by hand: one exact and contradicted, one of ranges and still open.

use chrono::DateTime;
use incstats_model::{
    Event, Finding, Incident, IncidentId, Kind, Milestone, MilestoneTime, Milestones, Place, Posted,
    Precision, Severity, Source, Status, TimeBounds, Zone, ZoneBasis,
};
use incstats_store::NewReport;

use crate::folder::Folder;

/// What the first report says; lines and spans below are of this text.
pub const FIRST: &str = "\
Incident report
At around 16:30, users could not log in.

Timeline
16:15\tHost failed
16:17\tEngineers alerted
16:24\tRoot cause found
19:30\tLog-ins opened again
";

/// What the second one says.
pub const SECOND: &str = "\
02.07 à 15h45 : la messagerie reste perturbée
17/06 15h : site de nouveau accessible
20/05 Matin : panne du stockage
";

/// A project with both incidents in its history.
pub fn project() -> Folder {
    let folder = Folder::project();
    let mut store = folder.store();
    for (incident, text) in [(first(), FIRST), (second(), SECOND)] {
        let report = NewReport {
            source: incident.source.clone(),
            text: text.into(),
            incidents: vec![incident],
            findings: Vec::new(),
        };
        store.import(&report).unwrap();
    }
    folder
}

pub fn first() -> Incident {
    let at = |clock: &str| exact(&format!("2016-06-27T{clock}:00+01:00"));
    let entries = [
        (5, "16:15", "Host failed", vec![Milestone::Started]),
        (6, "16:17", "Engineers alerted", vec![Milestone::Detected, Milestone::Acknowledged]),
        (7, "16:24", "Root cause found", vec![Milestone::Identified]),
        (8, "19:30", "Log-ins opened again", vec![Milestone::Mitigated, Milestone::Resolved]),
    ];
    let mut milestones = Milestones::default();
    let mut events = Vec::new();
    for (line, clock, text, marks) in entries {
        let place = Place::span(line, 0, 5);
        for mark in &marks {
            milestones.set(*mark, Some(MilestoneTime::stated(at(clock), place)));
        }
        events.push(Event {
            bounds: at(clock),
            place,
            text: text.into(),
            marks,
            planned: false,
            services: vec![],
        });
    }
    Incident {
        id: IncidentId("2016-06-27-incident-report".into()),
        source_id: None,
        kind: Kind::Incident,
        title: "Incident report".into(),
        organisation: Some("Example Hosting".into()),
        language: Some("en".into()),
        posted: Posted::default(),
        status: Status::Resolved,
        as_of: None,
        severity: None,
        services: vec!["log-in".into()],
        cause: Some("A host failed.".into()),
        zone: Zone { id: "Europe/London".parse().unwrap(), basis: ZoneBasis::Configured },
        facts: incstats_model::Facts::default(),
        milestones,
        episodes: Vec::new(),
        repairs: Vec::new(),
        events,
        findings: vec![Finding {
            code: "contradiction.started".into(),
            severity: Severity::Warning,
            place: Some(Place::span(2, 10, 15)),
            also: vec![Place::span(5, 0, 5)],
            message: "the text says about 16:30, the timeline 16:15".into(),
            remedy: "say which is right: `incstats correct ID started=TIME --why TEXT`".into(),
        }],
        source: source("data/first.txt", 'a', FIRST),
    }
}

pub fn second() -> Incident {
    let morning = TimeBounds::new(
        DateTime::parse_from_rfc3339("2021-05-20T04:00:00+02:00").unwrap(),
        DateTime::parse_from_rfc3339("2021-05-20T12:00:00+02:00").unwrap(),
        Precision::DayPart,
    )
    .unwrap();
    let mut milestones = Milestones::default();
    let began = Place::span(3, 0, 11);
    milestones.set(Milestone::Started, Some(MilestoneTime::stated(morning, began)));
    let back = Place::span(2, 0, 9);
    let at = exact("2021-06-17T15:00:00+02:00");
    milestones.set(Milestone::Mitigated, Some(MilestoneTime::stated(at, back)));
    let event = |bounds, place, text: &str, mark| Event {
        bounds,
        place,
        text: text.into(),
        marks: vec![mark],
        planned: false,
        services: vec![],
    };
    Incident {
        id: IncidentId("2021-05-20-panne-du-stockage".into()),
        title: "Panne du stockage".into(),
        organisation: None,
        language: Some("fr".into()),
        status: Status::Ongoing,
        as_of: DateTime::parse_from_rfc3339("2021-07-02T15:45:00+02:00").ok(),
        services: vec!["messagerie".into(), "web".into()],
        cause: None,
        zone: Zone { id: "Europe/Zurich".parse().unwrap(), basis: ZoneBasis::Assumed },
        events: vec![
            event(morning, began, "panne du stockage", Milestone::Started),
            event(at, back, "site de nouveau accessible", Milestone::Mitigated),
        ],
        facts: incstats_model::Facts::default(),
        milestones,
        episodes: Vec::new(),
        repairs: Vec::new(),
        findings: vec![Finding {
            code: "assumed.zone".into(),
            severity: Severity::Note,
            place: None,
            also: vec![],
            message: "no time zone is named".into(),
            remedy: "set it with `zone` in incstats.toml".into(),
        }],
        source: source("data/second.txt", 'b', SECOND),
        ..first()
    }
}

fn exact(at: &str) -> TimeBounds {
    TimeBounds::exact(DateTime::parse_from_rfc3339(at).unwrap(), Precision::Minute)
}

fn source(path: &str, digit: char, text: &str) -> Source {
    let lines = u32::try_from(text.lines().count()).unwrap();
    let sha256 = String::from(digit).repeat(64);
    Source { path: path.into(), sha256, format: "text".into(), lines, cannot_tell: Vec::new() }
}
