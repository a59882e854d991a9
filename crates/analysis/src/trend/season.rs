//! Weekdays and hours.

use chrono::Datelike;
use serde::Serialize;

use crate::estimate::{Reason, or_reason};
use crate::frame::Row;
use crate::statistics::calendar;
use crate::verdict::SELDOM;

/// Whether incidents keep to some weekdays or some hours.
#[derive(Clone, Debug, Serialize)]
pub struct Seasons {
    /// How many incidents started on each weekday, Monday first.
    pub weekdays: [usize; 7],
    /// Whether the weekdays differ by more than chance.
    #[serde(serialize_with = "or_reason")]
    pub weekday: Result<Season, Reason>,
    /// Whether the hours of the wall clock crowd around one; the mean hour is its `around`.
    #[serde(serialize_with = "or_reason")]
    pub hour: Result<Season, Reason>,
}

/// The result of looking for a season.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Season {
    /// How many incidents were looked at.
    pub n: usize,
    /// How likely chance alone does as much.
    pub p: f64,
    /// Whether it is more than chance would do.
    pub uneven: bool,
    /// Of hours: the mean hour of the day, from 0 up to 24.
    pub around: Option<f64>,
}

/// Looks at the days and hours on which incidents started.
pub(super) fn seasons<'a>(rows: impl Iterator<Item = &'a Row> + Clone) -> Seasons {
    let mut weekdays = [0usize; 7];
    for day in rows.clone().filter_map(|row| row.day) {
        if let Some(count) = weekdays.get_mut(day.weekday().num_days_from_monday() as usize) {
            *count += 1;
        }
    }
    let n = weekdays.iter().sum();
    let hours: Vec<f64> = rows.filter_map(|row| row.hour).collect();
    let season = |n, p: f64, around| Season { n, p, uneven: p < SELDOM, around };
    Seasons {
        weekdays,
        weekday: calendar::evenness(&weekdays).map(|found| season(n, found.p(), None)),
        hour: calendar::rayleigh(&hours, 24.0).map(|found| season(hours.len(), found.p, Some(found.mean))),
    }
}
