//! Histories of all kinds.

use chrono::{DateTime, TimeDelta};
use incstats_model::{
    Incident, IncidentId, Instant, Kind, Milestone, MilestoneTime, Milestones, Place, Posted, Precision,
    Source, Status, TimeBounds, Zone, ZoneBasis, ZoneId,
};
use proptest::prelude::*;

/// What is known of the end.
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// So many minutes after the start.
    At(i64),
    /// Between two numbers of minutes.
    Between(i64, i64),
    /// Still open after so many minutes.
    Open(i64),
    /// Nothing.
    Unknown,
}

#[derive(Clone, Debug)]
pub struct Told {
    pub day: i64,
    pub end: End,
    pub service: u8,
    pub detected: bool,
}

pub fn ends() -> impl Strategy<Value = End> {
    prop_oneof![
        4 => (0i64..5_000).prop_map(End::At),
        1 => Just(End::At(0)),
        1 => (0i64..600, 1i64..900).prop_map(|(from, width)| End::Between(from, from + width)),
        1 => (0i64..90_000).prop_map(End::Open),
        1 => Just(End::Unknown),
    ]
}

pub fn told() -> impl Strategy<Value = Told> {
    (0i64..700, ends(), 0u8..4, any::<bool>()).prop_map(|(day, end, service, detected)| Told {
        day,
        end,
        service,
        detected,
    })
}

fn zero() -> Instant {
    DateTime::parse_from_rfc3339("2021-01-01T08:00:00Z").unwrap()
}

pub fn incident(place: usize, told: &Told) -> Incident {
    let start = zero() + TimeDelta::days(told.day);
    let mut milestones = Milestones::default();
    let mut mark = |milestone, from: i64, to: i64| {
        let at = |minutes| start + TimeDelta::minutes(minutes);
        let bounds = TimeBounds::between(at(from), at(to), Precision::Minute);
        milestones.set(milestone, Some(MilestoneTime::stated(bounds, Place::line(1))));
    };
    mark(Milestone::Started, 0, 0);
    if told.detected {
        mark(Milestone::Detected, 1, 1);
    }
    let (status, as_of) = match told.end {
        End::At(minutes) => {
            mark(Milestone::Resolved, minutes, minutes);
            (Status::Resolved, None)
        }
        End::Between(from, to) => {
            mark(Milestone::Resolved, from, to);
            (Status::Resolved, None)
        }
        End::Open(minutes) => (Status::Ongoing, Some(start + TimeDelta::minutes(minutes))),
        End::Unknown => (Status::Unknown, None),
    };
    Incident {
        id: IncidentId(format!("i{place:04}")),
        source_id: None,
        kind: Kind::Incident,
        title: String::new(),
        organisation: None,
        language: None,
        posted: Posted::default(),
        status,
        as_of,
        severity: None,
        services: (0..told.service).map(|s| format!("s{s}")).collect(),
        cause: None,
        zone: Zone { id: ZoneId::UTC, basis: ZoneBasis::Stated },
        facts: incstats_model::Facts::default(),
        milestones,
        episodes: Vec::new(),
        repairs: Vec::new(),
        events: Vec::new(),
        findings: Vec::new(),
        source: Source::default(),
    }
}

pub fn incidents(all: &[Told]) -> Vec<Incident> {
    all.iter().enumerate().map(|(place, told)| incident(place, told)).collect()
}
