//! The key figures: each with its interval, what it rests on, the period before, and what may be said of the change.

use incstats_analysis::availability::AvailabilityReport;
use incstats_analysis::estimate::{Estimate, Reason};
use incstats_analysis::summary::MetricRow;
use incstats_analysis::survival::Within;
use incstats_analysis::verdict::Verdict;
use serde::Serialize;

use super::short::code;
use super::{Cell, From, Table};
use crate::answers::Answers;
use crate::review::data::{Before, Earlier};

/// How many figures are for the first look: how many incidents, how many not over, and the two times that matter most.
const TILES: usize = 4;

/// The key figures.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// The few that say most, for the first look.
    pub tiles: Vec<Tile>,
    /// A row a figure.
    pub table: Table,
    /// How to read them, a paragraph each.
    pub notes: Vec<String>,
}

/// One figure for the first look.
#[derive(Clone, Debug, Serialize)]
pub struct Tile {
    /// What it is.
    pub name: String,
    /// How much.
    pub value: String,
    /// How much it was in the period before; nothing where that is not known.
    pub before: String,
}

/// The key figures, with the period before beside them where it is known.
pub(super) fn figures(from: From<'_>) -> Figures {
    let words = from.words;
    let earlier = match &from.data.before {
        Before::Known(earlier) => Some(&**earlier),
        Before::NotAsked(_) | Before::NotReached(_) => None,
    };
    let now = from.data.period.map_or_else(|| words.column("now"), |period| words.period(period));
    let mut heads =
        vec![words.column("figure"), format!("#{now}"), words.column("interval"), words.column("rests_on")];
    if let Some(earlier) = earlier {
        heads.extend([format!("#{}", words.period(earlier.period)), words.column("change")]);
    }
    let mut table = Table::new(words.name("headings", "figures"), &heads);
    let lines = lines(from, &from.data.answers, earlier);
    // A median of so few that it has no interval is no first thing to know.
    let first = lines.iter().take(TILES).filter(|line| !line.few);
    let tiles = first.map(|line| tile(from, line, earlier)).collect();
    for line in lines {
        let mut cells = vec![line.name, line.now, line.interval, line.rests_on];
        if earlier.is_some() {
            let change = line.change.map_or(String::new(), |v| words.name("verdict", code(v)).to_owned());
            cells.extend([line.before, Cell::from(change)]);
        }
        table.row(cells);
    }
    let note = |key: &str| words.name("notes", key).to_owned();
    let mut notes = vec![note("legend"), note("clock")];
    if let Some(earlier) = earlier {
        let before = words.in_sentence(earlier.period);
        notes.push(words.fill("notes", "change", &[("before", &before)]));
    }
    Figures { tiles, table, notes }
}

fn tile(from: From<'_>, line: &Line, earlier: Option<&Earlier>) -> Tile {
    let before = earlier.filter(|_| !line.before.text.is_empty()).map(|earlier| {
        let period = from.words.period(earlier.period);
        from.words.fill("figures", "in_before", &[("value", &line.before.text), ("before", &period)])
    });
    Tile { name: line.name.text.clone(), value: line.now.text.clone(), before: before.unwrap_or_default() }
}

/// One figure.
#[derive(Default)]
struct Line {
    name: Cell,
    now: Cell,
    interval: Cell,
    rests_on: Cell,
    before: Cell,
    change: Option<Verdict>,
    /// Whether there are too few for an interval.
    few: bool,
}

fn lines(from: From<'_>, now: &Answers, earlier: Option<&Earlier>) -> Vec<Line> {
    let words = from.words;
    let figure = |key: &str| words.name("figures", key).to_owned();
    let before = |said: &dyn Fn(&Answers) -> Option<String>| {
        Cell::from(earlier.and_then(|earlier| said(&earlier.answers)).unwrap_or_default())
    };
    let section = &now.summary.overall;
    let mut lines = vec![
        Line {
            name: Cell::from(figure("incidents")).below(figure("incidents_how")),
            now: words.value(&section.incidents).into(),
            interval: if now.summary.days.is_some() {
                words.interval(&section.incidents)
            } else {
                String::new()
            }
            .into(),
            before: before(&|a| Some(words.value(&a.summary.overall.incidents))),
            change: earlier.and_then(|e| e.changes.first()).map(|change| change.rate_verdict),
            ..Line::default()
        },
        Line {
            name: figure("open").into(),
            now: section.open.to_string().into(),
            before: before(&|a| Some(a.summary.overall.open.to_string())),
            ..Line::default()
        },
    ];
    if now.summary.days.is_none()
        && let Some(first) = lines.first_mut()
    {
        first.name.below.clear();
    }
    // What matters most to whoever was hit comes first.
    let order = |key: &str| ["ttr", "ttm"].iter().position(|first| *first == key).unwrap_or(2);
    let mut rows: Vec<&MetricRow> = section.metrics.iter().collect();
    rows.sort_by_key(|row| order(&row.of.metric));
    for row in rows {
        let same = |a: &Answers| {
            a.summary.overall.metrics.iter().find(|r| r.of.metric == row.of.metric).map(|r| r.median.clone())
        };
        let change = earlier.and_then(|e| e.changes.iter().find(|c| c.of.metric == row.of.metric));
        lines.push(Line {
            name: Cell::from(median_of(from, row)).below(definition(from, row)),
            before: before(&|a| same(a).map(|median| words.value(&median))),
            change: change.map(|change| change.durations.verdict),
            ..measured(from, &row.median)
        });
    }
    for within in &now.survival.within {
        let same = |a: &Answers| {
            let is = |other: &&Within| other.seconds.total_cmp(&within.seconds).is_eq();
            a.survival.within.iter().find(is).map(|other| words.value(&other.figure))
        };
        let time = words.seconds(within.seconds);
        lines.push(Line {
            name: words.fill("figures", "within", &[("time", &time)]).into(),
            before: before(&same),
            ..measured(from, &within.figure)
        });
    }
    let time = |a: &Answers| Some(words.value(&a.summary.overall.incident_time));
    lines.push(Line {
        name: Cell::from(figure("incident_time")).below(figure("incident_time_how")),
        before: before(&time),
        ..measured(from, &section.incident_time)
    });
    if let Some(report) = &now.availability {
        lines.push(Line {
            before: before(&|a| a.availability.as_ref().map(|report| words.value(&report.overall.downtime))),
            ..down(from, report)
        });
    }
    lines
}

/// A figure of its own interval and sample. That a count has no interval needs no words.
fn measured(from: From<'_>, figure: &Estimate) -> Line {
    let (n, how) = from.words.rests_on(&figure.sample);
    let counted = matches!(figure.interval, Err(Reason::NotSampled));
    let interval = if counted { String::new() } else { from.words.interval(figure) };
    Line {
        few: matches!(figure.interval, Err(Reason::TooFew { .. })),
        now: from.words.value(figure).into(),
        interval: interval.into(),
        rests_on: Cell::from(n).below(how),
        ..Line::default()
    }
}

/// How long any service was down, and what that is of the time and of the target.
fn down(from: From<'_>, report: &AvailabilityReport) -> Line {
    let words = from.words;
    let figures = &report.overall;
    let up = match &figures.availability.value {
        Ok(up) => words.part_of_time(up),
        Err(reason) => words.reason(*reason),
    };
    let mut below = words.fill("figures", "down_how", &[("up", &up)]);
    if let Some(budget) = &figures.budget {
        let met = match budget.met {
            Some(true) => "met_yes",
            Some(false) => "met_no",
            None => "met_unknown",
        };
        let target = words.part_of_time_exact(budget.target);
        let met = words.name("figures", met);
        below.push_str("; ");
        below.push_str(&words.fill("figures", "target", &[("target", &target), ("met", met)]));
    }
    let n = words.count("incident", figures.incidents);
    Line {
        name: Cell::from(words.name("figures", "down")).below(below),
        rests_on: Cell::from(n),
        ..measured_value(from, &figures.downtime)
    }
}

fn measured_value(from: From<'_>, figure: &Estimate) -> Line {
    Line { rests_on: Cell::default(), ..measured(from, figure) }
}

/// `Median time to restore (TTR)`.
pub(super) fn median_of(from: From<'_>, row: &MetricRow) -> String {
    format!("{}, {}", label(from, &row.of.metric, &row.of.label), from.words.name("figures", "median"))
}

/// What a metric is called; its own label where the language has no name for it.
pub(super) fn label(from: From<'_>, key: &str, label: &str) -> String {
    if from.words.has("metrics", key) { from.words.name("metrics", key).to_owned() } else { label.to_owned() }
}

/// The pair of milestones that a metric lies between.
pub(super) fn definition(from: From<'_>, row: &MetricRow) -> String {
    let milestone = |name: &str| from.words.name("milestones", name).to_owned();
    match row.of.definition.split_once(" to ") {
        Some((first, second)) => from.words.manner.range(&milestone(first), &milestone(second)),
        None => row.of.definition.clone(),
    }
}
