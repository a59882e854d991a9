//! What a timeline shows, as a table: a row a mark.

use incstats_analysis::view::{MarkKind, TimelineView};

use super::strip::milestone_words;
use crate::data::{Data, instant};

/// A row a mark: its bounds on the incident's own wall clock, its kind, the milestones, its line and its words.
pub(super) fn data(view: &TimelineView) -> Data {
    let mut data = Data::new(["earliest", "latest", "precision", "kind", "milestones", "line", "text"]);
    for mark in &view.marks {
        let kind = match mark.kind {
            MarkKind::Event => "event".to_owned(),
            MarkKind::Planned => "planned".to_owned(),
            MarkKind::Announced => "announced".to_owned(),
            MarkKind::Contradicted(milestone) => format!("contradicts {milestone}"),
            MarkKind::Milestone(basis) => format!("milestone, {}", basis.name()),
        };
        data.push([
            instant(view.zone.id.show(mark.bounds.earliest())),
            instant(view.zone.id.show(mark.bounds.latest())),
            mark.bounds.precision().name().to_owned(),
            kind,
            milestone_words(mark),
            mark.line.map(|line| line.to_string()).unwrap_or_default(),
            mark.text.clone(),
        ]);
    }
    data
}
