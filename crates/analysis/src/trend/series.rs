//! The figures of each period of a series.

use chrono::NaiveDate;
use incstats_model::{Every, Period};
use serde::Serialize;

use crate::estimate::{Bounds, Estimate, Sample, Unit};
use crate::frame::Row;
use crate::statistics::Observed;
use crate::statistics::observed::{SortedEnds, sample};
use crate::statistics::rate_ratio::Rate;
use crate::summary::measure;
use crate::verdict::Subject;

use super::change::{self, Change};

/// One period of a trend.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodFigures {
    /// Which, as people type it: `2021Q2`.
    pub period: String,
    /// How many days it has.
    pub days: i64,
    /// Whether the history tells of nothing up to its end, so that it may not be whole.
    pub unfinished: bool,
    /// How many incidents started in it.
    pub incidents: Estimate,
    /// The median of the metric, in seconds.
    pub median: Estimate,
}

/// The incidents of each period.
pub(super) struct Series<'a> {
    periods: Vec<(Period, Vec<&'a Row>)>,
}

impl<'a> Series<'a> {
    /// Every period from the first incident to the last, or of a window; none left out but those that begin after
    /// `last_day`, the last one of which the history tells: nobody counted in them yet.
    pub fn new(rows: &'a [Row], every: Every, window: Option<Period>, last_day: Option<NaiveDate>) -> Self {
        let days = || rows.iter().filter_map(|row| row.day);
        let ends = match window {
            Some(window) => Some((window.first_day(), window.end().pred_opt().unwrap_or(window.first_day()))),
            None => days().min().zip(days().max()),
        };
        let mut periods = ends.map_or_else(Vec::new, |(first, last)| Period::series(first, last, every));
        periods.retain(|period| {
            last_day.is_some_and(|day| period.first_day() <= day) || days().any(|day| period.contains(day))
        });
        // Rows come in the order of their days.
        let of = |period: Period| -> Vec<&Row> {
            let from = rows.partition_point(|row| row.day.is_none_or(|day| day < period.first_day()));
            rows.iter().skip(from).take_while(|row| row.day.is_some_and(|d| period.contains(d))).collect()
        };
        Self { periods: periods.into_iter().map(|period| (period, of(period))).collect() }
    }

    pub fn figures(&self, unit: Unit, last_day: Option<NaiveDate>) -> Vec<PeriodFigures> {
        let figures = |(period, rows): &(Period, Vec<&Row>)| {
            let values: Vec<Observed> = rows.iter().filter_map(|row| row.value).collect();
            PeriodFigures {
                period: period.to_string(),
                days: period.days(),
                unfinished: last_day.is_none_or(|day| day < period.end()),
                incidents: measure::count(rows.len()),
                median: measure::quantile(unit, &SortedEnds::of(&values), sample(&values, rows.len()), 0.5),
            }
        };
        self.periods.iter().map(figures).collect()
    }

    /// How many incidents in how many days, period by period.
    pub fn rates(&self) -> Vec<Rate> {
        let rate =
            |(period, rows): &(Period, Vec<&Row>)| Rate { count: rows.len(), time: period.days() as f64 };
        self.periods.iter().map(rate).collect()
    }

    /// The first day, and the day after the last.
    pub fn window(&self) -> Option<(NaiveDate, NaiveDate)> {
        let (first, last) = (self.periods.first()?, self.periods.last()?);
        Some((first.0.first_day(), last.0.end()))
    }

    /// Incidents of all periods, in order.
    pub fn rows(&self) -> impl Iterator<Item = &'a Row> {
        self.periods.iter().flat_map(|(_, rows)| rows.iter().copied())
    }
}

/// The trend of the medians. Periods without one, or whose median is open, are left out.
pub(super) fn medians(unit: Unit, figures: &[PeriodFigures], all: Sample) -> Change {
    let known: Vec<(f64, Bounds)> = figures
        .iter()
        .enumerate()
        .filter_map(|(i, f)| Some((i as f64, f.median.value.ok().filter(|b| !b.is_open())?)))
        .collect();
    let least: Vec<_> = known.iter().map(|(i, b)| (*i, b.least())).collect();
    let most: Vec<_> = known.iter().map(|(i, b)| (*i, b.most_or_infinity())).collect();
    let left_out = figures.len() - known.len();
    change::of_points(Subject::Duration, unit.per_period(), &least, &most, all, left_out)
}
