//! Importing again: what has not changed is not read again, what moved or went is told, and `forget` takes reports out.

use std::fs;

use crate::folder::Folder;

const REPORT: &str =
    "Mail down\n\n2021-05-20\n16:15 Mail server failed, users could not send.\n17:30 Service restored.\n";

#[test]
fn what_has_not_changed_is_told_and_what_moved_keeps_its_history() {
    let folder = Folder::project();
    folder.write("data/a.txt", REPORT);
    folder.write("data/b.txt", REPORT.replace("05-20", "06-20"));
    let first = folder.run(&["import", "data"]).succeeds();
    assert_eq!(first.out.matches("added").count(), 2, "{}", first.out);
    let id = first.out.split_whitespace().nth(1).unwrap().to_owned();
    folder.run(&["correct", &id, "cause=disk", "--why", "seen"]).succeeds();
    let again = folder.run(&["import", "data"]).succeeds();
    assert_eq!(again.out.matches("unchanged").count(), 2, "{}", again.out);
    // Other settings read the same bytes differently.
    let elsewhere = folder.run(&["import", "data", "--zone", "Europe/Paris"]).succeeds();
    assert_eq!(elsewhere.out.matches("changed ").count(), 2, "{}", elsewhere.out);
    fs::rename(folder.path("data/a.txt"), folder.path("data/c.txt")).unwrap();
    fs::remove_file(folder.path("data/b.txt")).unwrap();
    let moved = folder.run(&["import", "data", "--zone", "Europe/Paris"]).succeeds();
    assert!(moved.out.contains("moved") && moved.out.contains("was data/a.txt"), "{}", moved.out);
    assert!(
        moved.err.contains("no longer there, and kept in the history: 1 report\n  data/b.txt"),
        "{}",
        moved.err
    );
    // The next version of the renamed file is a version of the same report.
    folder.write("data/c.txt", REPORT.replace("17:30", "18:00"));
    folder.run(&["import", "data/c.txt", "--zone", "Europe/Paris"]).succeeds();
    let shown = folder.run(&["show", &id, "--format", "json"]).succeeds().json();
    assert_eq!((&shown["cause"], &shown["source"]["path"]), (&"disk".into(), &"data/c.txt".into()));
}

#[test]
fn a_report_is_forgotten_only_when_that_is_said() {
    let folder = Folder::project();
    folder.write("data/a.txt", REPORT);
    folder.run(&["import", "data"]).succeeds();
    let asked = folder.run(&["forget", "data/a.txt"]).succeeds();
    assert!(asked.out.contains("would forget  data/a.txt  1 incident"), "{}", asked.out);
    assert_eq!(folder.run(&["list", "--format", "json"]).succeeds().json().as_array().unwrap().len(), 1);
    folder.run(&["forget", "data/a.txt", "--yes"]).succeeds();
    assert_eq!(folder.run(&["list", "--format", "json"]).succeeds().json().as_array().map(Vec::len), Some(0));
    folder.run(&["forget", "data/a.txt"]).fails(1, &["no report is kept under `data/a.txt`"]);
}
