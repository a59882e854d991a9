//! The figures of a period as text.

use chrono::NaiveDate;
use incstats_analysis::estimate::{Bounds, Estimate, Interval};
use incstats_analysis::summary::{Doubt, MetricRow, Section, Summary};
use incstats_model::Period;

use super::figure;
use super::short::ShortIds;
use crate::args::Clock;
use crate::command::Selected;
use crate::output::{Align, Table, plural, when};

/// What period it is about and how far the data go, in one line.
pub fn headline(summary: &Summary, complete_to: Option<NaiveDate>) -> String {
    let what = summary.period.as_deref().unwrap_or("the whole history");
    let until =
        summary.data_as_of.as_deref().map(|at| format!(", data to {}", moment(at))).unwrap_or_default();
    let complete =
        complete_to.map(|day| format!(", said to be complete to {}", when::day(day))).unwrap_or_default();
    format!("Summary of {what}{until}{complete}")
}

/// `2 July 2021 13:45 UTC` from RFC 3339; the text itself where it is none.
fn moment(text: &str) -> String {
    chrono::DateTime::parse_from_rfc3339(text)
        .map_or_else(|_| text.to_owned(), |at| at.to_utc().format("%-d %B %Y %H:%M UTC").to_string())
}

/// How many incidents there were, in one line.
pub fn counts(summary: &Summary, section: &Section) -> String {
    let n = section.incidents.sample.n;
    let days = |days| format!(" in {}", plural(usize::try_from(days).unwrap_or(0), "day"));
    let days = summary.days.map(days).unwrap_or_default();
    let mut parts = vec![format!("{}{days}", plural(n, "incident")), format!("{} still open", section.open)];
    if let (Some(_), Ok(interval)) = (summary.days, &section.incidents.interval) {
        let said = section.incidents.unit.say_interval(interval).replace(" .. ", " to ");
        parts.push(format!("underlying rate {said} in as many days"));
    }
    parts.join(", ")
}

/// The time of all incidents together, in one line.
pub fn incident_time(section: &Section) -> Option<String> {
    let time = &section.incident_time;
    let n = figure::n_of_n(&time.sample);
    time.value.is_ok().then(|| {
        format!(
            "incident time {}, overlaps counted twice (started to resolved, n {n})",
            time.value_in_words()
        )
    })
}

/// Which clock the figures run on and what they leave out, in one line.
pub fn clock(selected: &Selected) -> String {
    let hours = selected.support_hours().map(|hours| format!(" ({hours})")).unwrap_or_default();
    format!("{} clock: {}{hours}{}", selected.clock.name(), selected.clock.meaning(), selected.only())
}

/// That the data end before the period does, where they do.
pub fn unfinished(summary: &Summary) -> Option<String> {
    let period: Period = summary.period.as_deref()?.parse().ok()?;
    let ends = period.end() > summary.last_day?.succ_opt()?;
    ends.then(|| format!("the data end before {period} does: what came later is in no figure"))
}

/// What is outside of the figures.
pub fn left_out(summary: &Summary) -> Vec<String> {
    let mut lines = Vec::new();
    if summary.maintenance > 0 {
        lines.push(format!("{} in no figure", plural(summary.maintenance, "planned maintenance")));
    }
    if summary.undated > 0 {
        lines.push(format!("{} without any date, in no period", plural(summary.undated, "incident")));
    }
    lines
}

/// The rows of a clock.
pub fn rows(section: &Section, clock: Clock) -> &[MetricRow] {
    match clock {
        Clock::Impact | Clock::Support => &section.metrics,
        Clock::Posted => std::slice::from_ref(&section.posted),
    }
}

/// A line a metric.
pub fn metrics(rows: &[MetricRow], ids: &ShortIds) -> Table {
    let mut table = Table::new([
        ("metric", Align::Left),
        ("from .. to", Align::Left),
        ("n of N", Align::Right),
        ("open", Align::Right),
        ("ranged", Align::Right),
        ("median", Align::Right),
        ("95 % interval of the median", Align::Left),
        ("largest", Align::Right),
        ("incident", Align::Left),
    ]);
    for row in rows {
        table.row(metric_cells(row, ids));
    }
    table
}

/// The cells of one metric.
fn metric_cells(row: &MetricRow, ids: &ShortIds) -> [String; 9] {
    let (largest, incident) = match &row.largest {
        Ok(largest) => {
            (row.median.unit.say_bounds(&largest.duration), ids.short(&largest.incident).to_owned())
        }
        Err(_) => (figure::dash(), String::new()),
    };
    [
        row.of.short.clone(),
        row.of.definition.clone(),
        figure::n_of_n(&row.sample),
        row.sample.open.to_string(),
        row.sample.ranged.to_string(),
        figure::value(&row.median),
        figure::interval(&row.median),
        largest,
        incident,
    ]
}

/// How many incidents of a metric start at its fallback, a line a metric that has one.
pub fn fallbacks(rows: &[MetricRow]) -> Vec<String> {
    let told =
        rows.iter().filter_map(|row| Some((row, row.fallback.as_ref()?))).filter(|(row, _)| row.sample.n > 0);
    told.map(|(row, other)| {
        format!(
            "{}: in {} of {} the clock starts at {other} instead, as what comes first is not known",
            row.of.short, row.fallbacks, row.sample.n
        )
    })
    .collect()
}

/// What each metric is and who defines it so, a line each, for those who ask.
pub fn definitions(rows: &[MetricRow]) -> Vec<String> {
    let told = rows.iter().filter(|row| row.sample.n > 0);
    told.map(|row| format!("{}: {}, {} ({})", row.of.short, row.of.label, row.of.definition, row.of.source))
        .collect()
}

/// What the posted clock cannot tell.
pub const BOOKS_ONLY: &str = "the books know only when they were opened and closed: time to detect, to mitigate and the \
    phases have no posted clock";

/// A line a phase that any incident has.
pub fn phases(section: &Section) -> Table {
    let mut table = Table::new([
        ("phase", Align::Left),
        ("from .. to", Align::Left),
        ("n of N", Align::Right),
        ("open", Align::Right),
        ("ranged", Align::Right),
        ("median", Align::Right),
        ("in all", Align::Right),
    ]);
    for row in section.phases.iter().filter(|row| row.median.sample.n > 0) {
        let sample = row.median.sample;
        table.row([
            row.phase.clone(),
            row.definition.clone(),
            figure::n_of_n(&sample),
            sample.open.to_string(),
            sample.ranged.to_string(),
            figure::value(&row.median),
            figure::value(&row.total),
        ]);
    }
    table
}

/// How many incidents have each milestone, in one line.
pub fn coverage(section: &Section) -> String {
    let of = section.coverage.first().map_or(0, |coverage| coverage.of);
    let words: Vec<String> =
        section.coverage.iter().map(|c| format!("{} {}", c.milestone, c.known)).collect();
    format!("milestones known, of {of}: {}", words.join(", "))
}

/// What the source's own books say beside the time to restore, in one line; nothing where it keeps none.
pub fn books(section: &Section) -> Option<String> {
    let (posted, gap) = (&section.posted, &section.clock_gap);
    (posted.sample.n > 0).then(|| {
        let longer = match &gap.value {
            Ok(value) => {
                let shorter = value.least() < 0.0;
                format!(
                    "; open {} than until resolved by {} (median, n {})",
                    if shorter { "shorter" } else { "longer" },
                    if shorter { turned(gap) } else { gap.clone() },
                    figure::n_of_n(&gap.sample)
                )
            }
            Err(_) => String::new(),
        };
        format!(
            "posted clock, the source's own books, {}: median {}, n {}{longer}",
            posted.of.definition,
            figure::whole(&posted.median),
            figure::n_of_n(&posted.sample)
        )
    })
}

/// A difference seen from its other side: what is longer by -41 min is shorter by 41 min.
fn turned(gap: &Estimate) -> Estimate {
    let turn = |bounds: Bounds| Bounds::between(-bounds.most_or_infinity(), -bounds.least());
    let limit = |bounds: Option<Bounds>| bounds.and_then(|bounds| turn(bounds).ok());
    let interval = |of: Interval| Interval { lower: limit(of.upper), upper: limit(of.lower), ..of };
    Estimate { value: gap.value.and_then(turn), interval: gap.interval.map(interval), ..gap.clone() }
}

/// The first of the incidents whose figures a person should look at, a line each. Cost: a look at all ids for each.
pub fn doubts(section: &Section, ids: &ShortIds, most: usize) -> Vec<String> {
    let one = |doubt: &Doubt| {
        let ranged: Vec<&str> = doubt.ranged.iter().map(|key| short_name(section, key)).collect();
        let ranged = (!ranged.is_empty()).then(|| format!("{} known to a range", ranged.join(", ")));
        let findings = (!doubt.findings.is_empty()).then(|| doubt.findings.join(", "));
        let words: Vec<String> = ranged.into_iter().chain(findings).collect();
        format!("{}: {}", ids.short(&doubt.incident), words.join("; "))
    };
    section.doubts.iter().take(most).map(one).collect()
}

fn short_name<'a>(section: &'a Section, key: &'a str) -> &'a str {
    section.metrics.iter().find(|row| row.of.metric == key).map_or(key, |row| &row.of.short)
}
