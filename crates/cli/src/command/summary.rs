//! `incstats summary`: a period in figures.

use incstats_analysis::estimate::Bounds;
use incstats_analysis::frame::History;
use incstats_analysis::summary::{Dimension, MetricRow, Question, Section, Summary, summarise};
use incstats_model::Incident;

use super::context::Context;
use crate::args::{Format, SummaryArgs};
use crate::exit;
use crate::failure::{Failure, chain};
use crate::output::text::BOLD;
use crate::output::{Door, Text, csv, json, text};
use crate::view::short::ShortIds;
use crate::view::summary as view;

/// Prints the figures of a period, and of each group of it.
pub fn run(context: &mut Context, args: &SummaryArgs) -> Result<u8, Failure> {
    let incidents = context.incidents()?;
    let summary = of(&incidents, &Question { period: args.period, by: args.by })?;
    match args.format {
        Format::Table => print(&mut context.door, &summary, &ShortIds::of(&incidents))?,
        Format::Json => json::print(&mut context.door, &summary)?,
        Format::Csv => {
            let rows = sections(&summary)
                .flat_map(|section| section.metrics.iter().map(|row| cells(section, row)))
                .collect::<Vec<_>>();
            csv::print(&mut context.door, &HEADING, rows)?;
        }
    }
    Ok(exit::DONE)
}

/// The summary of incidents.
pub fn of(incidents: &[Incident], question: &Question) -> Result<Summary, Failure> {
    let asked = History::new(incidents).and_then(|history| summarise(&history, question));
    asked
        .map_err(|error| Failure::error(chain(&error)).hint("this is a defect of incstats: please report it"))
}

/// Prints a summary for people, with ids as short as `ids` allows.
pub fn print(door: &mut Door, summary: &Summary, ids: &ShortIds) -> Result<(), Failure> {
    door.print(Text::new().styled(BOLD, view::headline(summary)))?;
    print_figures(door, summary, &summary.overall, ids)?;
    if summary.overall.incidents.sample.n > 0 {
        print_basis(door, &summary.overall, ids)?;
    }
    for line in view::left_out(summary) {
        door.print_paragraph(&line)?;
    }
    for group in &summary.groups {
        let by = summary.by.map(Dimension::name).unwrap_or_default();
        let named = |name: &str| format!("{by}: {}", text::line(name));
        let name = group.name.as_deref().map_or_else(|| format!("no {by} given"), named);
        door.print(Text::new().and("\n").styled(BOLD, name))?;
        print_figures(door, summary, group, ids)?;
    }
    Ok(())
}

fn print_figures(
    door: &mut Door,
    summary: &Summary,
    section: &Section,
    ids: &ShortIds,
) -> Result<(), Failure> {
    for line in view::counts(summary, section) {
        door.print_paragraph(&line)?;
    }
    if section.incidents.sample.n > 0 {
        door.print(Text::new())?;
        door.print(view::metrics(section, ids).draw(door.width()))?;
    }
    Ok(())
}

/// The phases, and what the figures rest on.
fn print_basis(door: &mut Door, section: &Section, ids: &ShortIds) -> Result<(), Failure> {
    let phases = view::phases(section);
    if !phases.is_empty() {
        door.print(Text::new())?;
        door.print(phases.draw(door.width()))?;
    }
    door.print(Text::new())?;
    door.print_paragraph(&view::coverage(section))?;
    let doubts = view::doubts(section, ids);
    if !doubts.is_empty() {
        let of = section.incidents.sample.n;
        door.print(format!("{} of {of} rest on a range, an assumption or a contradiction:", doubts.len()))?;
        for doubt in doubts {
            door.print_paragraph(&format!("- {doubt}"))?;
        }
    }
    Ok(())
}

fn sections(summary: &Summary) -> impl Iterator<Item = &Section> {
    std::iter::once(&summary.overall).chain(&summary.groups)
}

const HEADING: [&str; 14] = [
    "group",
    "metric",
    "definition",
    "n",
    "of",
    "open",
    "ranged",
    "missing",
    "median_min_s",
    "median_max_s",
    "interval_lower_s",
    "interval_upper_s",
    "largest_min_s",
    "largest",
];

fn cells(section: &Section, row: &MetricRow) -> [String; 14] {
    let number = |value: Option<f64>| value.map(|value| format!("{value:.0}")).unwrap_or_default();
    let interval = row.median.interval.as_ref().ok();
    let median = row.median.value.as_ref().ok();
    let largest = row.largest.as_ref().ok();
    [
        section.name.clone().unwrap_or_default(),
        row.metric.clone(),
        row.definition.clone(),
        row.sample.n.to_string(),
        row.sample.of.to_string(),
        row.sample.open.to_string(),
        row.sample.ranged.to_string(),
        row.sample.missing.to_string(),
        number(median.map(Bounds::least)),
        number(median.and_then(Bounds::most)),
        number(interval.and_then(|i| i.lower.as_ref()).map(Bounds::least)),
        number(interval.and_then(|i| i.upper.as_ref()).and_then(Bounds::most)),
        number(largest.map(|l| l.duration.least())),
        largest.map(|l| l.incident.clone()).unwrap_or_default(),
    ]
}
