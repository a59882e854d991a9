//! Looking at reports.

use chrono::{DateTime, Utc};
use incstats_model::{Finding, IncidentId, Source};

use crate::error::StoreError;
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
    /// What it tells of, in its order.
    pub incidents: Vec<IncidentId>,
    /// What to look at in the report as a whole.
    pub findings: Vec<Finding>,
}

impl Store {
    /// All reports, by path.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn reports(&self) -> Result<Vec<KeptReport>, StoreError> {
        todo!()
    }

    /// The text of a report, in which lines and spans count. `None` where no report has this SHA-256.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn text(&self, sha256: &str) -> Result<Option<String>, StoreError> {
        todo!("{sha256}")
    }
}
