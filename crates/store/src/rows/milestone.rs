//! The table of milestones.

use incstats_model::{Milestone, MilestoneTime, Milestones};
use rusqlite::{Connection, Result, Row, params};

use super::columns::{Moment, Word};
use super::{bounds, place};

/// The columns that [`read`] takes, after the incident's number.
pub(crate) const SELECT: &str = "SELECT incident, milestone, earliest, latest, precision, basis, \
     line, span_start, span_end, because FROM milestones";

/// Keeps the milestones of an incident.
pub(crate) fn insert(connection: &Connection, incident: i64, milestones: &Milestones) -> Result<()> {
    let mut statement = connection
        .prepare_cached("INSERT INTO milestones VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    for (milestone, time) in milestones.iter() {
        let (line, start, end) = place::columns(time.place.as_ref());
        statement.execute(params![
            incident,
            milestone.name(),
            Moment(time.bounds.earliest()),
            Moment(time.bounds.latest()),
            time.bounds.precision().name(),
            time.basis.name(),
            line,
            start,
            end,
            time.because,
        ])?;
    }
    Ok(())
}

/// The milestone of a row, and its time.
pub(crate) fn read(row: &Row<'_>) -> Result<(Milestone, MilestoneTime)> {
    let Word(milestone) = row.get(1)?;
    let Word(basis) = row.get(5)?;
    let time = MilestoneTime {
        bounds: bounds::read(row, 2)?,
        basis,
        place: place::read(row, 6)?,
        because: row.get(9)?,
    };
    Ok((milestone, time))
}
