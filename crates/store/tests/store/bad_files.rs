//! Files that are no database of ours, or not now.

use std::fs;
use std::time::{Duration, Instant};

use incstats_store::{Access, Store, StoreError};
use rusqlite::Connection;

use crate::project::{Project, report};

const SHORT: Duration = Duration::from_millis(50);

fn sql(project: &Project, sql: &str) -> Connection {
    let connection = Connection::open(project.database()).unwrap();
    connection.execute_batch(sql).unwrap();
    connection
}

#[test]
fn what_is_no_database_is_named_and_left_alone() {
    for (bytes, found) in [
        (&b"10:15 mail is down\n"[..], "it is no SQLite file"),
        (&[b'x'; 9_000], "it is no SQLite file"),
        (b"SQLite format 3\0 and then nothing that fits", "it is no SQLite file"),
    ] {
        let project = Project::new();
        drop(project.store());
        fs::write(project.database(), bytes).unwrap();
        for access in [Access::Create, Access::Existing, Access::ReadOnly] {
            let error = Store::open_with(project.database(), access, SHORT).unwrap_err();
            let expected = format!("is not an incstats database: {found}");
            assert!(error.to_string().ends_with(&expected), "{access:?}: {error}");
        }
        assert_eq!(fs::read(project.database()).unwrap(), bytes);
    }
}

#[test]
fn the_database_of_another_program_is_left_alone() {
    let project = Project::new();
    drop(project.store());
    fs::remove_file(project.database()).unwrap();
    drop(sql(&project, "CREATE TABLE bookmarks (url TEXT)"));
    let before = fs::read(project.database()).unwrap();
    let error = Store::open(project.database()).unwrap_err();
    assert!(error.to_string().ends_with("it is a SQLite database of another program"), "{error}");
    assert_eq!(fs::read(project.database()).unwrap(), before);
}

#[test]
fn a_newer_schema_is_refused_with_both_versions() {
    let project = Project::new();
    drop(project.store());
    drop(sql(&project, "PRAGMA user_version = 70"));
    for access in [Access::Create, Access::ReadOnly] {
        let error = Store::open_with(project.database(), access, SHORT).unwrap_err();
        assert!(matches!(error, StoreError::NewerSchema { found: 70, known: 10, .. }), "{error}");
        assert!(error.to_string().contains("schema version 70, newer than the 10 this program knows"));
        assert!(error.hint().starts_with("update incstats"));
    }
}

#[test]
fn a_writer_waits_for_another_and_then_says_so_while_readers_go_on() {
    let project = Project::new();
    project.store().import(&report("a.txt", "1", &["x"])).unwrap();
    let mut store = Store::open_with(project.database(), Access::Create, SHORT).unwrap();
    let other = sql(&project, "BEGIN EXCLUSIVE; DELETE FROM reports");

    let begun = Instant::now();
    let error = store.import(&report("b.txt", "2", &["y"])).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    assert!(begun.elapsed() >= SHORT);
    assert!(error.to_string().ends_with("is locked by another process"));

    let reader = Store::open_with(project.database(), Access::ReadOnly, SHORT).unwrap();
    assert_eq!(reader.incidents().unwrap().len(), 1);
    other.execute_batch("ROLLBACK").unwrap();
    store.import(&report("b.txt", "2", &["y"])).unwrap();
    assert_eq!(reader.incidents().unwrap().len(), 2);
}

#[test]
fn a_file_that_another_process_keeps_for_itself_is_locked_to_everyone() {
    let project = Project::new();
    drop(project.store());
    let _other = sql(&project, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM reports");
    for access in [Access::Create, Access::Existing, Access::ReadOnly] {
        let error = Store::open_with(project.database(), access, SHORT).unwrap_err();
        assert!(matches!(error, StoreError::Locked { .. }), "{access:?}: {error}");
    }
}

#[test]
fn a_store_opened_to_read_refuses_to_write() {
    let project = Project::new();
    project.store().import(&report("a.txt", "1", &["x"])).unwrap();
    let mut reader = Store::open_read_only(project.database()).unwrap();
    let error = reader.import(&report("b.txt", "2", &["y"])).unwrap_err();
    assert!(matches!(error, StoreError::Denied { .. }), "{error}");
    assert_eq!(reader.incidents().unwrap().len(), 1);
}

#[test]
fn damage_is_named_with_what_was_found() {
    let project = Project::new();
    project.store().import(&report("a.txt", "1", &["x"])).unwrap();
    for (damage, detail) in [
        ("UPDATE events SET precision = 'fortnight'", "unknown variant `fortnight`"),
        ("UPDATE milestones SET earliest = 'yesterday'", "`yesterday` is no instant"),
        ("UPDATE milestones SET earliest = '2030-01-01T00:00:00Z'", "is after the latest"),
        ("UPDATE incidents SET services = '[mail'", "expected value"),
    ] {
        let connection = sql(&project, &format!("SAVEPOINT whole; {damage}; RELEASE whole"));
        let error = project.store().incidents().unwrap_err();
        assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
        assert!(error.to_string().contains(detail), "{error}");
        assert!(error.hint().contains(".recover"));
        connection
            .execute_batch(
                "UPDATE events SET precision = 'minute'; \
                 UPDATE milestones SET earliest = latest; UPDATE incidents SET services = '[]'",
            )
            .unwrap();
    }
    assert!(project.store().incidents().is_ok());
}

#[test]
fn a_file_with_holes_is_damaged() {
    let project = Project::new();
    let ids: Vec<String> = (0..500).map(|number| number.to_string()).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    project.store().import(&report("a.txt", "1", &ids)).unwrap();
    let mut bytes = fs::read(project.database()).unwrap();
    bytes[40_960..].fill(0xAB);
    fs::write(project.database(), bytes).unwrap();
    let read = Store::open_read_only(project.database()).and_then(|store| store.incidents());
    assert!(matches!(read, Err(StoreError::Corrupt { .. })), "{read:?}");
}
