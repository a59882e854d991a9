//! Whether another report tells of an incident too.

use incstats_model::duplicate::{mark, may_be_one};
use incstats_model::{Incident, IncidentId};
use rusqlite::{Connection, Result as SqlResult};

use crate::error::StoreError;
use crate::rows::correction;
use crate::rows::incident::{self, Which};
use crate::store::Store;

impl Store {
    /// As [`Store::incident`], with the findings that say which other incidents may be the same, as those of
    /// [`Store::incidents`] have them.
    ///
    /// # Errors
    /// Those of [`Store::incident`].
    pub fn incident_beside_others(&self, id: &str) -> Result<Incident, StoreError> {
        let incident = self.incident(id)?;
        let near = self.read(|connection| near(connection, &incident))?;
        let mut all = vec![incident];
        all.extend(near);
        mark(&mut all);
        Ok(all.swap_remove(0))
    }
}

/// The incidents that may be the same as one: of those that began on its day or beside it, or that a person corrected.
fn near(connection: &Connection, incident: &Incident) -> SqlResult<Vec<Incident>> {
    let Some(day) = incident.day() else { return Ok(Vec::new()) };
    let (before, after) = (day.pred_opt().unwrap_or(day), day.succ_opt().unwrap_or(day));
    // Rows of one table have ids of their own, and are never the same.
    let ids: Vec<IncidentId> = connection
        .prepare_cached(
            "SELECT id FROM incidents JOIN reports USING (report) WHERE id <> ?1 \
             AND (day BETWEEN ?2 AND ?3 OR id IN (SELECT id FROM corrections WHERE undone_at IS NULL)) \
             AND NOT (?4 AND sha256 = ?5 AND source_id IS NOT NULL)",
        )?
        .query_map(
            (
                incident.id.as_str(),
                before.to_string(),
                after.to_string(),
                incident.source_id.is_some(),
                &incident.source.sha256,
            ),
            |row| Ok(IncidentId(row.get(0)?)),
        )?
        .collect::<SqlResult<_>>()?;
    let mut found = Vec::new();
    for id in ids {
        let corrections = correction::of(connection, &id)?;
        let read = incident::select(connection, Which::Id(&id))?;
        let corrected = read.into_iter().map(|read| read.corrected(&corrections));
        found.extend(corrected.filter(|other| may_be_one(incident, other)));
    }
    Ok(found)
}
