//! What a sentence says, and when that was.

use incstats_model::{Event, Milestone, TimeBounds};

use super::clause::{in_brackets_of_another, lasts, of_a_noun, of_another_clause, right_after};
use super::{Collector, LONGEST_TEXT, PLAN_DISTANCE, Stamped};
use crate::locale::{Cue, Section};
use crate::narrative::candidate::{Origin, Window};
use crate::narrative::passage::Passage;
use crate::narrative::reading::{Said, denied, read_sentence};
use crate::narrative::services;
use crate::narrative::timed::{Timed, ends_something, has_clock};
use crate::text::token::Tokens;
use crate::time::expression::Lead;
use crate::time::resolve::Scope;

/// How many tokens nearer than a clock time a bare day must stand to be meant instead.
const BARE_DAY: usize = 12;

/// How many tokens may mark or number an item before its text.
const ITEM_MARK: usize = 2;

impl Collector<'_> {
    /// A sentence: what it says, at the time it names or, in an entry, at the entry's.
    pub(super) fn sentence(
        &mut self,
        passage: &Passage,
        sentence: (usize, usize),
        scope: &mut Scope,
        entry: Option<Stamped>,
        origin: Origin,
    ) {
        let said = read_sentence(&passage.tokens, sentence, self.locale);
        self.found.tells_of_trouble |= said.iter().any(|s| !s.planned);
        let times = self.times_in(passage, sentence, scope, entry.is_some());
        let mut cues = self.locale.cues.within(&passage.tokens, sentence.0, sentence.1);
        if entry.is_none() && cues.any(|hit| *hit.value == Cue::Elsewhere) {
            return;
        }
        self.lasted(passage, sentence, &said);
        let counted = self.counted_back(passage, sentence, &said, &times);
        for one in &said {
            // `19 minutes after the outage began, at 20:46`: that tells when it began as well.
            if let Some((_, bounds, place)) = counted.iter().find(|(at, ..)| *at == one.at) {
                self.push_inline(one, *bounds, *place, origin);
                continue;
            }
            let tokens = &passage.tokens;
            let nearest = times
                .iter()
                .filter(|t| {
                    let of_another = of_another_clause(tokens, t, one, &said, &times, self.locale)
                        || in_brackets_of_another(tokens, t, one, &said)
                        || right_after(tokens, t, one, self.locale)
                        || one_of_several_days(t, &times)
                        || (entry.is_some() && !begins_harm(one) && of_a_noun(tokens, t, self.locale));
                    t.tells_when(one, origin) && !of_another
                })
                .min_by_key(|t| {
                    // `Starting on 4 May, ... users were seeing errors`: what says since when says when harm began.
                    let begins = begins_harm(one) && t.lead == Some(Lead::Since) && t.to <= one.at;
                    let bare = if t.exact { 0 } else { BARE_DAY };
                    (!begins, t.distance(one) + bare)
                });
            match (nearest, entry) {
                // `Monitoring reports errors since 08:51`, in an entry of 09:02: noticed at 09:02, begun at 08:51.
                (Some(time), Some(stamp)) if time.lead == Some(Lead::Since) && !lasts(one.cue) => {
                    self.push(one.cue, stamp.bounds, stamp.place, origin, Some(one));
                    if is_since(time, &said) && one.cue == Cue::Marks(Milestone::Detected) && !one.planned {
                        let begun = Said { cue: Cue::Marks(Milestone::Started), ..*one };
                        self.push_inline(&begun, time.bounds, time.place, origin);
                    }
                }
                // `At 9:10 customers told us that they could not log in`: when they told us.
                (Some(time), None) if is_reported(one, &said, time.to) => {}
                (Some(time), _) => {
                    self.push_inline(one, time.bounds_for(one.cue), time.place, origin);
                    if is_so_since(one, time, &said) {
                        let begun = Said { cue: Cue::Marks(Milestone::Started), ..*one };
                        self.push_inline(&begun, time.bounds, time.place, origin);
                    }
                }
                // What a report says was so before it came.
                (None, Some(_)) if is_reported(one, &said, 0) => {}
                (None, Some(stamp)) => {
                    self.push(one.cue, stamp.bounds_for(one.cue), stamp.place, origin, Some(one));
                }
                (None, None) => {
                    self.over_after(passage, sentence, one);
                    self.at_once(passage, one, scope);
                    self.within(passage, sentence, one, scope);
                }
            }
        }
        self.harm_told = said.iter().any(begins_harm);
        self.not_until(passage, sentence, &times, origin);
        for time in &times {
            // `the fault was found and would be mended`: what stands next to the time says whether it is still ahead.
            let next = said.iter().min_by_key(|s| time.distance(s));
            let announced = next.is_some_and(|s| s.planned && time.distance(s) <= PLAN_DISTANCE);
            let planned = announced || self.is_planned(passage, sentence, time);
            self.note(&time.notes, time.place);
            if !planned {
                self.ends_of_impact(passage, time, &said, sentence, entry, origin);
            }
            // A day beside a clock time of that day is only its date.
            let day_of_another = !time.exact
                && times.iter().any(|t| {
                    t.exact && t.bounds.earliest().date_naive() == time.bounds.earliest().date_naive()
                });
            let counts = time.told
                && !day_of_another
                && !is_a_mention(&passage.tokens, time, &times)
                && match origin {
                    // What a post tells of other times was not posted then; a change since some time is told with its time.
                    // One that tells of a day before its own is a report of it.
                    Origin::Post => {
                        let day_before = entry.is_some_and(|posted| is_of_a_day_before(time, &posted.bounds));
                        time.exact
                            && !planned
                            && (time.lead == Some(Lead::Since) || day_before)
                            && !said.is_empty()
                    }
                    // `14:07 alarm; 14:15 cause found`: a clock time that opens a sentence is an entry of its own.
                    Origin::Entry => time.exact && (time.led || planned || time.from == sentence.0),
                    _ => (!planned || time.exact) && (!self.beside_log || time.led || time.until.is_some()),
                };
            if counts && entry.is_none_or(|stamp| stamp.bounds != time.bounds) {
                self.inline_event(passage, sentence, time, planned);
            }
        }
    }

    /// `The fault was not found until 15:00`: it was found then.
    fn not_until(&mut self, passage: &Passage, sentence: (usize, usize), times: &[Timed], origin: Origin) {
        let until = times.iter().filter(|t| t.lead == Some(Lead::Until) && t.exact && t.until.is_none());
        for time in until {
            let before = denied(&passage.tokens, (sentence.0, time.from), self.locale);
            let Some(one) = before.last().filter(|one| time.distance(one) <= PLAN_DISTANCE) else { continue };
            if !self.is_planned(passage, sentence, time) {
                self.push(one.cue, time.bounds, time.place, origin, Some(one));
            }
        }
    }

    /// `unavailable until 15:00` ends impact; `from 9:05 to 9:25 users could not log in` is a window of it. In a
    /// section on what happened a window needs no such words: it speaks of nothing else.
    fn ends_of_impact(
        &mut self,
        passage: &Passage,
        time: &Timed,
        said: &[Said],
        sentence: (usize, usize),
        entry: Option<Stamped>,
        origin: Origin,
    ) {
        let shut_out = |s: &Said| begins_harm(s) || (s.cue == Cue::Blocked && !s.planned);
        if time.lead == Some(Lead::Until) && time.exact && said.iter().any(shut_out) {
            self.push(Cue::Marks(Milestone::Mitigated), time.bounds, time.place, origin, None);
        }
        // `Between 13:00 and 17:00 engineers investigated` is a window of work, not of impact.
        let told = |s: &Said| {
            !s.planned
                && s.cue != Cue::Marks(Milestone::Acknowledged)
                && matches!(s.cue, Cue::Damage | Cue::Marks(_) | Cue::StillOpen | Cue::Blocked)
        };
        // A report, or an item of the list in its opening, that begins with a window tells when users were hit.
        let opens = self.lead && time.from <= sentence.0 + ITEM_MARK && time.exact;
        // In a log an entry with a clock of its own tells of what was done then; one that has but a day tells all of it.
        let tells_all = |stamp: Stamped| origin == Origin::Post || !has_clock(&stamp.bounds);
        let harm = entry.is_none_or(|stamp| tells_all(stamp) && said.iter().any(begins_harm));
        // `Time of the outage:` over the windows of its list.
        let labelled = time.exact
            && (self.under_label && time.from <= sentence.0 + ITEM_MARK
                || self.is_labelled(passage, sentence, time.from));
        let on_impact = entry.is_none()
            && said.iter().all(|s| s.planned)
            && (self.section == Some(Section::Issue) || opens || labelled);
        if let Some(to) = time.until.filter(|_| harm && (said.iter().any(told) || on_impact)) {
            let origin = if labelled && entry.is_none() { Origin::Field } else { origin };
            self.found.windows.push(Window { from: time.bounds, to, place: time.place, origin });
        }
    }

    fn is_planned(&self, passage: &Passage, sentence: (usize, usize), time: &Timed) -> bool {
        let plans = self.locale.cues.within(&passage.tokens, sentence.0, time.from);
        plans.filter(|hit| *hit.value == Cue::Plan).any(|hit| time.from - hit.at <= PLAN_DISTANCE)
    }

    fn inline_event(&mut self, passage: &Passage, sentence: (usize, usize), time: &Timed, planned: bool) {
        let text = passage.sentence_text(sentence).chars().take(LONGEST_TEXT).collect();
        let services = services::named_in(&passage.tokens, &passage.text, sentence, self.locale);
        let event =
            Event { bounds: time.bounds, place: time.place, text, marks: Vec::new(), planned, services };
        if let Some(end) = time.until {
            self.found.events.push(Event { bounds: end, ..event.clone() });
        }
        self.found.events.push(event);
    }
}

/// `Report that users cannot log in`: a beginning that stands behind the word of somebody who noticed, in one sentence
/// and behind its time.
fn is_reported(one: &Said, said: &[Said], time_ends: usize) -> bool {
    let noticed = |s: &&Said| s.cue == Cue::Marks(Milestone::Detected) && !s.planned && s.at >= time_ends;
    one.cue == Cue::Marks(Milestone::Started) && said.iter().filter(noticed).any(|s| s.at < one.at)
}

/// `Since 08:30 the catalogue has been unavailable`: harm that is so since a time began then, unless the sentence goes on
/// to its end.
fn is_so_since(one: &Said, time: &Timed, said: &[Said]) -> bool {
    one.cue == Cue::Damage && !one.planned && is_since(time, said)
}

/// `because of the fire of 29 April`, beside the clock time of another day, and the date line `[28 May, City News]`: a
/// day that is only named.
fn is_a_mention(tokens: &Tokens, time: &Timed, times: &[Timed]) -> bool {
    let opened = time
        .from
        .checked_sub(1)
        .is_some_and(|before| ['(', '[', '【', '〔'].iter().any(|mark| tokens.is_mark(before, *mark)));
    let day = |t: &Timed| t.bounds.earliest().date_naive();
    let beside_a_clock = times.iter().any(|t| t.exact && day(t) > day(time));
    !time.exact && time.until.is_none() && (opened || beside_a_clock)
}

/// Whether something is said to be so since an exact time, and nothing to be over.
fn is_since(time: &Timed, said: &[Said]) -> bool {
    time.lead == Some(Lead::Since)
        && time.exact
        && time.until.is_none()
        && !said.iter().any(|s| ends_something(s.cue))
}

/// `On 28 April and 5 May`: one of several bare days is not the day of what is told of them all.
fn one_of_several_days(time: &Timed, times: &[Timed]) -> bool {
    let bare = |t: &Timed| !t.exact && t.dated && t.until.is_none() && t.lead.is_none();
    let beside = |t: &&Timed| {
        let apart = if t.from >= time.to { t.from - time.to } else { time.from.saturating_sub(t.to) };
        bare(t) && t.from != time.from && t.bounds != time.bounds && apart <= 1
    };
    bare(time) && times.iter().any(|t| beside(&t))
}

/// Whether a time lies on a day before that of a post.
fn is_of_a_day_before(time: &Timed, posted: &TimeBounds) -> bool {
    time.bounds.latest().date_naive() < posted.earliest().date_naive()
}

/// Whether harm is said to have begun.
pub(super) fn begins_harm(said: &Said) -> bool {
    matches!(said.cue, Cue::Damage | Cue::Marks(Milestone::Started)) && !said.planned
}
