//! Collects the candidates of a document: from its entries, its fields and its prose.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use incstats_model::{Event, Instant, Milestone, Place, Precision, Span, TimeBounds};

use crate::locale::{Cue, Label, Locale, Section, Sense, StatusWord};
use crate::narrative::candidate::{Candidate, Collected, Origin, Window};
use crate::narrative::chronology::Dated;
use crate::narrative::passage::Passage;
use crate::narrative::reading::{Said, denied, read_sentence};
use crate::narrative::services;
use crate::narrative::story::{Entry, EntryKind, Field, Story};
use crate::narrative::survey::Survey;
use crate::narrative::timed::{Timed, onward};
use crate::text::token::Tokens;
use crate::time::expression::{ClockPart, DurationExpr, Expression, Lead, Tie, TimeExpr};
use crate::time::resolve::{Note, Resolved, Scope};

/// Longest text of an event, in characters.
const LONGEST_TEXT: usize = 2_000;

/// How many tokens nearer than a clock time a bare day must stand to be meant instead.
const BARE_DAY: usize = 12;
/// How far, in tokens, a word such as `immediately` may stand from what it is said of.
const AT_ONCE: usize = 4;
/// How many tokens may mark or number an item before its text.
const ITEM_MARK: usize = 2;
/// How far, in tokens, an announcement reaches to a time.
const PLAN_DISTANCE: usize = 16;

/// Collects from the entries, the fields and the prose.
pub fn collect(
    story: &Story,
    dated: &[Dated],
    survey: &Survey,
    locale: &Locale,
    places: &dyn Fn(usize, Span) -> Place,
) -> Collected {
    let day = survey.incident_day.or_else(|| dated.first().map(|d| d.resolved.day));
    let mut collector = Collector {
        day,
        survey,
        locale,
        found: Collected::default(),
        section: None,
        lead: false,
        beside_log: false,
        scope: None,
        told: None,
    };
    for one in dated {
        if let Some(entry) = story.entries.get(one.entry) {
            collector.entry(entry, one);
        }
    }
    for field in &story.fields {
        if let Some(time) = &field.time {
            collector.field(field, time, places(field.line, time.span));
        }
    }
    // Where a timeline tells the story, prose only comments on it.
    let told = dated.len() >= 2;
    let entries = collector.found.events.len();
    collector.beside_log = told;
    for prose in &story.prose {
        collector.section = prose.section;
        collector.lead = prose.lead;
        let before = collector.found.events.len();
        collector.prose(&prose.passage, told);
        // Beside a timeline only what tells of the incident adds to it: not lessons, tasks and office hours.
        if told && !collector.on_the_incident() {
            collector.found.events.truncate(before);
        }
    }
    let prose = collector.found.events.split_off(entries);
    // A page of posts is its own story; beside a log, prose adds what the log leaves out.
    let posts = dated.iter().any(|d| story.entries.get(d.entry).is_some_and(|e| e.kind == EntryKind::Post));
    if !(told && posts) {
        let of_an_entry = |e: &Event| {
            e.bounds.precision() == Precision::Approximate
                && dated.iter().any(|d| e.bounds.overlaps(&d.resolved.bounds))
        };
        // `Around 16:30` beside an entry of 16:15 is that entry, less well remembered.
        let prose = prose.into_iter().filter(|e| !(told && of_an_entry(e))).collect();
        collector.found.events.extend(told_once(prose, told));
    }
    collector.found
}

/// What prose tells, each moment once. A day is an event where no clock time of that day is told; beside a timeline
/// only clock times are.
fn told_once(prose: Vec<Event>, beside_a_timeline: bool) -> Vec<Event> {
    let exact =
        |e: &Event| e.bounds.precision() != Precision::Day && e.bounds.precision() != Precision::DayPart;
    let days: BTreeSet<NaiveDate> =
        prose.iter().filter(|e| exact(e)).map(|e| e.bounds.earliest().date_naive()).collect();
    let mut kept: Vec<Event> = Vec::new();
    for event in prose {
        let only_its_day =
            !exact(&event) && (beside_a_timeline || days.contains(&event.bounds.earliest().date_naive()));
        let again = kept.iter().any(|k| k.bounds == event.bounds && k.planned == event.planned);
        if !only_its_day && !again {
            kept.push(event);
        }
    }
    kept
}

struct Collector<'a> {
    survey: &'a Survey,
    locale: &'a Locale,
    found: Collected,
    /// The day of clock times that nothing else dates: the incident's, else that of the timeline.
    day: Option<NaiveDate>,
    /// The section that the prose stands in.
    section: Option<Section>,
    /// Whether a timeline tells the story, so that prose only comments on it.
    beside_log: bool,
    /// Whether that prose opens the report.
    lead: bool,
    /// Where the prose has come to.
    scope: Option<Scope>,
    /// The time that was told last.
    told: Option<TimeBounds>,
}

impl Collector<'_> {
    /// Whether the prose at hand tells of the incident itself.
    fn on_the_incident(&self) -> bool {
        self.lead || matches!(self.section, Some(Section::Issue | Section::Cause))
    }

    fn note(&mut self, notes: &[Note], place: Place) {
        self.found.notes.extend(notes.iter().map(|note| (*note, place)));
    }

    fn push(&mut self, cue: Cue, bounds: TimeBounds, place: Place, origin: Origin, said: Option<&Said>) {
        let (partial, planned) = said.map_or((false, false), |s| (s.partial, s.planned));
        let mostly = said.is_some_and(|s| s.mostly);
        let order = self.found.candidates.len();
        let inline = origin == Origin::Prose;
        self.found.candidates.push(Candidate {
            cue,
            bounds,
            place,
            origin,
            partial,
            mostly,
            planned,
            inline,
            order,
        });
    }

    fn entry(&mut self, entry: &Entry, one: &Dated) {
        let Resolved { bounds, notes, .. } = &one.resolved;
        self.note(notes, entry.place);
        let text = in_words(&entry.passage.text);
        let services = services::named(&entry.passage.tokens, &entry.passage.text, self.locale);
        self.found.events.push(Event {
            bounds: *bounds,
            place: entry.place,
            text,
            marks: Vec::new(),
            planned: false,
            services,
        });
        if let Some(StatusWord::Marks(milestone)) = entry.status {
            let origin = if entry.kind == EntryKind::Post { Origin::Status } else { Origin::Entry };
            self.push(Cue::Marks(milestone), *bounds, entry.place, origin, None);
        }
        let origin = if entry.kind == EntryKind::Post { Origin::Post } else { Origin::Entry };
        let mut scope = Scope { told: Some(one.resolved.day), ..one.scope };
        for sentence in &entry.passage.sentences {
            self.sentence(&entry.passage, *sentence, &mut scope, Some((*bounds, entry.place)), origin);
        }
    }

    /// A sentence: what it says, at the time it names or, in an entry, at the entry's.
    fn sentence(
        &mut self,
        passage: &Passage,
        sentence: (usize, usize),
        scope: &mut Scope,
        entry: Option<(TimeBounds, Place)>,
        origin: Origin,
    ) {
        let said = read_sentence(&passage.tokens, sentence, self.locale);
        self.found.tells_of_trouble |= said.iter().any(|s| !s.planned);
        let times = self.times_in(passage, sentence, scope, entry.is_some());
        let mut cues = self.locale.cues.within(&passage.tokens, sentence.0, sentence.1);
        if entry.is_none() && cues.any(|hit| *hit.value == Cue::Elsewhere) {
            return;
        }
        if said.iter().any(begins_harm) {
            self.lasted(passage, sentence);
        }
        for one in &said {
            let nearest = times
                .iter()
                .filter(|t| t.tells_when(one, origin) && !of_another_clause(&passage.tokens, t, one, &said))
                .min_by_key(|t| {
                    // `Starting on 4 May, ... users were seeing errors`: what says since when says when harm began.
                    let begins = begins_harm(one) && t.lead == Some(Lead::Since) && t.to <= one.at;
                    let bare = if t.exact { 0 } else { BARE_DAY };
                    (!begins, t.distance(one) + bare)
                });
            match (nearest, entry) {
                (Some(time), _) => {
                    self.push(one.cue, time.bounds_for(one.cue), time.place, origin, Some(one));
                    if let Some(last) = self.found.candidates.last_mut() {
                        last.inline = true;
                    }
                }
                // What a report says was so before it came.
                (None, Some(_)) if is_reported(one, &said) => {}
                (None, Some((bounds, place))) => self.push(one.cue, bounds, place, origin, Some(one)),
                (None, None) => {
                    self.at_once(passage, one, scope);
                    self.within(passage, sentence, one, scope);
                }
            }
        }
        self.not_until(passage, sentence, &times, origin);
        for time in &times {
            let announced = said.iter().any(|s| s.planned && time.distance(s) <= PLAN_DISTANCE);
            let planned = announced || self.is_planned(passage, sentence, time);
            self.note(&time.notes, time.place);
            if !planned {
                self.ends_of_impact(time, &said, sentence, entry.is_some(), origin);
            }
            // A day beside a clock time of that day is only its date.
            let day_of_another = !time.exact
                && times.iter().any(|t| {
                    t.exact && t.bounds.earliest().date_naive() == time.bounds.earliest().date_naive()
                });
            let counts = !day_of_another
                && match origin {
                    // What a post tells of other times was not posted then; a change since some time is told with its time.
                    Origin::Post => {
                        time.exact && !planned && time.lead == Some(Lead::Since) && !said.is_empty()
                    }
                    Origin::Entry => time.exact && (time.led || planned),
                    _ => (!planned || time.exact) && (!self.beside_log || time.led || time.until.is_some()),
                };
            if counts && entry.is_none_or(|(bounds, _)| bounds != time.bounds) {
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

    /// `power was back within 30 minutes`: at most so long after the moment told before.
    fn within(&mut self, passage: &Passage, sentence: (usize, usize), one: &Said, scope: &Scope) {
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
    fn at_once(&mut self, passage: &Passage, one: &Said, scope: &Scope) {
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

    /// `unavailable until 15:00` ends impact; `from 9:05 to 9:25 users could not log in` is a window of it. In a
    /// section on what happened a window needs no such words: it speaks of nothing else.
    fn ends_of_impact(
        &mut self,
        time: &Timed,
        said: &[Said],
        sentence: (usize, usize),
        in_entry: bool,
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
        let harm = !in_entry || (origin == Origin::Post && said.iter().any(begins_harm));
        let on_impact =
            !in_entry && said.iter().all(|s| s.planned) && (self.section == Some(Section::Issue) || opens);
        if let Some(to) = time.until.filter(|_| harm && (said.iter().any(told) || on_impact)) {
            self.found.windows.push(Window { from: time.bounds, to, place: time.place, origin });
        }
    }

    /// `the API was down for nineteen minutes`: how long it lasted.
    fn lasted(&mut self, passage: &Passage, sentence: (usize, usize)) {
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

    /// The times of a sentence that say when something happened.
    fn times_in(
        &mut self,
        passage: &Passage,
        sentence: (usize, usize),
        scope: &mut Scope,
        in_entry: bool,
    ) -> Vec<Timed> {
        let mut found: Vec<Timed> = Vec::new();
        let mut last: Option<Instant> = None;
        for expression in &passage.expressions {
            match expression {
                Expression::Time(time) if time.from >= sentence.0 && time.from < sentence.1 => {
                    let within = Scope { day: scope.day.or(self.day), ..*scope };
                    let halved = if in_entry { self.lost_half(time, &within) } else { None };
                    let time = halved.as_ref().unwrap_or(time);
                    let Some(resolved) = self.survey.almanac.resolve(time, &within) else { continue };
                    // A day of the calendar holds for the clock times behind it.
                    // `since 1 November` only looks back.
                    if time.has_calendar() && (time.has_clock() || time.lead.is_none()) {
                        scope.day = Some(resolved.day);
                    }
                    // In an entry a bare date or part of the day is a mention; in prose a day of the calendar may
                    // be all there is.
                    let part_of_a_day = time.clock.is_some() && time.date.is_some();
                    if !time.has_clock() && (in_entry || !(time.has_calendar() || part_of_a_day)) {
                        continue;
                    }
                    let before = last.or(scope.at).filter(|_| !in_entry);
                    let resolved = onward(resolved, time, before, &within, self.survey);
                    last = Some(resolved.bounds.earliest());
                    if time.has_clock() || time.lead.is_none() {
                        if !in_entry {
                            scope.day = Some(resolved.day);
                        }
                        scope.told = Some(resolved.day);
                        scope.at = last;
                        self.told = Some(resolved.bounds);
                    }
                    let place = passage.place_of(time.span);
                    found.push(Timed::of(time, resolved, place));
                }
                Expression::Duration(duration)
                    if duration.from >= sentence.0
                        && duration.from < sentence.1
                        && duration.tie == Some(Tie::Later) =>
                {
                    if let Some(timed) = scope.at.and_then(|at| Timed::after(at, duration, passage)) {
                        scope.at = Some(timed.bounds.earliest());
                        found.push(timed);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// `At 5:40 the power failed`, in a post of 6:20 PM: where clocks have am and pm, a time without is the last before
    /// the post.
    fn lost_half(&self, time: &TimeExpr, scope: &Scope) -> Option<TimeExpr> {
        let (Some(ClockPart::At { hour, minute, second, bare_hour, half_said: false }), Some(at)) =
            (time.clock, scope.at)
        else {
            return None;
        };
        if !self.survey.almanac.halves || time.date.is_some() || !(1..=12).contains(&hour) {
            return None;
        }
        let clock = ClockPart::At { hour: hour % 12 + 12, minute, second, bare_hour, half_said: true };
        let later = TimeExpr { clock: Some(clock), ..time.clone() };
        let resolved = self.survey.almanac.resolve(&later, scope)?;
        (resolved.bounds.earliest() <= at).then_some(later)
    }

    fn field(&mut self, field: &Field, time: &TimeExpr, place: Place) {
        let scope = Scope { day: self.survey.incident_day, ..Scope::default() };
        let milestone = match field.label {
            Label::Milestone(milestone) => milestone,
            Label::Window => {
                if let Some(Resolved { bounds, until: Some(to), .. }) =
                    self.survey.almanac.resolve(time, &scope)
                {
                    self.found.windows.push(Window { from: bounds, to, place, origin: Origin::Field });
                }
                return;
            }
            _ => return,
        };
        let Some(resolved) = self.survey.almanac.resolve(time, &scope) else { return };
        self.note(&resolved.notes, place);
        self.push(Cue::Marks(milestone), resolved.bounds, place, Origin::Field, None);
        self.found.events.push(Event {
            bounds: resolved.bounds,
            place,
            text: field.name.clone(),
            marks: Vec::new(),
            planned: false,
            services: Vec::new(),
        });
    }

    /// A paragraph. Where prose is all there is, the story goes on from the paragraph before; beside a timeline each
    /// starts from the incident's own day.
    fn prose(&mut self, passage: &Passage, told: bool) {
        let afresh = Scope { day: None, writing: self.survey.almanac.written, told: None, at: None };
        let mut scope = if told { afresh } else { self.scope.unwrap_or(afresh) };
        for sentence in &passage.sentences {
            self.sentence(passage, *sentence, &mut scope, None, Origin::Prose);
        }
        self.scope = Some(scope);
    }
}

/// `With the fault found, service was back at 11:33`: a time behind its statement, with a comma before that, is not the
/// time of what the clause before it says.
fn of_another_clause(tokens: &Tokens, time: &Timed, one: &Said, said: &[Said]) -> bool {
    let end = one.at + one.len;
    let Some(comma) = (end..time.from).find(|i| tokens.is_mark(*i, ',') || tokens.is_mark(*i, '、')) else {
        return false;
    };
    said.iter()
        .any(|s| s.cue != one.cue && s.at > comma && time.distance(s) < time.distance(one) && tells(s.cue))
}

/// Whether words tell a point of the incident's life, not only how things are.
fn tells(cue: Cue) -> bool {
    matches!(cue, Cue::Marks(_) | Cue::Repaired | Cue::Unblocked)
}

/// The text of an entry; the cells of a table row are parted by points, empty ones left out.
fn in_words(text: &str) -> String {
    let cells = text.split('|').map(str::trim).filter(|cell| cell.chars().any(char::is_alphanumeric));
    let told =
        if text.contains('|') { cells.collect::<Vec<_>>().join(" · ") } else { text.trim().to_owned() };
    told.chars().take(LONGEST_TEXT).collect()
}

/// `Report that users cannot log in`: a beginning that stands behind the word of somebody who noticed, in one sentence.
fn is_reported(one: &Said, said: &[Said]) -> bool {
    let noticed = |s: &&Said| s.cue == Cue::Marks(Milestone::Detected) && !s.planned;
    one.cue == Cue::Marks(Milestone::Started) && said.iter().filter(noticed).any(|s| s.at < one.at)
}

/// Whether harm is said to have begun.
fn begins_harm(said: &Said) -> bool {
    matches!(said.cue, Cue::Damage | Cue::Marks(Milestone::Started)) && !said.planned
}
