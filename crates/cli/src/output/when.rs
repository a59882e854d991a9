//! Times as people read them, on the incident's own clock.

use chrono::{NaiveDate, NaiveTime, TimeDelta, Timelike};
use incstats_model::{Instant, Precision, TimeBounds, Zone, ZoneBasis, ZoneId};

/// How a language writes what bounds are made of.
pub struct Manner<'a> {
    /// A day: `20 May 2021`.
    pub day: &'a dyn Fn(NaiveDate) -> String,
    /// From one to another: `20 May 2021 to 22 May 2021`.
    pub span: &'a dyn Fn(&str, &str) -> String,
    /// One of two: `+02:00 or +01:00`.
    pub or: &'a dyn Fn(&str, &str) -> String,
    /// Between two times of one day.
    pub hyphen: &'a str,
}

/// Bounds on a zone's clock: `27 June 2016 16:15`, `20 May 2021 04:00-12:00`, `20 May 2021`,
/// `20 May 2021 18:00 to 21 May 2021 04:00`. The latest bound of a range is not in it any more; midnight at the end of
/// a day is 24:00 of that day.
pub fn bounds(bounds: &TimeBounds, zone: ZoneId) -> String {
    let (span, or) =
        (|from: &str, to: &str| format!("{from} to {to}"), |a: &str, b: &str| format!("{a} or {b}"));
    bounds_in(&Manner { day: &day, span: &span, or: &or, hyphen: "-" }, bounds, zone)
}

/// The same as a language writes it.
pub fn bounds_in(manner: &Manner<'_>, bounds: &TimeBounds, zone: ZoneId) -> String {
    let Manner { day, span, or, hyphen } = manner;
    let (from, to) = (zone.show(bounds.earliest()), zone.show(bounds.latest()));
    if bounds.is_exact() {
        let seconds = bounds.precision() == Precision::Second || from.second() != 0;
        return format!("{} {}", day(from.date_naive()), clock(from.time(), seconds));
    }
    let seconds = bounds.precision() == Precision::Second;
    if from.naive_local() == to.naive_local() {
        let text = format!("{} {}", day(from.date_naive()), clock(from.time(), seconds));
        return format!("{text} ({})", or(&from.offset().to_string(), &to.offset().to_string()));
    }
    let midnight = NaiveTime::MIN;
    let (last_day, last_clock) = if to.time() == midnight {
        (to.date_naive() - TimeDelta::days(1), "24:00".to_owned())
    } else {
        (to.date_naive(), clock(to.time(), seconds))
    };
    let (first_day, whole_days) = (from.date_naive(), from.time() == midnight && to.time() == midnight);
    let first_clock = clock(from.time(), seconds);
    let (first, last) = (day(first_day), day(last_day));
    match (first_day == last_day, whole_days) {
        (true, true) => first,
        (true, false) => format!("{first} {first_clock}{hyphen}{last_clock}"),
        (false, true) => span(&first, &last),
        (false, false) => span(&format!("{first} {first_clock}"), &format!("{last} {last_clock}")),
    }
}

/// An instant on a zone's clock: `2 July 2021 15:45`.
pub fn instant(at: Instant, zone: ZoneId, precision: Precision) -> String {
    let at = zone.show(at);
    let seconds = precision == Precision::Second || at.second() != 0;
    format!("{} {}", day(at.date_naive()), clock(at.time(), seconds))
}

/// An instant on a zone's clock, to the minute.
pub fn minute(at: Instant, zone: ZoneId) -> String {
    instant(at, zone, Precision::Minute)
}

/// `20 May 2021`.
pub fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// The name of a zone, with a word where nobody said it: `UTC (assumed)`.
pub fn zone(zone: Zone) -> String {
    match zone.basis {
        ZoneBasis::Assumed => format!("{} (assumed)", zone.id),
        ZoneBasis::Stated | ZoneBasis::Configured => zone.id.to_string(),
    }
}

/// A time of day: `16:15`.
pub fn clock(time: NaiveTime, seconds: bool) -> String {
    time.format(if seconds { "%H:%M:%S" } else { "%H:%M" }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn at(text: &str) -> Instant {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    #[test]
    fn bounds_read_as_people_write_them() {
        let zurich: ZoneId = "Europe/Zurich".parse().unwrap();
        for (from, to, precision, text) in [
            ("2016-06-27T16:15:00Z", "2016-06-27T16:15:00Z", Precision::Minute, "27 June 2016 18:15"),
            ("2016-06-27T16:15:02Z", "2016-06-27T16:15:02Z", Precision::Second, "27 June 2016 18:15:02"),
            (
                "2021-05-20T04:00:00+02:00",
                "2021-05-20T12:00:00+02:00",
                Precision::DayPart,
                "20 May 2021 04:00-12:00",
            ),
            (
                "2021-05-20T18:00:00+02:00",
                "2021-05-21T00:00:00+02:00",
                Precision::DayPart,
                "20 May 2021 18:00-24:00",
            ),
            (
                "2021-05-20T18:00:00+02:00",
                "2021-05-21T04:00:00+02:00",
                Precision::DayPart,
                "20 May 2021 18:00 to 21 May 2021 04:00",
            ),
            ("2021-05-20T00:00:00+02:00", "2021-05-21T00:00:00+02:00", Precision::Day, "20 May 2021"),
            (
                "2021-05-20T00:00:00+02:00",
                "2021-05-23T00:00:00+02:00",
                Precision::Day,
                "20 May 2021 to 22 May 2021",
            ),
            (
                "2021-10-31T02:30:00+02:00",
                "2021-10-31T02:30:00+01:00",
                Precision::Minute,
                "31 October 2021 02:30 (+02:00 or +01:00)",
            ),
        ] {
            let time = TimeBounds::new(at(from), at(to), precision).unwrap();
            assert_eq!(bounds(&time, zurich), text);
        }
    }
}
