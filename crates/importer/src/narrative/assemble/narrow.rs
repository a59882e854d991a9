//! Bounds as wide as a part of the day are narrowed by what is told exactly.

use incstats_model::{Basis, Milestone, MilestoneTime, Precision, TimeBounds};

use super::Assembler;

impl Assembler<'_> {
    /// What prose tells in parts of a day is narrowed by what is told exactly: impact began before anybody spoke of it, and
    /// did not end before it began.
    pub(super) fn narrow(&mut self) {
        let wide = |b: &TimeBounds| matches!(b.precision(), Precision::Day | Precision::DayPart);
        // What a timeline or a field states stays as it is stated.
        let loose = |t: &MilestoneTime| wide(&t.bounds) && t.basis == Basis::Prose;
        if let Some(started) = self.milestones.get(Milestone::Started).filter(|s| loose(s)).cloned() {
            let (from, to) = (started.bounds.earliest(), started.bounds.latest());
            let spoken = |m: Milestone| matches!(m, Milestone::Detected | Milestone::Communicated);
            let others = self.milestones.iter().filter(|(m, t)| spoken(*m) && !wide(&t.bounds));
            let first = others.map(|(_, t)| t.bounds.earliest()).filter(|at| from < *at && *at < to).min();
            if let Some(first) = first {
                let bounds = TimeBounds::between(from, first, started.bounds.precision());
                self.milestones.set(Milestone::Started, Some(MilestoneTime { bounds, ..started }));
            }
        }
        for (end, before) in
            [(Milestone::Mitigated, Milestone::Started), (Milestone::Resolved, Milestone::Mitigated)]
        {
            let Some(told) = self.milestones.get(end).filter(|t| loose(t)).cloned() else { continue };
            let Some(limit) = self.milestones.bounds(before).map(TimeBounds::latest) else { continue };
            if told.bounds.earliest() < limit && limit < told.bounds.latest() {
                let bounds = TimeBounds::between(limit, told.bounds.latest(), told.bounds.precision());
                self.milestones.set(end, Some(MilestoneTime { bounds, ..told }));
            }
        }
    }
}
