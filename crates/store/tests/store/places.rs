//! Files that change places, and bytes that come by two ways.

use incstats_model::{Change, Finding, Incident, IncidentId};
use incstats_store::{Imported, Outcome, Store};

use crate::project::{Project, correction, ids, report};
use crate::sample;

fn import(store: &mut Store, path: &str, bytes: &str, ids: &[&str]) -> Imported {
    store.reread(&report(path, bytes, ids)).unwrap()
}

/// The title of each report's only incident, each with its path and its id: the title is corrected, so that it tells
/// whether corrections stayed with their incident.
fn kept(store: &Store) -> Vec<String> {
    let kept = |incident: Incident| format!("{} {} {}", incident.source.path, incident.id, incident.title);
    let mut kept: Vec<String> = store.incidents().unwrap().into_iter().map(kept).collect();
    kept.sort();
    kept
}

/// Keeps a report a letter, each of one incident called `x`, whose title is corrected to its bytes.
fn three(store: &mut Store) {
    for bytes in ["a", "b", "c"] {
        let id = import(store, &format!("{bytes}.txt"), bytes, &["x"]).incidents.remove(0);
        store.correct(&correction(id.as_str(), Change::Title(bytes.to_uppercase()))).unwrap();
    }
}

#[test]
fn files_that_changed_places_keep_their_incidents_and_corrections() {
    for (why, files, expected) in [
        ("swapped", "ba", ["a.txt x-2 B", "b.txt x A", "c.txt x-3 C"]),
        ("all in a circle", "cab", ["a.txt x-3 C", "b.txt x A", "c.txt x-2 B"]),
        ("all in the other circle", "bca", ["a.txt x-2 B", "b.txt x-3 C", "c.txt x A"]),
        ("the ends swapped", "cba", ["a.txt x-3 C", "b.txt x-2 B", "c.txt x A"]),
    ] {
        let project = Project::new();
        let mut store = project.store();
        three(&mut store);
        for again in [false, true] {
            for (path, bytes) in ["a.txt", "b.txt", "c.txt"].iter().zip(files.chars()) {
                let imported = import(&mut store, path, &bytes.to_string(), &["x"]);
                assert_eq!(imported.orphaned, [], "{why}");
                if again {
                    assert_eq!(imported.outcome, Outcome::Unchanged, "{why}: {path}");
                }
            }
            assert_eq!(store.settle().unwrap(), [], "{why}");
            assert_eq!(kept(&store), expected, "{why}");
        }
    }
}

#[test]
fn a_file_that_took_another_place_while_its_own_was_rewritten_goes_on() {
    let project = Project::new();
    let mut store = project.store();
    three(&mut store);
    import(&mut store, "a.txt", "b", &["x"]);
    let rewritten = import(&mut store, "b.txt", "new", &["x"]);
    assert_eq!(rewritten.outcome, Outcome::Added);
    assert_eq!(store.settle().unwrap().len(), 1, "nothing has the bytes of a.txt any more");
    assert_eq!(kept(&store), ["a.txt x-2 B", "b.txt x-4 Outage x", "c.txt x-3 C"]);
    // They come back, and with them the correction.
    import(&mut store, "d.txt", "a", &["x"]);
    assert_eq!(kept(&store)[3], "d.txt x A");
}

#[test]
fn the_original_is_edited_and_its_copy_goes_on() {
    let project = Project::new();
    let mut store = project.store();
    import(&mut store, "2.txt", "same", &["x"]);
    import(&mut store, "1.txt", "same", &["x"]);
    store.correct(&correction("x", Change::Title("X".into()))).unwrap();
    let edited = import(&mut store, "2.txt", "edited", &["x"]);
    assert_eq!((edited.outcome, edited.incidents), (Outcome::Added, vec![IncidentId("x-2".into())]));
    assert_eq!(kept(&store), ["1.txt x X", "2.txt x-2 Outage x"]);
    assert_eq!(import(&mut store, "1.txt", "same", &["x"]).outcome, Outcome::Unchanged);
}

#[test]
fn a_copy_that_has_other_bytes_by_now_is_no_copy() {
    let project = Project::new();
    let mut store = project.store();
    for path in ["a.txt", "gone.txt"] {
        import(&mut store, path, "same", &["x"]);
    }
    store.check_copies("a.txt", |path, bytes| (path, bytes) != ("gone.txt", "same")).unwrap();
    let edited = import(&mut store, "a.txt", "edited", &["x"]);
    assert_eq!((edited.outcome, edited.incidents), (Outcome::Replaced, vec![IncidentId("x".into())]));
    assert_eq!(ids(&store), ["x"]);
}

#[test]
fn bytes_from_standard_input_are_taken_in_by_the_file_that_has_them() {
    let project = Project::new();
    let mut store = project.store();
    import(&mut store, "a.txt", "1", &["x"]);
    store.correct(&correction("x", Change::Title("X".into()))).unwrap();
    import(&mut store, "-", "2", &["x"]);
    store.correct(&correction("x-2", Change::Title("piped".into()))).unwrap();
    let edited = import(&mut store, "a.txt", "2", &["x"]);
    assert_eq!(edited.outcome, Outcome::Replaced);
    assert_eq!(edited.orphaned.len(), 1, "that of what was piped: the file's own counts");
    assert_eq!(kept(&store), ["a.txt x X"]);
}

#[test]
fn corrections_of_a_forgotten_standard_input_come_back_with_its_bytes() {
    let project = Project::new();
    let mut store = project.store();
    import(&mut store, "-", "1", &["x"]);
    store.correct(&correction("x", Change::Title("X".into()))).unwrap();
    assert_eq!(store.forget("-").unwrap().map(|kept| kept.len()), Some(1));
    import(&mut store, "-", "2", &["x"]);
    assert_eq!(kept(&store), ["- x-2 Outage x"], "other bytes are another report");
    import(&mut store, "-", "1", &["x"]);
    assert_eq!(kept(&store), ["- x X", "- x-2 Outage x"]);
}

#[test]
fn pieces_find_the_same_place_as_a_whole_report() {
    let project = Project::new();
    let mut store = project.store();
    let mut pieces = |path: &str, bytes: &str| {
        let source = sample::source(path, bytes);
        let imported = store.import_pieces(&source, "", |keep| {
            keep(&sample::incident("x"));
            Some(Vec::<Finding>::new())
        });
        (imported.unwrap().unwrap().outcome, ids(&store).join(" "))
    };
    let known = |path: &str| Outcome::Known { path: path.into() };
    for (path, bytes, outcome, ids) in [
        ("-", "1", Outcome::Added, "x"),
        ("-", "1", Outcome::Replaced, "x"),
        ("a.txt", "1", known("-"), "x"),
        ("copy.txt", "1", known("a.txt"), "x"),
        ("a.txt", "2", Outcome::Added, "x x-2"),
        ("a.txt", "1", known("copy.txt"), "x x-2"),
        ("copy.txt", "2", Outcome::Moved { path: "a.txt".into() }, "x x-2"),
        ("-", "3", Outcome::Added, "x x-2 x-3"),
        ("a.txt", "3", Outcome::Replaced, "x x-2"),
    ] {
        assert_eq!(pieces(path, bytes), (outcome, ids.to_owned()), "{path} {bytes}");
    }
}
