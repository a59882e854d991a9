//! The incidents of each section, taken out of the frames.

use std::collections::HashMap;

use incstats_model::{Metric, Milestone};
use polars::prelude::*;

use super::ask::Dimension;
use super::grouped_phases::{self, GroupedPhase};
use crate::AnalysisError;
use crate::frame::{History, columns, select::observed};
use crate::statistics::Observed;

/// The name of the column that holds a group's name.
const GROUP: &str = "group";
/// The name of the column that says whether an incident is in doubt.
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
    /// For each metric, how many incidents start it at its fallback.
    pub fallbacks: Vec<usize>,
    /// For each milestone, how many incidents have it.
    pub known: Vec<usize>,
    /// For each metric, and last for the posted clock, least and most seconds, an incident each.
    ends: Vec<(Column, Column)>,
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
            fallbacks: Vec::new(),
            known: vec![0; Milestone::ALL.len()],
            ends: Vec::new(),
        }
    }

    /// Groups incidents, with the phases of each group. Without a dimension all are one group.
    pub fn all(
        incidents: LazyFrame,
        by: Option<Dimension>,
        history: &History,
    ) -> Result<Vec<(Self, Vec<GroupedPhase>)>, AnalysisError> {
        let metrics = history.metrics();
        let mut wanted = vec![col(columns::ROW), col(columns::ONGOING), doubtful(metrics).alias(DOUBTFUL)];
        wanted
            .extend(ends(metrics).iter().flat_map(|(least, most)| [col(least.as_str()), col(most.as_str())]));
        wanted.extend(metrics.iter().filter(|m| m.fallback.is_some()).map(|m| col(columns::fallback(m))));
        wanted.extend(Milestone::ALL.into_iter().map(|m| col(columns::known(m))));
        wanted.extend(by.map(|by| col(by.name()).alias(GROUP)));
        let mut members = incidents.select(wanted);
        if by == Some(Dimension::Service) {
            // A list column: an incident is a member of each of its services' groups.
            let options = ExplodeOptions { empty_as_null: true, keep_nulls: true };
            members = members.explode(by_name([GROUP], true, false), options);
        }
        let members = members.collect()?;
        let groups = match by {
            None if members.height() == 0 => Vec::new(),
            None => vec![Self::read(&members, None, metrics)?],
            Some(_) => parts(&members, metrics)?,
        };
        let rows: Vec<&[u32]> = groups.iter().map(|group| group.rows.as_slice()).collect();
        let phases = grouped_phases::of(history, &rows)?;
        Ok(groups.into_iter().zip(phases).collect())
    }

    fn read(members: &DataFrame, name: Option<String>, metrics: &[Metric]) -> PolarsResult<Self> {
        let count = |name: &str| -> PolarsResult<usize> {
            Ok(usize::try_from(members.column(name)?.bool()?.sum().unwrap_or(0)).unwrap_or(usize::MAX))
        };
        let rows: Vec<u32> = members.column(columns::ROW)?.u32()?.iter().flatten().collect();
        let doubts = members.column(DOUBTFUL)?.bool()?.iter();
        Ok(Self {
            name,
            of: members.height(),
            open: count(columns::ONGOING)?,
            doubtful: rows
                .iter()
                .zip(doubts)
                .filter(|(_, doubt)| *doubt == Some(true))
                .map(|(row, _)| *row)
                .collect(),
            rows,
            fallbacks: metrics.iter().map(|m| fallbacks(members, m)).collect::<PolarsResult<_>>()?,
            known: Milestone::ALL
                .into_iter()
                .map(|m| count(&columns::known(m)))
                .collect::<PolarsResult<_>>()?,
            ends: ends(metrics)
                .iter()
                .map(|(least, most)| Ok((members.column(least)?.clone(), members.column(most)?.clone())))
                .collect::<PolarsResult<_>>()?,
        })
    }

    /// The durations of the metric at a place of the history's table, or of the posted clock after the last one; an
    /// incident each, none where an end is missing.
    pub fn each(&self, metric: usize) -> PolarsResult<Box<dyn Iterator<Item = Option<Observed>> + '_>> {
        let Some((least, most)) = self.ends.get(metric) else { return Ok(Box::new(std::iter::empty())) };
        let ends = least.i64()?.iter().zip(most.i64()?.iter());
        Ok(Box::new(ends.map(|(least, most)| observed(least?, most))))
    }

    /// Those that there are, each with its row in the history's frame.
    pub fn durations(&self, metric: usize) -> PolarsResult<(Vec<Observed>, Vec<u32>)> {
        Ok(self.each(metric)?.zip(&self.rows).filter_map(|(o, row)| Some((o?, *row))).unzip())
    }
}

/// The members of each group, in the order in which groups first appear.
fn parts(members: &DataFrame, metrics: &[Metric]) -> PolarsResult<Vec<Group>> {
    let mut places: HashMap<Option<&str>, usize> = HashMap::new();
    let mut groups: Vec<(Option<&str>, Vec<IdxSize>)> = Vec::new();
    for (place, name) in (0..).zip(members.column(GROUP)?.str()?.iter()) {
        let group = *places.entry(name).or_insert_with(|| {
            groups.push((name, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, rows)) = groups.get_mut(group) {
            rows.push(place);
        }
    }
    let part = |(name, rows): (Option<&str>, Vec<IdxSize>)| {
        let part = members.take(&IdxCa::from_vec(GROUP.into(), rows))?;
        Group::read(&part, name.map(str::to_owned), metrics)
    };
    groups.into_iter().map(part).collect()
}

/// The columns of each metric's ends, and of the posted clock's.
fn ends(metrics: &[Metric]) -> Vec<(String, String)> {
    let posted = (columns::POSTED_MIN.to_owned(), columns::POSTED_MAX.to_owned());
    metrics.iter().map(|m| (columns::min_s(m), columns::max_s(m))).chain([posted]).collect()
}

/// How many incidents have a value of a metric and start it at its fallback.
fn fallbacks(members: &DataFrame, metric: &Metric) -> PolarsResult<usize> {
    if metric.fallback.is_none() {
        return Ok(0);
    }
    let values = members.column(&columns::min_s(metric))?.i64()?;
    let fell_back = members.column(&columns::fallback(metric))?.bool()?;
    Ok(values
        .iter()
        .zip(fell_back.iter())
        .filter(|(value, fell)| value.is_some() && *fell == Some(true))
        .count())
}

/// Whether an incident rests on a range or on a finding about a time.
fn doubtful(metrics: &[Metric]) -> Expr {
    let ranged = |m: &Metric| col(columns::max_s(m)).neq(col(columns::min_s(m))).fill_null(lit(false));
    metrics.iter().fold(col(columns::DOUBTS).neq(lit("")), |any, metric| any.or(ranged(metric)))
}
