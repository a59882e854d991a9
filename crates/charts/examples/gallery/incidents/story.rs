//! A small language for writing incidents down.

use chrono::{NaiveDateTime, TimeDelta};
use incstats_model::{
    Event, Finding, Incident, IncidentId, Instant, Kind, Milestone, MilestoneTime, Milestones, Place, Posted,
    Precision, Severity, Source, Status, TimeBounds, Zone, ZoneBasis, ZoneId,
};

/// One event as it is written below: a day or a moment, how long the doubt lasts in hours, the milestones, the words.
pub type Line<'a> = (&'a str, i64, &'a [Milestone], &'a str);

/// Builds incidents on the wall clock of a zone.
pub struct Story {
    zone: ZoneId,
    incident: Incident,
}

impl Story {
    /// An incident with a title, in a zone.
    pub fn new(id: &str, title: &str, zone: &str) -> Self {
        let id_zone: ZoneId = zone.parse().unwrap_or(ZoneId::UTC);
        let incident = Incident {
            id: IncidentId(id.to_owned()),
            source_id: None,
            kind: Kind::Incident,
            title: title.to_owned(),
            organisation: None,
            language: None,
            posted: Posted::default(),
            status: Status::Resolved,
            as_of: None,
            severity: None,
            services: Vec::new(),
            cause: None,
            zone: Zone { id: id_zone, basis: ZoneBasis::Configured },
            facts: incstats_model::Facts::default(),
            milestones: Milestones::default(),
            episodes: Vec::new(),
            repairs: Vec::new(),
            events: Vec::new(),
            findings: Vec::new(),
            source: Source { path: format!("{id}.txt"), sha256: id.to_owned(), ..Source::default() },
        };
        Self { zone: id_zone, incident }
    }

    /// A wall clock time as an instant; seconds and the time of day may be left out.
    pub fn at(&self, text: &str) -> Instant {
        let full = if text.len() == 10 { format!("{text}T00:00:00") } else { text.to_owned() };
        let full = if full.len() == 16 { format!("{full}:00") } else { full };
        self.zone.at(full.parse::<NaiveDateTime>().unwrap_or_default()).first()
    }

    /// Adds an event whose time is known to `hours`, exactly where they are 0.
    pub fn event(mut self, (at, hours, marks, text): Line<'_>) -> Self {
        let from = self.at(at);
        let bounds = match hours {
            0 if at.len() > 16 => TimeBounds::exact(from, Precision::Second),
            0 => TimeBounds::exact(from, Precision::Minute),
            24 => TimeBounds::between(from, from + TimeDelta::hours(24), Precision::Day),
            _ => TimeBounds::between(from, from + TimeDelta::hours(hours), Precision::DayPart),
        };
        let line = u32::try_from(self.incident.events.len()).unwrap_or_default() + 1;
        for milestone in marks {
            self.incident.milestones.set(*milestone, Some(MilestoneTime::stated(bounds, Place::line(line))));
        }
        let (planned, text) = match text.strip_prefix("planned: ") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        self.incident.events.push(Event {
            bounds,
            place: Place::line(line),
            text: text.to_owned(),
            marks: marks.to_vec(),
            planned,
            services: Vec::new(),
        });
        self
    }

    /// Leaves it open as of a moment.
    pub fn open(mut self, as_of: &str) -> Self {
        self.incident.status = Status::Ongoing;
        self.incident.as_of = Some(self.at(as_of));
        self
    }

    /// Names the services that were hit, and how grave it was.
    pub fn of(mut self, services: &[&str], severity: &str) -> Self {
        self.incident.services = services.iter().map(|&name| name.to_owned()).collect();
        self.incident.severity = Some(severity.to_owned());
        self
    }

    /// Puts it on the source's own books, from one moment to another.
    pub fn posted(mut self, opened: &str, closed: Option<&str>) -> Self {
        self.incident.posted.opened = Some(self.at(opened));
        self.incident.posted.closed = closed.map(|closed| self.at(closed));
        self
    }

    /// Adds a finding that contradicts a milestone, about two lines.
    pub fn contradicted(mut self, milestone: Milestone, lines: [u32; 2], message: &str) -> Self {
        self.incident.findings.push(Finding {
            code: format!("contradiction.{milestone}"),
            severity: Severity::Warning,
            place: Some(Place::line(lines[0])),
            also: vec![Place::line(lines[1])],
            message: message.to_owned(),
            remedy: "correct one of them".to_owned(),
        });
        self
    }

    /// The incident.
    pub fn done(self) -> Incident {
        self.incident
    }
}
