//! What can go wrong with a database, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use incstats_model::IncidentId;
use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the store could not do what was asked. The message says what and where; [`StoreError::hint`] says what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no file to read.
    #[error("no database at `{}`", path.display())]
    Missing {
        /// The database file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("`{}` is not an incstats database: {found}", path.display())]
    NotADatabase {
        /// The database file.
        path: PathBuf,
        /// What it is instead.
        found: &'static str,
    },
    /// A newer version of the program wrote it.
    #[error("the database `{}` has schema version {found}, newer than the {known} this program knows", path.display())]
    NewerSchema {
        /// The database file.
        path: PathBuf,
        /// Its schema version.
        found: u32,
        /// The newest schema version that this program knows.
        known: u32,
    },
    /// Another process is writing, and went on for longer than the store waits.
    #[error("the database `{}` is locked by another process", path.display())]
    Locked {
        /// The database file.
        path: PathBuf,
    },
    /// The file or its folder may not be read or written.
    #[error("no permission for the database `{}`: {reason}", path.display())]
    Denied {
        /// The database file.
        path: PathBuf,
        /// What was refused.
        reason: String,
    },
    /// There is no room left. Nothing was changed.
    #[error("no room left on the disk for the database `{}`", path.display())]
    Full {
        /// The database file.
        path: PathBuf,
    },
    /// The file is damaged, or something else wrote into it what does not belong there.
    #[error("the database `{}` is damaged: {detail}", path.display())]
    Corrupt {
        /// The database file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// No incident has this id, or an id that begins so.
    #[error("no incident `{id}`")]
    UnknownIncident {
        /// What was asked for.
        id: String,
        /// The ids most like it, best first; at most three.
        nearest: Vec<IncidentId>,
    },
    /// Several ids begin so.
    #[error("`{prefix}` is the beginning of {} incident ids", candidates.len())]
    AmbiguousIncident {
        /// What was asked for.
        prefix: String,
        /// All the ids that begin so, in order.
        candidates: Vec<IncidentId>,
    },
    /// A correction without a reason.
    #[error("a correction of `{id}` without a reason")]
    NoReason {
        /// The incident.
        id: IncidentId,
    },
    /// The file system failed.
    #[error("the database `{}` could not be reached", path.display())]
    Io {
        /// The database file.
        path: PathBuf,
        /// What the file system said.
        #[source]
        source: io::Error,
    },
    /// Anything else that SQLite says.
    #[error("the database `{}` failed", path.display())]
    Sqlite {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// What to do about it, in a sentence without its full stop.
    pub fn hint(&self) -> String {
        todo!()
    }

    /// An error of SQLite, in words.
    pub(crate) fn from_sqlite(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            _ => Self::Sqlite { path, source: error },
        }
    }
}
