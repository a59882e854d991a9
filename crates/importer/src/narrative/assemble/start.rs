//! When impact began.

use incstats_model::{Basis, Milestone, MilestoneTime, Precision, TimeBounds};

use super::{Assembler, has_clock, inferred, time_of};
use crate::locale::Cue;
use crate::narrative::candidate::{Candidate, Origin};
use crate::narrative::chronology::Dated;
use crate::narrative::story::{EntryKind, Story};
use crate::narrative::timed::is_wide;

impl Assembler<'_> {
    pub(super) fn started(&mut self, story: &Story, dated: &[Dated]) {
        let said = self.of(Milestone::Started);
        let in_timeline = said.iter().find(|c| matches!(c.origin, Origin::Entry)).copied();
        let in_field = said.iter().find(|c| c.origin == Origin::Field).copied();
        let window = self
            .found
            .windows
            .iter()
            .find(|w| w.origin == Origin::Field)
            .or_else(|| self.found.windows.first());
        let told = said
            .iter()
            .find(|c| matches!(c.origin, Origin::Prose | Origin::Post) && has_clock(&c.bounds))
            .or_else(|| said.iter().find(|c| c.origin == Origin::Prose && is_part_of_a_day(&c.bounds)))
            .or_else(|| said.iter().find(|c| c.origin == Origin::Prose))
            .copied();
        let time = match (in_field, in_timeline, window, told) {
            (Some(field), Some(entry), ..) => Some(self.settle(Milestone::Started, field, entry)),
            (Some(one), None, ..) | (None, Some(one), ..) => Some(time_of(one)),
            (None, None, Some(window), _) => Some(MilestoneTime {
                basis: Basis::Prose,
                ..MilestoneTime::stated(window.from, window.place)
            }),
            (None, None, None, Some(told)) => Some(time_of(told)),
            (None, None, None, None) => {
                self.first_damage(story, dated).or_else(|| self.first_damage_in_prose())
            }
        };
        // `In the morning the power failed`, and a window from 08:03 to 08:17: that is the closer word.
        let time = match (time, window) {
            (Some(time), Some(w))
                if is_wide(&time.bounds) && has_clock(&w.from) && time.bounds.overlaps(&w.from) =>
            {
                Some(MilestoneTime { basis: Basis::Prose, ..MilestoneTime::stated(w.from, w.place) })
            }
            (time, _) => time,
        };
        self.milestones.set(Milestone::Started, time);
        self.compare_with_prose(Milestone::Started);
    }

    /// Where nothing tells a beginning, the first damage that prose tells with a clock time is one, if nobody is said to
    /// have noticed it then.
    fn first_damage_in_prose(&self) -> Option<MilestoneTime> {
        let told =
            |c: &&Candidate| c.origin == Origin::Prose && c.inline && !c.planned && has_clock(&c.bounds);
        let damage = self.found.candidates.iter().filter(told).find(|c| c.cue == Cue::Damage)?;
        let noticed = |c: &Candidate| {
            matches!(c.cue, Cue::Declared | Cue::Marks(_) | Cue::Repaired | Cue::Unblocked)
                && c.bounds == damage.bounds
                && c.place == damage.place
        };
        let time = inferred(damage.bounds, damage.place, "the first damage that is told");
        (!self.found.candidates.iter().any(noticed)).then_some(time)
    }

    /// A timeline that opens with damage opens with the impact. Posts do not: they are written after it.
    fn first_damage(&self, story: &Story, dated: &[Dated]) -> Option<MilestoneTime> {
        let logs =
            dated.iter().filter(|d| story.entries.get(d.entry).is_some_and(|e| e.kind == EntryKind::Log));
        let first = logs.min_by_key(|d| (d.resolved.bounds.earliest(), d.resolved.bounds.latest()))?;
        let damage = self.found.candidates.iter().find(|c| {
            c.cue == Cue::Damage
                && c.origin == Origin::Entry
                && !c.planned
                && c.bounds == first.resolved.bounds
        })?;
        // An alarm, a notice and the word that it is an incident tell of damage that began before them.
        let noticed = |c: &&Candidate| {
            matches!(c.cue, Cue::Declared | Cue::Marks(Milestone::Detected | Milestone::Communicated))
                && c.bounds == damage.bounds
                || c.cue == Cue::Marks(Milestone::Identified) && self.opens_the_log(c)
        };
        if self.found.candidates.iter().any(|c| noticed(&c)) {
            return None;
        }
        Some(inferred(damage.bounds, damage.place, "the first entry tells of damage"))
    }
}

fn is_part_of_a_day(bounds: &TimeBounds) -> bool {
    bounds.precision() == Precision::DayPart
}
