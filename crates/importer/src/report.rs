//! One report, read.

use std::fmt::Write as _;

use incstats_model::{
    Event, Facts, Finding, Incident, IncidentId, Instant, Kind, Milestones, Posted, Source, Status, ZoneBasis,
};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::check::{self, Evidence};
use crate::feed::{self, Feed};
use crate::locale::{Label, Locale};
use crate::narrative::apart::apart;
use crate::narrative::assemble::{Assembled, assemble};
use crate::narrative::candidate::Collected;
use crate::narrative::chronology::Dated;
use crate::narrative::collect::collect;
use crate::narrative::episodes::episodes;
use crate::narrative::second_zone::second_zones;
use crate::narrative::sections::{cuts, tell_of_incidents};
use crate::narrative::story::{EntryKind, Story};
use crate::narrative::survey::{Survey, survey};
use crate::narrative::told::{Told, told};
use crate::narrative::{causes, extent, facts, lengths};
use crate::open::{Content, Opened, open};
use crate::options::Options;
use crate::read::document::Document;
use crate::read::encoding::Decoded;
use crate::read::reader::Text;
use crate::text::fold::unaccented;
use crate::text::lines;
use crate::time::resolve::Scope;

/// What was made of one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Where it came from.
    pub source: Source,
    /// The text that lines count in, its lines ended by `\n`.
    pub text: String,
    /// What it tells of; empty where it tells of no incident, and then `findings` say why.
    pub incidents: Vec<Incident>,
    /// What to look at in the report as a whole.
    pub findings: Vec<Finding>,
}

/// Why nothing could be read from a report.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReadError {
    /// It has no bytes, or only white space.
    #[error("the file is empty")]
    Empty,
    /// It is no text.
    #[error("not a text file: {0}")]
    NotText(String),
    /// A document that shows no text: a picture of a page, or a page that a script fills.
    #[error("{0}")]
    NoWords(&'static str),
    /// A document that only a password opens.
    #[error("the {0} is encrypted")]
    Encrypted(&'static str),
    /// A document that is cut off or damaged.
    #[error("the {what} is damaged: {why}")]
    Broken {
        /// What it is.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// A document that unpacks to far more than anybody writes.
    #[error("the {what} unpacks to more than {megabytes} MB, as no report does")]
    TooLarge {
        /// What it is.
        what: &'static str,
        /// The most that is read, in megabytes.
        megabytes: u64,
    },
    /// A part of a document unpacks to many times its size.
    #[error("a part of the {what} unpacks to more than {times} times its size, as only a trap does")]
    Trap {
        /// What it is.
        what: &'static str,
        /// How many times are too many.
        times: u64,
    },
    /// It is data or markup for which there is no reader.
    #[error("it is {0}, and no reader knows it")]
    NoReader(&'static str),
    /// A line is far too long for prose.
    #[error(
        "line {line} is {megabytes} MB long: a report is read line by line, and this is data without line breaks"
    )]
    LongLine {
        /// Which line, from 1.
        line: u32,
        /// Its length in whole megabytes.
        megabytes: usize,
    },
    /// The language that was asked for is not built in.
    #[error("`{0}` is no language that is read: expected one of {codes}", codes = crate::locale::catalogue::codes())]
    UnknownLanguage(String),
}

/// Reads one report. `path` is kept as provenance; nothing is opened.
///
/// # Errors
/// [`ReadError`] where the bytes hold no text. A text without an incident is no error: see [`Report::findings`].
pub fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Report, ReadError> {
    let Opened { text, content } = open(bytes, options)?;
    let (format, document, locale) = match content {
        Content::Fields(feed) => return Ok(structured(path, bytes, text, feed, options)),
        Content::Prose { format, document, locale } => (format, document, locale),
    };
    let kept = document.text();
    let source = Source {
        path: path.to_owned(),
        sha256: sha256(bytes),
        format: format.to_owned(),
        lines: u32::try_from(kept.lines().count()).unwrap_or(u32::MAX),
        cannot_tell: Vec::new(),
    };
    let mut findings = of_text(text.findings, &text.decoded);
    let incidents = match incidents(&document, locale, options, &source) {
        Ok(incidents) => incidents,
        Err(finding) => {
            findings.push(finding);
            Vec::new()
        }
    };
    Ok(Report { source, text: kept, incidents, findings })
}

/// Reads a structured source: its fields are the statement.
fn structured(path: &str, bytes: &[u8], read: Text, feed: &Feed, options: &Options) -> Report {
    let mut findings = of_text(read.findings, &read.decoded);
    let text = lines::ended(read.decoded.text);
    let source = Source {
        path: path.to_owned(),
        sha256: sha256(bytes),
        format: feed.name.to_owned(),
        lines: 0,
        cannot_tell: feed.cannot_tell.iter().map(|told| (*told).to_owned()).collect(),
    };
    let read = feed.read.whole(&feed::Input { text: &text, options, source: &source });
    let text = read.text.unwrap_or(text);
    let source = Source { lines: u32::try_from(text.lines().count()).unwrap_or(u32::MAX), ..source };
    let mut incidents = read.incidents;
    for incident in &mut incidents {
        incident.source.lines = source.lines;
    }
    findings.extend(read.findings);
    Report { source, text, incidents, findings }
}

/// What to look at in how the text was taken out of the bytes.
fn of_text(mut findings: Vec<Finding>, decoded: &Decoded) -> Vec<Finding> {
    findings.extend(decoded.damaged.then(|| check::damaged(decoded.encoding)));
    findings
}

/// The SHA-256 of bytes, as hexadecimal digits: what a report is known by.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The incidents that a document tells of, or the finding that says why there is none: one under each heading where it
/// is the log of several.
fn incidents(
    document: &Document,
    locale: &Locale,
    options: &Options,
    source: &Source,
) -> Result<Vec<Incident>, Finding> {
    let mut cuts = cuts(document, locale).peekable();
    if cuts.peek().is_some() {
        let survey = survey(document, locale, options);
        let stated = Some(survey.zone).filter(|zone| zone.basis == ZoneBasis::Stated);
        let options = Options {
            zone: stated.map(|zone| zone.id).or(options.zone),
            reference_date: options.reference_date.or(survey.almanac.full.keys().next_back().copied()),
            ..options.clone()
        };
        for sections in cuts {
            let read =
                |section: &Document| incidents_of(section, locale, &options, source).unwrap_or_default();
            let mut found: Vec<Incident> = sections.iter().flat_map(read).collect();
            if tell_of_incidents(&found) {
                // A section without any milestone is on something else.
                found.retain(|incident| incident.milestones.iter().next().is_some());
                for incident in &mut found {
                    incident.zone =
                        stated.filter(|zone| zone.id == incident.zone.id).unwrap_or(incident.zone);
                }
                return Ok(found);
            }
        }
    }
    incidents_of(document, locale, options, source)
}

/// The incidents of a document that is not cut at its headings.
fn incidents_of(
    document: &Document,
    locale: &Locale,
    options: &Options,
    source: &Source,
) -> Result<Vec<Incident>, Finding> {
    let Told { survey, story, dated, .. } = told(document, locale, options);
    let mut found = collect(&story, &dated, &survey, locale, &|line, span| document.place(line, span));
    found.notes.extend(second_zones(document, &survey, locale));
    let assembled = assemble(&found, &story, &dated);
    if found.events.is_empty() && assembled.milestones.iter().next().is_none() {
        return Err(if survey.almanac.full.is_empty() { check::no_date() } else { check::no_incident() });
    }
    if !found.tells_of_trouble && assembled.milestones.iter().next().is_none() {
        return Err(check::no_incident());
    }
    let whole = |found: &Collected, assembled: &Assembled| {
        let mut incident =
            draft(document, &survey, &story, &dated, found, assembled, locale, options, source);
        let evidence = Evidence { incident: &incident, found, assembled };
        (incident.findings, incident.repairs) = (check::run(&evidence), check::repairs(&evidence));
        incident.checked()
    };
    let parts = apart(&found, &dated);
    if parts.is_empty() {
        return Ok(vec![whole(&found, &assembled)]);
    }
    Ok(parts.iter().map(|part| whole(part, &assemble(part, &story, &dated))).collect())
}

#[expect(clippy::too_many_arguments, reason = "each is a step of the one road, used once")]
fn draft(
    document: &Document,
    survey: &Survey,
    story: &Story,
    dated: &[Dated],
    found: &Collected,
    assembled: &Assembled,
    locale: &Locale,
    options: &Options,
    source: &Source,
) -> Incident {
    let mut events = found.events.clone();
    events.sort_by_key(|e| (e.bounds.earliest(), e.bounds.latest(), e.place.line));
    for (milestone, time) in assembled.milestones.iter() {
        let line = time.place.map(|p| p.line);
        let near =
            |e: &&mut Event| Some(e.place.line) == line && !e.planned && e.bounds.overlaps(&time.bounds);
        // The event of that very time, else the narrowest that allows it.
        let width = |e: &&mut Event| (e.bounds != time.bounds, e.bounds.width());
        if let Some(event) = events.iter_mut().filter(near).min_by_key(width) {
            event.marks.push(milestone);
        }
    }
    let (stated_duration, stated_repair) = lengths::stated(document, story, locale);
    let (cause, cause_category) = causes::cause(document, story, locale);
    let organisation = options.organisation.clone().or_else(|| facts::organisation(document, story));
    let mut incident = Incident {
        id: IncidentId(String::new()),
        source_id: None,
        kind: Kind::Incident,
        title: facts::title(document, story, &survey.roles, locale, organisation.as_deref())
            .unwrap_or_default(),
        organisation,
        language: Some(locale.code.clone()),
        posted: posted(story, survey, dated, assembled.status),
        status: assembled.status,
        as_of: as_of(story, survey, dated, found, &assembled.milestones),
        severity: facts::field(document, story, Label::Severity),
        services: facts::services(document, story),
        cause,
        zone: survey.zone,
        facts: Facts {
            cause_category,
            customers: extent::customers(document, story, locale),
            data_lost: extent::data_lost(story, locale),
            stated_duration,
            stated_repair,
        },
        milestones: assembled.milestones.clone(),
        episodes: episodes(found, assembled),
        repairs: Vec::new(),
        events,
        findings: Vec::new(),
        source: source.clone(),
    };
    if incident.title.is_empty() {
        incident.title =
            incident.day().map_or_else(|| "Incident".to_owned(), |day| format!("Incident of {day}"));
    }
    let named = incident
        .organisation
        .as_deref()
        .filter(|name| !incident.title.to_lowercase().contains(&name.to_lowercase()));
    let words = unaccented(&format!("{} {}", named.unwrap_or_default(), incident.title));
    incident.id = IncidentId::from_words(incident.day(), &words);
    incident
}

/// First and closing post of a page of posts; a narrative report has no such clock.
fn posted(story: &Story, survey: &Survey, dated: &[Dated], status: Status) -> Posted {
    if let Some(stamp) = own_stamp(story, survey) {
        return Posted { opened: Some(stamp), closed: None };
    }
    let posts =
        dated.iter().filter(|d| story.entries.get(d.entry).is_some_and(|e| e.kind == EntryKind::Post));
    let times: Vec<Instant> = posts.map(|d| d.resolved.bounds.earliest()).collect();
    Posted {
        opened: times.iter().min().copied(),
        closed: times.iter().max().copied().filter(|_| status == Status::Resolved && times.len() > 1),
    }
}

/// The last moment that the report knows about: its stamp, else its own date or its last entry, whichever is later.
/// Of anything wider than an instant the first moment counts, so that "at least" holds.
fn as_of(
    story: &Story,
    survey: &Survey,
    dated: &[Dated],
    found: &Collected,
    milestones: &Milestones,
) -> Option<Instant> {
    let stamp = survey.updated.as_ref().and_then(|time| survey.almanac.resolve(time, &Scope::default()));
    if let Some(stamp) = stamp {
        return Some(stamp.bounds.earliest());
    }
    let written = survey
        .almanac
        .written
        .and_then(|day| day.and_hms_opt(0, 0, 0))
        .map(|start| survey.zone.id.at(start).first());
    let entries = dated.iter().map(|d| d.resolved.bounds.earliest());
    let events = found.events.iter().filter(|e| !e.planned).map(|e| e.bounds.earliest());
    let milestones = milestones.iter().map(|(_, time)| time.bounds.earliest());
    entries.chain(events).chain(milestones).chain(written).chain(own_stamp(story, survey)).max()
}

/// When a report that is one post was posted.
fn own_stamp(story: &Story, survey: &Survey) -> Option<Instant> {
    let time = story.stamp.as_ref()?;
    survey.almanac.resolve(time, &Scope::default()).map(|r| r.bounds.earliest())
}
