//! When impact was over, and when the incident was: which of several ends counts.

use chrono::TimeDelta;
use incstats_model::{Basis, Instant, Milestone, MilestoneTime, Place, Precision, TimeBounds};

use super::settle::disagree;
use super::{Assembler, Contradiction, has_clock, inferred, time_of};
use crate::locale::Cue;
use crate::narrative::candidate::{Candidate, Origin};
use crate::narrative::impact::Ends;
use crate::narrative::timed::is_wide;

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
        let Some(rival) = rival else { return Some(time_of(chosen)) };
        let (field, entry) = if chosen.origin == Origin::Field { (chosen, rival) } else { (rival, chosen) };
        let at_its_time = |wanted: &dyn Fn(&Candidate) -> bool| {
            let counts = |c: &&Candidate| c.origin == Origin::Entry && !c.planned && !c.partial;
            self.found.candidates.iter().filter(counts).any(|c| c.bounds == field.bounds && wanted(c))
        };
        let says = |wanted: Milestone| at_its_time(&|c| c.cue == Cue::Marks(wanted));
        // An end that is declared is confirmed by an entry that declares it then; a return, by any entry at its time. `End`
        // at the minute in which all is declared over, after an entry that tells of the return, is that declaration.
        let confirmed = match milestone {
            Milestone::Resolved => says(Milestone::Resolved),
            _ if says(Milestone::Resolved) && entry.bounds.certainly_before(&field.bounds) => {
                return Some(time_of(entry));
            }
            _ => self.dated.iter().any(|d| d.resolved.bounds == field.bounds),
        };
        if confirmed {
            return Some(time_of(field));
        }
        Some(self.settle(milestone, rival, chosen))
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
        let windows = self.found.windows.iter().any(|w| w.to == back.bounds && Some(w.place.line) != line);
        windows
            || self.found.candidates.iter().any(|c| {
                returns(c)
                    && !c.planned
                    && !c.partial
                    && c.bounds == back.bounds
                    && Some(c.place.line) != line
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
        let episodes = self.found.episodes();
        let last = episodes.as_ref().and_then(|all| all.last().copied());
        let window = last.or(self.found.windows.first());
        let closer = |m: &MilestoneTime| {
            m.bounds.precision() == Precision::Day
                || is_wide(&m.bounds) && window.is_some_and(|w| m.bounds.overlaps(&w.to))
        };
        // A field goes before a sentence of prose.
        let stated =
            |m: &MilestoneTime| m.basis == Basis::Prose && window.is_some_and(|w| w.origin == Origin::Field);
        let open = mitigated.as_ref().is_none_or(|m| closer(m) || stated(m)) || posted;
        if let Some(window) = window.filter(|_| open) {
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
        let mitigated = mitigated.or_else(|| self.over_after(Milestone::Mitigated));
        let resolved = resolved.or_else(|| self.over_after(Milestone::Resolved));
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
        let [(at_least, at_most, place)] = self.found.lasted.as_slice() else { return None };
        self.after_the_start(*at_least, *at_most, *place)
    }

    /// `The outage was resolved after 47 minutes`: so long after its start, where nothing says when.
    fn over_after(&self, milestone: Milestone) -> Option<MilestoneTime> {
        let mut told = self.found.over_after.iter().filter(|(cue, ..)| *cue == Cue::Marks(milestone));
        let (_, at_least, at_most, place) = told.next()?;
        told.next().is_none().then(|| self.after_the_start(*at_least, *at_most, *place)).flatten()
    }

    /// So many seconds after the start or, where no start is told, after it was noticed, with the place that says so.
    fn after_the_start(&self, at_least: i64, at_most: i64, place: Place) -> Option<MilestoneTime> {
        let told =
            [Milestone::Started, Milestone::Detected].into_iter().find_map(|m| self.milestones.bounds(m));
        let started = told.filter(|b| has_clock(b))?;
        let first = started.earliest().checked_add_signed(TimeDelta::try_seconds(at_least)?)?;
        let last = started.latest().checked_add_signed(TimeDelta::try_seconds(at_most)?)?;
        let bounds = TimeBounds::between(first, last, started.precision());
        Some(inferred(bounds, place, "the start plus the stated duration"))
    }
}
