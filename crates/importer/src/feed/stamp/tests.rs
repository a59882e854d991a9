//! A row a way of writing, and a row a way of writing wrongly.

use super::*;

fn zurich(day_first: Option<bool>) -> Clock {
    Clock { zone: "Europe/Zurich".parse().unwrap(), day_first }
}

fn read(text: &str, day_first: Option<bool>) -> String {
    match stamp(text, zurich(day_first)) {
        Ok(Some(Stamp { moment, .. })) => {
            let (from, to) = (moment.bounds.earliest(), moment.bounds.latest());
            if from == to { from.to_rfc3339() } else { format!("{}/{}", from.to_rfc3339(), to.to_rfc3339()) }
        }
        Ok(None) => "none".to_owned(),
        Err(why) => why,
    }
}

#[test]
fn every_way_of_writing_that_tools_have() {
    for (text, want) in [
        ("2021-05-08 11:41:00", "2021-05-08T11:41:00+02:00"),
        ("2021-05-29T22:41:00-00:00", "2021-05-29T22:41:00+00:00"),
        ("2021-05-29T7:30:00-00:00", "2021-05-29T07:30:00+00:00"),
        ("2022-05-22T05:32:40-04:00", "2022-05-22T05:32:40-04:00"),
        ("2019-01-28T09:10:47.335Z", "2019-01-28T09:10:47+00:00"),
        ("2023-06-01T08:30:00.123456789 Z", "2023-06-01T08:30:00+00:00"),
        ("2019-02-26 20:00+0000", "2019-02-26T20:00:00+00:00"),
        ("2024-11-20  21:00+0000", "2024-11-20T21:00:00+00:00"),
        ("2026-05-08T12:19:00+1000", "2026-05-08T12:19:00+10:00"),
        ("20260301T081000Z", "2026-03-01T08:10:00+00:00"),
        ("2020-08-20 13:00 UTC", "2020-08-20T13:00:00+00:00"),
        ("2024-06-03 09:31(UTC)", "2024-06-03T09:31:00+00:00"),
        ("2021-06-12 20:00 GMT+2", "2021-06-12T20:00:00+02:00"),
        ("2021-09-14 06:00 (GMT+2)", "2021-09-14T06:00:00+02:00"),
        ("2021-09-14 06:00 UTC+2", "2021-09-14T06:00:00+02:00"),
        ("2021-08-08 10:25 AM GTM+2", "2021-08-08T10:25:00+02:00"),
        ("2021-9-20 18:35 PM GTM+2", "2021-09-20T18:35:00+02:00"),
        ("2021-08-08 12:25 am CEST", "2021-08-08T00:25:00+02:00"),
        ("29/2/2016 01:16", "2016-02-29T01:16:00+01:00"),
        ("29-02-2016 01:16", "2016-02-29T01:16:00+01:00"),
        ("2/29/2016 01:16", "2016-02-29T01:16:00+01:00"),
        ("03.04.2021 16:15", "2021-04-03T16:15:00+02:00"),
        ("01/Mar/26 8:10 AM", "2026-03-01T08:10:00+01:00"),
        ("1-Mar-2026 08:10", "2026-03-01T08:10:00+01:00"),
        ("Mar 12, 2026 3:04 PM", "2026-03-12T15:04:00+01:00"),
        ("Aug 22, 2023 - 15:17 PDT", "2023-08-22T15:17:00-07:00"),
        ("Wed, 04 Mar 2026 08:00:00 GMT", "2026-03-04T08:00:00+00:00"),
        ("Wed, 4 Mar 2026 08:00:00 -0800", "2026-03-04T08:00:00-08:00"),
        ("2026-03-04 08:00 America/New_York", "2026-03-04T08:00:00-05:00"),
        ("2021-05-20", "2021-05-20T00:00:00+02:00/2021-05-21T00:00:00+02:00"),
        ("2021-10-31 02:30", "2021-10-31T02:30:00+02:00/2021-10-31T02:30:00+01:00"),
        ("1456707600", "2016-02-29T01:00:00+00:00"),
        ("?", "none"),
        ("", "none"),
        ("null", "none"),
        ("1970-01-01 00:00:00", "none"),
        ("0001-01-01T00:00:00Z", "none"),
    ] {
        assert_eq!(read(text, None), want, "{text}");
    }
}

#[test]
fn what_is_broken_is_named_and_never_bent() {
    for (text, fault) in [
        ("2023-04-12:11:00:30:00", "without a blank"),
        ("2022-13-26T00:00:00", "no month 13"),
        ("2023-06-01T24:00:00", "no hour 24"),
        ("2023-02-30 10:00", "no day 30"),
        ("024-10-16T08:30:00", "3 figures"),
        ("2021-12-08 07:15:00 09:15:00", "left over"),
        ("2021-12-08 19:15 AM", "not in the morning"),
        ("2021-12-08 07:5", "two figures of minutes"),
        ("2021-12-08 07:15 XQT", "no time zone"),
        ("2021-12-08 07:15 +99", "no time zone"),
        ("31/31/2021", "no month 31"),
        ("soon", "expected a date"),
        ("5400", "expected a date"),
        ("12:30", "expected a date"),
        ("Mar", "expected a date"),
        ("٣/٤/2021", "expected a date"),
    ] {
        let told = read(text, None);
        assert!(told.contains(fault) && told.contains(text), "{text}: {told}");
    }
}

#[test]
fn day_and_month_change_places_only_where_something_tells() {
    for (text, day_first, want, doubt) in [
        ("03/04/2021", Some(true), "2021-04-03", false),
        ("03/04/2021", Some(false), "2021-03-04", false),
        ("03/04/2021", None, "2021-04-03", true),
        ("04/04/2021", None, "2021-04-04", false),
        ("13/04/2021", Some(false), "2021-04-13", false),
        ("04/13/2021", Some(true), "2021-04-13", false),
        ("03.04.2021", Some(false), "2021-04-03", false),
    ] {
        let found = stamp(text, zurich(day_first)).unwrap().unwrap().moment;
        assert_eq!(found.bounds.earliest().date_naive().to_string(), want, "{text}");
        assert_eq!(found.note == Some(Note::DayMonthUnknown), doubt, "{text}");
    }
    assert_eq!(
        [order("13/04/2021"), order("04/13/2021 10:00"), order("03/04/2021"), order("x")],
        [Some(true), Some(false), None, None]
    );
}

#[test]
fn slips_of_the_zone_are_told() {
    let found = stamp("2021-06-12 20:00 GTM+2", zurich(None)).unwrap().unwrap();
    assert!(found.slip.unwrap().ends_with("+02:00"));
    assert_eq!(stamp("2021-06-12 20:00 GMT+2", zurich(None)).unwrap().unwrap().slip, None);
}

#[test]
fn seconds_and_milliseconds_since_1970() {
    for (number, want) in
        [(1_456_707_600, "2016-02-29T01:00:00+00:00"), (1_456_707_600_000, "2016-02-29T01:00:00+00:00")]
    {
        assert_eq!(epoch(number).unwrap().unwrap().bounds.earliest().to_rfc3339(), want);
    }
    assert_eq!(epoch(0), Ok(None));
    assert!(epoch(i64::MAX).is_err());
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_scanner(text in "\\PC{0,40}") {
        let _ = stamp(&text, zurich(None));
        let _ = order(&text);
    }

    #[test]
    fn figures_and_marks_do_not_break_it_either(text in "[0-9/:. TZ+APMapm-]{0,30}") {
        let _ = stamp(&text, zurich(None));
    }
}
