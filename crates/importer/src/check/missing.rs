//! `missing.<milestone>`: the report does not say when this was.
//!
//! The metrics that need it do not count this incident; nothing is put in its place. `communicated` is not asked for.
//! *What to do:* if somebody knows, correct the milestone.

use incstats_model::{Finding, Milestone, Severity, Status};

use super::Evidence;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let incident = evidence.incident;
    let open = incident.status == Status::Ongoing;
    let wanted = Milestone::ALL.into_iter().filter(|m| {
        let ends = matches!(m, Milestone::Mitigated | Milestone::Resolved);
        *m != Milestone::Communicated && !(open && ends) && incident.milestones.get(*m).is_none()
    });
    let each = wanted.map(|milestone| Finding {
        code: format!("missing.{milestone}"),
        severity: if milestone == Milestone::Started { Severity::Warning } else { Severity::Note },
        place: None,
        also: Vec::new(),
        message: format!("the report does not say when it was {milestone} ({})", milestone.meaning()),
        remedy: format!("if you know: incstats correct {} {milestone}=TIME --why TEXT", incident.id),
    });
    each.collect()
}
