//! The incidents of each section, taken out of the frames column by column.

use std::collections::HashMap;

use incstats_model::{Metric, Milestone, Status};
use polars::prelude::*;

use super::ask::Dimension;
use crate::AnalysisError;
use crate::frame::{History, columns, select::observed};
use crate::statistics::Observed;

/// The name of the column that holds a group's name.
const GROUP: &str = "group";
/// The name of the column that holds the rows of incidents in doubt.
const DOUBTFUL: &str = "doubtful";

/// The incidents of one section.
#[derive(Debug)]
pub(super) struct Group {
    pub name: Option<String>,
    /// How many incidents.
    pub of: usize,
    /// How many of them are still open.
    pub open: usize,
    /// Their rows in the history's frame.
    pub rows: Vec<u32>,
    /// Rows of those that rest on a range or a finding.
    pub doubtful: Vec<u32>,
    /// For each metric, and last for the posted clock, least and most seconds, an incident each.
    ends: Vec<(Series, Series)>,
    /// For each metric, how many incidents start it at its fallback.
    pub fallbacks: Vec<usize>,
    /// For each milestone, how many incidents have it.
    pub known: Vec<usize>,
}

/// The durations of one phase, or of some merged, within a section.
#[derive(Debug)]
pub(super) struct GroupedPhase {
    pub name: String,
    pub covers: usize,
    pub order: usize,
    pub definition: String,
    pub observed: Vec<Observed>,
}

impl Group {
    /// A section without incidents.
    pub fn empty() -> Self {
        Self {
            name: None,
            of: 0,
            open: 0,
            rows: Vec::new(),
            doubtful: Vec::new(),
            ends: Vec::new(),
            fallbacks: Vec::new(),
            known: vec![0; Milestone::ALL.len()],
        }
    }

    /// Groups incidents, with the phases of each group. Without a dimension all are one group.
    pub fn all(
        incidents: LazyFrame,
        by: Option<Dimension>,
        history: &History,
    ) -> Result<Vec<(Self, Vec<GroupedPhase>)>, AnalysisError> {
        let members = match by {
            None => incidents.with_column(lit(NULL).cast(DataType::String).alias(GROUP)),
            // A list column: an incident is a member of each of its services' groups.
            Some(by @ Dimension::Service) => incidents.with_column(col(by.name()).alias(GROUP)).explode(
                by_name([GROUP], true, false),
                ExplodeOptions { empty_as_null: true, keep_nulls: true },
            ),
            Some(by) => incidents.with_column(col(by.name()).alias(GROUP)),
        };
        let phases = phases(&members, history)?;
        let columns = ends(history.metrics());
        let mut wanted = vec![
            len().alias("of"),
            col(columns::STATUS).eq(lit(Status::Ongoing.name())).sum(),
            col(columns::ROW),
            col(columns::ROW).filter(doubtful(history.metrics())).alias(DOUBTFUL),
        ];
        wanted.extend(columns.iter().flat_map(|(least, most)| [col(least.as_str()), col(most.as_str())]));
        wanted.extend(history.metrics().iter().map(fallbacks));
        wanted.extend(Milestone::ALL.into_iter().map(|m| col(columns::known(m)).sum()));
        let grouped = members.group_by_stable([col(GROUP)]).agg(wanted).collect()?;

        let mut of_group: HashMap<Option<String>, Vec<usize>> = HashMap::new();
        for (place, name) in text(&phases, GROUP)?.into_iter().enumerate() {
            of_group.entry(name).or_default().push(place);
        }
        let names = text(&grouped, GROUP)?;
        let mut out = Vec::with_capacity(names.len());
        for (place, name) in names.into_iter().enumerate() {
            let places = of_group.remove(&name).unwrap_or_default();
            let mut own = places
                .into_iter()
                .map(|at| GroupedPhase::read(&phases, at))
                .collect::<PolarsResult<Vec<_>>>()?;
            own.sort_by_key(|phase| (phase.covers > 1, phase.order, phase.covers));
            out.push((Self::read(&grouped, place, name, &columns, history.metrics())?, own));
        }
        Ok(out)
    }

    fn read(
        grouped: &DataFrame,
        place: usize,
        name: Option<String>,
        columns: &[(String, String)],
        metrics: &[Metric],
    ) -> PolarsResult<Self> {
        let ends = columns
            .iter()
            .map(|(least, most)| Ok((list(grouped, least, place)?, list(grouped, most, place)?)))
            .collect::<PolarsResult<Vec<_>>>()?;
        let fallbacks = metrics
            .iter()
            .map(|m| number(grouped, &columns::fallback(m), place))
            .collect::<PolarsResult<Vec<_>>>()?;
        let known = Milestone::ALL
            .into_iter()
            .map(|m| number(grouped, &columns::known(m), place))
            .collect::<PolarsResult<Vec<_>>>()?;
        Ok(Self {
            name,
            of: number(grouped, "of", place)?,
            open: number(grouped, columns::STATUS, place)?,
            rows: rows(grouped, columns::ROW, place)?,
            doubtful: rows(grouped, DOUBTFUL, place)?,
            ends,
            fallbacks,
            known,
        })
    }

    /// The durations of the metric at a place of the history's table, or of the posted clock after the last one, each
    /// with its row in the history's frame.
    pub fn durations(&self, metric: usize) -> PolarsResult<(Vec<Observed>, Vec<u32>)> {
        let Some((least, most)) = self.ends.get(metric) else { return Ok(Default::default()) };
        Ok(pairs(least, most)?.zip(&self.rows).filter_map(|(o, row)| Some((o?, *row))).unzip())
    }
}

impl GroupedPhase {
    fn read(phases: &DataFrame, place: usize) -> PolarsResult<Self> {
        let one = |name: &str| -> PolarsResult<String> {
            Ok(phases.column(name)?.str()?.get(place).unwrap_or_default().to_owned())
        };
        let (least, most) =
            (list(phases, columns::SPAN_MIN, place)?, list(phases, columns::SPAN_MAX, place)?);
        Ok(Self {
            name: one(columns::PHASE)?,
            covers: number(phases, columns::COVERS, place)?,
            order: number(phases, columns::ORDER, place)?,
            definition: one(columns::DEFINITION)?,
            observed: pairs(&least, &most)?.flatten().collect(),
        })
    }
}

/// The phases of each group, a row a phase and group.
fn phases(members: &LazyFrame, history: &History) -> PolarsResult<DataFrame> {
    history
        .phases()
        .clone()
        .lazy()
        .join(
            members.clone().select([col(GROUP), col(columns::ROW)]),
            [col(columns::ROW)],
            [col(columns::ROW)],
            JoinArgs::new(JoinType::Inner),
        )
        .group_by_stable([col(GROUP), col(columns::PHASE)])
        .agg([
            col(columns::COVERS).first(),
            col(columns::ORDER).first(),
            col(columns::DEFINITION).first(),
            col(columns::SPAN_MIN),
            col(columns::SPAN_MAX),
        ])
        .collect()
}

/// The columns of each metric's ends, and of the posted clock's.
fn ends(metrics: &[Metric]) -> Vec<(String, String)> {
    let posted = (columns::POSTED_MIN.to_owned(), columns::POSTED_MAX.to_owned());
    metrics.iter().map(|m| (columns::min_s(m), columns::max_s(m))).chain([posted]).collect()
}

/// How many incidents have a value of a metric and start it at its fallback.
fn fallbacks(metric: &Metric) -> Expr {
    let name = columns::fallback(metric);
    let started = |_| col(name.as_str()).and(col(columns::min_s(metric)).is_not_null());
    metric.fallback.map_or_else(|| lit(false), started).sum().alias(name.as_str())
}

/// Whether an incident rests on a range or on a finding about a time.
fn doubtful(metrics: &[Metric]) -> Expr {
    let ranged = |m: &Metric| col(columns::max_s(m)).neq(col(columns::min_s(m))).fill_null(lit(false));
    metrics.iter().fold(col(columns::DOUBTS).neq(lit("")), |any, metric| any.or(ranged(metric)))
}

fn text(frame: &DataFrame, name: &str) -> PolarsResult<Vec<Option<String>>> {
    Ok(frame.column(name)?.str()?.iter().map(|t| t.map(str::to_owned)).collect())
}

fn number(frame: &DataFrame, name: &str, place: usize) -> PolarsResult<usize> {
    let count: u64 = frame.column(name)?.get(place)?.extract().unwrap_or(0);
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

fn list(frame: &DataFrame, name: &str, place: usize) -> PolarsResult<Series> {
    Ok(frame.column(name)?.list()?.get_as_series(place).unwrap_or_default())
}

fn rows(frame: &DataFrame, name: &str, place: usize) -> PolarsResult<Vec<u32>> {
    Ok(list(frame, name, place)?.u32()?.iter().flatten().collect())
}

/// Durations from their ends: a missing lower end is a missing duration, a missing upper end an open one.
fn pairs<'a>(
    least: &'a Series,
    most: &'a Series,
) -> PolarsResult<impl Iterator<Item = Option<Observed>> + 'a> {
    Ok(least.i64()?.iter().zip(most.i64()?.iter()).map(|(least, most)| observed(least?, most)))
}
