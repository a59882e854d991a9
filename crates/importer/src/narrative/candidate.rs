//! Candidates: everything that a document says of when something of the incident's life was.

use incstats_model::{Event, Place, TimeBounds};

use crate::locale::Cue;
use crate::narrative::timed::{has_clock, is_wide};
use crate::time::resolve::Note;

/// Where something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A labelled field.
    Field,
    /// An entry of a timeline.
    Entry,
    /// The status word over a post, or its stamp.
    Status,
    /// The text of a post.
    Post,
    /// A sentence outside of the timeline.
    Prose,
}

/// Something said, with its time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Candidate {
    /// What is said.
    pub cue: Cue,
    /// When.
    pub bounds: TimeBounds,
    /// Where.
    pub place: Place,
    /// In what kind of text.
    pub origin: Origin,
    /// Only some users or parts.
    pub partial: bool,
    /// Most users or parts.
    pub mostly: bool,
    /// Still ahead when it was written.
    pub planned: bool,
    /// Whether its time stands in the sentence itself, not over it.
    pub inline: bool,
    /// Its place in the order of telling.
    pub order: usize,
}

impl Candidate {
    /// Whether something else says the same more closely: a clock time of the day, or of the part of a day, that it says.
    pub fn is_told_closer(&self, all: &[Self]) -> bool {
        let (from, to) = (self.bounds.earliest(), self.bounds.latest());
        is_wide(&self.bounds)
            && all.iter().any(|c| {
                c.cue == self.cue
                    && !c.planned
                    && (!c.partial || self.partial)
                    && has_clock(&c.bounds)
                    && from <= c.bounds.earliest()
                    && c.bounds.latest() <= to
            })
    }
}

/// A window of impact, told as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its start.
    pub from: TimeBounds,
    /// Its end.
    pub to: TimeBounds,
    /// Where it stands.
    pub place: Place,
    /// In what kind of text.
    pub origin: Origin,
}

/// What a document gives.
#[derive(Debug, Default)]
pub struct Collected {
    /// Things said.
    pub candidates: Vec<Candidate>,
    /// Windows of impact.
    pub windows: Vec<Window>,
    /// How long the impact is said to have lasted, in seconds at least and at most, and where.
    pub lasted: Vec<(i64, i64, Place)>,
    /// What is said to have been over so long after its beginning, in seconds at least and at most, and where.
    pub over_after: Vec<(Cue, i64, i64, Place)>,
    /// The story.
    pub events: Vec<Event>,
    /// What was added to times, and where.
    pub notes: Vec<(Note, Place)>,
    /// Whether anything tells of harm, repair or doubt at all.
    pub tells_of_trouble: bool,
}

impl Collected {
    /// Windows that lie one after the other: episodes of impact, in their order. `None` where there is one, or where
    /// two of them overlap and so tell of the same.
    pub fn episodes(&self) -> Option<Vec<&Window>> {
        let mut found: Vec<&Window> = self.windows.iter().collect();
        found.sort_by_key(|w| (w.from.earliest(), w.to.latest()));
        found.dedup_by(|a, b| a.from == b.from && a.to == b.to);
        let apart = found.iter().zip(found.iter().skip(1)).all(|(a, b)| a.to.latest() < b.from.earliest());
        (found.len() > 1 && apart).then_some(found)
    }
}
