//! The table of corrections.

use chrono::Utc;
use incstats_model::{Change, Correction, IncidentId, Milestone, TimeBounds};
use rusqlite::types::Type;
use rusqlite::{Connection, Error, Params, Result, Row, params};

use super::bounds;
use super::columns::{Json, Moment, Word};

/// Keeps a correction; it is the last one then.
pub(crate) fn insert(connection: &Connection, correction: &Correction) -> Result<()> {
    let (value, bounds) = value(&correction.change)?;
    connection
        .prepare_cached("INSERT INTO corrections VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL)")?
        .execute(params![
            correction.incident.as_str(),
            correction.change.field(),
            value,
            bounds.map(|bounds| Moment(bounds.earliest())),
            bounds.map(|bounds| Moment(bounds.latest())),
            bounds.map(|bounds| bounds.precision().name()),
            correction.why,
            Moment(correction.at.fixed_offset()),
        ])?;
    Ok(())
}

/// What a change says: a word, or bounds.
fn value(change: &Change) -> Result<(Option<String>, Option<&TimeBounds>)> {
    Ok(match change {
        Change::Milestone(_, bounds) => (None, bounds.as_ref()),
        Change::Title(text) | Change::Severity(text) | Change::Cause(text) => (Some(text.clone()), None),
        Change::Service(names) => {
            let json =
                serde_json::to_string(names).map_err(|error| Error::ToSqlConversionFailure(error.into()))?;
            (Some(json), None)
        }
        Change::Zone(zone) => (Some(zone.to_string()), None),
    })
}

/// Corrections that were not taken back, oldest first, each with its number. `filter` is a condition on the table.
pub(crate) fn select(
    connection: &Connection,
    filter: &str,
    values: impl Params,
) -> Result<Vec<(i64, Correction)>> {
    connection
        .prepare_cached(&format!(
            "SELECT number, id, field, value, earliest, latest, precision, why, at FROM corrections \
             WHERE undone_at IS NULL AND {filter} ORDER BY number"
        ))?
        .query_map(values, |row| Ok((row.get(0)?, read(row)?)))?
        .collect()
}

/// The corrections of an incident that were not taken back, oldest first.
pub(crate) fn of(connection: &Connection, id: &IncidentId) -> Result<Vec<Correction>> {
    let found = select(connection, "id = ?1", [id.as_str()])?;
    Ok(found.into_iter().map(|(_, correction)| correction).collect())
}

fn read(row: &Row<'_>) -> Result<Correction> {
    let Moment(at) = row.get(8)?;
    Ok(Correction {
        incident: IncidentId(row.get(1)?),
        change: change(row)?,
        why: row.get(7)?,
        at: at.with_timezone(&Utc),
    })
}

fn change(row: &Row<'_>) -> Result<Change> {
    let field: String = row.get(2)?;
    Ok(match field.as_str() {
        "title" => Change::Title(row.get(3)?),
        "severity" => Change::Severity(row.get(3)?),
        "cause" => Change::Cause(row.get(3)?),
        "service" => Change::Service(row.get::<_, Json<_>>(3)?.0),
        "zone" => Change::Zone(row.get::<_, Word<_>>(3)?.0),
        other => {
            let milestone: Milestone = other
                .parse()
                .map_err(|unknown| Error::FromSqlConversionFailure(2, Type::Text, Box::new(unknown)))?;
            let earliest: Option<String> = row.get(4)?;
            let bounds = earliest.map(|_| bounds::read(row, 4)).transpose()?;
            Change::Milestone(milestone, bounds)
        }
    })
}
