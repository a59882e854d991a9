//! Keeping what was read from a report.

use incstats_model::{Correction, Finding, Incident, IncidentId, Source};
use rusqlite::{Connection, Result as SqlResult};

use crate::error::StoreError;
use crate::place::Place;
use crate::replace::{self, Pieces};
use crate::reports::{self, Known};
use crate::store::Store;
use crate::versions::Earlier;

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
    /// The same bytes were kept under another path, which another report has taken; they are kept under this one now.
    Moved {
        /// The path they were kept under.
        path: String,
    },
    /// A new report.
    Added,
    /// It took the place of an earlier version of the report, or of another reading of the same bytes.
    Replaced,
}

/// What an import did to one incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The report told nothing of it before.
    Added,
    /// Something else is told of it now.
    Changed,
    /// The same is told of it as before, if perhaps on other lines.
    Unchanged,
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
    /// What was done to each of `incidents`, in the same order, where the outcome is [`Outcome::Replaced`]; else empty.
    pub news: Vec<News>,
    /// What an earlier version of the file told of and this one tells of no longer. It is kept with that version and
    /// counts on: see [`Store::forget_departed`].
    pub departed: Vec<IncidentId>,
    /// What an earlier version told of, and was taken out as this one tells of it in other words: it began at the same
    /// moment as one that is new, or is the one incident of a report that tells of one still.
    pub retold: Vec<IncidentId>,
    /// Corrections of incidents that were taken out. They are kept, apply to nothing, and find their incident again
    /// should the file tell of it once more.
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
    /// read from them; another version of a report takes the place of the one before, with ids and corrections kept,
    /// and what it tells of no longer stays ([`Imported::departed`]); but where other files have the bytes of the earlier version it is a report of its own. After all files were
    /// imported, [`Store::settle`] takes out those that were overwritten.
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
            let (earlier, taken_in) = match Place::find(transaction, source)? {
                Place::Settled(imported) => return Ok(Some(imported)),
                Place::Here(report) => (Earlier::SameBytes(report), Vec::new()),
                Place::Instead(report, taken_in) => (Earlier::OtherBytes(report), taken_in),
                Place::New(taken_in) => (Earlier::Nothing, taken_in),
            };
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
                (None, Some(findings)) => pieces.finish(&findings)?.with(transaction, taken_in).map(Some),
            }
        });
        self.large_cache(false)?;
        kept
    }
}

fn import(connection: &Connection, new: &NewReport, anew: bool) -> SqlResult<Imported> {
    match Place::find(connection, &new.source)? {
        Place::Here(known) if anew && replace::differs(connection, &known, new)? => {
            replace::put(connection, Earlier::SameBytes(known), new)
        }
        Place::Here(known) => Imported::nothing_new(connection, &known, Outcome::Unchanged),
        Place::Settled(imported) => Ok(imported),
        Place::Instead(earlier, taken_in) => {
            replace::put(connection, Earlier::OtherBytes(earlier), new)?.with(connection, taken_in)
        }
        Place::New(taken_in) => replace::put(connection, Earlier::Nothing, new)?.with(connection, taken_in),
    }
}

impl Imported {
    /// Nothing was written for this report; its incidents are those it had.
    pub(crate) fn nothing_new(connection: &Connection, known: &Known, outcome: Outcome) -> SqlResult<Self> {
        let incidents = reports::incident_ids(connection, known.number)?;
        Ok(Self { incidents, ..Self::of(outcome) })
    }

    /// An outcome that says nothing of single incidents.
    pub(crate) fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            incidents: Vec::new(),
            news: Vec::new(),
            departed: Vec::new(),
            retold: Vec::new(),
            orphaned: Vec::new(),
        }
    }

    /// With those corrections of a report that was taken in which did not find their incident again.
    fn with(mut self, connection: &Connection, taken_in: Vec<Correction>) -> SqlResult<Self> {
        let mut departed = connection.prepare_cached("SELECT 1 FROM departed WHERE id = ?1")?;
        for correction in taken_in {
            if departed.exists([correction.incident.as_str()])? {
                self.orphaned.push(correction);
            }
        }
        Ok(self)
    }
}
