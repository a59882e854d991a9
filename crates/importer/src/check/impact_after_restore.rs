//! `impact.after-restore`: something is told as restored while users are still, or again, shut out.
//!
//! Services were checked and found working, but access stays closed until later; or the trouble came back. The
//! restoration does not count as `mitigated`: impact ends with its last stretch. *What to do:* look at both lines; if
//! users were really back at the earlier time, correct `mitigated`.

use incstats_model::{Finding, Severity};

use super::Evidence;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for (index, by) in &evidence.assembled.ends.undone {
        let Some(candidate) = evidence.found.candidates.get(*index) else { continue };
        // Several restorations that one relapse took back are one finding.
        if let Some(known) = found.iter_mut().find(|f| f.also.first() == Some(by)) {
            let told = known.place.iter().chain(&known.also).any(|p| p.line == candidate.place.line);
            if !told {
                known.also.push(candidate.place);
            }
            continue;
        }
        found.push(Finding {
            code: "impact.after-restore".to_owned(),
            severity: Severity::Warning,
            place: Some(candidate.place),
            also: vec![*by],
            message: format!(
                "line {} tells of a restoration, but by line {} users are shut out or hit again; it does not count as \
                 mitigated",
                candidate.place.line, by.line
            ),
            remedy: format!(
                "if users were back by then: incstats correct {} mitigated=TIME --why TEXT",
                evidence.incident.id
            ),
        });
    }
    found
}
