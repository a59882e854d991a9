//! The handle to an open database.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Result as SqlResult, Transaction, TransactionBehavior};

use crate::error::StoreError;

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
        let connection = &mut self.connection;
        let changed = || {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let changed = change(&transaction)?;
            transaction.commit()?;
            Ok(changed)
        };
        changed().map_err(|error| StoreError::from_sqlite(&self.path, error))
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
