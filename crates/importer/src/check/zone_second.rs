//! `zone.second`: a stamp tells one moment on two clocks, and the two do not show the same.
//!
//! `10:05 PDT / 18:05 UTC`: one of them is a slip, mostly an hour of a clock change. The first one counts. *What to do:*
//! look at the line; if the second one is right, correct the milestone that rests on it.

use incstats_model::{Finding, Severity};

use super::Evidence;
use crate::time::resolve::Note;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let each = evidence.found.notes.iter().filter_map(|(note, place)| {
        let Note::SecondZone { minutes } = note else { return None };
        Some(Finding {
            code: "zone.second".to_owned(),
            severity: Severity::Warning,
            place: Some(*place),
            also: Vec::new(),
            message: format!(
                "the two clocks of this stamp do not show one moment, the second is {} min {}; the first counts",
                minutes.abs(),
                if *minutes < 0 { "earlier" } else { "later" },
            ),
            remedy: "look which of the two is a slip, and correct the milestone if it is the first".to_owned(),
        })
    });
    each.collect()
}
