//! Keeping what was read from a report.

use incstats_model::{Correction, Finding, Incident, IncidentId, Source};

use crate::error::StoreError;
use crate::store::Store;

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
    /// The same bytes are kept under another path; they were not counted twice.
    Known {
        /// The path they are kept under.
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
    /// new version of a report, and `-2`, `-3` added where the id is another incident's.
    pub incidents: Vec<IncidentId>,
    /// Corrections of incidents that the report told of before and no longer does. They are kept, apply to nothing, and
    /// find their incident again should the report tell of it once more.
    pub orphaned: Vec<Correction>,
}

impl Store {
    /// Whether these bytes were imported under this path already, so that reading them again can be spared.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn knows(&self, path: &str, sha256: &str) -> Result<bool, StoreError> {
        todo!("{path} {sha256}")
    }

    /// Keeps what was read from a report, in one transaction. Bytes that are kept already change nothing, whatever was
    /// read from them; another version of a report replaces what it gave before, with ids and corrections kept.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written; it is then as it was.
    pub fn import(&mut self, report: &NewReport) -> Result<Imported, StoreError> {
        todo!("{report:?}")
    }

    /// As [`Store::import`], but bytes that are kept under this path already are taken as read anew, by another version
    /// of the reader or with other settings: [`Outcome::Replaced`] where that gave something else.
    ///
    /// # Errors
    /// Those of [`Store::import`].
    pub fn reread(&mut self, report: &NewReport) -> Result<Imported, StoreError> {
        todo!("{report:?}")
    }

    /// Says that the file of a report has another path now, so that its next version is known as such. `false` where no
    /// report is kept under `from`, or another one is under `to`.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn moved(&mut self, from: &str, to: &str) -> Result<bool, StoreError> {
        todo!("{from} {to}")
    }
}
