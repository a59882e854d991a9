//! Times as a person types them in a command: read by the same grammar as reports.

use chrono::NaiveDate;
use incstats_model::{Precision, TimeBounds, ZoneId};

use crate::locale::{Locale, by_code};
use crate::text::token::Tokens;
use crate::time::expression::Expression;
use crate::time::grammar::scan;
use crate::time::resolve::{Almanac, Scope};

/// Reads a time as a person types it in a correction: `2016-06-27 16:15`, `16:15`, `20/05 matin`, or a range `A..B`.
/// What it leaves out comes from `day`.
///
/// # Errors
/// A sentence that says what was expected.
pub fn read_time(
    text: &str,
    day: Option<NaiveDate>,
    zone: ZoneId,
    language: Option<&str>,
) -> Result<TimeBounds, String> {
    if let Some((from, to)) = text.split_once("..") {
        let from = read_time(from, day, zone, language)?;
        let to = read_time(to, Some(from.earliest().date_naive()), zone, language)?;
        let (first, last) = (from.earliest(), to.latest());
        let precision = if from.is_exact() && to.is_exact() {
            Precision::Approximate
        } else {
            from.precision().max(to.precision())
        };
        return TimeBounds::new(first, last, precision).map_err(|e| e.to_string());
    }
    let unread = || {
        format!(
            "`{}` is no time: expected `2016-06-27 16:15`, `16:15`, `20 May 2021 morning` or a range `A..B`",
            text.trim()
        )
    };
    let locales = [language.and_then(by_code), by_code("en"), by_code("fr")];
    locales.into_iter().flatten().find_map(|locale| whole(text, locale, day, zone)).ok_or_else(unread)
}

/// The time, if the whole text is one.
fn whole(text: &str, locale: &Locale, day: Option<NaiveDate>, zone: ZoneId) -> Option<TimeBounds> {
    let tokens = Tokens::of(text);
    let expressions = scan(text, &tokens, locale);
    let [Expression::Time(time)] = expressions.as_slice() else { return None };
    if time.from > 0 || time.to < tokens.len() || time.until.is_some() {
        return None;
    }
    let almanac = Almanac {
        full: day.into_iter().map(|day| (day, 1)).collect(),
        written: day,
        writing: None,
        months: Vec::new(),
        halves: false,
        reference: day,
        day_first: Some(true),
        zone,
        zero: None,
    };
    let scope = Scope { day, writing: day, told: day, at: None };
    almanac.resolve(time, &scope).map(|resolved| resolved.bounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_type_times_in_many_ways() {
        let day = NaiveDate::from_ymd_opt(2021, 5, 20);
        let zone = "Europe/Zurich".parse().unwrap();
        for (text, want) in [
            ("2016-06-27 16:15", "2016-06-27T16:15:00+02:00"),
            ("16:15", "2021-05-20T16:15:00+02:00"),
            ("16h15", "2021-05-20T16:15:00+02:00"),
            ("20/05 matin", "2021-05-20T04:00:00+02:00/2021-05-20T12:00:00+02:00"),
            ("21 May 2021 4pm", "2021-05-21T16:00:00+02:00"),
            ("2021-05-20T14:00:00Z", "2021-05-20T16:00:00+02:00"),
            ("14:00..15:30", "2021-05-20T14:00:00+02:00/2021-05-20T15:30:00+02:00"),
        ] {
            let bounds = read_time(text, day, zone, Some("fr")).unwrap();
            let got = if bounds.is_exact() {
                bounds.earliest().to_rfc3339()
            } else {
                format!("{}/{}", bounds.earliest().to_rfc3339(), bounds.latest().to_rfc3339())
            };
            assert_eq!(got, want, "{text}");
        }
        for text in ["", "soon", "25:99", "16:15 and 16:20", "15:30..14:00"] {
            assert!(read_time(text, day, zone, None).is_err(), "{text}");
        }
    }
}
