//! From what a person types to an incident.

use incstats_model::IncidentId;
use rusqlite::{Connection, Result as SqlResult};

use crate::error::StoreError;
use crate::nearest::nearest;
use crate::store::Store;

/// Where to look an id up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Among {
    /// The incidents that reports tell of now.
    Incidents,
    /// Those, and the ids that are kept for their corrections alone.
    All,
}

impl Among {
    /// What to select ids from.
    fn table(self) -> &'static str {
        match self {
            Self::Incidents => "incidents",
            Self::All => "(SELECT id FROM incidents UNION ALL SELECT id FROM departed)",
        }
    }
}

impl Store {
    /// The whole id for an id or the beginning of one, or for the id that its source gave it. An exact id wins over
    /// longer ones that begin with it, and any of ours over those of sources.
    ///
    /// # Errors
    /// [`StoreError::UnknownIncident`], [`StoreError::AmbiguousIncident`], or that the database cannot be read.
    pub(crate) fn resolve(&self, typed: &str, among: Among) -> Result<IncidentId, StoreError> {
        let typed = typed.trim();
        let mut candidates = self.read(|connection| beginning_with(connection, typed, among))?;
        if candidates.is_empty() {
            candidates = self.read(|connection| of_source(connection, typed))?;
        }
        let exact = candidates.iter().position(|id| id.as_str() == typed);
        match (exact, candidates.len()) {
            (Some(index), _) => Ok(candidates.swap_remove(index)),
            (None, 1) => Ok(candidates.swap_remove(0)),
            (None, 0) => Err(self.unknown(typed, among)?),
            _ => Err(StoreError::AmbiguousIncident { prefix: typed.to_owned(), candidates }),
        }
    }

    /// The error for an id that is not there, with those that look like it.
    pub(crate) fn unknown(&self, id: &str, among: Among) -> Result<StoreError, StoreError> {
        let all = self.read(|connection| all(connection, among))?;
        Ok(StoreError::UnknownIncident { id: id.to_owned(), nearest: nearest(id, all) })
    }
}

/// Ids that begin with a text, in order; none for an empty text.
fn beginning_with(connection: &Connection, text: &str, among: Among) -> SqlResult<Vec<IncidentId>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let after = format!("{text}{}", char::MAX);
    let table = among.table();
    connection
        .prepare_cached(&format!("SELECT id FROM {table} WHERE id >= ?1 AND id < ?2 ORDER BY id"))?
        .query_map([text, &after], |row| row.get(0).map(IncidentId))?
        .collect()
}

/// Ids of the incidents that have an id in their source, in order.
fn of_source(connection: &Connection, text: &str) -> SqlResult<Vec<IncidentId>> {
    connection
        .prepare_cached("SELECT id FROM incidents WHERE source_id = ?1 ORDER BY id")?
        .query_map([text], |row| row.get(0).map(IncidentId))?
        .collect()
}

fn all(connection: &Connection, among: Among) -> SqlResult<Vec<IncidentId>> {
    connection
        .prepare_cached(&format!("SELECT id FROM {}", among.table()))?
        .query_map((), |row| row.get(0).map(IncidentId))?
        .collect()
}
