//! People's word over the reader's.

use chrono::Utc;
use incstats_model::{Change, Correction, IncidentId};

use crate::error::StoreError;
use crate::lookup::Among;
use crate::rows::columns::Moment;
use crate::rows::correction;
use crate::store::Store;

impl Store {
    /// Keeps a correction. `correction.incident` is the whole id: see [`Store::incident`] to find it from its beginning.
    ///
    /// # Errors
    /// [`StoreError::UnknownIncident`], [`StoreError::NoReason`], or that the database cannot be written.
    pub fn correct(&mut self, correction: &Correction) -> Result<(), StoreError> {
        self.correct_all(std::slice::from_ref(correction))
    }

    /// Keeps several corrections in their order: all of them or, on any error, none.
    ///
    /// # Errors
    /// Those of [`Store::correct`].
    pub fn correct_all(&mut self, corrections: &[Correction]) -> Result<(), StoreError> {
        if let Some(bare) = corrections.iter().find(|correction| correction.why.trim().is_empty()) {
            return Err(StoreError::NoReason { id: bare.incident.clone() });
        }
        let unknown = self.write_durably(|transaction| {
            let mut known = transaction.prepare_cached("SELECT 1 FROM incidents WHERE id = ?1")?;
            for correction in corrections {
                if !known.exists([correction.incident.as_str()])? {
                    return Ok(Some(correction.incident.clone()));
                }
            }
            corrections.iter().try_for_each(|given| correction::insert(transaction, given))?;
            Ok(None)
        })?;
        match unknown {
            Some(id) => Err(self.unknown(id.as_str(), Among::Incidents)?),
            None => Ok(()),
        }
    }

    /// Takes back the last correction of an incident, or the last of one field of it (`started`, `title`; see
    /// [`incstats_model::Change::field`]), and gives it. `None` where there is none to take back. `id` may be the
    /// beginning of an id; orphaned corrections can be taken back too.
    ///
    /// # Errors
    /// [`StoreError::UnknownIncident`], [`StoreError::AmbiguousIncident`], or that the database cannot be written.
    pub fn undo(&mut self, id: &str, field: Option<&str>) -> Result<Option<Correction>, StoreError> {
        let id = self.resolve(id, Among::All)?;
        self.write_durably(|transaction| {
            let given = correction::select(transaction, "id = ?1", [id.as_str()])?;
            let of_field = |change: &Change| field.is_none_or(|field| change.field() == field);
            let Some((number, last)) = given.into_iter().rfind(|(_, given)| of_field(&given.change)) else {
                return Ok(None);
            };
            transaction
                .prepare_cached("UPDATE corrections SET undone_at = ?2 WHERE number = ?1")?
                .execute((number, Moment(Utc::now().fixed_offset())))?;
            Ok(Some(last))
        })
    }

    /// The corrections of an incident, oldest first, without those taken back.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn corrections(&self, id: &IncidentId) -> Result<Vec<Correction>, StoreError> {
        self.read(|connection| correction::of(connection, id))
    }

    /// Corrections of incidents that their report no longer tells of, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn orphaned(&self) -> Result<Vec<Correction>, StoreError> {
        self.read(|connection| {
            let orphaned = correction::select(connection, "id NOT IN (SELECT id FROM incidents)", ())?;
            Ok(orphaned.into_iter().map(|(_, correction)| correction).collect())
        })
    }
}
