//! Whose place a report takes: that of the report with its bytes, of the one at its path, or one of its own.
//!
//! Files are seen one after the other, though several may have changed places. So a report whose path another one took,
//! and whose bytes no other file is known to have, is *displaced*: it waits at no path until its bytes are seen again,
//! and goes on there; see [`Store::settle`] for what was seen nowhere.

use incstats_model::{Correction, Source};
use rusqlite::{Connection, OptionalExtension, Result as SqlResult};

use crate::error::StoreError;
use crate::import::{Imported, Outcome, STANDARD_INPUT};
use crate::replace;
use crate::reports::{self, Known};
use crate::store::Store;

/// Where what was read from a file belongs.
#[derive(Debug)]
pub(crate) enum Place {
    /// Its bytes are kept under its path already, as this report.
    Here(Known),
    /// Its bytes are kept as a report of another path, or of this one from now on. Nothing more is to be written.
    Settled(Imported),
    /// It is a new version of this report. The corrections are those of a report that it takes in.
    Instead(Known, Vec<Correction>),
    /// It is a report of its own. The corrections are those of a report that it takes in.
    New(Vec<Correction>),
}

/// A report whose file has another report's bytes now, while its own are nowhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Overwritten {
    /// The path that it was kept under.
    pub path: String,
    /// The corrections of its incidents. They are kept, and apply to nothing.
    pub orphaned: Vec<Correction>,
}

impl Place {
    /// Finds the place of a report, and makes way for it.
    pub(crate) fn find(connection: &Connection, source: &Source) -> SqlResult<Self> {
        let path = source.path.as_str();
        let known = reports::with_bytes(connection, &source.sha256)?;
        let earlier = if path == STANDARD_INPUT { None } else { reports::at_path(connection, path)? };
        match known {
            Some(known) if known.path == path => {
                // Where it was displaced, standard input has its bytes.
                connection
                    .prepare_cached("DELETE FROM displaced WHERE report = ?1")?
                    .execute([known.number])?;
                Ok(Self::Here(known))
            }
            Some(known) if known.path == STANDARD_INPUT => {
                let from = displaced_from(connection, &known)?;
                if from.is_none() && earlier.is_some() {
                    let taken_in = replace::remove(connection, &known)?;
                    return Self::of_new_bytes(connection, earlier, taken_in);
                }
                make_way(connection, earlier)?;
                reports::rename(connection, &known, path)?;
                let outcome = match from {
                    Some(path) => Outcome::Moved { path },
                    None => Outcome::Known { path: known.path.clone() },
                };
                Ok(Self::Settled(Imported::nothing_new(connection, &known, outcome)?))
            }
            Some(known) => {
                make_way(connection, earlier)?;
                if path != STANDARD_INPUT {
                    reports::add_copy(connection, path, &known)?;
                }
                let outcome = Outcome::Known { path: known.path.clone() };
                Ok(Self::Settled(Imported::nothing_new(connection, &known, outcome)?))
            }
            None => Self::of_new_bytes(connection, earlier, Vec::new()),
        }
    }

    /// A file with the bytes of an earlier version goes on as its report, which is not this one then.
    fn of_new_bytes(
        connection: &Connection,
        earlier: Option<Known>,
        taken_in: Vec<Correction>,
    ) -> SqlResult<Self> {
        match earlier {
            Some(earlier) if reports::first_copy(connection, &earlier)?.is_none() => {
                Ok(Self::Instead(earlier, taken_in))
            }
            earlier => {
                make_way(connection, earlier)?;
                Ok(Self::New(taken_in))
            }
        }
    }
}

/// A report goes on under the path of a copy or, where there is none, waits for its bytes to turn up.
fn make_way(connection: &Connection, report: Option<Known>) -> SqlResult<()> {
    let Some(report) = report else { return Ok(()) };
    if let Some(copy) = reports::first_copy(connection, &report)? {
        return reports::rename(connection, &report, &copy);
    }
    connection
        .prepare_cached("INSERT INTO displaced VALUES (?1, ?2)")?
        .execute((report.number, &report.path))?;
    reports::set_path(connection, &report, STANDARD_INPUT)
}

/// The path that a displaced report had.
fn displaced_from(connection: &Connection, report: &Known) -> SqlResult<Option<String>> {
    connection
        .prepare_cached("SELECT path FROM displaced WHERE report = ?1")?
        .query_row([report.number], |row| row.get(0))
        .optional()
}

/// All reports that wait, each with the path that it had.
fn waiting(connection: &Connection) -> SqlResult<Vec<Known>> {
    connection
        .prepare_cached("SELECT report, path FROM displaced ORDER BY path, report")?
        .query_map((), |row| Ok(Known { number: row.get(0)?, path: row.get(1)? }))?
        .collect()
}

impl Store {
    /// Ends an import of several files: takes out the reports whose files were overwritten with the bytes of other
    /// reports, and whose own bytes were not seen at any other path.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written; it is then as it was.
    pub fn settle(&mut self) -> Result<Vec<Overwritten>, StoreError> {
        if self.read(waiting)?.is_empty() {
            return Ok(Vec::new());
        }
        self.write(|transaction| {
            waiting(transaction)?
                .into_iter()
                .map(|report| {
                    let orphaned = replace::remove(transaction, &report)?;
                    Ok(Overwritten { path: report.path, orphaned })
                })
                .collect()
        })
    }

    /// Before another version of the file at this path is imported: other paths of its report, that `holds` says have its
    /// bytes no longer, are no place for it to go on; and where this path is a copy, and the original has other bytes
    /// too, the report goes on here. `holds` is given a path and a SHA-256.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read or written.
    pub fn check_copies(&mut self, path: &str, holds: impl Fn(&str, &str) -> bool) -> Result<(), StoreError> {
        let of_original = "SELECT report, reports.path, sha256 FROM reports JOIN copies USING (report) \
                      WHERE copies.path = ?1 AND reports.path <> '-'";
        let original: Option<(Known, String)> = self.read(|connection| {
            connection
                .prepare_cached(of_original)?
                .query_row([path], |row| Ok((Known { number: row.get(0)?, path: row.get(1)? }, row.get(2)?)))
                .optional()
        })?;
        if let Some((original, _)) = original.filter(|(original, sha256)| !holds(&original.path, sha256)) {
            return self.write(|transaction| reports::rename(transaction, &original, path));
        }
        let select = "SELECT copies.path, sha256 FROM copies JOIN reports USING (report) WHERE reports.path = ?1 \
                      AND reports.path <> '-'";
        let copies: Vec<(String, String)> = self.read(|connection| {
            connection
                .prepare_cached(select)?
                .query_map([path], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })?;
        let gone: Vec<&String> =
            copies.iter().filter(|(copy, sha256)| !holds(copy, sha256)).map(|(copy, _)| copy).collect();
        if gone.is_empty() {
            return Ok(());
        }
        self.write(|transaction| {
            let mut delete = transaction.prepare_cached("DELETE FROM copies WHERE path = ?1")?;
            gone.iter().try_for_each(|copy| delete.execute([copy]).map(drop))
        })
    }
}
