//! Two incidents for the tests of the views: one exact and over, one by day parts and open.

use chrono::{DateTime, TimeDelta};
use incstats_model::{
    Event, Incident, IncidentId, Instant, Kind, Milestone, MilestoneTime, Milestones, Place, Posted,
    Precision, Source, Status, TimeBounds, Zone, ZoneBasis,
};

fn at(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn incident(id: &str, zone: &str, events: Vec<(TimeBounds, &[Milestone])>) -> Incident {
    let mut milestones = Milestones::default();
    let mut story = Vec::new();
    for ((bounds, marks), line) in events.into_iter().zip(1..) {
        for milestone in marks {
            milestones.set(*milestone, Some(MilestoneTime::stated(bounds, Place::line(line))));
        }
        story.push(Event {
            bounds,
            place: Place::line(line),
            text: format!("entry {line}"),
            marks: marks.to_vec(),
            planned: false,
            services: Vec::new(),
        });
    }
    Incident {
        id: IncidentId(id.into()),
        source_id: None,
        kind: Kind::Incident,
        title: id.into(),
        organisation: None,
        language: None,
        posted: Posted::default(),
        status: Status::Resolved,
        as_of: None,
        severity: None,
        services: Vec::new(),
        cause: None,
        zone: Zone { id: zone.parse().unwrap(), basis: ZoneBasis::Configured },
        facts: incstats_model::Facts::default(),
        milestones,
        episodes: Vec::new(),
        repairs: Vec::new(),
        events: story,
        findings: Vec::new(),
        source: Source { path: format!("{id}.txt"), ..Source::default() },
    }
}

/// 27 June 2016 in London, exact to the minute, resolved after 3 h 15 min.
pub(super) fn crm_outage() -> Incident {
    use Milestone::{Acknowledged, Communicated, Detected, Identified, Mitigated, Resolved, Started};
    let clock = |text: &str| TimeBounds::exact(at(&format!("2016-06-27T{text}:00+01:00")), Precision::Minute);
    let events: Vec<(TimeBounds, &[Milestone])> = vec![
        (clock("16:15"), &[Started]),
        (clock("16:17"), &[Detected, Acknowledged]),
        (clock("16:20"), &[Communicated]),
        (clock("16:24"), &[Identified]),
        (clock("16:30"), &[]),
        (clock("16:31"), &[]),
        (clock("16:45"), &[]),
        (clock("19:30"), &[Mitigated]),
        (clock("19:30"), &[Resolved]),
    ];
    incident("2016-06-27-crm", "Europe/London", events)
}

/// 20 May 2021 in Zurich, known by day parts, mitigated on 17 June, open as of 2 July.
pub(super) fn hosting_outage() -> Incident {
    let morning = at("2021-05-20T04:00:00+02:00");
    let morning = TimeBounds::between(morning, morning + TimeDelta::hours(8), Precision::DayPart);
    let back = TimeBounds::exact(at("2021-06-17T15:00:00+02:00"), Precision::Hour);
    let events: Vec<(TimeBounds, &[Milestone])> =
        vec![(morning, &[Milestone::Started, Milestone::Identified]), (back, &[Milestone::Mitigated])];
    let mut outage = incident("2021-05-20-hosting", "Europe/Zurich", events);
    outage.status = Status::Ongoing;
    outage.as_of = Some(at("2021-07-02T15:45:00+02:00"));
    outage
}
