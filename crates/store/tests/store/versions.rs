//! New versions of a report: what they tell of no longer stays.

use chrono::TimeDelta;
use incstats_model::{Incident, IncidentId, Milestone, Precision, TimeBounds};
use incstats_store::{Imported, NewReport, News, Outcome, Store};

use crate::project::{Project, ids, of};
use crate::sample;

/// Incidents of a letter each, one a day by their place in the alphabet. The source has ids for upper-case ones.
fn incident(letter: char) -> Incident {
    let mut incident = sample::incident(&letter.to_lowercase().to_string());
    let days = TimeDelta::days(i64::from(u32::from(letter.to_ascii_lowercase()) - u32::from('a')));
    incident.source_id = letter.is_uppercase().then(|| letter.to_string());
    for milestone in [Milestone::Started, Milestone::Resolved] {
        let mut time = incident.milestones.get(milestone).unwrap().clone();
        time.bounds = TimeBounds::exact(time.bounds.earliest() + days, Precision::Minute);
        incident.milestones.set(milestone, Some(time));
    }
    incident
}

fn version(path: &str, bytes: &str, letters: &str) -> NewReport {
    of(path, bytes, letters.chars().map(incident).collect())
}

fn names(ids: &[IncidentId]) -> String {
    ids.iter().map(IncidentId::as_str).collect::<Vec<_>>().join(" ")
}

fn import(store: &mut Store, bytes: &str, letters: &str) -> Imported {
    store.reread(&version("feed", bytes, letters)).unwrap()
}

fn piecewise(store: &mut Store, bytes: &str, letters: &str) -> Imported {
    let report = version("feed", bytes, letters);
    let kept = store.import_pieces(&report.source, &report.text, |keep| {
        report.incidents.iter().for_each(keep);
        Some(Vec::new())
    });
    kept.unwrap().unwrap()
}

/// Versions one after the other, and after each what is kept, what departed with it and what was told in other words.
type Story<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [(&'a str, &'a str, &'a str)]);

const STORIES: [Story<'static>; 8] = [
    (
        "a feed of the last three",
        &[("1", "ABC"), ("2", "BCD"), ("3", "CDE")],
        &[("a b c", "", ""), ("a b c d", "a", ""), ("a b c d e", "b", "")],
    ),
    ("rows without ids", &[("1", "abc"), ("2", "c")], &[("a b c", "", ""), ("a b c", "a b", "")]),
    (
        "told of again, from the version that told of it",
        &[("1", "AB"), ("2", "A"), ("3", "AB")],
        &[("a b", "", ""), ("a b", "b", ""), ("a b", "", "")],
    ),
    (
        "the bytes of an earlier version again",
        &[("1", "AB"), ("2", "BC"), ("1", "AB"), ("2", "BC")],
        &[("a b", "", ""), ("a b c", "a", ""), ("a b c", "c", ""), ("a b c", "a", "")],
    ),
    ("one report of one incident, rewritten", &[("1", "a"), ("2", "c")], &[("a", "", ""), ("c", "", "a")]),
    ("two ids are two incidents", &[("1", "A"), ("2", "C")], &[("a", "", ""), ("a c", "a", "")]),
    (
        "another reading of the same bytes",
        &[("1", "abc"), ("1", "bd")],
        &[("a b c", "", ""), ("b d", "", "")],
    ),
    (
        "nothing left of the version before",
        &[("1", "AB"), ("2", "BA"), ("3", "BAC")],
        &[("a b", "", ""), ("a b", "", ""), ("a b c", "", "")],
    ),
];

#[test]
fn what_a_report_tells_of_no_longer_stays() {
    for take in [import, piecewise] {
        for (why, versions, expected) in STORIES {
            let project = Project::new();
            let mut store = project.store();
            for ((bytes, letters), (kept, departed, retold)) in versions.iter().zip(expected) {
                let imported = take(&mut store, bytes, letters);
                assert_eq!(ids(&store).join(" "), *kept, "{why}: version {bytes}");
                assert_eq!(names(&imported.departed), *departed, "{why}: version {bytes}");
                assert_eq!(names(&imported.retold), *retold, "{why}: version {bytes}");
                assert_eq!(store.reports().unwrap().len(), 1, "{why}: it is one report");
            }
        }
    }
}

#[test]
fn a_row_in_other_words_takes_the_place_of_the_one_that_began_with_it() {
    let project = Project::new();
    let mut store = project.store();
    import(&mut store, "1", "abc");
    let mut next = version("feed", "2", "bcde");
    next.incidents.insert(0, Incident { id: IncidentId("reworded".into()), ..incident('a') });
    let imported = store.reread(&next).unwrap();
    assert_eq!((names(&imported.retold), names(&imported.departed)), ("a".into(), String::new()));
    assert_eq!(ids(&store).join(" "), "reworded b c d e");
}

#[test]
fn what_is_new_changed_or_as_it_was_is_said_of_each() {
    let project = Project::new();
    let mut store = project.store();
    import(&mut store, "1", "ABC");
    let mut next = version("feed", "2", "DBC");
    next.incidents[1].severity = Some("SEV1".into());
    for incident in &mut next.incidents {
        incident.events[0].place.line += 40;
    }
    let imported = store.reread(&next).unwrap();
    assert_eq!(imported.news, [News::Added, News::Changed, News::Unchanged]);
}

#[test]
fn what_departed_has_its_own_lines_says_so_and_can_be_taken_out() {
    let project = Project::new();
    let mut store = project.store();
    import(&mut store, "1", "ABC");
    import(&mut store, "2", "BC");
    let gone = store.incident("a").unwrap();
    assert_eq!(store.text(&gone.source.sha256).unwrap().as_deref(), Some("text of 1\n"));
    assert!(gone.findings.iter().any(|finding| finding.code == "source.gone"), "{:?}", gone.findings);
    assert!(store.incident("b").unwrap().findings.iter().all(|finding| finding.code != "source.gone"));
    assert_eq!(names(&store.reports().unwrap()[0].incidents), "b c a");
    assert_eq!(store.departed().unwrap().len(), 1);
    assert_eq!(store.forget_departed(&IncidentId("b".into())).unwrap(), None, "it is told of");
    assert_eq!(store.forget_departed(&IncidentId("a".into())).unwrap(), Some(Vec::new()));
    assert_eq!(ids(&store).join(" "), "b c");
    assert_eq!(store.text("1").unwrap(), None, "its text goes with the last that it told of");
    import(&mut store, "1", "ABC");
    assert_eq!(ids(&store).join(" "), "a b c", "told of again, it is back");
}

#[test]
fn a_report_goes_whole_with_its_earlier_versions_and_moves_with_them() {
    let project = Project::new();
    let mut store = project.store();
    import(&mut store, "1", "ABC");
    import(&mut store, "2", "BC");
    assert!(store.moved("feed", "other").unwrap());
    assert_eq!(store.incident("a").unwrap().source.path, "other");
    assert_eq!(store.forget("other").unwrap(), Some(Vec::new()));
    assert_eq!(ids(&store), [""; 0]);
    assert_eq!(store.text("1").unwrap(), None);
}

#[test]
fn the_bytes_of_an_earlier_version_under_another_path_are_a_report_that_takes_its_own() {
    let project = Project::new();
    let mut store = project.store();
    import(&mut store, "1", "ABC");
    import(&mut store, "2", "BCD");
    let saved = store.reread(&version("saved", "1", "ABC")).unwrap();
    assert_eq!(saved.outcome, Outcome::Added);
    assert_eq!(store.incident("a").unwrap().source.path, "saved");
    assert_eq!(ids(&store).join(" "), "a b b-2 c c-2 d", "a is not counted twice");
}
