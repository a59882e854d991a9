//! The handle to an open database.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Result as SqlResult, Transaction, TransactionBehavior};

use crate::error::StoreError;

/// Kibibytes of the database in memory, in the making of a large report.
const LARGE_CACHE: i64 = 36 * 1024;
/// What SQLite takes by itself.
const USUAL_CACHE: i64 = 2_000;

/// An open incident history. What it can do is told where it is done: see the table in the crate's front page.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

impl Store {
    /// The database file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks at one state of the history, whatever another process writes meanwhile.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&Connection) -> SqlResult<T>) -> Result<T, StoreError> {
        let looked = || {
            let transaction = self.connection.unchecked_transaction()?;
            look(&transaction)
        };
        looked().map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    /// Changes the history: all of it or, on any error, nothing.
    pub(crate) fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> SqlResult<T>,
    ) -> Result<T, StoreError> {
        self.write_if(change, |_| true)
    }

    /// [`Store::write`], but where the change gives `None` all of it is taken back.
    pub(crate) fn write_unless_broken<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> SqlResult<Option<T>>,
    ) -> Result<Option<T>, StoreError> {
        self.write_if(change, Option::is_some)
    }

    /// Changes the history where what the change gives is `whole`; else all of it is taken back, as on any error.
    fn write_if<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> SqlResult<T>,
        whole: impl FnOnce(&T) -> bool,
    ) -> Result<T, StoreError> {
        let connection = &mut self.connection;
        let changed = || {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let changed = change(&transaction)?;
            if whole(&changed) {
                transaction.execute("UPDATE revision SET token = randomblob(16)", ())?;
                transaction.commit()?;
            } else {
                transaction.rollback()?;
            }
            Ok(changed)
        };
        changed().map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    /// How much of the database is held in memory: for a million rows with ids in no order far more than SQLite's own 2 MB.
    pub(crate) fn large_cache(&self, large: bool) -> Result<(), StoreError> {
        let kibibytes = if large { LARGE_CACHE } else { USUAL_CACHE };
        self.connection
            .pragma_update(None, "cache_size", -kibibytes)
            .map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    /// [`Store::write`] for what only a person can say again: it is on the disk, power cut or not, when this returns.
    pub(crate) fn write_durably<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> SqlResult<T>,
    ) -> Result<T, StoreError> {
        self.synchronous("FULL")?;
        let changed = self.write(change);
        self.synchronous("NORMAL")?;
        changed
    }

    fn synchronous(&self, level: &str) -> Result<(), StoreError> {
        self.connection
            .pragma_update(None, "synchronous", level)
            .map_err(|error| StoreError::from_sqlite(&self.path, error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NewReport, Outcome, sample};

    fn report(path: &str, text: String) -> NewReport {
        let incidents = vec![sample::incident(path)];
        NewReport { source: sample::source(path, path), text, incidents, findings: Vec::new() }
    }

    #[test]
    fn a_full_disk_is_named_and_leaves_the_history_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path().join("incstats.db")).unwrap();
        store.import(&report("small", "a".into())).unwrap();
        let before = store.incidents().unwrap();

        let pages: i64 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        let limit = |store: &Store, pages| {
            store.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
        };
        limit(&store, pages + 1);
        let error = store.import(&report("large", "a".repeat(1 << 20))).unwrap_err();
        assert!(matches!(error, StoreError::Full { .. }), "{error}");
        assert!(error.hint().starts_with("make room"));
        assert_eq!(store.incidents().unwrap(), before);

        limit(&store, 1 << 20);
        let imported = store.import(&report("large", "a".repeat(1 << 20))).unwrap();
        assert_eq!(imported.outcome, Outcome::Added);
    }

    #[test]
    fn a_failure_in_the_middle_of_a_change_takes_all_of_it_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path().join("incstats.db")).unwrap();
        store.import(&report("kept", "a".into())).unwrap();
        let failed: Result<(), _> = store.write(|transaction| {
            transaction.execute("DELETE FROM reports", ())?;
            Err(rusqlite::Error::InvalidQuery)
        });
        assert!(matches!(failed, Err(StoreError::Sqlite { .. })));
        assert_eq!(store.incidents().unwrap().len(), 1);
    }
}
