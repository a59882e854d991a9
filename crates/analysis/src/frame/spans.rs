//! The phases of incidents, a row each.

use incstats_model::phase::counted;
use incstats_model::{Hours, Incident, Phase, PhaseSpan};
use polars::prelude::*;

use super::columns as named;

/// A row a phase of an incident.
pub(super) fn frame(incidents: &[Incident], hours: &Hours) -> PolarsResult<DataFrame> {
    let spans: Vec<(u32, PhaseSpan)> = (0u32..)
        .zip(incidents)
        .flat_map(|(row, i)| counted(i, hours).into_iter().map(move |span| (row, span)))
        .collect();
    let rows: Vec<u32> = spans.iter().map(|(row, _)| *row).collect();
    let first: Vec<i8> = spans.iter().map(|(_, s)| place(s.phases.first())).collect();
    let last: Vec<i8> = spans.iter().map(|(_, s)| place(s.phases.last())).collect();
    let shortest: Vec<i64> = spans.iter().map(|(_, s)| s.duration.min().num_seconds()).collect();
    let longest: Vec<Option<i64>> =
        spans.iter().map(|(_, s)| s.duration.max().map(|max| max.num_seconds())).collect();
    DataFrame::new(
        spans.len(),
        vec![
            Column::new(named::ROW.into(), rows),
            Column::new(named::FIRST.into(), first),
            Column::new(named::LAST.into(), last),
            Column::new(named::SPAN_MIN.into(), shortest),
            Column::new(named::SPAN_MAX.into(), longest),
        ],
    )
}

/// The place of a phase among the five.
fn place(phase: Option<&Phase>) -> i8 {
    Phase::ALL.iter().zip(0i8..).find(|(p, _)| Some(*p) == phase).map_or(-1, |(_, place)| place)
}
