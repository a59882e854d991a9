//! A summary, whole, and its sections.

use chrono::NaiveDate;
use serde::Serialize;

use super::ask::Dimension;
use super::row::{MetricRow, PhaseRow};
use crate::estimate::Estimate;

/// The name of the summary's schema. Additions only; it rises when that breaks.
pub const SCHEMA: &str = "incstats/summary/1";

/// The review of a period in figures.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The period, as people type it; `None` for the whole history.
    pub period: Option<String>,
    /// How many days the period has; `None` for the whole history.
    pub days: Option<i64>,
    /// The last moment that any incident of the history knows about, RFC 3339 in UTC: how far the data go.
    pub data_as_of: Option<String>,
    /// The last day on which somebody surely looked: that to which the history is said to be complete, else the last of
    /// which it tells.
    #[serde(skip)]
    pub last_day: Option<NaiveDate>,
    /// Planned maintenance of the period, kept out of every figure.
    pub maintenance: usize,
    /// Incidents of the whole history without any date; they belong to no period.
    pub undated: usize,
    /// What the groups are grouped by.
    pub by: Option<Dimension>,
    /// Over all incidents of the period.
    pub overall: Section,
    /// A section a group, the largest number of incidents first; empty without `by`.
    pub groups: Vec<Section>,
}

/// The figures of some incidents.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// The group's name; `None` for the section over all, and for incidents whose reports do not say.
    pub name: Option<String>,
    /// The number of incidents, with the exact interval of the rate that it comes from.
    pub incidents: Estimate,
    /// Of them, how many are still open as far as their sources tell.
    pub open: usize,
    /// The sum of the times to restore, in seconds; overlaps count twice, open incidents make it "at least".
    pub incident_time: Estimate,
    /// A row a metric, in the order of an incident's life.
    pub metrics: Vec<MetricRow>,
    /// The source's own books: from the first post, or the ticket's opening, to the closing one. Another clock than that
    /// of the metrics, never mixed with it.
    pub posted: MetricRow,
    /// How much longer the books of the source were open than users were hit (shorter below zero), in seconds: the median
    /// over incidents of which both are known exactly.
    pub clock_gap: Estimate,
    /// A row a phase; merged phases have their own rows, after the five.
    pub phases: Vec<PhaseRow>,
    /// How many incidents have each milestone, in order.
    pub coverage: Vec<Coverage>,
    /// Incidents whose figures rest on a range, a contradiction or an assumption.
    pub doubts: Vec<Doubt>,
}

/// How many incidents have a milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The milestone's name.
    pub milestone: String,
    /// How many have it.
    pub known: usize,
    /// Of how many.
    pub of: usize,
}

/// An incident whose figures a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// Which incident.
    pub incident: String,
    /// The metrics of it that are known only to a range.
    pub ranged: Vec<String>,
    /// Its findings about times, without repeats: contradictions, assumptions, inferences.
    pub findings: Vec<String>,
}
