//! A record: what a structured source says of one incident, by its fields and by the prose inside them. Every feed
//! makes records, and one road ([`super::telling`]) makes incidents of them.

use incstats_model::{
    Finding, Instant, Kind, MilestoneTime, Milestones, Place, Posted, Status, TimeBounds, Zone,
};

use crate::locale::StatusWord;
use crate::read::document::Line;
use crate::time::resolve::Note;

/// A piece of prose inside a record, as it was posted.
#[derive(Clone, Debug)]
pub struct Update {
    /// When it was posted, by its own field; `None` for prose without a time of its own, such as a description.
    pub at: Option<TimeBounds>,
    /// Where that time stands; of prose without a time, its first line.
    pub place: Place,
    /// The status that it was posted with.
    pub status: Option<StatusWord>,
    /// What it says.
    pub lines: Vec<Line>,
}

/// What a source says of one incident.
#[derive(Clone, Debug)]
pub struct Record {
    /// Where it begins.
    pub place: Place,
    /// The source's own id.
    pub source_id: Option<String>,
    /// Incident or planned maintenance, by a field. Where no field tells, see [`Record::kind_is_stated`].
    pub kind: Kind,
    /// Whether a field tells the kind; else the words of the title and of the posts do.
    pub kind_is_stated: bool,
    /// The headline.
    pub title: String,
    /// Whose services were hit.
    pub organisation: Option<String>,
    /// First post, or ticket opened; closing post, or ticket closed.
    pub posted: Posted,
    /// Over or not, by a field.
    pub status: Status,
    /// The last moment that the source knows about; where `None`, the latest of all times in the record.
    pub as_of: Option<Instant>,
    /// As written.
    pub severity: Option<String>,
    /// What was hit.
    pub services: Vec<String>,
    /// Why.
    pub cause: Option<String>,
    /// The zone of its wall clocks, where the source tells one.
    pub zone: Option<Zone>,
    /// Milestones that fields state.
    pub milestones: Milestones,
    /// The prose inside, oldest first.
    pub updates: Vec<Update>,
    /// What was added to the times of fields, and where.
    pub notes: Vec<(Note, Place)>,
    /// What the feed itself found worth a look.
    pub findings: Vec<Finding>,
}

impl Record {
    /// A record with a headline and nothing else.
    pub fn new(place: Place, title: impl Into<String>) -> Self {
        Self {
            place,
            source_id: None,
            kind: Kind::Incident,
            kind_is_stated: false,
            title: title.into(),
            organisation: None,
            posted: Posted::default(),
            status: Status::Unknown,
            as_of: None,
            severity: None,
            services: Vec::new(),
            cause: None,
            zone: None,
            milestones: Milestones::default(),
            updates: Vec::new(),
            notes: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// States a milestone by a field.
    pub fn states(&mut self, milestone: incstats_model::Milestone, bounds: TimeBounds, place: Place) {
        self.milestones.set(milestone, Some(MilestoneTime::stated(bounds, place)));
    }

    /// Says the kind by a field.
    pub fn is_a(&mut self, kind: Kind) {
        (self.kind, self.kind_is_stated) = (kind, true);
    }
}
