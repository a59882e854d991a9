//! Incident hours and counts by service, the heaviest first.

use std::collections::BTreeMap;

use incstats_model::{Incident, Metric, Period};

use super::basis::Basis;
use super::select::started_in;

/// One service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRow {
    /// Its name; `None` for incidents that name no service.
    pub name: Option<String>,
    /// Incidents that hit it.
    pub incidents: usize,
    /// How many of them have the metric.
    pub measured: usize,
    /// How many of those were still open at the last thing known.
    pub open: usize,
    /// The sum of their durations in seconds, each at its least.
    pub least_s: i64,
    /// The sum with each at its greatest; `None` where one is open.
    pub most_s: Option<i64>,
}

/// Incident time and counts by service. The sum over services is more than that over incidents where incidents hit
/// several.
#[derive(Clone, Debug, PartialEq)]
pub struct ServicesView {
    /// What is summed.
    pub metric: Metric,
    /// The period asked for.
    pub period: Option<Period>,
    /// The services, the one with most time first; at the same time, the one with more incidents.
    pub rows: Vec<ServiceRow>,
    /// How many incidents hit more than one service.
    pub shared: usize,
    /// What it rests on.
    pub basis: Basis,
}

impl ServicesView {
    /// The services of the incidents that started in a period; planned maintenance is left out.
    pub fn new<'a>(
        incidents: impl IntoIterator<Item = &'a Incident>,
        metric: &Metric,
        period: Option<Period>,
    ) -> Self {
        let (dated, _) = started_in(incidents, period);
        let mut rows: BTreeMap<Option<String>, ServiceRow> = BTreeMap::new();
        let mut shared = 0;
        for (_, incident) in &dated {
            let mut names: Vec<Option<String>> = incident
                .services
                .iter()
                .map(|name| name.trim())
                .filter(|name| !name.is_empty())
                .map(|name| Some(name.to_owned()))
                .collect();
            names.sort_unstable();
            names.dedup();
            shared += usize::from(names.len() > 1);
            if names.is_empty() {
                names.push(None);
            }
            let duration = metric.of(incident);
            for name in names {
                let row = rows.entry(name.clone()).or_insert(ServiceRow {
                    name,
                    incidents: 0,
                    measured: 0,
                    open: 0,
                    least_s: 0,
                    most_s: Some(0),
                });
                row.incidents += 1;
                let Some(duration) = duration else { continue };
                row.measured += 1;
                row.open += usize::from(duration.is_censored());
                row.least_s = row.least_s.saturating_add(duration.min().num_seconds());
                let most = duration.max().map(|most| most.num_seconds());
                row.most_s = row.most_s.zip(most).map(|(sum, most)| sum.saturating_add(most));
            }
        }
        let mut rows: Vec<ServiceRow> = rows.into_values().collect();
        rows.sort_by(|a, b| b.least_s.cmp(&a.least_s).then(b.incidents.cmp(&a.incidents)));
        let basis = Basis::of(dated.iter().map(|(_, incident)| *incident));
        Self { metric: metric.clone(), period, rows, shared, basis }
    }

    /// Rows that are services.
    pub fn named(&self) -> impl Iterator<Item = &ServiceRow> {
        self.rows.iter().filter(|row| row.name.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{crm_outage, hosting_outage};
    use super::*;

    #[test]
    fn hours_are_summed_by_service_and_an_open_incident_leaves_the_end_open() {
        let (mut a, mut b, c) = (crm_outage(), hosting_outage(), crm_outage());
        a.services = vec!["mail".into(), "web".into()];
        b.services = vec!["web".into()];
        let view = ServicesView::new([&a, &b, &c], Metric::find("ttr").unwrap(), None);
        let told: Vec<_> = view.rows.iter().map(|r| (r.name.as_deref(), r.incidents, r.open)).collect();
        assert_eq!(told, [(Some("web"), 2, 1), (None, 1, 0), (Some("mail"), 1, 0)]);
        assert_eq!((view.rows[0].most_s, view.rows[2].least_s, view.shared), (None, 11_700, 1));
        assert_eq!(view.named().count(), 2);
    }
}
