//! Writing a report and its incidents, and taking them out.

use chrono::Utc;
use incstats_model::{Correction, Finding, Incident, IncidentId, Source};
use rusqlite::{Connection, Error, Result as SqlResult, Row};
use serde::Serialize;

use crate::import::{Imported, NewReport, Outcome};
use crate::matching::{self, Kept, Partners};
use crate::naming::Names;
use crate::reports::Known;
use crate::rows::columns::{Json, Moment};
use crate::rows::correction;
use crate::rows::finding::{self, Owner};
use crate::rows::incident::{self, Which};
use crate::versions::{self, Begun, Earlier};

/// Writes a report: a new one, or in the place of an earlier version of it or another reading of its bytes.
pub(crate) fn put(connection: &Connection, earlier: Earlier, new: &NewReport) -> SqlResult<Imported> {
    let mut begun = Begun::of(connection, earlier, &new.source, &new.text)?;
    let earlier_words = match begun.outcome {
        Outcome::Replaced => Some(begun.earlier_words(connection)?),
        _ => None,
    };
    let partners = matching::pair(&begun.before, &new.incidents);
    let mut names = Names::default();
    let mut incidents = Vec::with_capacity(new.incidents.len());
    let mut news = Vec::new();
    for ((position, read), partner) in (0_i64..).zip(&new.incidents).zip(partners) {
        if let Some(earlier) = &earlier_words {
            news.push(earlier.news(partner.as_ref(), read)?);
        }
        begun.seen(read, partner.is_some());
        incidents.push(keep(connection, &begun.report, position, read, partner, &mut names)?);
    }
    finding::insert(connection, Owner { report: begun.report.number, incident: None }, &new.findings)?;
    Ok(Imported { incidents, news, ..begun.end(connection)? })
}

/// A report in the writing, whose incidents come one after the other.
pub(crate) struct Pieces<'c> {
    connection: &'c Connection,
    begun: Begun,
    partners: Partners,
    names: Names,
    count: i64,
}

impl<'c> Pieces<'c> {
    /// Begins a report, in the place of an earlier version where there is one.
    pub(crate) fn begin(
        connection: &'c Connection,
        earlier: Earlier,
        source: &Source,
        text: &str,
    ) -> SqlResult<Self> {
        let mut begun = Begun::of(connection, earlier, source, text)?;
        let partners = Partners::of(std::mem::take(&mut begun.before));
        Ok(Self { connection, begun, partners, names: Names::default(), count: 0 })
    }

    /// Keeps the next incident.
    pub(crate) fn keep(&mut self, read: &Incident) -> SqlResult<()> {
        let partner = self.partners.take(read);
        self.begun.seen(read, partner.is_some());
        keep(self.connection, &self.begun.report, self.count, read, partner, &mut self.names)?;
        self.count += 1;
        Ok(())
    }

    /// Ends it with what is to be looked at in the report as a whole.
    pub(crate) fn finish(self, findings: &[Finding]) -> SqlResult<Imported> {
        let owner = Owner { report: self.begun.report.number, incident: None };
        finding::insert(self.connection, owner, findings)?;
        self.begun.end(self.connection)
    }
}

/// Removes a report. Gives the corrections of its incidents, which are kept.
pub(crate) fn remove(connection: &Connection, report: &Known) -> SqlResult<Vec<Correction>> {
    let mut all = told(connection, report)?;
    for earlier in versions::of(connection, report)? {
        all.extend(told(connection, &earlier)?);
        clear(connection, &earlier)?;
    }
    clear(connection, report)?;
    connection.prepare_cached("DELETE FROM reports WHERE report = ?1")?.execute([report.number])?;
    part(connection, all)
}

/// Whether something else was read now from a report than what is kept of it.
pub(crate) fn differs(connection: &Connection, report: &Known, new: &NewReport) -> SqlResult<bool> {
    let select = "SELECT format, lines, text, cannot_tell FROM reports WHERE report = ?1";
    let (kept, Json(limits)): ((String, u32, String), Json<Vec<String>>) = connection
        .prepare_cached(select)?
        .query_row([report.number], |row| Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get(3)?)))?;
    if kept != (new.source.format.clone(), new.source.lines, new.text.clone())
        || limits != new.source.cannot_tell
    {
        return Ok(true);
    }
    let findings =
        finding::select(connection, "report", "incident IS NULL AND report = ?1", [report.number])?;
    if !findings.iter().map(|(_, finding)| finding).eq(&new.findings) {
        return Ok(true);
    }
    let kept = incident::select(connection, Which::Report(report.number))?;
    let told = told(connection, report)?;
    if kept.len() != new.incidents.len() {
        return Ok(true);
    }
    for ((kept, told), read) in kept.into_iter().zip(told).zip(&new.incidents) {
        let as_read = Incident { id: IncidentId(told.read_id), source: read.source.clone(), ..kept };
        // Some findings name the incident by its id.
        if in_full(&as_read.checked())? != in_full(read)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Everything about a value, the offsets of its instants too, which `==` passes over.
fn in_full(value: &impl Serialize) -> SqlResult<String> {
    serde_json::to_string(value).map_err(|error| Error::ToSqlConversionFailure(error.into()))
}

pub(crate) fn now() -> Moment {
    Moment(Utc::now().fixed_offset())
}

/// What a report tells of, in its order.
pub(crate) fn told(connection: &Connection, report: &Known) -> SqlResult<Vec<Kept>> {
    connection
        .prepare_cached(
            "SELECT id, coalesce(read_id, id), source_id, day, earliest FROM incidents \
             LEFT JOIN milestones ON milestones.incident = incidents.incident AND milestone = 'started' \
             WHERE report = ?1 ORDER BY position",
        )?
        .query_map([report.number], |row| {
            let start = row.get::<_, Option<Moment>>(4)?.map(|Moment(start)| start);
            Ok(Kept { start, ..kept(row)? })
        })?
        .enumerate()
        .map(|(position, row)| Ok(Kept { position: Some(position), ..row? }))
        .collect()
}

/// What the file at a path, or one with these bytes, told of once, and is kept for its corrections.
pub(crate) fn departed(connection: &Connection, source: &Source) -> SqlResult<Vec<Kept>> {
    connection
        .prepare_cached(
            "SELECT id, read_id, source_id, day FROM departed WHERE path = ?1 AND path <> '-' OR sha256 = ?2 \
             ORDER BY id",
        )?
        .query_map([&source.path, &source.sha256], kept)?
        .collect()
}

fn kept(row: &Row<'_>) -> SqlResult<Kept> {
    let (id, read_id, source_id, day) = (IncidentId(row.get(0)?), row.get(1)?, row.get(2)?, row.get(3)?);
    Ok(Kept { id, read_id, source_id, day, start: None, position: None })
}

/// Takes out what hangs on a report. Corrections stay, and ids without their incidents until [`part`].
pub(crate) fn clear(connection: &Connection, report: &Known) -> SqlResult<()> {
    connection
        .prepare_cached(
            "INSERT INTO departed (id, path, read_id, source_id, sha256, day) \
             SELECT id, ?2, coalesce(read_id, id), source_id, sha256, day FROM incidents JOIN reports USING (report) \
             WHERE report = ?1",
        )?
        .execute((report.number, &report.path))?;
    for delete in ["DELETE FROM incidents WHERE report = ?1", "DELETE FROM findings WHERE report = ?1"] {
        connection.prepare_cached(delete)?.execute([report.number])?;
    }
    Ok(())
}

/// Keeps one incident at its place in a report, under the id that it had before where it has a partner.
fn keep(
    connection: &Connection,
    report: &Known,
    position: i64,
    read: &Incident,
    partner: Option<IncidentId>,
    names: &mut Names,
) -> SqlResult<IncidentId> {
    let id = if let Some(id) = partner {
        for delete in ["DELETE FROM departed WHERE id = ?1", "DELETE FROM incidents WHERE id = ?1"] {
            connection.prepare_cached(delete)?.execute([id.as_str()])?;
        }
        id
    } else {
        // The table's own index tells whether an id is free: asking before would be a second search for each of a
        // million incidents.
        if names.only_incidents_have_ids(|| departed_is_empty(connection))? {
            let likely = names.likely(&read.id);
            if incident::insert(connection, report.number, position, &likely, read)? {
                names.gave(&read.id, &likely);
                return Ok(likely);
            }
        }
        let mut taken = connection.prepare_cached(
            "SELECT 1 FROM incidents WHERE id = ?1 UNION ALL SELECT 1 FROM departed WHERE id = ?1",
        )?;
        names.free(&read.id, |id| taken.exists([id]))?
    };
    if incident::insert(connection, report.number, position, &id, read)? {
        Ok(id)
    } else {
        Err(Error::StatementChangedRows(0))
    }
}

/// Whether every id has its incident.
fn departed_is_empty(connection: &Connection) -> SqlResult<bool> {
    connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM departed)", (), |row| row.get(0))
}

/// Gives the corrections of what a report tells of no longer. Ids without any are free again.
pub(crate) fn part(
    connection: &Connection,
    told: impl IntoIterator<Item = Kept>,
) -> SqlResult<Vec<Correction>> {
    let mut departed = connection.prepare_cached("SELECT 1 FROM departed WHERE id = ?1")?;
    let mut orphaned = Vec::new();
    for kept in told {
        if !departed.exists([kept.id.as_str()])? {
            continue;
        }
        orphaned.extend(correction::of(connection, &kept.id)?);
        connection
            .prepare_cached(
                "DELETE FROM departed WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM corrections WHERE id = ?1)",
            )?
            .execute([kept.id.as_str()])?;
    }
    Ok(orphaned)
}
