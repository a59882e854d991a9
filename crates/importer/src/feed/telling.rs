//! From a record to an incident. Its fields are the statement and give the source's own clock; the prose inside goes
//! down the ordinary road and gives the clock of the impact. Both are kept.

use chrono::TimeDelta;
use incstats_model::{
    Facts, Incident, IncidentId, Instant, Kind, Milestone, Milestones, Place, Status, TimeBounds, Zone,
    ZoneBasis, ZoneId,
};

use super::record::{Record, Update};
use super::registry::Input;
use crate::check::{self, Evidence};
use crate::locale::{Cue, Locale, by_code, detect};
use crate::narrative::assemble::{Assembled, Contradiction, assemble, disagree};
use crate::narrative::candidate::{Collected, Origin, Window};
use crate::narrative::causes::{self, category};
use crate::narrative::chronology::{Dated, date_entries, direction};
use crate::narrative::collect::collect;
use crate::narrative::episodes::episodes;
use crate::narrative::extent;
use crate::narrative::passage::{Passage, Piece};
use crate::narrative::story::{Entry, EntryKind, Story, story};
use crate::narrative::survey::{Survey, survey};
use crate::options::Options;
use crate::read::document::{Document, Line};
use crate::text::fold::unaccented;
use crate::time::expression::TimeExpr;
use crate::time::resolve::{Resolved, Scope};

/// Milestones for which what the prose tells of the impact goes before a field of the source.
const OF_THE_IMPACT: [Milestone; 2] = [Milestone::Started, Milestone::Mitigated];

/// A field and a text that are no further apart are one time, rounded.
const ROUNDED: TimeDelta = TimeDelta::minutes(5);

/// What the prose of a record tells.
#[derive(Debug, Default)]
struct Heard {
    story: Story,
    dated: Vec<Dated>,
    found: Collected,
    /// Times of impact that a closing post tells, and that lie after it.
    after_the_close: Vec<(TimeBounds, Place)>,
}

/// The incident that a record tells of.
pub fn incident(record: Record, input: &Input<'_>) -> Incident {
    let language = language(&record, input.options);
    let heard = language.map(|locale| hear(&record, locale, input.options)).unwrap_or_default();
    let Heard { story, dated, mut found, after_the_close } = heard;
    // Records without prose have notes all the same.
    found.notes.extend(record.notes.iter().copied());
    let mut assembled = assemble(&found, &story, &dated);
    assembled.contradictions.extend(contradicted(&record.milestones, &assembled.milestones));
    assembled.milestones = both_clocks(&record.milestones, &assembled.milestones);
    let mut incident = draft(record, &found, &assembled, language, input);
    if let Some(locale) = language {
        if incident.cause.is_none() {
            (incident.cause, incident.facts.cause_category) = causes::of_story(&story, locale);
        }
        incident.facts.customers = extent::told(&story, locale);
        incident.facts.data_lost = extent::data_lost(&story, locale);
    }
    let own = std::mem::take(&mut incident.findings);
    let evidence = Evidence { incident: &incident, found: &found, assembled: &assembled };
    (incident.findings, incident.repairs) = (check::run(&evidence), check::repairs(&evidence));
    incident.findings.extend(check::after_the_close(&incident, &after_the_close));
    incident.findings.extend(own);
    incident
}

/// The language of the prose: as told from outside, else by its words.
fn language(record: &Record, options: &Options) -> Option<&'static Locale> {
    let told = options.language.as_deref().and_then(by_code);
    told.or_else(|| {
        let lines = record.updates.iter().flat_map(|update| update.lines.iter().cloned());
        let document = Document::of_lines(lines.collect());
        if document.lines.iter().all(Line::is_blank) { None } else { detect(&document) }
    })
}

/// Hears every piece of prose, each at the time at which it was posted.
fn hear(record: &Record, locale: &'static Locale, options: &Options) -> Heard {
    let mut heard = Heard::default();
    for update in &record.updates {
        let one = hear_one(update, record, locale, options);
        let first = heard.story.entries.len();
        heard.story.entries.extend(one.story.entries);
        heard.story.fields.extend(one.story.fields);
        heard.story.prose.extend(one.story.prose);
        heard.dated.extend(one.dated.into_iter().map(|d| Dated { entry: d.entry + first, ..d }));
        let order = heard.found.candidates.len();
        let later = |mut c: crate::narrative::candidate::Candidate| {
            c.order += order;
            c
        };
        heard.found.candidates.extend(one.found.candidates.into_iter().map(later));
        heard.found.windows.extend(one.found.windows);
        heard.found.lasted.extend(one.found.lasted);
        heard.found.events.extend(one.found.events);
        heard.found.notes.extend(one.found.notes);
        heard.found.tells_of_trouble |= one.found.tells_of_trouble;
        heard.after_the_close.extend(one.after_the_close);
    }
    heard
}

/// Hears one piece of prose. With a time of its own it is a post: what it says in sentences was said then. What it
/// holds of fields (`Incident start: ...`) and of entries with their own times is told beside it.
fn hear_one(update: &Update, record: &Record, locale: &'static Locale, options: &Options) -> Heard {
    let document = Document::of_lines(update.lines.clone());
    let began = || record.milestones.bounds(Milestone::Started).map(TimeBounds::earliest);
    let opened = update.at.map(|at| at.earliest()).or(record.posted.opened).or_else(began);
    let zone = record.zone.map(|zone| zone.id).or(options.zone);
    let written = opened.map(|at| zone.map_or(at, |zone| zone.show(at)).date_naive());
    let options = Options { zone, reference_date: written.or(options.reference_date), ..options.clone() };
    let mut survey = survey(&document, locale, &options);
    survey.almanac.written = survey.almanac.written.or(written);
    let mut inner = story(&document, &survey, locale);
    // A lone day or stamp over a post is no entry beside it.
    if update.at.is_some() && inner.entries.len() < 2 {
        inner.entries.clear();
    }
    let mut prose = Vec::new();
    let mut dated = date_entries(&inner, &survey, direction(&inner, &survey));
    if let Some(at) = update.at {
        let (entry, one) = post(update, at, &document, &survey, &inner, locale);
        dated.push(Dated { entry: inner.entries.len(), ..one });
        inner.entries.push(entry);
        // The sentences are those of the post.
        prose = std::mem::take(&mut inner.prose);
    }
    let place = |line: usize, span| match document.lines.get(line) {
        Some(_) => document.place(line, span),
        None => record.place,
    };
    let mut found = collect(&inner, &dated, &survey, locale, &place);
    let mut after_the_close = Vec::new();
    if let Some(at) = update.at {
        let told = Story { prose, ..Story::default() };
        let windows = collect(&told, &[], &survey, locale, &place).windows;
        found.windows.extend(the_only(in_one_breath(windows)));
        after_the_close = contradicting(&found, at, record);
        only_what_was(&mut found, at, record);
    }
    Heard { story: inner, dated, found, after_the_close }
}

/// `Between 10:22 and 10:33, and between 10:47 and 11:06`: windows of one line are one, from the first to the last.
fn in_one_breath(windows: Vec<Window>) -> Vec<Window> {
    let mut found: Vec<Window> = Vec::new();
    for window in windows {
        match found.last_mut().filter(|last| last.place.line == window.place.line) {
            Some(last) if last.to.certainly_before(&window.from) => last.to = window.to,
            Some(_) => {}
            None => found.push(window),
        }
    }
    found
}

/// A post that tells windows in several places lists parts of the impact, service by service; none of them is the whole.
fn the_only(windows: Vec<Window>) -> Option<Window> {
    let mut windows = windows.into_iter();
    windows.next().filter(|_| windows.next().is_none())
}

/// What a closing post says of the impact, and lies after that post: it cannot be a forecast, as the impact is over.
fn contradicting(found: &Collected, at: TimeBounds, record: &Record) -> Vec<(TimeBounds, Place)> {
    let closes = record.posted.closed.is_some_and(|closed| closed <= at.latest());
    if !closes || record.kind != Kind::Incident {
        return Vec::new();
    }
    let ends = [Cue::Marks(Milestone::Started), Cue::Marks(Milestone::Mitigated)];
    let ahead = |bounds: &TimeBounds| bounds.earliest() - at.latest() > ROUNDED;
    let windows = found.windows.iter().map(|window| (window.to, window.place));
    let told = found.candidates.iter().filter(|one| ends.contains(&one.cue));
    let mut all: Vec<_> = windows.chain(told.map(|one| (one.bounds, one.place))).collect();
    all.retain(|(bounds, _)| ahead(bounds));
    all.sort_by_key(|(bounds, place)| (place.line, std::cmp::Reverse(bounds.latest())));
    all.dedup_by_key(|(_, place)| place.line);
    all
}

/// What a post says of times after it is a forecast. And a post after the closing one looks back: what it says without a
/// time of its own was not then.
fn only_what_was(found: &mut Collected, at: TimeBounds, record: &Record) {
    let looks_back = record.posted.closed.is_some_and(|closed| closed < at.earliest());
    let of_post = |origin: Origin| matches!(origin, Origin::Post | Origin::Status);
    found.windows.retain(|window| window.to.latest() <= at.latest());
    found.candidates.retain(|one| {
        let ahead = one.bounds.earliest() > at.latest();
        !ahead && (one.inline || !looks_back || !of_post(one.origin))
    });
}

/// The post as an entry: all its lines but those that are fields or entries of their own.
fn post(
    update: &Update,
    at: incstats_model::TimeBounds,
    document: &Document,
    survey: &Survey,
    inner: &Story,
    locale: &Locale,
) -> (Entry, Dated) {
    let told = |line: usize| {
        let number = document.lines.get(line).map_or(0, |line| line.number);
        inner.fields.iter().any(|field| field.line == line && field.time.is_some())
            || inner.entries.iter().any(|entry| entry.place.line == number)
    };
    let pieces: Vec<Piece> =
        (0..document.lines.len()).filter(|line| !told(*line)).map(|line| Piece { line, from: 0 }).collect();
    let day = survey.zone.id.show(at.earliest()).date_naive();
    let entry = Entry {
        place: update.place,
        time: TimeExpr::of_a_field(),
        kind: EntryKind::Post,
        stamped: true,
        status: update.status,
        under: None,
        section: None,
        passage: Passage::of(document, &pieces, locale),
        pieces,
    };
    let resolved = Resolved { bounds: at, until: None, day, notes: Vec::new() };
    let scope = Scope { day: Some(day), writing: Some(day), told: Some(day), at: Some(at.earliest()) };
    (entry, Dated { entry: 0, resolved, scope })
}

/// Where a field puts an end of the impact at another time than the prose, which counts.
fn contradicted(fields: &Milestones, prose: &Milestones) -> Vec<Contradiction> {
    let both = |milestone: Milestone| {
        let (field, told) = (fields.get(milestone)?, prose.get(milestone)?);
        let (other, kept) = ((field.bounds, field.place?), (told.bounds, told.place?));
        let apart = (other.0.middle() - kept.0.middle()).abs() > ROUNDED;
        // An end that is set later than it was is the delay of whoever set it.
        let late = milestone == Milestone::Mitigated && kept.0.certainly_before(&other.0);
        let found = Contradiction { milestone, kept, other, spans_both: false };
        (apart && !late && disagree(&other.0, &kept.0)).then_some(found)
    };
    OF_THE_IMPACT.into_iter().filter_map(both).collect()
}

/// Start and end of impact as the prose tells them, all else as the fields state it; each fills what the other lacks.
fn both_clocks(fields: &Milestones, prose: &Milestones) -> Milestones {
    let mut both = Milestones::default();
    for milestone in Milestone::ALL {
        let (field, told) = (fields.get(milestone), prose.get(milestone));
        let time = if OF_THE_IMPACT.contains(&milestone) { told.or(field) } else { field.or(told) };
        both.set(milestone, time.cloned());
    }
    both
}

fn draft(
    record: Record,
    found: &Collected,
    assembled: &Assembled,
    language: Option<&'static Locale>,
    input: &Input<'_>,
) -> Incident {
    let zone = zone(&record, input.options);
    let milestones = assembled.milestones.clone();
    let status = match record.status {
        Status::Unknown => assembled.status,
        told => told,
    };
    let mut events = found.events.clone();
    events.sort_by_key(|e| (e.bounds.earliest(), e.bounds.latest(), e.place.line));
    for (milestone, time) in milestones.iter() {
        let line = time.place.map(|p| p.line);
        let at =
            |e: &&mut incstats_model::Event| Some(e.place.line) == line && e.bounds.overlaps(&time.bounds);
        if let Some(event) = events.iter_mut().find(at) {
            event.marks.push(milestone);
        }
    }
    let as_of = record.as_of.or_else(|| last_known(&record, &milestones, &events));
    let mut incident = Incident {
        id: IncidentId(String::new()),
        source_id: record.source_id,
        kind: record.kind,
        title: record.title,
        organisation: record.organisation.or_else(|| input.options.organisation.clone()),
        language: language.map(|locale| locale.code.clone()).or_else(|| input.options.language.clone()),
        posted: record.posted,
        status,
        as_of,
        severity: record.severity,
        services: record.services,
        cause: record.cause,
        zone,
        facts: Facts::default(),
        milestones,
        episodes: episodes(found, assembled),
        repairs: Vec::new(),
        events,
        findings: record.findings,
        source: input.source.clone(),
    };
    incident.facts.cause_category = incident.cause.as_deref().and_then(|cause| category(cause, language));
    incident.id = IncidentId::from_words(incident.day(), &unaccented(&incident.title));
    incident
}

/// The zone that the source tells, else the one that is configured, else UTC, in which instants are given.
fn zone(record: &Record, options: &Options) -> Zone {
    record
        .zone
        .or_else(|| options.zone.map(|id| Zone { id, basis: ZoneBasis::Configured }))
        .unwrap_or(Zone { id: ZoneId::UTC, basis: ZoneBasis::Stated })
}

/// The last moment that the record knows about.
fn last_known(record: &Record, milestones: &Milestones, events: &[incstats_model::Event]) -> Option<Instant> {
    let told = milestones.iter().map(|(_, time)| time.bounds.earliest());
    let events = events.iter().filter(|e| !e.planned).map(|e| e.bounds.earliest());
    told.chain(events).chain(record.posted.opened).chain(record.posted.closed).max()
}
