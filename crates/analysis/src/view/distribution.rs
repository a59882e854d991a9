//! How the values of a metric spread, over all incidents and slice by slice.

use std::collections::BTreeMap;

use incstats_model::{DurationBounds, Incident, Metric, Period};

use super::basis::Basis;
use super::median::median;
use super::select::started_in;
use super::trend::TrendPoint;
use crate::estimate::Estimate;
use crate::summary::Dimension;

/// Incidents that share a value of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// The value; `None` for all incidents together.
    pub name: Option<String>,
    /// Those that have the metric, the shortest first, by the least that each can have been.
    pub points: Vec<TrendPoint>,
    /// The median with its interval, in seconds.
    pub median: Estimate,
}

/// How the values of a metric spread.
#[derive(Clone, Debug, PartialEq)]
pub struct DistributionView {
    /// What is measured.
    pub metric: Metric,
    /// What the slices are of.
    pub by: Dimension,
    /// The period asked for.
    pub period: Option<Period>,
    /// All incidents together.
    pub all: Strip,
    /// The slices with an incident that has the metric, the one with most incidents first.
    pub slices: Vec<Strip>,
    /// Incidents that have the metric and no value of the dimension.
    pub unnamed: usize,
    /// What it rests on.
    pub basis: Basis,
}

impl DistributionView {
    /// The distribution of a metric over the incidents that started in a period; planned maintenance is left out. An
    /// incident that hit several services stands in each.
    pub fn new<'a>(
        incidents: impl IntoIterator<Item = &'a Incident>,
        metric: &Metric,
        by: Dimension,
        period: Option<Period>,
    ) -> Self {
        let (dated, _) = started_in(incidents, period);
        let basis = Basis::of(dated.iter().map(|(_, incident)| *incident));
        let mut slices: BTreeMap<String, (Vec<TrendPoint>, usize)> = BTreeMap::new();
        let (mut all, mut unnamed) = (Vec::new(), 0);
        for (day, incident) in &dated {
            let names = values(incident, by);
            let point = metric.of(incident).map(|duration| TrendPoint {
                id: incident.id.to_string(),
                title: incident.title.clone(),
                day: *day,
                duration,
            });
            unnamed += usize::from(names.is_empty() && point.is_some());
            for name in names {
                let slice = slices.entry(name).or_default();
                slice.1 += 1;
                slice.0.extend(point.clone());
            }
            all.extend(point);
        }
        let mut slices: Vec<Strip> = slices
            .into_iter()
            .filter(|(_, (points, _))| !points.is_empty())
            .map(|(name, (points, of))| strip(Some(name), points, of))
            .collect();
        slices.sort_by_key(|strip| std::cmp::Reverse(strip.points.len()));
        let all = strip(None, all, dated.len());
        Self { metric: metric.clone(), by, period, all, slices, unnamed, basis }
    }
}

fn strip(name: Option<String>, mut points: Vec<TrendPoint>, of: usize) -> Strip {
    points.sort_by_key(|point| (point.duration.min(), point.duration.max()));
    let durations: Vec<DurationBounds> = points.iter().map(|point| point.duration).collect();
    Strip { name, points, median: median(&durations, of) }
}

/// The values of a dimension that an incident has.
fn values(incident: &Incident, by: Dimension) -> Vec<String> {
    let mut names: Vec<String> = match by {
        Dimension::Service => incident.services.clone(),
        Dimension::Severity => incident.severity.iter().cloned().collect(),
        Dimension::Organisation => incident.organisation.iter().cloned().collect(),
        Dimension::Cause => incident.cause_group().into_iter().collect(),
        Dimension::Language => incident.language.iter().cloned().collect(),
        Dimension::Source => vec![incident.source.path.clone()],
    };
    for name in &mut names {
        *name = name.trim().to_owned();
    }
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::super::examples::{crm_outage, hosting_outage};
    use super::*;

    #[test]
    fn an_incident_of_two_services_stands_in_both_and_the_largest_slice_is_first() {
        let (mut a, mut b) = (crm_outage(), hosting_outage());
        a.services = vec!["mail".into(), "web".into()];
        b.services = vec!["web".into(), " ".into()];
        let ttr = Metric::find("ttr").unwrap();
        let view = DistributionView::new([&a, &b], ttr, Dimension::Service, None);
        let names: Vec<_> =
            view.slices.iter().map(|s| (s.name.as_deref().unwrap(), s.points.len())).collect();
        assert_eq!(names, [("web", 2), ("mail", 1)]);
        assert_eq!((view.all.points.len(), view.unnamed, view.basis.incidents), (2, 0, 2));
        assert!(view.all.points[1].duration.is_censored());
        let severity = DistributionView::new([&a, &b], ttr, Dimension::Severity, None);
        assert_eq!((severity.slices.len(), severity.unnamed), (0, 2));
    }
}
