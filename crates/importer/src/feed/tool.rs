//! Tools that keep incidents as records of fields: which field says what is a table, and one reader serves them all.

use incstats_model::{Kind, Milestone, Precision, Status, TimeBounds, Zone, ZoneBasis};
use serde_json::Value;

use super::json::each::{self, Refused};
use super::json::outline::{List, Outline};
use super::json::value::{all, text, texts};
use super::made::Made;
use super::plain::plain;
use super::record::Record;
use super::registry::{Input, Read, Sight};
use super::sheet::{Post, Sheet};
use super::words;
use crate::options::Options;

/// Paths of a field, the first that has a value counts.
pub type Paths = &'static [&'static str];

/// Where the posts of a record are.
#[derive(Debug)]
pub struct Posts {
    /// The list of them.
    pub list: &'static str,
    /// When one was posted.
    pub at: Paths,
    /// With which status.
    pub status: Paths,
    /// What it says.
    pub body: Paths,
}

/// What the fields of a tool mean.
#[derive(Debug)]
pub struct Tool {
    /// The lists that hold records; an empty name is the whole text.
    pub lists: Paths,
    /// The object that holds one; an empty name is the whole text.
    pub one: Paths,
    /// Whether an object is a record of this tool, by the names of its members.
    pub is_record: fn(&Value) -> bool,
    /// The tool's own id.
    pub id: Paths,
    /// The headline.
    pub title: Paths,
    /// Whose services were hit, in the record or beside the list.
    pub organisation: Paths,
    /// What was hit.
    pub services: Paths,
    /// How grave.
    pub severity: Paths,
    /// Over or not.
    pub status: Paths,
    /// Opened, posted or begun, as the tool keeps it.
    pub opened: Paths,
    /// Closed.
    pub closed: Paths,
    /// No later than this it was closed, where the tool keeps no closing time.
    pub closed_by: Paths,
    /// Milestones that fields truly state.
    pub states: &'static [(Milestone, &'static str)],
    /// Prose without a time of its own.
    pub prose: Paths,
    /// Prose with its times.
    pub posts: Option<Posts>,
    /// The zone of wall clocks, where the tool's own documentation tells it.
    pub zone: Option<&'static str>,
    /// Whether its posts are read by customers, so that the first of them communicates.
    pub public: bool,
    /// Why a record is no incident, as the tool itself says; `None` where it is one.
    pub no_incident: fn(&Value) -> Option<String>,
    /// What a table cannot say.
    pub more: fn(&Value, &mut Sheet<'_>),
}

impl Tool {
    /// A tool of which nothing is known; tables begin from it.
    pub const BLANK: Self = Self {
        lists: &[],
        one: &[],
        is_record: |_| false,
        id: &["id"],
        title: &["title", "name"],
        organisation: &[],
        services: &[],
        severity: &[],
        status: &["status"],
        opened: &[],
        closed: &[],
        closed_by: &[],
        states: &[],
        prose: &[],
        posts: None,
        zone: None,
        public: false,
        no_incident: |_| None,
        more: |_, _| {},
    };
}

/// Whether an object has all these members.
pub fn has(value: &Value, names: &[&str]) -> bool {
    names.iter().all(|name| value.get(name).is_some())
}

/// Whether the text holds records of a tool.
pub fn recognises(tool: &Tool, sight: &Sight<'_>) -> bool {
    let Some(outline) = &sight.json else { return false };
    tool.lists
        .iter()
        .filter_map(|name| outline.list(name))
        .any(|list| list.sample.iter().any(|value| (tool.is_record)(value)))
        || one(tool, outline, sight.text).is_some()
}

/// The text as one record of the tool.
fn one<'a>(tool: &Tool, outline: &Outline<'a>, text: &'a str) -> Option<List<'a>> {
    if outline.bare {
        return None;
    }
    tool.one.iter().find_map(|name| {
        if name.is_empty() {
            (tool.is_record)(&outline.shape()).then(|| Outline::one(text, None)).flatten()
        } else {
            outline.member(name).filter(|value| (tool.is_record)(value))?;
            Outline::one(text, Some(name))
        }
    })
}

/// Reads the records of a tool.
pub fn read(tool: &Tool, input: &Input<'_>) -> Read {
    let Some(outline) = Outline::of(input.text) else { return Read::default() };
    let alone = one(tool, &outline, input.text);
    let lists: Vec<&List<'_>> = match &alone {
        Some(one) => vec![one],
        None => tool.lists.iter().filter_map(|name| outline.list(name)).collect(),
    };
    let top = outline.shape();
    each::read(input, &outline, &lists, |value, made| record(tool, value, &top, made, input.options))
}

/// The words of the first path that has some.
pub fn of(value: &Value, paths: Paths) -> Option<String> {
    paths.iter().find_map(|path| text(value, path))
}

/// The words of the first path that holds a time.
fn time_of(value: &Value, paths: Paths) -> Option<(&'static str, String)> {
    paths
        .iter()
        .filter_map(|path| Some((*path, text(value, path)?)))
        .find(|(_, words)| !words::is_nothing(words))
}

fn record(
    tool: &Tool,
    value: &Value,
    top: &Value,
    made: &mut Made,
    options: &Options,
) -> Result<Record, Refused> {
    if let Some(why) = (tool.no_incident)(value) {
        return Err(Refused::NoIncident(why));
    }
    let Some(title) = of(value, tool.title) else {
        return Err(Refused::Wrong(format!("it has no {}", named(tool.title))));
    };
    let zone = tool.zone.and_then(|name| name.parse().ok()).map(|id| Zone { id, basis: ZoneBasis::Stated });
    let mut sheet = Sheet::new(made, &plain(&title), zone, options);
    sheet.record.source_id = of(value, tool.id);
    let id = sheet.record.source_id.clone().unwrap_or_default();
    sheet.note("id", &id);
    sheet.record.organisation = of(value, tool.organisation).or_else(|| of(top, tool.organisation));
    for path in tool.services {
        for name in texts(value, path) {
            if !sheet.record.services.contains(&name) {
                sheet.record.services.push(name);
            }
        }
    }
    let services = sheet.record.services.join(", ");
    sheet.note("services", &services);
    sheet.record.severity = of(value, tool.severity).filter(|word| !words::is_nothing(word));
    let severity = sheet.record.severity.clone().unwrap_or_default();
    sheet.note("severity", &severity);
    let status = of(value, tool.status);
    sheet.note("status", status.as_deref().unwrap_or_default());
    sheet.record.status = status.as_deref().and_then(words::status).unwrap_or_default();
    for (milestone, path) in tool.states {
        sheet.states(*milestone, path, text(value, path).as_deref());
    }
    posts(tool, value, &mut sheet);
    (tool.more)(value, &mut sheet);
    clock(tool, value, &mut sheet).map_err(Refused::Wrong)?;
    for path in tool.prose {
        if let Some(body) = text(value, path) {
            sheet.post(Post { at: None, status: None, body: plain(&body) });
        }
    }
    Ok(sheet.finish())
}

fn named(paths: Paths) -> String {
    paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(" or ")
}

fn posts(tool: &Tool, value: &Value, sheet: &mut Sheet<'_>) {
    let Some(posts) = &tool.posts else { return };
    for post in all(value, posts.list) {
        let at = time_of(post, posts.at)
            .and_then(|(name, written)| sheet.read(name, &written).map(|at| (at, written)));
        let body = of(post, posts.body).map(|body| plain(&body)).unwrap_or_default();
        sheet.post(Post { at, status: of(post, posts.status), body });
    }
}

/// Opened and closed, by fields; else by the posts.
fn clock(tool: &Tool, value: &Value, sheet: &mut Sheet<'_>) -> Result<(), String> {
    if sheet.without_posted {
        return Ok(());
    }
    let opened = time_of(value, tool.opened)
        .and_then(|(name, words)| sheet.time(name, Some(&words)))
        .map(|(at, _)| at.earliest());
    let opened = sheet.record.posted.opened.or(opened).or_else(|| sheet.first_post());
    let known = opened.is_some() || sheet.record.milestones.iter().next().is_some();
    if !known {
        return Err(format!("none of its times could be read: expected {}", named(tool.opened)));
    }
    sheet.record.posted.opened = opened;
    if let Some(first) = sheet.first_post().or(opened).filter(|_| tool.public)
        && sheet.record.kind == Kind::Incident
        && sheet.record.milestones.get(Milestone::Communicated).is_none()
    {
        let place = sheet.note("first post", &first.to_rfc3339());
        sheet.record.states(Milestone::Communicated, TimeBounds::exact(first, Precision::Minute), place);
    }
    let closed = time_of(value, tool.closed).and_then(|(name, words)| sheet.time(name, Some(&words)));
    if let Some((at, place)) = closed {
        sheet.record.posted.closed = Some(at.earliest());
        if sheet.record.milestones.get(Milestone::Resolved).is_none() {
            sheet.record.states(Milestone::Resolved, at, place);
        }
        if sheet.record.status == Status::Unknown {
            sheet.record.status = Status::Resolved;
        }
        return Ok(());
    }
    if sheet.record.status == Status::Resolved && sheet.record.posted.closed.is_none() {
        sheet.record.posted.closed = sheet.closing_post();
    }
    if sheet.record.status == Status::Resolved
        && sheet.record.posted.closed.is_none()
        && let Some((name, words)) = time_of(value, tool.closed_by)
        && let Some((by, place)) = sheet.time(name, Some(&words))
    {
        let since = sheet.record.milestones.iter().map(|(_, time)| time.bounds.latest()).chain(opened).max();
        let since = since.filter(|since| *since <= by.latest()).unwrap_or(by.earliest());
        let range = TimeBounds::between(since, by.latest(), Precision::Approximate);
        sheet.record.states(Milestone::Resolved, range, place);
    }
    Ok(())
}
