//! The table of incidents, and with it those that hang on it.

use std::collections::BTreeMap;

use incstats_model::{CauseCategory, Facts, Incident, IncidentId, Milestones, Posted, Source, Zone};
use rusqlite::{Connection, Params, Result, Row, params};

use crate::versions;

use super::columns::{Json, Moment, Word};
use super::finding::{self, Owner};
use super::{event, milestone};

/// The columns that [`read`] takes.
const SELECT: &str = "SELECT incident, id, source_id, kind, title, organisation, language, \
     posted_opened, posted_closed, status, as_of, severity, services, cause, zone, zone_basis, \
     path, sha256, format, lines, cannot_tell, cause_category, customers, data_lost, episodes, repairs, \
     stated_duration, stated_repair, superseded_by IS NOT NULL FROM incidents JOIN reports USING (report)";

/// Which incidents to read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Which<'a> {
    /// All of them.
    All,
    /// Those of the report with this number.
    Report(i64),
    /// The one with this id.
    Id(&'a IncidentId),
}

/// Keeps an incident under an id, at a place in its report; `false` where another one has the id, and nothing is kept.
pub(crate) fn insert(
    connection: &Connection,
    report: i64,
    position: i64,
    id: &IncidentId,
    incident: &Incident,
) -> Result<bool> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO incidents VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, \
         ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26) ON CONFLICT (id) DO NOTHING",
    )?;
    let row = params![
        id.as_str(),
        report,
        position,
        (incident.id != *id).then_some(incident.id.as_str()),
        incident.day().map(|day| day.to_string()),
        incident.source_id,
        incident.kind.name(),
        incident.title,
        incident.organisation,
        incident.language,
        incident.posted.opened.map(Moment),
        incident.posted.closed.map(Moment),
        incident.status.name(),
        incident.as_of.map(Moment),
        incident.severity,
        Json(&incident.services),
        incident.cause,
        incident.zone.id.to_string(),
        incident.zone.basis.name(),
        incident.facts.cause_category.map(CauseCategory::name),
        incident.facts.customers.as_ref().map(Json),
        incident.facts.data_lost,
        Json(&incident.episodes),
        Json(&incident.repairs),
        incident.facts.stated_duration.as_ref().map(Json),
        incident.facts.stated_repair.as_ref().map(Json),
    ];
    if statement.execute(row)? == 0 {
        return Ok(false);
    }
    let number = connection.last_insert_rowid();
    milestone::insert(connection, number, &incident.milestones)?;
    event::insert(connection, number, &incident.events)?;
    finding::insert(connection, Owner { report, incident: Some(number) }, &incident.findings)?;
    Ok(true)
}

/// Incidents as read, whole, in the order of their reports and of their place in them.
pub(crate) fn select(connection: &Connection, which: Which<'_>) -> Result<Vec<Incident>> {
    match which {
        Which::All => matching(connection, "incident IS NOT NULL", ()),
        Which::Report(number) => {
            matching(connection, "incident IN (SELECT incident FROM incidents WHERE report = ?1)", [number])
        }
        Which::Id(id) => {
            let filter = "incident = (SELECT incident FROM incidents WHERE id = ?1)";
            matching(connection, filter, [id.as_str()])
        }
    }
}

/// `filter` is a condition on the column `incident`, which all these tables have.
fn matching(connection: &Connection, filter: &str, values: impl Params + Clone) -> Result<Vec<Incident>> {
    let mut incidents: BTreeMap<i64, Incident> = BTreeMap::new();
    let mut gone = Vec::new();
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE {filter}"))?;
    let mut rows = statement.query(values.clone())?;
    while let Some(row) = rows.next()? {
        let number = row.get(0)?;
        incidents.insert(number, read(row)?);
        if row.get(28)? {
            gone.push(number);
        }
    }

    let order = "ORDER BY incident, milestone";
    let mut statement =
        connection.prepare_cached(&format!("{} WHERE {filter} {order}", milestone::SELECT))?;
    let mut rows = statement.query(values.clone())?;
    while let Some(row) = rows.next()? {
        let (milestone, time) = milestone::read(row)?;
        if let Some(incident) = incidents.get_mut(&row.get(0)?) {
            incident.milestones.set(milestone, Some(time));
        }
    }

    let order = "ORDER BY incident, position";
    let mut statement = connection.prepare_cached(&format!("{} WHERE {filter} {order}", event::SELECT))?;
    let mut rows = statement.query(values.clone())?;
    while let Some(row) = rows.next()? {
        if let Some(incident) = incidents.get_mut(&row.get(0)?) {
            incident.events.push(event::read(row)?);
        }
    }

    for (number, finding) in finding::select(connection, "incident", filter, values)? {
        if let Some(incident) = incidents.get_mut(&number) {
            incident.findings.push(finding);
        }
    }
    for number in gone {
        if let Some(incident) = incidents.get_mut(&number) {
            incident.findings.push(versions::finding(incident));
        }
    }
    Ok(incidents.into_values().map(Incident::checked).collect())
}

fn read(row: &Row<'_>) -> Result<Incident> {
    let moment =
        |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Moment>>(column)?.map(|moment| moment.0));
    let Word(kind) = row.get(3)?;
    let Word(status) = row.get(9)?;
    let Json(services) = row.get(12)?;
    let Json(cannot_tell) = row.get(20)?;
    let (Json(episodes), Json(repairs)) = (row.get(24)?, row.get(25)?);
    let (Word(id), Word(basis)) = (row.get(14)?, row.get(15)?);
    Ok(Incident {
        id: IncidentId(row.get(1)?),
        source_id: row.get(2)?,
        kind,
        title: row.get(4)?,
        organisation: row.get(5)?,
        language: row.get(6)?,
        posted: Posted { opened: moment(7)?, closed: moment(8)? },
        status,
        as_of: moment(10)?,
        severity: row.get(11)?,
        services,
        cause: row.get(13)?,
        zone: Zone { id, basis },
        facts: Facts {
            cause_category: row.get::<_, Option<Word<_>>>(21)?.map(|Word(category)| category),
            customers: row.get::<_, Option<Json<_>>>(22)?.map(|Json(customers)| customers),
            data_lost: row.get(23)?,
            stated_duration: row.get::<_, Option<Json<_>>>(26)?.map(|Json(length)| length),
            stated_repair: row.get::<_, Option<Json<_>>>(27)?.map(|Json(length)| length),
        },
        milestones: Milestones::default(),
        episodes,
        repairs,
        events: Vec::new(),
        findings: Vec::new(),
        source: Source {
            path: row.get(16)?,
            sha256: row.get(17)?,
            format: row.get(18)?,
            lines: row.get(19)?,
            cannot_tell,
        },
    })
}
