//! What a sentence says without a time of its own: how long it took, how soon it followed.

use chrono::TimeDelta;
use incstats_model::{Milestone, Precision, TimeBounds};

use super::{Collector, PLAN_DISTANCE};
use crate::locale::{Cue, Sense};
use crate::narrative::candidate::Origin;
use crate::narrative::passage::Passage;
use crate::narrative::reading::Said;
use crate::time::expression::{DurationExpr, Expression, Tie};
use crate::time::resolve::Scope;

/// How far, in tokens, a word such as `immediately` may stand from what it is said of.
const AT_ONCE: usize = 4;

impl Collector<'_> {
    /// `power was back within 30 minutes`: at most so long after the moment told before.
    pub(super) fn within(&mut self, passage: &Passage, sentence: (usize, usize), one: &Said, scope: &Scope) {
        let after = matches!(
            one.cue,
            Cue::Marks(
                Milestone::Communicated | Milestone::Identified | Milestone::Mitigated | Milestone::Resolved
            ) | Cue::Repaired
        );
        let Some(told) = self.told.filter(|_| after && !one.planned && scope.at.is_some()) else { return };
        let length = passage.expressions.iter().find_map(|e| match e {
            Expression::Duration(d)
                if d.tie == Some(Tie::Within) && (sentence.0..sentence.1).contains(&d.from) =>
            {
                Some(d)
            }
            _ => None,
        });
        let near = |d: &&DurationExpr| {
            let apart = if d.from >= one.at + one.len {
                d.from - one.at - one.len
            } else {
                one.at.saturating_sub(d.to)
            };
            apart <= PLAN_DISTANCE / 2
        };
        let Some(length) = length.filter(near) else { return };
        let Some(last) =
            TimeDelta::try_seconds(length.max_s).and_then(|l| told.latest().checked_add_signed(l))
        else {
            return;
        };
        let bounds = TimeBounds::between(told.earliest(), last, Precision::Approximate);
        self.push(one.cue, bounds, passage.place_of(length.span), Origin::Prose, Some(one));
        if let Some(last) = self.found.candidates.last_mut() {
            last.inline = true;
        }
    }

    /// `it was detected immediately`: at the moment told before.
    pub(super) fn at_once(&mut self, passage: &Passage, one: &Said, scope: &Scope) {
        let early = one.cue == Cue::Marks(Milestone::Detected);
        let near = one.at.saturating_sub(AT_ONCE)..(one.at + one.len + AT_ONCE).min(passage.tokens.len());
        let said =
            |at: usize| self.locale.senses.at(&passage.tokens, at).any(|hit| *hit.value == Sense::AtOnce);
        if let Some(at) = scope.at.filter(|_| early && !one.planned)
            && near.into_iter().any(said)
        {
            let (from, to) = passage.tokens.bytes(one.at, one.at + one.len);
            let bounds =
                self.told.filter(|told| told.allows(at)).unwrap_or(TimeBounds::exact(at, Precision::Minute));
            self.push(one.cue, bounds, passage.place(from, to), Origin::Prose, Some(one));
        }
    }

    /// `the API was down for nineteen minutes`: how long it lasted.
    pub(super) fn lasted(&mut self, passage: &Passage, sentence: (usize, usize)) {
        for expression in &passage.expressions {
            if let Expression::Duration(duration) = expression
                && (sentence.0..sentence.1).contains(&duration.from)
                && duration.tie == Some(Tie::For)
                && duration.min_s > 0
            {
                let place = passage.place_of(duration.span);
                self.found.lasted.push((duration.min_s, duration.max_s, place));
            }
        }
    }
}
