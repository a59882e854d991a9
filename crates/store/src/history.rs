//! Looking at incidents.

use incstats_model::Incident;

use crate::error::StoreError;
use crate::store::Store;

impl Store {
    /// All incidents, with people's corrections applied: by day, then by id; those without any date last.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn incidents(&self) -> Result<Vec<Incident>, StoreError> {
        todo!()
    }

    /// One incident by its id, or the beginning of it where no other id begins so, with corrections applied.
    ///
    /// # Errors
    /// [`StoreError::UnknownIncident`], [`StoreError::AmbiguousIncident`], or that the database cannot be read.
    pub fn incident(&self, id: &str) -> Result<Incident, StoreError> {
        todo!("{id}")
    }

    /// One incident by its id or the beginning of it, as the reader read it, without corrections.
    ///
    /// # Errors
    /// Those of [`Store::incident`].
    pub fn as_read(&self, id: &str) -> Result<Incident, StoreError> {
        todo!("{id}")
    }
}
