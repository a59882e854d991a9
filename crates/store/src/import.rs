//! Keeping what was read from a report.

use incstats_model::{Correction, Finding, Incident, IncidentId, Source};
use rusqlite::{Connection, Result as SqlResult};

use crate::error::StoreError;
use crate::replace::{self, Pieces};
use crate::reports::{self, Known};
use crate::store::Store;

/// The path of what was read from standard input.
pub const STANDARD_INPUT: &str = "-";

/// What was read from one report, to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct NewReport {
    /// Where it came from. The path is its identity between imports (but for `-`, standard input, which is new each
    /// time); the SHA-256 is that of its bytes.
    pub source: Source,
    /// The text that lines count in.
    pub text: String,
    /// What it tells of, in its order. The store takes their `source` to be that of the report, and their `id` as a
    /// wish: see [`Imported::incidents`].
    pub incidents: Vec<Incident>,
    /// What to look at in the report as a whole.
    pub findings: Vec<Finding>,
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same bytes under the same path are kept already; nothing was written.
    Unchanged,
    /// The same bytes are kept under another path; they were not counted twice. What came from standard input goes
    /// over to the path of its file.
    Known {
        /// The path they were kept under.
        path: String,
    },
    /// A new report.
    Added,
    /// What an earlier version of the report gave was replaced.
    Replaced,
}

/// What an import did, and to which incidents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What it did.
    pub outcome: Outcome,
    /// The ids under which the report's incidents are kept, in the report's order: those they had before where it is a
    /// new version of a report, and `-2`, `-3` added where the id is another incident's. Empty where the incidents came
    /// one after the other: [`Store::told_by`] gives them.
    pub incidents: Vec<IncidentId>,
    /// Corrections of incidents that the file at this path told of before and no longer does. They are kept, apply to nothing, and
    /// find their incident again should the file tell of it once more.
    pub orphaned: Vec<Correction>,
}

impl Store {
    /// Whether these bytes were imported under this path already, so that reading them again can be spared.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn knows(&self, path: &str, sha256: &str) -> Result<bool, StoreError> {
        self.read(|connection| {
            let Some(known) = reports::with_bytes(connection, sha256)? else { return Ok(false) };
            Ok(path == STANDARD_INPUT || known.path == path || reports::is_copy(connection, path, &known)?)
        })
    }

    /// Keeps what was read from a report, in one transaction. Bytes that are kept already change nothing, whatever was
    /// read from them; another version of a report replaces what it gave before, with ids and corrections kept.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written; it is then as it was.
    pub fn import(&mut self, report: &NewReport) -> Result<Imported, StoreError> {
        self.write(|transaction| import(transaction, report, false))
    }

    /// As [`Store::import`], but bytes that are kept under this path already are taken as read anew, by another version
    /// of the reader or with other settings: [`Outcome::Replaced`] where that gave something else.
    ///
    /// # Errors
    /// Those of [`Store::import`].
    pub fn reread(&mut self, report: &NewReport) -> Result<Imported, StoreError> {
        self.write(|transaction| import(transaction, report, true))
    }
}

impl Store {
    /// The ids of what a report tells of, in its order; none where no report has these bytes.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn told_by(&self, sha256: &str) -> Result<Vec<IncidentId>, StoreError> {
        self.read(|connection| match reports::with_bytes(connection, sha256)? {
            Some(known) => reports::incident_ids(connection, known.number),
            None => Ok(Vec::new()),
        })
    }

    /// Keeps a report whose incidents come one after the other, in one transaction: `fill` gives them away, and then
    /// what to look at in the report as a whole; `None` where it broke off, and then nothing is kept. Bytes that are
    /// kept under another path are not counted twice and not filled in; those that are kept under this one are taken as
    /// read anew, as [`Store::reread`] does, and replace what they gave before.
    ///
    /// # Errors
    /// Those of [`Store::import`].
    pub fn import_pieces(
        &mut self,
        source: &Source,
        text: &str,
        fill: impl FnOnce(&mut dyn FnMut(&Incident)) -> Option<Vec<Finding>>,
    ) -> Result<Option<Imported>, StoreError> {
        self.large_cache(true)?;
        let kept = self.write_unless_broken(|transaction| {
            let known = reports::with_bytes(transaction, &source.sha256)?;
            let earlier = if source.path == STANDARD_INPUT {
                None
            } else {
                reports::at_path(transaction, &source.path)?
            };
            if known.is_some_and(|known| known.path != source.path) {
                let nothing = NewReport {
                    source: source.clone(),
                    text: String::new(),
                    incidents: Vec::new(),
                    findings: Vec::new(),
                };
                return import(transaction, &nothing, false).map(Some);
            }
            let mut pieces = Pieces::begin(transaction, earlier, source, text)?;
            let mut failed = None;
            let findings = fill(&mut |incident| {
                if failed.is_none() {
                    failed = pieces.keep(incident).err();
                }
            });
            match (failed, findings) {
                (Some(error), _) => Err(error),
                (None, None) => Ok(None),
                (None, Some(findings)) => pieces.finish(&findings).map(Some),
            }
        });
        self.large_cache(false)?;
        kept
    }
}

fn import(connection: &Connection, new: &NewReport, anew: bool) -> SqlResult<Imported> {
    let path = new.source.path.as_str();
    let earlier = if path == STANDARD_INPUT { None } else { reports::at_path(connection, path)? };
    match (reports::with_bytes(connection, &new.source.sha256)?, earlier) {
        (Some(known), _) if known.path == path => {
            if anew && replace::differs(connection, &known, new)? {
                return replace::replace(connection, &known, new);
            }
            kept(connection, &known, Outcome::Unchanged)
        }
        (Some(known), None) if known.path == STANDARD_INPUT => {
            reports::rename(connection, &known, path)?;
            kept(connection, &known, Outcome::Known { path: known.path.clone() })
        }
        (Some(known), earlier) => {
            let orphaned = match earlier {
                Some(earlier) => replace::remove(connection, &earlier)?,
                None => Vec::new(),
            };
            if path != STANDARD_INPUT {
                reports::add_copy(connection, path, &known)?;
            }
            let outcome = Outcome::Known { path: known.path.clone() };
            Ok(Imported { orphaned, ..kept(connection, &known, outcome)? })
        }
        (None, Some(earlier)) => replace::replace(connection, &earlier, new),
        (None, None) => replace::add(connection, new),
    }
}

/// Nothing was written for this report; its incidents are those it had.
fn kept(connection: &Connection, known: &Known, outcome: Outcome) -> SqlResult<Imported> {
    let incidents = reports::incident_ids(connection, known.number)?;
    Ok(Imported { outcome, incidents, orphaned: Vec::new() })
}
