//! What an import changes, and what it leaves alone.

use incstats_model::{Change, Finding, Incident, IncidentId, Severity, ZoneId};
use incstats_store::{Outcome, Store};

use crate::project::{Project, correction, ids, of, report};
use crate::sample;

fn outcome(store: &mut Store, path: &str, sha256: &str, ids: &[&str]) -> Outcome {
    store.import(&report(path, sha256, ids)).unwrap().outcome
}

fn known(path: &str) -> Outcome {
    Outcome::Known { path: path.into() }
}

#[test]
fn the_same_bytes_twice_change_nothing() {
    let project = Project::new();
    let mut store = project.store();
    let read = report("a.txt", "1", &["x", "y"]);
    assert!(!store.knows("a.txt", "1").unwrap());
    let first = store.import(&read).unwrap();
    assert_eq!(first.outcome, Outcome::Added);
    let (incidents, reports) = (store.incidents().unwrap(), store.reports().unwrap());

    assert!(store.knows("a.txt", "1").unwrap());
    let second = store.import(&read).unwrap();
    assert_eq!((second.outcome, second.incidents), (Outcome::Unchanged, first.incidents));
    assert_eq!(store.reread(&read).unwrap().outcome, Outcome::Unchanged);
    assert_eq!((store.incidents().unwrap(), store.reports().unwrap()), (incidents, reports));
}

#[test]
fn a_new_version_replaces_what_the_old_one_gave() {
    let project = Project::new();
    let mut store = project.store();
    outcome(&mut store, "a.txt", "1", &["x", "y"]);
    outcome(&mut store, "b.txt", "2", &["z"]);
    assert_eq!(outcome(&mut store, "a.txt", "3", &["y", "new", "other"]), Outcome::Replaced);
    assert_eq!(ids(&store), ["new", "other", "y", "z"]);
    assert_eq!(store.text("1").unwrap(), None);
    assert_eq!(store.text("3").unwrap().as_deref(), Some("text of 3\n"));
    assert!(!store.knows("a.txt", "1").unwrap());
    assert_eq!(store.incident("y").unwrap().source.sha256, "3");
}

#[test]
fn ids_are_made_unique_and_stay_with_their_incidents() {
    let project = Project::new();
    let mut store = project.store();
    outcome(&mut store, "a.txt", "1", &["x"]);
    let second = store.import(&report("b.txt", "2", &["x", "x"])).unwrap();
    assert_eq!(second.incidents, ["x-2", "x-3"].map(|id| IncidentId(id.into())));
    // The first report goes over to other words; the others do not move up.
    outcome(&mut store, "a.txt", "3", &["retitled"]);
    let again = store.import(&report("b.txt", "4", &["new", "x", "x"])).unwrap();
    assert_eq!(again.incidents, ["new", "x-2", "x-3"].map(|id| IncidentId(id.into())));
    assert_eq!(ids(&store), ["new", "x", "x-2", "x-3"]);
}

#[test]
fn a_copy_is_known_and_not_counted_twice() {
    let project = Project::new();
    let mut store = project.store();
    outcome(&mut store, "a.txt", "1", &["x"]);
    assert_eq!(outcome(&mut store, "copy.txt", "1", &["x"]), known("a.txt"));
    assert!(store.knows("copy.txt", "1").unwrap());
    assert!(!store.knows("third.txt", "1").unwrap());
    assert_eq!(store.reports().unwrap()[0].copies, ["copy.txt"]);
    assert_eq!(ids(&store), ["x"]);
    // The copy becomes a report of its own once it is edited, and the original once more where it is copied over it.
    assert_eq!(outcome(&mut store, "copy.txt", "2", &["y"]), Outcome::Added);
    assert_eq!(ids(&store), ["x", "y"]);
    assert!(store.reports().unwrap()[0].copies.is_empty());
    store.correct(&correction("y", Change::Title("mine".into()))).unwrap();
    assert_eq!(outcome(&mut store, "copy.txt", "1", &["x"]), known("a.txt"));
    // Its bytes may still turn up elsewhere.
    assert_eq!(ids(&store), ["x", "y"]);
    let overwritten = store.settle().unwrap();
    assert_eq!((overwritten[0].path.as_str(), overwritten[0].orphaned.len()), ("copy.txt", 1));
    assert_eq!(ids(&store), ["x"]);
    assert_eq!(store.settle().unwrap(), []);
}

#[test]
fn a_moved_file_goes_on_as_the_same_report() {
    let project = Project::new();
    let mut store = project.store();
    outcome(&mut store, "old.txt", "1", &["x"]);
    outcome(&mut store, "taken.txt", "2", &["y"]);
    outcome(&mut store, "new.txt", "1", &["x"]);
    assert!(!store.moved("nowhere.txt", "new.txt").unwrap());
    assert!(!store.moved("old.txt", "taken.txt").unwrap());
    assert!(store.moved("old.txt", "new.txt").unwrap());
    assert_eq!(outcome(&mut store, "new.txt", "3", &["retitled"]), Outcome::Replaced);
    assert_eq!(ids(&store), ["x", "y"]);
}

#[test]
fn standard_input_is_new_each_time() {
    let project = Project::new();
    let mut store = project.store();
    assert_eq!(outcome(&mut store, "-", "1", &["x"]), Outcome::Added);
    assert_eq!(outcome(&mut store, "-", "2", &["x"]), Outcome::Added);
    assert_eq!(outcome(&mut store, "-", "1", &["x"]), Outcome::Unchanged);
    // Its file turns up, and is the report from then on.
    assert_eq!(outcome(&mut store, "a.txt", "2", &["x"]), known("-"));
    assert_eq!(outcome(&mut store, "a.txt", "2", &["x"]), Outcome::Unchanged);
    assert_eq!(outcome(&mut store, "a.txt", "5", &["x"]), Outcome::Replaced);
    assert_eq!(outcome(&mut store, "b.txt", "3", &["y"]), Outcome::Added);
    assert_eq!(outcome(&mut store, "-", "3", &["y"]), known("b.txt"));
    assert_eq!(ids(&store), ["x", "x-2", "y"]);
    assert!(store.knows("-", "3").unwrap() && !store.knows("-", "4").unwrap());
}

#[test]
fn the_same_bytes_read_with_other_settings_replace_when_asked() {
    let project = Project::new();
    let mut store = project.store();
    let before = report("a.txt", "1", &["x"]);
    store.import(&before).unwrap();
    let paris: ZoneId = "Europe/Paris".parse().unwrap();
    let mut incident: Incident = sample::incident("x");
    incident.zone.id = paris;
    let after = of("a.txt", "1", vec![incident]);

    assert_eq!(store.import(&after).unwrap().outcome, Outcome::Unchanged);
    assert_eq!(store.reread(&after).unwrap().outcome, Outcome::Replaced);
    assert_eq!(store.reread(&after).unwrap().outcome, Outcome::Unchanged);
    assert_eq!(store.incident("x").unwrap().zone.id, paris);

    let mut report = after.clone();
    report.findings.push(Finding {
        code: "no.incident".into(),
        severity: Severity::Note,
        place: None,
        also: Vec::new(),
        message: "a part was passed over".into(),
        remedy: "look at it".into(),
    });
    assert_eq!(store.reread(&report).unwrap().outcome, Outcome::Replaced);
    assert_eq!(store.reports().unwrap()[0].findings, report.findings);
    report.incidents.clear();
    assert_eq!(store.reread(&report).unwrap().outcome, Outcome::Replaced);
    assert_eq!(ids(&store), [""; 0]);
    assert_eq!(store.reports().unwrap()[0].findings, report.findings);
}

#[test]
fn only_the_same_bytes_read_with_the_same_need_not_be_read_again() {
    let project = Project::new();
    let mut store = project.store();
    outcome(&mut store, "a.txt", "1", &["x"]);
    assert_eq!(store.read_before("a.txt", "1", "reader 1").unwrap(), None);
    store.remember_reading("1", "reader 1").unwrap();
    let before = store.read_before("a.txt", "1", "reader 1").unwrap().unwrap();
    assert_eq!((before.imported.outcome, before.source.path.as_str()), (Outcome::Unchanged, "a.txt"));
    assert_eq!(before.imported.incidents, [IncidentId("x".into())]);
    for (path, bytes, reader) in
        [("a.txt", "1", "reader 2"), ("b.txt", "1", "reader 1"), ("a.txt", "2", "reader 1")]
    {
        assert_eq!(store.read_before(path, bytes, reader).unwrap(), None, "{path} {bytes} {reader}");
    }
    // Known under a second name, once that name was seen.
    outcome(&mut store, "b.txt", "1", &["x"]);
    let copy = store.read_before("b.txt", "1", "reader 1").unwrap().unwrap();
    assert_eq!(copy.imported.outcome, known("a.txt"));
    // Another version of the file is another reading.
    outcome(&mut store, "a.txt", "3", &["x"]);
    assert_eq!(store.read_before("a.txt", "3", "reader 1").unwrap(), None);
}

#[test]
fn a_forgotten_report_leaves_its_corrections() {
    let project = Project::new();
    let mut store = project.store();
    outcome(&mut store, "a.txt", "1", &["x"]);
    outcome(&mut store, "b.txt", "2", &["y"]);
    let zone = Change::Zone(ZoneId::UTC);
    store.correct(&correction("x", zone)).unwrap();
    assert_eq!(store.forget("a.txt").unwrap().map(|kept| kept.len()), Some(1));
    assert_eq!((ids(&store), store.forget("a.txt").unwrap()), (vec!["y".to_owned()], None));
    outcome(&mut store, "a.txt", "1", &["x"]);
    assert_eq!(store.corrections(&IncidentId("x".into())).unwrap().len(), 1);
}

#[test]
fn findings_that_follow_from_the_incident_are_made_anew_under_its_own_id() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("a.txt", "1", &["x", "x"])).unwrap();
    let second = store.incident("x-2").unwrap();
    let codes: Vec<&str> = second.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "weekday.mismatch",
            "assumed.zone",
            "missing.detected",
            "missing.acknowledged",
            "missing.identified",
            "missing.mitigated"
        ]
    );
    assert!(second.findings[1].remedy.contains("correct x-2 zone="), "{:?}", second.findings[1]);
    let kept: u32 = rusqlite::Connection::open(project.database())
        .unwrap()
        .query_row("SELECT count(*) FROM findings", (), |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 2, "one for each incident, that of its reader");
}
