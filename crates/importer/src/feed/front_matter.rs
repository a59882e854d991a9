//! Status sites and collections of post-mortems that keep an entry a Markdown file: what the head of the file states,
//! and the posts below it. The lines are those of the file.

mod dialect;
mod findings;
mod head;
mod posts;
mod value;

use incstats_model::{
    Finding, Instant, Kind, Milestone, Place, Precision, Status, TimeBounds, Zone, ZoneBasis, ZoneId,
};

use super::record::Record;
use super::registry::{Feed, Input, Read, Reading, Sight};
use super::stamp::{Clock, stamp};
use super::{decoy, planned, telling, words};
use crate::feed::findings::{left_out, time};
use crate::locale::StatusWord;
use crate::options::DayMonthOrder;
use crate::time::resolve::Note;
use dialect::{Clocks, Dialect};
use head::{Head, place};
use posts::Posts;
use value::{Node, Value};

/// A kind of site as a feed.
macro_rules! site {
    ($dialect:ident) => {
        Feed {
            name: dialect::$dialect.name,
            cannot_tell: dialect::$dialect.cannot_tell,
            recognises: |sight| is(sight, &dialect::$dialect),
            read: Reading::Whole(read),
        }
    };
}

/// The kinds of sites.
pub static FEEDS: [Feed; 6] =
    [site!(COLLECTION), site!(STATUSFY), site!(CLEARSTATUS), site!(JEKYLL), site!(CSTATE), site!(PELICAN)];

/// Whether a text is an entry of this kind of site.
fn is(sight: &Sight<'_>, dialect: &Dialect) -> bool {
    Head::of(sight.text).and_then(|head| Dialect::of(&head)).is_some_and(|found| found.name == dialect.name)
}

/// Reads an entry.
pub fn read(input: &Input<'_>) -> Read {
    let mut read = Read::default();
    let Some(head) = Head::of(input.text) else { return read };
    let Some(dialect) = Dialect::of(&head) else { return read };
    let entry = Entry::new(&head, dialect, input);
    let record = entry.record(input);
    read.findings.extend(head.findings.iter().cloned());
    if head.get(&["draft"]).and_then(Node::truth) == Some(true) {
        read.findings.push(left_out(record.place, "it is a draft, which its site does not publish"));
    } else if let Some(why) = decoy::reason(&record) {
        read.findings.push(left_out(record.place, why));
    } else {
        read.incidents.push(telling::incident(record, input));
    }
    read
}

/// An entry in the making.
struct Entry<'h> {
    head: &'h Head<'h>,
    dialect: &'static Dialect,
    clock: Clock,
    zone_is_known: bool,
    /// Whether a wall clock was read for which no zone is known.
    naive: bool,
    notes: Vec<(Note, Place)>,
    findings: Vec<Finding>,
}

impl<'h> Entry<'h> {
    fn new(head: &'h Head<'h>, dialect: &'static Dialect, input: &Input<'_>) -> Self {
        let day_first = input.options.day_month.map(|order| order == DayMonthOrder::DayFirst);
        let clock = Clock { zone: input.options.zone.unwrap_or(ZoneId::UTC), day_first };
        let zone_is_known = input.options.zone.is_some();
        Self { head, dialect, clock, zone_is_known, naive: false, notes: Vec::new(), findings: Vec::new() }
    }

    fn record(mut self, input: &Input<'_>) -> Record {
        let head = self.head;
        let title = head.get(&["title", "name"]).filter(|node| node.text().is_some());
        let first = title.map_or(Place::line(head.first), place);
        let told = title.and_then(Node::text).map(str::to_owned);
        let mut record = Record::new(first, told.unwrap_or_else(|| stem(&input.source.path)));
        let own = head.get(&["id", "uuid", "guid"]).and_then(Node::text).map(str::to_owned);
        record.source_id =
            own.or_else(|| Some(file_name(&input.source.path)).filter(|name| !name.is_empty()));
        record.organisation =
            head.get(&["company", "organisation", "organization"]).and_then(Node::text).map(str::to_owned);
        record.severity = head.get(&["severity", "maxseverity"]).and_then(Node::text).map(str::to_owned);
        let services =
            ["affected", "affectedsystems", "affectedservices", "services", "components", "product"];
        record.services = head.get(&services).map(Node::names).unwrap_or_default();
        record.cause = head
            .get(&["categories"])
            .filter(|_| self.dialect.clocks == Clocks::Impact)
            .map(|node| node.names().join(", "));
        let posts = Posts::of(head, self.clock);
        for (place, why) in &posts.wrong {
            self.findings.push(time(*place, "the time of a post", why));
        }
        record.updates = posts.updates;
        self.clocks(&mut record);
        self.kind(&mut record);
        self.status(&mut record);
        record.zone = self.zone(&record);
        record.notes = self.notes;
        record.findings = self.findings;
        record
    }

    /// A time of the head, as it is written; one that cannot be read is a finding.
    fn time(&mut self, names: &[&str]) -> Option<(TimeBounds, Place)> {
        let node = self.head.get(names)?;
        let name = names.first().copied().unwrap_or_default();
        let text = match &node.value {
            Value::Text(text) => text,
            Value::Nothing => return None,
            Value::List(_) | Value::Table(_) => {
                self.findings.push(time(place(node), name, "it is no time, but several values"));
                return None;
            }
        };
        match stamp(text, self.clock) {
            Ok(None) => None,
            Ok(Some(found)) => {
                self.naive |= found.moment.local && !self.zone_is_known;
                self.notes.extend(found.moment.note.map(|note| (note, place(node))));
                self.findings.extend(found.slip.map(|slip| findings::slip(place(node), name, &slip)));
                Some((found.moment.bounds, place(node)))
            }
            Err(why) => {
                self.findings.push(time(place(node), name, &why));
                None
            }
        }
    }

    fn clocks(&mut self, record: &mut Record) {
        let opened = self.time(self.dialect.opened);
        let closed = self.time(self.dialect.closed);
        match self.dialect.clocks {
            Clocks::Impact => {
                for (milestone, told) in [(Milestone::Started, opened), (Milestone::Mitigated, closed)] {
                    if let Some((bounds, place)) = told {
                        record.states(milestone, Self::day_at_midnight(bounds), place);
                    }
                }
            }
            Clocks::Stated => {
                record.posted.opened = opened.map(|(at, _)| at.earliest());
                record.posted.closed = closed.map(|(at, _)| at.earliest());
                for (milestone, told) in [(Milestone::Started, opened), (Milestone::Resolved, closed)] {
                    if let Some((bounds, place)) = told {
                        record.states(milestone, bounds, place);
                    }
                }
            }
            Clocks::Posted => {
                record.posted.opened = opened.map(|(at, _)| at.earliest());
                if let Some((bounds, place)) = opened {
                    record.states(Milestone::Communicated, bounds, place);
                }
            }
        }
        if self.dialect.closed.is_empty() {
            let over = |status| matches!(status, Some(StatusWord::Marks(Milestone::Resolved)));
            let closing = record
                .updates
                .iter()
                .filter(|update| over(update.status))
                .filter_map(|update| Some((update.at?, update.place)))
                .max_by_key(|(at, _)| at.earliest());
            record.posted.closed = closing.map(|(at, _)| at.earliest());
            if let Some((bounds, place)) = closing {
                record.states(Milestone::Resolved, bounds, place);
            }
        }
    }

    /// Who writes midnight to the second means the day.
    fn day_at_midnight(bounds: TimeBounds) -> TimeBounds {
        let at = bounds.earliest();
        if !bounds.is_exact() || at.time() != chrono::NaiveTime::MIN {
            return bounds;
        }
        let next = at.checked_add_signed(chrono::TimeDelta::days(1)).unwrap_or(at);
        TimeBounds::between(at, next, Precision::Day)
    }

    /// By a field; else by the state, which maintenance has words of its own for; else by the words of the title.
    fn kind(&self, record: &mut Record) {
        let field = |names: &[&str]| self.head.get(names).and_then(Node::text).map(str::to_owned);
        let of_work = |word: Option<String>| word.is_some_and(|word| words::is_of_planned_work(&word));
        if of_work(field(&["severity", "maxseverity"]))
            || of_work(field(&["type", "kind"]))
            || self.head.has(&["scheduled"])
        {
            record.is_a(Kind::Maintenance);
        } else if let Some(status) = field(&["status", "state"]) {
            let planned = words::is_of_planned_work(&status)
                && !matches!(words::post(&status), Some(StatusWord::Marks(_)));
            if planned || words::post(&status).is_some() {
                record.is_a(if planned { Kind::Maintenance } else { Kind::Incident });
            }
        }
        if !record.kind_is_stated && planned::is_planned(&record.title, self.dialect.announces) {
            record.is_a(Kind::Maintenance);
        }
    }

    /// Over or not. A state that was never brought up to date does not undo an end that is told; a plain "not resolved"
    /// does, as it is what such a site goes by.
    fn status(&mut self, record: &mut Record) {
        let closed = self
            .head
            .get(self.dialect.closed)
            .filter(|_| record.milestones.get(Milestone::Resolved).is_some());
        let resolved = self.head.get(&["resolved"]);
        let state = self.head.get(&["status", "state"]);
        let said = state.and_then(Node::text).and_then(words::status);
        record.status = match (resolved.and_then(Node::truth), closed, said) {
            (Some(false), Some(end), _) => {
                let at = resolved.map_or(record.place, place);
                self.findings.push(findings::not_over(at, place(end), &self.closed_name()));
                record.milestones.set(Milestone::Resolved, None);
                Status::Ongoing
            }
            (Some(false), None, _) => Status::Ongoing,
            (None, Some(end), Some(Status::Ongoing)) => {
                let at = state.map_or(record.place, place);
                self.findings.push(findings::state_left(
                    at,
                    place(end),
                    state.and_then(Node::text).unwrap_or_default(),
                ));
                Status::Resolved
            }
            (None, None, Some(said)) => said,
            (None, None, None) if record.milestones.get(Milestone::Mitigated).is_none() => Status::Unknown,
            (Some(true), ..) | (None, Some(_), _) | (None, None, None) => Status::Resolved,
        };
    }

    fn closed_name(&self) -> String {
        self.dialect.closed.first().copied().unwrap_or("end").to_owned()
    }

    /// The zone that the times name; where none does and none is configured, UTC is assumed.
    fn zone(&self, record: &Record) -> Option<Zone> {
        if self.naive {
            return Some(Zone { id: ZoneId::UTC, basis: ZoneBasis::Assumed });
        }
        let first: Option<Instant> = record
            .posted
            .opened
            .or_else(|| record.milestones.iter().next().map(|(_, time)| time.bounds.earliest()));
        let offset = *first.filter(|_| !self.zone_is_known)?.offset();
        let id = if offset.local_minus_utc() == 0 { ZoneId::UTC } else { ZoneId::Fixed(offset) };
        Some(Zone { id, basis: ZoneBasis::Stated })
    }
}

/// The name of a file, without its folders.
fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}

/// The name of a file, without its ending, in words.
fn stem(path: &str) -> String {
    let name = file_name(path);
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let words: Vec<&str> = stem.split(['-', '_']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "Incident".to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests;
