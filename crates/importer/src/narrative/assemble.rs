//! From candidates to milestones: which of several statements counts, and what that leaves open.

mod end;
mod narrow;
mod notice;
mod settle;
mod start;
mod status;

use incstats_model::{Basis, Milestone, MilestoneTime, Milestones, Place, Status, TimeBounds};

use crate::locale::Cue;
use crate::narrative::candidate::{Candidate, Collected, Origin};
use crate::narrative::chronology::Dated;
use crate::narrative::impact::{Ends, ends};
use crate::narrative::story::Story;
use crate::narrative::timed::has_clock;
pub use settle::disagree;
use status::status;

/// Two statements of one milestone that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Of which milestone.
    pub milestone: Milestone,
    /// The statement that counts, and where.
    pub kept: (TimeBounds, Place),
    /// The other one.
    pub other: (TimeBounds, Place),
    /// Whether the milestone now spans both.
    pub spans_both: bool,
}

/// The milestones, and what is to be said about them.
#[derive(Debug)]
pub struct Assembled {
    /// When the points of its life were.
    pub milestones: Milestones,
    /// Over or not.
    pub status: Status,
    /// Statements that cannot both be true.
    pub contradictions: Vec<Contradiction>,
    /// How restorations were weighed.
    pub ends: Ends,
}

/// Assembles an incident's milestones.
pub fn assemble(found: &Collected, story: &Story, dated: &[Dated]) -> Assembled {
    let mut assembler =
        Assembler { found, dated, milestones: Milestones::default(), contradictions: Vec::new() };
    assembler.started(story, dated);
    assembler.communicated(story, dated);
    assembler.identified();
    assembler.before_the_cause(Milestone::Detected);
    assembler.before_the_cause(Milestone::Acknowledged);
    let started = assembler.milestones.bounds(Milestone::Started).copied();
    let ends = ends(&found.candidates, started.as_ref());
    assembler.ends(&ends);
    assembler.not_after_the_end(Milestone::Detected);
    assembler.not_after_the_end(Milestone::Acknowledged);
    assembler.narrow();
    let Assembler { milestones, contradictions, .. } = assembler;
    let status = status(&milestones, found, story, dated);
    Assembled { milestones, status, contradictions, ends }
}

struct Assembler<'a> {
    found: &'a Collected,
    /// The entries of the timeline.
    dated: &'a [Dated],
    milestones: Milestones,
    contradictions: Vec<Contradiction>,
}

fn time_of(candidate: &Candidate) -> MilestoneTime {
    let basis = if candidate.origin == Origin::Prose { Basis::Prose } else { Basis::Stated };
    MilestoneTime { bounds: candidate.bounds, basis, place: Some(candidate.place), because: None }
}

fn inferred(bounds: TimeBounds, place: Place, rule: &str) -> MilestoneTime {
    MilestoneTime { bounds, basis: Basis::Inferred, place: Some(place), because: Some(rule.to_owned()) }
}

impl<'a> Assembler<'a> {
    /// What is said of a milestone and counts, in time order.
    fn of(&self, milestone: Milestone) -> Vec<&'a Candidate> {
        let marks = |c: &Candidate| match c.cue {
            // `Problem is identified` as the first that a timeline tells means that it was noticed.
            Cue::Marks(Milestone::Identified) if self.opens_the_log(c) => milestone == Milestone::Detected,
            cue => cue == Cue::Marks(milestone),
        };
        let all = &self.found.candidates;
        let counts = |c: &Candidate| marks(c) && !c.planned && tells(c) && !c.is_told_closer(all);
        let mut found: Vec<&'a Candidate> = all.iter().filter(|c| counts(c)).collect();
        found.sort_by_key(|c| (c.bounds.earliest(), c.bounds.latest(), c.order));
        found
    }
}

/// A post is written while things go on: "we are investigating" says that customers were told, not when somebody
/// began. What it tells of other milestones before the repair needs a time of its own.
fn tells(candidate: &Candidate) -> bool {
    let early = matches!(
        candidate.cue,
        Cue::Marks(Milestone::Started | Milestone::Detected | Milestone::Acknowledged)
    );
    candidate.origin != Origin::Post || candidate.inline || !early
}
