//! Which days a time means.

use chrono::{Datelike, Days, NaiveDate};

use crate::time::calendar::{date, last_weekday, weekday};
use crate::time::expression::{CalendarDate, DatePart};
use crate::time::resolve::{Almanac, Note, Scope};

/// First and last day, and what was added.
pub(super) struct DaysMeant {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub notes: Vec<Note>,
}

impl DaysMeant {
    fn one(day: NaiveDate) -> Self {
        Self { first: day, last: day, notes: Vec::new() }
    }
}

impl Almanac {
    /// The days that a date means where it stands; `None` where nothing says.
    pub(super) fn days(&self, said: Option<DatePart>, scope: &Scope) -> Option<DaysMeant> {
        let writing = scope.writing.or(self.written).or(self.writing);
        match said {
            None => scope.default_day().or(self.written).or(self.reference).map(DaysMeant::one),
            Some(DatePart::Calendar(calendar)) if calendar.month.is_none() => {
                day_of_month(&calendar, scope.default_day().or(writing)?).map(DaysMeant::one)
            }
            Some(DatePart::Calendar(calendar)) => {
                let (first, notes) = self.settle(&calendar)?;
                let last = calendar
                    .last_day
                    .and_then(|last| date(first.year(), first.month(), last))
                    .unwrap_or(first);
                Some(DaysMeant { first, last, notes })
            }
            Some(DatePart::Weekday(wanted)) => Some(DaysMeant::one(last_weekday(
                wanted,
                scope.default_day().or(writing).or(self.reference)?,
            ))),
            Some(DatePart::FromWriting(days)) => {
                shifted(writing.or(scope.day).or(self.reference)?, days).map(DaysMeant::one)
            }
            Some(DatePart::FromStory(days)) => shifted(scope.told.or(scope.day)?, days).map(DaysMeant::one),
            Some(DatePart::Weekend) => {
                let from = writing.or(scope.day)?;
                let saturday = from.checked_add_days(Days::new(u64::from((12 - weekday(from)) % 7)))?;
                Some(DaysMeant { first: saturday, last: saturday.succ_opt()?, notes: Vec::new() })
            }
        }
    }
}

fn shifted(day: NaiveDate, by: i64) -> Option<NaiveDate> {
    day.checked_add_signed(chrono::TimeDelta::try_days(by)?)
}

/// How far, in days, a day of the same month may lie before one of the next or the last month is rather meant.
const SAME_MONTH: i64 = 20;

/// The 23rd, or `mardi 8`: of the month of `near`, of its neighbours where that is far off and they are nearer, or
/// where the weekday asks.
fn day_of_month(said: &CalendarDate, near: NaiveDate) -> Option<NaiveDate> {
    let first = near.with_day(1)?;
    let months = [first.pred_opt()?, first, first.checked_add_months(chrono::Months::new(1))?];
    let days = months.into_iter().filter_map(|m| date(m.year(), m.month(), said.day));
    let fits = |d: &NaiveDate| said.weekday.is_none_or(|wanted| weekday(*d) == wanted);
    let cost = |d: &NaiveDate| {
        let away = (*d - near).num_days().abs();
        let same = d.month() == near.month() && away <= SAME_MONTH;
        (!fits(d), !same, away)
    };
    days.min_by_key(cost)
}
