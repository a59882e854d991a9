//! Events: the entries of an incident's story.

use serde::{Deserialize, Serialize};

use crate::bounds::TimeBounds;
use crate::milestone::Milestone;
use crate::place::Place;

/// One entry of the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    #[serde(flatten)]
    pub bounds: TimeBounds,
    /// Where the time stands in the source.
    #[serde(flatten)]
    pub place: Place,
    /// What the entry says, in the source's words, without its time stamp.
    pub text: String,
    /// The milestones it marks.
    pub marks: Vec<Milestone>,
    /// Announced, and not confirmed by anything later.
    pub planned: bool,
    /// The services it is about, where it names some.
    pub services: Vec<String>,
}

/// One stretch of impact of an incident that came back after a repair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Episode {
    /// When users' impact began, or began again.
    pub from: TimeBounds,
    /// When it ended; `None` where the source does not say.
    pub to: Option<TimeBounds>,
    /// Where the source says so.
    #[serde(flatten)]
    pub place: Place,
}
