//! The figures of one section.

use incstats_model::{Metric, Milestone};
use polars::prelude::*;

use super::grouped_phases::GroupedPhase;
use super::groups::Group;
use super::measure;
use super::row::{Largest, MetricRow, PhaseRow};
use super::section::{Coverage, Doubt, Section};
use crate::estimate::{Estimate, Reason, Unit};
use crate::frame::{History, columns, posted};
use crate::parallel;
use crate::statistics::observed::{SortedEnds, sample};
use crate::statistics::{Observed, descriptive};

/// The figures of a group.
pub(super) fn section(history: &History, group: &Group, phases: &[GroupedPhase]) -> PolarsResult<Section> {
    let metrics = history.metrics();
    let restored = match metrics.iter().position(|metric| metric.key == "ttr") {
        Some(place) => group.durations(place)?.0,
        None => Vec::new(),
    };
    // The metrics, and the posted clock after them, each with its place in the group.
    let named: Vec<(usize, Metric)> = metrics.iter().cloned().chain([posted()]).enumerate().collect();
    let mut rows = spread(&named, group.of, |(place, metric)| row(history, group, *place, metric));
    let clock_gap = clock_gap(history, group)?;
    Ok(Section {
        name: group.name.clone(),
        incidents: measure::count(group.of),
        open: group.open,
        incident_time: measure::total(history.unit(), &restored, sample(&restored, group.of)),
        posted: rows.pop().unwrap_or_else(|| row(history, group, metrics.len(), &posted()))?,
        metrics: rows.into_iter().collect::<PolarsResult<_>>()?,
        clock_gap,
        phases: spread(phases, group.of, |phase| phase_row(history.unit(), phase, group.of)),
        coverage: Milestone::ALL
            .into_iter()
            .zip(&group.known)
            .map(|(milestone, known)| Coverage {
                milestone: milestone.to_string(),
                known: *known,
                of: group.of,
            })
            .collect(),
        doubts: doubts(history, &group.doubtful)?,
    })
}

/// The books of the source less the time to restore, of incidents of which both are known exactly.
fn clock_gap(history: &History, group: &Group) -> PolarsResult<Estimate> {
    let metrics = history.metrics();
    let gaps = match metrics.iter().position(|metric| metric.key == "ttr") {
        None => Vec::new(),
        Some(place) => {
            let pairs = group.each(metrics.len())?.zip(group.each(place)?);
            pairs.filter_map(|(books, restored)| Some(books?.value()? - restored?.value()?)).collect()
        }
    };
    Ok(measure::difference(history.unit(), gaps, group.of))
}

/// From how many incidents on the rows of a section are worked on side by side.
const MANY: usize = 20_000;

fn spread<T: Sync, R: Send>(items: &[T], of: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if of < MANY {
        items.iter().map(work).collect()
    } else {
        parallel::each(items, || (), |item, ()| work(item))
    }
}

fn row(history: &History, group: &Group, place: usize, metric: &Metric) -> PolarsResult<MetricRow> {
    let unit = history.unit();
    let (observed, rows) = group.durations(place)?;
    let rests_on = sample(&observed, group.of);
    let ends = SortedEnds::of(&observed);
    let mean = measure::mean(unit, &observed, rests_on);
    let mean_of_closed = if rests_on.open == 0 {
        mean.clone()
    } else {
        let closed: Vec<Observed> = observed.iter().copied().filter(|o| !o.is_open()).collect();
        measure::mean(unit, &closed, sample(&closed, group.of))
    };
    Ok(MetricRow {
        of: history.measured(metric),
        fallback: metric.fallback.map(|milestone| milestone.to_string()),
        fallbacks: group.fallbacks.get(place).copied().unwrap_or(0),
        sample: rests_on,
        median: measure::quantile(unit, &ends, rests_on, 0.5),
        lower_quartile: measure::quantile(unit, &ends, rests_on, 0.25),
        upper_quartile: measure::quantile(unit, &ends, rests_on, 0.75),
        mean,
        mean_of_closed,
        geometric_mean: measure::geometric_mean(unit, &observed, rests_on),
        largest: largest(history, &observed, &rows)?,
    })
}

fn largest(history: &History, observed: &[Observed], rows: &[u32]) -> PolarsResult<Result<Largest, Reason>> {
    let Some(place) = descriptive::longest(observed) else { return Ok(Err(Reason::Empty)) };
    let Some((own, row)) = observed.get(place).zip(rows.get(place)) else { return Ok(Err(Reason::Empty)) };
    let incident = id(history, *row)?;
    let share = descriptive::share(observed, place);
    Ok(own.bounds().map(|duration| Largest { incident, duration, share }))
}

fn phase_row(unit: Unit, phase: &GroupedPhase, of: usize) -> PhaseRow {
    let rests_on = sample(&phase.observed, of);
    PhaseRow {
        phase: phase.name.clone(),
        covers: phase.covers,
        definition: phase.definition.clone(),
        median: measure::quantile(unit, &SortedEnds::of(&phase.observed), rests_on, 0.5),
        total: measure::total(unit, &phase.observed, rests_on),
    }
}

/// What the figures of incidents rest on.
fn doubts(history: &History, rows: &[u32]) -> PolarsResult<Vec<Doubt>> {
    let incidents = history.incidents();
    let ends = history
        .metrics()
        .iter()
        .map(|metric| {
            let (least, most) = (columns::min_s(metric), columns::max_s(metric));
            Ok((&metric.key, incidents.column(&least)?.i64()?, incidents.column(&most)?.i64()?))
        })
        .collect::<PolarsResult<Vec<_>>>()?;
    let ids = incidents.column(columns::ID)?.str()?;
    let codes = incidents.column(columns::DOUBTS)?.str()?;
    let doubt = |row: &u32| {
        let row = *row as usize;
        let ranged = |least: &Int64Chunked, most: &Int64Chunked| {
            let most = most.get(row);
            most.is_some() && most != least.get(row)
        };
        let ranged = ends.iter().filter(|(_, least, most)| ranged(least, most));
        Doubt {
            incident: ids.get(row).unwrap_or_default().to_owned(),
            ranged: ranged.map(|(key, ..)| key.to_string()).collect(),
            findings: codes.get(row).unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
        }
    };
    Ok(rows.iter().map(doubt).collect())
}

fn id(history: &History, row: u32) -> PolarsResult<String> {
    Ok(history.incidents().column(columns::ID)?.str()?.get(row as usize).unwrap_or_default().to_owned())
}
