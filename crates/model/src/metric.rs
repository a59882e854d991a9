//! Metrics: named pairs of milestones. A new metric is one row of [`METRICS`].

use std::borrow::Cow;

use crate::duration::DurationBounds;
use crate::incident::{Incident, Status};
use crate::milestone::Milestone;

/// A named pair of milestones; its value for one incident is a duration.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Metric {
    /// The name in commands and records, lower case: `ttr`.
    pub key: Cow<'static, str>,
    /// The abbreviation in tables: `TTR`.
    pub short: Cow<'static, str>,
    /// What it is called in words: `time to restore`.
    pub label: Cow<'static, str>,
    /// Where the clock starts.
    pub from: Milestone,
    /// Where it stops.
    pub to: Milestone,
}

macro_rules! metric {
    ($key:literal, $short:literal, $label:literal, $from:ident, $to:ident) => {
        Metric {
            key: Cow::Borrowed($key),
            short: Cow::Borrowed($short),
            label: Cow::Borrowed($label),
            from: Milestone::$from,
            to: Milestone::$to,
        }
    };
}

/// The metrics that every command knows, in the order of an incident's life.
pub static METRICS: [Metric; 7] = [
    metric!("ttd", "TTD", "time to detect", Started, Detected),
    metric!("tta", "TTA", "time to acknowledge", Detected, Acknowledged),
    metric!("ttc", "TTC", "time to communicate", Detected, Communicated),
    metric!("tti", "TTI", "time to identify", Detected, Identified),
    metric!("ttm", "TTM", "time to mitigate", Started, Mitigated),
    metric!("ttr", "TTR", "time to restore", Started, Resolved),
    metric!("disclosure", "lag", "disclosure lag", Started, Communicated),
];

impl Metric {
    /// The metric of that key or abbreviation, in any case; `mttr` is heard as `ttr`.
    pub fn find(name: &str) -> Option<&'static Self> {
        let name = name.trim().to_lowercase();
        let bare = name.strip_prefix('m').unwrap_or(&name);
        METRICS.iter().find(|m| [&*name, bare].contains(&&*m.key) || m.short.to_lowercase() == name)
    }

    /// The definition, as printed with every figure: `started to resolved`.
    pub fn definition(&self) -> String {
        format!("{} to {}", self.from, self.to)
    }

    /// How long it took in one incident.
    ///
    /// `None` where an end is not known, or the second is certainly before the first. An ongoing incident that lacks
    /// its end of impact or its resolution is censored at the last thing known about it, counted from the latest
    /// possible start, so that "at least" holds.
    pub fn of(&self, incident: &Incident) -> Option<DurationBounds> {
        let from = incident.milestones.bounds(self.from)?;
        if let Some(to) = incident.milestones.bounds(self.to) {
            return from.until(to);
        }
        let ends = matches!(self.to, Milestone::Mitigated | Milestone::Resolved);
        match (incident.status, incident.as_of) {
            (Status::Ongoing, Some(as_of)) if ends => Some(DurationBounds::censored(as_of - from.latest())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_every_spelling() {
        for name in ["ttr", "TTR", "mttr", "MTTR"] {
            assert_eq!(Metric::find(name).unwrap().definition(), "started to resolved", "{name}");
        }
        assert_eq!(Metric::find("lag").unwrap().key, "disclosure");
        assert!(Metric::find("mtbf").is_none());
    }
}
