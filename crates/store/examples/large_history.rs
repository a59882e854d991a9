//! Writes a large history through the store, to measure with:
//! `cargo run --release -p incstats-store --example large_history -- FOLDER 1000000`.
//!
//! The folder becomes a project. Incidents begin over four years and take between minutes and days; one in fifty is
//! still open, one in ten is known to a range, one in eight has a finding.

#![allow(clippy::print_stdout, reason = "its output is the report")]

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use chrono::{DateTime, TimeDelta};
use incstats_model::{
    Finding, Incident, IncidentId, Kind, Milestone, MilestoneTime, Milestones, Place, Posted, Precision,
    Severity, Source, Status, TimeBounds, Zone, ZoneBasis, ZoneId,
};
use incstats_store::{NewReport, Store};

/// Incidents a report.
const BLOCK: u32 = 1_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = PathBuf::from(args.next().ok_or("expected a folder and a number of incidents")?);
    let wanted: u32 = args.next().map_or(Ok(1_000_000), |n| n.parse())?;
    fs::create_dir_all(folder.join("data"))?;
    fs::write(folder.join("incstats.toml"), "")?;
    let start = Instant::now();
    let mut store = Store::open(folder.join("data/incstats.db"))?;
    for first in (0..wanted).step_by(BLOCK as usize) {
        let incidents = (first..wanted.min(first + BLOCK)).map(incident).collect();
        let path = format!("block-{first}");
        let source = Source {
            path: path.clone(),
            sha256: format!("{path:0>64}"),
            format: "text".into(),
            lines: 1,
            ..Source::default()
        };
        store.import(&NewReport { source, text: String::new(), incidents, findings: Vec::new() })?;
    }
    println!("{wanted} incidents written in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

fn incident(i: u32) -> Incident {
    let start = DateTime::UNIX_EPOCH.fixed_offset() + TimeDelta::days(18_628 + i64::from(i % 1_461));
    let start = start + TimeDelta::minutes(i64::from(i) * 7 % 1_440);
    // Between three minutes and four days, most of them short.
    let place = f64::from(u16::try_from(u64::from(i) * 7_919 % 10_007).unwrap_or(0)) / 10_007.0;
    let seconds = 180.0 * (place * 7.5).exp();
    #[expect(clippy::cast_possible_truncation, reason = "below four days")]
    let after = |part: f64| start + TimeDelta::seconds((seconds * part) as i64);
    let (open, ranged) = (i % 50 == 7, i % 10 == 3);
    let mut milestones = Milestones::default();
    for (milestone, part) in [
        (Milestone::Started, 0.0),
        (Milestone::Detected, 0.1),
        (Milestone::Acknowledged, 0.15),
        (Milestone::Communicated, 0.2),
        (Milestone::Identified, 0.5),
        (Milestone::Mitigated, 0.8),
        (Milestone::Resolved, 1.0),
    ] {
        if open && part > 0.6 {
            continue;
        }
        let late = if ranged && part > 0.9 { TimeDelta::hours(2) } else { TimeDelta::zero() };
        let bounds = TimeBounds::between(after(part), after(part) + late, Precision::Minute);
        milestones.set(milestone, Some(MilestoneTime::stated(bounds, Place::line(1))));
    }
    let finding = Finding {
        code: "assumed.zone".into(),
        severity: Severity::Note,
        place: None,
        also: Vec::new(),
        message: "the report names no time zone; UTC is assumed".into(),
        remedy: String::new(),
    };
    Incident {
        id: IncidentId(format!("{}-outage-of-service-{i}", start.date_naive())),
        source_id: None,
        kind: if i.is_multiple_of(40) { Kind::Maintenance } else { Kind::Incident },
        title: format!("Outage of service {}", i % 30),
        organisation: Some("Example".into()),
        language: Some("en".into()),
        posted: Posted { opened: Some(after(0.05)), closed: (!open).then(|| after(1.2)) },
        status: if open { Status::Ongoing } else { Status::Resolved },
        as_of: Some(after(1.2)),
        severity: Some(format!("SEV{}", i % 4)),
        services: vec![format!("service {}", i % 30)],
        cause: None,
        zone: Zone { id: ZoneId::UTC, basis: ZoneBasis::Stated },
        facts: incstats_model::Facts::default(),
        milestones,
        episodes: Vec::new(),
        repairs: Vec::new(),
        events: Vec::new(),
        findings: if i % 8 == 1 { vec![finding] } else { Vec::new() },
        source: Source::default(),
    }
}
