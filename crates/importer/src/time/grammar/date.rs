//! Days: `27th June 2016`, `20/05`, `2021-06-17`, `Mercredi 9/06`, `mardi 8`, `hier`, `the next day`, `6月27日`.

use super::Parser;
use crate::locale::Sense;
use crate::text::token::Kind;
use crate::time::calendar::{full_year, is_year};
use crate::time::expression::{CalendarDate, DatePart};

/// Shortest word that may be, or begin with, a weekday in full, in bytes.
const SHORTEST_WEEKDAY: usize = 6;

impl Parser<'_> {
    /// A day, and the token after it.
    pub(super) fn date(&self, at: usize) -> Option<(DatePart, usize)> {
        let (first, next) = self.plain_date(at)?;
        // `ce jeudi 17.06.2021`, `demain, mercredi`, `yesterday (14th Feb)`: one day said twice; the calendar wins.
        if !matches!(first, DatePart::Calendar(_)) {
            let opened = self.tokens.is_mark(next, ',') || self.tokens.is_mark(next, '(');
            let inner = self.filler(if opened { next + 1 } else { next }, &[]);
            if let Some((DatePart::Calendar(date), end)) = self.plain_date(inner) {
                let end = if self.tokens.is_mark(end, ')') { end + 1 } else { end };
                return Some((DatePart::Calendar(date), end));
            }
            if opened && let Some((DatePart::Weekday(_), end)) = self.plain_date(inner) {
                return Some((first, end));
            }
        }
        Some((first, next))
    }

    fn plain_date(&self, at: usize) -> Option<(DatePart, usize)> {
        if let Some((date, next)) = self.calendar(at) {
            return Some((DatePart::Calendar(date), next));
        }
        if let Some((weekday, next)) = self.weekday(at) {
            let after = self.filler(next, &[',', '.']);
            if let Some((mut date, end)) = self.calendar(after) {
                date.weekday = Some(weekday);
                return Some((DatePart::Calendar(date), end));
            }
            if let Some((day, end)) = self.bare_day(after) {
                let date = CalendarDate { day, weekday: Some(weekday), ..CalendarDate::default() };
                return Some((DatePart::Calendar(date), end));
            }
            // Short names are also words: `sat`, `mon`, `mar`.
            let long = self.tokens.text(at).chars().count() > 3 || !self.tokens.text(at).is_ascii();
            return long.then_some((DatePart::Weekday(weekday), next));
        }
        self.sense(at, |sense| match sense {
            Sense::Day(days) => Some(DatePart::FromWriting(days)),
            Sense::NextDay(days) => Some(DatePart::FromStory(days)),
            Sense::Weekend => Some(DatePart::Weekend),
            _ => None,
        })
    }

    fn weekday(&self, at: usize) -> Option<(u32, usize)> {
        let start = self
            .sense(at, |s| matches!(s, Sense::This | Sense::Last).then_some(()))
            .map_or(at, |((), next)| next);
        self.sense(start, |sense| if let Sense::Weekday(day) = sense { Some(day) } else { None })
    }

    /// `torsdagsmorgonen`, `Freitagabend`, `tiistai-iltana`: a weekday and a part of the day in one word.
    pub(super) fn weekday_and_part(&self, at: usize) -> Option<(u32, (u32, u32), usize)> {
        if !self.tokens.is_word(at) || self.tokens.text(at).len() < SHORTEST_WEEKDAY {
            return None;
        }
        let word = self.tokens.text(at);
        self.locale.weekday_names.iter().find_map(|(name, weekday)| {
            let rest = word.strip_prefix(name.as_str())?;
            if rest.is_empty() {
                let hyphen = self.tokens.is_mark(at + 1, '-')
                    && self.tokens.touches(at + 1)
                    && self.tokens.touches(at + 2);
                let part = self.locale.part_names.get(self.tokens.text(at + 2)).filter(|_| hyphen)?;
                return Some((*weekday, *part, at + 3));
            }
            let part = self.locale.part_names.get(rest);
            let part = part.or_else(|| self.locale.part_names.get(rest.strip_prefix('s')?))?;
            Some((*weekday, *part, at + 1))
        })
    }

    fn month(&self, at: usize) -> Option<(u32, usize)> {
        let (month, next) =
            self.sense(at, |sense| if let Sense::Month(month) = sense { Some(month) } else { None })?;
        let dotted = self.tokens.is_mark(next, '.') && self.tokens.touches(next) && next == at + 1;
        Some((month, if dotted { next + 1 } else { next }))
    }

    fn calendar(&self, at: usize) -> Option<(CalendarDate, usize)> {
        self.marked_units(at)
            .or_else(|| self.year_first(at))
            .or_else(|| self.numeric(at))
            .or_else(|| self.spaced_out(at))
            .or_else(|| self.day_month_name(at))
            .or_else(|| self.month_name_day(at))
            .or_else(|| self.ordinal_alone(at))
    }

    /// `2021年6月27日`, `4월 19일`, `10 月 23 日`.
    fn marked_units(&self, at: usize) -> Option<(CalendarDate, usize)> {
        let (first, _) = self.number(at)?;
        let (year, at) = match self.is(at + 1, Sense::YearMark) {
            Some(next) => (Some(i32::try_from(first).ok()?), next),
            None => (None, at),
        };
        // `15日 午後3時`: a day without its month, if a time of day follows; else it may count days.
        if let (None, Some(next)) =
            (year, self.is(at + 1, Sense::DayMark).filter(|_| (1..=31).contains(&first)))
        {
            let timed =
                self.sense(next, |s| matches!(s, Sense::Am | Sense::Pm | Sense::Part(..)).then_some(()));
            // `5일 7시간`: days and hours are a length of time.
            let hours = self.is(next + 1, Sense::HourMark).filter(|mark| {
                let unit = self.sense(next + 1, |s| matches!(s, Sense::Unit(_)).then_some(()));
                unit.is_none_or(|((), end)| end <= *mark)
            });
            let clock = self.tokens.number(next).is_some() && hours.is_some();
            if timed.is_some() || clock {
                return Some((CalendarDate { day: first, ..CalendarDate::default() }, next));
            }
        }
        let (month, _) = self.tokens.number(at).filter(|(m, _)| (1..=12).contains(m))?;
        let next = self.is(at + 1, Sense::MonthMark)?;
        let (day, _) = self.tokens.number(next).filter(|(d, _)| (1..=31).contains(d))?;
        let end = self.is(next + 1, Sense::DayMark)?;
        Some((CalendarDate { year, month: Some(month), day, ..CalendarDate::default() }, end))
    }

    /// `2021-06-17`, `2021/06/17`, `2021.06.17`.
    fn year_first(&self, at: usize) -> Option<(CalendarDate, usize)> {
        let (year, mistyped) = match self.number(at)? {
            (year, 4) => (year, None),
            (typed, 5) => (one_digit_less(typed)?, i32::try_from(typed).ok()),
            _ => return None,
        };
        let (_, month, next) = self.joined(at, None)?;
        let mark = self.tokens.get(at + 1).map(|t| t.kind);
        let (_, day, end) = self.joined(next - 1, mark)?;
        if !is_year(year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let (last_day, end) = self.last_day(day, end).map_or((None, end), |(last, next)| (Some(last), next));
        if self.runs_on(end) && !self.runs_on_to_a_clock(end) {
            return None;
        }
        let date = CalendarDate {
            year: i32::try_from(year).ok(),
            mistyped_year: mistyped,
            month: Some(month),
            day,
            last_day,
            ..CalendarDate::default()
        };
        Some((date, end))
    }

    /// `2025-07-30/31`: the last of several days.
    fn last_day(&self, day: u32, at: usize) -> Option<(u32, usize)> {
        let (last, 2) = self.tokens.number(at + 1)? else { return None };
        let joined = self.tokens.is_mark(at, '/') && self.tokens.touches(at) && self.tokens.touches(at + 1);
        let whole = !self.runs_on(at + 2) && !self.tokens.is_mark(at + 2, ':');
        (joined && whole && (day + 1..=31).contains(&last)).then_some((last, at + 2))
    }

    /// `2023-01-04/11:34`: a clock time behind a slash.
    fn runs_on_to_a_clock(&self, at: usize) -> bool {
        self.tokens.is_mark(at, '/')
            && self.tokens.is_mark(at + 2, ':')
            && self.tokens.number(at + 3).is_some()
    }

    /// `27/06/2016`, `02.07.2021`, `27-06-16`, `20/05`, `30.01.`.
    fn numeric(&self, at: usize) -> Option<(CalendarDate, usize)> {
        let (a, a_digits) = self.number(at).filter(|(n, digits)| (1..=31).contains(n) && *digits <= 2)?;
        let mark = self.tokens.get(at + 1).map(|t| t.kind);
        let (b_digits, b, next) = self.joined(at, None)?;
        let dot = self.tokens.is_mark(at + 1, '.');
        // Dotted dates are never month first; `1.13.12` is a version.
        if b_digits > 2 || !(1..=31).contains(&b) || (a > 12 && b > 12) || (dot && b > 12) {
            return None;
        }
        let (day, month) = if b > 12 { (b, a) } else { (a, b) };
        let swappable = !dot && a <= 12 && b <= 12 && a != b;
        let date = CalendarDate {
            month: Some(month),
            day,
            numeric: true,
            month_stood_first: b > 12,
            swappable,
            ..CalendarDate::default()
        };
        if let Some((digits, year, end)) = self.joined(next - 1, mark) {
            let year = match digits {
                4 if is_year(year) => i32::try_from(year).ok()?,
                2 if a_digits == 2 && b_digits == 2 => full_year(year),
                2 if !dot && (a_digits == 2 || b_digits == 2) => full_year(year),
                _ => return None,
            };
            return (!self.runs_on(end)).then_some((CalendarDate { year: Some(year), ..date }, end));
        }
        // `21/9-20`: a year of two digits behind a dash, before a clock time or the end.
        if self.tokens.is_mark(at + 1, '/')
            && let Some((2, year, end)) = self.joined(next - 1, Some(Kind::Mark('-')))
            && year > 12
            && !self.runs_on(end)
            && !self.tokens.is_mark(end, ':')
        {
            return Some((CalendarDate { year: Some(full_year(year)), ..date }, end));
        }
        let closed = dot && self.tokens.is_mark(next, '.') && self.tokens.touches(next);
        // `alle 16.05`: a word that only stands before clock times introduces no date.
        let introduced = self
            .before(at, |s| matches!(s, Sense::Of | Sense::Weekday(_) | Sense::From | Sense::To))
            && !(dot && self.before(at, |s| s == Sense::At));
        let whole = match () {
            () if self.tokens.is_mark(at + 1, '/') => b_digits == 2 || introduced,
            // `30.01.` is a date where languages write it so; elsewhere `QP 07.3.` is a number.
            () if closed => introduced || (a_digits + b_digits > 2 && self.locale.day_first == Some(true)),
            () if dot => a_digits == 2 && b_digits == 2 && introduced,
            // `[03-26 17:40]`: the order of ISO dates without their year; only a clock time behind it tells it from a range.
            () if a_digits == 2 && b_digits == 2 && self.clock_follows(next) => {
                let (month, day) = if a <= 12 { (a, b) } else { (b, a) };
                let iso = CalendarDate { month: Some(month), day, swappable: false, ..date };
                return (!self.runs_on(next)).then_some((iso, next));
            }
            () => false,
        };
        let end = if closed && self.tokens.get(next + 1).is_some_and(|t| t.spaced) && self.continues(next + 1)
        {
            next + 1
        } else {
            next
        };
        (whole && !self.runs_on(end)).then_some((date, end))
    }

    /// Whether `17:40` stands right behind, in two digits each.
    fn clock_follows(&self, at: usize) -> bool {
        let two = |at: usize| self.tokens.number(at).is_some_and(|(_, digits)| digits == 2);
        self.tokens.get(at).is_some_and(|t| t.spaced)
            && two(at)
            && self.tokens.is_mark(at + 1, ':')
            && two(at + 2)
    }

    /// `3. 11. 2021`: with spaces behind its dots, and the year in full.
    fn spaced_out(&self, at: usize) -> Option<(CalendarDate, usize)> {
        let (day, 1..=2) = self.number(at)? else { return None };
        let dotted = |i: usize| self.tokens.is_mark(i, '.') && self.tokens.touches(i);
        let (month, 1..=2) = self.tokens.number(at + 2)? else { return None };
        let (year, 4) = self.tokens.number(at + 4)? else { return None };
        let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && is_year(year);
        let date = CalendarDate {
            year: i32::try_from(year).ok(),
            month: Some(month),
            day,
            numeric: true,
            ..CalendarDate::default()
        };
        (fits && dotted(at + 1) && dotted(at + 3)).then_some((date, at + 5))
    }

    /// Whether a sentence goes on at a token: the dot before it was part of the date.
    fn continues(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            self.line
                .get(token.start as usize..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(|c| !c.is_uppercase())
        })
    }

    /// `27 June 2016`, `27th of June`, `1er juin`, `2. Februar 2008`, `7-12 November`.
    fn day_month_name(&self, at: usize) -> Option<(CalendarDate, usize)> {
        if self.numbers_an_item(at) {
            return None;
        }
        let (day, mut next) = self.bare_day(at)?;
        let mut last_day = None;
        if self.tokens.is_mark(next, '-')
            && let Some((last, after)) = self.bare_day(next + 1).filter(|(last, _)| *last > day)
        {
            (last_day, next) = (Some(last), after);
        }
        let next = self.filler(next, &['-', '.']);
        let (month, next) = self.month(next)?;
        let (year, end) = self.year(next).map_or((None, next), |(year, end)| (Some(year), end));
        Some((CalendarDate { year, month: Some(month), day, last_day, ..CalendarDate::default() }, end))
    }

    /// `1. November 4th`, `2. November 13, 2013`: the date is whole without the number, which counts items of a list.
    fn numbers_an_item(&self, at: usize) -> bool {
        if !self.tokens.is_mark(at + 1, '.') || !self.tokens.get(at + 2).is_some_and(|t| t.spaced) {
            return false;
        }
        let Some((_, day)) = self.month(at + 2) else { return false };
        let Some((_, digits)) = self.tokens.number(day) else { return false };
        let ordinal = self.tokens.touches(day + 1) && self.is(day + 1, Sense::Ordinal).is_some();
        digits <= 2 && self.bare_day(day).is_some() && (ordinal || self.tokens.is_mark(day + 1, ','))
    }

    /// `June 27th, 2016`, `Mar 13`.
    fn month_name_day(&self, at: usize) -> Option<(CalendarDate, usize)> {
        let (month, next) = self.month(at)?;
        let next = self.filler(next, &['-']);
        let (day, mut next) = self.bare_day(next)?;
        let mut last_day = None;
        if self.tokens.is_mark(next, '-')
            && let Some((last, after)) = self.bare_day(next + 1).filter(|(last, _)| *last > day)
        {
            (last_day, next) = (Some(last), after);
        }
        let (year, end) = self.year(next).map_or((None, next), |(year, end)| (Some(year), end));
        Some((CalendarDate { year, month: Some(month), day, last_day, ..CalendarDate::default() }, end))
    }

    /// `the 23rd`: an ordinal alone.
    fn ordinal_alone(&self, at: usize) -> Option<(CalendarDate, usize)> {
        let (day, _) = self.number(at).filter(|(d, digits)| (1..=31).contains(d) && *digits <= 2)?;
        let end = self
            .is(at + 1, Sense::Ordinal)
            .filter(|_| self.tokens.touches(at + 1) && self.tokens.is_word(at + 1))?;
        self.before(at, |s| s == Sense::Of).then_some((CalendarDate { day, ..CalendarDate::default() }, end))
    }

    /// A day of the month without its month, its ordinal mark included.
    fn bare_day(&self, at: usize) -> Option<(u32, usize)> {
        let (day, _) = self.number(at).filter(|(d, digits)| (1..=31).contains(d) && *digits <= 2)?;
        let next = match self.is(at + 1, Sense::Ordinal) {
            Some(next) if self.tokens.touches(at + 1) => next,
            _ => at + 1,
        };
        let clock = self.tokens.is_mark(next, ':') && self.tokens.number(next + 1).is_some()
            || self.is(next, Sense::HourMark).is_some()
                && next == at + 1
                && self.is(next, Sense::Ordinal).is_none();
        (!clock).then_some((day, next))
    }

    /// A year after a day and a month.
    fn year(&self, at: usize) -> Option<(i32, usize)> {
        let next = self.filler(at, &[',', '-', '.', '\'']);
        let (year, digits) = self.tokens.number(next)?;
        let clock = self.tokens.is_mark(next + 1, ':') && self.tokens.touches(next + 1);
        match digits {
            4 if is_year(year) && !clock => Some((i32::try_from(year).ok()?, next + 1)),
            2 if self.tokens.is_mark(next.checked_sub(1)?, '\'') => Some((full_year(year), next + 1)),
            _ => None,
        }
    }

    /// The number that a mark joins to the token at `at`: how many digits, its value, the token after it.
    fn joined(&self, at: usize, like: Option<crate::text::token::Kind>) -> Option<(usize, u32, usize)> {
        let kind = self.tokens.get(at + 1).map(|t| t.kind)?;
        let fits = like.map_or_else(
            || ['/', '.', '-'].iter().any(|m| self.tokens.is_mark(at + 1, *m)),
            |like| like == kind,
        );
        if !fits || !self.tokens.touches(at + 1) || !self.tokens.touches(at + 2) {
            return None;
        }
        let (value, digits) = self.tokens.number(at + 2)?;
        Some((digits, value, at + 3))
    }

    /// Whether a numeric date goes on into something else: a version, an address, a path.
    fn runs_on(&self, at: usize) -> bool {
        let mark = ['.', '/', '-'].iter().any(|m| self.tokens.is_mark(at, *m));
        mark && self.tokens.touches(at) && self.tokens.touches(at + 1) && self.tokens.number(at + 1).is_some()
    }
}

/// The year that a number of five digits means where one digit was typed too often: `22025`. `None` where leaving out
/// one digit gives no year, or several.
fn one_digit_less(typed: u32) -> Option<u32> {
    let years = [1, 10, 100, 1_000, 10_000].map(|place| typed / (place * 10) * place + typed % place);
    let mut years = years.into_iter().filter(|year| is_year(*year));
    let year = years.next()?;
    years.all(|other| other == year).then_some(year)
}
