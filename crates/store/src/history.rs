//! Looking at incidents.

use std::collections::HashMap;

use incstats_model::{Correction, Incident, IncidentId, duplicate};
use rusqlite::{Connection, Error, Result as SqlResult};

use crate::error::StoreError;
use crate::lookup::Among;
use crate::rows::correction;
use crate::rows::incident::{self, Which};
use crate::store::Store;

impl Store {
    /// All incidents, with people's corrections applied: by day, then by id; those without any date last.
    /// Those that another one may tell of again have a finding that says so.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn incidents(&self) -> Result<Vec<Incident>, StoreError> {
        let (read, corrections) = self.read(|connection| {
            Ok((incident::select(connection, Which::All)?, correction::select(connection, "TRUE", ())?))
        })?;
        let mut of: HashMap<IncidentId, Vec<Correction>> = HashMap::new();
        for (_, correction) in corrections {
            of.entry(correction.incident.clone()).or_default().push(correction);
        }
        let mut incidents: Vec<Incident> = read
            .into_iter()
            .map(|incident| match of.get(&incident.id) {
                Some(corrections) => incident.corrected(corrections),
                None => incident,
            })
            .collect();
        incidents.sort_by_cached_key(|incident| {
            let day = incident.day();
            (day.is_none(), day, incident.id.clone())
        });
        duplicate::mark(&mut incidents);
        Ok(incidents)
    }

    /// One incident by its id, or the beginning of it where no other id begins so, with corrections applied.
    ///
    /// # Errors
    /// [`StoreError::UnknownIncident`], [`StoreError::AmbiguousIncident`], or that the database cannot be read.
    pub fn incident(&self, id: &str) -> Result<Incident, StoreError> {
        let id = self.resolve(id, Among::Incidents)?;
        let (read, corrections) =
            self.read(|connection| Ok((one(connection, &id)?, correction::of(connection, &id)?)))?;
        Ok(read.corrected(&corrections))
    }

    /// One incident by its id or the beginning of it, as the reader read it, without corrections.
    ///
    /// # Errors
    /// Those of [`Store::incident`].
    pub fn as_read(&self, id: &str) -> Result<Incident, StoreError> {
        let id = self.resolve(id, Among::Incidents)?;
        self.read(|connection| one(connection, &id))
    }
}

fn one(connection: &Connection, id: &IncidentId) -> SqlResult<Incident> {
    incident::select(connection, Which::Id(id))?.pop().ok_or(Error::QueryReturnedNoRows)
}
