//! One incident: its heading, milestones, phases, durations and events.

use incstats_model::{
    Basis, CauseCategory, Correction, Event, Incident, Instant, Kind, Metric, Milestone, TimeBounds, phase,
};

use crate::output::text::{BOLD, DIM};
use crate::output::{Align, Table, Text, plural, text, when};
use crate::view::lines;

/// Its id, title and what is said about it as a whole.
pub fn heading(incident: &Incident) -> Text {
    let mut text = Text::new().styled(BOLD, incident.id.as_str());
    if !incident.title.trim().is_empty() {
        text = text.and("\n").and(text::line(&incident.title));
    }
    for (name, value) in facts(incident) {
        text = text.and("\n").styled(DIM, format!("  {name:<14}")).and(text::line(&value));
    }
    text
}

/// What is said about it as a whole: names and values, those without a value left out.
pub fn facts(incident: &Incident) -> Vec<(&'static str, String)> {
    let lines = plural(incident.source.lines as usize, "line");
    let source = format!("{} ({}, {lines})", incident.source.path, incident.source.format);
    let kind = (incident.kind == Kind::Maintenance).then(|| "planned maintenance".to_owned());
    let posted = |at: Option<Instant>| at.map(|at| when::minute(at, incident.zone.id));
    let limits = (!incident.source.cannot_tell.is_empty()).then(|| incident.source.cannot_tell.join("; "));
    let facts = [
        ("kind", kind),
        ("organisation", incident.organisation.clone()),
        ("services", (!incident.services.is_empty()).then(|| incident.services.join(", "))),
        ("severity", incident.severity.clone()),
        ("cause", incident.cause.clone()),
        ("kind of cause", incident.facts.cause_category.map(CauseCategory::label)),
        ("customers", incident.facts.customers.as_ref().map(|customers| customers.text.clone())),
        ("data lost", incident.facts.data_lost.map(|lost| if lost { "yes" } else { "no" }.to_owned())),
        ("stated", stated(incident)),
        ("status", Some(lines::status(incident))),
        ("opened", posted(incident.posted.opened)),
        ("closed", posted(incident.posted.closed)),
        ("time zone", Some(when::zone(incident.zone))),
        ("report", Some(source)),
        ("cannot tell", limits),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// How long the report itself says that it took.
fn stated(incident: &Incident) -> Option<String> {
    let duration = incident.facts.stated_duration.as_ref().map(|length| format!("it took {}", length.text));
    let repair =
        incident.facts.stated_repair.as_ref().map(|length| format!("the repair took {}", length.text));
    let told: Vec<String> = duration.into_iter().chain(repair).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// When each milestone was, and why it has that time; those that are not known too.
pub fn milestones(incident: &Incident) -> Table {
    let clock = format!("time ({})", incident.zone.id);
    let mut table = Table::new([
        ("milestone", Align::Left),
        (clock.as_str(), Align::Left),
        ("known to the", Align::Left),
        ("basis", Align::Left),
        ("line", Align::Right),
    ]);
    for milestone in Milestone::ALL {
        match incident.milestones.get(milestone) {
            None => table.row([milestone.name(), "not known", "", "", ""]),
            Some(time) => {
                let basis = match (&time.because, time.basis) {
                    (Some(because), Basis::Inferred | Basis::Corrected) => {
                        format!("{}: {because}", time.basis.name())
                    }
                    _ => time.basis.name().to_owned(),
                };
                let line = time.place.map(|place| place.line.to_string()).unwrap_or_default();
                let at = when::bounds(&time.bounds, incident.zone.id);
                table.row([milestone.name(), &at, time.bounds.precision().name(), &basis, &line]);
            }
        }
    }
    table
}

/// The stretches of impact, where it came back after a repair.
pub fn episodes(incident: &Incident) -> Table {
    let mut table = Table::new([
        ("impact from", Align::Left),
        ("to", Align::Left),
        ("took", Align::Right),
        ("line", Align::Right),
    ]);
    let at = |bounds: &TimeBounds| when::bounds(bounds, incident.zone.id);
    for episode in &incident.episodes {
        let to = episode.to.as_ref().map_or_else(|| "not known".to_owned(), at);
        let took = episode.to.as_ref().and_then(|to| episode.from.until(to));
        let took = took.map_or_else(|| "-".to_owned(), |took| took.to_string());
        table.row([&at(&episode.from), &to, &took, &episode.place.line.to_string()]);
    }
    table
}

/// How long each phase took; merged ones are named by all they cover.
pub fn phases(incident: &Incident) -> Table {
    let mut table = Table::new([
        ("phase", Align::Left),
        ("from", Align::Left),
        ("to", Align::Left),
        ("took", Align::Right),
    ]);
    for span in phase::phases(incident) {
        let to = span.to.map_or("still open", Milestone::name);
        table.row([&span.name(), span.from.name(), to, &span.duration.to_string()]);
    }
    table
}

/// Each metric with its definition, or what it lacks.
pub fn durations(incident: &Incident, metrics: &[Metric]) -> Table {
    let mut table = Table::new([
        ("metric", Align::Left),
        ("definition", Align::Left),
        ("took", Align::Right),
        ("lacks", Align::Left),
    ]);
    for metric in metrics {
        let (took, lacks) = match metric.of(incident) {
            Some(duration) => (duration.to_string(), String::new()),
            None => ("-".to_owned(), lacking(incident, metric)),
        };
        table.row([&*metric.short, &metric.definition(), &took, &lacks]);
    }
    table
}

/// Why a metric has no value.
fn lacking(incident: &Incident, metric: &Metric) -> String {
    let ends = [Some(metric.from), metric.fallback, Some(metric.to)];
    let unknown: Vec<&str> = ends
        .into_iter()
        .flatten()
        .filter(|milestone| incident.milestones.get(*milestone).is_none())
        .map(Milestone::name)
        .collect();
    if unknown.is_empty() { "an end after its start".into() } else { unknown.join(", ") }
}

/// Its story, in time order.
pub fn events(incident: &Incident) -> Table {
    let clock = format!("time ({})", incident.zone.id);
    let mut table = Table::new([
        ("line", Align::Right),
        (clock.as_str(), Align::Left),
        ("marks", Align::Left),
        ("event", Align::Left),
    ]);
    for event in &incident.events {
        let at = when::bounds(&event.bounds, incident.zone.id);
        table.row([&event.place.line.to_string(), &at, &marks(event), &event.text]);
    }
    table
}

fn marks(event: &Event) -> String {
    let planned = event.planned.then_some("planned");
    planned
        .into_iter()
        .chain(event.marks.iter().map(|milestone| milestone.name()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What people overruled, and why.
pub fn corrections(incident: &Incident, corrections: &[Correction]) -> Table {
    let mut table = Table::new([
        ("corrected", Align::Left),
        ("to", Align::Left),
        ("why", Align::Left),
        ("on", Align::Left),
    ]);
    for correction in corrections {
        let on = correction.at.format("%-d %B %Y").to_string();
        table.row([
            correction.change.field(),
            &crate::command::changed_to(&correction.change, incident.zone.id),
            &correction.why,
            &on,
        ]);
    }
    table
}
