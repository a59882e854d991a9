//! Two statements of one milestone: one where they agree, else a span over both, with a contradiction.

use incstats_model::{Milestone, MilestoneTime, Place, Precision, TimeBounds};

use super::{Assembler, Contradiction, has_clock, time_of};
use crate::locale::Cue;
use crate::narrative::candidate::{Candidate, Origin, Window};

/// How far apart, in minutes, two exact statements may be and still be one.
const SAME: i64 = 1;

impl Assembler<'_> {
    /// Two statements: one where they agree, else a span over both, with a contradiction.
    pub(super) fn settle(&mut self, milestone: Milestone, a: &Candidate, b: &Candidate) -> MilestoneTime {
        if !disagree(&a.bounds, &b.bounds) {
            let finer = if a.bounds.width() < b.bounds.width() { a } else { b };
            return time_of(finer);
        }
        let approximate = |c: &Candidate| c.bounds.precision() == Precision::Approximate;
        let (kept, other) = if approximate(b) { (a, b) } else { (b, a) };
        let spans_both = !approximate(other);
        self.contradictions.push(Contradiction {
            milestone,
            kept: (kept.bounds, kept.place),
            other: (other.bounds, other.place),
            spans_both,
        });
        let mut time = time_of(kept);
        if spans_both {
            time.bounds = kept.bounds.hull(&other.bounds);
        }
        time
    }

    /// Prose that puts a milestone at another time than the timeline: an approximate word yields to it, an exact one
    /// makes the milestone span both.
    pub(super) fn compare_with_prose(&mut self, milestone: Milestone) {
        let Some(kept) = self.milestones.get(milestone).cloned() else { return };
        let Some(place) = kept.place else { return };
        // Stretches inside the window that is told as a whole are its episodes.
        let whole = self.found.windows.first();
        let episode = |b: &TimeBounds| {
            whole.is_some_and(|w| {
                let of_it = w.from == kept.bounds || w.to == kept.bounds;
                of_it && w.from.certainly_before(b) && b.certainly_before(&w.to)
            })
        };
        let within = |w: &&Window| {
            let length = |w: &Window| w.to.middle() - w.from.middle();
            whole.is_none_or(|whole| !(episode(&w.from) && length(w) * 2 < length(whole)))
        };
        // Of several episodes the first tells the start, the last the end.
        let episodes = self.found.episodes();
        let counts = |w: &Window| {
            episodes.as_ref().is_none_or(|all| {
                let end = if milestone == Milestone::Started { all.first() } else { all.last() };
                end.is_some_and(|one| *one == w)
            })
        };
        let windows =
            self.found.windows.iter().filter(|w| counts(w)).filter(within).filter_map(|w| match milestone {
                Milestone::Started => Some((w.from, w.place)),
                Milestone::Mitigated => Some((w.to, w.place)),
                _ => None,
            });
        let said = self.found.candidates.iter().filter(|c| {
            c.cue == Cue::Marks(milestone)
                && !c.planned
                && c.origin == Origin::Prose
                && (milestone == Milestone::Started || !c.partial)
                && !episode(&c.bounds)
        });
        // That only some users were hit makes it no less a start.
        let same_day = |b: &TimeBounds| (b.middle() - kept.bounds.middle()).num_hours().abs() < 18;
        let started = self.milestones.bounds(Milestone::Started).copied();
        let possible = |b: &TimeBounds| {
            milestone == Milestone::Started || started.is_none_or(|s| !b.certainly_before(&s))
        };
        let others: Vec<(TimeBounds, Place)> = said
            .map(|c| (c.bounds, c.place))
            .chain(windows)
            .filter(|(b, at)| {
                *at != place && has_clock(b) && same_day(b) && possible(b) && disagree(&kept.bounds, b)
            })
            .collect();
        // The first other statement is reported; more of them say the same.
        if let Some((other, at)) = others.first() {
            let spans_both = other.precision() != Precision::Approximate
                && kept.bounds.precision() != Precision::Approximate;
            self.contradictions.push(Contradiction {
                milestone,
                kept: (kept.bounds, place),
                other: (*other, *at),
                spans_both,
            });
            if spans_both {
                let bounds = kept.bounds.hull(other);
                self.milestones.set(milestone, Some(MilestoneTime { bounds, ..kept }));
            }
        }
    }
}

/// Whether two statements cannot both be true. "Around 16:30" does not stretch to its very edge: a quarter of an hour
/// away is another time.
pub fn disagree(a: &TimeBounds, b: &TimeBounds) -> bool {
    let apart = (a.middle() - b.middle()).num_minutes().abs();
    let slack = |t: &TimeBounds| {
        if t.precision() == Precision::Approximate { t.width().num_minutes() / 2 } else { 0 }
    };
    let exact = |t: &TimeBounds| t.is_exact() || t.precision() == Precision::Approximate;
    if exact(a) && exact(b) {
        let widest = slack(a).max(slack(b));
        return if widest == 0 { apart > SAME } else { apart >= widest };
    }
    !a.overlaps(b)
}
