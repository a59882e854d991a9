//! The words above a timeline.

use incstats_analysis::view::{MarkKind, TimelineView};
use incstats_model::{DurationBounds, Instant, ZoneBasis};

use super::strip::milestone_words;
use crate::parts::{Head, bounds, clock_range, count, moment, span};

/// The finding, the incident's name, and what is drawn.
pub(super) fn head(view: &TimelineView, (from, to): (Instant, Instant), silent: bool) -> Head {
    let name = match &view.organisation {
        Some(organisation) if !view.title.contains(organisation.as_str()) => {
            format!("{} · {organisation}", view.title)
        }
        _ => view.title.clone(),
    };
    let mut drawn = drawn(view, from, to);
    if silent {
        drawn.push_str(" The axis is broken where nothing happened for long.");
    }
    Head { title: finding(view), name, subtitle: vec![drawn] }
}

/// What the incident's durations say, the longest first.
fn finding(view: &TimelineView) -> String {
    let value =
        |key: &str| view.durations.iter().find(|(metric, _)| metric.key == key).map(|(_, value)| *value);
    let closed = |value: Option<DurationBounds>| value.filter(|v| !v.is_censored()).map(|v| bounds(&v));
    let (restored, mitigated, detected) = (value("ttr"), value("ttm"), value("ttd"));
    let open = restored.filter(DurationBounds::is_censored);
    let mut parts = Vec::new();
    match (open, closed(restored), closed(mitigated)) {
        (Some(open), _, impact) => {
            parts.push(format!("Not resolved after {}", bounds(&open).trim_start_matches("at least ")));
            parts.extend(impact.map(|took| format!("impact over after {took}")));
        }
        (None, Some(took), impact) => {
            parts.push(format!("Resolved after {took}"));
            parts.extend(impact.filter(|i| *i != took).map(|impact| format!("impact over after {impact}")));
        }
        (None, None, Some(took)) => parts.push(format!("Impact over after {took}")),
        (None, None, None) if view.open_as_of.is_some() => parts.push("Still open".to_owned()),
        (None, None, None) => parts.push("How long it took is not known: no end is given".to_owned()),
    }
    parts.extend(closed(detected).map(|took| match took.as_str() {
        "0 min" => "detected at once".to_owned(),
        _ => format!("detected after {took}"),
    }));
    parts.join(", ")
}

fn drawn(view: &TimelineView, from: Instant, to: Instant) -> String {
    let show = |at| view.zone.id.show(at);
    let events = view.marks.iter().filter(|m| !matches!(m.kind, MarkKind::Milestone(_))).count();
    let of_kind = |kind: MarkKind| view.marks.iter().filter(|m| m.kind == kind).count();
    let planned = match (of_kind(MarkKind::Planned), of_kind(MarkKind::Announced)) {
        (0, 0) => String::new(),
        (planned, 0) => format!(" ({planned} announced, not confirmed)"),
        (0, announced) => format!(" ({announced} announced)"),
        (planned, announced) => format!(" ({} announced, {planned} not confirmed)", planned + announced),
    };
    let zone = match view.zone.basis {
        ZoneBasis::Assumed => format!("{}, which nobody states", view.zone.id),
        ZoneBasis::Stated | ZoneBasis::Configured => view.zone.id.to_string(),
    };
    // A row of a table tells milestones and no story.
    let events = if events == 0 { String::new() } else { format!("{}{planned}, ", count(events, "event")) };
    format!(
        "{events}{}, local time {zone}. Phases lie between neighbouring milestones; elapsed time.",
        span(show(from), show(to)),
    )
}

/// The picture for those who cannot see it: the title, the milestones, the phases, and what is open or contradicted.
pub(super) fn description(view: &TimelineView, head: &Head) -> String {
    let mut said = vec![format!("{}. {}: {}", head.title, head.name, head.subtitle.join(" "))];
    let milestones: Vec<String> = view
        .marks
        .iter()
        .filter(|m| !m.milestones.is_empty())
        .map(|m| format!("{} {}", milestone_words(m), clock_range(&m.bounds, true, true)))
        .collect();
    said.push(match milestones.as_slice() {
        [] => "No milestone is known.".to_owned(),
        all => format!("Milestones: {}.", all.join("; ")),
    });
    let phases: Vec<String> =
        view.phases.iter().map(|phase| format!("{} {}", phase.name, bounds(&phase.duration))).collect();
    said.push(match phases.as_slice() {
        [] => "No phase is known.".to_owned(),
        all => format!("Phases: {}.", all.join(", ")),
    });
    said.extend(
        view.contradictions.iter().map(|c| format!("The time of “{}” is contradicted.", c.milestone)),
    );
    if let Some(at) = view.open_as_of {
        said.push(format!("Open as of {}.", moment(view.zone.id.show(at))));
    }
    said.join(" ")
}
