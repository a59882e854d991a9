//! What a finding proposes: other times for milestones, why, and what that does to the durations.

use serde::{Deserialize, Serialize};

use crate::bounds::TimeBounds;
use crate::duration::DurationBounds;
use crate::finding::Finding;
use crate::incident::Incident;
use crate::metric::METRICS;
use crate::milestone::{Basis, Milestone};
use crate::place::Place;
use crate::slip;

/// A milestone that a repair moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// Which.
    pub milestone: Milestone,
    /// When it is as typed.
    pub typed: TimeBounds,
    /// When it is with the repair.
    pub proposed: TimeBounds,
}

/// A repair that a finding proposes. It becomes a person's word only when somebody accepts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The code of the finding that proposes it.
    pub finding: String,
    /// Where that finding stands.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// What it moves; never empty.
    pub moves: Vec<Move>,
    /// What speaks for it, in a sentence without its full stop.
    pub evidence: String,
    /// Whether the report was read so already, as the rest of it leaves no other reading.
    pub read_so: bool,
}

/// What a repair does to one duration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// The metric: `ttr`.
    pub metric: String,
    /// As typed; `None` where no duration can be made of it.
    pub before: Option<DurationBounds>,
    /// With the repair.
    pub after: Option<DurationBounds>,
}

impl Repair {
    /// The repair that a finding of an incident proposes, where it has one: kept from when the report was read or, of a
    /// finding that follows from the incident alone, made from it.
    pub fn of(incident: &Incident, finding: &Finding) -> Option<Self> {
        let kept = incident.repairs.iter().find(|repair| repair.belongs_to(finding));
        kept.cloned().or_else(|| slip::repair(incident, finding))
    }

    /// All that the findings of an incident propose, each once, with the first finding that does.
    pub fn all(incident: &Incident) -> Vec<(&Finding, Self)> {
        let mut all: Vec<(&Finding, Self)> = Vec::new();
        for finding in &incident.findings {
            if let Some(repair) = Self::of(incident, finding)
                && !all.iter().any(|(_, known)| *known == repair)
            {
                all.push((finding, repair));
            }
        }
        all
    }

    /// Whether it is what a finding proposes.
    pub fn belongs_to(&self, finding: &Finding) -> bool {
        self.finding == finding.code && self.place == finding.place
    }

    /// The name by which its finding is accepted: `typo.year:12`, its code and its line.
    pub fn name(&self) -> String {
        self.place.map_or_else(|| self.finding.clone(), |place| format!("{}:{}", self.finding, place.line))
    }

    /// The durations that it changes: as typed, and with it.
    pub fn effect(&self, incident: &Incident) -> Vec<Effect> {
        let with = |proposed: bool| {
            let mut incident = Incident { events: Vec::new(), findings: Vec::new(), ..incident.clone() };
            for one in &self.moves {
                let bounds = if proposed { one.proposed } else { one.typed };
                if let Some(mut time) = incident.milestones.get(one.milestone).cloned() {
                    time.bounds = bounds;
                    incident.milestones.set(one.milestone, Some(time));
                }
            }
            incident
        };
        let (before, after) = (with(false), with(true));
        let each = METRICS.iter().map(|metric| Effect {
            metric: metric.key.to_string(),
            before: metric.of(&before),
            after: metric.of(&after),
        });
        each.filter(|effect| effect.before != effect.after).collect()
    }

    /// Whether people have said of every milestone that it moves when it was.
    pub fn is_settled(&self, incident: &Incident) -> bool {
        let corrected =
            |m: &Move| incident.milestones.get(m.milestone).is_none_or(|time| time.basis == Basis::Corrected);
        self.moves.iter().all(corrected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounds::Precision;
    use crate::incident::tests::incident;
    use chrono::DateTime;

    fn at(text: &str) -> TimeBounds {
        TimeBounds::exact(DateTime::parse_from_rfc3339(text).unwrap(), Precision::Minute)
    }

    #[test]
    fn the_effect_of_a_repair_is_every_duration_that_it_changes() {
        let mut incident = incident(&[(Milestone::Started, "16:15"), (Milestone::Detected, "16:17")]);
        let typed = at("2015-06-27T19:30:00Z");
        incident
            .milestones
            .set(Milestone::Resolved, Some(crate::milestone::MilestoneTime::stated(typed, Place::line(9))));
        let repair = Repair {
            finding: "typo.year".into(),
            place: Some(Place::line(9)),
            moves: vec![Move { milestone: Milestone::Resolved, typed, proposed: at("2016-06-27T19:30:00Z") }],
            evidence: "the other dates".into(),
            read_so: false,
        };
        assert_eq!(repair.name(), "typo.year:9");
        let told: Vec<String> = repair
            .effect(&incident)
            .iter()
            .map(|e| {
                let words = |d: &Option<DurationBounds>| d.map_or_else(|| "-".to_owned(), |d| d.to_string());
                format!("{} {} -> {}", e.metric, words(&e.before), words(&e.after))
            })
            .collect();
        assert_eq!(told, ["ttr - -> 3 h 15 min"]);
        assert!(!repair.is_settled(&incident));
    }
}
