//! The project's own samples and, where they are at hand, the two documents that the project was created from: every
//! milestone, every event and the state of each must be read as a person read it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime};
use incstats_importer::{Options, read};
use incstats_model::{Incident, Milestone, Status, TimeBounds};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The wall clock of gold: ISO without offset, seconds optional.
fn wall(text: &str) -> NaiveDateTime {
    let full = if text.len() == 16 { format!("{text}:00") } else { text.to_owned() };
    full.parse().unwrap_or_else(|e| panic!("gold has `{text}`: {e}"))
}

fn expected(value: &Value) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let at = |key: &str| value.get(key).and_then(Value::as_str).map(wall);
    Some((at("earliest")?, at("latest")?))
}

fn got(bounds: &TimeBounds) -> (NaiveDateTime, NaiveDateTime) {
    (bounds.earliest().naive_local(), bounds.latest().naive_local())
}

/// "About 8:30" is gold's exact time with `approx`; ours are bounds around it.
fn fits(gold: (NaiveDateTime, NaiveDateTime), approx: bool, ours: (NaiveDateTime, NaiveDateTime)) -> bool {
    if approx {
        ours.0 <= gold.0 && gold.1 <= ours.1 && ours.1 - ours.0 <= chrono::TimeDelta::minutes(30)
    } else {
        ours == gold
    }
}

fn check_one(gold: &Value, incident: &Incident) -> Vec<String> {
    let file = gold["file"].as_str().unwrap_or_default();
    let mut wrong = Vec::new();
    for milestone in Milestone::ALL {
        let want = gold.get(milestone.name()).and_then(expected);
        let approx = gold.get(milestone.name()).is_some_and(|v| v["approx"] == Value::Bool(true));
        let have = incident.milestones.bounds(milestone).map(got);
        let right = match (want, have) {
            (None, None) => true,
            (Some(want), Some(have)) => fits(want, approx, have),
            _ => false,
        };
        if !right {
            wrong.push(format!("{file}: {milestone} must be {want:?}, is {have:?}"));
        }
    }
    let mut left: Vec<_> = incident.events.iter().filter(|e| !e.planned).collect();
    for event in gold["events"].as_array().into_iter().flatten() {
        let (Some(want), line) = (expected(event), event["line"].as_u64()) else { continue };
        let approx = event["approx"] == Value::Bool(true);
        let found = left
            .iter()
            .position(|e| line == Some(u64::from(e.place.line)) && fits(want, approx, got(&e.bounds)));
        match found {
            Some(at) => drop(left.remove(at)),
            None => wrong.push(format!("{file}: no event in line {line:?} at {want:?}")),
        }
    }
    wrong.extend(
        left.iter()
            .map(|e| format!("{file}: line {} gives an event too many: {:?}", e.place.line, got(&e.bounds))),
    );
    let ongoing = gold["ongoing"] == Value::Bool(true);
    if ongoing != (incident.status == Status::Ongoing) {
        wrong.push(format!("{file}: ongoing must be {ongoing}, status is {:?}", incident.status));
    }
    wrong
}

fn check_all(gold: &Path) {
    let folder = gold.parent().unwrap();
    let mut wrong = Vec::new();
    for line in std::fs::read_to_string(gold).unwrap().lines() {
        let gold: Value = serde_json::from_str(line).unwrap();
        let path = folder.join(gold["file"].as_str().unwrap());
        let options = Options {
            reference_date: gold["reference_date"].as_str().map(|d| d.parse().unwrap()),
            ..Options::default()
        };
        let report = read("sample.txt", &std::fs::read(&path).unwrap(), &options).unwrap();
        match report.incidents.as_slice() {
            [incident] => wrong.extend(check_one(&gold, incident)),
            others => wrong.push(format!("{}: {} incidents", path.display(), others.len())),
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn our_samples_are_read_as_a_person_read_them() {
    check_all(&root().join("tests/samples.jsonl"));
}

#[test]
fn the_two_founding_documents_are_read_perfectly() {
    let gold = root().join("../shared/seeds/gold.jsonl");
    if !gold.exists() {
        println!("SKIPPED: {} is not at hand", gold.display());
        return;
    }
    check_all(&gold);
}

#[test]
fn the_doubts_of_the_founding_documents_are_findings() {
    let folder = root().join("../shared/seeds");
    if !folder.exists() {
        println!("SKIPPED: {} is not at hand", folder.display());
        return;
    }
    let bytes = std::fs::read(folder.join("000_6d43d5d136803315.txt")).unwrap();
    let report = read("000.txt", &bytes, &Options::default()).unwrap();
    let found = |code: &str| {
        let finding = report.incidents[0].findings.iter().find(|f| f.code == code)?;
        Some((finding.place.map_or(0, |p| p.line), finding.also.iter().map(|p| p.line).collect::<Vec<_>>()))
    };
    assert_eq!(found("contradiction.started"), Some((96, vec![74])));
    assert_eq!(found("impact.after-restore"), Some((101, vec![100])));
    assert_eq!(found("assumed.zone"), Some((0, vec![])));
}

/// The finding of a code in a sample, if it has one.
fn finding(file: &str, code: &str) -> Option<(u32, Vec<u32>)> {
    let bytes = std::fs::read(root().join("data/samples").join(file)).unwrap();
    let report = read(file, &bytes, &Options::default()).unwrap();
    let found = report.incidents[0].findings.iter().find(|f| f.code == code)?.clone();
    Some((found.place.map_or(0, |p| p.line), found.also.iter().map(|p| p.line).collect()))
}

#[test]
fn doubts_of_the_samples_are_findings_with_their_lines() {
    for (file, code, line, also) in [
        ("2016-06-post-incident-report.txt", "contradiction.started", 94, vec![72]),
        ("2016-06-post-incident-report.txt", "impact.after-restore", 99, vec![98]),
        ("2016-06-post-incident-report.txt", "assumed.zone", 0, vec![]),
        ("2021-01-compte-rendu-telephonie.txt", "typo.year", 10, vec![]),
        ("2021-02-postmortem-object-store.txt", "impact.after-restore", 33, vec![34]),
    ] {
        assert_eq!(finding(file, code), Some((line, also)), "{file} {code}");
    }
    assert_eq!(finding("2021-02-postmortem-object-store.txt", "assumed.zone"), None);
    assert_eq!(finding("2021-06-rapport-paiement.txt", "assumed.zone"), None);
}

#[test]
fn durations_follow_from_the_milestones() {
    let bytes = std::fs::read(root().join("data/samples/2021-05-page-etat-stockage.txt")).unwrap();
    let report = read("page.txt", &bytes, &Options::default()).unwrap();
    let incident = &report.incidents[0];
    let of = |key: &str| incstats_model::Metric::find(key).unwrap().of(incident).map(|d| d.to_string());
    assert_eq!(of("ttm").as_deref(), Some("28 d 3 h to 28 d 11 h"));
    assert_eq!(of("ttr").as_deref(), Some("at least 43 d 3 h 45 min"));
    assert_eq!(incident.as_of, DateTime::parse_from_rfc3339("2021-07-02T15:45:00Z").ok());
    let planned: Vec<u32> = incident.events.iter().filter(|e| e.planned).map(|e| e.place.line).collect();
    assert!(planned.contains(&30), "line 30 announces: {planned:?}");
    let services: Vec<(u32, &str)> =
        incident.events.iter().flat_map(|e| e.services.iter().map(|s| (e.place.line, s.as_str()))).collect();
    for wanted in [(112, "supervision"), (89, "Tablaris"), (7, "messagerie")] {
        assert!(services.contains(&wanted), "{wanted:?} in {services:?}");
    }
}
