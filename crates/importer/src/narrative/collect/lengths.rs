//! What a sentence says without a time of its own: how long it took, how soon it followed.

use chrono::TimeDelta;
use incstats_model::{Instant, Milestone, Place, Precision, TimeBounds};

use super::sentence::begins_harm;
use super::{Collector, PLAN_DISTANCE};
use crate::locale::{Cue, FactWord, Locale, Sense};
use crate::narrative::candidate::Origin;
use crate::narrative::passage::Passage;
use crate::narrative::reading::Said;
use crate::narrative::timed::{Timed, ends_something};
use crate::time::expression::{DurationExpr, Expression, Tie};
use crate::time::resolve::Scope;

/// How far, in tokens, a word such as `immediately` may stand from what it is said of.
const AT_ONCE: usize = 4;

/// How many tokens may stand before the verb in `it lasted four hours`.
const PRONOUN: usize = 2;

/// How many tokens may stand between `resolved` and `after 47 minutes`.
const AFTER_ITS_END: usize = 2;

/// How many tokens may stand between a length of time and what it is counted from.
const BESIDE: usize = 1;

/// How many tokens may stand between a length of time and the clock time that it is said of: `later, at`.
const TO_ITS_CLOCK: usize = 6;

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

    /// `the API was down for nineteen minutes`: how long it lasted. A sum of several stretches is not that.
    pub(super) fn lasted(&mut self, passage: &Passage, sentence: (usize, usize), said: &[Said]) {
        let tokens = &passage.tokens;
        let facts = |wanted: FactWord| {
            self.locale.facts.within(tokens, sentence.0, sentence.1).any(|hit| *hit.value == wanted)
        };
        let lasted = facts(FactWord::Lasted);
        if facts(FactWord::InAll) {
            return;
        }
        let durations = durations_in(passage, sentence).filter(|d| d.min_s > 0);
        let told = durations.filter(|d| {
            let long = d.tie == Some(Tie::For);
            // `It lasted four hours.`, where harm was told right before.
            let alone = long
                && self.harm_told
                && d.from <= sentence.0 + PRONOUN
                && (d.to..sentence.1).all(|at| !tokens.is_word(at) && tokens.number(at).is_none());
            (long && said.iter().any(begins_harm)) || (lasted && (long || d.tie.is_none())) || alone
        });
        let told: Vec<_> = told.map(|d| (d.min_s, d.max_s, passage.place_of(d.span))).collect();
        self.found.lasted.extend(told);
    }

    /// `Resolved after 47 minutes`: how long after the beginning something was over.
    pub(super) fn over_after(&mut self, passage: &Passage, sentence: (usize, usize), one: &Said) {
        if one.planned || one.partial || !ends_something(one.cue) {
            return;
        }
        let end = one.at + one.len;
        let length = durations_in(passage, sentence).find(|d| {
            d.tie == Some(Tie::After) && d.min_s > 0 && d.from >= end && d.from - end <= AFTER_ITS_END
        });
        if let Some(d) = length {
            self.found.over_after.push((one.cue, d.min_s, d.max_s, passage.place_of(d.span)));
        }
    }

    /// `19 minutes after the outage began, at 20:46`, `장애 발생 19분 뒤인 오후 8시 46분`: one time, from which the length leads
    /// back to what is said beside it. The first token of the words that say it, and when that was.
    pub(super) fn counted_back(
        &self,
        passage: &Passage,
        sentence: (usize, usize),
        said: &[Said],
        times: &[Timed],
    ) -> Vec<(usize, TimeBounds, Place)> {
        let mut found = Vec::new();
        for d in durations_in(passage, sentence).filter(|d| d.tie == Some(Tie::Later)) {
            let Some(time) =
                followed_by(passage, d, self.locale).and_then(|from| times.iter().find(|t| t.from == from))
            else {
                continue;
            };
            let begun = |s: &&Said| begins_harm(s) && s.cue != Cue::Damage;
            let before = |s: &&Said| s.at + s.len <= d.from && d.from - (s.at + s.len) <= BESIDE;
            let after = |s: &&Said| s.at >= d.to && s.at + s.len <= time.from && s.at - d.to <= BESIDE + 1;
            let Some(one) = said.iter().filter(begun).find(|s| before(s) || after(s)) else { continue };
            let back = |at: Instant, length: i64| at.checked_sub_signed(TimeDelta::try_seconds(length)?);
            if let (Some(first), Some(last)) =
                (back(time.bounds.earliest(), d.max_s), back(time.bounds.latest(), d.min_s))
            {
                let bounds = TimeBounds::between(first, last, time.bounds.precision());
                found.push((one.at, bounds, passage.place_of(d.span)));
            }
        }
        found
    }
}

/// The lengths of time of a sentence.
fn durations_in(passage: &Passage, sentence: (usize, usize)) -> impl Iterator<Item = &DurationExpr> {
    passage.expressions.iter().filter_map(move |e| match e {
        Expression::Duration(d) if (sentence.0..sentence.1).contains(&d.from) => Some(d),
        _ => None,
    })
}

/// `19 minutes later, at 20:46`: the first token of the clock time that a length is said of, if one is.
/// `Four minutes later, and at five past seven ...` goes on to another.
pub(super) fn followed_by(passage: &Passage, length: &DurationExpr, locale: &Locale) -> Option<usize> {
    let tokens = &passage.tokens;
    let stops = |at: usize| {
        ['.', ';', '。'].iter().any(|mark| tokens.is_mark(at, *mark))
            || locale.senses.at(tokens, at).any(|hit| *hit.value == Sense::And)
    };
    passage.expressions.iter().find_map(|e| match e {
        Expression::Time(time)
            if time.has_clock()
                && time.until.is_none()
                && time.from >= length.to
                && time.from - length.to <= TO_ITS_CLOCK
                && !(length.to..time.from).any(stops) =>
        {
            Some(time.from)
        }
        _ => None,
    })
}
