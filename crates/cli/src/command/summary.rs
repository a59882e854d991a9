//! `incstats summary`: a period in figures.

use incstats_analysis::estimate::{Bounds, Estimate};
use incstats_analysis::summary::{Dimension, MetricRow, Question, Section, Summary};

use super::context::Context;
use super::selected::Selected;
use crate::answers::Answers;
use crate::args::{Clock, Format, SummaryArgs};
use crate::exit;
use crate::failure::Failure;
use crate::limits::Limit;
use crate::output::text::BOLD;
use crate::output::{Door, Table, Text, csv, json, text};
use crate::view::{availability, restored, slices, spread, summary as view};

/// How many incidents in doubt are named.
const DOUBTS: usize = 20;

/// Prints the figures of a period, and of each group of it.
pub fn run(context: &mut Context, args: &SummaryArgs) -> Result<u8, Failure> {
    let selected = context.selected(&args.of)?;
    let answers = Answers::of(&selected, &Question { period: args.period, by: args.by })?;
    match args.format {
        Format::Table => print(&mut context.door, &selected, &answers, args.detail)?,
        Format::Json => json::print(&mut context.door, &selected.answer(&answers))?,
        Format::Csv => {
            let rows = sections(&answers.summary)
                .enumerate()
                .flat_map(|(place, section)| {
                    let rows = view::rows(section, selected.clock).iter();
                    rows.map(move |row| cells(place == 0, section, row))
                })
                .collect::<Vec<_>>();
            csv::print(&mut context.door, &HEADING, rows)?;
        }
    }
    Ok(exit::DONE)
}

/// Prints a summary for people.
pub fn print(door: &mut Door, selected: &Selected, answers: &Answers, detail: bool) -> Result<(), Failure> {
    let summary = &answers.summary;
    door.print_heading(&view::headline(summary, selected.history.said_complete_to()))?;
    door.print_paragraph(&view::clock(selected))?;
    print_counts(door, selected, summary, &summary.overall)?;
    paragraphs(door, view::unfinished(summary))?;
    if summary.overall.incidents.sample.n > 0 {
        paragraphs(door, answers.plain_words.iter().cloned())?;
        paragraphs(door, answers.trend.iter().flat_map(|trend| trend.plain_words.iter().cloned()))?;
        print_metrics(door, selected, &summary.overall, detail)?;
        let rows = view::rows(&summary.overall, selected.clock);
        paragraphs(door, view::fallbacks(rows))?;
        paragraphs(door, (selected.clock == Clock::Posted).then(|| view::BOOKS_ONLY.to_owned()))?;
        if detail {
            paragraphs(door, view::definitions(rows))?;
            paragraphs(door, spread::details(rows))?;
        }
        print_restored(door, answers, detail)?;
        print_availability(door, selected, answers, detail)?;
        print_basis(door, selected, &summary.overall)?;
        paragraphs(door, answers.limits.iter().map(Limit::say))?;
    }
    paragraphs(door, view::left_out(summary))?;
    print_slices(door, answers, detail)?;
    for group in &summary.groups {
        let by = summary.by.map(Dimension::name).unwrap_or_default();
        let named = |name: &str| format!("{by}: {}", text::line(name));
        let name = group.name.as_deref().map_or_else(|| format!("no {by} given"), named);
        door.print(Text::new().and("\n").styled(BOLD, name))?;
        print_counts(door, selected, summary, group)?;
        print_metrics(door, selected, group, detail)?;
    }
    Ok(())
}

/// A table with an empty line above it; nothing for an empty one.
fn table(door: &mut Door, table: &Table) -> Result<(), Failure> {
    if !table.is_empty() {
        door.print(Text::new())?;
        door.print(table.draw(door.width()))?;
    }
    Ok(())
}

fn paragraphs(door: &mut Door, lines: impl IntoIterator<Item = String>) -> Result<(), Failure> {
    for line in lines {
        door.print_paragraph(&line)?;
    }
    Ok(())
}

fn print_counts(
    door: &mut Door,
    selected: &Selected,
    summary: &Summary,
    section: &Section,
) -> Result<(), Failure> {
    door.print_paragraph(&view::counts(summary, section))?;
    // The books do not know when users were hit.
    let time = view::incident_time(section).filter(|_| selected.clock.of_milestones());
    paragraphs(door, time)
}

/// A line a metric: the median first, then how its durations spread.
fn print_metrics(
    door: &mut Door,
    selected: &Selected,
    section: &Section,
    detail: bool,
) -> Result<(), Failure> {
    if section.incidents.sample.n == 0 {
        return Ok(());
    }
    let rows = view::rows(section, selected.clock);
    table(door, &view::metrics(rows, &selected.ids))?;
    table(door, &spread::spread(rows, detail))
}

/// What is over within a time, open incidents counted.
fn print_restored(door: &mut Door, answers: &Answers, detail: bool) -> Result<(), Failure> {
    let survival = &answers.survival;
    if survival.sample.n == 0 {
        return Ok(());
    }
    let verb = if survival.of.clock == Clock::Posted.name() { "closed" } else { "restored" };
    table(door, &restored::within(survival, verb))?;
    door.print_paragraph(&restored::of(survival))?;
    paragraphs(door, restored::details(survival).into_iter().filter(|_| detail))
}

/// How much of the period services were up.
fn print_availability(
    door: &mut Door,
    selected: &Selected,
    answers: &Answers,
    detail: bool,
) -> Result<(), Failure> {
    if answers.clock == Clock::Support.name() && answers.summary.period.is_some() {
        door.print_paragraph(availability::ALL_HOURS)?;
        return Ok(());
    }
    let Some(report) = &answers.availability else { return Ok(()) };
    table(door, &availability::table(report, detail))?;
    paragraphs(door, availability::of(report, selected.history.said_complete_to(), detail))
}

/// Whether one slice differs from the others, adjusted for how many were looked at.
fn print_slices(door: &mut Door, answers: &Answers, detail: bool) -> Result<(), Failure> {
    let Some(found) = &answers.slices else { return Ok(()) };
    door.print(Text::new())?;
    door.print_paragraph(&found.sentence)?;
    if !found.slices.is_empty() {
        table(door, &slices::table(found, detail))?;
        door.print_paragraph(&slices::of(found))?;
    }
    Ok(())
}

/// The phases, and what the figures rest on.
fn print_basis(door: &mut Door, selected: &Selected, section: &Section) -> Result<(), Failure> {
    if selected.clock.of_milestones() {
        table(door, &view::phases(section))?;
    }
    door.print(Text::new())?;
    paragraphs(door, view::books(section).filter(|_| selected.clock == Clock::Impact))?;
    door.print_paragraph(&view::coverage(section))?;
    let doubtful = section.doubts.len();
    if doubtful > 0 {
        let of = section.incidents.sample.n;
        door.print(format!("{doubtful} of {of} rest on a range, an assumption or a contradiction:"))?;
        let shown = view::doubts(section, &selected.ids, DOUBTS);
        paragraphs(door, shown.iter().map(|doubt| format!("- {doubt}")))?;
        let more = doubtful.saturating_sub(DOUBTS);
        paragraphs(door, (more > 0).then(|| format!("- {more} more: `incstats findings` lists them")))?;
    }
    Ok(())
}

fn sections(summary: &Summary) -> impl Iterator<Item = &Section> {
    std::iter::once(&summary.overall).chain(&summary.groups)
}

const HEADING: [&str; 23] = [
    "section",
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
    "lower_quartile_min_s",
    "lower_quartile_max_s",
    "upper_quartile_min_s",
    "upper_quartile_max_s",
    "geometric_mean_min_s",
    "geometric_mean_max_s",
    "mean_min_s",
    "mean_max_s",
];

/// The cells of a row. `whole`: of the section of all incidents, not of a group, which may have no name either.
fn cells(whole: bool, section: &Section, row: &MetricRow) -> [String; 23] {
    let number = |value: Option<f64>| value.map(|value| format!("{value:.0}")).unwrap_or_default();
    let interval = row.median.interval.as_ref().ok();
    let least = |figure: &Estimate| number(figure.value.as_ref().ok().map(Bounds::least));
    let most = |figure: &Estimate| number(figure.value.as_ref().ok().and_then(Bounds::most));
    let largest = row.largest.as_ref().ok();
    [
        if whole { "all" } else { "group" }.to_owned(),
        section.name.clone().unwrap_or_default(),
        row.of.metric.clone(),
        row.of.definition.clone(),
        row.sample.n.to_string(),
        row.sample.of.to_string(),
        row.sample.open.to_string(),
        row.sample.ranged.to_string(),
        row.sample.missing.to_string(),
        least(&row.median),
        most(&row.median),
        number(interval.and_then(|i| i.lower.as_ref()).map(Bounds::least)),
        number(interval.and_then(|i| i.upper.as_ref()).and_then(Bounds::most)),
        number(largest.map(|l| l.duration.least())),
        largest.map(|l| l.incident.clone()).unwrap_or_default(),
        least(&row.lower_quartile),
        most(&row.lower_quartile),
        least(&row.upper_quartile),
        most(&row.upper_quartile),
        least(&row.geometric_mean),
        most(&row.geometric_mean),
        least(&row.mean),
        most(&row.mean),
    ]
}
