//! Opening a database: which file, for what, and how long to wait for another process.

use std::path::Path;
use std::time::Duration;
use std::{fs, io};

use crate::connect;
use crate::error::StoreError;
use crate::store::Store;

/// How long the store waits for another process to finish writing, unless told otherwise.
pub const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How many prepared statements a connection keeps: a few more than there are in the crate.
const STATEMENTS: usize = 64;

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
        let path = path.as_ref();
        prepare_place(path, access)?;
        let connection = match access {
            Access::Create | Access::Existing => connect::to_write(path, busy)?,
            Access::ReadOnly => connect::to_read(path, busy)?,
        };
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self { connection, path: path.to_owned() })
    }
}

/// Sees to it that there is a file, or a folder to make it in.
fn prepare_place(path: &Path, access: Access) -> Result<(), StoreError> {
    let missing = match path.metadata() {
        Ok(found) if found.is_dir() => {
            return Err(StoreError::NotADatabase { path: path.to_owned(), found: "it is a folder" });
        }
        Ok(_) => false,
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(StoreError::from_io(path, error)),
    };
    match access {
        Access::Create => match path.parent() {
            Some(folder) if missing && !folder.as_os_str().is_empty() => {
                fs::create_dir_all(folder).map_err(|error| StoreError::from_io(path, error))
            }
            _ => Ok(()),
        },
        Access::Existing | Access::ReadOnly if missing => Err(StoreError::Missing { path: path.to_owned() }),
        Access::Existing | Access::ReadOnly => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_made_only_to_create() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/deep/incstats.db");
        for access in [Access::Existing, Access::ReadOnly] {
            let error = Store::open_with(&path, access, BUSY_TIMEOUT).unwrap_err();
            assert!(matches!(error, StoreError::Missing { .. }), "{error}");
        }
        assert!(!folder.path().join("new").exists());
        drop(Store::open(&path).unwrap());
        assert!(Store::open_existing(&path).is_ok() && Store::open_read_only(&path).is_ok());
    }

    #[test]
    fn a_folder_or_a_file_in_the_way_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = Store::open(folder.path()).unwrap_err();
        assert!(error.to_string().ends_with("is not an incstats database: it is a folder"), "{error}");
        fs::write(folder.path().join("data"), "a file").unwrap();
        let error = Store::open(folder.path().join("data/incstats.db")).unwrap_err();
        assert!(matches!(error, StoreError::Io { .. }), "{error}");
    }
}
