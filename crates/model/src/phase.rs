//! Phases: the stretches between neighbouring milestones.

use crate::duration::DurationBounds;
use crate::hours::Hours;
use crate::incident::{Incident, Status};
use crate::milestone::Milestone;

/// The stretch between two neighbouring milestones of the repair's own line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    /// From started to detected.
    Detection,
    /// From detected to acknowledged.
    Response,
    /// From acknowledged to identified.
    Diagnosis,
    /// From identified to mitigated.
    Repair,
    /// From mitigated to resolved.
    Recovery,
}

impl Phase {
    /// All of them, in order.
    pub const ALL: [Self; 5] =
        [Self::Detection, Self::Response, Self::Diagnosis, Self::Repair, Self::Recovery];

    /// The word used in records, tables and charts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Detection => "detection",
            Self::Response => "response",
            Self::Diagnosis => "diagnosis",
            Self::Repair => "repair",
            Self::Recovery => "recovery",
        }
    }

    /// Where the phase begins.
    pub fn from(self) -> Milestone {
        match self {
            Self::Detection => Milestone::Started,
            Self::Response => Milestone::Detected,
            Self::Diagnosis => Milestone::Acknowledged,
            Self::Repair => Milestone::Identified,
            Self::Recovery => Milestone::Mitigated,
        }
    }

    /// Where the phase ends.
    pub fn to(self) -> Milestone {
        match self {
            Self::Detection => Milestone::Detected,
            Self::Response => Milestone::Acknowledged,
            Self::Diagnosis => Milestone::Identified,
            Self::Repair => Milestone::Mitigated,
            Self::Recovery => Milestone::Resolved,
        }
    }
}

/// One phase of one incident, or several merged because the milestones between them are not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseSpan {
    /// The phases it covers, in order; more than one where milestones between them are missing.
    pub phases: Vec<Phase>,
    /// Where it begins.
    pub from: Milestone,
    /// Where it ends; `None` where the incident was still open in it.
    pub to: Option<Milestone>,
    /// How long it took.
    pub duration: DurationBounds,
}

impl PhaseSpan {
    /// `repair`, or `detection + response` where two are merged.
    pub fn name(&self) -> String {
        self.phases.iter().map(|p| p.name()).collect::<Vec<_>>().join(" + ")
    }
}

/// The phases of an incident, in order, in elapsed time. Missing milestones merge their neighbours; a pair in the wrong
/// order gives nothing. The last phase of an ongoing incident is censored at the last thing known.
pub fn phases(incident: &Incident) -> Vec<PhaseSpan> {
    counted(incident, &Hours::All)
}

/// The same, where only some hours count.
pub fn counted(incident: &Incident, hours: &Hours) -> Vec<PhaseSpan> {
    let line = Milestone::ALL.into_iter().filter(|m| *m != Milestone::Communicated);
    let known: Vec<Milestone> = line.filter(|m| incident.milestones.get(*m).is_some()).collect();
    let between = |from: Milestone, to: Option<Milestone>| {
        Phase::ALL.into_iter().filter(|p| p.from() >= from && to.is_none_or(|to| p.to() <= to)).collect()
    };
    let mut spans: Vec<PhaseSpan> = known
        .iter()
        .zip(known.iter().skip(1))
        .filter_map(|(&from, &to)| {
            let duration = hours.until(incident.milestones.bounds(from)?, incident.milestones.bounds(to)?)?;
            Some(PhaseSpan { phases: between(from, Some(to)), from, to: Some(to), duration })
        })
        .collect();
    if let (Status::Ongoing, Some(as_of), Some(&from)) = (incident.status, incident.as_of, known.last())
        && from != Milestone::Resolved
        && let Some(bounds) = incident.milestones.bounds(from)
        && let Some(duration) = hours.since(bounds, as_of)
    {
        spans.push(PhaseSpan { phases: between(from, None), from, to: None, duration });
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::tests::{incident, whole};

    #[test]
    fn missing_milestones_merge_phases_and_never_make_a_zero() {
        let complete = whole();
        let names: Vec<String> = phases(&complete).iter().map(PhaseSpan::name).collect();
        assert_eq!(names, ["detection", "response", "diagnosis", "repair", "recovery"]);

        let sparse = incident(&[(Milestone::Started, "16:15"), (Milestone::Identified, "16:24")]);
        let spans = phases(&sparse);
        assert_eq!(spans.len(), 1);
        assert_eq!(spans[0].name(), "detection + response + diagnosis");
        assert_eq!(spans[0].duration.to_string(), "9 min");
    }

    #[test]
    fn an_open_incident_ends_in_a_censored_phase() {
        let mut open = incident(&[(Milestone::Started, "16:15"), (Milestone::Mitigated, "17:00")]);
        open.status = Status::Ongoing;
        open.as_of = Some(chrono::DateTime::parse_from_rfc3339("2016-06-27T20:00:00Z").unwrap());
        let spans = phases(&open);
        assert_eq!(spans[1].name(), "recovery");
        assert_eq!(spans[1].duration.to_string(), "at least 3 h");
    }
}
