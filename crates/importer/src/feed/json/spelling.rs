//! Times as programs write them, brought to the spelling of RFC 3339.

use chrono::{DateTime, NaiveDate};

/// Lengths of an epoch second of our times, and how many parts of a second it counts in.
const EPOCH: [(usize, i64); 2] = [(10, 1), (13, 1_000)];
/// Instants with an offset that lacks its colon, or with the zone named again behind it.
const OFFSETS: [&str; 3] =
    ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S%.f %z UTC", "%Y-%m-%d %H:%M:%S%.f %z"];

/// The usual spelling of a time; what is none of these stays as it is.
pub fn usual(text: &str) -> String {
    let text = text.trim();
    epoch(text).or_else(|| at_24_o_clock(text)).or_else(|| offset(text)).unwrap_or_else(|| text.to_owned())
}

fn epoch(text: &str) -> Option<String> {
    let (_, parts) = EPOCH.iter().find(|(digits, _)| text.len() == *digits)?;
    let number: i64 = text.parse().ok()?;
    let at = DateTime::from_timestamp_millis(number.checked_mul(1_000 / parts)?)?;
    Some(at.to_rfc3339())
}

/// `2021-05-20T24:00:00` is the midnight that ends the day: `2021-05-21T00:00:00`.
fn at_24_o_clock(text: &str) -> Option<String> {
    let rest = text.get(10..)?;
    let rest = rest.strip_prefix("T24:00").or_else(|| rest.strip_prefix(" 24:00"))?;
    let day = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?.succ_opt()?;
    Some(format!("{day}T00:00{rest}"))
}

fn offset(text: &str) -> Option<String> {
    if DateTime::parse_from_rfc3339(text).is_ok() {
        return None;
    }
    OFFSETS.iter().find_map(|form| DateTime::parse_from_str(text, form).ok()).map(|at| at.to_rfc3339())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_spell_times_in_several_ways() {
        for (text, want) in [
            ("2021-05-20T24:00:00Z", "2021-05-21T00:00:00Z"),
            ("2021-05-20T06:00:00.000+0200", "2021-05-20T06:00:00+02:00"),
            ("2021-05-20 04:00:00 +0000 UTC", "2021-05-20T04:00:00+00:00"),
            ("1621483200", "2021-05-20T04:00:00+00:00"),
            ("1621483200500", "2021-05-20T04:00:00.500+00:00"),
            ("2021-05-20T04:00:00Z", "2021-05-20T04:00:00Z"),
            (" 2022-13-26 ", "2022-13-26"),
            ("soon", "soon"),
        ] {
            assert_eq!(usual(text), want, "{text}");
        }
    }
}
