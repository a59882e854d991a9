//! What a document tells, in its order: looked over, taken apart, and its entries dated.

use crate::locale::Locale;
use crate::narrative::chronology::{Dated, Direction, date_entries, direction};
use crate::narrative::slips::mend;
use crate::narrative::story::{Story, story};
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

/// Hears a document out.
pub fn told(document: &Document, locale: &Locale, options: &Options) -> Told {
    let survey = survey(document, locale, options);
    let story = story(document, &survey, locale);
    let direction = direction(&story, &survey);
    let mut dated = date_entries(&story, &survey, direction);
    if direction == Direction::OldestFirst {
        mend(&story, &survey, &mut dated);
    }
    Told { survey, story, direction, dated }
}
