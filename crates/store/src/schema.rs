//! The tables, their versions, and how to tell an incstats database from other files.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use crate::error::StoreError;

/// What `PRAGMA application_id` says of an incstats database: "incs" in ASCII. Migration 1 sets it.
const APPLICATION_ID: i32 = 0x696E_6373;

/// One file a version, in order. A published one never changes; a new version is a new file and a new row here.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("../migrations/1-history.sql")),
    M::up(include_str!("../migrations/2-revision.sql")),
    M::up(include_str!("../migrations/3-reading.sql")),
    M::up(include_str!("../migrations/4-limits.sql")),
    M::up(include_str!("../migrations/5-findings.sql")),
    M::up(include_str!("../migrations/6-departed.sql")).foreign_key_check(),
    M::up(include_str!("../migrations/7-facts.sql")),
    M::up(include_str!("../migrations/8-displaced.sql")),
    M::up(include_str!("../migrations/9-day.sql")),
    M::up(include_str!("../migrations/10-versions.sql")),
];

/// The newest schema version that this program knows.
pub(crate) const KNOWN: u32 = 10;

/// Reads the schema version of a database: 0 where it has no tables yet.
///
/// # Errors
/// [`StoreError::NotADatabase`] or [`StoreError::NewerSchema`] where this program must not touch it.
pub(crate) fn version(connection: &Connection, path: &Path) -> Result<u32, StoreError> {
    let explain = |error| StoreError::from_sqlite(path, error);
    // One transaction, so that all three are of one moment: another process may be making the tables right now.
    let moment = connection.unchecked_transaction().map_err(explain)?;
    let tables: u32 =
        moment.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0)).map_err(explain)?;
    let number = |pragma| moment.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let application = number("application_id").map_err(explain)?;
    let version = number("user_version").map_err(explain)?;
    moment.finish().map_err(explain)?;
    let found = u32::try_from(version).unwrap_or(u32::MAX);
    match (application, found, tables) {
        (0, 0, 0) => Ok(0),
        (APPLICATION_ID, 1..=KNOWN, _) => Ok(found),
        (APPLICATION_ID, 0, _) => Err(StoreError::Corrupt {
            path: path.to_owned(),
            detail: "it has tables, but no schema version".into(),
        }),
        (APPLICATION_ID, _, _) => Err(StoreError::NewerSchema { path: path.to_owned(), found, known: KNOWN }),
        _ => Err(StoreError::NotADatabase {
            path: path.to_owned(),
            found: "it is a SQLite database of another program",
        }),
    }
}

/// Brings a database to the newest schema. Several processes may do so at once; one of them does the work.
///
/// # Errors
/// [`StoreError`] where the database cannot be written; it is then as it was.
pub(crate) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let explain = |error| StoreError::from_sqlite(path, error);
    // A step that puts a table in the place of another must not take along what hangs on its rows. The steps check the
    // references themselves.
    connection.pragma_update(None, "foreign_keys", false).map_err(explain)?;
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    let done = Migrations::from_slice(STEPS).to_latest(connection);
    connection.set_transaction_behavior(TransactionBehavior::Deferred);
    connection.pragma_update(None, "foreign_keys", true).map_err(explain)?;
    match done {
        Ok(()) => Ok(()),
        // Another process was faster: its tables are in the way of ours.
        Err(_) if version(connection, path).is_ok_and(|version| version == KNOWN) => Ok(()),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => Err(StoreError::from_sqlite(path, err)),
        Err(other) => Err(StoreError::Corrupt { path: path.to_owned(), detail: other.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_hold_together_and_lead_to_the_known_version() {
        assert_eq!(STEPS.len(), KNOWN as usize);
        Migrations::from_slice(STEPS).validate().unwrap();
        let mut connection = Connection::open_in_memory().unwrap();
        let path = Path::new("memory");
        assert_eq!(version(&connection, path).unwrap(), 0);
        migrate(&mut connection, path).unwrap();
        assert_eq!(version(&connection, path).unwrap(), KNOWN);
        migrate(&mut connection, path).unwrap();
    }

    #[test]
    fn a_history_of_an_earlier_version_is_taken_over_whole() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "foreign_keys", true).unwrap();
        Migrations::from_slice(STEPS).to_version(&mut connection, 4).unwrap();
        connection
            .execute_batch(
                "INSERT INTO reports VALUES (1, 'a.txt', 'aa', 'text', 2, '2026-01-01T00:00:00Z', 'text', '[]');
                 INSERT INTO ids VALUES ('x', 'a.txt', 'x', NULL), ('x-2', 'a.txt', 'x', 'T-7'), ('gone', 'a.txt', 'gone', NULL);
                 INSERT INTO incidents VALUES
                    (4, 'x', 1, 0, '2016-06-27', NULL, 'incident', 'X', NULL, NULL, NULL, NULL, 'unknown', NULL, NULL, '[]', NULL,
                        'UTC', 'assumed'),
                    (5, 'x-2', 1, 1, '2016-06-27', 'T-7', 'incident', 'X', NULL, NULL, NULL, NULL, 'unknown', NULL, NULL, '[]', NULL,
                        'UTC', 'assumed');
                 INSERT INTO milestones VALUES (5, 'started', '2016-06-27T16:15:00Z', '2016-06-27T16:15:00Z', 'minute', 'stated',
                    2, NULL, NULL, NULL);
                 INSERT INTO findings VALUES
                    (1, 1, 5, 0, 'weekday.mismatch', 'warning', 2, NULL, NULL, 'a', 'b'),
                    (2, 1, 5, 1, 'missing.detected', 'note', NULL, NULL, NULL, 'a', 'b'),
                    (3, 1, NULL, 0, 'missing.of-a-report', 'note', NULL, NULL, NULL, 'a', 'b');
                 INSERT INTO finding_places VALUES (1, 0, 3, NULL, NULL);
                 INSERT INTO corrections VALUES
                    (7, 'x', 'title', 'Y', NULL, NULL, NULL, 'w', '2026-01-01T00:00:00Z', NULL),
                    (8, 'gone', 'title', 'Z', NULL, NULL, NULL, 'w', '2026-01-01T00:00:00Z', NULL);",
            )
            .unwrap();
        migrate(&mut connection, Path::new("memory")).unwrap();
        for (select, expected) in [
            (
                "SELECT group_concat(concat_ws(' ', incident, id, read_id, source_id), ', ') FROM incidents",
                "4 x, 5 x-2 x T-7",
            ),
            (
                "SELECT group_concat(concat_ws(' ', id, path, read_id, source_id), ', ') FROM departed",
                "gone a.txt gone",
            ),
            ("SELECT group_concat(concat_ws(' ', incident, milestone), ', ') FROM milestones", "5 started"),
            ("SELECT group_concat(code, ', ') FROM findings", "weekday.mismatch, missing.of-a-report"),
            ("SELECT group_concat(concat_ws(' ', finding, line), ', ') FROM finding_places", "1 3"),
            (
                "SELECT group_concat(concat_ws(' ', number, id, value), ', ') FROM corrections",
                "7 x Y, 8 gone Z",
            ),
        ] {
            let found: String = connection.query_row(select, (), |row| row.get(0)).unwrap();
            assert_eq!(found, expected, "{select}");
        }
        let keys: bool = connection.pragma_query_value(None, "foreign_keys", |row| row.get(0)).unwrap();
        assert!(keys);
        connection.execute("DELETE FROM reports", ()).unwrap();
        let left: u32 =
            connection.query_row("SELECT count(*) FROM milestones", (), |row| row.get(0)).unwrap();
        assert_eq!(left, 0, "what hangs on an incident goes with it");
    }

    #[test]
    fn databases_of_others_and_of_the_future_are_told_apart() {
        for (sql, message) in [
            ("PRAGMA user_version = 3", "another program"),
            ("CREATE TABLE bookmarks (url TEXT)", "another program"),
            ("PRAGMA application_id = 252006673; CREATE TABLE a (b TEXT)", "another program"),
            (
                "PRAGMA application_id = 0x696E6373; PRAGMA user_version = 99",
                "schema version 99, newer than the 10 this program knows",
            ),
            ("PRAGMA application_id = 0x696E6373; CREATE TABLE a (b TEXT)", "no schema version"),
        ] {
            let connection = Connection::open_in_memory().unwrap();
            connection.execute_batch(sql).unwrap();
            let error = version(&connection, Path::new("memory")).unwrap_err();
            assert!(error.to_string().contains(message), "{sql}: {error}");
        }
    }
}
