//! Looking at reports.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::{DateTime, Utc};
use incstats_model::{Finding, IncidentId, Source};
use rusqlite::{Connection, OptionalExtension, Result as SqlResult, Row};

use crate::error::StoreError;
use crate::import::STANDARD_INPUT;
use crate::rows::columns::{Json, Moment};
use crate::rows::finding;
use crate::store::Store;

/// A report as it is kept, without its text.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptReport {
    /// Where it came from.
    pub source: Source,
    /// When this version of it was imported.
    pub imported_at: DateTime<Utc>,
    /// Other paths under which the same bytes were seen.
    pub copies: Vec<String>,
    /// What it tells of, in its order, and then what only earlier versions of it told of.
    pub incidents: Vec<IncidentId>,
    /// What to look at in the report as a whole.
    pub findings: Vec<Finding>,
}

/// A report that cannot tell all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limited {
    /// The path that its incidents have as their source.
    pub path: String,
    /// Its format.
    pub format: String,
    /// What it cannot tell, each a sentence without its full stop.
    pub cannot_tell: Vec<String>,
    /// What it tells of, where it came from standard input: several reports have that path.
    pub incidents: Vec<IncidentId>,
}

impl Store {
    /// All reports, by path.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn reports(&self) -> Result<Vec<KeptReport>, StoreError> {
        self.read(|connection| {
            let mut copies = grouped(pairs(connection, "SELECT report, path FROM copies ORDER BY path")?);
            let told = "SELECT coalesce(superseded_by, report), id FROM incidents JOIN reports USING (report) \
                        ORDER BY superseded_by IS NOT NULL, report, position";
            let mut incidents = grouped(pairs(connection, told)?);
            let mut findings = grouped(finding::select(connection, "report", "incident IS NULL", ())?);
            connection
                .prepare_cached(
                    "SELECT report, path, sha256, format, lines, imported_at, cannot_tell FROM reports \
                     WHERE superseded_by IS NULL ORDER BY path, report",
                )?
                .query_map((), |row| {
                    let number = row.get(0)?;
                    let Moment(imported_at) = row.get(5)?;
                    Ok(KeptReport {
                        source: source(row)?,
                        imported_at: imported_at.with_timezone(&Utc),
                        copies: copies.remove(&number).unwrap_or_default(),
                        incidents: incidents
                            .remove(&number)
                            .map(|ids| ids.into_iter().map(IncidentId).collect())
                            .unwrap_or_default(),
                        findings: findings.remove(&number).unwrap_or_default(),
                    })
                })?
                .collect()
        })
    }

    /// The reports that cannot tell all.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn limits(&self) -> Result<Vec<Limited>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT report, path, format, cannot_tell FROM reports \
                     WHERE cannot_tell <> '[]' AND superseded_by IS NULL ORDER BY report",
                )?
                .query_map((), |row| {
                    let Json(cannot_tell) = row.get(3)?;
                    let (path, format): (String, _) = (row.get(1)?, row.get(2)?);
                    let told = path == STANDARD_INPUT;
                    let incidents = told.then(|| incident_ids(connection, row.get(0)?)).transpose()?;
                    Ok(Limited { path, format, cannot_tell, incidents: incidents.unwrap_or_default() })
                })?
                .collect()
        })
    }

    /// The text of a report, in which lines and spans count. `None` where no report has this SHA-256.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn text(&self, sha256: &str) -> Result<Option<String>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT text FROM reports WHERE sha256 = ?1")?
                .query_row([sha256], |row| row.get(0))
                .optional()
        })
    }

    /// Says that the file of a report has another path now, so that its next version is known as such. `false` where no
    /// report is kept under `from`, or another one is under `to`.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn moved(&mut self, from: &str, to: &str) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let Some(report) = at_path(transaction, from)? else { return Ok(false) };
            if at_path(transaction, to)?.is_some() {
                return Ok(false);
            }
            rename(transaction, &report, to)?;
            Ok(true)
        })
    }
}

fn source(row: &Row<'_>) -> SqlResult<Source> {
    let Json(cannot_tell) = row.get(6)?;
    Ok(Source {
        path: row.get(1)?,
        sha256: row.get(2)?,
        format: row.get(3)?,
        lines: row.get(4)?,
        cannot_tell,
    })
}

fn pairs(connection: &Connection, select: &str) -> SqlResult<Vec<(i64, String)>> {
    connection.prepare_cached(select)?.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn grouped<K: Eq + Hash, V>(pairs: Vec<(K, V)>) -> HashMap<K, Vec<V>> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}

/// A report that is kept already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its number in the table.
    pub(crate) number: i64,
    /// The path that it is kept under.
    pub(crate) path: String,
}

/// The report of these bytes. That of an earlier version is none: see [`crate::versions`].
pub(crate) fn with_bytes(connection: &Connection, sha256: &str) -> SqlResult<Option<Known>> {
    known(connection, "SELECT report, path FROM reports WHERE sha256 = ?1 AND superseded_by IS NULL", sha256)
}

/// The report that is kept under this path, standard input included.
pub(crate) fn under(connection: &Connection, path: &str) -> SqlResult<Option<Known>> {
    let select =
        "SELECT report, path FROM reports WHERE path = ?1 AND superseded_by IS NULL ORDER BY report LIMIT 1";
    known(connection, select, path)
}

/// The report of the file at this path. What came from standard input is at no path.
pub(crate) fn at_path(connection: &Connection, path: &str) -> SqlResult<Option<Known>> {
    let select = "SELECT report, path FROM reports WHERE path = ?1 AND path <> '-' AND superseded_by IS NULL";
    known(connection, select, path)
}

fn known(connection: &Connection, select: &str, key: &str) -> SqlResult<Option<Known>> {
    connection
        .prepare_cached(select)?
        .query_row([key], |row| Ok(Known { number: row.get(0)?, path: row.get(1)? }))
        .optional()
}

/// Keeps a report under another path, where no report is kept yet.
pub(crate) fn rename(connection: &Connection, report: &Known, to: &str) -> SqlResult<()> {
    connection.execute("DELETE FROM copies WHERE path = ?1", [to])?;
    connection.execute("DELETE FROM displaced WHERE report = ?1", [report.number])?;
    set_path(connection, report, to)?;
    // Incidents that it told of once, kept for their corrections, go with it.
    connection
        .execute("UPDATE departed SET path = ?2 WHERE path = ?1 AND path <> '-'", (&report.path, to))?;
    Ok(())
}

/// Puts a report, and with it its earlier versions, under another path.
pub(crate) fn set_path(connection: &Connection, report: &Known, to: &str) -> SqlResult<()> {
    connection
        .prepare_cached("UPDATE reports SET path = ?2 WHERE report = ?1 OR superseded_by = ?1")?
        .execute((report.number, to))
        .map(drop)
}

/// Whether the bytes of a report were seen under this path too.
pub(crate) fn is_copy(connection: &Connection, path: &str, of: &Known) -> SqlResult<bool> {
    connection
        .prepare_cached("SELECT 1 FROM copies WHERE path = ?1 AND report = ?2")?
        .exists((path, of.number))
}

/// The first other path under which the bytes of a report were seen.
pub(crate) fn first_copy(connection: &Connection, of: &Known) -> SqlResult<Option<String>> {
    connection
        .prepare_cached("SELECT path FROM copies WHERE report = ?1 ORDER BY path LIMIT 1")?
        .query_row([of.number], |row| row.get(0))
        .optional()
}

/// Keeps that the bytes of a report were seen under this path too.
pub(crate) fn add_copy(connection: &Connection, path: &str, of: &Known) -> SqlResult<()> {
    let insert =
        "INSERT INTO copies VALUES (?1, ?2) ON CONFLICT (path) DO UPDATE SET report = excluded.report";
    connection.prepare_cached(insert)?.execute((path, of.number)).map(drop)
}

/// The ids of what a report tells of, in its order.
pub(crate) fn incident_ids(connection: &Connection, report: i64) -> SqlResult<Vec<IncidentId>> {
    connection
        .prepare_cached("SELECT id FROM incidents WHERE report = ?1 ORDER BY position")?
        .query_map([report], |row| row.get(0).map(IncidentId))?
        .collect()
}
