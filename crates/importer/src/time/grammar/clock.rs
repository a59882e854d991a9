//! Times of day: `16:15`, `16h30`, `15.45` after `à`, `4 pm`, `0730 UTC`, `Matin`, `Soirée/Nuit`, `午後0時30分`.

use super::Parser;
use crate::locale::{Sense, Unit};
use crate::time::calendar::is_year;
use crate::time::expression::ClockPart;

/// Where a clock time stands; after a date, or after `at`, fewer marks make one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Alone.
    Free,
    /// After a date.
    AfterDate,
    /// After a date that says its year.
    AfterFullDate,
    /// As the second end of a range of times.
    AfterJoin,
}

/// Half a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

/// How far, in tokens, a word of versions reaches to a dotted number.
const VERSION_REACH: usize = 8;

impl Parser<'_> {
    /// A clock time or a part of the day, and the token after it.
    pub(super) fn clock(&self, at: usize, standing: Standing) -> Option<(ClockPart, usize)> {
        self.named(at)
            .or_else(|| self.in_one_word(at))
            .or_else(|| self.open_minutes(at))
            .or_else(|| self.spoken(at))
            .or_else(|| self.clock_time(at, standing))
            .or_else(|| self.part(at))
    }

    fn named(&self, at: usize) -> Option<(ClockPart, usize)> {
        self.sense(at, |sense| match sense {
            Sense::Noon => Some(12),
            Sense::Midnight => Some(0),
            _ => None,
        })
        .map(|(hour, next)| {
            (ClockPart::At { hour, minute: 0, second: None, bare_hour: false, half_said: true }, next)
        })
    }

    /// `yhdeksältä`, `niotiden`, `9-tiden`.
    fn in_one_word(&self, at: usize) -> Option<(ClockPart, usize)> {
        let word = self.sense(at, |sense| if let Sense::Hour(hour) = sense { Some(hour) } else { None });
        let about = || {
            let hour = self.hour(at).filter(|hour| *hour < 24)?;
            let joined = self.tokens.is_mark(at + 1, '-')
                && self.tokens.touches(at + 1)
                && self.tokens.touches(at + 2);
            Some((hour, self.is(at + 2, Sense::HourAbout).filter(|_| joined)?))
        };
        let (hour, next) = word.or_else(about)?;
        Some((ClockPart::At { hour, minute: 0, second: None, bare_hour: true, half_said: hour > 12 }, next))
    }

    /// `14:??`, `9:xx`: some time in that hour.
    fn open_minutes(&self, at: usize) -> Option<(ClockPart, usize)> {
        let hour = self.hour(at).filter(|hour| *hour < 24)?;
        let glued = (at + 1..at + 3).all(|i| self.tokens.touches(i)) && self.tokens.is_mark(at + 1, ':');
        let asked = self.tokens.is_mark(at + 2, '?')
            && self.tokens.is_mark(at + 3, '?')
            && self.tokens.touches(at + 3);
        let crossed = self.tokens.text(at + 2) == "xx";
        let next = if asked { at + 4 } else { at + 3 };
        (glued && (asked || crossed))
            .then_some((ClockPart::Part { from: hour * 60, to: hour * 60 + 60 }, next))
    }

    /// `half past eight`, `five past seven`, `quarter to 9`, `ten o'clock`. Which half of the day is meant is not said.
    fn spoken(&self, at: usize) -> Option<(ClockPart, usize)> {
        let (minutes, sign, next) = self.minutes_of_hour(at).unwrap_or((0, 1, at));
        let more = |end| self.is(end, Sense::HalfMore);
        let (hour, end) = self.small_number(next, 12)?;
        let mark =
            self.is(end, Sense::Oclock).or_else(|| self.is(end, Sense::HourMark).filter(|_| next > at));
        // `a las tres y media`: only a word for a number, and only where a time of day is announced.
        let half_more = more(end).filter(|_| next == at && self.introduced(at));
        if next == at && mark.is_none() && half_more.is_none() {
            return None;
        }
        let minutes = if half_more.is_some() { 30 } else { minutes };
        let mark = mark.or(half_more);
        let total = (hour % 12 * 60 + 720).saturating_add_signed(sign * minutes) % 720;
        let (hour, minute) = (if total < 60 { 12 } else { total / 60 }, total % 60);
        let clock = ClockPart::At { hour, minute, second: None, bare_hour: false, half_said: false };
        let end = mark.unwrap_or(end);
        let (half, end) = self.half(end).map_or((None, end), |(half, after)| (Some(half), after));
        Some((apply_half(clock, half), end))
    }

    /// `half past`, `five past`, `a quarter to`: minutes, the direction, the token after.
    fn minutes_of_hour(&self, at: usize) -> Option<(i32, i32, usize)> {
        if let Some(next) = self.is(at, Sense::HalfTo) {
            return Some((30, -1, next));
        }
        let article = self.is(at, Sense::Number(1)).filter(|next| self.is(*next, Sense::Quarter).is_some());
        let at = article.unwrap_or(at);
        let (minutes, next) = if let Some(next) = self.is(at, Sense::Half) {
            (30, next)
        } else if let Some(next) = self.is(at, Sense::Quarter) {
            (15, next)
        } else {
            self.small_number(at, 30)?
        };
        let minutes = i32::try_from(minutes).ok()?;
        if let Some(next) = self.is(next, Sense::Past) {
            return Some((minutes, 1, next));
        }
        // `9 to 11` is a range; `ten to fifteen minutes` is no time of day.
        if self.tokens.number(at).is_some() {
            return None;
        }
        let (next, number) = (self.is(next, Sense::To)?, self.small_number(self.is(next, Sense::To)?, 12)?);
        let unit = self.sense(number.1, |s| matches!(s, Sense::Unit(_)).then_some(()));
        unit.is_none().then_some((minutes, -1, next))
    }

    fn small_number(&self, at: usize, most: u32) -> Option<(u32, usize)> {
        let word = self.sense(at, |s| if let Sense::Number(n) = s { Some(n) } else { None });
        word.or_else(|| self.number(at).map(|(n, _)| (n, at + 1))).filter(|(n, _)| (1..=most).contains(n))
    }

    fn clock_time(&self, at: usize, standing: Standing) -> Option<(ClockPart, usize)> {
        let (half, start) = self.half(at).map_or((None, at), |(half, next)| (Some(half), next));
        let (clock, next) = self
            .with_colon(start)
            .or_else(|| self.with_hour_mark(start, standing))
            .or_else(|| self.with_dot(start, standing))
            .or_else(|| self.four_digits(start, standing))
            .or_else(|| self.bare_with_half(start, half.is_some()))
            .or_else(|| self.with_hour_word(start))
            .or_else(|| self.bare_hour(start))?;
        // `HH:MM Uhr`, `16.30 u`.
        let next = self.is(next, Sense::HourMark).filter(|_| self.tokens.is_word(next)).unwrap_or(next);
        let (half, next) = match half {
            Some(half) => (Some(half), next),
            None => self.half(next).map_or((None, next), |(half, after)| (Some(half), after)),
        };
        let clock = apply_half(clock, half);
        Some((clock, next))
    }

    fn half(&self, at: usize) -> Option<(Half, usize)> {
        self.sense(at, |sense| match sense {
            Sense::Am => Some(Half::Am),
            Sense::Pm => Some(Half::Pm),
            _ => None,
        })
    }

    fn hour(&self, at: usize) -> Option<u32> {
        self.number(at).filter(|(hour, digits)| *hour <= 24 && *digits <= 2).map(|(hour, _)| hour)
    }

    fn two_digits(&self, at: usize, below: u32) -> Option<u32> {
        self.tokens.number(at).filter(|(n, digits)| *n < below && *digits == 2).map(|(n, _)| n)
    }

    /// `16:15`, `16:15:02`, `16:15:02.123`.
    fn with_colon(&self, at: usize) -> Option<(ClockPart, usize)> {
        let hour = self.hour(at)?;
        if !self.tokens.is_mark(at + 1, ':') || !self.tokens.touches(at + 1) || !self.tokens.touches(at + 2) {
            return None;
        }
        let minute = self.two_digits(at + 2, 60)?;
        let mut next = at + 3;
        let mut second = None;
        let third = self.tokens.touches(next + 1) && self.tokens.number(next + 1).is_some();
        if self.tokens.is_mark(next, ':') && self.tokens.touches(next) && third {
            // A third part that is no seconds: an address or a ratio, not a time.
            second = Some(self.two_digits(next + 1, 61)?);
            next += 2;
            let fraction = (self.tokens.is_mark(next, '.') || self.tokens.is_mark(next, ','))
                && self.tokens.touches(next)
                && self.tokens.touches(next + 1)
                && self.tokens.number(next + 1).is_some();
            next += if fraction { 2 } else { 0 };
        }
        if hour == 24 && (minute, second.unwrap_or(0)) != (0, 0) {
            return None;
        }
        Some((ClockPart::At { hour, minute, second, bare_hour: false, half_said: false }, next))
    }

    /// `16h30`, `14 h 32`, `15h`, `11 Uhr`, `8点56分`.
    fn with_hour_mark(&self, at: usize, standing: Standing) -> Option<(ClockPart, usize)> {
        let hour = self.hour(at)?;
        let point = |at| self.is(at, Sense::HourPoint).filter(|_| self.tokens.touches(at + 1));
        let next = self.is(at + 1, Sense::HourMark).or_else(|| point(at + 1))?;
        // `3時間` is a length of time, though it begins like `3時`.
        if self
            .sense(at + 1, |s| matches!(s, Sense::Unit(_)).then_some(()))
            .is_some_and(|((), unit)| unit > next)
        {
            return None;
        }
        if let Some(minute) = self.two_digits(next, 60).or_else(|| self.one_digit_before_mark(next)) {
            let after = self.is(next + 1, Sense::MinuteMark);
            // `4h 9m`, `7 h 20 min` are durations, but `8点56分` is a clock time.
            let duration = self.sense(next + 1, |s| matches!(s, Sense::Unit(_)).then_some(())).is_some()
                && after.is_none();
            if !duration && hour < 24 {
                let clock = ClockPart::At { hour, minute, second: None, bare_hour: false, half_said: false };
                return Some((clock, after.unwrap_or(next + 1)));
            }
        }
        if let Some(end) = self.is(next, Sense::HalfMore).filter(|_| hour < 24) {
            let clock = ClockPart::At { hour, minute: 30, second: None, bare_hour: false, half_said: false };
            return Some((clock, end));
        }
        self.is(at + 1, Sense::HourMark)?;
        // `15h` may be a length of time; something must say that it is a time of day.
        let said = standing != Standing::Free
            || self.introduced(at)
            || at.checked_sub(1).is_some_and(|before| self.half(before).is_some());
        let unit = self.sense(at + 1, |s| matches!(s, Sense::Unit(_)).then_some(())).is_some();
        // `8 h du matin`, `3 h de l'après-midi`.
        let part = self.sense(self.filler(next, &['\'']), |s| matches!(s, Sense::Part(..)).then_some(()));
        let said = said || part.is_some();
        (hour < 24 && (said || !unit)).then_some((
            ClockPart::At { hour, minute: 0, second: None, bare_hour: true, half_said: false },
            next,
        ))
    }

    /// `8点5分`: a single digit counts only with the mark of minutes behind it.
    fn one_digit_before_mark(&self, at: usize) -> Option<u32> {
        let (minute, 1) = self.tokens.number(at)? else { return None };
        self.is(at + 1, Sense::MinuteMark).map(|_| minute)
    }

    /// `15.45`, `15,45`: only where something says that it is a time.
    fn with_dot(&self, at: usize, standing: Standing) -> Option<(ClockPart, usize)> {
        let hour = self.hour(at).filter(|hour| *hour < 24)?;
        let dot = self.tokens.is_mark(at + 1, '.') || self.tokens.is_mark(at + 1, ',');
        if !dot || !self.tokens.touches(at + 1) || !self.tokens.touches(at + 2) {
            return None;
        }
        let minute = self.two_digits(at + 2, 60)?;
        let next = at + 3;
        // `1.20rc1`: letters that touch it and mark no time make a version of it.
        let marked = self.is(next, Sense::HourMark).is_some()
            || self.half(next).is_some()
            || self.zone(next).is_some();
        let lettered =
            self.tokens.touches(next) && self.tokens.is_word(next) && self.tokens.text(next).is_ascii();
        if (lettered && !marked) || self.is_version(at) {
            return None;
        }
        let longer = (self.tokens.is_mark(next, '.') || self.tokens.is_mark(next, '/'))
            && self.tokens.touches(next)
            && self.tokens.touches(next + 1)
            && self.tokens.number(next + 1).is_some();
        let said = standing != Standing::Free
            || self.introduced(at)
            || self.is(next, Sense::HourMark).is_some()
            || self.half(next).is_some();
        (said && !longer).then_some((
            ClockPart::At { hour, minute, second: None, bare_hour: false, half_said: false },
            next,
        ))
    }

    /// `upgraded from 1.11 to 1.13`: a dotted number not far behind a word of versions is one, unless `at` makes it a time.
    fn is_version(&self, at: usize) -> bool {
        let near = at.saturating_sub(VERSION_REACH)..at;
        !self.before(at, |s| s == Sense::At) && near.into_iter().any(|i| self.is(i, Sense::Version).is_some())
    }

    /// `1730`: only where something says that it is a time, and never a year without that.
    fn four_digits(&self, at: usize, standing: Standing) -> Option<(ClockPart, usize)> {
        let (number, 4) = self.number(at)? else { return None };
        let (hour, minute) = (number / 100, number % 100);
        // `2024-09` is a month, `2024-0217` an id.
        let hyphened =
            self.tokens.is_mark(at + 1, '-') && self.tokens.touches(at + 1) && self.tokens.touches(at + 2);
        let year = is_year(number) && standing != Standing::AfterFullDate;
        let told = self.tokens.is_clock(at);
        if year && hyphened && self.tokens.number(at + 2).is_some() {
            return None;
        }
        let marked = self.is(at + 1, Sense::HourMark).is_some() || self.zone(at + 1).is_some();
        let said = told || marked || (!year && (standing != Standing::Free || self.introduced(at)));
        (hour < 24 && minute < 60 && said).then_some((
            ClockPart::At { hour, minute, second: None, bare_hour: false, half_said: false },
            at + 1,
        ))
    }

    /// `4 pm`, `午後3`.
    fn bare_with_half(&self, at: usize, half: bool) -> Option<(ClockPart, usize)> {
        let hour = self.hour(at).filter(|hour| *hour <= 12)?;
        (half || self.half(at + 1).is_some()).then_some((
            ClockPart::At { hour, minute: 0, second: None, bare_hour: true, half_said: false },
            at + 1,
        ))
    }

    /// `в 9 часов`, `о 9 годині`, `v 14 hodin 30 minut`: the word for hours behind an announced number.
    fn with_hour_word(&self, at: usize) -> Option<(ClockPart, usize)> {
        let hour = self.hour(at).filter(|hour| *hour < 24)?;
        let ordinal = usize::from(self.tokens.is_mark(at + 1, '.'));
        let next = self.is(at + 1 + ordinal, Sense::Unit(Unit::Hour))?;
        let counts = self.sense(next, |s| matches!(s, Sense::Later | Sense::Ago).then_some(())).is_some();
        if counts || !(self.before(at, |s| s == Sense::At) || self.announced(at)) {
            return None;
        }
        let minutes = self.two_digits(next, 60).zip(self.is(next + 1, Sense::Unit(Unit::Minute)));
        let (minute, end) = minutes.unwrap_or((0, next));
        let bare_hour = minutes.is_none();
        Some((ClockPart::At { hour, minute, second: None, bare_hour, half_said: false }, end))
    }

    /// `klo 9`, `alle 22`, `godz. 8`: behind some words a bare number is an hour.
    fn bare_hour(&self, at: usize) -> Option<(ClockPart, usize)> {
        let hour = self.hour(at).filter(|hour| *hour < 24)?;
        let goes_on = self.tokens.touches(at + 1)
            && !self.tokens.is_word(at + 1)
            && (self.tokens.is_mark(at + 1, '%')
                || self.tokens.number(at + 2).is_some()
                    && self.tokens.touches(at + 2)
                    && !self.tokens.is_mark(at + 1, '-'));
        let counted = self.sense(at + 1, |s| matches!(s, Sense::Unit(_)).then_some(())).is_some();
        if goes_on || counted || !self.announced(at) {
            return None;
        }
        let (minute, next) = self.minutes_joined(at + 1).unwrap_or((0, at + 1));
        let bare_hour = next == at + 1;
        Some((ClockPart::At { hour, minute, second: None, bare_hour, half_said: false }, next))
    }

    /// `alle 14 e 30`: minutes behind a bare hour, unless they may be another hour: `alle 14 e 16`.
    fn minutes_joined(&self, at: usize) -> Option<(u32, usize)> {
        let next = self.is(at, Sense::MinuteJoin)?;
        let minute = self.two_digits(next, 60).filter(|minute| *minute > 24 || minute % 5 == 0)?;
        Some((minute, next + 1))
    }

    /// Whether words stand before a number that make it an hour.
    pub(super) fn announced(&self, at: usize) -> bool {
        let known = self.sense(at + 1, Some).is_some();
        let noun = self.tokens.is_word(at + 1) && !known && self.tokens.text(at + 1).chars().count() > 3;
        self.before(at, |s| s == Sense::BeforeHour || (s == Sense::BeforeLoneHour && !noun))
    }

    /// Whether `at`, `around`, `from`, `between` and the like stand before a number.
    fn introduced(&self, at: usize) -> bool {
        self.before(at, |s| {
            matches!(
                s,
                Sense::At
                    | Sense::Around
                    | Sense::From
                    | Sense::To
                    | Sense::Between
                    | Sense::And
                    | Sense::Since
                    | Sense::Until
                    | Sense::By
            )
        })
    }

    /// `Matin`, `early morning`, `Soirée/Nuit`, `Après-midi et soirée`.
    fn part(&self, at: usize) -> Option<(ClockPart, usize)> {
        let (first, mut next) = self.one_part(at)?;
        let (mut from, mut to) = first;
        loop {
            let joined = if self.tokens.is_mark(next, '/') || self.tokens.is_mark(next, '-') {
                next + 1
            } else {
                self.is(next, Sense::And).unwrap_or(next)
            };
            match self.one_part(joined).filter(|_| joined > next) {
                Some(((second_from, second_to), after)) => {
                    (from, to) = (from.min(second_from), to.max(second_to));
                    next = after;
                }
                None => return Some((ClockPart::Part { from, to }, next)),
            }
        }
    }

    fn one_part(&self, at: usize) -> Option<((u32, u32), usize)> {
        let third = |sense| match sense {
            Sense::Early => Some(0),
            Sense::Mid => Some(1),
            Sense::Late => Some(2),
            _ => None,
        };
        let part = |s| if let Sense::Part(a, b) = s { Some((a, b)) } else { None };
        // `mid-morning` may be a part with bounds of its own.
        if let Some((bounds, next)) = self.sense(at, part).filter(|_| self.sense(at, third).is_some()) {
            return Some((bounds, next));
        }
        let (modifier, start) = self.sense(at, third).map_or((None, at), |(n, next)| (Some(n), next));
        let start = if modifier.is_some() && self.tokens.is_mark(start, '-') { start + 1 } else { start };
        let start = if modifier.is_some() { self.filler(start, &[]) } else { start };
        let ((from, to), next) = self.sense(start, part)?;
        // `early` is the first half, `late` the second, `mid` the middle one.
        let quarter = (to - from) / 4;
        let bounds = match modifier {
            Some(0) => (from, to - 2 * quarter),
            Some(1) => (from + quarter, to - quarter),
            Some(_) => (from + 2 * quarter, to),
            None => (from, to),
        };
        Some((bounds, next))
    }
}

/// A clock time with am or pm applied; `13:40 pm` is what it says without it.
fn apply_half(clock: ClockPart, half: Option<Half>) -> ClockPart {
    let ClockPart::At { hour, minute, second, bare_hour, .. } = clock else { return clock };
    let hour = match half {
        Some(Half::Am) if hour == 12 => 0,
        Some(Half::Pm) if hour < 12 => hour + 12,
        _ => hour,
    };
    ClockPart::At { hour, minute, second, bare_hour, half_said: half.is_some() || hour > 12 || hour == 0 }
}
