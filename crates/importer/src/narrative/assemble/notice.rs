//! When the incident was noticed, answered, told to customers, and understood.

use incstats_model::{Milestone, MilestoneTime};

use super::{Assembler, has_clock, inferred, time_of};
use crate::locale::{Cue, Label, Section, StatusWord};
use crate::narrative::candidate::{Candidate, Origin};
use crate::narrative::chronology::Dated;
use crate::narrative::story::{EntryKind, Story};
use crate::time::expression::TimeExpr;

impl Assembler<'_> {
    /// Whether something is said in the first entry of a log, and nothing of a beginning or of its being noticed by
    /// then, there or in a field.
    pub(super) fn opens_the_log(&self, candidate: &Candidate) -> bool {
        let known = |c: &Candidate| {
            matches!(
                c.cue,
                Cue::Marks(Milestone::Started | Milestone::Detected) | Cue::Damage | Cue::ByMistake
            ) && !c.planned
                && (c.cue != Cue::Damage || c.order < candidate.order)
                && (c.origin == Origin::Field || c.bounds.earliest() <= candidate.bounds.earliest())
        };
        candidate.origin == Origin::Entry
            && !candidate.inline
            && self.opens_with(candidate)
            && !self.found.candidates.iter().any(known)
    }

    /// An incident that is declared is known: where a log opens with its being declared, it was noticed by then.
    fn declared(&self) -> Option<MilestoneTime> {
        let declared = self.found.candidates.iter().find(|c| {
            c.cue == Cue::Declared && !c.planned && c.origin == Origin::Entry && self.opens_with(c)
        })?;
        Some(inferred(declared.bounds, declared.place, "the log opens with its being declared"))
    }

    fn opens_with(&self, candidate: &Candidate) -> bool {
        let first = self.dated.first().map(|d| d.resolved.bounds.earliest());
        let earlier = self.dated.iter().any(|d| Some(d.resolved.bounds.earliest()) < first);
        self.dated.len() > 1 && !earlier && Some(candidate.bounds.earliest()) == first
    }

    pub(super) fn communicated(&mut self, story: &Story, dated: &[Dated]) {
        let posts: Vec<&Dated> = dated
            .iter()
            .filter(|d| story.entries.get(d.entry).is_some_and(|e| e.kind == EntryKind::Post))
            .collect();
        // One post that tells it all afterwards is a report, not news.
        let opening = |d: &&&Dated| {
            story
                .entries
                .get(d.entry)
                .is_some_and(|e| matches!(e.status, Some(StatusWord::Marks(Milestone::Communicated))))
        };
        // Updates under fields that tell the start were not the first news.
        let first_line = story.entries.first().map_or(0, |e| e.place.line as usize);
        let page_was_there = story.fields.iter().any(|f| {
            f.line < first_line
                && f.label == Label::Milestone(Milestone::Started)
                && f.time.as_ref().is_some_and(TimeExpr::has_clock)
        });
        // A page that begins with its end was not posted as it went.
        let closing = |d: &&&Dated| {
            let status = story.entries.get(d.entry).and_then(|e| e.status);
            matches!(status, Some(StatusWord::Marks(Milestone::Resolved)))
        };
        // What calls itself an update was not the first news.
        let goes_on = |d: &&&Dated| {
            story.entries.get(d.entry).is_some_and(|e| matches!(e.status, Some(StatusWord::Update)))
        };
        let in_timeline =
            |d: &&&Dated| story.entries.get(d.entry).is_some_and(|e| e.section == Some(Section::Timeline));
        let first_post = posts
            .iter()
            .min_by_key(|d| d.resolved.bounds.earliest())
            .filter(|d| posts.len() > 1 || opening(d) || in_timeline(d))
            .filter(|d| !closing(d) && !goes_on(d) && (opening(d) || !page_was_there));
        let from_post = first_post.and_then(|d| Some((d, story.entries.get(d.entry)?))).map(|(d, entry)| {
            if matches!(entry.status, Some(StatusWord::Marks(Milestone::Communicated))) {
                MilestoneTime::stated(d.resolved.bounds, entry.place)
            } else {
                inferred(d.resolved.bounds, entry.place, "the first post of the page")
            }
        });
        let said = self.of(Milestone::Communicated);
        let told = said
            .iter()
            .find(|c| c.origin != Origin::Prose && c.origin != Origin::Status)
            .or_else(|| said.first())
            .map(|c| time_of(c));
        self.milestones.set(Milestone::Communicated, from_post.or(told));
    }

    pub(super) fn identified(&mut self) {
        let started = self.milestones.bounds(Milestone::Started).copied();
        let said = self.of(Milestone::Identified);
        // A cause can be found before users feel it, if the fault itself was seen before.
        let seen = self.of(Milestone::Detected).first().map(|c| c.bounds);
        let fits = |c: &&&Candidate| {
            started.is_none_or(|s| {
                !c.bounds.certainly_before(&s) || seen.is_some_and(|seen| !c.bounds.certainly_before(&seen))
            })
        };
        let timeline = said.iter().filter(fits).find(|c| c.origin != Origin::Prose);
        let found = timeline.or_else(|| said.iter().find(|c| fits(c))).map(|c| time_of(c));
        let found = found.or_else(|| self.found_out());
        let by_mistake = self.known_from_the_start();
        let earlier = match (found, by_mistake) {
            (Some(found), Some(known)) if found.bounds.earliest() <= known.bounds.earliest() => Some(found),
            (found, known) => known.or(found),
        };
        self.milestones.set(Milestone::Identified, earlier);
    }

    /// What entries say somebody found out, after the trouble was known and before it was over, is what lies behind it;
    /// of several such findings any may be the one that told the cause.
    fn found_out(&self) -> Option<MilestoneTime> {
        let told = || self.found.candidates.iter().filter(|c| !c.planned);
        let known = told()
            .filter(|c| matches!(c.cue, Cue::Marks(Milestone::Started | Milestone::Detected) | Cue::Declared))
            .min_by_key(|c| c.bounds.earliest())?;
        let mut found: Vec<&Candidate> = told()
            .filter(|c| c.cue == Cue::FoundOut && c.origin == Origin::Entry)
            .filter(|c| known.bounds.certainly_before(&c.bounds))
            .collect();
        found.sort_by_key(|c| (c.bounds.earliest(), c.order));
        let first = *found.first()?;
        let over = told()
            .filter(|c| matches!(c.cue, Cue::Marks(Milestone::Mitigated | Milestone::Resolved)) && !c.partial)
            .map(|c| c.bounds.earliest())
            .filter(|at| *at > first.bounds.latest())
            .min();
        let last = found.into_iter().rfind(|c| over.is_none_or(|over| c.bounds.earliest() < over))?;
        let bounds = first.bounds.hull(&last.bounds);
        Some(inferred(bounds, first.place, "what was found out after the trouble was known"))
    }

    /// An entry that tells in one breath who did what by mistake and what it damaged tells the cause.
    fn known_from_the_start(&self) -> Option<MilestoneTime> {
        let started = self.milestones.get(Milestone::Started)?;
        let says = |cue: Cue| {
            self.found.candidates.iter().find(move |c| {
                c.cue == cue
                    && c.origin == Origin::Entry
                    && c.bounds == started.bounds
                    && Some(c.place) == started.place
            })
        };
        says(Cue::Damage)?;
        let mistake = says(Cue::ByMistake)?;
        Some(inferred(mistake.bounds, mistake.place, "the first entry names its trigger"))
    }

    /// Who notices, or responds, after all is declared over does so to something else.
    pub(super) fn not_after_the_end(&mut self, milestone: Milestone) {
        let over = self.milestones.bounds(Milestone::Resolved);
        let told = self.milestones.bounds(milestone);
        if over.zip(told).is_some_and(|(over, told)| over.certainly_before(told)) {
            self.milestones.set(milestone, None);
        }
    }

    /// Detection and response come before the cause is known; told later, they are about something else.
    pub(super) fn before_the_cause(&mut self, milestone: Milestone) {
        let cause = self.milestones.bounds(Milestone::Identified).copied();
        let said = self.of(milestone);
        let fits = |c: &&&Candidate| {
            cause.is_none_or(|cause| !cause.certainly_before(&c.bounds)) && c.origin != Origin::Status
        };
        let timeline = said.iter().filter(fits).find(|c| matches!(c.origin, Origin::Entry | Origin::Field));
        let time = timeline
            .or_else(|| said.iter().filter(fits).find(|c| has_clock(&c.bounds) || c.origin == Origin::Prose))
            .map(|c| time_of(c));
        // `First detected 10:26` and an entry of 10:23 that tells of it: one of the two is wrong.
        let field = said.iter().filter(fits).find(|c| c.origin == Origin::Field);
        let time = match (timeline, field) {
            (Some(entry), Some(field))
                if entry.origin == Origin::Entry
                    && entry.bounds.certainly_before(&field.bounds)
                    && !said.iter().any(|c| c.origin == Origin::Entry && c.bounds == field.bounds) =>
            {
                Some(self.settle(milestone, field, entry))
            }
            _ => time,
        };
        let known = (milestone == Milestone::Detected).then(|| self.declared()).flatten();
        let time = match (time, known) {
            (Some(time), Some(known)) if known.bounds.certainly_before(&time.bounds) => Some(known),
            (time, known) => time.or(known),
        };
        self.milestones.set(milestone, time);
    }
}
