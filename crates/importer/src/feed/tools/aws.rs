//! The `data.json` of the AWS health page: one field with the first post's epoch second, and a description in HTML with a
//! clock time in 12 hours over each post. Days are written only where they change.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime};
use incstats_model::{Precision, Status, TimeBounds, ZoneId};
use serde_json::Value;

use crate::feed::json::value::text;
use crate::feed::plain::plain;
use crate::feed::sheet::{Post, Sheet};
use crate::feed::tool::{Tool, has};
use crate::time::zones::abbreviation;

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] = [
    "it has the time of the first post and a clock time over each other; when it began and ended stands in the prose only",
];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["archive", "current", ""],
    is_record: |value| has(value, &["service_name", "summary", "date", "description"]),
    id: &["arn"],
    title: &["summary"],
    services: &["service_name"],
    status: &[],
    opened: &["date"],
    zone: Some("America/Los_Angeles"),
    public: true,
    more,
    ..Tool::BLANK
};

fn more(value: &Value, sheet: &mut Sheet<'_>) {
    let first = text(value, "date").and_then(|date| DateTime::from_timestamp(date.parse().ok()?, 0));
    // A date that is none is told by the reader of all fields.
    let Some(first) = first else { return };
    let pacific = ZoneId::Named(chrono_tz::Tz::America__Los_Angeles);
    let mut day = pacific.show(first.fixed_offset()).date_naive();
    let mut before = None;
    for (stamp, body) in stamped(&text(value, "description").unwrap_or_default()) {
        let at = clock(&stamp).and_then(|(date, time, zone)| {
            if let Some(named) = date.and_then(|(month, number)| named_day(day, month, number)) {
                day = named;
            } else if before.is_some_and(|before| time < before) {
                // A clock that goes back has passed midnight.
                day = day.checked_add_days(Days::new(1))?;
            }
            before = Some(time);
            let at = zone.unwrap_or(pacific).at(day.and_time(time)).first();
            Some((TimeBounds::exact(at, Precision::Minute), at.to_rfc3339()))
        });
        sheet.post(Post { at, status: None, body });
    }
    let over = sheet.record.title.to_uppercase().starts_with("[RESOLVED]");
    sheet.record.status = if over { Status::Resolved } else { Status::Ongoing };
    sheet.record.organisation = Some("Amazon Web Services".to_owned());
    sheet.record.posted.closed = sheet.last_post().filter(|_| over);
}

/// Month and number of a day as a stamp writes them.
type MonthDay = (u32, u32);

/// The posts of a description: the words in the span, and the text behind it.
fn stamped(description: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for piece in description.split("<span class=\"yellowfg\">").skip(1) {
        let (stamp, body) = piece.split_once("</span>").unwrap_or((piece, ""));
        found.push((plain(stamp).trim().to_owned(), plain(body).trim().to_owned()));
    }
    if found.is_empty() && !description.trim().is_empty() {
        found.push((String::new(), plain(description)));
    }
    found
}

/// `12:53 PM PDT`, `Jun 24,  9:01 AM PDT`: the day where it is named, the clock time, the zone.
fn clock(stamp: &str) -> Option<(Option<MonthDay>, NaiveTime, Option<ZoneId>)> {
    let words: Vec<&str> = stamp.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let (day, rest) = match words.as_slice() {
        [month, day, rest @ ..] if month.chars().all(char::is_alphabetic) => {
            (Some((month_of(month)?, day.parse().ok()?)), rest)
        }
        rest => (None, rest),
    };
    let [time, half, rest @ ..] = rest else { return None };
    let time = NaiveTime::parse_from_str(&format!("{time} {half}"), "%I:%M %p").ok()?;
    Some((day, time, rest.first().and_then(|zone| abbreviation(zone))))
}

fn month_of(word: &str) -> Option<u32> {
    word.parse::<chrono::Month>().ok().map(|month| month.number_from_month())
}

/// The day of that name which is nearest after another one.
fn named_day(after: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    let year = if month < after.month() { after.year() + 1 } else { after.year() };
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::tools::tests::read;
    use incstats_model::Milestone;

    #[test]
    fn clock_times_go_on_from_the_first_post() {
        let text = r#"{"archive":[{"service_name":"Queue (Lund)","summary":"[RESOLVED] Delayed messages","date":"1719183600",
            "status":"1","details":"","service":"queue","description": "<div><span class=\"yellowfg\"> 4:00 PM PDT</span>&nbsp;We are investigating delays.</div><div><span class=\"yellowfg\">11:50 PM PDT</span>&nbsp;We go on.</div><div><span class=\"yellowfg\">12:20 AM PDT</span>&nbsp;Still slow.</div><div><span class=\"yellowfg\">Jun 25,  9:01 AM PDT</span>&nbsp;Between 3:40 PM PDT on June 23 and 8:50 AM PDT on June 25 we saw delays. The issue is resolved.</div>"}],"current":[]}"#;
        let (name, found) = read(text);
        assert_eq!(name, "aws-health");
        let incident = &found.incidents[0];
        assert_eq!(incident.posted.opened.unwrap().to_rfc3339(), "2024-06-23T23:00:00+00:00");
        assert_eq!(incident.posted.closed.unwrap().to_rfc3339(), "2024-06-25T09:01:00-07:00");
        let events: Vec<String> = incident.events.iter().map(|e| e.bounds.earliest().to_rfc3339()).collect();
        assert!(events.contains(&"2024-06-24T00:20:00-07:00".to_owned()), "{events:?}");
        assert!(incident.milestones.get(Milestone::Communicated).is_some());
    }

    #[test]
    fn stamps_of_every_spelling() {
        let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap();
        for (stamp, want) in [
            ("12:53 PM PDT", Some((None, time(12, 53)))),
            ("Jun 24,  9:01 AM PDT", Some((Some((6, 24)), time(9, 1)))),
            ("12:05 AM PST", Some((None, time(0, 5)))),
            ("soon", None),
            ("25:00 PM", None),
        ] {
            assert_eq!(clock(stamp).map(|(day, time, _)| (day, time)), want, "{stamp}");
        }
    }
}
