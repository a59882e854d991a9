//! The versions of a report. The newest one tells; what only earlier ones told of stays with them, and counts on: the feed
//! of a status page holds its last fifty incidents, and a history must not forget the others.

use std::collections::{HashMap, HashSet};

use incstats_model::{Correction, Finding, Incident, IncidentId, Instant, Severity, Source};
use rusqlite::{Connection, Error, OptionalExtension, Result as SqlResult, params};
use serde_json::Value;

use crate::error::StoreError;
use crate::import::{Imported, News, Outcome};
use crate::matching::{Kept, start};
use crate::replace::{clear, departed, now, part, told};
use crate::reports::Known;
use crate::rows::columns::Json;
use crate::rows::incident::{self, Which};
use crate::store::Store;

/// The code of the finding about an incident that its report tells of no longer.
const CODE: &str = "source.gone";

/// What a report takes the place of.
#[derive(Debug)]
pub(crate) enum Earlier {
    /// Of nothing.
    Nothing,
    /// Of another reading of the same bytes, which was wrong then: all of it goes.
    SameBytes(Known),
    /// Of an earlier version. What this one tells of no longer stays with it.
    OtherBytes(Known),
}

/// A report whose row is written, and whose incidents are to come.
pub(crate) struct Begun {
    /// The report.
    pub(crate) report: Known,
    /// What was told of before, to find the partners of what is told of now.
    pub(crate) before: Vec<Kept>,
    /// What is done to the report.
    pub(crate) outcome: Outcome,
    /// The version before this one, where it is another one.
    earlier: Option<Known>,
    /// What that version, or an earlier reading of these bytes, told of.
    told: Vec<Kept>,
    /// What a version before that one told of, where it had these bytes.
    revived: Vec<Kept>,
    /// How many incidents came.
    count: usize,
    /// When those began that are new, and whether they have an id of their source.
    new: HashSet<(Option<Instant>, bool)>,
}

impl Begun {
    /// Writes the row of a report.
    pub(crate) fn of(
        connection: &Connection,
        earlier: Earlier,
        source: &Source,
        text: &str,
    ) -> SqlResult<Self> {
        let mut begun = match earlier {
            Earlier::Nothing => {
                let (report, told) = add_row(connection, source, text)?;
                Self { report, told, ..Self::new(Outcome::Added) }
            }
            Earlier::SameBytes(report) => {
                let told = told(connection, &report)?;
                clear(connection, &report)?;
                set_row(connection, report.number, source, text)?;
                Self { report, told, ..Self::new(Outcome::Replaced) }
            }
            Earlier::OtherBytes(earlier) => {
                let told = told(connection, &earlier)?;
                let (report, revived) = supersede(connection, &earlier, source, text)?;
                Self { report, told, revived, earlier: Some(earlier), ..Self::new(Outcome::Replaced) }
            }
        };
        begun.before.clone_from(&begun.told);
        for version in of(connection, &begun.report)? {
            if begun.earlier.as_ref().is_none_or(|earlier| earlier.number != version.number) {
                let told = told(connection, &version)?.into_iter();
                begun.before.extend(told.map(|kept| Kept { position: None, ..kept }));
            }
        }
        let known: HashSet<IncidentId> = begun.before.iter().map(|kept| kept.id.clone()).collect();
        let departed = departed(connection, source)?.into_iter();
        begun.before.extend(departed.filter(|kept| !known.contains(&kept.id)));
        Ok(begun)
    }

    fn new(outcome: Outcome) -> Self {
        Self {
            report: Known { number: 0, path: String::new() },
            before: Vec::new(),
            outcome,
            earlier: None,
            told: Vec::new(),
            revived: Vec::new(),
            count: 0,
            new: HashSet::new(),
        }
    }

    /// Takes note of an incident that is told of now.
    pub(crate) fn seen(&mut self, read: &Incident, has_partner: bool) {
        self.count += 1;
        if self.earlier.is_some() && !has_partner {
            self.new.insert((start(read), read.source_id.is_some()));
        }
    }

    /// What was told before, to say what is news.
    pub(crate) fn earlier_words(&self, connection: &Connection) -> SqlResult<EarlierWords> {
        let Some(earlier) = &self.earlier else { return Ok(EarlierWords::default()) };
        let told = incident::select(connection, Which::Report(earlier.number))?;
        let told = told.into_iter().map(|told| Ok((told.id.clone(), facts(&told)?)));
        told.collect::<SqlResult<_>>().map(EarlierWords)
    }

    /// Ends the writing: what is told of no longer stays with the version that told of it, unless it is told in other
    /// words now.
    pub(crate) fn end(self, connection: &Connection) -> SqlResult<Imported> {
        let mut imported = Imported::of(self.outcome.clone());
        if let Some(earlier) = &self.earlier {
            for kept in told(connection, earlier)? {
                if self.retells(&kept) {
                    take_out(connection, &kept.id)?;
                    imported.retold.push(kept.id);
                } else {
                    imported.departed.push(kept.id);
                }
            }
        }
        imported.orphaned = part(connection, self.told.into_iter().chain(self.revived))?;
        connection
            .prepare_cached(
                "DELETE FROM reports WHERE superseded_by = ?1 \
                 AND NOT EXISTS (SELECT 1 FROM incidents WHERE incidents.report = reports.report)",
            )?
            .execute([self.report.number])?;
        Ok(imported)
    }

    /// Whether one that has no partner among what is told of now is told in other words: it began at the same moment as
    /// one that is new, or the report told of one incident and does so still. Two ids of the source are two incidents.
    fn retells(&self, kept: &Kept) -> bool {
        let may_be = |with_id: bool| !with_id || kept.source_id.is_none();
        let same_start = |with_id| kept.start.is_some() && self.new.contains(&(kept.start, with_id));
        let only = self.told.len() == 1 && self.count == 1;
        [false, true].into_iter().any(|with_id| {
            may_be(with_id)
                && (same_start(with_id) || (only && self.new.iter().any(|(_, has_id)| *has_id == with_id)))
        })
    }
}

/// What an earlier version told of each incident, but for the lines that it stood on.
#[derive(Debug, Default)]
pub(crate) struct EarlierWords(HashMap<IncidentId, Value>);

impl EarlierWords {
    /// What it is to an incident with this id that the new version tells this of it.
    pub(crate) fn news(&self, id: Option<&IncidentId>, read: &Incident) -> SqlResult<News> {
        let Some(id) = id else { return Ok(News::Added) };
        let same = match self.0.get(id) {
            Some(before) => *before == facts(&Incident { id: id.clone(), ..read.clone() })?,
            None => false,
        };
        Ok(if same { News::Unchanged } else { News::Changed })
    }
}

/// An incident without its source, its findings and its lines.
fn facts(incident: &Incident) -> SqlResult<Value> {
    let mut value =
        serde_json::to_value(incident).map_err(|error| Error::ToSqlConversionFailure(error.into()))?;
    if let Value::Object(fields) = &mut value {
        fields.retain(|name, _| name != "source" && name != "findings");
    }
    without_places(&mut value);
    Ok(value)
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !matches!(name.as_str(), "place" | "line" | "span" | "also"));
            fields.values_mut().for_each(without_places);
        }
        Value::Array(values) => values.iter_mut().for_each(without_places),
        _ => {}
    }
}

/// Adds the row of a report. Where an earlier version of some report had its bytes, that row goes on as its own; what it
/// told of comes back with it.
fn add_row(connection: &Connection, source: &Source, text: &str) -> SqlResult<(Known, Vec<Kept>)> {
    let Source { path, sha256, format, lines, cannot_tell } = source;
    let of_version = "SELECT report, path FROM reports WHERE sha256 = ?1 AND superseded_by IS NOT NULL";
    let version = connection
        .prepare_cached(of_version)?
        .query_row([sha256], |row| Ok(Known { number: row.get(0)?, path: row.get(1)? }))
        .optional()?;
    let (number, told) = if let Some(version) = version {
        let told = told(connection, &version)?;
        clear(connection, &version)?;
        set_row(connection, version.number, source, text)?;
        (version.number, told)
    } else {
        connection
            .prepare_cached("INSERT INTO reports VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL)")?
            .execute(params![path, sha256, format, lines, now(), text, Json(cannot_tell)])?;
        (connection.last_insert_rowid(), Vec::new())
    };
    // Until now the path may have been that of a copy of another report.
    connection.prepare_cached("DELETE FROM copies WHERE path = ?1")?.execute([path])?;
    Ok((Known { number, path: path.clone() }, told))
}

/// Says anew what a row is of.
fn set_row(connection: &Connection, number: i64, source: &Source, text: &str) -> SqlResult<()> {
    let Source { path, sha256, format, lines, cannot_tell } = source;
    connection
        .prepare_cached(
            "UPDATE reports SET path = ?2, sha256 = ?3, format = ?4, lines = ?5, imported_at = ?6, text = ?7, \
             cannot_tell = ?8, superseded_by = NULL WHERE report = ?1",
        )?
        .execute(params![number, path, sha256, format, lines, now(), text, Json(cannot_tell)])
        .map(drop)
}

/// Adds the row of a new version. The earlier ones, with what they told of, are its from then on.
fn supersede(
    connection: &Connection,
    earlier: &Known,
    source: &Source,
    text: &str,
) -> SqlResult<(Known, Vec<Kept>)> {
    // A path has one newest version; until that has its number, the earlier one stands for it.
    connection
        .prepare_cached("UPDATE reports SET superseded_by = report WHERE report = ?1")?
        .execute([earlier.number])?;
    let (report, revived) = add_row(connection, source, text)?;
    connection
        .prepare_cached("UPDATE reports SET superseded_by = ?2 WHERE superseded_by = ?1")?
        .execute((earlier.number, report.number))?;
    for delete in [
        "DELETE FROM findings WHERE report = ?1 AND incident IS NULL",
        "DELETE FROM readings WHERE report = ?1",
    ] {
        connection.prepare_cached(delete)?.execute([earlier.number])?;
    }
    Ok((report, revived))
}

/// The earlier versions of a report.
pub(crate) fn of(connection: &Connection, report: &Known) -> SqlResult<Vec<Known>> {
    connection
        .prepare_cached("SELECT report, path FROM reports WHERE superseded_by = ?1 ORDER BY report")?
        .query_map([report.number], |row| Ok(Known { number: row.get(0)?, path: row.get(1)? }))?
        .collect()
}

/// Takes an incident out. Its id stays until [`part`].
fn take_out(connection: &Connection, id: &IncidentId) -> SqlResult<()> {
    for change in [
        "INSERT INTO departed (id, path, read_id, source_id, sha256, day) \
         SELECT id, path, coalesce(read_id, id), source_id, sha256, day FROM incidents JOIN reports USING (report) \
         WHERE id = ?1",
        "DELETE FROM incidents WHERE id = ?1",
    ] {
        connection.prepare_cached(change)?.execute([id.as_str()])?;
    }
    Ok(())
}

/// What is to be said of an incident that its report tells of no longer.
pub(crate) fn finding(incident: &Incident) -> Finding {
    Finding {
        code: CODE.to_owned(),
        severity: Severity::Note,
        place: None,
        also: Vec::new(),
        message: format!(
            "{:?} tells of this no longer; it is kept, and counts, as an earlier version told it",
            incident.source.path
        ),
        remedy: format!("where it is not to count: incstats forget {} --yes", incident.id),
    }
}

/// An incident that its report tells of no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departed {
    /// Its id.
    pub id: IncidentId,
    /// The path of the report.
    pub path: String,
}

impl Store {
    /// What reports told of and tell of no longer, by id: it is kept, and counts.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn departed(&self) -> Result<Vec<Departed>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT id, path FROM incidents JOIN reports USING (report) WHERE superseded_by IS NOT NULL \
                     ORDER BY id",
                )?
                .query_map((), |row| Ok(Departed { id: IncidentId(row.get(0)?), path: row.get(1)? }))?
                .collect()
        })
    }

    /// Takes out one incident that its report tells of no longer. Gives its corrections: they are kept, and find it
    /// again should the report tell of it once more. `None` where no such incident has this id.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written; it is then as it was.
    pub fn forget_departed(&mut self, id: &IncidentId) -> Result<Option<Vec<Correction>>, StoreError> {
        self.write(|transaction| {
            let select = "SELECT report, path FROM incidents JOIN reports USING (report) \
                          WHERE id = ?1 AND superseded_by IS NOT NULL";
            let version = transaction
                .prepare_cached(select)?
                .query_row([id.as_str()], |row| Ok(Known { number: row.get(0)?, path: row.get(1)? }))
                .optional()?;
            let Some(version) = version else { return Ok(None) };
            let kept: Vec<Kept> =
                told(transaction, &version)?.into_iter().filter(|kept| kept.id == *id).collect();
            take_out(transaction, id)?;
            let corrections = part(transaction, kept)?;
            let left = "DELETE FROM reports WHERE report = ?1 AND NOT EXISTS (SELECT 1 FROM incidents WHERE report = ?1)";
            transaction.prepare_cached(left)?.execute([version.number])?;
            Ok(Some(corrections))
        })
    }
}
