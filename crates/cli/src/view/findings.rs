//! Findings, one after the other, as a compiler lists its own.

use incstats_model::{DurationBounds, Effect, Finding, Metric, Repair, Severity, ZoneId};

use crate::output::text::{BOLD, CYAN, DIM, RED, YELLOW};
use crate::output::{Text, text, when};

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

/// What a finding proposes: the milestones that it moves, why, what that does to the durations, and how to accept it.
pub fn proposed(id: &str, zone: ZoneId, repair: &Repair, effect: &[Effect]) -> Text {
    let mut lines: Vec<String> = Vec::new();
    for one in &repair.moves {
        let (typed, meant) = (when::bounds(&one.typed, zone), when::bounds(&one.proposed, zone));
        lines.push(format!("  {} {meant}, typed as {typed}", one.milestone));
    }
    let read_so = if repair.read_so { "; the report is read so" } else { "" };
    lines.push(format!("  {}{read_so}", repair.evidence));
    let took =
        |duration: Option<DurationBounds>| duration.map_or_else(|| "none".to_owned(), |d| d.to_string());
    let durations = effect.iter().map(|effect| {
        let metric = Metric::find(&effect.metric).map_or(effect.metric.as_str(), |metric| &metric.short);
        format!("{metric} {} -> {}", took(effect.before), took(effect.after))
    });
    let durations: Vec<String> = durations.collect();
    let changes = if durations.is_empty() { "no duration changes".to_owned() } else { durations.join(", ") };
    lines.push(format!("  {changes}"));
    lines.push(format!("  accept it: incstats correct {id} --accept {}", repair.name()));
    Text::new().styled(DIM, "  proposed:").and("\n").and(lines.join("\n"))
}
