//! Moments, durations and counts in words.

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Timelike};
use incstats_analysis::estimate::{Bounds, Unit};
use incstats_analysis::view::Basis;
use incstats_model::duration::in_words;
use incstats_model::{DurationBounds, Instant, Period, Precision, TimeBounds};

/// `2 Jul 2021`.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// `2 Jul 2021 15:45`; seconds where there are any.
pub(crate) fn moment(at: Instant) -> String {
    format!("{} {}", day(at.date_naive()), clock(at, Precision::Minute))
}

/// `27 Jun 2016, 16:15 to 19:30`, or two days with their times where they differ, or the days alone.
pub(crate) fn span(from: Instant, to: Instant) -> String {
    let midnight = |at: Instant| at.num_seconds_from_midnight() == 0;
    let last = to - TimeDelta::seconds(1);
    match (from.date_naive(), to.date_naive()) {
        _ if from == to => moment(from),
        (a, _) if midnight(from) && midnight(to) && a == last.date_naive() => day(a),
        (a, _) if midnight(from) && midnight(to) => format!("{} to {}", day(a), day(last.date_naive())),
        (a, b) if a == b => {
            format!("{}, {} to {}", day(a), clock(from, Precision::Minute), clock(to, Precision::Minute))
        }
        _ => format!("{} to {}", moment(from), moment(to)),
    }
}

fn clock(at: Instant, precision: Precision) -> String {
    let whole = at.second() == 0 && precision != Precision::Second;
    at.format(if whole { "%H:%M" } else { "%H:%M:%S" }).to_string()
}

/// When something was, as short as it can be said: `16:15`, `20 May 04–12 h`, `20 May 18–04 h` of a night, `20 May`. With `dated`, the day comes
/// first; with `years`, its year too.
pub(crate) fn clock_range(bounds: &TimeBounds, dated: bool, years: bool) -> String {
    let (from, to) = (bounds.earliest(), bounds.latest());
    let date = |at: Instant| {
        let year = if years { format!(" {}", at.year()) } else { String::new() };
        format!("{}{year}", at.format("%-d %b"))
    };
    let clock = |at| clock(at, bounds.precision());
    let about = if bounds.precision() == Precision::Approximate { "about " } else { "" };
    if bounds.is_exact() {
        return if dated {
            format!("{about}{} {}", date(from), clock(from))
        } else {
            format!("{about}{}", clock(from))
        };
    }
    let midnight = |at: Instant| at.num_seconds_from_midnight() == 0;
    if midnight(from) && midnight(to) {
        let last = to - TimeDelta::seconds(1);
        return if last.date_naive() == from.date_naive() {
            date(from)
        } else {
            format!("{} – {}", date(from), date(last))
        };
    }
    let hour = |at: Instant| at.num_seconds_from_midnight().is_multiple_of(3_600);
    let night = to.date_naive() == from.date_naive() + Days::new(1) && to - from <= TimeDelta::hours(12);
    if hour(from) && hour(to) && (night || (to - TimeDelta::seconds(1)).date_naive() == from.date_naive()) {
        let end = if midnight(to) { 24 } else { to.hour() };
        let hours = format!("{:02}–{end:02} h", from.hour());
        return if dated { format!("{} {hours}", date(from)) } else { hours };
    }
    let end = if midnight(to) && (to - TimeDelta::seconds(1)).date_naive() == from.date_naive() {
        "24:00".to_owned()
    } else if to.date_naive() == from.date_naive() {
        clock(to)
    } else {
        format!("{} {}", date(to), clock(to))
    };
    let start = if dated { format!("{} {}", date(from), clock(from)) } else { clock(from) };
    format!("{start}–{end}")
}

/// A duration in its two largest units, rounded down, for where there is little room: `43 d 3 h`, `3 h 15 min`.
fn short(duration: TimeDelta) -> String {
    let seconds = duration.num_seconds();
    let unit = match seconds.abs() {
        s if s >= 86_400 * 100 => 86_400,
        s if s >= 86_400 => 3_600,
        s if s >= 3_600 => 60,
        _ => 1,
    };
    in_words(TimeDelta::try_seconds(seconds / unit * unit).unwrap_or(duration))
}

/// Bounds in words: `41 min`, `5 h to 11 h`, `at least 43 d`.
pub(crate) fn bounds(duration: &DurationBounds) -> String {
    let least = short(duration.min());
    match duration.max().map(short) {
        None => format!("at least {least}"),
        Some(most) if most == least => least,
        Some(most) if duration.min() == TimeDelta::zero() => format!("up to {most}"),
        Some(most) => format!("{least} to {most}"),
    }
}

/// A number of seconds in words, in its two largest units.
pub(crate) fn seconds(seconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "saturates")]
    let whole = seconds.round() as i64;
    short(TimeDelta::try_seconds(whole).unwrap_or(TimeDelta::MAX))
}

/// When something ended, in a sentence: `within 3 h 15 min`, `at once`.
pub(crate) fn within(value: &Bounds) -> String {
    match value.most() {
        Some(most) if most <= 0.0 => "at once".to_owned(),
        _ => format!("within {}", Unit::Seconds.say_bounds(value)),
    }
}

/// The period asked for: `2021Q2`, or the whole history.
pub(crate) fn asked_for(period: Option<Period>) -> String {
    period.map_or_else(|| "whole history".to_owned(), |period| period.to_string())
}

/// Whose days and hours they are: `days of Europe/Zurich`.
pub(crate) fn zones(what: &str, basis: &Basis) -> String {
    match basis.zones.as_slice() {
        [one] => format!("{what} of {one}"),
        _ => format!("{what} of each incident's own zone"),
    }
}

/// The first letter as a capital.
pub(crate) fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `1 incident`, `12 incidents`.
pub(crate) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{} {one}s", grouped(n)) }
}

/// Thousands apart: `12,345`.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn range(from: &str, to: &str, precision: Precision) -> TimeBounds {
        let at = |text: &str| DateTime::parse_from_rfc3339(&format!("2021-{text}:00+02:00")).unwrap();
        TimeBounds::between(at(from), at(to), precision)
    }

    #[test]
    fn times_are_said_as_finely_as_they_are_known() {
        for (from, to, said) in [
            ("05-20T16:15", "05-20T16:15", "20 May 16:15"),
            ("05-20T04:00", "05-20T12:00", "20 May 04–12 h"),
            ("05-20T00:00", "05-21T00:00", "20 May"),
            ("05-20T00:00", "05-22T00:00", "20 May – 21 May"),
            ("05-20T18:00", "05-21T00:00", "20 May 18–24 h"),
            ("05-20T18:00", "05-21T04:00", "20 May 18–04 h"),
            ("05-20T12:00", "05-21T04:00", "20 May 12:00–21 May 04:00"),
        ] {
            assert_eq!(clock_range(&range(from, to, Precision::Day), true, false), said);
        }
        let about = range("05-20T16:30", "05-20T16:30", Precision::Approximate);
        assert_eq!(clock_range(&about, false, true), "about 16:30");
    }

    #[test]
    fn counts_and_durations_are_short() {
        assert_eq!(count(1, "incident"), "1 incident");
        assert_eq!(count(12_345, "event"), "12,345 events");
        assert_eq!(short(TimeDelta::minutes(62_145)), "43 d 3 h");
        assert_eq!(short(TimeDelta::days(981)), "981 d");
        assert_eq!(short(TimeDelta::seconds(93_784)), "1 d 2 h");
        let range = DurationBounds::closed(TimeDelta::zero(), TimeDelta::hours(8));
        assert_eq!(bounds(&range), "up to 8 h");
    }
}
