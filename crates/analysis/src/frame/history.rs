//! A history of incidents in columns.

use chrono::{DateTime, NaiveDate, Timelike};
use incstats_model::metric::METRICS;
use incstats_model::{DurationBounds, Hours, Incident, Kind, Metric, Milestone, Precision, Status};
use polars::prelude::*;

use super::columns as named;
use super::spans;
use crate::AnalysisError;
use crate::estimate::Unit;

/// A history of incidents in columns: one frame with a row an incident, one with a row a phase of an incident.
///
/// Columns of the frame of incidents: `id`, `day`, `maintenance`, `ongoing`, `organisation`,
/// `severity`, `service` (list), `cause`, `language`, `source`, `start_min_s`, `start_max_s`, `start_hour`, `as_of_s`,
/// `doubts`, `<milestone>_known` for each milestone, and `<metric>_min_s`, `<metric>_max_s` (null where censored),
/// `<metric>_censored` for each metric (and `<metric>_fallback` for those that have one), `posted_min_s` and
/// `posted_max_s` for the source's own books. Durations are whole seconds, of support hours where those are what counts;
/// moments are seconds from the epoch.
///
/// Planned maintenance is in the frame, marked as such; figures leave it out.
#[derive(Clone, Debug)]
pub struct History {
    incidents: DataFrame,
    phases: DataFrame,
    metrics: Vec<Metric>,
    hours: Hours,
    /// The last moment of which any incident tells, those that were left out of a part included; seconds from the epoch.
    until: Option<i64>,
    /// The last day up to which somebody says that the history is complete.
    complete_to: Option<NaiveDate>,
}

impl History {
    /// Puts incidents into columns. Cost: one pass over the incidents.
    ///
    /// # Errors
    /// [`AnalysisError::Frame`] where polars refuses the columns.
    pub fn new(incidents: &[Incident]) -> Result<Self, AnalysisError> {
        Self::with_metrics(incidents, METRICS.to_vec())
    }

    /// The same, with metrics of one's own choice: those of the table, and others defined in a project's settings.
    ///
    /// # Errors
    /// As [`History::new`].
    pub fn with_metrics(incidents: &[Incident], metrics: Vec<Metric>) -> Result<Self, AnalysisError> {
        Self::in_hours(incidents, metrics, Hours::All)
    }

    /// The same, where only some hours count.
    ///
    /// # Errors
    /// As [`History::new`].
    pub fn in_hours(
        incidents: &[Incident],
        metrics: Vec<Metric>,
        hours: Hours,
    ) -> Result<Self, AnalysisError> {
        let phases = spans::frame(incidents, &hours)?;
        Ok(Self::from_frames(frame(incidents, &metrics, &hours)?, phases, metrics, hours))
    }

    /// A history from frames that were kept since they were made with these metrics and hours.
    pub fn from_frames(incidents: DataFrame, phases: DataFrame, metrics: Vec<Metric>, hours: Hours) -> Self {
        let moments = incidents.column(named::AS_OF).and_then(|column| column.i64()).ok();
        let until = moments.and_then(ChunkAgg::max);
        Self { incidents, phases, metrics, hours, until, complete_to: None }
    }

    /// A part of it, which ends when the whole does.
    pub(super) fn part(&self, incidents: DataFrame, phases: DataFrame) -> Self {
        Self {
            incidents,
            phases,
            metrics: self.metrics.clone(),
            hours: self.hours.clone(),
            until: self.until,
            complete_to: self.complete_to,
        }
    }

    /// The same, said to be complete up to a day, that day included: up to it nothing happened but what it tells of, and
    /// of later days it may not tell all. Without a day it is taken for complete up to the last moment that any incident
    /// of it tells of, as far as that goes.
    #[must_use]
    pub fn complete_to(self, day: Option<NaiveDate>) -> Self {
        Self { complete_to: day, ..self }
    }

    /// The last day on which somebody surely looked: what [`History::complete_to`] said, else the last day of which any
    /// incident of the history tells.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.complete_to.or_else(|| self.last_told())
    }

    /// The last day up to which somebody says that it is complete.
    pub fn said_complete_to(&self) -> Option<NaiveDate> {
        self.complete_to
    }

    /// The last day of which any incident of the history tells.
    pub fn last_told(&self) -> Option<NaiveDate> {
        Some(DateTime::from_timestamp(self.until?, 0)?.date_naive())
    }

    /// Which hours count in its durations.
    pub fn hours(&self) -> &Hours {
        &self.hours
    }

    /// The unit of its durations.
    pub fn unit(&self) -> Unit {
        match self.hours {
            Hours::All => Unit::Seconds,
            Hours::Support(_) => Unit::SupportSeconds,
        }
    }

    /// The clock of its milestones: `impact` where all hours count, else `support`.
    pub fn clock(&self) -> &'static str {
        match self.hours {
            Hours::All => "impact",
            Hours::Support(_) => "support",
        }
    }

    /// The metrics that it has columns for.
    pub fn metrics(&self) -> &[Metric] {
        &self.metrics
    }

    /// A row an incident.
    pub fn incidents(&self) -> &DataFrame {
        &self.incidents
    }

    /// A row a phase of an incident: `row` (of the frame of incidents), `first` and `last` (the places among the five of
    /// the phases that it covers), `min_s`, `max_s` (null where censored).
    pub fn phases(&self) -> &DataFrame {
        &self.phases
    }
}

fn frame(incidents: &[Incident], metrics: &[Metric], hours: &Hours) -> PolarsResult<DataFrame> {
    let text = |name: &str, of: &dyn Fn(&Incident) -> Option<String>| {
        Column::new(name.into(), incidents.iter().map(of).collect::<Vec<_>>())
    };
    let number = |name: &str, of: &dyn Fn(&Incident) -> Option<i64>| {
        Column::new(name.into(), incidents.iter().map(of).collect::<Vec<_>>())
    };
    let days: Vec<_> = incidents.iter().map(Incident::day).collect();
    let flag = |name: &str, of: &dyn Fn(&Incident) -> bool| {
        Column::new(name.into(), incidents.iter().map(of).collect::<Vec<_>>())
    };
    let starts: Vec<_> = incidents.iter().map(start_hour).collect();
    let start = |i: &Incident| i.milestones.bounds(Milestone::Started).copied();
    let mut columns = vec![
        text(named::ID, &|i| Some(i.id.to_string())),
        Column::new(named::DAY.into(), days),
        flag(named::MAINTENANCE, &|i| i.kind == Kind::Maintenance),
        flag(named::ONGOING, &|i| i.status == Status::Ongoing),
        text("organisation", &|i| stated(i.organisation.as_deref())),
        text("severity", &|i| stated(i.severity.as_deref())),
        services(incidents),
        text("cause", &|i| stated(i.cause_group().as_deref())),
        text("language", &|i| stated(i.language.as_deref())),
        text("source", &|i| stated(Some(&i.source.path))),
        number(named::START_MIN, &|i| start(i).map(|b| b.earliest().timestamp())),
        number(named::START_MAX, &|i| start(i).map(|b| b.latest().timestamp())),
        Column::new(named::START_HOUR.into(), starts),
        number(named::AS_OF, &last_known),
        text(named::DOUBTS, &|i| Some(doubts(i))),
    ];
    for milestone in Milestone::ALL {
        let known: Vec<bool> = incidents.iter().map(|i| i.milestones.get(milestone).is_some()).collect();
        columns.push(Column::new(named::known(milestone).as_str().into(), known));
    }
    for metric in metrics {
        let durations: Vec<_> = incidents.iter().map(|i| metric.counted(i, hours)).collect();
        columns.extend(ends(&named::min_s(metric), &named::max_s(metric), &durations));
        let open: Vec<_> = durations.iter().map(|d| d.map(|d| d.is_censored())).collect();
        columns.push(Column::new(named::censored(metric).as_str().into(), open));
        if metric.fallback.is_some() {
            let fell_back: Vec<bool> = incidents.iter().map(|i| metric.falls_back(i)).collect();
            columns.push(Column::new(named::fallback(metric).as_str().into(), fell_back));
        }
    }
    let durations: Vec<_> = incidents.iter().map(|i| posted(i, hours)).collect();
    columns.extend(ends(named::POSTED_MIN, named::POSTED_MAX, &durations));
    DataFrame::new(incidents.len(), columns)
}

/// The two columns of a duration.
fn ends(least: &str, most: &str, durations: &[Option<DurationBounds>]) -> [Column; 2] {
    let low: Vec<_> = durations.iter().map(|d| d.map(|d| d.min().num_seconds())).collect();
    let high: Vec<_> = durations.iter().map(|d| d.and_then(|d| d.max()).map(|m| m.num_seconds())).collect();
    [Column::new(least.into(), low), Column::new(most.into(), high)]
}

/// How long the incident was on the source's own books: from the first post or the ticket's opening to the closing one.
fn posted(incident: &Incident, hours: &Hours) -> Option<DurationBounds> {
    let opened = incident.posted.opened?;
    match (incident.posted.closed, incident.status, incident.as_of) {
        (Some(closed), ..) if closed >= opened => {
            let took = hours.between(opened, closed)?;
            Some(DurationBounds::closed(took, took))
        }
        (None, Status::Ongoing, Some(as_of)) => hours.between(opened, as_of).map(DurationBounds::censored),
        _ => None,
    }
}

/// A text that says something.
fn stated(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
}

fn services(incidents: &[Incident]) -> Column {
    let mut lists =
        ListStringChunkedBuilder::new(named::SERVICES.into(), incidents.len(), incidents.len() * 2);
    for incident in incidents {
        let mut names: Vec<&str> =
            incident.services.iter().map(|s| s.trim()).filter(|s| !s.is_empty()).collect();
        names.sort_unstable();
        names.dedup();
        lists.append_values_iter(names.into_iter());
    }
    lists.finish().into_column()
}

/// The hour on the incident's own wall clock, only where the start is known that finely.
fn start_hour(incident: &Incident) -> Option<f64> {
    let bounds = incident.milestones.bounds(Milestone::Started)?;
    let fine = matches!(bounds.precision(), Precision::Second | Precision::Minute | Precision::Hour);
    let at = bounds.earliest().time();
    (fine && bounds.width() <= chrono::TimeDelta::hours(1))
        .then(|| f64::from(at.num_seconds_from_midnight()) / 3_600.0)
}

/// The last moment that the incident tells of.
fn last_known(incident: &Incident) -> Option<i64> {
    let milestones = incident.milestones.iter().map(|(_, time)| time.bounds.latest()).max();
    [incident.as_of, incident.posted.closed, milestones].into_iter().flatten().max().map(|at| at.timestamp())
}

/// Findings that a figure may rest on: all but those that only say what is missing, which is counted elsewhere.
fn doubts(incident: &Incident) -> String {
    let mut codes: Vec<&str> =
        incident.findings.iter().map(|f| f.code.as_str()).filter(|c| !c.starts_with("missing.")).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::Example;

    #[test]
    fn a_row_an_incident_with_nulls_where_nothing_is_known() {
        let incidents = [
            Example::closed("a", 195).build(),
            Example::open("b", 60).build(),
            Example::nothing("c").build(),
        ];
        let history = History::new(&incidents).unwrap();
        let frame = history.incidents();
        assert_eq!(frame.height(), 3);
        let least: Vec<_> = frame.column("ttr_min_s").unwrap().i64().unwrap().iter().collect();
        assert_eq!(least, [Some(11_700), Some(3_600), None]);
        let most: Vec<_> = frame.column("ttr_max_s").unwrap().i64().unwrap().iter().collect();
        assert_eq!(most, [Some(11_700), None, None]);
        let open: Vec<_> = frame.column("ttr_censored").unwrap().bool().unwrap().iter().collect();
        assert_eq!(open, [Some(false), Some(true), None]);
        let ongoing: Vec<_> = frame.column("ongoing").unwrap().bool().unwrap().iter().collect();
        assert_eq!(ongoing, [Some(false), Some(true), Some(false)]);
    }

    #[test]
    fn an_empty_history_has_all_its_columns() {
        let empty = History::new(&[]).unwrap();
        let one = History::new(&[Example::closed("a", 1).build()]).unwrap();
        assert_eq!(empty.incidents().schema(), one.incidents().schema());
        assert_eq!(empty.phases().schema(), one.phases().schema());
    }
}
