//! Moments, durations and counts in words.

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Timelike};
use incstats_analysis::estimate::{Bounds, Unit};
use incstats_analysis::view::Basis;
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
    if end == clock(from) && to.offset() != from.offset() {
        return format!("{start} (shown twice)");
    }
    format!("{start}–{end}")
}

/// Bounds in words, as every figure of the same bounds says them: `41 min`, `5 h to 11 h`, `at least 43 d`.
pub(crate) fn bounds(duration: &DurationBounds) -> String {
    let least = duration.min().num_seconds() as f64;
    let most = duration.max().map(|most| most.num_seconds() as f64);
    let known = most.map_or_else(|| Bounds::at_least(least), |most| Bounds::between(least, most));
    known.map_or_else(|_| duration.to_string(), |known| Unit::Seconds.say_bounds(&known))
}

/// A number of seconds in words, as every figure of them says it.
pub(crate) fn seconds(seconds: f64) -> String {
    Unit::Seconds.say(seconds)
}

/// How long nothing happened, for the narrow break of an axis: whole days above two.
pub(crate) fn gap(silence: TimeDelta) -> String {
    let days = silence.num_days();
    seconds(if days >= 2 { days * 86_400 } else { silence.num_seconds() } as f64)
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

/// How many incidents a figure leaves out: `; 2 lack an end of it`. Empty for none.
pub(crate) fn lacking(n: usize) -> String {
    match n {
        0 => String::new(),
        1 => "; 1 lacks an end of it".to_owned(),
        n => format!("; {n} lack an end of it"),
    }
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
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        let fold = (at("2021-10-31T02:30:00+02:00"), at("2021-10-31T02:30:00+01:00"));
        let fold = TimeBounds::between(fold.0, fold.1, Precision::Minute);
        assert_eq!(clock_range(&fold, true, false), "31 Oct 02:30 (shown twice)");
        let about = range("05-20T16:30", "05-20T16:30", Precision::Approximate);
        assert_eq!(clock_range(&about, false, true), "about 16:30");
    }

    #[test]
    fn counts_and_durations_are_short() {
        assert_eq!(count(1, "incident"), "1 incident");
        assert_eq!(count(12_345, "event"), "12,345 events");
        assert_eq!(gap(TimeDelta::hours(38_650)), "1610 d");
        assert_eq!(gap(TimeDelta::minutes(190)), "3 h 10 min");
        for (least, most, said) in [
            (0, Some(28_800), "0 min to 8 h"),
            (0, Some(0), "0 min"),
            (66_090, Some(66_090), "18 h 22 min"),
            (93_784, Some(93_784), "1 d 2 h 3 min"),
            (8_100, Some(8_490), "2 h 15 min to 2 h 22 min"),
            (3_728_700, None, "at least 43 d 3 h"),
            (84_758_400, None, "at least 981 d"),
        ] {
            let least = TimeDelta::seconds(least);
            let duration = match most {
                Some(most) => DurationBounds::closed(least, TimeDelta::seconds(most)),
                None => DurationBounds::censored(least),
            };
            assert_eq!(bounds(&duration), said);
        }
    }
}
