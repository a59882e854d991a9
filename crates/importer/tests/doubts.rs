//! A row a doubt: short texts, the findings that must be made of them, and what those propose.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

use incstats_importer::{Options, read};
use incstats_model::{Incident, Repair};

fn incident(text: &str) -> Incident {
    let report = read("report.txt", text.as_bytes(), &Options::default()).unwrap();
    assert!(!report.incidents.is_empty(), "{text}: {:?}", report.findings);
    report.incidents[0].clone()
}

/// Codes with their lines, but for what is missing.
fn codes(incident: &Incident) -> String {
    let told = incident.findings.iter().filter(|f| !f.code.starts_with("missing."));
    let each = told.map(|f| match f.place {
        Some(place) => format!("{}:{}", f.code, place.line),
        None => f.code.clone(),
    });
    each.collect::<Vec<_>>().join(" ")
}

/// Holds rows of a name, a text and what is to be said of it against what is.
fn check(rows: &[(&str, &str, &str)], said: impl Fn(&Incident) -> String) {
    let differing: Vec<String> = rows
        .iter()
        .map(|(name, text, want)| (name, want, said(&incident(text))))
        .filter(|(_, want, got)| got != **want)
        .map(|(name, want, got)| format!("{name}\n  want {want}\n  got  {got}"))
        .collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn slips_are_found_where_they_stand() {
    let rows = [
        (
            "a digit too many in a year, among other dates",
            "# Cluster down\n\n- 2025-03-18 09:20 UTC errors began, users could not log in\n- 22025-03-18 09:36 UTC monitoring alerted the team\n- 2025-03-18 11:00 UTC service restored\n",
            "typo.year:4",
        ),
        (
            "the month of the end",
            "Mail down\n\nStart: 25 July 2021 12:30 UTC\nDetected: 25 July 2021 12:41 UTC\nResolved: 25 September 2021 15:55 UTC\n",
            "typo.suspected:5",
        ),
        (
            "a lost pm turns the order round",
            "Shop down\n\nStart: 2021-03-04 11:30 UTC\nResolved: 2021-03-04 02:10 UTC\n",
            "order.reversed:4",
        ),
        (
            "day and month of the only date may change places",
            "API down\n\nStart: 03/04/2021 11:30 UTC\nResolved: 03/04/2021 13:10 UTC\n",
            "ambiguous.day-month:3",
        ),
        (
            "the zone's word of winter in summer",
            "API down\n\n- 6 July 2021 10:05 PST errors began, users could not log in\n- 6 July 2021 11:00 PST service restored\n",
            "zone.season:3",
        ),
        (
            "the zone's word of its season, and one that places without seasons keep",
            "API down\n\n- 6 July 2021 10:05 PDT errors began, users could not log in\n- 6 July 2021 11:00 MST service restored\n",
            "",
        ),
        (
            "a stated duration within the rounding of its words",
            "API down\n\nStart: 6 July 2021 10:05 UTC\nResolved: 6 July 2021 13:20 UTC\nDuration: 3 hours\n",
            "",
        ),
        (
            "a stated duration that no clock of the report has",
            "API down\n\nStart: 6 July 2021 10:05 UTC\nResolved: 6 July 2021 13:20 UTC\nDuration: 5 hours 10 minutes\n",
            "contradiction.duration:5",
        ),
        (
            "a window under the word for a duration is no length",
            "API down on 6 July 2021\n\nDuration: 10:05 to 13:20 UTC\nUsers could not log in.\n",
            "",
        ),
        (
            "a stated time to repair that only support hours explain",
            "API down\n\nStart: 5 July 2021 16:00 UTC\nResolved: 6 July 2021 10:00 UTC\nTime to repair: 2 hours\n",
            "contradiction.repair:5",
        ),
        (
            "two clocks of one moment",
            "API down on 6 July 2021\n\n10:05 PDT / 17:05 UTC users could not log in\n10:40 PDT / 17:40 UTC service restored\n",
            "",
        ),
        (
            "two clocks of one moment on two days",
            "API down\n\n- 6 July 2021 23:30 UTC (01:30 CEST) users could not log in\n- 7 July 2021 00:10 UTC (02:10 CEST) service restored\n",
            "",
        ),
        (
            "two clocks that do not show one moment",
            "API down on 6 July 2021\n\n10:05 PDT / 17:05 UTC users could not log in\n10:40 PDT / 18:40 UTC service restored\n",
            "zone.second:4",
        ),
        (
            "an incident that really took two months",
            "Storage slow\n\nStart: 14 March 2021 09:00 UTC\nResolved: 20 May 2021 11:00 UTC\n",
            "",
        ),
    ];
    check(&rows, codes);
}

#[test]
fn a_slip_is_proposed_with_what_it_does_to_the_durations() {
    let rows = [
        (
            "what the other dates settle is read so already",
            "# Cluster down\n\n- 2025-03-18 09:20 UTC errors began, users could not log in\n- 2025-03-18 09:36 UTC monitoring alerted the team\n- 2025-03-18 11:00 UTC service restored\n- 2024-03-18 11:30 UTC incident resolved\n",
            "typo.year:6 (read so) resolved 2025-03-18 11:30: ttr none -> 2 h 10 min",
        ),
        (
            "what nothing settles is read as typed",
            "Mail down\n\nStart: 25 July 2021 12:30 UTC\nDetected: 25 July 2021 12:41 UTC\nResolved: 25 September 2021 15:55 UTC\n",
            "typo.suspected:5 resolved 2021-07-25 15:55: ttr 62 d 3 h 25 min -> 3 h 25 min",
        ),
        (
            "day and month change places in the whole report",
            "API down\n\nStart: 03/04/2021 11:30 UTC\nResolved: 03/04/2021 13:10 UTC\n",
            "ambiguous.day-month:3 started 2021-03-04 11:30, resolved 2021-03-04 13:10: ",
        ),
        (
            "a report in order proposes nothing",
            "API down\n\nStart: 13 April 2021 11:30 UTC\nResolved: 13 April 2021 13:10 UTC\n",
            "",
        ),
    ];
    check(&rows, |incident| {
        let each = Repair::all(incident).into_iter().map(|(_, repair)| {
            let moves = repair
                .moves
                .iter()
                .map(|m| format!("{} {}", m.milestone, m.proposed.earliest().format("%Y-%m-%d %H:%M")));
            let took = |d: Option<incstats_model::DurationBounds>| d.map_or("none".into(), |d| d.to_string());
            let effect = repair.effect(incident);
            let effect =
                effect.iter().map(|e| format!("{} {} -> {}", e.metric, took(e.before), took(e.after)));
            format!(
                "{}{} {}: {}",
                repair.name(),
                if repair.read_so { " (read so)" } else { "" },
                moves.collect::<Vec<_>>().join(", "),
                effect.collect::<Vec<_>>().join(", ")
            )
        });
        each.collect::<Vec<_>>().join("; ")
    });
}

#[test]
fn a_stated_length_that_the_clock_contradicts_names_the_clock_that_explains_it() {
    let of = |text: &str| {
        let incident = incident(text);
        let found = incident.findings.iter().find(|f| f.code.starts_with("contradiction."));
        found.map(|f| f.message.clone()).unwrap_or_default()
    };
    for (text, want) in [
        (
            "API down\n\nStart: 6 July 2021 10:05 UTC\nDetected: 6 July 2021 11:50 UTC\nResolved: 6 July 2021 13:20 UTC\nDuration: 90 minutes\n",
            "the report says that it took 90 minutes, from started to resolved it is 3 h 15 min; it is right from detected to resolved",
        ),
        (
            "API down\n\nStart: 5 July 2021 16:00 UTC\nResolved: 6 July 2021 10:00 UTC\nDuration: 2 hours\n",
            "the report says that it took 2 hours, from started to resolved it is 18 h; it is right in support hours of mon-fri 09:00-17:00",
        ),
        (
            "API down on 6 July 2021\n\nUsers could not log in from 10:05 to 11:00 UTC. The outage lasted four hours.\n",
            "the report says that it took four hours, from started to mitigated it is 55 min",
        ),
        (
            "Störung der API\n\nBeginn: 6. Juli 2021 10:05 UTC\nEnde: 6. Juli 2021 13:20 UTC\nDauer: 40 Minuten\n",
            "the report says that it took 40 Minuten, from started to mitigated it is 3 h 15 min",
        ),
    ] {
        assert_eq!(of(text), want, "{text}");
    }
}
