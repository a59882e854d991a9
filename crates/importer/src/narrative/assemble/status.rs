//! Whether the incident is over.

use incstats_model::{Milestone, Milestones, Status};

use crate::locale::{Cue, StatusWord};
use crate::narrative::candidate::Collected;
use crate::narrative::chronology::Dated;
use crate::narrative::story::Story;

/// Over where it is said to be; open where the last word is that something is still not right.
pub(super) fn status(milestones: &Milestones, found: &Collected, story: &Story, dated: &[Dated]) -> Status {
    if milestones.get(Milestone::Resolved).is_some() {
        return Status::Resolved;
    }
    let last = dated.iter().max_by_key(|d| (d.resolved.bounds.earliest(), std::cmp::Reverse(d.entry)));
    let Some(last) = last else { return Status::Unknown };
    let entry = story.entries.get(last.entry);
    let still_open =
        found.candidates.iter().any(|c| c.cue == Cue::StillOpen && c.bounds == last.resolved.bounds);
    let posted_open = entry.is_some_and(|e| {
        matches!(
            e.status,
            Some(StatusWord::Update | StatusWord::Marks(Milestone::Communicated | Milestone::Identified))
        )
    });
    if still_open || posted_open { Status::Ongoing } else { Status::Unknown }
}
