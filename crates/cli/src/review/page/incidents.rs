//! Every incident: a line in the table, and a part of the page of its own.

use incstats_model::{
    Basis, Event, Incident, Instant, Metric, Milestone, MilestoneTime, Place, Severity, Status, phase,
};
use serde::Serialize;

use super::charts::{Picture, timeline};
use super::{Cell, From, Table};
use crate::review::pictures::Pictures;

/// The incidents of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Incidents {
    /// A line an incident.
    pub table: Table,
    /// Each of them.
    pub each: Vec<One>,
    /// Planned maintenance, in no figure.
    pub maintenance: Table,
    /// In which language findings are worded, where it is not that of the page.
    pub note: String,
}

/// One incident.
#[derive(Clone, Debug, Serialize)]
pub struct One {
    /// Its id, and where links lead.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The language of its report, where it is not that of the page.
    pub language: Option<String>,
    /// The day on which it began.
    pub date: String,
    /// What is said about it as a whole: names and values.
    pub facts: Vec<Fact>,
    /// Its course as a picture.
    pub timeline: Option<Picture>,
    /// When each milestone was, and where the report says so.
    pub milestones: Table,
    /// How long each phase took.
    pub phases: Table,
    /// What a person should look at, the gravest first.
    pub findings: Vec<Finding>,
    /// The story as the report tells it.
    pub story: Table,
}

/// Something said about an incident as a whole.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// What is said.
    pub value: Cell,
}

/// What a person should look at.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// `error`, `warning` or `note`, for a style.
    pub severity: &'static str,
    /// The same in the language of the page.
    pub name: String,
    /// Its code, explained in the documentation.
    pub code: String,
    /// What was found.
    pub message: String,
    /// The language of the message, where it is not that of the page.
    pub language: Option<String>,
    /// Where.
    pub place: String,
}

/// The incidents of the period.
pub(super) fn incidents(from: From<'_>, pictures: &Pictures) -> Incidents {
    Incidents {
        table: table(from, &from.data.incidents, "incidents"),
        each: from.data.incidents.iter().map(|incident| one(from, incident, pictures)).collect(),
        maintenance: table(from, &from.data.maintenance, "maintenance"),
        note: from.words.name("notes", "in_english").to_owned(),
    }
}

fn table(from: From<'_>, incidents: &[Incident], heading: &str) -> Table {
    let words = from.words;
    let mut table = from.table(heading, &["incident", "started", "status", "#ttm", "#ttr", "check"]);
    for incident in incidents {
        let metric = |key: &str| {
            let took = Metric::find(key).and_then(|metric| metric.of(incident));
            Cell::from(
                took.map_or_else(|| words.name("words", "not_known").to_owned(), |took| words.took(&took)),
            )
        };
        let mut title = titled(from, incident);
        if heading == "incidents" {
            title = title.to(incident.id.as_str());
        }
        table.row([
            title,
            Cell::from(start(from, incident)).below(words.zone(incident.zone)),
            Cell::from(words.name("status", incident.status.name())),
            metric("ttm"),
            metric("ttr"),
            Cell::from(counts(from, incident)),
        ]);
    }
    table
}

/// The title of an incident, in the language of its report.
pub(super) fn titled(from: From<'_>, incident: &Incident) -> Cell {
    let title = incident.title.trim();
    let title = if title.is_empty() { from.words.name("words", "untitled") } else { title };
    let cell = Cell::from(title).within(incident.language.as_deref(), &from.words.code);
    cell.below(incident.organisation.clone().unwrap_or_default())
}

/// When it began, or what of it is known first.
fn start(from: From<'_>, incident: &Incident) -> String {
    match incident.milestones.bounds(Milestone::Started) {
        Some(bounds) => from.words.bounds(bounds, incident.zone.id),
        None => from.words.name("words", "not_known").to_owned(),
    }
}

/// `1 error, 2 warnings, 3 notes`.
fn counts(from: From<'_>, incident: &Incident) -> String {
    let of = |severity| incident.findings.iter().filter(|finding| finding.severity == severity).count();
    [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (severity, of(severity)))
        .filter(|(_, n)| *n > 0)
        .map(|(severity, n)| from.words.count(severity.name(), n))
        .collect::<Vec<_>>()
        .join(", ")
}

fn one(from: From<'_>, incident: &Incident, pictures: &Pictures) -> One {
    let words = from.words;
    let title = titled(from, incident);
    One {
        id: incident.id.to_string(),
        title: title.text,
        language: title.language,
        date: incident.day().map(|day| words.day(day)).unwrap_or_default(),
        facts: facts(from, incident),
        timeline: timeline(from, pictures, incident.id.as_str()),
        milestones: milestones(from, incident),
        phases: phases(from, incident),
        findings: findings(from, incident),
        story: story(from, incident),
    }
}

fn facts(from: From<'_>, incident: &Incident) -> Vec<Fact> {
    let words = from.words;
    let text = |text: &Option<String>| {
        text.clone().map(|text| Cell::from(text).within(incident.language.as_deref(), &words.code))
    };
    let posted = |at: Option<Instant>| at.map(|at| Cell::from(words.minute(at, incident.zone.id)));
    let services = (!incident.services.is_empty()).then(|| incident.services.join(", "));
    let lines = words.count("line", incident.source.lines as usize);
    let report = Cell::from(&*incident.source.path)
        .code()
        .below(format!("{}, {lines}", words.name("formats", &incident.source.format)));
    let facts = [
        ("organisation", incident.organisation.clone().map(Cell::from)),
        ("services", text(&services)),
        ("severity", text(&incident.severity)),
        ("cause", text(&incident.cause)),
        (
            "cause_category",
            incident.facts.cause_category.map(|kind| Cell::from(words.name("causes", kind.name()))),
        ),
        ("customers", text(&incident.facts.customers.as_ref().map(|customers| customers.text.clone()))),
        (
            "data_lost",
            incident
                .facts
                .data_lost
                .map(|lost| Cell::from(words.name("yes_no", if lost { "yes" } else { "no" }))),
        ),
        ("status", Some(Cell::from(status(from, incident)))),
        ("opened", posted(incident.posted.opened)),
        ("closed", posted(incident.posted.closed)),
        ("zone", Some(Cell::from(words.zone(incident.zone)))),
        ("report", Some(report)),
        ("id", Some(Cell::from(incident.id.as_str()).code())),
    ];
    let known = facts.into_iter().filter_map(|(name, value)| Some((name, value?)));
    known.map(|(name, value)| Fact { name: words.name("facts", name).to_owned(), value }).collect()
}

/// The status, with the last thing known where it is not over.
pub(super) fn status(from: From<'_>, incident: &Incident) -> String {
    let status = from.words.name("status", incident.status.name());
    match (incident.status, incident.as_of) {
        (Status::Ongoing | Status::Unknown, Some(at)) => {
            let time = from.words.minute(at, incident.zone.id);
            from.words.fill("words", "as_of", &[("status", status), ("time", &time)])
        }
        _ => status.to_owned(),
    }
}

/// Where something stands: file and line.
pub(super) fn place(from: From<'_>, incident: &Incident, place: Option<Place>) -> String {
    let Some(place) = place else { return String::new() };
    let line = place.line.to_string();
    from.words.fill("words", "place", &[("file", &incident.source.path), ("line", &line)])
}

/// Why a milestone has its time.
pub(super) fn basis(from: From<'_>, time: &MilestoneTime) -> String {
    let basis = from.words.name("basis", time.basis.name());
    match (&time.because, time.basis) {
        (Some(because), Basis::Inferred) => {
            // A rule that the language does not know yet is named as the reader does.
            let key = because.replace(' ', "-");
            let rule = if from.words.has("rules", &key) { from.words.name("rules", &key) } else { because };
            from.words.fill("words", "because", &[("basis", basis), ("because", rule)])
        }
        (Some(because), Basis::Corrected) => {
            from.words.fill("words", "because", &[("basis", basis), ("because", because)])
        }
        _ => basis.to_owned(),
    }
}

fn milestones(from: From<'_>, incident: &Incident) -> Table {
    let words = from.words;
    let clock = format!("{} ({})", words.column("time"), incident.zone.id);
    let heads = [
        words.column("milestone"),
        clock,
        words.column("known_to"),
        words.column("basis"),
        words.column("place"),
    ];
    let mut table = Table::new(words.name("headings", "milestones"), &heads);
    for milestone in Milestone::ALL {
        let name = Cell::from(words.name("milestones", milestone.name()));
        match incident.milestones.get(milestone) {
            None => table.row([
                name,
                Cell::from(words.name("words", "not_known")),
                Cell::default(),
                Cell::default(),
                Cell::default(),
            ]),
            Some(time) => table.row([
                name,
                Cell::from(words.bounds(&time.bounds, incident.zone.id)),
                Cell::from(words.name("precision", time.bounds.precision().name())),
                Cell::from(basis(from, time)),
                Cell::from(place(from, incident, time.place)).code(),
            ]),
        }
    }
    table
}

fn phases(from: From<'_>, incident: &Incident) -> Table {
    let words = from.words;
    let mut table = from.table("phases", &["phase", "between", "#took"]);
    for span in phase::phases(incident) {
        let names: Vec<&str> = span.phases.iter().map(|phase| words.name("phases", phase.name())).collect();
        let first = words.name("milestones", span.from.name());
        let between = match span.to {
            Some(to) => {
                let second = words.name("milestones", to.name());
                words.fill("words", "and", &[("first", first), ("second", second)])
            }
            None => words.fill("words", "open_since", &[("from", first)]),
        };
        table.row([
            Cell::from(names.join(" + ")),
            Cell::from(between),
            Cell::from(words.took(&span.duration)),
        ]);
    }
    table
}

fn findings(from: From<'_>, incident: &Incident) -> Vec<Finding> {
    let mut findings: Vec<&incstats_model::Finding> = incident.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
        .into_iter()
        .map(|finding| Finding {
            severity: finding.severity.name(),
            name: from.words.name("severity", finding.severity.name()).to_owned(),
            code: finding.code.clone(),
            message: capital(&finding.message),
            language: (from.words.code != "en").then(|| "en".to_owned()),
            place: place(from, incident, finding.place),
        })
        .collect()
}

/// A fragment with a capital at its beginning.
pub(super) fn capital(fragment: &str) -> String {
    let mut letters = fragment.trim().chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", letters.as_str())
}

fn story(from: From<'_>, incident: &Incident) -> Table {
    let words = from.words;
    let clock = format!("{} ({})", words.column("time"), incident.zone.id);
    let heads = [clock, words.column("event"), words.column("marks"), format!("#{}", words.column("place"))];
    let mut table = Table::new(words.name("headings", "story"), &heads);
    for event in &incident.events {
        let line = event.place.line.to_string();
        table.row([
            Cell::from(words.bounds(&event.bounds, incident.zone.id)),
            Cell::from(event.text.trim()).within(incident.language.as_deref(), &words.code),
            Cell::from(marks(from, event)),
            Cell::from(words.fill("words", "line", &[("line", &line)])),
        ]);
    }
    table
}

fn marks(from: From<'_>, event: &Event) -> String {
    let planned = event.planned.then(|| from.words.name("words", "planned"));
    let marks = event.marks.iter().map(|milestone| from.words.name("milestones", milestone.name()));
    planned.into_iter().chain(marks).collect::<Vec<_>>().join(", ")
}
