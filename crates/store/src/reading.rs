//! Reports that need not be read again, and reports that are taken out.

use incstats_model::{Correction, Finding, IncidentId, Source};
use rusqlite::OptionalExtension;

use crate::error::StoreError;
use crate::import::{Imported, Outcome, STANDARD_INPUT};
use crate::replace;
use crate::reports;
use crate::rows::columns::Json;
use crate::rows::finding;
use crate::store::Store;

/// What is kept of a report that need not be read again.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadBefore {
    /// Where it came from, under the path it is kept under.
    pub source: Source,
    /// What importing it again comes to.
    pub imported: Imported,
    /// What to look at in the report as a whole.
    pub findings: Vec<Finding>,
}

impl Store {
    /// What is kept of these bytes, where they were imported under this path already and read with the same reader and
    /// settings, whose mark is `read_with`. Reading them again would change nothing.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn read_before(
        &self,
        path: &str,
        sha256: &str,
        read_with: &str,
    ) -> Result<Option<ReadBefore>, StoreError> {
        self.read(|connection| {
            let Some(known) = reports::with_bytes(connection, sha256)? else { return Ok(None) };
            let outcome = if path == STANDARD_INPUT || known.path == path {
                Outcome::Unchanged
            } else if reports::is_copy(connection, path, &known)? {
                Outcome::Known { path: known.path.clone() }
            } else {
                return Ok(None);
            };
            let same: Option<bool> = connection
                .prepare_cached("SELECT sha256 = ?2 AND read_with = ?3 FROM readings WHERE report = ?1")?
                .query_row((known.number, sha256, read_with), |row| row.get(0))
                .optional()?;
            if same != Some(true) {
                return Ok(None);
            }
            let (format, lines, Json(cannot_tell)) = connection
                .prepare_cached("SELECT format, lines, cannot_tell FROM reports WHERE report = ?1")?
                .query_row([known.number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let (path, sha256) = (known.path.clone(), sha256.to_owned());
            let source = Source { path, sha256, format, lines, cannot_tell };
            let incidents: Vec<IncidentId> = reports::incident_ids(connection, known.number)?;
            let of_report = "incident IS NULL AND report = ?1";
            let findings = finding::select(connection, "report", of_report, [known.number])?;
            Ok(Some(ReadBefore {
                source,
                imported: Imported { incidents, ..Imported::of(outcome) },
                findings: findings.into_iter().map(|(_, finding)| finding).collect(),
            }))
        })
    }

    /// Keeps with what the report of these bytes was read.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn remember_reading(&mut self, sha256: &str, read_with: &str) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction
                .prepare_cached(
                    "INSERT OR REPLACE INTO readings SELECT report, sha256, ?2 FROM reports WHERE sha256 = ?1",
                )?
                .execute((sha256, read_with))
                .map(drop)
        })
    }

    /// No longer counts a path among those that have the bytes of a report, which stays. `false` where it is none.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written; it is then as it was.
    pub fn forget_copy(&mut self, path: &str) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let gone = transaction.prepare_cached("DELETE FROM copies WHERE path = ?1")?.execute([path])?;
            Ok(gone > 0)
        })
    }

    /// Takes a report out, with what it told of. Gives the corrections of its incidents: they are kept, apply to nothing,
    /// and find their incidents again should the report come back. `None` where no report is kept under this path.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written; it is then as it was.
    pub fn forget(&mut self, path: &str) -> Result<Option<Vec<Correction>>, StoreError> {
        self.write(|transaction| {
            // Standard input is no path, so its reports are found by their own name here.
            match reports::under(transaction, path)? {
                Some(report) => replace::remove(transaction, &report).map(Some),
                None => Ok(None),
            }
        })
    }
}
