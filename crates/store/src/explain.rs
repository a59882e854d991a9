//! From what SQLite says to what a person can act on.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

use rusqlite::{Error, ErrorCode};

use crate::error::StoreError;

impl StoreError {
    /// An error of SQLite about the database at `path`.
    pub(crate) fn from_sqlite(path: &Path, error: Error) -> Self {
        let place = path.to_owned();
        match &error {
            Error::FromSqlConversionFailure(_, _, reason) => {
                return Self::Corrupt { path: place, detail: reason.to_string() };
            }
            Error::InvalidColumnType(..) | Error::IntegralValueOutOfRange(..) | Error::Utf8Error(..) => {
                return Self::Corrupt { path: place, detail: error.to_string() };
            }
            _ => {}
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path: place },
            Some(ErrorCode::DiskFull) => Self::Full { path: place },
            Some(ErrorCode::NotADatabase) => {
                Self::NotADatabase { path: place, found: "it is no SQLite file" }
            }
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt { path: place, detail: error.to_string() },
            Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
                Self::Denied { path: place, reason: refusal(path) }
            }
            _ => Self::Sqlite { path: place, source: error },
        }
    }

    /// An error of the file system about the database at `path`.
    pub(crate) fn from_io(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::Denied { path, reason: error.to_string() }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            _ => Self::Io { path, source: error },
        }
    }
}

/// Why SQLite could not open or write the file: it does not say itself.
fn refusal(path: &Path) -> String {
    if !path.exists() {
        return "the file cannot be made in its folder".into();
    }
    match OpenOptions::new().read(true).write(true).open(path) {
        Err(refused) => refused.to_string(),
        Ok(_) => "its log beside it, or its folder, may not be written".into(),
    }
}
