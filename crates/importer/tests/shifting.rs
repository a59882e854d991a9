//! Reading a whole report in another year, or in another zone, must move every result and nothing else.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

use std::fmt::Write as _;

use chrono::{DateTime, Datelike, FixedOffset, TimeDelta};
use incstats_importer::{Options, read};
use incstats_model::{Incident, Milestone};
use proptest::prelude::*;

/// A report with full ISO dates, one entry a milestone.
fn report(day: chrono::NaiveDate, minutes: &[i64; 7]) -> String {
    let words = [
        "Issue occurred",
        "Monitoring alerted the team",
        "The team began to investigate",
        "Customers informed by e-mail",
        "Root cause identified",
        "Service restored",
        "Incident closed",
    ];
    let start = day.and_hms_opt(0, 0, 0).unwrap();
    let mut text = String::from("Incident report\n\nTimeline\n\n");
    let mut at = start;
    for (word, minute) in words.iter().zip(minutes) {
        at += TimeDelta::minutes(*minute);
        writeln!(text, "{} {word}", at.format("%Y-%m-%d %H:%M")).unwrap();
    }
    text
}

fn one(text: &str, options: &Options) -> Incident {
    let report = read("r.txt", text.as_bytes(), options).unwrap();
    report.incidents.into_iter().next().unwrap_or_else(|| panic!("no incident in\n{text}"))
}

fn walls(incident: &Incident) -> Vec<Option<chrono::NaiveDateTime>> {
    Milestone::ALL
        .iter()
        .map(|m| incident.milestones.bounds(*m).map(|b| b.earliest().naive_local()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_stated_time_is_kept_and_a_shift_of_the_report_shifts_all(
        day in 0i64..20_000, shift in 1i64..3_000, gaps in prop::array::uniform7(1i64..300),
    ) {
        let epoch = chrono::NaiveDate::from_ymd_opt(1975, 1, 1).unwrap();
        let first = epoch + TimeDelta::days(day);
        let moved = first + TimeDelta::days(shift);
        let (a, b) = (one(&report(first, &gaps), &Options::default()), one(&report(moved, &gaps), &Options::default()));
        let by = TimeDelta::days(shift);
        let mut at = first.and_hms_opt(0, 0, 0).unwrap();
        for ((x, y), gap) in walls(&a).into_iter().zip(walls(&b)).zip(gaps) {
            at += TimeDelta::minutes(gap);
            prop_assert_eq!(x, Some(at));
            prop_assert_eq!(y, Some(at + by));
        }
        prop_assert_eq!(a.events.len(), 7);
        prop_assert!(a.day().unwrap().year() >= 1975);
    }

    #[test]
    fn a_zone_moves_instants_and_keeps_the_wall_clock(hours in -11i32..=12, gaps in prop::array::uniform7(1i64..300)) {
        let day = chrono::NaiveDate::from_ymd_opt(2021, 6, 9).unwrap();
        let text = report(day, &gaps);
        let zone = incstats_model::ZoneId::Fixed(FixedOffset::east_opt(hours * 3600).unwrap());
        let plain = one(&text, &Options::default());
        let zoned = one(&text, &Options { zone: Some(zone), ..Options::default() });
        prop_assert_eq!(walls(&plain), walls(&zoned));
        for milestone in Milestone::ALL {
            let at = |i: &Incident| -> DateTime<FixedOffset> { i.milestones.bounds(milestone).unwrap().earliest() };
            prop_assert_eq!(at(&plain) - at(&zoned), TimeDelta::hours(i64::from(hours)));
        }
    }

    #[test]
    fn items_of_a_list_with_any_number_are_read_without_a_panic(number in "[0-9]{1,25}", mark in "[.)]") {
        let _ = read("x", format!("|\n{number}{mark} UTC").as_bytes(), &Options::default());
    }

    #[test]
    fn anything_at_all_is_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read("x", &bytes, &Options::default());
    }

    #[test]
    fn digits_and_marks_in_any_order_are_read_without_a_panic(text in "[0-9:./\\-hT ,()|àau\\n]{0,200}( UTC| matin| May| le lendemain|)") {
        let _ = read("x", text.as_bytes(), &Options::default());
    }
}
