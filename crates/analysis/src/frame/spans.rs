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
    let names: Vec<String> = spans.iter().map(|(_, s)| s.name()).collect();
    let covers: Vec<u32> = spans.iter().map(|(_, s)| count(s.phases.len())).collect();
    let orders: Vec<u32> = spans.iter().map(|(_, s)| place(s)).collect();
    let definitions: Vec<String> = spans.iter().map(|(_, s)| definition(s)).collect();
    let least: Vec<i64> = spans.iter().map(|(_, s)| s.duration.min().num_seconds()).collect();
    let most: Vec<Option<i64>> =
        spans.iter().map(|(_, s)| s.duration.max().map(|max| max.num_seconds())).collect();
    DataFrame::new(
        spans.len(),
        vec![
            Column::new(named::ROW.into(), rows),
            Column::new(named::PHASE.into(), names),
            Column::new(named::COVERS.into(), covers),
            Column::new(named::ORDER.into(), orders),
            Column::new(named::DEFINITION.into(), definitions),
            Column::new(named::SPAN_MIN.into(), least),
            Column::new(named::SPAN_MAX.into(), most),
        ],
    )
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn place(span: &PhaseSpan) -> u32 {
    let first = span.phases.first();
    count(Phase::ALL.iter().position(|p| Some(p) == first).unwrap_or(Phase::ALL.len()))
}

/// The milestones that the phases of that name lie between; an open end is that of the last phase.
fn definition(span: &PhaseSpan) -> String {
    let to = span.phases.last().map_or("?", |p| p.to().name());
    format!("{} to {to}", span.from)
}
