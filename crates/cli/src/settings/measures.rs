//! What a project measures: metrics of its own, and how much of the time its services are to be up.

use incstats_model::metric::METRICS;
use incstats_model::{Metric, Milestone};
use serde::Deserialize;

/// Names that columns of the frames have already, and the metric of the posted clock.
const RESERVED: [&str; 2] = ["start", "posted"];
/// A target below this many percent is a slip, such as a share instead of percent.
const LEAST_TARGET: f64 = 50.0;

/// A metric of a project's own: a named pair of milestones.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnMetric {
    /// The name in commands and columns.
    pub key: String,
    /// The abbreviation in tables; the key in capitals without one.
    pub short: Option<String>,
    /// What it is called; its definition without a label.
    pub label: Option<String>,
    /// Where the clock starts.
    pub from: Milestone,
    /// Where it starts in incidents of which `from` is not known.
    pub fallback: Option<Milestone>,
    /// Where it stops.
    pub to: Milestone,
    /// Who defines it so; the project itself without one.
    pub source: Option<String>,
}

impl OwnMetric {
    /// The metric.
    pub fn metric(&self) -> Metric {
        let label = || format!("time from {} to {}", self.from, self.to);
        Metric {
            key: self.key.clone().into(),
            short: self.short.clone().unwrap_or_else(|| self.key.to_uppercase()).into(),
            label: self.label.clone().unwrap_or_else(label).into(),
            from: self.from,
            fallback: self.fallback,
            to: self.to,
            source: self.source.clone().unwrap_or_else(|| "incstats.toml".to_owned()).into(),
        }
    }

    /// What is wrong with it, beside others.
    pub fn fault(&self, earlier: &[Self]) -> Option<String> {
        let key = self.key.as_str();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !key.starts_with(|c: char| c.is_ascii_lowercase()) || !key.chars().all(plain) {
            return Some(format!(
                "`{key}` is no key: expected lower-case letters, digits and `_`, such as `told`"
            ));
        }
        if self.from == self.to {
            return Some(format!("metric `{key}` starts and stops at `{}`", self.from));
        }
        // The others can come in another order than that of an ordinary incident: a cause is found after the repair.
        if self.to == Milestone::Started || self.from == Milestone::Resolved {
            return Some(format!(
                "metric `{key}` runs from `{}` to `{}`: nothing of an incident comes before `started` or after `resolved`",
                self.from, self.to
            ));
        }
        if let Some(other) = self.fallback.filter(|other| [self.from, self.to].contains(other)) {
            return Some(format!("metric `{key}` falls back to `{other}`, which is one of its ends already"));
        }
        let taken = |name: &str| {
            METRICS.iter().any(|m| is_called(m, name))
                || earlier.iter().any(|other| is_called(&other.metric(), name))
        };
        let metric = self.metric();
        let name = [&*metric.key, &*metric.short].into_iter().find(|name| taken(name));
        let name = name.or_else(|| RESERVED.contains(&key).then_some(key));
        name.map(|name| format!("`{name}` is the name of another metric or column: choose another one"))
    }
}

/// Whether a metric has a name: its key or abbreviation, in any case; `mttr` is heard as `ttr`.
pub fn is_called(metric: &Metric, name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let bare = name.strip_prefix('m').unwrap_or(&name);
    *metric.key == *name || *metric.key == *bare || metric.short.to_lowercase() == name
}

/// How much of the time something is to be up, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub struct Target(f64);

impl Target {
    /// As a part of the time, from 0 to 1.
    pub fn share(self) -> f64 {
        // 99.9 is 0.999, not a digit of binary fractions beside it.
        (self.0 * 1e6).round() / 1e8
    }
}

impl TryFrom<f64> for Target {
    type Error = String;

    fn try_from(percent: f64) -> Result<Self, String> {
        if (LEAST_TARGET..=100.0).contains(&percent) {
            Ok(Self(percent))
        } else {
            Err(format!("`{percent}` is no target: expected percent of the time, such as 99.9"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(key: &str, short: Option<&str>) -> OwnMetric {
        let (from, to) = (Milestone::Started, Milestone::Identified);
        let (key, short) = (key.into(), short.map(str::to_owned));
        OwnMetric { key, short, label: None, from, fallback: None, to, source: None }
    }

    #[test]
    fn a_metric_has_a_name_of_its_own() {
        assert_eq!(own("blind", None).fault(&[]), None);
        assert_eq!(own("blind", None).metric().short, "BLIND");
        for (key, short) in
            [("ttr", None), ("mttr", None), ("x", Some("TTR")), ("start", None), ("blind", None)]
        {
            let fault = own(key, short).fault(&[own("blind", None)]).unwrap();
            assert!(fault.contains("name of another"), "{fault}");
        }
        assert!(own("Big", None).fault(&[]).unwrap().contains("is no key"));
        let still = OwnMetric { to: Milestone::Started, ..own("still", None) };
        assert!(still.fault(&[]).unwrap().contains("starts and stops"));
        for (from, to) in [
            (Milestone::Resolved, Milestone::Started),
            (Milestone::Detected, Milestone::Started),
            (Milestone::Resolved, Milestone::Mitigated),
        ] {
            let back = OwnMetric { from, to, ..own("back", None) };
            assert!(back.fault(&[]).unwrap().contains("nothing of an incident comes before"), "{from} {to}");
        }
        let after = OwnMetric { from: Milestone::Identified, to: Milestone::Communicated, ..own("a", None) };
        assert_eq!(after.fault(&[]), None);
        let twice = OwnMetric { fallback: Some(Milestone::Identified), ..own("twice", None) };
        assert!(twice.fault(&[]).unwrap().contains("falls back to `identified`"));
        let late = OwnMetric { fallback: Some(Milestone::Detected), ..own("late", None) };
        assert_eq!(late.fault(&[]), None);
        assert_eq!(late.metric().definition(), "started (else detected) to identified");
    }

    #[test]
    fn a_target_is_in_percent() {
        assert!((Target::try_from(99.9).unwrap().share() - 0.999).abs() < 1e-12);
        assert!(Target::try_from(0.999).is_err() && Target::try_from(100.1).is_err());
        assert!(Target::try_from(f64::NAN).is_err());
    }
}
