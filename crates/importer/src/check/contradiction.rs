//! `contradiction.<milestone>`: two statements put one milestone at two times.
//!
//! A report tells its start in a timeline and again in its prose, and the two do not agree. An approximate statement
//! ("around 16:30") yields to an exact one; two exact ones make the milestone span both, so that no figure rests on a
//! choice nobody made. *What to do:* look at both lines, and correct the milestone if one of them is wrong.

use incstats_model::{Finding, Precision, Severity, TimeBounds};

use super::Evidence;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let each = evidence.assembled.contradictions.iter().map(|c| {
        let outcome = if c.spans_both { "the milestone spans both" } else { "the second one counts" };
        Finding {
            code: format!("contradiction.{}", c.milestone),
            severity: Severity::Warning,
            place: Some(c.kept.1),
            also: vec![c.other.1],
            message: format!(
                "line {} puts {} at {}, line {} at {}; {outcome}",
                c.other.1.line,
                c.milestone,
                clock(&c.other.0),
                c.kept.1.line,
                clock(&c.kept.0),
            ),
            remedy: format!(
                "if another time is right: incstats correct {} {}=TIME --why TEXT",
                evidence.incident.id, c.milestone
            ),
        }
    });
    each.collect()
}

/// A time as short as it can be said.
fn clock(bounds: &TimeBounds) -> String {
    let format = "%Y-%m-%d %H:%M";
    if bounds.precision() == Precision::Approximate {
        return format!("about {}", bounds.middle().format(format));
    }
    if bounds.is_exact() {
        return bounds.earliest().format(format).to_string();
    }
    format!("{} to {}", bounds.earliest().format(format), bounds.latest().format(format))
}
