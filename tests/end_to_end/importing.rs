//! Reading reports and keeping them: again, changed, under another name, from a pipe, next to broken ones.

use crate::folder::Folder;

const MAIL: &str = "\
Incident report: mail outage

Date: 27 June 2016. All times are UTC.

Timeline

16:15 Mail stopped working for all users
16:20 Customers informed by e-mail
16:24 Root cause identified
19:30 Service restored for all users
";

const WEB: &str = "\
Incident report: web sites down

Date: 3 March 2021. All times are UTC.

Timeline

08:00 Web sites stopped answering for all users
08:10 Root cause identified
09:05 Service restored for all users
";

fn project() -> Folder {
    let folder = Folder::project();
    folder.write("data/mail.txt", MAIL);
    folder.write("data/web.txt", WEB);
    folder
}

#[test]
fn the_same_bytes_twice_change_nothing() {
    let folder = project();
    let first = folder.run(&["import", "data"]).succeeds();
    assert_eq!(first.out.lines().count(), 2, "{}", first.out);
    assert!(
        first.out.lines().all(|line| line.starts_with("added "))
            && first.err.contains("2 incidents from 2 reports")
    );
    let before = folder.run(&["export"]).succeeds().out;
    let again = folder.run(&["import", "data/web.txt", "data", "data/*.txt"]).succeeds();
    assert_eq!(again.out.lines().count(), 2, "{}", again.out);
    assert!(again.out.lines().all(|line| line.starts_with("unchanged ")));
    assert_eq!(folder.run(&["export"]).succeeds().out, before);
}

#[test]
fn a_report_is_the_same_from_wherever_it_is_imported() {
    let folder = project();
    folder.run(&["import", "data"]).succeeds();
    let inside =
        crate::folder::program(&folder.path("data")).args(["import", "../data/mail.txt"]).output().unwrap();
    assert!(String::from_utf8(inside.stdout).unwrap().starts_with("unchanged "));
    folder.write("elsewhere/copy.txt", MAIL);
    let copy = folder.run(&["import", "elsewhere"]).succeeds().out;
    assert!(copy.starts_with("known ") && copy.contains("same as data/mail.txt"), "{copy}");
    assert_eq!(folder.run(&["export"]).succeeds().json().as_array().unwrap().len(), 2);
}

#[test]
fn a_new_version_replaces_the_old_one_and_corrections_outlive_it() {
    let folder = project();
    folder.run(&["import", "data"]).succeeds();
    folder.run(&["correct", "2016", "mitigated=19:45", "--why", "call log"]).succeeds();
    folder.write("data/mail.txt", MAIL.replace("16:24 Root", "16:27 Root"));
    let run = folder.run(&["import", "data"]).succeeds();
    assert!(run.out.starts_with("changed ") && run.out.contains("\nunchanged "), "{}", run.out);
    let record = folder.run(&["show", "2016", "--format", "json"]).succeeds().json();
    let milestones = &record["milestones"];
    assert_eq!(milestones["identified"]["earliest"], "2016-06-27T16:27:00Z");
    assert_eq!(milestones["mitigated"]["earliest"], "2016-06-27T19:45:00Z");
    assert_eq!(milestones["mitigated"]["because"], "call log");
    let ttm = folder.run(&["summary", "--format", "csv"]).succeeds().out;
    assert!(ttm.lines().any(|line| line.contains(",ttm,") && line.contains(",12600,2016-")), "{ttm}");
}

#[test]
fn what_is_said_from_outside_counts_where_the_report_is_silent() {
    let folder = project();
    folder.write("data/mail.txt", MAIL.replace(" All times are UTC.", ""));
    let zone_of = |folder: &Folder| {
        folder.run(&["show", "2016", "--format", "json"]).succeeds().json()["milestones"]["started"]["earliest"].clone()
    };
    folder.run(&["import", "data", "--zone", "Europe/London"]).succeeds();
    assert_eq!(zone_of(&folder), "2016-06-27T16:15:00+01:00");
    folder.write(
        "incstats.toml",
        "[[source]]\nglob = \"data/m*.txt\"\nzone = \"America/New_York\"\norganisation = \"Example\"\n",
    );
    let again = folder.run(&["import", "data"]).succeeds().out;
    assert!(again.starts_with("changed "), "{again}");
    assert_eq!(zone_of(&folder), "2016-06-27T16:15:00-04:00");
    assert_eq!(folder.run(&["list", "--format", "json"]).json()[0]["organisation"], "Example");
    assert_eq!(folder.run(&["show", "2021", "--format", "json"]).json()["zone"]["name"], "UTC");
}

#[test]
fn broken_files_do_not_keep_the_others_out() {
    let folder = project();
    folder.write("data/a-binary.dat", [0, 159, 146, 150, 0, 0]);
    folder.write("data/b-no-date.txt", "Hello.\nA letter about nothing in particular.\n");
    folder.write(
        "data/c-no-incident.txt",
        "Minutes of 3 March 2021.\nPresent: Anna, Bert.\nNext meeting on 10 March 2021.\n",
    );
    folder.write("data/d-latin1.txt", b"Incident du 20 mai 2021\n\n16:15 Panne compl\xe8te : messagerie hors service\n17:30 Service r\xe9tabli\n");
    let run = folder.run(&["import", "data"]).fails(
        1,
        &[
            "error: data/a-binary.dat: not a text file",
            "error: data/b-no-date.txt: ",
            "error: data/c-no-incident.txt: ",
            "nothing from 3 inputs, named above",
        ],
    );
    assert_eq!(run.out.lines().count(), 3, "{}", run.out);
    assert_eq!(folder.run(&["list", "--format", "json"]).succeeds().json().as_array().unwrap().len(), 3);
    assert!(run.err.matches("  hint: ").count() >= 3);
}

#[test]
fn a_version_that_tells_of_nothing_does_not_take_the_old_one_away() {
    let folder = project();
    folder.run(&["import", "data"]).succeeds();
    folder.write("data/mail.txt", "");
    folder.run(&["import", "data"]).fails(1, &["data/mail.txt: the file is empty"]);
    assert_eq!(folder.run(&["list", "--format", "json"]).succeeds().json().as_array().unwrap().len(), 2);
}

#[test]
fn a_dry_run_prints_records_and_keeps_nothing() {
    let folder = project();
    let run = folder.run(&["import", "data", "--dry-run", "--format", "json"]).succeeds();
    let records = run.json();
    assert_eq!(records.as_array().unwrap().len(), 2);
    assert_eq!(records[0]["schema"], "incstats/incident/1");
    assert_eq!(records[0]["durations"]["ttm"]["min_s"], 11_700);
    assert_eq!(records[0]["source"]["path"], "data/mail.txt");
    assert!(!folder.has("data/incstats.db"));
    let table = folder.run(&["import", "data", "--dry-run"]).succeeds().out;
    assert!(table.contains("27 June 2016 16:15"), "{table}");
    assert!(!folder.has("data/incstats.db"));
}

#[test]
fn a_report_comes_through_a_pipe_too() {
    let folder = project();
    let run = folder.run_with(&["import", "-"], &[], MAIL.as_bytes()).succeeds();
    assert!(run.out.starts_with("added ") && run.out.contains("  -"), "{}", run.out);
    let records = folder
        .run_with(&["import", "-", "--dry-run", "--format", "json"], &[], WEB.as_bytes())
        .succeeds()
        .json();
    assert_eq!(records[0]["source"]["path"], "-");
}

#[test]
fn import_prints_the_kept_records_as_json_when_asked() {
    let folder = project();
    folder.run(&["import", "data"]).succeeds();
    folder.run(&["correct", "2016", "title=Mail", "--why", "short"]).succeeds();
    let records = folder.run(&["import", "data", "--format", "json"]).succeeds().json();
    assert_eq!(records[0]["title"], "Mail");
}

#[test]
fn what_the_reader_saw_is_explained_and_nothing_is_kept() {
    let folder = Folder::empty();
    folder.write("mail.txt", MAIL);
    let run = folder.run(&["import", "mail.txt", "none.txt", "--explain"]).fails(1, &["none.txt"]);
    for words in ["language English", "oldest entry first", "line 7, an entry of a log: ", "marks "] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    for ours in ["OldestFirst", "None", "Some(", "Marks("] {
        assert!(!run.out.contains(ours), "{ours}: {}", run.out);
    }
    assert!(!folder.has("data"));
    folder.run(&["import", "mail.txt", "--explain", "--dry-run"]).fails(2, &["--dry-run"]);
}
