//! `assumed.zone`: the report names no time zone and none is configured; UTC is taken.
//!
//! Durations inside the report are right all the same, unless it crosses a clock change; instants and the comparison
//! with other sources are not. *What to do:* set the zone for the source in `incstats.toml`, or correct it.

use incstats_model::{Finding, Severity, ZoneBasis};

use super::Evidence;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    if evidence.incident.zone.basis != ZoneBasis::Assumed {
        return Vec::new();
    }
    vec![Finding {
        code: "assumed.zone".to_owned(),
        severity: Severity::Note,
        place: None,
        also: Vec::new(),
        message: "the report names no time zone; UTC is assumed".to_owned(),
        remedy: format!(
            "incstats correct {} zone=Europe/Paris --why TEXT, or set `zone` in incstats.toml",
            evidence.incident.id
        ),
    }]
}
