//! Several incidents in one report, parted by its headings.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

use incstats_importer::{Options, read};

/// The milestones of each incident of a report, in short.
fn told(text: &str) -> Vec<String> {
    let report = read("report.md", text.as_bytes(), &Options::default()).unwrap();
    let show = |at: incstats_model::Instant| at.format("%m-%d %H:%M").to_string();
    let one = |incident: &incstats_model::Incident| {
        let all = incident.milestones.iter().map(|(m, time)| {
            let (a, b) = (show(time.bounds.earliest()), show(time.bounds.latest()));
            if a == b { format!("{m} {a}") } else { format!("{m} {a}/{b}") }
        });
        all.collect::<Vec<_>>().join("; ")
    };
    report.incidents.iter().map(one).collect()
}

const MAIL: &str =
    "Mail outage, 4 May 2021\n\n- 09:10 Mail server down\n- 09:14 Alert fires\n- 10:05 Service restored\n";
const SHOP: &str =
    "Shop unavailable\n\nDate: 12 May 2021\n\nBetween 14:00 and 14:35 users could not check out.\n";
const DISK: &str = "Full disk on 2 June 2021\n\n- 23:40 Users report errors\n- 23:55 Root cause identified: full disk\n- 00:20 Service restored\n";

#[test]
fn each_heading_with_a_day_of_its_own_is_an_incident() {
    for (mark, title) in [
        ("##", "# Incidents of the second quarter"),
        ("==", "= Incidents ="),
        ("###", "# Log\n\n## Second quarter"),
    ] {
        let text = format!("{title}\n\nAll times are UTC.\n\n{mark} {MAIL}\n{mark} {SHOP}\n{mark} {DISK}");
        let want = [
            "started 05-04 09:10; detected 05-04 09:14; mitigated 05-04 10:05",
            "started 05-12 14:00; mitigated 05-12 14:35",
            "detected 06-02 23:40; identified 06-02 23:55; mitigated 06-03 00:20",
        ];
        assert_eq!(told(&text), want, "{text}");
    }
}

#[test]
fn in_a_log_each_incident_is_read_as_it_is_alone() {
    let all = [MAIL, SHOP, DISK];
    let alone: Vec<String> = all.iter().flat_map(|one| told(&format!("## {one}"))).collect();
    for first in 0..all.len() {
        for second in (0..all.len()).filter(|second| *second != first) {
            let text = format!("# Log\n\n## {}\n## {}", all[first], all[second]);
            assert_eq!(told(&text), [alone[first].clone(), alone[second].clone()], "{text}");
        }
    }
}

#[test]
fn a_report_of_one_incident_is_not_cut() {
    for (what, text) in [
        (
            "its summary and its timeline tell of the same",
            "# Mail outage\n\n## Summary of 4 May 2021\n\nFrom 09:10 to 10:05 mail was down.\n\n## Timeline of 4 May 2021\n\n- 09:10 Mail server down\n- 10:05 Service restored\n",
        ),
        (
            "its parts name days that do not agree",
            "# Outage of 4 May 2021\n\n## Impact\n\nBuilds failed between 2021-04-03 23:00 and 2021-04-04 08:10.\n\n## Timeline\n\n- 2021-05-03 23:00 Builds start to fail\n- 2021-05-04 08:10 Service restored\n",
        ),
        (
            "its days have no title",
            "# Mail outage\n\n## 4 May 2021\n\n- 09:10 Mail server down\n- 10:05 Service restored\n\n## 5 May 2021\n\n- 08:00 Mail server down again\n- 08:30 Service restored\n",
        ),
        (
            "only one of its sections tells of an incident",
            "# Notes\n\n## Outage of 4 May 2021\n\n- 09:10 Mail server down\n- 10:05 Service restored\n\n## Review on 11 May 2021\n\nWe met at 14:00 and agreed on three tasks.\n",
        ),
    ] {
        assert_eq!(told(text).len(), 1, "{what}");
    }
}
