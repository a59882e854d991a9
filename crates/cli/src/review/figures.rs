//! The figures of the review as Markdown.

use std::fmt::Write;

use incstats_analysis::summary::Section;
use incstats_model::Milestone;

use crate::output::markdown::escape;
use crate::view::short::ShortIds;
use crate::view::summary as view;

/// What the columns of the first table mean.
pub const LEGEND: &str = "\
*n of N*: how many incidents have both ends, of all in the period. *Open*: of them, still going on at the last thing \
known, so that their duration is a least one. *Ranged*: of them, known to a range only. The median needs six \
incidents for a 95 % interval; where there are fewer, it says so. Nothing is filled in: an incident that lacks an end of a metric is in N, not in n.";

/// A line a metric.
pub fn metrics(section: &Section, ids: &ShortIds) -> String {
    view::metrics(&section.metrics, ids).to_markdown()
}

/// A line a phase.
pub fn phases(section: &Section) -> String {
    let phases = view::phases(section);
    if phases.is_empty() {
        "No incident has two milestones, so none has a phase.".into()
    } else {
        phases.to_markdown()
    }
}

/// The incidents whose figures a person should look at.
pub fn doubts(section: &Section, ids: &ShortIds) -> String {
    let doubts = view::doubts(section, ids);
    if doubts.is_empty() {
        return String::new();
    }
    let of = section.incidents.sample.n;
    let mut text = format!("{} of {of} rest on a range, an assumption or a contradiction:\n\n", doubts.len());
    for doubt in doubts {
        let _ = writeln!(text, "- {}", escape(&doubt));
    }
    text
}

/// The metrics and milestones, defined.
pub fn definitions(section: &Section) -> String {
    let mut text = String::new();
    for row in &section.metrics {
        let (short, label) = (escape(&row.of.short), escape(&row.of.label));
        let _ = writeln!(text, "- **{short}**, {label}: from {}.", row.of.definition);
    }
    text.push('\n');
    for milestone in Milestone::ALL {
        let _ = writeln!(text, "- **{milestone}**: {}.", milestone.meaning());
    }
    text
}
