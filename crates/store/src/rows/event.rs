//! The table of events.

use incstats_model::{Event, Place};
use rusqlite::{Connection, Result, Row, params};

use super::columns::{Json, Moment};
use super::{bounds, place};

/// The columns that [`read`] takes, after the incident's number.
pub(crate) const SELECT: &str = "SELECT incident, earliest, latest, precision, line, span_start, span_end, \
     text, marks, planned, services FROM events";

/// Keeps the story of an incident.
pub(crate) fn insert(connection: &Connection, incident: i64, events: &[Event]) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let mut statement = connection
        .prepare_cached("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?;
    for (position, event) in (0_i64..).zip(events) {
        let (line, start, end) = place::columns(Some(&event.place));
        statement.execute(params![
            incident,
            position,
            Moment(event.bounds.earliest()),
            Moment(event.bounds.latest()),
            event.bounds.precision().name(),
            line,
            start,
            end,
            event.text,
            Json(&event.marks),
            event.planned,
            Json(&event.services),
        ])?;
    }
    Ok(())
}

/// The event of a row.
pub(crate) fn read(row: &Row<'_>) -> Result<Event> {
    let Json(marks) = row.get(8)?;
    let Json(services) = row.get(10)?;
    Ok(Event {
        bounds: bounds::read(row, 1)?,
        // The column is never null.
        place: place::read(row, 4)?.unwrap_or(Place::line(0)),
        text: row.get(7)?,
        marks,
        planned: row.get(9)?,
        services,
    })
}
