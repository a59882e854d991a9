//! Support hours: when somebody is there, by the wall clock of a zone.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use thiserror::Error;

use crate::bounds::Instant;
use crate::zone::{WallClock, ZoneId};

/// Over how many days hours are counted at most: a century.
const LONGEST: i64 = 36_525;
/// Minutes of a day.
const DAY: u32 = 1_440;
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// When support is open, week by week, and the days on which it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportHours {
    zone: ZoneId,
    /// For each weekday from Monday on, minutes from midnight, in order and apart from each other.
    week: [Vec<(u32, u32)>; 7],
    holidays: BTreeSet<NaiveDate>,
}

/// The same hours on some days of the week: `mon-fri 08:00-18:00`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// From Monday on.
    days: [bool; 7],
    /// Minutes from midnight.
    from: u32,
    /// Minutes from midnight, after `from`.
    to: u32,
}

/// Why a text tells of no opening.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error(
    "`{0}` tells of no hours: expected days and hours, such as `mon-fri 08:00-18:00` or `sat 09:00-24:00`"
)]
pub struct NoOpening(String);

impl SupportHours {
    /// Hours on the wall clock of a zone; none at all on holidays.
    pub fn new(zone: ZoneId, openings: &[Opening], holidays: impl IntoIterator<Item = NaiveDate>) -> Self {
        let mut week: [Vec<(u32, u32)>; 7] = Default::default();
        for (place, own) in week.iter_mut().enumerate() {
            let of_day = openings.iter().filter(|opening| opening.days.get(place) == Some(&true));
            let mut all: Vec<(u32, u32)> = of_day.map(|opening| (opening.from, opening.to)).collect();
            all.sort_unstable();
            for (from, to) in all {
                match own.last_mut() {
                    Some(last) if from <= last.1 => last.1 = last.1.max(to),
                    _ => own.push((from, to)),
                }
            }
        }
        Self { zone, week, holidays: holidays.into_iter().collect() }
    }

    /// How much of the time between two instants lies in support hours, clock changes counted as they were; zero where
    /// the second is not after the first, `None` over more than a century. Cost: linear in the days.
    pub fn between(&self, from: Instant, to: Instant) -> Option<TimeDelta> {
        let mut sum = TimeDelta::zero();
        if to <= from {
            return Some(sum);
        }
        let day_of = |at| self.zone.show(at).date_naive();
        let (first, last) = (day_of(from), day_of(to));
        if (last - first).num_days() > LONGEST {
            return None;
        }
        for day in first.iter_days().take_while(|day| *day <= last) {
            for (opens, closes) in self.on(day) {
                let (opens, closes) = (self.first(day, *opens)?, self.last(day, *closes)?);
                sum += (closes.min(to) - opens.max(from)).max(TimeDelta::zero());
            }
        }
        Some(sum)
    }

    /// The hours of one day.
    fn on(&self, day: NaiveDate) -> &[(u32, u32)] {
        if self.holidays.contains(&day) {
            return &[];
        }
        self.week.get(day.weekday().num_days_from_monday() as usize).map_or(&[], Vec::as_slice)
    }

    /// The first instant at which the wall clock shows that minute of the day, or a later one.
    fn first(&self, day: NaiveDate, minute: u32) -> Option<Instant> {
        let local = local(day, minute)?;
        Some(match self.zone.at(local) {
            WallClock::Gap(at) => self.end_of_gap(at, local),
            clock => clock.first(),
        })
    }

    /// The last instant of that minute on the wall clock.
    fn last(&self, day: NaiveDate, minute: u32) -> Option<Instant> {
        let local = local(day, minute)?;
        Some(match self.zone.at(local) {
            WallClock::Gap(at) => self.end_of_gap(at, local),
            // Midnight is the beginning of the next day, also where clocks are put back then.
            clock if minute == DAY => clock.first(),
            clock => clock.last(),
        })
    }

    /// When clocks were put forward over a wall clock time; `at` is what the old clock calls it.
    fn end_of_gap(&self, at: Instant, local: NaiveDateTime) -> Instant {
        let minute = TimeDelta::minutes(1);
        let back = |at: &Instant| at.checked_sub_signed(minute);
        let skipped = |at: &Instant| self.zone.show(*at).naive_local() >= local;
        std::iter::successors(Some(at), back).take(DAY as usize).take_while(skipped).last().unwrap_or(at)
    }
}

fn local(day: NaiveDate, minute: u32) -> Option<NaiveDateTime> {
    day.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::minutes(minute.into()))
}

impl FromStr for Opening {
    type Err = NoOpening;

    fn from_str(text: &str) -> Result<Self, NoOpening> {
        parse(text).ok_or_else(|| NoOpening(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Opening> {
    let lower = text.trim().to_lowercase();
    let (days, hours) = lower.split_once(char::is_whitespace)?;
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let weekday = |name: &str| {
        let day: Weekday = name.trim().parse().ok()?;
        Some(day.num_days_from_monday() as usize)
    };
    let (first, last) = (weekday(first)?, weekday(last)?);
    // `fri-mon` goes over the end of the week.
    let inside =
        |day: usize| if first <= last { (first..=last).contains(&day) } else { day >= first || day <= last };
    let (from, to) = hours.trim().split_once('-')?;
    let (from, to) = (minute(from)?, minute(to)?);
    (from < to).then(|| Opening { days: std::array::from_fn(inside), from, to })
}

/// Minutes from midnight of `08:00`, up to `24:00`.
fn minute(text: &str) -> Option<u32> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |digits: &str| digits.parse::<u32>().ok().filter(|_| digits.len() == 2);
    let (hour, minute) = (number(hour)?, number(minute)?);
    (minute < 60).then_some(hour * 60 + minute).filter(|minutes| *minutes <= DAY)
}

/// `mon-fri 08:00-18:00, sat 09:00-12:00 Europe/Zurich, 3 holidays`.
impl fmt::Display for SupportHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said: Vec<String> = Vec::new();
        let mut start = 0;
        while let (Some(hours), Some(name)) = (self.week.get(start), WEEKDAYS.get(start)) {
            let alike = self.week.iter().skip(start).take_while(|other| *other == hours).count();
            let last = WEEKDAYS.get(start + alike - 1).filter(|_| alike > 1);
            let days = last.map_or_else(|| (*name).to_owned(), |last| format!("{name}-{last}"));
            said.extend(hours.iter().map(|(from, to)| format!("{days} {}-{}", clock(*from), clock(*to))));
            start += alike;
        }
        let said = if said.is_empty() { "never".to_owned() } else { said.join(", ") };
        write!(f, "{said} {}", self.zone)?;
        match self.holidays.len() {
            0 => Ok(()),
            1 => f.write_str(", 1 holiday"),
            n => write!(f, ", {n} holidays"),
        }
    }
}

fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(zone: &str, openings: &[&str], holidays: &[&str]) -> SupportHours {
        let openings: Vec<Opening> = openings.iter().map(|text| text.parse().unwrap()).collect();
        SupportHours::new(zone.parse().unwrap(), &openings, holidays.iter().map(|day| day.parse().unwrap()))
    }

    fn counted(support: &SupportHours, from: &str, to: &str) -> i64 {
        let at = |text| chrono::DateTime::parse_from_rfc3339(text).unwrap();
        support.between(at(from), at(to)).unwrap().num_minutes()
    }

    #[test]
    fn nights_weekends_and_holidays_do_not_count() {
        let office = hours("Europe/Zurich", &["mon-fri 08:00-12:00", "mon-fri 13:00-17:00"], &["2021-05-24"]);
        for (from, to, minutes) in [
            // Within one morning.
            ("2021-05-17T09:00:00+02:00", "2021-05-17T09:40:00+02:00", 40),
            // Over lunch.
            ("2021-05-17T11:30:00+02:00", "2021-05-17T13:30:00+02:00", 60),
            // Over a night.
            ("2021-05-17T16:00:00+02:00", "2021-05-18T09:00:00+02:00", 120),
            // From Friday over a weekend and a holiday to Tuesday.
            ("2021-05-21T16:30:00+02:00", "2021-05-25T08:30:00+02:00", 60),
            // A weekend.
            ("2021-05-22T00:00:00+02:00", "2021-05-23T23:00:00+02:00", 0),
            // The same instants told on another clock.
            ("2021-05-17T07:00:00Z", "2021-05-17T07:40:00Z", 40),
            // Backwards.
            ("2021-05-18T09:00:00+02:00", "2021-05-17T09:00:00+02:00", 0),
        ] {
            assert_eq!(counted(&office, from, to), minutes, "{from} {to}");
        }
    }

    #[test]
    fn a_day_of_a_clock_change_has_the_hours_that_it_had() {
        let always = hours("Europe/Zurich", &["mon-sun 00:00-24:00"], &[]);
        for (from, to, minutes) in [
            ("2021-03-28T00:00:00+01:00", "2021-03-29T00:00:00+02:00", 23 * 60),
            ("2021-10-31T00:00:00+02:00", "2021-11-01T00:00:00+01:00", 25 * 60),
        ] {
            assert_eq!(counted(&always, from, to), minutes, "{from}");
        }
        // 02:30 never came on that Sunday: support opened when the clock jumped from 02:00 to 03:00.
        let early = hours("Europe/Zurich", &["sun 02:30-05:00"], &[]);
        assert_eq!(counted(&early, "2021-03-28T00:00:00+01:00", "2021-03-28T12:00:00+02:00"), 120);
        // And it came twice on that one: open from the first of them on.
        assert_eq!(counted(&early, "2021-10-31T00:00:00+02:00", "2021-10-31T12:00:00+01:00"), 210);
        // Clocks put forward and back at midnight.
        let santiago = hours("America/Santiago", &["mon-sun 00:00-24:00"], &[]);
        assert_eq!(counted(&santiago, "2021-09-04T04:00:00Z", "2021-09-06T03:00:00Z"), 47 * 60);
        assert_eq!(counted(&santiago, "2021-04-03T03:00:00Z", "2021-04-05T04:00:00Z"), 49 * 60);
    }

    #[test]
    fn openings_are_read_and_said() {
        let week =
            hours("UTC", &["fri-mon 08:00-10:00", "Wed 09:30-24:00", "wed 09:00-12:00"], &["2021-01-01"]);
        assert_eq!(week.to_string(), "mon 08:00-10:00, wed 09:00-24:00, fri-sun 08:00-10:00 UTC, 1 holiday");
        assert_eq!(hours("UTC", &[], &[]).to_string(), "never UTC");
        for text in [
            "",
            "mon",
            "mon 8-18",
            "mon 08:00-08:00",
            "mon 18:00-08:00",
            "x 08:00-09:00",
            "mon 08:60-09:00",
            "mon 08:00-24:01",
        ] {
            assert!(text.parse::<Opening>().is_err(), "{text}");
        }
    }

    #[test]
    fn more_than_a_century_is_not_counted() {
        let always = hours("UTC", &["mon-sun 00:00-24:00"], &[]);
        let at = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap();
        assert_eq!(always.between(at("1821-01-01T00:00:00Z"), at("2021-01-01T00:00:00Z")), None);
        let ends = (Instant::MIN_UTC.fixed_offset(), Instant::MAX_UTC.fixed_offset());
        assert_eq!(always.between(ends.0, ends.1), None);
        assert!(
            always.between(ends.1 - TimeDelta::days(2), ends.1).is_none_or(|sum| sum > TimeDelta::zero())
        );
    }
}
