//! The bounds of a time, on the clock of its zone.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use incstats_model::zone::WallClock;
use incstats_model::{Instant, Precision, TimeBounds, ZoneId};

use crate::time::expression::{ClockPart, Nearness, TimeExpr};
use crate::time::resolve::day::DaysMeant;
use crate::time::resolve::{Almanac, Note, Scope};

/// How far a time "shortly" before or after another lies from it at most.
const SHORTLY: TimeDelta = TimeDelta::minutes(30);

/// A time with its bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// When; of a range, its first end.
    pub bounds: TimeBounds,
    /// Of a range, its second end.
    pub until: Option<TimeBounds>,
    /// The day, on the clock as written.
    pub day: NaiveDate,
    /// What was added.
    pub notes: Vec<Note>,
}

impl Almanac {
    /// The bounds of a time where it stands. `None` where its day or year cannot be known.
    pub fn resolve(&self, expr: &TimeExpr, scope: &Scope) -> Option<Resolved> {
        if let Some(ClockPart::Counted(seconds)) = expr.clock {
            let at = self.zero?.checked_add_signed(TimeDelta::try_seconds(seconds)?)?;
            let bounds = TimeBounds::between(at, at, Precision::Minute);
            return Some(Resolved { bounds, until: None, day: at.date_naive(), notes: Vec::new() });
        }
        // `between 9:05 and 9:25 on 20 April`: the second end may carry the day of both.
        let borrowed = expr.until.as_ref().and_then(|until| until.date).filter(|_| expr.date.is_none());
        let DaysMeant { first, last, mut notes } = self.days(expr.date.or(borrowed), scope)?;
        if expr.date.is_none() && borrowed.is_none() && scope.day.is_none() {
            notes.push(Note::DayAssumed);
        }
        let zone = expr.zone.unwrap_or(self.zone);
        let bounds = self.place(expr, first, last, zone, &mut notes)?;
        let until = match &expr.until {
            None => None,
            Some(end) => {
                let inner = Scope { day: Some(first), ..*scope };
                let meant = self.days(end.date, &inner)?;
                let zone = end.zone.unwrap_or(zone);
                let mut until = self.place(end, meant.first, meant.last, zone, &mut notes)?;
                if end.date.is_none() && until.latest() < bounds.earliest() {
                    let next = meant.first.checked_add_days(Days::new(1))?;
                    until = self.place(end, next, next, zone, &mut notes)?;
                }
                Some(until)
            }
        };
        Some(Resolved { bounds, until, day: first, notes })
    }

    fn place(
        &self,
        expr: &TimeExpr,
        first: NaiveDate,
        last: NaiveDate,
        zone: ZoneId,
        notes: &mut Vec<Note>,
    ) -> Option<TimeBounds> {
        if let (Some(place), Some(said), Some(noon)) = (expr.season, expr.zone, first.and_hms_opt(12, 0, 0))
            && said.at(noon).first() != place.at(noon).first()
        {
            notes.push(Note::OutOfSeason { said, place, day: first });
        }
        let mut on = |local: NaiveDateTime| {
            let clock = zone.at(local);
            match clock {
                WallClock::Once(_) => {}
                WallClock::Fold(..) => notes.push(Note::Fold),
                WallClock::Gap(_) => notes.push(Note::Gap),
            }
            (self.zone.show(clock.first()), self.zone.show(clock.last()))
        };
        match expr.clock {
            Some(ClockPart::At { hour, minute, second, .. }) => {
                let seconds =
                    i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second.unwrap_or(0));
                let (a, b) = on(at_seconds(first, seconds)?);
                let precision = if second.is_some() { Precision::Second } else { Precision::Minute };
                Some(near(TimeBounds::between(a, b, precision), expr.nearness, minute, second.is_some()))
            }
            Some(ClockPart::Part { from, to }) => {
                let (a, _) = on(at_seconds(first, i64::from(from) * 60)?);
                let (_, b) = on(at_seconds(first, i64::from(to) * 60)?);
                Some(TimeBounds::between(a, b, Precision::DayPart))
            }
            Some(ClockPart::Counted(_)) => None,
            None => {
                let (a, _) = on(first.and_time(NaiveTime::MIN));
                let (_, b) = on(last.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN));
                Some(TimeBounds::between(a, b, Precision::Day))
            }
        }
    }
}

fn at_seconds(day: NaiveDate, seconds: i64) -> Option<NaiveDateTime> {
    day.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::try_seconds(seconds)?)
}

/// Widens a time that is only said to be near. People round to what they say: "around 16:30" to the quarter,
/// "around 16:40" to ten minutes, "around 16:43" hardly.
fn near(bounds: TimeBounds, nearness: Option<Nearness>, minute: u32, seconds: bool) -> TimeBounds {
    let widen = |before: TimeDelta, after: TimeDelta| {
        let (a, b): (Instant, Instant) = (bounds.earliest() - before, bounds.latest() + after);
        TimeBounds::between(a, b, Precision::Approximate)
    };
    match nearness {
        None => bounds,
        Some(Nearness::JustBefore) => widen(SHORTLY, TimeDelta::zero()),
        Some(Nearness::JustAfter) => widen(TimeDelta::zero(), SHORTLY),
        Some(Nearness::Around) => {
            let around = TimeDelta::minutes(match minute {
                _ if seconds => 1,
                0 | 30 => 15,
                m if m % 5 == 0 => 10,
                _ => 3,
            });
            widen(around, around)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::by_code;
    use crate::text::token::Tokens;
    use crate::time::expression::Expression;
    use crate::time::grammar::scan;

    fn resolve(code: &str, line: &str, zone: &str, scope: &Scope) -> String {
        let almanac = Almanac {
            full: std::collections::BTreeMap::new(),
            written: Some("2021-07-02".parse().unwrap()),
            writing: None,
            months: Vec::new(),
            halves: false,
            reference: None,
            day_first: Some(true),
            zone: zone.parse().unwrap(),
            zero: None,
        };
        let found = scan(line, &Tokens::of(line), by_code(code).unwrap());
        let Some(Expression::Time(time)) = found.first() else { panic!("{line}: {found:?}") };
        let resolved = almanac.resolve(time, scope).unwrap();
        let show = |b: &TimeBounds| {
            let format = "%Y-%m-%dT%H:%M:%S%:z";
            let (a, b) = (b.earliest().format(format).to_string(), b.latest().format(format).to_string());
            if a == b { a } else { format!("{a}/{b}") }
        };
        resolved
            .until
            .map_or(show(&resolved.bounds), |until| format!("{} .. {}", show(&resolved.bounds), show(&until)))
    }

    #[test]
    fn each_kind_of_time_has_its_bounds() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let scope =
            Scope { day: day("2021-06-18"), writing: day("2021-06-18"), told: day("2021-06-05"), at: None };
        for (code, line, zone, want) in [
            ("fr", "Matin", "UTC", "2021-06-18T04:00:00+00:00/2021-06-18T12:00:00+00:00"),
            ("fr", "Nuit", "UTC", "2021-06-18T18:00:00+00:00/2021-06-19T04:00:00+00:00"),
            ("fr", "depuis hier, 15h", "Europe/Zurich", "2021-06-17T15:00:00+02:00"),
            ("fr", "à 05:00 le lendemain matin", "UTC", "2021-06-06T05:00:00+00:00"),
            ("fr", "mardi 8", "UTC", "2021-06-08T00:00:00+00:00/2021-06-09T00:00:00+00:00"),
            ("fr", "Samedi 05/06", "UTC", "2021-06-05T00:00:00+00:00/2021-06-06T00:00:00+00:00"),
            ("fr", "de 22h30 à 1h15", "UTC", "2021-06-18T22:30:00+00:00 .. 2021-06-19T01:15:00+00:00"),
            ("en", "around 16:30", "UTC", "2021-06-18T16:15:00+00:00/2021-06-18T16:45:00+00:00"),
            ("en", "shortly before noon", "UTC", "2021-06-18T11:30:00+00:00/2021-06-18T12:00:00+00:00"),
            ("en", "16:15 BST", "UTC", "2021-06-18T15:15:00+00:00"),
            (
                "en",
                "31 October 2021 at 02:30",
                "Europe/Paris",
                "2021-10-31T02:30:00+02:00/2021-10-31T02:30:00+01:00",
            ),
            (
                "en",
                "between 9:05 and 9:25 PM on 20 April 2017",
                "UTC",
                "2017-04-20T21:05:00+00:00 .. 2017-04-20T21:25:00+00:00",
            ),
        ] {
            assert_eq!(resolve(code, line, zone, &scope), want, "{line}");
        }
    }
}
