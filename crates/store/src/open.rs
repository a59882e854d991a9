//! Opening a database: which file, for what, and how long to wait for another process.

use std::path::Path;
use std::time::Duration;

use crate::error::StoreError;
use crate::store::Store;

/// How long the store waits for another process to finish writing, unless told otherwise.
pub const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// What a database is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To write; the file and its folder are made where they are missing.
    Create,
    /// To write; the file must be there.
    Existing,
    /// To read only; the file must be there. Any number of readers see a whole history while another process writes.
    ReadOnly,
}

impl Store {
    /// Opens a database to write, waiting up to [`BUSY_TIMEOUT`] for other processes. Makes the file, and its folder,
    /// where they are missing; brings an older schema up to date.
    ///
    /// # Errors
    /// [`StoreError`] where the file is no incstats database, is of a newer schema, is locked, or may not be written.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::open_with(path, Access::Create, BUSY_TIMEOUT)
    }

    /// [`Store::open`] for a file that must be there.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where it is not, and those of [`Store::open`].
    pub fn open_existing(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::open_with(path, Access::Existing, BUSY_TIMEOUT)
    }

    /// Opens a database to read only. The file must be there.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where it is not, and those of [`Store::open`].
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::open_with(path, Access::ReadOnly, BUSY_TIMEOUT)
    }

    /// Opens a database, with a say in how long to wait for other processes, at opening and at every later call.
    ///
    /// # Errors
    /// Those of [`Store::open`] and, unless the file may be made, [`StoreError::Missing`].
    pub fn open_with(path: impl AsRef<Path>, access: Access, busy: Duration) -> Result<Self, StoreError> {
        todo!("{:?} {access:?} {busy:?}", path.as_ref())
    }
}
