//! Importing again: what has not changed is not read again, what moved or went is told, and `forget` takes reports out.

use std::fs;

use incstats_model::Incident;

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

/// The corrected cause of each incident, by the path of its report.
fn causes(folder: &Folder) -> Vec<String> {
    let cause =
        |incident: Incident| format!("{} {}", incident.source.path, incident.cause.unwrap_or_default());
    let mut causes: Vec<String> = folder.store().incidents().unwrap().into_iter().map(cause).collect();
    causes.sort();
    causes
}

/// A project with a report for each file, on days of their own, whose causes are corrected to the names of the files.
fn corrected(files: &[&str]) -> Folder {
    let folder = Folder::project();
    for (month, file) in (1..).zip(files) {
        folder.write(file, REPORT.replace("05-20", &format!("0{month}-20")));
        let out = folder.run(&["import", file]).succeeds().out;
        let id = out.split_whitespace().nth(1).unwrap();
        folder.run(&["correct", id, &format!("cause={file}"), "--why", "seen"]).succeeds();
    }
    folder
}

#[test]
fn files_that_changed_places_keep_what_is_known_of_them() {
    let folder = corrected(&["data/a.txt", "data/b.txt", "data/c.txt"]);
    for (from, to) in [("a", "x"), ("b", "a"), ("c", "b"), ("x", "c")] {
        let path = |name| folder.path(&format!("data/{name}.txt"));
        fs::rename(path(from), path(to)).unwrap();
    }
    let moved = folder.run(&["import", "data"]).succeeds();
    assert!(!moved.err.contains("no longer tells"), "{}", moved.err);
    let expected = ["data/a.txt data/b.txt", "data/b.txt data/c.txt", "data/c.txt data/a.txt"];
    assert_eq!(causes(&folder), expected);
    let again = folder.run(&["import", "data"]).succeeds();
    assert_eq!(again.out.matches("unchanged").count(), 3, "{}", again.out);
}

#[test]
fn a_file_overwritten_with_a_copy_of_another_departs_with_a_warning() {
    let folder = corrected(&["data/a.txt", "data/b.txt"]);
    fs::copy(folder.path("data/b.txt"), folder.path("data/a.txt")).unwrap();
    let run = folder.run(&["import", "data"]).succeeds();
    for words in
        ["data/a.txt: its bytes are those of another report now", "whose correction of cause now applies"]
    {
        assert!(run.err.contains(words), "{}", run.err);
    }
    assert_eq!(causes(&folder), ["data/b.txt data/b.txt"]);
}

#[test]
fn a_file_overwritten_with_an_incident_of_another_day_gives_nothing_away() {
    let folder = corrected(&["data/a.txt"]);
    folder.write(
        "data/a.txt",
        "Printers down\n\n2022-08-01\n09:00 Printers failed.\n10:00 Service restored.\n",
    );
    let run = folder.run(&["import", "data"]).succeeds();
    assert!(run.err.contains("whose correction of cause now applies to nothing"), "{}", run.err);
    assert_eq!(causes(&folder), ["data/a.txt "]);
}

#[test]
fn copies_are_told_from_files_that_were_copies_once() {
    for (why, rewritten, incidents) in
        [("the copy goes on", &["2.txt"][..], 2), ("both were edited", &["1.txt", "2.txt"], 1)]
    {
        let folder = corrected(&["data/2.txt"]);
        fs::copy(folder.path("data/2.txt"), folder.path("data/1.txt")).unwrap();
        folder.run(&["import", "data"]).succeeds();
        for file in rewritten {
            folder.write(&format!("data/{file}"), REPORT.replace("05-20", "01-20").replace("17:30", "18:00"));
        }
        folder.run(&["import", "data"]).succeeds();
        let causes = causes(&folder);
        assert_eq!(causes.len(), incidents, "{why}: {causes:?}");
        assert!(causes[0].ends_with(" data/2.txt"), "{why}: {causes:?}");
    }
}

#[test]
fn the_name_of_a_copy_is_forgotten_alone() {
    let folder = corrected(&["data/a.txt"]);
    fs::copy(folder.path("data/a.txt"), folder.path("data/b.txt")).unwrap();
    folder.run(&["import", "data"]).succeeds();
    let asked = folder.run(&["forget", "data/b.txt"]).succeeds();
    assert!(asked.out.contains("would forget  data/b.txt  as a name of data/a.txt only"), "{}", asked.out);
    folder.run(&["forget", "data/b.txt", "--yes"]).succeeds();
    folder.run(&["forget", "data/b.txt"]).fails(1, &["no report is kept under `data/b.txt`"]);
    assert_eq!(causes(&folder), ["data/a.txt data/a.txt"]);
}

/// A Statuspage feed of these incidents, each of a day of March 2026.
fn feed(days: &[u32]) -> String {
    let incident = |day: &u32| {
        let at = |clock| format!("2026-03-{day:02}T{clock}:00Z");
        serde_json::json!({
            "id": format!("i{day}"), "name": format!("API errors {day}"), "status": "resolved", "impact": "major",
            "created_at": at("08:10"), "updated_at": at("09:40"), "resolved_at": at("09:40"), "shortlink": "",
            "incident_updates": [
                {"id": format!("i{day}b"), "status": "resolved", "body": "Resolved.", "created_at": at("09:40"), "display_at": at("09:40")},
                {"id": format!("i{day}a"), "status": "investigating", "body": "We look into it.", "created_at": at("08:10"), "display_at": at("08:10")},
            ],
        })
    };
    let incidents: Vec<_> = days.iter().map(incident).collect();
    serde_json::json!({"page": {"id": "p", "name": "Example"}, "incidents": incidents}).to_string()
}

#[test]
fn what_a_feed_holds_no_longer_is_told_and_kept_and_can_be_taken_out() {
    let folder = Folder::project();
    folder.write("data/incidents.json", feed(&[3, 2, 1]));
    folder.run(&["import", "data"]).succeeds();
    folder.write("data/incidents.json", feed(&[4, 3, 2]));
    let run = folder.run(&["import", "data"]).succeeds();
    let lines: Vec<&str> = run.out.lines().map(|line| line.split("  data").next().unwrap()).collect();
    assert_eq!(
        lines,
        [
            "added      2026-03-04-api-errors-4",
            "unchanged  2026-03-03-api-errors-3",
            "unchanged  2026-03-02-api-errors-2",
            "kept       2026-03-01-api-errors-1",
        ],
        "{}",
        run.out
    );
    assert!(
        run.err.contains("no longer told of by their reports, and kept in the history: 1 incident\n"),
        "{}",
        run.err
    );
    let again = folder.run(&["import", "data"]).succeeds();
    assert!(!again.err.contains("no longer told of"), "said once: {}", again.err);
    let count = || folder.run(&["list", "--format", "json"]).succeeds().json().as_array().map(Vec::len);
    assert_eq!(count(), Some(4));
    // Its lines are those of the version that told of it.
    let shown = folder.run(&["show", "2026-03-01-api-errors-1", "--source"]).succeeds();
    assert!(shown.out.contains("first post: 2026-03-01T08:10"), "{}", shown.out);
    let findings = folder.run(&["findings", "2026-03-01-api-errors-1"]).succeeds();
    assert!(findings.out.contains("source.gone"), "{}", findings.out);
    folder
        .run(&["forget", "2026-03-02-api-errors-2"])
        .fails(1, &["data/incidents.json still tells of `2026-03-02-api-errors-2`"]);
    let asked = folder.run(&["forget", "2026-03-01-api-errors-1"]).succeeds();
    assert!(asked.out.contains("would forget  2026-03-01-api-errors-1"), "{}", asked.out);
    assert_eq!(count(), Some(4));
    folder.run(&["forget", "2026-03-01-api-errors-1", "--yes"]).succeeds();
    assert_eq!(count(), Some(3));
}

#[test]
fn a_row_that_a_table_has_no_longer_is_told_and_kept() {
    let folder = Folder::project();
    let (heading, a, b) = (
        "id,title,started,resolved\n",
        "A-1,Mail down,2021-04-01 08:00,2021-04-01 08:30\n",
        "A-2,Web down,2021-04-03 08:00,2021-04-03 09:30\n",
    );
    folder.write("x.csv", format!("{heading}{a}{b}"));
    folder.run(&["import", "x.csv"]).succeeds();
    folder.write("x.csv", format!("{heading}{a}"));
    let run = folder.run(&["import", "x.csv"]).succeeds();
    assert!(run.out.contains("unchanged  A-1"), "{}", run.out);
    assert!(run.out.contains("kept       A-2  x.csv  tells of it no longer"), "{}", run.out);
    let listed = folder.run(&["list", "--format", "json"]).succeeds().json();
    assert_eq!(listed.as_array().map(Vec::len), Some(2));
}
