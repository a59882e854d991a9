//! `order.reversed`: a milestone certainly lies before one that comes before it, such as an end before its start.
//!
//! No duration is made of such a pair. *What to do:* look at both lines and correct the one that is wrong.

use incstats_model::{Finding, Severity};

use super::Evidence;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let milestones = &evidence.incident.milestones;
    let each = milestones.reversed().into_iter().map(|(earlier, later)| {
        let place = |m| milestones.get(m).and_then(|time| time.place);
        Finding {
            code: "order.reversed".to_owned(),
            severity: Severity::Error,
            place: place(later),
            also: place(earlier).into_iter().collect(),
            message: format!("{later} comes before {earlier}; no duration is made of the two"),
            remedy: format!(
                "correct the one that is wrong: incstats correct {} {later}=TIME --why TEXT",
                evidence.incident.id
            ),
        }
    });
    each.collect()
}
