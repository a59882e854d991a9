//! Instants as text: RFC 3339, with two liberties that it does not take. Years beyond 9999 or before 0 carry their
//! sign, and an offset may have seconds, as those of local mean time before 1900 do.

use chrono::{FixedOffset, NaiveDateTime, Offset, TimeZone};
use incstats_model::Instant;
use thiserror::Error;

/// Why a text is no instant.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no instant: expected the form of `2016-06-27T16:15:00+01:00`")]
pub(crate) struct NoInstant(String);

/// The text of an instant.
pub(crate) fn text(at: Instant) -> String {
    if at.offset().fix().local_minus_utc() % 60 == 0 {
        at.to_rfc3339()
    } else {
        at.format("%Y-%m-%dT%H:%M:%S%.f%::z").to_string()
    }
}

/// The instant that [`text`] wrote.
///
/// # Errors
/// [`NoInstant`] for any other text.
pub(crate) fn parse(text: &str) -> Result<Instant, NoInstant> {
    if let Ok(at) = Instant::parse_from_rfc3339(text) {
        return Ok(at);
    }
    with_liberties(text).ok_or_else(|| NoInstant(text.to_owned()))
}

fn with_liberties(text: &str) -> Option<Instant> {
    let sign = text.rfind(['+', '-'])?;
    let (local, offset) = text.split_at_checked(sign)?;
    let local: NaiveDateTime = local.parse().ok()?;
    offset_of(offset)?.from_local_datetime(&local).single()
}

/// `+00:09:21` or `-07:30`.
fn offset_of(text: &str) -> Option<FixedOffset> {
    let (sign, clock) = text.split_at_checked(1)?;
    let mut seconds = 0;
    let mut unit = 3_600;
    for part in clock.split(':') {
        seconds += part.parse::<i32>().ok().filter(|part| (0..60).contains(part))? * unit;
        unit /= 60;
    }
    FixedOffset::east_opt(if sign == "-" { -seconds } else { seconds })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_come_back_with_their_offset() {
        for written in [
            "2016-06-27T16:15:00+01:00",
            "2016-06-27T16:15:02.123456789-07:30",
            "2016-12-31T23:59:60+00:00",
            "1890-01-01T00:00:00+00:09:21",
            "1890-01-01T00:00:00.500-00:25:21",
            "+12345-01-02T03:04:05+02:00",
            "-0044-03-15T12:00:00+00:49:56",
            "0000-01-01T00:00:00+00:00",
        ] {
            assert_eq!(text(parse(written).unwrap()), written);
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for written in ["", "now", "2016-06-27", "2016-06-27T16:15:00", "2016-06-27T16:15:00+99:99", "é+é"]
        {
            assert_eq!(parse(written), Err(NoInstant(written.into())), "{written}");
        }
    }
}
