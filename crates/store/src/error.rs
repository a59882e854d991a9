//! What can go wrong with a database, and what to do about it.

use std::io;
use std::path::PathBuf;

use incstats_model::IncidentId;
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
    /// What to do about it: a sentence without its capital and full stop.
    pub fn hint(&self) -> String {
        match self {
            Self::Missing { .. } => "import a report first: `incstats import PATH` makes the database".into(),
            Self::NotADatabase { .. } => {
                "name another file or project folder; the file was left as it is".into()
            }
            Self::NewerSchema { .. } => "update incstats; the database was left as it is".into(),
            Self::Locked { .. } => {
                "wait until the other program is done with the file or close it, then run this again".into()
            }
            Self::Denied { .. } => {
                "give yourself the right to write the file and its folder, or work on a copy of both".into()
            }
            Self::Full { .. } => "make room, then run this again; nothing was changed or lost".into(),
            Self::Corrupt { path, .. } => format!(
                "restore it from a backup, or save what is left with `sqlite3 {} .recover` and import again",
                path.display()
            ),
            Self::UnknownIncident { nearest, .. } if nearest.is_empty() => {
                "`incstats list` shows the ids".into()
            }
            Self::UnknownIncident { nearest, .. } => format!("did you mean {}?", quoted(nearest, " or ")),
            Self::AmbiguousIncident { candidates, .. } => {
                format!("give more of the id: {}", quoted(candidates, ", "))
            }
            Self::NoReason { .. } => "say why with `--why TEXT`; it is printed with every figure".into(),
            Self::Io { .. } | Self::Sqlite { .. } => {
                "check the disk, the path and the rights to it, then run this again".into()
            }
        }
    }
}

/// Ids between backticks, joined.
fn quoted(ids: &[IncidentId], joint: &str) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(joint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_name_the_ids_to_choose_from() {
        let ids = ["2021-05-20-a", "2021-05-20-b"].map(|id| IncidentId(id.into())).to_vec();
        let unknown = |nearest| StoreError::UnknownIncident { id: "x".into(), nearest };
        assert_eq!(unknown(ids.clone()).hint(), "did you mean `2021-05-20-a` or `2021-05-20-b`?");
        assert_eq!(unknown(Vec::new()).hint(), "`incstats list` shows the ids");
        let ambiguous = StoreError::AmbiguousIncident { prefix: "2021".into(), candidates: ids };
        assert_eq!(ambiguous.to_string(), "`2021` is the beginning of 2 incident ids");
        assert_eq!(ambiguous.hint(), "give more of the id: `2021-05-20-a`, `2021-05-20-b`");
    }
}
