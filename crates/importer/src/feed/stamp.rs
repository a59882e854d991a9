//! Times as tools and people write them into fields: ISO with and without zone, `29/2/2016 01:16`, `01/Mar/26 8:10 AM`,
//! `2021-08-08 10:25 AM GMT+2`, `Wed, 04 Mar 2026 08:00:00 GMT`.
//!
//! Strict on purpose: what does not fit is an error that names the fault, and nothing is bent until it fits. A field
//! that is filled in for "no time" (`?`, 1970, the year 1) is none.

mod scanner;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use incstats_model::zone::WallClock;
use incstats_model::{Precision, TimeBounds, ZoneId};

use super::moment::Moment;
use crate::time::resolve::Note;
use scanner::{Scanner, Written, Zoned};

/// What is known of the clock on which fields are written.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The zone of times that name none.
    pub zone: ZoneId,
    /// Whether `03/04` is 3 April; `None` where nothing tells.
    pub day_first: Option<bool>,
}

/// A time as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub moment: Moment,
    /// A slip of writing that leaves no doubt about what is meant, and what it was read as.
    pub slip: Option<String>,
}

/// Words and numbers that stand for "no time".
const NONE: [&str; 13] =
    ["", "?", "-", "--", "~", "null", "none", "nil", "n/a", "na", "nan", "unknown", "0000-00-00 00:00:00"];

/// Reads a time; `None` where the field says that there is none.
///
/// # Errors
/// What is wrong with it: a fragment that reads after the field's name.
pub fn stamp(text: &str, clock: Clock) -> Result<Option<Stamp>, String> {
    let text = text.trim();
    if NONE.iter().any(|none| text.eq_ignore_ascii_case(none)) {
        return Ok(None);
    }
    if [10, 13].contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let found = epoch(text.parse().map_err(|_| format!("`{text}` is no time"))?)?;
        return Ok(found.map(|moment| Stamp { moment, slip: None }));
    }
    let written = Scanner::new(text).whole().map_err(|fault| format!("`{text}` is no time: {fault}"))?;
    written.stamp(text, clock).map_err(|fault| format!("`{text}` is no time: {fault}"))
}

/// What a numeric date tells about the order of day and month: `Some(true)` for day first; `None` where it tells nothing.
pub fn order(text: &str) -> Option<bool> {
    Scanner::new(text.trim()).date().ok().flatten().and_then(scanner::Date::order)
}

/// An instant from seconds since 1970, or milliseconds where seconds would lie beyond the year 5000.
///
/// # Errors
/// That it lies outside of the calendar.
fn epoch(number: i64) -> Result<Option<Moment>, String> {
    const LAST_SECOND: i64 = 100_000_000_000;
    if number == 0 {
        return Ok(None);
    }
    let at = if number.abs() < LAST_SECOND {
        DateTime::<Utc>::from_timestamp(number, 0)
    } else {
        DateTime::<Utc>::from_timestamp_millis(number)
    };
    let at =
        at.ok_or_else(|| format!("`{number}` is no time: it lies outside of the calendar"))?.fixed_offset();
    Ok(Some(Moment { bounds: TimeBounds::exact(at, fineness(at.time())), local: false, note: None }))
}

impl Written {
    /// The moment that the parts make.
    fn stamp(&self, text: &str, clock: Clock) -> Result<Option<Stamp>, String> {
        let (day, in_doubt) = self.date.day(clock.day_first)?;
        // The beginning of the epoch, and of the calendar, is what programs write for "never".
        let never = (1970, 1, 1) == (day.year(), day.month(), day.day()) || day.year() == 1;
        if never && self.clock.is_none_or(|time| time.hour() == 0 && time.minute() == 0) {
            return Ok(None);
        }
        let (zone, local) = match self.zone {
            Some(Zoned { id, .. }) => (id, false),
            None => (clock.zone, true),
        };
        let slip = self.zone.as_ref().filter(|zone| zone.slip).map(|zone| {
            format!(
                "`{text}`: read with the zone {}",
                if zone.id == ZoneId::UTC { "UTC".to_owned() } else { zone.id.to_string() }
            )
        });
        let doubt = in_doubt.then_some(Note::DayMonthUnknown);
        let moment = match self.clock {
            Some(time) => {
                let wall = zone.at(NaiveDateTime::new(day, time));
                let change = match wall {
                    WallClock::Once(_) => None,
                    WallClock::Fold(..) => Some(Note::Fold),
                    WallClock::Gap(_) => Some(Note::Gap),
                };
                let bounds = TimeBounds::between(wall.first(), wall.last(), fineness(time));
                Moment { bounds, local, note: change.or(doubt) }
            }
            None => Moment { bounds: whole_day(day, zone)?, local, note: doubt },
        };
        Ok(Some(Stamp { moment, slip }))
    }
}

/// A day of a zone's clock.
fn whole_day(day: NaiveDate, zone: ZoneId) -> Result<TimeBounds, String> {
    let next = day.succ_opt().ok_or("it is the last day of the calendar")?;
    let midnight = |day: NaiveDate| zone.at(day.and_time(NaiveTime::MIN)).first();
    Ok(TimeBounds::between(midnight(day), midnight(next), Precision::Day))
}

/// A field without seconds, or with none of them, tells minutes.
fn fineness(time: NaiveTime) -> Precision {
    if time.second() == 0 && time.nanosecond() == 0 { Precision::Minute } else { Precision::Second }
}

#[cfg(test)]
mod tests;
