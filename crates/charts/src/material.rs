//! What charts are drawn of.

use std::sync::OnceLock;

use chrono::NaiveDate;
use incstats_analysis::frame::History;
use incstats_analysis::summary::Dimension;
use incstats_model::metric::METRICS;
use incstats_model::{Every, Incident, Kind, Metric, Period};

use crate::error::{ChartError, Nothing};

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
    /// The last day up to which the history is said to be complete; without one it is taken to end with the last day of
    /// which it tells.
    pub complete_to: Option<NaiveDate>,
    /// What the incidents were selected by, in words: `severity SEV1`. Empty where none was left out.
    pub filter: &'a str,
    history: OnceLock<History>,
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
            complete_to: None,
            filter: "",
            history: OnceLock::new(),
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
        // The frames have columns for the metrics they were made with.
        Self { metric, history: OnceLock::new(), ..self.clone() }
    }

    /// How long the periods of a series are. Within a quarter, quarters would be a single dot.
    pub(crate) fn every(&self) -> Every {
        self.every.unwrap_or(match self.period {
            Some(Period::Quarter(_) | Period::Month(_)) => Every::Month,
            Some(Period::Days(..) | Period::Year(_)) | None => Every::Quarter,
        })
    }

    /// The two periods of a comparison: the one asked for and the one before it. Without any, the last two of the
    /// history.
    ///
    /// # Errors
    /// [`Nothing::NoIncident`] without a dated incident, [`Nothing::NothingBefore`] where the first one ends before the
    /// history begins: that no incident is known of it does not mean that there was none.
    pub(crate) fn compared(&self) -> Result<[Period; 2], ChartError> {
        let days = || self.incidents.iter().filter(|i| i.kind == Kind::Incident).filter_map(Incident::day);
        let none = || Nothing::NoIncident { period: self.period.map(|period| period.to_string()) };
        let (begins, last) = (days().min().ok_or_else(none)?, days().max().ok_or_else(none)?);
        let every = self.every.unwrap_or(Every::Quarter);
        let second = self.period.unwrap_or_else(|| Period::holding(last, every));
        let first = self.before.or_else(|| second.before()).ok_or_else(none)?;
        if first.end() <= begins {
            let (period, begins) = (first.to_string(), begins.to_string());
            return Err(Nothing::NothingBefore { period, begins }.into());
        }
        Ok([first, second])
    }

    /// The incidents in columns, made once.
    pub(crate) fn history(&self) -> Result<&History, ChartError> {
        if let Some(history) = self.history.get() {
            return Ok(history);
        }
        let mut metrics = METRICS.to_vec();
        if metrics.iter().all(|metric| metric.key != self.metric.key) {
            metrics.push(self.metric.clone());
        }
        let history = History::with_metrics(self.incidents, metrics)?.complete_to(self.complete_to);
        Ok(self.history.get_or_init(|| history))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_the_end_of_the_data_holds_for_charts_too() {
        let day = NaiveDate::from_ymd_opt(2021, 6, 30);
        let material = Material { complete_to: day, ..Material::new(&[]) };
        assert_eq!(material.history().unwrap().last_day(), day);
        assert_eq!(Material::new(&[]).history().unwrap().last_day(), None);
    }
}
