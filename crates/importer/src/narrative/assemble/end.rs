//! When impact was over, and when the incident was: which of several ends counts.

use chrono::TimeDelta;
use incstats_model::{Basis, Instant, Milestone, MilestoneTime, Precision, TimeBounds};

use super::settle::disagree;
use super::{Assembler, Contradiction, has_clock, inferred, time_of};
use crate::locale::Cue;
use crate::narrative::candidate::{Candidate, Origin};
use crate::narrative::impact::Ends;

impl Assembler<'_> {
    /// The end that counts; where a field and the timeline tell it and do not agree, both.
    fn end(&mut self, milestone: Milestone, chosen: Option<usize>) -> Option<MilestoneTime> {
        let chosen = self.found.candidates.get(chosen?)?;
        let other = match chosen.origin {
            Origin::Field => Origin::Entry,
            Origin::Entry => Origin::Field,
            _ => return Some(time_of(chosen)),
        };
        let said = self.of(milestone);
        let rival = said.into_iter().filter(|c| !c.partial).find(|c| c.origin == other && !c.inline);
        let rival = rival.filter(|c| disagree(&c.bounds, &chosen.bounds));
        // Where the timeline has an entry at the field's own time, a later one only confirms it.
        let field = [Some(chosen), rival].into_iter().flatten().find(|c| c.origin == Origin::Field);
        let backed = |f: &Candidate| self.dated.iter().any(|d| d.resolved.bounds == f.bounds);
        if let Some(field) = field.filter(|f| rival.is_some() && backed(f)) {
            return Some(time_of(field));
        }
        Some(rival.map_or_else(|| time_of(chosen), |rival| self.settle(milestone, rival, chosen)))
    }

    /// A window that ends after the incident was declared over: one of the two is wrong, and impact ended between them.
    fn not_after(&mut self, told: MilestoneTime, resolved: Option<&MilestoneTime>) -> MilestoneTime {
        let (Some(resolved), Some(place)) = (resolved, told.place) else { return told };
        let Some(at) = resolved.place.filter(|_| resolved.bounds.certainly_before(&told.bounds)) else {
            return told;
        };
        self.contradictions.push(Contradiction {
            milestone: Milestone::Mitigated,
            kept: (told.bounds, place),
            other: (resolved.bounds, at),
            spans_both: true,
        });
        MilestoneTime { bounds: told.bounds.hull(&resolved.bounds), ..told }
    }

    /// Whether another line tells of a return at the same moment.
    fn also_told(&self, back: &MilestoneTime) -> bool {
        let returns = |c: &Candidate| matches!(c.cue, Cue::Marks(Milestone::Mitigated) | Cue::Unblocked);
        let line = back.place.map(|place| place.line);
        self.found.candidates.iter().any(|c| {
            returns(c) && !c.planned && !c.partial && c.bounds == back.bounds && Some(c.place.line) != line
        })
    }

    /// Whether prose tells of an end before the window of impact is over: of one of its episodes.
    fn inside_the_window(&self, mitigated: Option<&MilestoneTime>) -> bool {
        let Some((told, window)) = mitigated.zip(self.found.windows.first()) else { return false };
        told.basis == Basis::Prose
            && window.from.certainly_before(&told.bounds)
            && told.bounds.certainly_before(&window.to)
    }

    pub(super) fn ends(&mut self, ends: &Ends) {
        let mut mitigated = self.end(Milestone::Mitigated, ends.mitigated);
        let resolved = self.end(Milestone::Resolved, ends.resolved);
        // Posts tell when it was written that all is well; a window tells when it was.
        let posted = ends
            .mitigated
            .and_then(|i| self.found.candidates.get(i))
            .is_some_and(|c| matches!(c.origin, Origin::Post | Origin::Status) && !c.inline);
        let posted = posted || self.inside_the_window(mitigated.as_ref());
        let day_only = |m: &MilestoneTime| m.bounds.precision() == Precision::Day;
        let open = mitigated.as_ref().is_none_or(day_only) || posted;
        let episodes = self.found.episodes();
        let last = episodes.as_ref().and_then(|all| all.last().copied());
        if let Some(window) = last.or(self.found.windows.first()).filter(|_| open) {
            let told =
                MilestoneTime { basis: Basis::Prose, ..MilestoneTime::stated(window.to, window.place) };
            mitigated = Some(self.not_after(told, resolved.as_ref()));
        }
        // `fully restored` is said once: it is the end of all, not two points of its life.
        if let (Some(m), Some(r)) = (&mitigated, &resolved)
            && m.bounds == r.bounds
            && m.place == r.place
            && !self.also_told(m)
        {
            mitigated = None;
        }
        if mitigated.is_none() && resolved.is_none() {
            mitigated = self.start_plus_duration();
        }
        self.milestones.set(Milestone::Mitigated, mitigated);
        self.milestones.set(Milestone::Resolved, resolved);
        self.end_minus_duration();
        if !posted {
            self.compare_with_prose(Milestone::Mitigated);
        }
    }

    /// An end and how long it lasted give the start, where nothing tells more of it than its day and only one length is
    /// told.
    fn end_minus_duration(&mut self) {
        let told = self.milestones.bounds(Milestone::Started);
        let end = self.milestones.get(Milestone::Mitigated).or(self.milestones.get(Milestone::Resolved));
        let (Some(end), [(at_least, at_most, place)]) = (end, self.found.lasted.as_slice()) else { return };
        if told.is_some_and(|b| b.precision() != Precision::Day) || !has_clock(&end.bounds) {
            return;
        }
        let before = |at: Instant, length: i64| at.checked_sub_signed(TimeDelta::try_seconds(length)?);
        let (Some(first), Some(last)) =
            (before(end.bounds.earliest(), *at_most), before(end.bounds.latest(), *at_least))
        else {
            return;
        };
        let bounds = TimeBounds::between(first, last, end.bounds.precision());
        if told.is_none_or(|day| day.overlaps(&bounds)) && end.basis != Basis::Inferred {
            let time = inferred(bounds, *place, "the end minus the stated duration");
            self.milestones.set(Milestone::Started, Some(time));
        }
    }

    /// A start and how long it lasted give the end, where nothing else does and only one length is told.
    fn start_plus_duration(&self) -> Option<MilestoneTime> {
        let started = self.milestones.bounds(Milestone::Started).filter(|b| has_clock(b))?;
        let [(at_least, at_most, place)] = self.found.lasted.as_slice() else { return None };
        let first = started.earliest().checked_add_signed(TimeDelta::try_seconds(*at_least)?)?;
        let last = started.latest().checked_add_signed(TimeDelta::try_seconds(*at_most)?)?;
        let bounds = TimeBounds::between(first, last, started.precision());
        Some(inferred(bounds, *place, "the start plus the stated duration"))
    }
}
