//! Corrections: a person's word over the reader's, kept apart from what was read, so that it outlives a re-import.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::bounds::{Instant, TimeBounds};
use crate::incident::{Incident, IncidentId, Status};
use crate::milestone::{Basis, Milestone, MilestoneTime};
use crate::repair::Repair;
use crate::zone::{Zone, ZoneBasis, ZoneId};

/// What a person overrules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "field", content = "value")]
pub enum Change {
    /// The time of a milestone; `None` says that it is not known after all.
    Milestone(Milestone, Option<TimeBounds>),
    /// The headline.
    Title(String),
    /// The services that were hit, all of them.
    Service(Vec<String>),
    /// The severity.
    Severity(String),
    /// The cause.
    Cause(String),
    /// The zone of the wall clocks: every time read keeps its clock face and becomes another instant.
    Zone(ZoneId),
}

impl Change {
    /// The name of what is changed: `started`, `title`.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Milestone(milestone, _) => milestone.name(),
            Self::Title(_) => "title",
            Self::Service(_) => "service",
            Self::Severity(_) => "severity",
            Self::Cause(_) => "cause",
            Self::Zone(_) => "zone",
        }
    }
}

/// One correction, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Of which incident.
    pub incident: IncidentId,
    /// What is overruled.
    pub change: Change,
    /// Why; never empty.
    pub why: String,
    /// When the person said so.
    pub at: DateTime<Utc>,
}

impl Incident {
    /// The incident with corrections applied in their order, and the findings that follow from it made anew. Zones come first, whatever their place: a corrected
    /// milestone is an instant already and must not move with the clocks that were read.
    #[must_use]
    pub fn corrected<'a>(mut self, corrections: impl IntoIterator<Item = &'a Correction> + Clone) -> Self {
        if corrections.clone().into_iter().next().is_none() {
            return self;
        }
        for correction in corrections.clone() {
            if let Change::Zone(id) = correction.change {
                self.move_to(id);
            }
        }
        for correction in corrections {
            match &correction.change {
                Change::Zone(_) => {}
                Change::Milestone(milestone, bounds) => {
                    let because = Some(correction.why.clone());
                    let time = bounds.map(|bounds| MilestoneTime {
                        bounds,
                        basis: Basis::Corrected,
                        place: None,
                        because,
                    });
                    self.milestones.set(*milestone, time);
                    // What was read as marking it no longer does.
                    for event in &mut self.events {
                        event.marks.retain(|mark| mark != milestone);
                    }
                    if *milestone == Milestone::Resolved {
                        self.status = if bounds.is_some() { Status::Resolved } else { Status::Unknown };
                    }
                }
                Change::Title(title) => self.title.clone_from(title),
                Change::Service(services) => self.services.clone_from(services),
                Change::Severity(severity) => self.severity = Some(severity.clone()),
                Change::Cause(cause) => {
                    // What was read of the old sentence does not hold for the new one.
                    self.facts.cause_category = cause.parse().ok();
                    self.cause = Some(cause.clone());
                }
            }
        }
        let (settled, open): (Vec<Repair>, Vec<Repair>) =
            std::mem::take(&mut self.repairs).into_iter().partition(|repair| repair.is_settled(&self));
        self.repairs = open;
        self.findings.retain(|finding| !settled.iter().any(|repair| repair.belongs_to(finding)));
        self.checked()
    }

    /// Reads every wall clock of the incident in another zone.
    fn move_to(&mut self, id: ZoneId) {
        let shift = |at: Instant| id.at(at.naive_local());
        let moved = |bounds: &TimeBounds| {
            let (first, last) = (shift(bounds.earliest()).first(), shift(bounds.latest()).last());
            TimeBounds::between(first, last, bounds.precision())
        };
        for (_, time) in self.milestones.iter_mut() {
            time.bounds = moved(&time.bounds);
        }
        for event in &mut self.events {
            event.bounds = moved(&event.bounds);
        }
        for episode in &mut self.episodes {
            episode.from = moved(&episode.from);
            episode.to = episode.to.as_ref().map(moved);
        }
        for one in self.repairs.iter_mut().flat_map(|repair| &mut repair.moves) {
            (one.typed, one.proposed) = (moved(&one.typed), moved(&one.proposed));
        }
        for at in [&mut self.as_of, &mut self.posted.opened, &mut self.posted.closed].into_iter().flatten() {
            *at = shift(*at).first();
        }
        self.zone = Zone { id, basis: ZoneBasis::Configured };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounds::Precision;
    use crate::incident::tests::incident;
    use crate::metric::Metric;

    fn correction(change: Change) -> Correction {
        let id = IncidentId("2016-06-27-test".into());
        Correction { incident: id, change, why: "the log says so".into(), at: DateTime::UNIX_EPOCH }
    }

    fn read() -> Incident {
        incident(&[(Milestone::Started, "16:15"), (Milestone::Resolved, "19:30")])
    }

    fn at(text: &str) -> TimeBounds {
        TimeBounds::exact(DateTime::parse_from_rfc3339(text).unwrap(), Precision::Minute)
    }

    #[test]
    fn a_corrected_milestone_carries_its_reason_and_moves_the_figures() {
        let change = Change::Milestone(Milestone::Started, Some(at("2016-06-27T16:00:00Z")));
        let after = read().corrected(&[correction(change)]);
        let started = after.milestones.get(Milestone::Started).unwrap();
        assert_eq!((started.basis, started.because.as_deref()), (Basis::Corrected, Some("the log says so")));
        assert_eq!(Metric::find("ttr").unwrap().of(&after).unwrap().to_string(), "3 h 30 min");
    }

    #[test]
    fn a_zone_moves_what_was_read_but_not_what_was_corrected() {
        let given = at("2016-06-27T16:00:00+01:00");
        let changes = [
            correction(Change::Milestone(Milestone::Started, Some(given))),
            correction(Change::Zone("Europe/London".parse().unwrap())),
        ];
        let after = read().corrected(&changes);
        assert_eq!(after.milestones.bounds(Milestone::Started), Some(&given));
        let resolved = after.milestones.bounds(Milestone::Resolved).unwrap().earliest();
        assert_eq!(resolved.to_rfc3339(), "2016-06-27T19:30:00+01:00");
        assert_eq!(after.zone.basis, ZoneBasis::Configured);
    }

    #[test]
    fn the_last_word_wins_and_a_milestone_can_be_taken_away() {
        let changes = [
            correction(Change::Title("One".into())),
            correction(Change::Title("Two".into())),
            correction(Change::Milestone(Milestone::Resolved, None)),
        ];
        let after = read().corrected(&changes);
        let codes: Vec<&str> = after.findings.iter().map(|f| f.code.as_str()).collect();
        assert!(codes.contains(&"missing.resolved") && !codes.contains(&"missing.started"));
        assert_eq!(after.title, "Two");
        assert_eq!(after.milestones.get(Milestone::Resolved), None);
        assert_eq!(after.status, Status::Unknown);
    }
}
