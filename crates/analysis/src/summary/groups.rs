//! The incidents of each section, taken out of the frames column by column.

use std::collections::HashMap;

use incstats_model::metric::METRICS;
use incstats_model::{Metric, Milestone};
use polars::prelude::*;

use super::ask::Dimension;
use crate::AnalysisError;
use crate::frame::{History, columns, select::observed};
use crate::statistics::Observed;

/// The name of the column that holds a group's name.
const GROUP: &str = "group";

/// The incidents of one section; all lists are in the same order.
#[derive(Debug)]
pub(super) struct Group {
    pub name: Option<String>,
    pub ids: Vec<String>,
    pub statuses: Vec<String>,
    pub doubts: Vec<String>,
    /// For each metric of the table, a value an incident.
    pub metrics: Vec<Vec<Option<Observed>>>,
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
            ids: Vec::new(),
            statuses: Vec::new(),
            doubts: Vec::new(),
            metrics: vec![Vec::new(); METRICS.len()],
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
        let phases = history
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
            .collect()?;
        let mut wanted = vec![col(columns::ID), col(columns::STATUS), col(columns::DOUBTS)];
        for metric in &METRICS {
            wanted.extend([col(columns::min_s(metric)), col(columns::max_s(metric))]);
        }
        wanted.extend(Milestone::ALL.into_iter().map(|m| col(columns::known(m)).sum()));
        let grouped = members.group_by_stable([col(GROUP)]).agg(wanted).collect()?;

        let names = text(&grouped, GROUP)?;
        let mut of_group: HashMap<Option<String>, Vec<usize>> = HashMap::new();
        for (place, name) in text(&phases, GROUP)?.into_iter().enumerate() {
            of_group.entry(name).or_default().push(place);
        }
        let mut out = Vec::with_capacity(names.len());
        for (place, name) in names.into_iter().enumerate() {
            let places = of_group.remove(&name).unwrap_or_default();
            let mut own = places
                .into_iter()
                .map(|at| GroupedPhase::read(&phases, at))
                .collect::<PolarsResult<Vec<_>>>()?;
            own.sort_by_key(|phase| (phase.covers > 1, phase.order, phase.covers));
            out.push((Self::read(&grouped, place, name)?, own));
        }
        Ok(out)
    }

    fn read(grouped: &DataFrame, place: usize, name: Option<String>) -> PolarsResult<Self> {
        let metrics = METRICS
            .iter()
            .map(|metric: &Metric| {
                durations(grouped, &columns::min_s(metric), &columns::max_s(metric), place)
            })
            .collect::<PolarsResult<Vec<_>>>()?;
        let known = Milestone::ALL
            .into_iter()
            .map(|m| number(grouped, &columns::known(m), place))
            .collect::<PolarsResult<Vec<_>>>()?;
        Ok(Self {
            name,
            ids: texts(grouped, columns::ID, place)?,
            statuses: texts(grouped, columns::STATUS, place)?,
            doubts: texts(grouped, columns::DOUBTS, place)?,
            metrics,
            known,
        })
    }
}

impl GroupedPhase {
    fn read(phases: &DataFrame, place: usize) -> PolarsResult<Self> {
        let one = |name: &str| -> PolarsResult<String> {
            Ok(phases.column(name)?.str()?.get(place).unwrap_or_default().to_owned())
        };
        let observed = durations(phases, columns::SPAN_MIN, columns::SPAN_MAX, place)?;
        Ok(Self {
            name: one(columns::PHASE)?,
            covers: number(phases, columns::COVERS, place)?,
            order: number(phases, columns::ORDER, place)?,
            definition: one(columns::DEFINITION)?,
            observed: observed.into_iter().flatten().collect(),
        })
    }
}

fn text(frame: &DataFrame, name: &str) -> PolarsResult<Vec<Option<String>>> {
    Ok(frame.column(name)?.str()?.iter().map(|t| t.map(str::to_owned)).collect())
}

fn number(frame: &DataFrame, name: &str, place: usize) -> PolarsResult<usize> {
    let count: u64 = frame.column(name)?.get(place)?.extract().unwrap_or(0);
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

fn list(frame: &DataFrame, name: &str, place: usize) -> PolarsResult<Series> {
    let lists = frame.column(name)?;
    Ok(lists.list()?.get_as_series(place).unwrap_or_default())
}

fn texts(frame: &DataFrame, name: &str, place: usize) -> PolarsResult<Vec<String>> {
    let values = list(frame, name, place)?;
    Ok(values.str()?.iter().map(|t| t.unwrap_or_default().to_owned()).collect())
}

/// The durations of one group: a missing lower end is a missing duration, a missing upper end an open one.
fn durations(
    frame: &DataFrame,
    least: &str,
    most: &str,
    place: usize,
) -> PolarsResult<Vec<Option<Observed>>> {
    let (least, most) = (list(frame, least, place)?, list(frame, most, place)?);
    let ends = least.i64()?.iter().zip(most.i64()?.iter());
    Ok(ends.map(|(least, most)| observed(least?, most)).collect())
}
