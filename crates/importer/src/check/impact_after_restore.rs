//! `impact.after-restore`: something is told as restored while users are still, or again, shut out.
//!
//! Services were checked and found working, but access stays closed until later; or the trouble came back. The
//! restoration does not count as `mitigated`: impact ends with its last stretch. *What to do:* look at both lines; if
//! users were really back at the earlier time, correct `mitigated`.

use incstats_model::{Finding, Severity};

use super::Evidence;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let undone = &evidence.assembled.ends.undone;
    let each = undone.iter().filter_map(|(index, by)| {
        let candidate = evidence.found.candidates.get(*index)?;
        Some(Finding {
            code: "impact.after-restore".to_owned(),
            severity: Severity::Warning,
            place: Some(candidate.place),
            also: vec![*by],
            message: format!(
                "line {} tells of a restoration, but by line {} users are shut out or hit again; it does not count as mitigated",
                candidate.place.line, by.line
            ),
            remedy: format!(
                "if users were back by then: incstats correct {} mitigated=TIME --why TEXT",
                evidence.incident.id
            ),
        })
    });
    let mut found: Vec<Finding> = each.collect();
    found.dedup_by_key(|f| f.place.map(|p| p.line));
    found
}
