//! The handle to an open database.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

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

    /// An error of SQLite, in words and with the file it is about.
    pub(crate) fn explain(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, error)
    }
}
