//! Collects the candidates of a document: from its entries, its fields and its prose.

mod clause;
mod events;
mod lengths;
mod sentence;
mod times;

use chrono::NaiveDate;
use incstats_model::{Event, Milestone, Place, Precision, Span, TimeBounds};

use crate::locale::{Cue, Label, Locale, Section, StatusWord};
use crate::narrative::candidate::{Candidate, Collected, Origin, Window};
use crate::narrative::chronology::Dated;
use crate::narrative::passage::Passage;
use crate::narrative::reading::Said;
use crate::narrative::services;
use crate::narrative::story::{Entry, EntryKind, Field, Story};
use crate::narrative::survey::Survey;
use crate::narrative::timed::ends_something;
use crate::time::expression::TimeExpr;
use crate::time::resolve::{Note, Resolved, Scope};
use events::told_once;

/// Longest text of an event, in characters.
const LONGEST_TEXT: usize = 2_000;

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
        harm_told: false,
        under_label: false,
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
    collector.found.windows = listed_together(collector.found.windows);
    collector.found
}

/// Windows on neighbouring lines that overlap and differ at both ends are those of several services in one list: together
/// they are the window of the impact.
fn listed_together(windows: Vec<Window>) -> Vec<Window> {
    let mut found: Vec<Window> = Vec::new();
    let mut last_line = None;
    for window in windows {
        let line = window.place.line;
        let beside = last_line.is_some_and(|last| line == last + 1);
        last_line = Some(line);
        if let Some(whole) = found.last_mut().filter(|w| beside && w.origin == window.origin) {
            let overlap =
                whole.from.earliest() <= window.to.latest() && window.from.earliest() <= whole.to.latest();
            if overlap && whole.from != window.from && whole.to != window.to {
                if window.from.earliest() < whole.from.earliest() {
                    whole.from = window.from;
                }
                if window.to.latest() > whole.to.latest() {
                    whole.to = window.to;
                }
                continue;
            }
        }
        found.push(window);
    }
    found
}

/// When an entry was, and where that stands.
#[derive(Clone, Copy)]
struct Stamped {
    bounds: TimeBounds,
    /// Of a range, its second end.
    until: Option<TimeBounds>,
    place: Place,
}

impl Stamped {
    /// An end is at the end of a range.
    fn bounds_for(&self, cue: Cue) -> TimeBounds {
        self.until.filter(|_| ends_something(cue)).unwrap_or(self.bounds)
    }
}

#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
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
    /// Whether the sentence before told of harm.
    harm_told: bool,
    /// Whether a label of a window stands over the sentences at hand.
    under_label: bool,
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

    /// What a sentence says, with the time that stands in it.
    fn push_inline(&mut self, one: &Said, bounds: TimeBounds, place: Place, origin: Origin) {
        self.push(one.cue, bounds, place, origin, Some(one));
        if let Some(last) = self.found.candidates.last_mut() {
            last.inline = true;
        }
    }

    /// `Time of the outage:`: a label of a window, and nothing behind it.
    fn is_label(&self, passage: &Passage, sentence: (usize, usize)) -> bool {
        self.is_labelled(passage, sentence, sentence.1)
    }

    /// `1. Time of the outage: 9:10 - 9:40`: whether nothing but a label of a window stands before a token.
    fn is_labelled(&self, passage: &Passage, sentence: (usize, usize), until: usize) -> bool {
        let tokens = &passage.tokens;
        let Some(start) = (sentence.0..until).find(|at| tokens.is_word(*at)) else { return false };
        let labels = self.locale.labels.at(tokens, start);
        let label = labels.max_by_key(|hit| hit.len).filter(|hit| {
            matches!(hit.value, Label::Window | Label::IncidentDay | Label::Milestone(Milestone::Started))
        });
        label.is_some_and(|hit| {
            let end = hit.at + hit.len;
            end < until && (end..until).all(|at| tokens.is_mark(at, ':'))
        })
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
        // `Identified: a fibre is cut, not service affecting for now`: where nobody is hit, the word tells no milestone.
        let tokens = &entry.passage.tokens;
        let harmless =
            self.locale.cues.within(tokens, 0, tokens.len()).any(|hit| *hit.value == Cue::Harmless);
        let tells = |m: Milestone| !harmless || matches!(m, Milestone::Communicated | Milestone::Resolved);
        if let Some(StatusWord::Marks(milestone)) = entry.status
            && tells(milestone)
        {
            let origin = if entry.kind == EntryKind::Post { Origin::Status } else { Origin::Entry };
            self.push(Cue::Marks(milestone), *bounds, entry.place, origin, None);
        }
        let origin = if entry.kind == EntryKind::Post { Origin::Post } else { Origin::Entry };
        let mut scope = Scope { told: Some(one.resolved.day), ..one.scope };
        self.harm_told = false;
        let stamp = Stamped { bounds: *bounds, until: one.resolved.until, place: entry.place };
        for sentence in &entry.passage.sentences {
            self.sentence(&entry.passage, *sentence, &mut scope, Some(stamp), origin);
        }
    }

    fn field(&mut self, field: &Field, time: &TimeExpr, place: Place) {
        let scope = Scope { day: self.survey.incident_day, ..Scope::default() };
        let Some(resolved) = self.survey.almanac.resolve(time, &scope) else { return };
        // `Occurred: 4:58 - 8:51` says of the impact when it began and when it was over, whatever the label is called.
        let of_impact =
            matches!(field.label, Label::Window | Label::IncidentDay | Label::Milestone(Milestone::Started));
        if let Some(to) = resolved.until.filter(|_| of_impact && time.has_clock()) {
            let window = Window { from: resolved.bounds, to, place, origin: Origin::Field };
            self.found.windows.push(window);
        }
        let Label::Milestone(milestone) = field.label else { return };
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
        (self.under_label, self.harm_told) = (false, false);
        for sentence in &passage.sentences {
            let windows = self.found.windows.len();
            self.sentence(passage, *sentence, &mut scope, None, Origin::Prose);
            let goes_on = self.under_label && self.found.windows.len() > windows;
            self.under_label = goes_on || self.is_label(passage, *sentence);
        }
        self.scope = Some(scope);
    }
}

/// The text of an entry; the cells of a table row are parted by points, empty ones left out.
fn in_words(text: &str) -> String {
    let cells = text.split('|').map(str::trim).filter(|cell| cell.chars().any(char::is_alphanumeric));
    let told =
        if text.contains('|') { cells.collect::<Vec<_>>().join(" · ") } else { text.trim().to_owned() };
    told.chars().take(LONGEST_TEXT).collect()
}
