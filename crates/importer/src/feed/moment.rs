//! Times as they stand in fields: instants, wall clocks, ranges.

use incstats_model::{Instant, Precision, TimeBounds, ZoneId};

use super::stamp::{Clock, stamp};
use crate::time::resolve::Note;
use crate::typed::read_time;

/// A time from a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub bounds: TimeBounds,
    /// Whether it was a wall clock, for which the zone had to be known.
    pub local: bool,
    /// What a clock change made of it.
    pub note: Option<Note>,
}

/// Reads an instant (`2021-05-20T04:00:00Z`), a wall clock of a zone (`2021-05-20 06:00`), a day, or a range of any two
/// (`A..B`).
///
/// # Errors
/// What was expected.
pub fn moment(text: &str, zone: ZoneId, language: Option<&str>) -> Result<Moment, String> {
    let text = text.trim();
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (moment(from, zone, language)?, moment(to, zone, language)?);
        let precision = if from.bounds.is_exact() && to.bounds.is_exact() {
            Precision::Approximate
        } else {
            from.bounds.precision().max(to.bounds.precision())
        };
        return Ok(Moment {
            bounds: range(from.bounds.earliest(), to.bounds.latest(), precision)?,
            local: from.local || to.local,
            note: from.note.or(to.note),
        });
    }
    match stamp(text, Clock { zone, day_first: None }) {
        Ok(Some(found)) => return Ok(found.moment),
        Ok(None) => return Err(unread(text)),
        // What begins as an ISO date and is none is a slip, and no other way of writing.
        Err(fault) if text.as_bytes().get(4) == Some(&b'-') => return Err(fault),
        Err(_) => {}
    }
    let bounds = read_time(text, None, zone, language).map_err(|_| unread(text))?;
    Ok(Moment { bounds, local: true, note: None })
}

/// Bounds in the right order.
///
/// # Errors
/// That they are not.
pub fn range(earliest: Instant, latest: Instant, precision: Precision) -> Result<TimeBounds, String> {
    TimeBounds::new(earliest, latest, precision).map_err(|reversed| reversed.to_string())
}

fn unread(text: &str) -> String {
    format!(
        "`{text}` is no time: expected `2021-05-20T04:00:00Z`, `2021-05-20 06:00`, `2021-05-20` or a range `A..B`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, bool) {
        let found = moment(text, "Europe/Zurich".parse().unwrap(), Some("en")).unwrap();
        let (from, to) = (found.bounds.earliest().to_rfc3339(), found.bounds.latest().to_rfc3339());
        (if from == to { from } else { format!("{from}/{to}") }, found.local)
    }

    #[test]
    fn instants_wall_clocks_days_and_ranges() {
        for (text, want, local) in [
            ("2021-05-20T04:00:00Z", "2021-05-20T04:00:00+00:00", false),
            ("2021-05-20T04:00Z", "2021-05-20T04:00:00+00:00", false),
            ("2021-05-20 06:00+02:00", "2021-05-20T06:00:00+02:00", false),
            (" 2021-05-20 06:00 ", "2021-05-20T06:00:00+02:00", true),
            ("2021-05-20T06:00:30", "2021-05-20T06:00:30+02:00", true),
            ("2021-05-20", "2021-05-20T00:00:00+02:00/2021-05-21T00:00:00+02:00", true),
            (
                "2021-05-20T04:00:00Z..2021-05-20T12:00:00Z",
                "2021-05-20T04:00:00+00:00/2021-05-20T12:00:00+00:00",
                false,
            ),
            ("2021-10-31 02:30", "2021-10-31T02:30:00+02:00/2021-10-31T02:30:00+01:00", true),
        ] {
            assert_eq!(read(text), (want.to_owned(), local), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_said() {
        for text in ["soon", "25:99", "2021-13-01", "2021-05-20T12:00:00Z..2021-05-20T04:00:00Z", "16:15"] {
            assert!(moment(text, ZoneId::UTC, None).is_err(), "{text}");
        }
    }
}
