//! Findings that follow from an incident alone: what it lacks, and what stands in the wrong order. They are made anew
//! whenever a person corrects it.

use crate::duplicate;
use crate::finding::{Finding, Severity};
use crate::incident::{Incident, Status};
use crate::milestone::Milestone;
use crate::slip;
use crate::zone::ZoneBasis;

/// A milestone certainly lies before one that comes before it.
const REVERSED: &str = "order.reversed";
/// Nobody names the time zone.
const ASSUMED_ZONE: &str = "assumed.zone";

/// The findings of an incident as it stands.
///
/// | code | says |
/// |---|---|
/// | `order.reversed` | a milestone certainly lies before one that comes before it; no duration is made of the two |
/// | `typo.suspected` | a milestone lies weeks from the others, and one slip of the pen would explain it |
/// | `assumed.zone` | nobody names the time zone; UTC is taken |
/// | `missing.<milestone>` | nobody says when this was; the metrics that need it do not count the incident |
pub fn standing(incident: &Incident) -> Vec<Finding> {
    let mut found = order_reversed(incident);
    found.extend(slip::suspected(incident));
    found.extend(assumed_zone(incident));
    found.extend(missing(incident).map(|(milestone, severity, code)| Finding {
        code: code.to_owned(),
        severity,
        place: None,
        also: Vec::new(),
        message: format!("nothing says when it was {milestone} ({})", milestone.meaning()),
        remedy: format!("if you know: incstats correct {} {milestone}=TIME --why TEXT", incident.id),
    }));
    found
}

/// The codes of the findings that [`standing`] makes, without the findings: to count those of a million incidents.
pub fn standing_codes(incident: &Incident) -> impl Iterator<Item = (Severity, &'static str)> {
    let reversed = incident.milestones.reversed().into_iter().map(|_| (Severity::Error, REVERSED));
    let zone = (incident.zone.basis == ZoneBasis::Assumed).then_some((Severity::Note, ASSUMED_ZONE));
    reversed.chain(zone).chain(missing(incident).map(|(_, severity, code)| (severity, code)))
}

impl Incident {
    /// The incident with the findings that follow from it alone made anew, after those that its reader made.
    #[must_use]
    pub fn checked(mut self) -> Self {
        self.findings.retain(|finding| !is_standing(&finding.code));
        let standing = standing(&self);
        self.findings.extend(standing);
        self
    }
}

/// Whether a finding follows from incidents as they stand, so that it is made anew and never kept: one of those that
/// [`standing`] makes, or that of an incident which is told twice.
pub fn is_standing(code: &str) -> bool {
    matches!(code, REVERSED | ASSUMED_ZONE | slip::SUSPECTED | duplicate::CODE)
        || code.starts_with("missing.")
}

/// An end before its start, a detection after the resolution.
fn order_reversed(incident: &Incident) -> Vec<Finding> {
    let milestones = &incident.milestones;
    let each = milestones.reversed().into_iter().map(|(earlier, later)| {
        let place = |m| milestones.get(m).and_then(|time| time.place);
        Finding {
            code: REVERSED.to_owned(),
            severity: Severity::Error,
            place: place(later),
            also: place(earlier).into_iter().collect(),
            message: format!("{later} comes before {earlier}; no duration is made of the two"),
            remedy: format!(
                "correct the one that is wrong: incstats correct {} {later}=TIME --why TEXT",
                incident.id
            ),
        }
    });
    each.collect()
}

/// Durations inside the report are right all the same, unless it crosses a clock change; instants are not.
fn assumed_zone(incident: &Incident) -> Option<Finding> {
    (incident.zone.basis == ZoneBasis::Assumed).then(|| Finding {
        code: ASSUMED_ZONE.to_owned(),
        severity: Severity::Note,
        place: None,
        also: Vec::new(),
        message: "the report names no time zone; UTC is assumed".to_owned(),
        remedy: format!(
            "incstats correct {} zone=Europe/Paris --why TEXT, or set `zone` in incstats.toml",
            incident.id
        ),
    })
}

/// Milestones that nobody tells, each with how much that matters and its finding's code. `communicated` is not asked for,
/// nor is the end of what is still open.
fn missing(incident: &Incident) -> impl Iterator<Item = (Milestone, Severity, &'static str)> {
    let open = incident.status == Status::Ongoing;
    let wanted = Milestone::ALL.into_iter().filter(move |m| {
        let ends = matches!(m, Milestone::Mitigated | Milestone::Resolved);
        !(open && ends) && incident.milestones.get(*m).is_none()
    });
    wanted.filter_map(|milestone| {
        let (severity, code) = match milestone {
            Milestone::Started => (Severity::Warning, "missing.started"),
            Milestone::Detected => (Severity::Note, "missing.detected"),
            Milestone::Acknowledged => (Severity::Note, "missing.acknowledged"),
            Milestone::Communicated => return None,
            Milestone::Identified => (Severity::Note, "missing.identified"),
            Milestone::Mitigated => (Severity::Note, "missing.mitigated"),
            Milestone::Resolved => (Severity::Note, "missing.resolved"),
        };
        Some((milestone, severity, code))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::tests::{incident, whole};

    fn codes(incident: &Incident) -> Vec<String> {
        standing(incident).into_iter().map(|f| f.code).collect()
    }

    #[test]
    fn what_is_missing_or_reversed_is_said() {
        let complete = whole();
        assert!(codes(&complete).is_empty());
        let mut open = incident(&[(Milestone::Started, "16:15"), (Milestone::Detected, "16:00")]);
        open.status = Status::Ongoing;
        assert_eq!(codes(&open), ["order.reversed", "missing.acknowledged", "missing.identified"]);
        assert!(codes(&open).iter().all(|code| is_standing(code)));
        for incident in [&complete, &open, &incident(&[])] {
            let counted: Vec<_> =
                standing_codes(incident).map(|(severity, code)| (severity, code.to_owned())).collect();
            let made: Vec<_> =
                standing(incident).into_iter().map(|found| (found.severity, found.code)).collect();
            assert_eq!(counted, made);
        }
    }
}
