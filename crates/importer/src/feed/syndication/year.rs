//! The year of a time that has none.

use chrono::{Datelike, TimeDelta};
use incstats_model::{Instant, TimeBounds, ZoneId};

use crate::feed::stamp::{Clock, stamp};

/// Reads a day, a month and a clock (`Aug 21, 00:37 UTC`) in the year in which it comes nearest to a moment.
///
/// # Errors
/// That it is no such time.
pub fn nearest(text: &str, to: Instant) -> Result<(TimeBounds, i32), String> {
    let (day, clock) =
        text.split_once(',').ok_or_else(|| format!("`{text}` is no time: expected `Aug 21, 00:37 UTC`"))?;
    let with = |year: i32| {
        let whole = format!("{} {year} {}", day.trim(), clock.trim());
        stamp(&whole, Clock { zone: ZoneId::UTC, day_first: None })
    };
    let mut best: Option<(TimeDelta, TimeBounds, i32)> = None;
    let mut fault = None;
    for year in [to.year(), to.year() - 1, to.year() + 1] {
        match with(year) {
            Ok(Some(found)) => {
                let apart = (found.moment.bounds.earliest() - to).abs();
                if best.is_none_or(|(nearest, ..)| apart < nearest) {
                    best = Some((apart, found.moment.bounds, year));
                }
            }
            Ok(None) => {}
            Err(why) => fault = fault.or(Some(why)),
        }
    }
    best.map(|(_, bounds, year)| (bounds, year))
        .ok_or_else(|| fault.unwrap_or_else(|| format!("`{text}` is no time")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_that_of_the_entry_over_new_year_too() {
        let near = |text: &str, to: &str| {
            let (bounds, _) = nearest(text, chrono::DateTime::parse_from_rfc3339(to).unwrap())?;
            Ok::<_, String>(bounds.earliest().to_rfc3339())
        };
        for (text, to, want) in [
            ("Mar  1, 09:40 UTC", "2026-03-01T09:40:12Z", "2026-03-01T09:40:00+00:00"),
            ("Dec 31, 23:50 CET", "2026-01-01T03:00:00Z", "2025-12-31T23:50:00+01:00"),
            ("Jan  2, 03:00 PST", "2025-12-31T03:00:00Z", "2026-01-02T03:00:00-08:00"),
            ("Jun  5, 01:40:38 GMT+0", "2026-06-05T01:40:38Z", "2026-06-05T01:40:38+00:00"),
            ("Feb 29, 10:00 UTC", "2025-01-10T00:00:00Z", "2024-02-29T10:00:00+00:00"),
        ] {
            assert_eq!(near(text, to).as_deref(), Ok(want), "{text}");
        }
        assert!(near("soon", "2026-01-01T03:00:00Z").is_err());
        assert!(near("Foo 99, 10:00", "2026-01-01T03:00:00Z").is_err());
    }
}
