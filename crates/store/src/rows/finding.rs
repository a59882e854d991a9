//! The tables of findings and of their further places.

use std::collections::HashMap;

use incstats_model::check::is_standing;
use incstats_model::{Finding, Place};
use rusqlite::{Connection, Params, Result, Row, params};

use super::columns::Word;
use super::place;

/// Whose findings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Owner {
    /// The number of the report.
    pub(crate) report: i64,
    /// The number of the incident; `None` for those of the report as a whole.
    pub(crate) incident: Option<i64>,
}

/// Keeps findings but those that follow from the incident alone: these are made anew when it is read, and would be most
/// of the rows of a large table.
pub(crate) fn insert(connection: &Connection, owner: Owner, findings: &[Finding]) -> Result<()> {
    let mut statement = connection
        .prepare_cached("INSERT INTO findings VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    for (position, finding) in (0_i64..).zip(findings.iter().filter(|finding| !is_standing(&finding.code))) {
        let (line, start, end) = place::columns(finding.place.as_ref());
        let row = params![
            owner.report,
            owner.incident,
            position,
            finding.code,
            finding.severity.name(),
            line,
            start,
            end,
            finding.message,
            finding.remedy,
        ];
        let number = statement.insert(row)?;
        insert_places(connection, number, &finding.also)?;
    }
    Ok(())
}

fn insert_places(connection: &Connection, finding: i64, places: &[Place]) -> Result<()> {
    let mut statement =
        connection.prepare_cached("INSERT INTO finding_places VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (position, other) in (0_i64..).zip(places) {
        let (line, start, end) = place::columns(Some(other));
        statement.execute(params![finding, position, line, start, end])?;
    }
    Ok(())
}

/// Findings in their order, each with the value of the column `owner`. `filter` is a condition on the table.
pub(crate) fn select(
    connection: &Connection,
    owner: &str,
    filter: &str,
    values: impl Params + Clone,
) -> Result<Vec<(i64, Finding)>> {
    let mut places: HashMap<i64, Vec<Place>> = HashMap::new();
    let mut statement = connection.prepare_cached(&format!(
        "SELECT finding, finding_places.line, finding_places.span_start, finding_places.span_end \
         FROM finding_places JOIN findings USING (finding) WHERE {filter} \
         ORDER BY finding, finding_places.position"
    ))?;
    let mut rows = statement.query(values.clone())?;
    while let Some(row) = rows.next()? {
        places.entry(row.get(0)?).or_default().extend(place::read(row, 1)?);
    }
    let mut statement = connection.prepare_cached(&format!(
        "SELECT finding, {owner}, code, severity, line, span_start, span_end, message, remedy \
         FROM findings WHERE {filter} ORDER BY {owner}, position"
    ))?;
    let found = statement.query_map(values, |row| {
        let also = places.remove(&row.get(0)?).unwrap_or_default();
        Ok((row.get(1)?, read(row, also)?))
    })?;
    found.collect()
}

fn read(row: &Row<'_>, also: Vec<Place>) -> Result<Finding> {
    let Word(severity) = row.get(3)?;
    Ok(Finding {
        code: row.get(2)?,
        severity,
        place: place::read(row, 4)?,
        also,
        message: row.get(7)?,
        remedy: row.get(8)?,
    })
}
