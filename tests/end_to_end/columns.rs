//! The columns of a large history, kept beside the database: never another answer, whatever happens to them.

use std::fmt::Write as _;

use crate::folder::Folder;

const KEPT: &str = "data/.incstats.db-columns";

/// A project of so many incidents.
fn project(incidents: usize) -> Folder {
    let mut table = "id,title,severity,started,resolved\n".to_owned();
    for i in 0..incidents {
        let (day, minute) = (1 + i % 28, i % 60);
        let _ = writeln!(
            table,
            "I{i},Outage,SEV{},2021-05-{day:02}T10:00:00Z,2021-05-{day:02}T11:{minute:02}:00Z",
            i % 3
        );
    }
    let folder = Folder::project();
    folder.write("history.csv", table);
    folder.run(&["import", "history.csv", "-q"]).succeeds();
    folder
}

fn summary(folder: &Folder) -> String {
    folder.run(&["summary", "--by", "severity", "--detail"]).succeeds().out
}

#[test]
fn a_large_history_answers_the_same_from_what_was_kept() {
    let folder = project(2_000);
    assert!(!folder.has(KEPT));
    let first = summary(&folder);
    assert!(folder.has(KEPT));
    assert_eq!(summary(&folder), first);
    // Damaged, cut off, empty, away: as if it had never been there, and whole again afterwards.
    let whole = std::fs::read(folder.path(KEPT)).unwrap();
    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 64;
    for bytes in [&damaged[..], &whole[..whole.len() - 9], &[]] {
        folder.write(KEPT, bytes);
        let run = folder.run(&["summary", "--by", "severity", "--detail"]).succeeds();
        assert_eq!((run.out, run.err), (first.clone(), String::new()));
        assert_eq!(std::fs::read(folder.path(KEPT)).unwrap(), whole);
    }
    // What changes in the history changes the figures.
    folder.run(&["correct", "I7", "severity=SEV9", "--why", "the log"]).succeeds();
    assert!(summary(&folder).contains("severity: SEV9"));
    folder.run(&["correct", "I7", "--undo"]).succeeds();
    assert_eq!(summary(&folder), first);
    // So does what changes in the settings.
    folder.write("incstats.toml", "[[metric]]\nkey = \"own\"\nfrom = \"started\"\nto = \"resolved\"\n");
    assert!(summary(&folder).contains("OWN"));
    // It is no report.
    let again = folder.run(&["import", "data"]);
    assert!(!again.err.contains("columns"), "{}", again.err);
}

#[test]
fn a_small_history_keeps_nothing() {
    let folder = project(3);
    summary(&folder);
    assert!(!folder.has(KEPT));
}
