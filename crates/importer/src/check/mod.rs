//! What a person should look at in how a report was read. One finding, one file; its doc comment is what `docs/findings.md` tells.

mod ambiguous_day_month;
mod assumed_day;
mod assumed_year;
mod clock_apart;
mod clock_change;
mod contradiction;
mod contradiction_duration;
mod decoding;
mod impact_after_restore;
mod nothing_found;
mod repairs;
mod typo_date;
mod typo_year;
mod weekday_mismatch;
mod zone_season;
mod zone_second;

pub use clock_apart::after_the_close;
pub use decoding::damaged;
pub use nothing_found::{no_date, no_incident};
pub use repairs::repairs;

use incstats_model::{Finding, Incident};

use crate::narrative::assemble::Assembled;
use crate::narrative::candidate::Collected;

/// All that the checks look at.
pub struct Evidence<'a> {
    /// The incident as assembled.
    pub incident: &'a Incident,
    /// What was collected for it.
    pub found: &'a Collected,
    /// How it was put together.
    pub assembled: &'a Assembled,
}

/// A check: what it finds.
type Check = fn(&Evidence<'_>) -> Vec<Finding>;

/// All checks of one incident, in the order in which their findings are shown.
const CHECKS: [Check; 13] = [
    contradiction::check,
    contradiction_duration::check,
    clock_apart::check,
    impact_after_restore::check,
    typo_year::check,
    typo_date::check,
    weekday_mismatch::check,
    ambiguous_day_month::check,
    clock_change::check,
    zone_season::check,
    zone_second::check,
    assumed_year::check,
    assumed_day::check,
];

/// Runs all checks but those that follow from the incident alone, which [`Incident::checked`] adds.
pub fn run(evidence: &Evidence<'_>) -> Vec<Finding> {
    CHECKS.iter().flat_map(|check| check(evidence)).collect()
}
