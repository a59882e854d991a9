//! Findings, one after the other, as a compiler lists its own.

use incstats_model::{Finding, Severity};

use crate::output::text::{BOLD, CYAN, DIM, RED, YELLOW};
use crate::output::{Text, text};

/// The colour of a finding's severity.
pub fn style(severity: Severity) -> anstyle::Style {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note => CYAN,
    }
}

/// A finding in two or three lines: what, where, what to do. `path` is where its lines stand; `incident` is named where
/// findings of several are listed.
pub fn told(finding: &Finding, path: &str, incident: Option<&str>) -> Text {
    let head = format!("{}[{}]", finding.severity.name(), text::line(&finding.code));
    let text = Text::new()
        .styled(style(finding.severity), head)
        .styled(BOLD, format!(": {}", text::line(&finding.message)))
        .and("\n");
    let mut places: Vec<String> =
        finding.place.iter().chain(&finding.also).map(|place| format!("{path}:{}", place.line)).collect();
    places.dedup();
    let place = if places.is_empty() { path.to_owned() } else { places.join(", ") };
    let about = incident.map(|id| format!(" ({id})")).unwrap_or_default();
    let text = text.styled(DIM, format!("  --> {}", text::line(&format!("{place}{about}"))));
    if finding.remedy.is_empty() { text } else { text.and(format!("\n  {}", text::line(&finding.remedy))) }
}
