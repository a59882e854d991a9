//! Everything that a review says, as plain data: gathered once from the analysis and the store, in no language.

use incstats_analysis::compare::{CompareQuestion, Comparison, compare};
use incstats_analysis::summary::Question;
use incstats_analysis::trend::{Trend, TrendQuestion, trend};
use incstats_model::{Correction, Every, Incident, Kind, Metric, Period, Source, Status};
use incstats_store::{KeptReport, STANDARD_INPUT, Store};

use crate::answers::Answers;
use crate::command::{Selected, asked};
use crate::failure::Failure;

/// Everything that a review says.
#[derive(Debug)]
pub struct ReviewData {
    /// The period; `None` for the whole history.
    pub period: Option<Period>,
    /// Its figures.
    pub answers: Answers,
    /// The period before.
    pub before: Before,
    /// The incidents of the period, oldest first.
    pub incidents: Vec<Incident>,
    /// Planned maintenance of the period.
    pub maintenance: Vec<Incident>,
    /// Incidents of the whole history up to the end of the period that are not known to be over.
    pub open: Vec<Incident>,
    /// What people overruled in the incidents of the period.
    pub corrections: Vec<Corrected>,
    /// The reports that tell of the incidents of the period.
    pub reports: Vec<KeptReport>,
    /// The metrics of the figures.
    pub metrics: Vec<Metric>,
    /// The project's organisation, where it has one.
    pub organisation: Option<String>,
}

/// What is known of the period before.
#[derive(Debug)]
pub enum Before {
    /// No period was asked for: the trend over the years, where the history has one.
    NotAsked(Option<Box<Trend>>),
    /// No incident of the history reaches back to it.
    NotReached(Period),
    /// Its figures.
    Known(Box<Earlier>),
}

/// The period before, and how this one compares.
#[derive(Debug)]
pub struct Earlier {
    /// Which period.
    pub period: Period,
    /// Its figures.
    pub answers: Answers,
    /// This period against it, one comparison a metric.
    pub changes: Vec<Comparison>,
}

/// A correction and what was read before it.
#[derive(Debug)]
pub struct Corrected {
    /// What was overruled, and why.
    pub correction: Correction,
    /// The incident as the reader read it.
    pub read: Incident,
}

impl ReviewData {
    /// Asks the analysis and the store. `history` holds the incidents that `selected` was made of.
    ///
    /// # Errors
    /// That the period holds no incident, that the database cannot be read, or a defect of the analysis.
    pub fn gather(
        store: &Store,
        history: &[Incident],
        selected: &Selected,
        period: Option<Period>,
    ) -> Result<Self, Failure> {
        let of = |kind: Kind| -> Vec<Incident> {
            let belongs = |incident: &&Incident| {
                let day = incident.day();
                incident.kind == kind && period.is_none_or(|p| day.is_some_and(|day| p.contains(day)))
            };
            history.iter().filter(belongs).cloned().collect()
        };
        let incidents = of(Kind::Incident);
        if incidents.is_empty() {
            return Err(nothing(history, period));
        }
        let until = period.map(Period::end);
        let open = |incident: &&Incident| {
            incident.kind == Kind::Incident
                && incident.status != Status::Resolved
                && until.is_none_or(|end| incident.day().is_some_and(|day| day < end))
        };
        let mut corrections = Vec::new();
        for incident in &incidents {
            for correction in store.corrections(&incident.id)? {
                let read = store.as_read(incident.id.as_str())?;
                corrections.push(Corrected { correction, read });
            }
        }
        let told = |report: &KeptReport| {
            // An earlier version of the report, which told of an incident, has its path.
            let is = |source: &Source| {
                source.sha256 == report.source.sha256
                    || (source.path == report.source.path && source.path != STANDARD_INPUT)
            };
            incidents.iter().any(|incident| is(&incident.source))
        };
        Ok(Self {
            period,
            answers: Answers::of(selected, &Question { period, by: None })?,
            before: before(history, selected, period)?,
            open: history.iter().filter(open).cloned().collect(),
            maintenance: of(Kind::Maintenance),
            corrections,
            reports: store.reports()?.into_iter().filter(told).collect(),
            metrics: selected.settings.metrics(),
            organisation: selected.settings.organisation.clone(),
            incidents,
        })
    }
}

/// Why there is nothing to review.
fn nothing(history: &[Incident], period: Option<Period>) -> Failure {
    let days: Vec<_> = history.iter().filter_map(Incident::day).collect();
    let Some(period) = period else {
        return Failure::error("there is no incident to review")
            .hint("`incstats import PATH --dry-run` shows what is read from a report");
    };
    let failure =
        Failure::error(format!("no incident of the history started in {period}: there is nothing to review"));
    match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) => failure.hint(format!("the history goes from {first} to {last}")),
        _ => failure.hint("`incstats import PATH` reads reports"),
    }
}

/// The period before the one asked for. Where the history begins later, nobody counted in it.
fn before(history: &[Incident], selected: &Selected, period: Option<Period>) -> Result<Before, Failure> {
    let Some((now, earlier)) = period.and_then(|period| Some((period, period.before()?))) else {
        let question = TrendQuestion { metric: selected.metric(None)?, every: Every::Year, window: None };
        let found = asked(trend(&selected.history, &question))?;
        return Ok(Before::NotAsked(Some(Box::new(found)).filter(|found| !found.periods.is_empty())));
    };
    let first = history.iter().filter_map(Incident::day).min();
    if first.is_none_or(|first| first >= earlier.end()) {
        return Ok(Before::NotReached(earlier));
    }
    let against = |metric| {
        let question = CompareQuestion { metric, first: earlier, second: now };
        asked(compare(&selected.history, &question))
    };
    let changes = selected.settings.metrics().into_iter().map(against).collect::<Result<_, _>>()?;
    let answers = Answers::of(selected, &Question { period: Some(earlier), by: None })?;
    Ok(Before::Known(Box::new(Earlier { period: earlier, answers, changes })))
}
