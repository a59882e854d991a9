//! Connections: what SQLite is told before the first word of a history is read or written.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, MAIN_DB, OpenFlags};

use crate::error::StoreError;
use crate::schema;

/// How long to wait before trying again what SQLite itself does not wait for.
const PAUSE: Duration = Duration::from_millis(10);

/// A connection that writes, to a database of the newest schema.
pub(crate) fn to_write(path: &Path, busy: Duration) -> Result<Connection, StoreError> {
    let explain = |error| StoreError::from_sqlite(path, error);
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(explain)?;
    connection.busy_timeout(busy).map_err(explain)?;
    let version = schema::version(&connection, path)?;
    // SQLite opens a file that it may not write without a word.
    if connection.is_readonly(MAIN_DB).map_err(explain)? {
        let reason = "the file may only be read".into();
        return Err(StoreError::Denied { path: path.to_owned(), reason });
    }
    connection.pragma_update(None, "foreign_keys", true).map_err(explain)?;
    // A process killed at any moment loses nothing; a power cut may lose the last imports, which can be done again.
    connection.pragma_update(None, "synchronous", "NORMAL").map_err(explain)?;
    if version < schema::KNOWN {
        schema::migrate(&mut connection, path)?;
    }
    write_ahead(&connection, busy).map_err(explain)?;
    Ok(connection)
}

/// Turns the write-ahead log on, so that readers and a writer do not wait for each other. The switch itself needs the
/// file for itself, and SQLite does not wait for that.
fn write_ahead(connection: &Connection, busy: Duration) -> rusqlite::Result<()> {
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode == "wal" {
        return Ok(());
    }
    let end = Instant::now() + busy;
    loop {
        match connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())) {
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
                    && Instant::now() < end =>
            {
                thread::sleep(PAUSE);
            }
            done => return done,
        }
    }
}

/// A connection that reads. A database of an older schema, or one whose making was interrupted, is brought up to date
/// first.
pub(crate) fn to_read(path: &Path, busy: Duration) -> Result<Connection, StoreError> {
    let connection = read_only(path, busy)?;
    if schema::version(&connection, path)? == schema::KNOWN {
        return Ok(connection);
    }
    drop(connection);
    to_write(path, busy)?;
    read_only(path, busy)
}

fn read_only(path: &Path, busy: Duration) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|error| StoreError::from_sqlite(path, error))?;
    connection.busy_timeout(busy).map_err(|error| StoreError::from_sqlite(path, error))?;
    match schema::version(&connection, path) {
        Err(StoreError::Denied { .. }) if !has_log(path) => {
            let address = format!("file:{}?immutable=1", escaped(path));
            Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_URI)
                .map_err(|error| StoreError::from_sqlite(path, error))
        }
        Err(other) => Err(other),
        Ok(_) => Ok(connection),
    }
}

/// Whether a write-ahead log lies beside the database. Without one the file is whole by itself, and can be read even
/// in a folder where SQLite may not make its own files.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    Path::new(&log).exists()
}

/// A path inside a `file:` address.
fn escaped(path: &Path) -> String {
    let mut escaped = String::new();
    for c in path.to_string_lossy().chars() {
        match c {
            '%' => escaped.push_str("%25"),
            '?' => escaped.push_str("%3F"),
            '#' => escaped.push_str("%23"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[test]
    fn many_processes_may_open_a_new_database_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("incstats.db");
        thread::scope(|scope| {
            let opening: Vec<_> = (0..8).map(|_| scope.spawn(|| Store::open(&path).map(drop))).collect();
            for open in opening {
                open.join().unwrap().unwrap();
            }
        });
        assert!(Store::open_read_only(&path).unwrap().incidents().unwrap().is_empty());
    }

    #[test]
    fn connections_write_ahead_and_keep_their_references() {
        let folder = tempfile::tempdir().unwrap();
        let connection = to_write(&folder.path().join("a.db"), PAUSE).unwrap();
        let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(pragma("journal_mode"), "wal");
        let keys: bool = connection.pragma_query_value(None, "foreign_keys", |row| row.get(0)).unwrap();
        assert!(keys);
    }

    #[test]
    fn a_database_whose_making_was_interrupted_reads_as_empty() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("50% of #1?.db");
        std::fs::write(&path, "").unwrap();
        assert!(Store::open_read_only(&path).unwrap().reports().unwrap().is_empty());
        assert_eq!(escaped(Path::new("50% of #1?.db")), "50%25 of %231%3F.db");
    }
}
