//! People's word: it lasts, it can be taken back, and it goes with its incident.

use chrono::DateTime;
use incstats_model::{Basis, Change, IncidentId, Milestone, Precision, TimeBounds};
use incstats_store::StoreError;

use crate::project::{Project, correction, ids, report};

fn at(text: &str) -> TimeBounds {
    TimeBounds::exact(DateTime::parse_from_rfc3339(text).unwrap(), Precision::Minute)
}

fn every_change() -> Vec<Change> {
    vec![
        Change::Milestone(Milestone::Started, Some(at("2016-06-27T16:00:00+01:00"))),
        Change::Milestone(Milestone::Resolved, None),
        Change::Title("Über \u{0}\u{1b}[31m".into()),
        Change::Service(vec!["mail, \"web\"".into(), String::new()]),
        Change::Severity("SEV1".into()),
        Change::Cause("a 'cable'".into()),
        Change::Zone("Europe/London".parse().unwrap()),
        Change::Zone("-07:30".parse().unwrap()),
    ]
}

#[test]
fn every_kind_of_correction_comes_back_as_it_was() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("a.txt", "1", &["x"])).unwrap();
    let given: Vec<_> = every_change().into_iter().map(|change| correction("x", change)).collect();
    for correction in &given {
        store.correct(correction).unwrap();
    }
    drop(store);
    let store = project.store();
    let kept = store.corrections(&IncidentId("x".into())).unwrap();
    assert_eq!(format!("{kept:?}"), format!("{given:?}"));
}

#[test]
fn figures_follow_and_what_was_read_stays() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("a.txt", "1", &["x"])).unwrap();
    let read = store.as_read("x").unwrap();
    let change = Change::Milestone(Milestone::Started, Some(at("2016-06-26T10:00:00+00:00")));
    store.correct(&correction("x", change)).unwrap();
    let corrected = store.incident("x").unwrap();
    let started = corrected.milestones.get(Milestone::Started).unwrap();
    assert_eq!((started.basis, started.because.as_deref()), (Basis::Corrected, Some("the log says so")));
    assert_eq!(store.incidents().unwrap(), [corrected]);
    assert_eq!(store.as_read("x").unwrap(), read);
}

#[test]
fn the_day_of_a_corrected_start_decides_the_order() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("a.txt", "1", &["a", "b", "c"])).unwrap();
    for (id, day) in [("b", "2016-01-01"), ("a", "2020-01-01")] {
        let change = Change::Milestone(Milestone::Started, Some(at(&format!("{day}T10:00:00+00:00"))));
        store.correct(&correction(id, change)).unwrap();
    }
    assert_eq!(ids(&store), ["b", "c", "a"]);
}

#[test]
fn corrections_outlive_a_new_version_and_another_title() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("a.txt", "1", &["x", "y"])).unwrap();
    store.correct(&correction("y", Change::Cause("the cable".into()))).unwrap();
    let replaced = store.import(&report("a.txt", "2", &["x", "retitled"])).unwrap();
    assert_eq!(replaced.orphaned, []);
    assert_eq!(store.incident("y").unwrap().cause.as_deref(), Some("the cable"));
    assert_eq!(store.incident("y").unwrap().title, "Outage retitled");
}

#[test]
fn orphaned_corrections_are_kept_and_find_their_incident_again() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("a.txt", "1", &["x", "y"])).unwrap();
    let cable = correction("y", Change::Cause("the cable".into()));
    store.correct(&cable).unwrap();

    let replaced = store.import(&report("a.txt", "2", &["x"])).unwrap();
    assert_eq!((replaced.orphaned, replaced.departed), (vec![], vec![IncidentId("y".into())]));
    assert_eq!(store.incident("y").unwrap().cause.as_deref(), Some("the cable"), "it is kept");
    let forgotten = store.forget_departed(&IncidentId("y".into())).unwrap();
    assert_eq!(forgotten.as_deref(), Some(std::slice::from_ref(&cable)));
    assert_eq!(store.orphaned().unwrap(), [cable]);
    assert!(matches!(store.incident("y"), Err(StoreError::UnknownIncident { .. })));
    // Nobody else gets its id, and with it its corrections.
    let other = store.import(&report("b.txt", "3", &["y"])).unwrap();
    assert_eq!(other.incidents[0].as_str(), "y-2");
    assert_eq!(store.incident("y-2").unwrap().cause, None);

    let back = store.import(&report("a.txt", "4", &["y", "x"])).unwrap();
    assert_eq!(back.incidents[0].as_str(), "y");
    assert_eq!(store.incident("y").unwrap().cause.as_deref(), Some("the cable"));
    assert_eq!(store.orphaned().unwrap(), []);
}

#[test]
fn the_last_correction_or_the_last_of_a_field_is_taken_back() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("a.txt", "1", &["x", "y"])).unwrap();
    let [one, two, three] = [
        correction("x", Change::Title("One".into())),
        correction("x", Change::Title("Two".into())),
        correction("x", Change::Severity("SEV1".into())),
    ];
    for correction in [&one, &two, &three] {
        store.correct(correction).unwrap();
    }
    assert_eq!(store.undo("x", Some("title")).unwrap(), Some(two));
    assert_eq!(store.incident("x").unwrap().title, "One");
    assert_eq!(store.undo("x", None).unwrap(), Some(three));
    assert_eq!(store.undo("x", Some("cause")).unwrap(), None);
    assert_eq!(store.undo("x", None).unwrap(), Some(one));
    assert_eq!(store.undo("x", None).unwrap(), None);
    assert_eq!(store.incident("x").unwrap(), store.as_read("x").unwrap());
    assert!(matches!(store.undo("z", None), Err(StoreError::UnknownIncident { .. })));
}

#[test]
fn an_orphaned_correction_can_be_taken_back() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("a.txt", "1", &["x", "y"])).unwrap();
    store.correct(&correction("y", Change::Title("One".into()))).unwrap();
    store.import(&report("a.txt", "2", &["x"])).unwrap();
    assert!(store.undo("y", None).unwrap().is_some());
    assert_eq!(store.orphaned().unwrap(), []);
}

#[test]
fn a_correction_needs_an_incident_and_a_reason() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("a.txt", "1", &["2021-05-20-outage"])).unwrap();
    let error = store.correct(&correction("2021-05-20-outrage", Change::Title("x".into()))).unwrap_err();
    assert_eq!(error.to_string(), "no incident `2021-05-20-outrage`");
    assert_eq!(error.hint(), "did you mean `2021-05-20-outage`?");
    let mut empty = correction("2021-05-20-outage", Change::Title("x".into()));
    empty.why = " ".into();
    assert!(matches!(store.correct(&empty), Err(StoreError::NoReason { .. })));
}
