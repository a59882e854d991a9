//! One record in the making: each field that is read is written as a line of the reader's own text, so that every
//! figure has a line to show.

use incstats_model::{Finding, Instant, Milestone, Place, Status, TimeBounds, Zone, ZoneBasis, ZoneId};

use super::findings;
use super::json::spelling::usual;
use super::made::Made;
use super::moment::moment;
use super::record::{Record, Update};
use super::words;
use crate::options::Options;

/// A piece of prose, as it was posted.
#[derive(Clone, Debug)]
pub struct Post {
    /// When, and as which words; `None` where it has no time of its own.
    pub at: Option<(TimeBounds, String)>,
    /// The status that it was posted with, as written.
    pub status: Option<String>,
    /// What it says, as plain text.
    pub body: String,
}

/// One record in the making.
pub struct Sheet<'m> {
    made: &'m mut Made,
    zone: Option<ZoneId>,
    /// Whether a wall clock was read for which no zone is known.
    naive: bool,
    language: Option<String>,
    posts: Vec<Post>,
    /// Fields that have their line already, and where.
    written: Vec<((String, String), Place)>,
    /// Whether the times of its posts say nothing of when it was opened and closed.
    pub without_posted: bool,
    /// What there is of it.
    pub record: Record,
}

impl<'m> Sheet<'m> {
    /// A record under its title. `zone` is that of its wall clocks, where the source tells one.
    pub fn new(made: &'m mut Made, title: &str, zone: Option<Zone>, options: &Options) -> Self {
        let place = Place::line(made.line(title));
        let mut record = Record::new(place, title);
        record.zone = zone;
        let zone = zone.map(|zone| zone.id).or(options.zone);
        Self {
            made,
            zone,
            naive: false,
            language: options.language.clone(),
            posts: Vec::new(),
            written: Vec::new(),
            without_posted: false,
            record,
        }
    }

    /// Writes a field, and gives its place.
    pub fn note(&mut self, name: &str, value: &str) -> Place {
        let told = (name.to_owned(), value.to_owned());
        if let Some((_, place)) = self.written.iter().find(|(known, _)| *known == told) {
            return *place;
        }
        let line = self.made.field(name, value);
        let place = line.map_or(self.record.place, Place::line);
        self.written.push((told, place));
        place
    }

    /// Adds a finding.
    pub fn finds(&mut self, finding: Finding) {
        self.record.findings.push(finding);
    }

    /// Reads a time without writing it. One that cannot be read is a finding of the record.
    pub fn read(&mut self, name: &str, value: &str) -> Option<TimeBounds> {
        if words::is_nothing(value) {
            return None;
        }
        match moment(&usual(value), self.zone.unwrap_or(ZoneId::UTC), self.language.as_deref()) {
            Ok(found) => {
                self.naive |= found.local && self.zone.is_none();
                let place = self.record.place;
                self.record.notes.extend(found.note.map(|note| (note, place)));
                Some(found.bounds)
            }
            Err(why) => {
                let place = self.note(name, value);
                self.finds(findings::time(place, name, &why));
                None
            }
        }
    }

    /// Reads a time and writes it.
    pub fn time(&mut self, name: &str, value: Option<&str>) -> Option<(TimeBounds, Place)> {
        let value = value?;
        let bounds = self.read(name, value)?;
        Some((bounds, self.note(name, value)))
    }

    /// States a milestone by a field; of two fields the first counts.
    pub fn states(&mut self, milestone: Milestone, name: &str, value: Option<&str>) {
        if self.record.milestones.get(milestone).is_none()
            && let Some((bounds, place)) = self.time(name, value)
        {
            self.record.states(milestone, bounds, place);
        }
    }

    /// Adds a piece of prose.
    pub fn post(&mut self, post: Post) {
        if post.at.is_some() || !post.body.trim().is_empty() {
            self.posts.push(post);
        }
    }

    /// First of the posts with a time.
    pub fn first_post(&self) -> Option<Instant> {
        self.posts.iter().filter_map(|post| post.at.as_ref()).map(|(at, _)| at.earliest()).min()
    }

    /// Last of the posts with a time.
    pub fn last_post(&self) -> Option<Instant> {
        self.posts.iter().filter_map(|post| post.at.as_ref()).map(|(at, _)| at.earliest()).max()
    }

    /// Whether the last post with a status says that it is over.
    pub fn last_status(&self) -> Status {
        let told =
            |post: &Post| Some((post.at.as_ref()?.0.earliest(), words::status(post.status.as_deref()?)?));
        let last = self.posts.iter().filter_map(told).max_by_key(|(at, _)| *at);
        last.map(|(_, status)| status).unwrap_or_default()
    }

    /// First of the posts whose status says that it is over; after a relapse the first since.
    pub fn closing_post(&self) -> Option<Instant> {
        let mut posts: Vec<(Instant, bool)> = self
            .posts
            .iter()
            .filter_map(|post| Some((post.at.as_ref()?.0.earliest(), words::status(post.status.as_deref()?))))
            .filter_map(|(at, status)| Some((at, status? == Status::Resolved)))
            .collect();
        posts.sort_by_key(|(at, over)| (*at, *over));
        let relapse = posts.iter().rposition(|(_, over)| !over).map_or(0, |last| last + 1);
        posts.get(relapse).map(|(at, _)| *at)
    }

    /// The record, its posts written oldest first.
    pub fn finish(mut self) -> Record {
        let mut posts = std::mem::take(&mut self.posts);
        posts.sort_by_key(|post| post.at.as_ref().map(|(at, _)| at.earliest()));
        for Post { at, status, body } in posts {
            let word = status.as_deref();
            let stamp = at
                .as_ref()
                .map(|(_, written)| word.map_or_else(|| written.clone(), |word| format!("{written} {word}")));
            let line = stamp.map(|stamp| self.made.line(&stamp));
            let lines = self.made.prose(&body);
            let first = line.or(lines.first().map(|line| line.number)).unwrap_or(self.record.place.line);
            self.record.updates.push(Update {
                at: at.map(|(at, _)| at),
                place: Place::line(first),
                status: word.and_then(words::post),
                lines,
            });
        }
        self.made.line("");
        if self.naive {
            self.record.zone = Some(Zone { id: ZoneId::UTC, basis: ZoneBasis::Assumed });
        }
        self.record
    }
}
