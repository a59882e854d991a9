//! The names of a frame's columns. Those of metrics and milestones follow from the tables of the model.

use incstats_model::{Metric, Milestone};

/// The incident's id, text.
pub(crate) const ID: &str = "id";
/// The day on which the incident belongs to a period, date; null where nothing in it has a time.
pub(crate) const DAY: &str = "day";
/// Whether it is planned maintenance and in no figure.
pub(crate) const MAINTENANCE: &str = "maintenance";
/// Whether it was still going on at the last thing known.
pub(crate) const ONGOING: &str = "ongoing";
/// The services hit, list of text, without repeats.
pub(crate) const SERVICES: &str = "service";
/// First and latest second of the start, from the epoch.
pub(crate) const START_MIN: &str = "start_min_s";
/// See [`START_MIN`].
pub(crate) const START_MAX: &str = "start_max_s";
/// The hour of the wall clock at the start, from 0 up to 24, minutes as fractions; null unless exact to the hour.
pub(crate) const START_HOUR: &str = "start_hour";
/// The last second that the source knows about, from the epoch.
pub(crate) const AS_OF: &str = "as_of_s";
/// Codes of the findings that a figure may rest on, text, parted by spaces.
pub(crate) const DOUBTS: &str = "doubts";

/// How long the incident was on the source's own books, least.
pub(crate) const POSTED_MIN: &str = "posted_min_s";
/// See [`POSTED_MIN`]; most, null where it was still open.
pub(crate) const POSTED_MAX: &str = "posted_max_s";

/// Of the frame of phases: the incident's row in the frame of incidents.
pub(crate) const ROW: &str = "row";
/// Of the frame of phases: the place among the five of the first one that it covers.
pub(crate) const FIRST: &str = "first";
/// Of the frame of phases: the place among the five of the last one that it covers.
pub(crate) const LAST: &str = "last";
/// Of the frame of phases: the least it took.
pub(crate) const SPAN_MIN: &str = "min_s";
/// Of the frame of phases: the most it took, null where censored.
pub(crate) const SPAN_MAX: &str = "max_s";

/// The column with the least number of seconds of a metric: `ttr_min_s`.
pub fn min_s(metric: &Metric) -> String {
    format!("{}_min_s", metric.key)
}

/// The column with the greatest number of seconds of a metric, null where it is censored: `ttr_max_s`.
pub fn max_s(metric: &Metric) -> String {
    format!("{}_max_s", metric.key)
}

/// The column that says whether a metric was still running at the last thing known: `ttr_censored`.
pub fn censored(metric: &Metric) -> String {
    format!("{}_censored", metric.key)
}

/// The column that says whether the metric's clock started at its fallback: `ttr_fallback`. Only of metrics that have one.
pub fn fallback(metric: &Metric) -> String {
    format!("{}_fallback", metric.key)
}

/// The column that says whether a milestone is known: `started_known`.
pub fn known(milestone: Milestone) -> String {
    format!("{}_known", milestone.name())
}
