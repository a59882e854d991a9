//! The figures of each period of a series.

use chrono::NaiveDate;
use incstats_model::{Every, Period};
use serde::Serialize;

use crate::estimate::{Estimate, Sample, Unit};
use crate::exposure::{Exposure, Rates};
use crate::frame::Row;
use crate::statistics::Observed;
use crate::statistics::observed::{SortedEnds, sample};
use crate::summary::measure;
use crate::verdict::Subject;

use super::change::{self, Change, Point};

/// One period of a trend.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodFigures {
    /// Which, as people type it: `2021Q2`.
    pub period: String,
    /// How many days it has, inside the window.
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
    /// The first day that was looked at.
    first: Option<NaiveDate>,
    periods: Vec<(Period, Exposure, Vec<&'a Row>)>,
}

impl<'a> Series<'a> {
    /// Every period from the first incident to the last, or of a window; none left out but those that begin after
    /// `last_day`, the last one of which the history tells: nobody counted in them yet.
    pub fn new(rows: &'a [Row], every: Every, window: Option<Period>, last_day: Option<NaiveDate>) -> Self {
        let inside = |day: NaiveDate| window.is_none_or(|window| window.contains(day));
        let days = || rows.iter().filter_map(|row| row.day).filter(|day| inside(*day));
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
            let own = rows.iter().skip(from).take_while(|row| row.day.is_some_and(|d| period.contains(d)));
            own.filter(|row| row.day.is_some_and(inside)).collect()
        };
        let exposed = |period| (period, Exposure::of(period, window, last_day), of(period));
        let first = periods.first().map(|period| period.first_day());
        let first = first.map(|day| window.map_or(day, |window| window.first_day().max(day)));
        Self { first, periods: periods.into_iter().map(exposed).collect() }
    }

    pub fn figures(&self, unit: Unit) -> Vec<PeriodFigures> {
        let figures = |(period, exposure, rows): &(Period, Exposure, Vec<&Row>)| {
            let values: Vec<Observed> = rows.iter().filter_map(|row| row.value).collect();
            PeriodFigures {
                period: period.to_string(),
                days: exposure.whole,
                unfinished: exposure.is_unfinished(),
                incidents: measure::count(rows.len()),
                median: measure::quantile(unit, &SortedEnds::of(&values), sample(&values, rows.len()), 0.5),
            }
        };
        self.periods.iter().map(figures).collect()
    }

    /// How many incidents in how many days, period by period, each with the days of a whole one.
    pub fn rates(&self) -> Vec<(Rates, f64)> {
        let rates = |(period, exposure, rows): &(Period, Exposure, Vec<&Row>)| {
            (exposure.rates(rows.len()), period.days() as f64)
        };
        self.periods.iter().map(rates).collect()
    }

    /// Names and counts of the periods that are whole.
    pub fn whole(&self) -> (Vec<String>, Vec<usize>) {
        let whole = self.periods.iter().filter(|(period, exposure, _)| exposure.seen == period.days());
        whole.map(|(period, _, rows)| (period.to_string(), rows.len())).unzip()
    }

    /// The first day, and for how many days from it there was surely and at most somebody looking.
    pub fn looked_at(&self) -> Option<(NaiveDate, Exposure)> {
        let sum = |of: fn(&Exposure) -> i64| self.periods.iter().map(|(_, exposure, _)| of(exposure)).sum();
        let seen = sum(|exposure| exposure.seen);
        Some((self.first?, Exposure { seen, whole: sum(|exposure| exposure.whole) }))
    }

    /// Incidents of all periods, in order.
    pub fn rows(&self) -> impl Iterator<Item = &'a Row> {
        self.periods.iter().flat_map(|(_, _, rows)| rows.iter().copied())
    }
}

/// The trend of the medians. Those that are open count as longer than any other; periods without one are left out.
pub(super) fn medians(unit: Unit, figures: &[PeriodFigures], all: Sample) -> Change {
    let point = |(i, figures): (usize, &PeriodFigures)| {
        let median = figures.median.value.ok()?;
        Some(Point { x: i as f64, least: median.least(), most: median.most_or_infinity() })
    };
    let points: Vec<Point> = figures.iter().enumerate().filter_map(point).collect();
    let missing = figures.len() - points.len();
    change::of_points(Subject::Duration, unit.per_period(), &points, all, missing)
}
