//! What charts are drawn of.

use incstats_analysis::summary::Dimension;
use incstats_model::metric::METRICS;
use incstats_model::{Every, Incident, Metric, Period};

/// What charts are drawn of: incidents, and what is asked about them. Each chart takes of it what it needs; none changes
/// it, so one material serves all charts, also from several threads.
#[derive(Clone, Debug)]
pub struct Material<'a> {
    /// The history, or the part of it that was selected. Incidents outside of [`Material::period`] are needed too: for
    /// the period before, and for what reaches into it.
    pub incidents: &'a [Incident],
    /// The one incident of a chart of [`Subject::Incident`](crate::Subject).
    pub incident: Option<&'a Incident>,
    /// The metric of a chart of [`Subject::Metric`](crate::Subject).
    pub metric: &'a Metric,
    /// Only incidents that started in it; the whole history without one.
    pub period: Option<Period>,
    /// What `comparison` compares the period with; the period before it without one.
    pub before: Option<Period>,
    /// How long the periods of a series are; without one what suits [`Material::period`].
    pub every: Option<Every>,
    /// What `distribution` slices by.
    pub by: Dimension,
    /// What the incidents were selected by, in words: `severity SEV1`. Empty where none was left out.
    pub filter: &'a str,
}

impl<'a> Material<'a> {
    /// The whole history: time to restore, by service.
    pub fn new(incidents: &'a [Incident]) -> Self {
        let [first, ..] = &METRICS;
        Self {
            incidents,
            incident: None,
            metric: Metric::find("ttr").unwrap_or(first),
            period: None,
            before: None,
            every: None,
            by: Dimension::Service,
            filter: "",
        }
    }

    /// The same, of one incident.
    #[must_use]
    pub fn of(&self, incident: &'a Incident) -> Self {
        Self { incident: Some(incident), ..self.clone() }
    }

    /// The same, of another metric.
    #[must_use]
    pub fn with_metric(&self, metric: &'a Metric) -> Self {
        Self { metric, ..self.clone() }
    }

    /// How long the periods of a series are. Within a quarter, quarters would be a single dot.
    pub(crate) fn every(&self) -> Every {
        self.every.unwrap_or(match self.period {
            Some(Period::Quarter(_) | Period::Month(_)) => Every::Month,
            Some(Period::Days(..) | Period::Year(_)) | None => Every::Quarter,
        })
    }
}
