//! Takes a written time apart, from left to right and to its last character.

use chrono::{FixedOffset, NaiveDate, NaiveTime};
use incstats_model::ZoneId;

use crate::time::zones::abbreviation;

/// English names of months, by their first three letters: exports write no others.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Weekdays, by their first three letters.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// Two figures of a year: from here on they are of the last century.
const LAST_CENTURY: u32 = 70;

/// A time in its parts.
#[derive(Debug)]
pub(super) struct Written {
    /// The day.
    pub(super) date: Date,
    /// The clock, where there is one.
    pub(super) clock: Option<NaiveTime>,
    /// The zone, where one is named.
    pub(super) zone: Option<Zoned>,
}

/// A zone as it was written.
#[derive(Debug)]
pub(super) struct Zoned {
    /// Which.
    pub(super) id: ZoneId,
    /// Whether its name was mistyped: `GTM+2`.
    pub(super) slip: bool,
}

/// A day as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Date {
    /// Year, month, day are told apart.
    Sure { year: i32, month: u32, day: u32 },
    /// Two numbers, then the year: which of them is the month?
    Numbers { first: u32, second: u32, year: i32, dots: bool },
}

impl Date {
    /// Whether the day comes first, where the numbers tell.
    pub(super) fn order(self) -> Option<bool> {
        match self {
            Self::Numbers { first, second, dots: false, .. } if (first > 12) != (second > 12) => {
                Some(first > 12)
            }
            _ => None,
        }
    }

    /// The day, and whether its month is in doubt.
    pub(super) fn day(self, day_first: Option<bool>) -> Result<(NaiveDate, bool), String> {
        let (year, month, day, doubt) = match self {
            Self::Sure { year, month, day } => (year, month, day, false),
            Self::Numbers { first, second, year, dots } => {
                // With full stops the day comes first in every country that writes so.
                let told = self.order().or(dots.then_some(true)).or(day_first);
                let doubt = told.is_none() && first != second;
                let (day, month) = if told.unwrap_or(true) { (first, second) } else { (second, first) };
                (year, month, day, doubt)
            }
        };
        if !(1..=12).contains(&month) {
            return Err(format!("there is no month {month}"));
        }
        let date = NaiveDate::from_ymd_opt(year, month, day);
        date.map(|date| (date, doubt)).ok_or_else(|| format!("month {month} of {year} has no day {day}"))
    }
}

/// Reads from left to right.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// The whole text as one time.
    pub(super) fn whole(mut self) -> Result<Written, String> {
        let expected = "expected a date such as `2021-05-20`, and a time such as `06:00`";
        let date = self.date()?.ok_or(expected)?;
        let gap = self.rest;
        let parted = self.take_mark('T') || self.take_mark('t') || self.space();
        self.take_mark(',');
        self.space();
        self.word("at");
        if self.take_mark('-') {
            self.space();
        }
        if self.rest.is_empty() {
            return Ok(Written { date, clock: None, zone: None });
        }
        if !parted && gap.len() == self.rest.len() {
            return Err(format!("`{gap}` follows the date without a blank or a `T`"));
        }
        let clock =
            if self.rest.starts_with(|c: char| c.is_ascii_digit()) { Some(self.clock()?) } else { None };
        let zone = self.zone()?;
        if self.rest.is_empty() {
            Ok(Written { date, clock, zone })
        } else {
            Err(format!("`{}` is left over behind it", self.rest))
        }
    }

    /// The date at the beginning; `None` where there is none.
    pub(super) fn date(&mut self) -> Result<Option<Date>, String> {
        if self.name(&WEEKDAYS).is_some() {
            self.take_mark('.');
            self.take_mark(',');
            self.space();
        }
        if let Some(month) = self.name(&MONTHS) {
            self.take_mark('.');
            self.space();
            let (Some((day, _)), ()) = (self.digits(), self.skip(", ")) else { return Ok(None) };
            let Some(year) = self.year()? else { return Ok(None) };
            return Ok(Some(Date::Sure { year, month, day }));
        }
        let Some((first, figures)) = self.digits() else { return Ok(None) };
        if figures == 8 {
            let (year, month, day) = (first / 10_000, first / 100 % 100, first % 100);
            return Ok(Some(Date::Sure { year: i32::try_from(year).unwrap_or(0), month, day }));
        }
        let Some(mark) = self.rest.chars().next().filter(|c| "-/. ".contains(*c)) else { return Ok(None) };
        self.skip(if mark == ' ' { " " } else { "-/. " });
        if let Some(month) = self.name(&MONTHS) {
            self.skip("-/.,  ");
            let Some(year) = self.year()? else { return Ok(None) };
            return Ok(Some(Date::Sure { year, month, day: first }));
        }
        let Some((second, _)) = self.digits() else { return Ok(None) };
        if mark == ' ' || !self.take_mark(mark) {
            return Ok(None);
        }
        if figures == 3 || figures > 4 {
            return Err(format!("`{first}` is no year: it has {figures} figures"));
        }
        if figures == 4 {
            let Some((day, _)) = self.digits() else { return Ok(None) };
            return Ok(Some(Date::Sure { year: i32::try_from(first).unwrap_or(0), month: second, day }));
        }
        let Some(year) = self.year()? else { return Ok(None) };
        Ok(Some(Date::Numbers { first, second, year, dots: mark == '.' }))
    }

    /// A year of four figures, or of two.
    fn year(&mut self) -> Result<Option<i32>, String> {
        let Some((year, figures)) = self.digits() else { return Ok(None) };
        let full = match figures {
            4 => year,
            2 if year < LAST_CENTURY => 2000 + year,
            2 => 1900 + year,
            _ => return Err(format!("`{year}` is no year: it has {figures} figures")),
        };
        Ok(i32::try_from(full).ok())
    }

    /// `8:10`, `08:10:30.123456789`, `081030`, each with or without `AM`, `PM`.
    fn clock(&mut self) -> Result<NaiveTime, String> {
        let (mut hour, figures) = self.digits().ok_or("expected an hour")?;
        let (mut minute, mut second) = (0, 0);
        if figures == 6 || figures == 4 {
            let compact = if figures == 6 { hour } else { hour * 100 };
            (hour, minute, second) = (compact / 10_000, compact / 100 % 100, compact % 100);
        } else if self.take_mark(':') || self.take_mark('h') {
            minute = self.two_figures("minutes")?;
            if self.take_mark(':') {
                second = self.two_figures("seconds")?;
                if self.take_mark('.') || self.take_mark(',') {
                    self.digits().ok_or("expected a fraction of a second")?;
                }
            }
        }
        self.space();
        let (bare, half) = (hour, self.half());
        match half {
            Some(true) if hour < 12 => hour += 12,
            Some(false) if hour == 12 => hour = 0,
            Some(false) if hour > 12 => return Err(format!("{bare} o'clock is not in the morning")),
            _ => {}
        }
        self.space();
        if hour > 23 {
            return Err(format!("there is no hour {hour}"));
        }
        NaiveTime::from_hms_opt(hour, minute, second)
            .ok_or_else(|| format!("there is no {hour}:{minute:02}:{second:02}"))
    }

    fn two_figures(&mut self, what: &str) -> Result<u32, String> {
        match self.digits() {
            Some((number, 2)) => Ok(number),
            _ => Err(format!("expected two figures of {what}")),
        }
    }

    /// `AM` or `PM`: whether it is after noon.
    fn half(&mut self) -> Option<bool> {
        let half = self.rest.get(..2)?;
        let after = if half.eq_ignore_ascii_case("pm") {
            true
        } else if half.eq_ignore_ascii_case("am") {
            false
        } else {
            return None;
        };
        let rest = self.rest.get(2..)?;
        if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        self.rest = rest;
        Some(after)
    }

    /// `Z`, `+0100`, `CEST`, `GMT+2`, `(UTC)`, `Europe/Zurich`; the rest of the text.
    fn zone(&mut self) -> Result<Option<Zoned>, String> {
        let text = self
            .rest
            .trim_matches(|c: char| c.is_whitespace() || c == '(' || c == ')' || c == '[' || c == ']');
        if text.is_empty() {
            self.rest = "";
            return Ok(None);
        }
        let unknown = || format!("`{text}` is left over behind it, and is no time zone");
        let name_ends = text.find(['+', '-', '−']).filter(|_| !text.contains('/')).unwrap_or(text.len());
        let (name, offset) = text.split_at(name_ends);
        let name = name.trim_end().to_ascii_uppercase();
        let slip = name == "GTM";
        let id = match (name.as_str(), offset) {
            ("" | "UTC" | "GMT" | "GTM" | "Z", offset) if !offset.is_empty() => {
                fixed(offset).ok_or_else(unknown)?
            }
            ("GTM", "") => ZoneId::UTC,
            (_, "") => abbreviation(&name).or_else(|| text.parse().ok()).ok_or_else(unknown)?,
            // `CET +0100` says it twice.
            (_, offset) => fixed(offset).filter(|_| abbreviation(&name).is_some()).ok_or_else(unknown)?,
        };
        self.rest = "";
        Ok(Some(Zoned { id, slip }))
    }

    fn digits(&mut self) -> Option<(u32, usize)> {
        let figures = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at(figures);
        let number = if figures > 9 { digits.get(..9)? } else { digits };
        let number = number.parse().ok()?;
        self.rest = rest;
        Some((number, figures))
    }

    /// One of a few names, whole or short, by its first three letters: its place, from 1.
    fn name(&mut self, names: &[&str]) -> Option<u32> {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let first = self.rest.get(..3).filter(|_| letters >= 3)?;
        let place = names.iter().position(|name| name.eq_ignore_ascii_case(first))?;
        self.rest = self.rest.get(letters..)?;
        u32::try_from(place + 1).ok()
    }

    fn word(&mut self, word: &str) {
        if let Some(rest) = self
            .rest
            .get(..word.len())
            .filter(|w| w.eq_ignore_ascii_case(word))
            .and_then(|_| self.rest.get(word.len()..))
            && rest.starts_with(' ')
        {
            self.rest = rest.trim_start();
        }
    }

    fn take_mark(&mut self, mark: char) -> bool {
        self.rest.strip_prefix(mark).map(|rest| self.rest = rest).is_some()
    }

    fn skip(&mut self, marks: &str) {
        self.rest = self.rest.trim_start_matches(|c| marks.contains(c));
    }

    fn space(&mut self) -> bool {
        let rest = self.rest.trim_start();
        let any = rest.len() < self.rest.len();
        self.rest = rest;
        any
    }
}

/// `+2`, `+02`, `+0200`, `+02:00`, `-00:00`.
fn fixed(text: &str) -> Option<ZoneId> {
    let west = text.starts_with(['-', '−']);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let strange = |c: char| !(c.is_ascii_digit() || c == ':' || c.is_whitespace());
    if text.trim_start_matches(['+', '-', '−']).contains(strange) {
        return None;
    }
    let number: i32 = digits.parse().ok()?;
    let (hours, minutes) = if digits.len() <= 2 { (number, 0) } else { (number / 100, number % 100) };
    if digits.len() > 4 || minutes > 59 || hours > 14 {
        return None;
    }
    let seconds = (hours * 60 + minutes) * 60;
    if seconds == 0 {
        return Some(ZoneId::UTC);
    }
    FixedOffset::east_opt(if west { -seconds } else { seconds }).map(ZoneId::Fixed)
}
