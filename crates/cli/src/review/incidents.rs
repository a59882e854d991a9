//! The incidents of the review as Markdown.

use std::fmt::Write;

use incstats_model::{Correction, Incident, Severity};

use crate::command::changed_to;
use crate::output::markdown::{cell, escape, sentence, table};
use crate::output::when;
use crate::view::{incident as view, lines};

/// A line an incident, with a link to its part of the page.
pub fn table_of(incidents: &[Incident]) -> String {
    let rows: Vec<Vec<String>> = incidents
        .iter()
        .map(|incident| {
            vec![
                format!("[{}](#{})", escape(&incident.title), anchor(incident)),
                format!("{} {}", escape(&lines::start(incident)), escape(&when::zone(incident.zone))),
                escape(incident.status.name()),
                cell(&lines::metric(incident, "ttm")),
                cell(&lines::metric(incident, "ttr")),
                escape(&lines::findings(&incident.findings)),
            ]
        })
        .collect();
    table(&["incident", "started", "status", "TTM", "TTR", "to check"], &[3, 4], &rows)
}

/// The heading of an incident's part of the page: its id, which is also where links lead.
pub fn heading(incident: &Incident) -> String {
    format!("### {}", escape(incident.id.as_str()))
}

/// Where the heading of an incident is found: its id as Markdown pages make anchors of headings.
fn anchor(incident: &Incident) -> String {
    incident.id.as_str().chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

/// The title and what is said about the incident as a whole.
pub fn facts(incident: &Incident) -> String {
    let mut text = format!("**{}**\n\n", escape(&incident.title));
    for (name, value) in view::facts(incident) {
        let _ = writeln!(text, "- {name}: {}", escape(&value));
    }
    text
}

/// When each milestone was, and where the report says so.
pub fn milestones(incident: &Incident) -> String {
    view::milestones(incident).to_markdown()
}

/// What people overruled, and why.
pub fn corrections(incident: &Incident, corrections: &[&Correction]) -> String {
    let mut text = String::new();
    for correction in corrections {
        let to = changed_to(&correction.change, incident.zone.id);
        let _ = writeln!(
            text,
            "- corrected: {} to {}. {}",
            correction.change.field(),
            escape(&to),
            sentence(&correction.why)
        );
    }
    text
}

/// What to do about a finding, on a line of its own.
fn remedy(remedy: &str) -> String {
    if remedy.trim().is_empty() { String::new() } else { format!("\n  *What to do:* {}", escape(remedy)) }
}

/// What a person should look at, the gravest first.
pub fn findings(incident: &Incident) -> String {
    let mut text = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        for finding in incident.findings.iter().filter(|finding| finding.severity == severity) {
            let line = finding.place.map(|place| format!(", line {}", place.line)).unwrap_or_default();
            let _ = writeln!(
                text,
                "- **{severity}** {}{line}: {}{}",
                escape(&finding.code),
                sentence(&finding.message),
                remedy(&finding.remedy)
            );
        }
    }
    text
}
