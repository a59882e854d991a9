//! One row of a table, to a record.

use chrono::TimeDelta;
use csv::StringRecord;
use incstats_model::{
    Finding, Instant, Kind, Milestone, Place, Precision, Status, TimeBounds, Zone, ZoneBasis, ZoneId,
};

use super::field::Field;
use super::order::Order;
use super::plan::Plan;
use super::posts::posts;
use super::rows::At;
use crate::feed::findings;
use crate::feed::record::{Record, Update};
use crate::feed::stamp::{Clock, stamp};
use crate::feed::{planned, words};
use crate::locale::StatusWord;
use crate::read::document::Line;

/// How far behind the beginning of its row a text is looked for.
const LONGEST_ROW: usize = 1 << 16;

/// One row of a table.
pub struct Row<'a> {
    /// Which column tells what.
    pub plan: &'a Plan,
    /// The order of day and month, and the zone.
    pub order: &'a Order,
    /// Its cells.
    pub cells: &'a StringRecord,
    /// Where it begins.
    pub at: At,
    /// The text that it stands in.
    pub text: &'a str,
}

/// What reading the times of a row came to.
#[derive(Default)]
struct Times {
    any: bool,
    naive: bool,
    fault: Option<String>,
    findings: Vec<Finding>,
}

impl Row<'_> {
    /// The record of the row. `announces`: rows are windows that somebody announced.
    ///
    /// # Errors
    /// Why it makes none.
    pub fn record(&self, announces: bool) -> Result<Record, String> {
        let place = Place::line(self.at.line);
        let id = self.told(Field::Id);
        let title = self.told(Field::Title).or(id).ok_or("it has neither a title nor an id")?;
        let mut record = Record::new(place, title.split_whitespace().collect::<Vec<_>>().join(" "));
        record.source_id = id.map(str::to_owned);
        record.organisation = self.told(Field::Organisation).map(str::to_owned);
        record.severity = self.told(Field::Severity).map(str::to_owned);
        record.cause = self.told(Field::Cause).map(str::to_owned);
        record.services = self.services();
        let mut times = Times::default();
        self.clocks(&mut record, &mut times);
        self.prose(&mut record, &mut times);
        if !times.any {
            return Err(times.fault.unwrap_or_else(|| "it has no time".to_owned()));
        }
        if times.naive && !self.order.zone_is_known() {
            record.zone = Some(Zone { id: ZoneId::UTC, basis: ZoneBasis::Assumed });
        } else if !self.order.zone_is_known() {
            record.zone = offset(&record).map(|id| Zone { id, basis: ZoneBasis::Stated });
        }
        record.findings.append(&mut times.findings);
        self.state(&mut record, announces);
        Ok(record)
    }

    /// Whether any of its times can be read, in whatever order day and month are.
    pub fn has_a_time(&self) -> bool {
        let read = |cell: &str| {
            [true, false].into_iter().any(|day_first| {
                let clock = Clock { day_first: Some(day_first), ..self.order.clock() };
                matches!(stamp(cell, clock), Ok(Some(_)))
            })
        };
        let mut times = self.plan.fields().filter(|field| field.is_time());
        self.plan.cell(self.cells, Field::Updates).is_some()
            || times.any(|field| self.plan.cell(self.cells, field).is_some_and(read))
    }

    /// The number of its revision.
    pub fn revision(&self) -> Option<i64> {
        self.plan.cell(self.cells, Field::Revision).and_then(|cell| cell.parse::<u32>().ok()).map(i64::from)
    }

    /// The second of its last change.
    pub fn changed(&self) -> Option<i64> {
        let cell = |field| self.plan.cell(self.cells, field);
        let read = stamp(cell(Field::AsOf).or_else(|| cell(Field::ClosedBy))?, self.order.clock()).ok()??;
        Some(read.moment.bounds.earliest().timestamp())
    }

    /// A cell that says something.
    fn told(&self, field: Field) -> Option<&str> {
        self.plan.cells(self.cells, field).find(|cell| !words::is_nothing(cell))
    }

    fn services(&self) -> Vec<String> {
        let cells = self.plan.cells(self.cells, Field::Services).filter(|cell| !words::is_nothing(cell));
        cells
            .flat_map(|cell| cell.split([',', ';']))
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// A time; one that cannot be read is a finding.
    fn time(&self, field: Field, record: &mut Record, times: &mut Times) -> Option<TimeBounds> {
        let cell = self.plan.cell(self.cells, field)?;
        match stamp(cell, self.order.clock()) {
            Ok(None) => None,
            Ok(Some(found)) => {
                times.any = true;
                times.naive |= found.moment.local;
                record.notes.extend(found.moment.note.map(|note| (note, record.place)));
                Some(found.moment.bounds)
            }
            Err(why) => {
                let finding = findings::time(record.place, &name(field), &why);
                times.fault.get_or_insert(why);
                // Of two fields from one column one says it.
                if times.findings.iter().all(|known| {
                    known.message.split_once(' ').map(|(_, why)| why)
                        != finding.message.split_once(' ').map(|(_, why)| why)
                }) {
                    times.findings.push(finding);
                }
                None
            }
        }
    }

    fn clocks(&self, record: &mut Record, times: &mut Times) {
        let opened = self.time(Field::Opened, record, times);
        record.posted.opened = opened.map(|at| at.earliest());
        record.posted.closed = self.time(Field::Closed, record, times).map(|at| at.earliest());
        record.as_of = self.time(Field::AsOf, record, times).map(|at| at.earliest());
        for milestone in Milestone::ALL {
            let told = self.time(Field::Milestone(milestone), record, times);
            let told = told.or_else(|| self.after(milestone, opened?));
            if let Some(bounds) = told {
                record.states(milestone, bounds, record.place);
            }
        }
        let over = self.told(Field::Status).and_then(words::status) == Some(Status::Resolved);
        if let (true, Some(from), Some(to)) = (over, opened, self.time(Field::ClosedBy, record, times)) {
            let bounds = TimeBounds::between(from.earliest(), to.latest(), Precision::Approximate);
            record.states(Milestone::Resolved, bounds, record.place);
        }
        if record.posted.closed.is_none() && self.plan.has(Field::After(Milestone::Resolved)) {
            record.posted.closed =
                record.milestones.get(Milestone::Resolved).map(|time| time.bounds.earliest());
        }
    }

    /// A milestone that is told in seconds from the opening.
    fn after(&self, milestone: Milestone, opened: TimeBounds) -> Option<TimeBounds> {
        let seconds: f64 = self.told(Field::After(milestone))?.parse().ok()?;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "seconds far below 2^53, and out of range they saturate"
        )]
        let delta = TimeDelta::try_seconds(seconds as i64)?;
        let at = |from: Instant| from.checked_add_signed(delta);
        TimeBounds::new(at(opened.earliest())?, at(opened.latest())?, Precision::Second).ok()
    }

    /// Posts and descriptions.
    fn prose(&self, record: &mut Record, times: &mut Times) {
        if let Some(cell) = self.plan.cell(self.cells, Field::Updates) {
            let (updates, wrong) = posts(cell, record.place, self.order);
            times.findings.extend(wrong.iter().map(|why| findings::time(record.place, "updates", why)));
            times.fault = times.fault.take().or(wrong.into_iter().next());
            let dated = || updates.iter().filter_map(|update| Some((update.at?, update.status)));
            let over = |status| matches!(status, Some(StatusWord::Marks(Milestone::Resolved)));
            if let Some((first, _)) = dated().next() {
                times.any = true;
                record.posted.opened = record.posted.opened.or(Some(first.earliest()));
                record.states(Milestone::Communicated, first, record.place);
            }
            if let Some((last, _)) = dated().rfind(|(_, status)| over(*status)) {
                record.posted.closed = record.posted.closed.or(Some(last.earliest()));
                record.states(Milestone::Resolved, last, record.place);
            }
            record.updates = updates;
        }
        if let Some(cell) = self.told(Field::Description) {
            let lines = cell.lines().map(|line| self.line(line)).collect();
            record.updates.push(Update { at: None, place: record.place, status: None, lines });
        }
    }

    /// A line of a cell, where it stands in the text.
    fn line(&self, words: &str) -> Line {
        let end = (self.at.byte + LONGEST_ROW).min(self.text.len());
        let row =
            (self.at.byte..=end).rev().find_map(|end| self.text.get(self.at.byte..end)).unwrap_or_default();
        let found = row.find(words).filter(|_| !words.trim().is_empty()).map(|byte| {
            let before = row.get(..byte).unwrap_or_default();
            let column = before.rfind('\n').map_or(byte, |newline| byte - newline - 1);
            (u32::try_from(before.matches('\n').count()).unwrap_or(0), column)
        });
        let (below, column) = found.unwrap_or((0, 0));
        // Blanks in front, so that its bytes are those of the line.
        let text = format!("{}{words}", " ".repeat(column));
        Line::new(self.at.line.saturating_add(below), &text)
    }

    /// Kind and state, by their fields, else by what else there is.
    fn state(&self, record: &mut Record, announces: bool) {
        let kind = self.told(Field::Kind).map(str::to_lowercase);
        match kind.as_deref() {
            Some(word) if words::is_of_planned_work(word) => record.is_a(Kind::Maintenance),
            Some("incident" | "outage") => record.is_a(Kind::Incident),
            _ => {}
        }
        if !record.kind_is_stated && planned::is_planned(&record.title, announces) {
            record.is_a(Kind::Maintenance);
        }
        let over = record.milestones.get(Milestone::Resolved).is_some() || record.posted.closed.is_some();
        record.status = match self.told(Field::Status).and_then(words::status) {
            Some(status) => status,
            None if over => Status::Resolved,
            None => Status::Unknown,
        };
    }
}

/// The offset that the first time of a record has.
fn offset(record: &Record) -> Option<ZoneId> {
    let first = record
        .posted
        .opened
        .or_else(|| record.milestones.iter().next().map(|(_, time)| time.bounds.earliest()))?;
    let offset = *first.offset();
    Some(if offset.local_minus_utc() == 0 { ZoneId::UTC } else { ZoneId::Fixed(offset) })
}

fn name(field: Field) -> String {
    match field {
        Field::ClosedBy => "last change".to_owned(),
        field => field.to_string(),
    }
}
