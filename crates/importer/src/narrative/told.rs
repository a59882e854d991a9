//! What a document tells, in its order: looked over, taken apart, and its entries dated.

use incstats_model::Instant;

use crate::locale::Locale;
use crate::narrative::chronology::{Dated, Direction, date_entries, direction};
use crate::narrative::slips::mend;
use crate::narrative::story::{EntryKind, Story, story};
use crate::narrative::survey::{Survey, survey};
use crate::options::Options;
use crate::read::document::Document;

/// A document's story with its times.
pub struct Told {
    /// The first look.
    pub survey: Survey,
    /// Its parts.
    pub story: Story,
    /// Which way it is read.
    pub direction: Direction,
    /// Its entries with their times.
    pub dated: Vec<Dated>,
}

/// A log is written from its beginning; a list with the newest entry on top throughout was posted as it went.
fn newest_first_is_posted(story: &mut Story, dated: &[Dated]) {
    let clocks = dated.iter().filter(|d| story.entries.get(d.entry).is_some_and(|e| e.time.has_clock()));
    let times: Vec<Instant> = clocks.map(|d| d.resolved.bounds.earliest()).collect();
    if times.len() > 2 && times.iter().zip(times.iter().skip(1)).all(|(a, b)| a > b) {
        for entry in story.entries.iter_mut().filter(|e| e.kind == EntryKind::Log) {
            entry.kind = EntryKind::Post;
        }
    }
}

/// Hears a document out.
pub fn told(document: &Document, locale: &Locale, options: &Options) -> Told {
    let survey = survey(document, locale, options);
    let mut story = story(document, &survey, locale);
    let direction = direction(&story, &survey);
    let mut dated = date_entries(&story, &survey, direction);
    if direction == Direction::OldestFirst {
        mend(&story, &survey, &mut dated);
    }
    newest_first_is_posted(&mut story, &dated);
    Told { survey, story, direction, dated }
}
