//! The part of a history that a command was asked about.

use chrono::NaiveDate;
use incstats_analysis::AnalysisError;
use incstats_analysis::frame::{History, posted};
use incstats_model::{Hours, Incident, Metric};
use serde::Serialize;

use super::context::Context;
use crate::args::{Clock, Filter, Selection};
use crate::columns;
use crate::failure::{Failure, chain};
use crate::limits::Limits;
use crate::output::text;
use crate::settings::Settings;
use crate::view::short::ShortIds;

/// The part of a history that a command was asked about.
#[derive(Debug)]
pub struct Selected {
    /// Its incidents in columns.
    pub history: History,
    /// What they were selected by.
    pub filters: Vec<Filter>,
    /// The clock of its figures.
    pub clock: Clock,
    /// The ids of all incidents, to be shortened.
    pub ids: ShortIds,
    /// What the reports behind them cannot tell.
    pub limits: Limits,
    /// The project's settings.
    pub settings: Settings,
}

/// An answer as JSON: all of it, and what it was asked of.
#[derive(Serialize)]
pub struct Reply<'a, T> {
    /// The answer.
    #[serde(flatten)]
    pub answer: &'a T,
    /// What incidents were selected by.
    #[serde(rename = "where")]
    pub filters: &'a [Filter],
    /// The hours that count, on the support clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support_hours: Option<String>,
    /// The day up to which the history is said to be complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complete_to: Option<NaiveDate>,
}

impl Context {
    /// The incidents of the project that a command is asked about.
    ///
    /// # Errors
    /// Those of the history.
    pub fn selected(&mut self, of: &Selection) -> Result<Selected, Failure> {
        let settings = self.project()?.settings;
        let (metrics, hours) = (settings.metrics(), settings.hours(of.clock)?);
        let store = self.history()?;
        let history = match &store {
            Some(store) => columns::of(store, metrics, hours)?,
            None => asked(History::in_hours(&[], metrics, hours))?,
        };
        let all = history.incidents().height();
        if all == 0 && store.is_some() {
            self.nothing_yet();
        }
        let limits = match &store {
            Some(store) => Limits::new(store.limits()?),
            None => Limits::default(),
        };
        let selected = Selected::part(history, limits, of, settings)?;
        if let (Some(day), Some(last)) = (selected.history.said_complete_to(), selected.history.last_told())
            && last > day
        {
            self.door.note(format!(
                "the history is said to be complete to {day} only, and tells of {last} too: later days count as not whole"
            ));
        }
        if all > 0 && selected.history.incidents().height() == 0 {
            let wanted = told(&selected.filters);
            self.door.note(format!("no incident of the history has {wanted}"));
            if let Some(filter) = selected.filters.first() {
                self.door
                    .hint(&format!("`incstats summary --by {}` names the values that there are", filter.by));
            }
        }
        Ok(selected)
    }
}

impl Selected {
    /// Those of some incidents that have what is wanted.
    ///
    /// # Errors
    /// That nothing says when support is there where its hours are asked for; a defect of the frames.
    pub fn new(incidents: &[Incident], of: &Selection, settings: Settings) -> Result<Self, Failure> {
        let history = asked(History::in_hours(incidents, settings.metrics(), settings.hours(of.clock)?))?;
        Self::part(history, Limits::of(incidents), of, settings)
    }

    /// The part of a history that has what is wanted.
    fn part(
        mut history: History,
        limits: Limits,
        of: &Selection,
        settings: Settings,
    ) -> Result<Self, Failure> {
        history = history.complete_to(of.complete_to.or(settings.complete_to));
        let ids = asked(history.ids())?.into();
        for filter in &of.filters {
            history = asked(history.only(filter.by, &filter.is))?;
        }
        Ok(Self { history, filters: of.filters.clone(), clock: of.clock, ids, limits, settings })
    }

    /// The metric of a name, of the clock's own without one.
    ///
    /// # Errors
    /// That there is none of that name on the clock.
    pub fn metric(&self, name: Option<&str>) -> Result<Metric, Failure> {
        match (self.clock, name) {
            (Clock::Impact | Clock::Support, name) => self.settings.metric(name.unwrap_or("ttr")),
            (Clock::Posted, None | Some("posted")) => Ok(posted()),
            (Clock::Posted, Some(name)) => Err(Failure::usage(format!(
                "`{name}` runs on the impact clock; the books know only when they were opened and closed, so the posted clock has \
                 one metric, opened to closed"
            ))
            .hint("leave `--metric` or `--clock posted` out")),
        }
    }

    /// The hours that count, on the support clock: `mon-fri 08:00-18:00 Europe/Zurich, 2 holidays`.
    pub fn support_hours(&self) -> Option<String> {
        match self.history.hours() {
            Hours::All => None,
            Hours::Support(hours) => Some(hours.to_string()),
        }
    }

    /// An answer as JSON, with what it was asked of.
    pub fn answer<'a, T>(&'a self, answer: &'a T) -> Reply<'a, T> {
        Reply {
            answer,
            filters: &self.filters,
            support_hours: self.support_hours(),
            complete_to: self.history.said_complete_to(),
        }
    }

    /// `, only severity SEV1 and service mail`; nothing where nothing was left out.
    pub fn only(&self) -> String {
        if self.filters.is_empty() { String::new() } else { format!(", only {}", told(&self.filters)) }
    }
}

/// An answer of the analysis; what it refuses is a defect.
///
/// # Errors
/// That defect.
pub fn asked<T>(answer: Result<T, AnalysisError>) -> Result<T, Failure> {
    answer
        .map_err(|error| Failure::error(chain(&error)).hint("this is a defect of incstats: please report it"))
}

/// `severity SEV1 and service mail`; empty where nothing was left out.
pub fn told(filters: &[Filter]) -> String {
    let words: Vec<String> = filters.iter().map(|filter| text::line(&filter.to_string())).collect();
    words.join(" and ")
}
