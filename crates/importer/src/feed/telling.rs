//! From a record to an incident. Its fields are the statement and give the source's own clock; the prose inside goes
//! down the ordinary road and gives the clock of the impact. Both are kept.

use incstats_model::{Incident, IncidentId, Instant, Milestone, Milestones, Status, Zone, ZoneBasis, ZoneId};

use super::record::{Record, Update};
use super::registry::Input;
use crate::check::{self, Evidence};
use crate::locale::{Locale, by_code, detect};
use crate::narrative::assemble::{Assembled, assemble};
use crate::narrative::candidate::Collected;
use crate::narrative::chronology::{Dated, date_entries, direction};
use crate::narrative::collect::collect;
use crate::narrative::passage::{Passage, Piece};
use crate::narrative::story::{Entry, EntryKind, Story, story};
use crate::narrative::survey::{Survey, survey};
use crate::options::Options;
use crate::read::document::{Document, Line};
use crate::time::expression::TimeExpr;
use crate::time::resolve::{Resolved, Scope};

/// Milestones for which what the prose tells of the impact goes before a field of the source.
const OF_THE_IMPACT: [Milestone; 2] = [Milestone::Started, Milestone::Mitigated];

/// What the prose of a record tells.
#[derive(Debug, Default)]
struct Heard {
    story: Story,
    dated: Vec<Dated>,
    found: Collected,
}

/// The incident that a record tells of.
pub fn incident(record: Record, input: &Input<'_>) -> Incident {
    let language = language(&record, input.options);
    let heard = language.map(|locale| hear(&record, locale, input.options)).unwrap_or_default();
    let Heard { story, dated, mut found } = heard;
    // Records without prose have notes all the same.
    found.notes.extend(record.notes.iter().copied());
    let mut assembled = assemble(&found, &story, &dated);
    assembled.milestones = both_clocks(&record.milestones, &assembled.milestones);
    let mut incident = draft(record, &found, &assembled, language, input);
    let own = std::mem::take(&mut incident.findings);
    incident.findings = check::run(&Evidence { incident: &incident, found: &found, assembled: &assembled });
    incident.findings.extend(own);
    incident
}

/// The language of the prose: as told from outside, else by its words.
fn language(record: &Record, options: &Options) -> Option<&'static Locale> {
    let told = options.language.as_deref().and_then(by_code);
    told.or_else(|| {
        let lines = record.updates.iter().flat_map(|update| update.lines.iter().cloned());
        let document = Document { lines: lines.collect() };
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
    }
    heard
}

/// Hears one piece of prose. With a time of its own it is a post: what it says in sentences was said then. What it
/// holds of fields (`Incident start: ...`) and of entries with their own times is told beside it.
fn hear_one(update: &Update, record: &Record, locale: &'static Locale, options: &Options) -> Heard {
    let document = Document { lines: update.lines.clone() };
    let opened = update.at.map(|at| at.earliest()).or(record.posted.opened);
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
    let mut dated = date_entries(&inner, &survey, direction(&inner, &survey));
    if let Some(at) = update.at {
        let (entry, one) = post(update, at, &document, &survey, &inner, locale);
        dated.push(Dated { entry: inner.entries.len(), ..one });
        inner.entries.push(entry);
        // The sentences are those of the post.
        inner.prose.clear();
    }
    let number = |line: usize| document.lines.get(line).map_or(record.place.line, |line| line.number);
    let found = collect(&inner, &dated, &survey, locale, &number);
    Heard { story: inner, dated, found }
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
        passage: Passage::of(document, &pieces, locale),
    };
    let resolved = Resolved { bounds: at, until: None, day, notes: Vec::new() };
    let scope = Scope { day: Some(day), writing: Some(day), told: Some(day), at: Some(at.earliest()) };
    (entry, Dated { entry: 0, resolved, scope })
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
        milestones,
        events,
        findings: record.findings,
        source: input.source.clone(),
    };
    incident.id = IncidentId::from_words(incident.day(), &incident.title);
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
