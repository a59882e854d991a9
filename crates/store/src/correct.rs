//! People's word over the reader's.

use incstats_model::{Correction, IncidentId};

use crate::error::StoreError;
use crate::store::Store;

impl Store {
    /// Keeps a correction. `correction.incident` is the whole id: see [`Store::incident`] to find it from its beginning.
    ///
    /// # Errors
    /// [`StoreError::UnknownIncident`], [`StoreError::NoReason`], or that the database cannot be written.
    pub fn correct(&mut self, correction: &Correction) -> Result<(), StoreError> {
        todo!("{correction:?}")
    }

    /// Takes back the last correction of an incident, or the last of one field of it (`started`, `title`; see
    /// [`incstats_model::Change::field`]), and gives it. `None` where there is none to take back. `id` may be the
    /// beginning of an id; orphaned corrections can be taken back too.
    ///
    /// # Errors
    /// [`StoreError::UnknownIncident`], [`StoreError::AmbiguousIncident`], or that the database cannot be written.
    pub fn undo(&mut self, id: &str, field: Option<&str>) -> Result<Option<Correction>, StoreError> {
        todo!("{id} {field:?}")
    }

    /// The corrections of an incident, oldest first, without those taken back.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn corrections(&self, id: &IncidentId) -> Result<Vec<Correction>, StoreError> {
        todo!("{id}")
    }

    /// Corrections of incidents that their report no longer tells of, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn orphaned(&self) -> Result<Vec<Correction>, StoreError> {
        todo!()
    }
}
