//! What is read from a short text, in a line: for tables of phenomena.

use incstats_importer::{Options, read};
use incstats_model::{Incident, Milestone};

/// Milestones in short: `started 06-27 16:15; resolved 06-27 19:30`, ranges with `/`.
pub fn short(incident: &Incident) -> String {
    let time = |m: Milestone| {
        let bounds = incident.milestones.bounds(m)?;
        let show = |at: incstats_model::Instant| at.format("%m-%d %H:%M").to_string();
        let (a, b) = (show(bounds.earliest()), show(bounds.latest()));
        Some(if a == b { format!("{m} {a}") } else { format!("{m} {a}/{b}") })
    };
    Milestone::ALL.into_iter().filter_map(time).collect::<Vec<_>>().join("; ")
}

/// The milestones of the first incident that a text tells of, in short; its findings where it tells of none.
fn milestones(text: &str) -> String {
    let report = read("report.txt", text.as_bytes(), &Options::default()).unwrap();
    report.incidents.first().map_or_else(|| format!("{:?}", report.findings), short)
}

/// Holds rows of a name, a text and its milestones against what is read.
pub fn check(rows: &[(&str, &str, &str)]) {
    let differing: Vec<String> = rows
        .iter()
        .filter(|(_, text, want)| milestones(text) != *want)
        .map(|(name, text, want)| format!("{name}\n  want {want}\n  got  {}", milestones(text)))
        .collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
