//! A process killed at any moment leaves whole reports, and the history reads as before.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use incstats_store::{NewReport, Store};
use rusqlite::Connection;

use crate::project::{Project, report};
use crate::sample;

/// Where the process to be killed writes; the test that is this process does nothing without it.
const TARGET: &str = "INCSTATS_STORE_KILL_TARGET";

/// How many incidents each report has.
const INCIDENTS: usize = 40;

/// Longest wait for the other process to have written something.
const PATIENCE: Duration = Duration::from_mins(1);

fn numbered(version: usize) -> NewReport {
    let ids: Vec<String> = (0..INCIDENTS).map(|number| format!("{version}-{number}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    // One path is written again and again, so that kills hit replacements as well as additions.
    let path = if version.is_multiple_of(2) { "again.txt".into() } else { format!("{version}.txt") };
    report(&path, &version.to_string(), &ids)
}

#[test]
fn process_to_be_killed() {
    let Ok(target) = env::var(TARGET) else { return };
    let mut store = Store::open(target).unwrap();
    for version in 1.. {
        store.import(&numbered(version)).unwrap();
    }
}

#[test]
fn a_killed_import_leaves_whole_reports() {
    for round in 0..6 {
        let project = Project::new();
        let path = project.database();
        let mut writer = Command::new(env::current_exe().unwrap())
            .args(["--exact", "kill::process_to_be_killed", "--nocapture"])
            .env(TARGET, &path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait_for_data(&path);
        thread::sleep(Duration::from_millis(round * 17));
        writer.kill().unwrap();
        writer.wait().unwrap();

        let reports = Store::open_read_only(&path).unwrap().reports().unwrap();
        assert!(!reports.is_empty());
        let cut: Vec<_> = reports.iter().filter(|report| report.incidents.len() != INCIDENTS).collect();
        assert!(cut.is_empty(), "{cut:?}");
        let mut store = Store::open(&path).unwrap();
        let incidents = store.incidents().unwrap();
        assert_eq!(incidents.len(), reports.len() * INCIDENTS);
        for incident in &incidents {
            let whole = sample::incident(incident.id.as_str());
            // That others are like it is no finding of its own.
            let own = incident.findings.iter().filter(|found| found.code != "possible.duplicate");
            assert_eq!(incident.events, whole.events);
            assert!(own.eq(&whole.findings), "{:?}", incident.findings);
        }
        store.import(&report("after.txt", "after", &["after"])).unwrap();
        drop(store);
        let verdict: String = Connection::open(&path)
            .unwrap()
            .pragma_query_value(None, "integrity_check", |row| row.get(0))
            .unwrap();
        assert_eq!(verdict, "ok");
    }
}

/// Waits until the other process has put a report into the database.
fn wait_for_data(path: &Path) {
    let end = Instant::now() + PATIENCE;
    let has_data = || {
        path.exists() && Store::open_read_only(path).is_ok_and(|store| !store.reports().unwrap().is_empty())
    };
    while !has_data() {
        assert!(Instant::now() < end, "nothing was written");
        thread::sleep(Duration::from_millis(5));
    }
}

/// The state of the disk in the middle of a transaction, as a power cut would leave it: the database and its log,
/// copied while pages of an unfinished import are in the log already.
#[test]
fn an_unfinished_transaction_in_the_log_does_not_count() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("a.txt", "1", &["x"])).unwrap();
    let before = store.incidents().unwrap();

    let other = Connection::open(project.database()).unwrap();
    other
        .execute_batch(
            "PRAGMA cache_size = 1; BEGIN; DELETE FROM incidents; \
             WITH RECURSIVE numbers (value) AS (VALUES (1) UNION SELECT value + 1 FROM numbers LIMIT 200) \
             INSERT INTO reports SELECT NULL, 'n' || value, 'n' || value, 'text', 1, '', hex(randomblob(4000)), '[]', NULL \
             FROM numbers",
        )
        .unwrap();
    let copy = Project::new();
    drop(copy.store());
    for suffix in ["", "-wal"] {
        let name = |project: &Project| format!("{}{suffix}", project.database().display());
        fs::copy(name(&project), name(&copy)).unwrap();
    }
    let log = fs::metadata(format!("{}-wal", copy.database().display())).unwrap();
    assert!(log.len() > 500_000, "the log holds no unfinished pages: {} bytes", log.len());
    assert_eq!(copy.store().incidents().unwrap(), before);
    drop(other);
}
