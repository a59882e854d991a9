//! One of the two periods.

use chrono::NaiveDate;
use incstats_model::Period;
use serde::Serialize;

use crate::estimate::{Bounds, Estimate, Reason, Sample, Unit, or_reason};
use crate::exposure::Exposure;
use crate::frame::Row;
use crate::statistics::observed::{SortedEnds, sample};
use crate::statistics::{Observed, descriptive};
use crate::summary::measure;

/// The figures of one period.
#[derive(Clone, Debug, Serialize)]
pub struct Side {
    /// Which period, as people type it.
    pub period: String,
    /// How many days it has.
    pub days: i64,
    /// Whether the history tells of nothing up to its end, so that it may not be whole.
    pub unfinished: bool,
    /// Whether the history ends before it begins: that there is no incident in it says nothing.
    pub unseen: bool,
    /// How many incidents started in it.
    pub incidents: Estimate,
    /// How many of them have the metric; open and ranged ones named.
    #[serde(flatten)]
    pub sample: Sample,
    /// The median of the metric, in seconds.
    pub median: Estimate,
    /// The mean, in seconds; "at least" where one is open.
    pub mean: Estimate,
    /// The part of the sum that the longest incident makes up.
    #[serde(serialize_with = "or_reason")]
    pub largest_share: Result<Bounds, Reason>,
    /// The id of the longest incident.
    pub largest: Option<String>,
    #[serde(skip)]
    pub(super) values: Vec<Observed>,
    #[serde(skip)]
    pub(super) exposure: Exposure,
}

impl Side {
    pub(super) fn new(unit: Unit, period: Period, rows: &[Row], last_day: Option<NaiveDate>) -> Self {
        let (ids, values): (Vec<&String>, Vec<Observed>) =
            rows.iter().filter_map(|row| Some((&row.id, row.value?))).unzip();
        let rests_on = sample(&values, rows.len());
        let longest = descriptive::longest(&values);
        let exposure = Exposure::of(period, None, last_day);
        Self {
            period: period.to_string(),
            days: period.days(),
            unfinished: exposure.is_unfinished(),
            unseen: rows.is_empty() && last_day.is_none_or(|day| day < period.first_day()),
            incidents: measure::count(rows.len()),
            sample: rests_on,
            median: measure::quantile(unit, &SortedEnds::of(&values), rests_on, 0.5),
            mean: measure::mean(unit, &values, rests_on),
            largest_share: longest.ok_or(Reason::Empty).and_then(|at| descriptive::share(&values, at)),
            largest: longest.and_then(|at| ids.get(at).map(|id| (*id).clone())),
            values,
            exposure,
        }
    }
}
