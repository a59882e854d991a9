//! Metrics: named pairs of milestones. A new metric is one row of [`METRICS`].

use std::borrow::Cow;

use crate::duration::DurationBounds;
use crate::hours::Hours;
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
    /// Where it starts in incidents of which `from` is not known; those are then counted apart.
    pub fallback: Option<Milestone>,
    /// Where it stops.
    pub to: Milestone,
    /// Who defines it so.
    pub source: Cow<'static, str>,
}

macro_rules! metric {
    ($key:literal, $short:literal, $label:literal, $from:ident, $to:ident, $source:literal) => {
        Metric {
            key: Cow::Borrowed($key),
            short: Cow::Borrowed($short),
            label: Cow::Borrowed($label),
            from: Milestone::$from,
            fallback: None,
            to: Milestone::$to,
            source: Cow::Borrowed($source),
        }
    };
}

/// The metrics that every command knows, in the order of an incident's life.
pub static METRICS: [Metric; 7] = [
    metric!("ttd", "TTD", "time to detect", Started, Detected, "ITIL; Davidovic 2021"),
    metric!(
        "tta",
        "TTA",
        "time to acknowledge",
        Detected,
        Acknowledged,
        "Atlassian and PagerDuty, from the alert"
    ),
    metric!("ttc", "TTC", "time to communicate", Detected, Communicated, "incstats"),
    metric!("tti", "TTI", "time to identify", Detected, Identified, "incstats"),
    metric!("ttm", "TTM", "time to mitigate", Started, Mitigated, "Google SRE; Seeking SRE, chapter 4"),
    metric!(
        "ttr",
        "TTR",
        "time to restore",
        Started,
        Resolved,
        "ITIL, as MTRS; Atlassian, as time to recovery"
    ),
    metric!("disclosure", "lag", "disclosure lag", Started, Communicated, "incstats"),
];

impl Metric {
    /// The metric of that key or abbreviation, in any case; `mttr` is heard as `ttr`.
    pub fn find(name: &str) -> Option<&'static Self> {
        let name = name.trim().to_lowercase();
        let bare = name.strip_prefix('m').unwrap_or(&name);
        METRICS.iter().find(|m| [&*name, bare].contains(&&*m.key) || m.short.to_lowercase() == name)
    }

    /// The definition, as printed with every figure: `started to resolved`, `started (else detected) to resolved`.
    pub fn definition(&self) -> String {
        match self.fallback {
            None => format!("{} to {}", self.from, self.to),
            Some(other) => format!("{} (else {other}) to {}", self.from, self.to),
        }
    }

    /// Whether its clock starts at the fallback in an incident, as the milestone meant is not known.
    pub fn falls_back(&self, incident: &Incident) -> bool {
        let known = |milestone| incident.milestones.get(milestone).is_some();
        !known(self.from) && self.fallback.is_some_and(known)
    }

    /// How long it took in one incident, in elapsed time.
    ///
    /// `None` where an end is not known, or the second is certainly before the first. An ongoing incident that lacks
    /// its end of impact or its resolution is censored at the last thing known about it, counted from the latest
    /// possible start, so that "at least" holds.
    pub fn of(&self, incident: &Incident) -> Option<DurationBounds> {
        self.counted(incident, &Hours::All)
    }

    /// The same, where only some hours count.
    pub fn counted(&self, incident: &Incident, hours: &Hours) -> Option<DurationBounds> {
        let from = [Some(self.from), self.fallback];
        let from = from.into_iter().flatten().find_map(|milestone| incident.milestones.bounds(milestone))?;
        if let Some(to) = incident.milestones.bounds(self.to) {
            return hours.until(from, to);
        }
        let ends = matches!(self.to, Milestone::Mitigated | Milestone::Resolved);
        match (incident.status, incident.as_of) {
            (Status::Ongoing, Some(as_of)) if ends => hours.since(from, as_of),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::tests::incident;

    #[test]
    fn names_are_found_in_every_spelling() {
        for name in ["ttr", "TTR", "mttr", "MTTR"] {
            assert_eq!(Metric::find(name).unwrap().definition(), "started to resolved", "{name}");
        }
        assert_eq!(Metric::find("lag").unwrap().key, "disclosure");
        assert!(Metric::find("mtbf").is_none());
    }

    #[test]
    fn a_fallback_starts_the_clock_where_the_milestone_is_not_known() {
        let metric = Metric { fallback: Some(Milestone::Detected), ..METRICS[5].clone() };
        assert_eq!(metric.definition(), "started (else detected) to resolved");
        let whole = incident(&[
            (Milestone::Started, "10:00"),
            (Milestone::Detected, "10:20"),
            (Milestone::Resolved, "11:00"),
        ]);
        let late = incident(&[(Milestone::Detected, "10:20"), (Milestone::Resolved, "11:00")]);
        let told = |of| metric.of(of).map(|took| took.to_string());
        assert_eq!((told(&whole).as_deref(), metric.falls_back(&whole)), (Some("1 h"), false));
        assert_eq!((told(&late).as_deref(), metric.falls_back(&late)), (Some("40 min"), true));
        let bare = incident(&[(Milestone::Resolved, "11:00")]);
        assert_eq!((told(&bare), metric.falls_back(&bare)), (None, false));
        assert_eq!(METRICS[5].of(&late), None);
    }
}
