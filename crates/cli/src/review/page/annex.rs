//! The annex: how each figure was made, each duration with file and line, and what the words mean.

use incstats_analysis::estimate::Estimate;
use incstats_model::{Incident, Milestone};
use serde::Serialize;

use super::figures::{definition, label, median_of};
use super::incidents::{basis, place, titled};
use super::{Cell, From, Table};

/// The annex.
#[derive(Clone, Debug, Serialize)]
pub struct Annex {
    /// How each key figure was made.
    pub figures: Table,
    /// A table a metric: each incident that has it, with the two lines that it lies between.
    pub durations: Vec<Table>,
    /// How to read them.
    pub note: String,
    /// What the words mean.
    pub meanings: Vec<Meaning>,
}

/// A word and what it means.
#[derive(Clone, Debug, Serialize)]
pub struct Meaning {
    /// The word.
    pub word: String,
    /// What it means.
    pub means: String,
}

pub(super) fn annex(from: From<'_>) -> Annex {
    let rows = &from.data.answers.summary.overall.metrics;
    Annex {
        figures: figures(from),
        durations: from
            .data
            .metrics
            .iter()
            .map(|metric| {
                let row = rows.iter().find(|row| row.of.metric == metric.key);
                let definition = row.map(|row| definition(from, row)).unwrap_or_default();
                durations(from, metric, &definition)
            })
            .filter(|table| !table.rows.is_empty())
            .collect(),
        note: from.words.name("notes", "annex_durations").to_owned(),
        meanings: Milestone::ALL
            .into_iter()
            .map(|milestone| Meaning {
                word: from.words.name("milestones", milestone.name()).to_owned(),
                means: from.words.name("meanings", milestone.name()).to_owned(),
            })
            .collect(),
    }
}

fn figures(from: From<'_>) -> Table {
    let words = from.words;
    let mut table = from.table("annex_figures", &["figure", "#value", "interval", "rests_on", "method"]);
    let mut put = |name: Cell, figure: &Estimate| {
        let (n, how) = words.rests_on(&figure.sample);
        table.row([
            name,
            Cell::from(words.value(figure)),
            Cell::from(words.interval(figure)),
            Cell::from(n).below(how),
            Cell::from(words.method(figure.method)),
        ]);
    };
    let section = &from.data.answers.summary.overall;
    put(Cell::from(words.name("figures", "incidents")), &section.incidents);
    for row in &section.metrics {
        put(Cell::from(median_of(from, row)).below(definition(from, row)), &row.median);
    }
    for within in &from.data.answers.survival.within {
        let time = words.seconds(within.seconds);
        put(Cell::from(words.fill("figures", "within", &[("time", &time)])), &within.figure);
    }
    put(Cell::from(words.name("figures", "incident_time")), &section.incident_time);
    if let Some(report) = &from.data.answers.availability {
        put(Cell::from(words.name("figures", "down")), &report.overall.downtime);
    }
    table
}

/// Each incident that has a metric, with both its ends.
fn durations(from: From<'_>, metric: &incstats_model::Metric, definition: &str) -> Table {
    let words = from.words;
    let heads = [
        words.column("incident"),
        format!("#{}", words.column("took")),
        words.column("from"),
        words.column("to"),
    ];
    let caption = format!("{} ({}): {definition}", label(from, &metric.key, &metric.label), metric.short);
    let mut table = Table::new(&caption, &heads);
    for incident in &from.data.incidents {
        let Some(took) = metric.of(incident) else { continue };
        table.row([
            titled(from, incident).to(incident.id.as_str()).below(String::new()),
            Cell::from(words.took(&took)),
            end(from, incident, begins(incident, metric)),
            end(from, incident, metric.to),
        ]);
    }
    table
}

/// Where the clock of a metric starts in an incident.
fn begins(incident: &Incident, metric: &incstats_model::Metric) -> Milestone {
    if metric.falls_back(incident) { metric.fallback.unwrap_or(metric.from) } else { metric.from }
}

/// One end of a duration: file and line, or why it has none.
fn end(from: From<'_>, incident: &Incident, milestone: Milestone) -> Cell {
    match incident.milestones.get(milestone) {
        None => Cell::from(from.words.name("words", "still_open")),
        Some(time) if time.place.is_none() => Cell::from(basis(from, time)),
        Some(time) => Cell::from(place(from, incident, time.place)).code(),
    }
}
