//! How long the answers take over a large history: `cargo run --release -p incstats-analysis --example scale -- 1000000`.
//!
//! The frame of 1,000 incidents is repeated until it is as large as asked, so that the time is that of the figures and
//! not of making incidents up.

#![allow(clippy::print_stdout, reason = "its output is the report")]

use std::time::Instant;

use chrono::{DateTime, TimeDelta};
use incstats_analysis::AnalysisError;
use incstats_analysis::frame::History;
use incstats_analysis::summary::{Dimension, Question, summarise};
use incstats_analysis::trend::{TrendQuestion, trend};
use incstats_model::{
    Every, Hours, Incident, IncidentId, Kind, Metric, Milestone, MilestoneTime, Milestones, Place, Posted,
    Precision, Source, Status, TimeBounds, Zone, ZoneBasis, ZoneId,
};
use polars::prelude::*;

const BLOCK: u32 = 1_000;

fn main() -> Result<(), AnalysisError> {
    let wanted: u32 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let block: Vec<Incident> = (0..BLOCK).map(incident).collect();
    let (incidents, phases) = repeated(&History::new(&block)?, wanted.div_ceil(BLOCK))?;
    let metrics = incstats_model::metric::METRICS.to_vec();
    let history = History::from_frames(incidents, phases, metrics, Hours::All);
    println!("{} incidents, {} phases", history.incidents().height(), history.phases().height());
    timed("summary", || summarise(&history, &Question::default()).map(|s| s.overall.incidents.sample.n))?;
    let by = Question { period: None, by: Some(Dimension::Severity) };
    timed("summary by severity", || summarise(&history, &by).map(|s| s.groups.len()))?;
    if let Some(metric) = Metric::find("ttr") {
        let question = TrendQuestion { metric: metric.clone(), every: Every::Quarter, window: None };
        timed("trend by quarter", || trend(&history, &question).map(|t| t.periods.len()))?;
    }
    Ok(())
}

fn timed(name: &str, run: impl Fn() -> Result<usize, AnalysisError>) -> Result<(), AnalysisError> {
    let start = Instant::now();
    let size = run()?;
    println!("{name}: {:.3} s ({size})", start.elapsed().as_secs_f64());
    Ok(())
}

fn repeated(block: &History, times: u32) -> Result<(DataFrame, DataFrame), AnalysisError> {
    let (mut incidents, mut phases) = (block.incidents().clone(), block.phases().clone());
    let rows: Vec<u32> = block.phases().column("row")?.u32()?.iter().flatten().collect();
    for copy in 1..times {
        incidents.vstack_mut(block.incidents())?;
        let moved: Vec<u32> = rows.iter().map(|row| row + copy * BLOCK).collect();
        let mut next = block.phases().clone();
        next.with_column(Column::new("row".into(), moved))?;
        phases.vstack_mut(&next)?;
    }
    Ok((incidents, phases))
}

/// An incident some days into 2021 that took a time between minutes and days.
fn incident(i: u32) -> Incident {
    let start = DateTime::UNIX_EPOCH.fixed_offset() + TimeDelta::days(18_628 + i64::from(i * 7 % 1_400));
    let minutes = i64::from(i * 7_919 % 4_001 + 3);
    let mut milestones = Milestones::default();
    for (milestone, part) in [
        (Milestone::Started, 0),
        (Milestone::Detected, 1),
        (Milestone::Mitigated, 8),
        (Milestone::Resolved, 10),
    ] {
        let at = start + TimeDelta::seconds(minutes * 6 * part);
        milestones.set(
            milestone,
            Some(MilestoneTime::stated(TimeBounds::exact(at, Precision::Minute), Place::line(1))),
        );
    }
    Incident {
        id: IncidentId(format!("incident-{i}")),
        source_id: None,
        kind: Kind::Incident,
        title: String::new(),
        organisation: None,
        language: None,
        posted: Posted::default(),
        status: Status::Resolved,
        as_of: None,
        severity: Some(format!("SEV{}", i % 4)),
        services: vec![format!("service {}", i % 30)],
        cause: None,
        zone: Zone { id: ZoneId::UTC, basis: ZoneBasis::Stated },
        facts: incstats_model::Facts::default(),
        milestones,
        episodes: Vec::new(),
        repairs: Vec::new(),
        events: Vec::new(),
        findings: Vec::new(),
        source: Source::default(),
    }
}
