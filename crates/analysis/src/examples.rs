//! Small incidents for tests.

use chrono::{DateTime, TimeDelta};
use incstats_model::{
    Incident, IncidentId, Instant, Kind, Milestone, MilestoneTime, Milestones, Place, Posted, Precision,
    Source, Status, TimeBounds, Zone, ZoneBasis, ZoneId,
};

/// An incident of 1 April 2021, 10:00 UTC, unless moved.
pub(crate) struct Example(Incident);

impl Example {
    /// Nothing but an id.
    pub(crate) fn nothing(id: &str) -> Self {
        Self(Incident {
            id: IncidentId(id.into()),
            source_id: None,
            kind: Kind::Incident,
            title: id.into(),
            organisation: None,
            language: None,
            posted: Posted::default(),
            status: Status::Unknown,
            as_of: None,
            severity: None,
            services: Vec::new(),
            cause: None,
            zone: Zone { id: ZoneId::UTC, basis: ZoneBasis::Stated },
            facts: incstats_model::Facts::default(),
            milestones: Milestones::default(),
            episodes: Vec::new(),
            repairs: Vec::new(),
            events: Vec::new(),
            findings: Vec::new(),
            source: Source::default(),
        })
    }

    /// Planned work long after: somebody looked until then, so that every period of a test is whole.
    pub(crate) fn looked_on() -> Incident {
        let mut example = Self::nothing("planned");
        example.0.kind = Kind::Maintenance;
        example.0.as_of = Some(Self::zero() + TimeDelta::days(4_000));
        example.0
    }

    /// Started and resolved so many minutes later.
    pub(crate) fn closed(id: &str, minutes: i64) -> Self {
        let mut example =
            Self::nothing(id).at(Milestone::Started, 0, 0).at(Milestone::Resolved, minutes, minutes);
        example.0.status = Status::Resolved;
        example
    }

    /// Started, and last heard of so many minutes later.
    pub(crate) fn open(id: &str, minutes: i64) -> Self {
        let mut example = Self::nothing(id).at(Milestone::Started, 0, 0);
        example.0.status = Status::Ongoing;
        example.0.as_of = Some(Self::zero() + TimeDelta::minutes(minutes));
        example
    }

    /// A milestone between two minutes after 10:00.
    pub(crate) fn at(mut self, milestone: Milestone, from: i64, to: i64) -> Self {
        let at = |minutes| Self::zero() + TimeDelta::minutes(minutes);
        let bounds = TimeBounds::between(at(from), at(to), Precision::Minute);
        self.0.milestones.set(milestone, Some(MilestoneTime::stated(bounds, Place::line(1))));
        self
    }

    /// Whatever else a test needs.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Incident)) -> Self {
        change(&mut self.0);
        self
    }

    pub(crate) fn build(self) -> Incident {
        self.0
    }

    fn zero() -> Instant {
        DateTime::parse_from_rfc3339("2021-04-01T10:00:00Z").unwrap()
    }
}
