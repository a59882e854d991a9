//! Which feeds there are, and which of them a text is.

use std::cell::OnceCell;

use csv::StringRecord;
use incstats_model::{Finding, Incident, Source};

use super::json::outline::Outline;
use super::{front_matter, incidents_csv, statuspage, syndication, table, tools};
use crate::options::Options;

/// What a feed reads from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The text, its lines ended by `\n`.
    pub text: &'a str,
    /// What is said about it from outside.
    pub options: &'a Options,
    /// Where it came from.
    pub source: &'a Source,
}

/// What a feed made of a text.
#[derive(Debug, Default)]
pub struct Read {
    /// The text that places count in, where the reader made one ([`super::made`]); else they count in the source's own.
    pub text: Option<String>,
    /// What it tells of, in its order.
    pub incidents: Vec<Incident>,
    /// What to look at in the source as a whole: records that could not be read, columns that nobody knows.
    pub findings: Vec<Finding>,
}

/// A text as recognition sees it: what several feeds look at is made once.
#[derive(Debug)]
pub struct Sight<'a> {
    /// The text.
    pub text: &'a str,
    /// Its outline, where it begins as JSON does.
    pub json: Option<Outline<'a>>,
    headings: OnceCell<Vec<(u8, StringRecord)>>,
}

impl<'a> Sight<'a> {
    /// Looks at a text that is no JSON.
    pub fn of_table(text: &'a str) -> Self {
        Self { text, json: None, headings: OnceCell::new() }
    }

    /// Looks at a text.
    pub fn of(text: &'a str) -> Self {
        Self { text, json: Outline::of(text), headings: OnceCell::new() }
    }

    /// Its first line as cells, by each delimiter that makes several of it.
    pub fn headings(&self) -> &[(u8, StringRecord)] {
        self.headings.get_or_init(|| table::rows::headings(self.text).collect())
    }
}

/// A structured source.
#[derive(Debug)]
pub struct Feed {
    /// Its name, in the `format` of a source.
    pub name: &'static str,
    /// What it cannot tell, each a sentence without its full stop.
    pub cannot_tell: &'static [&'static str],
    /// Whether a text is one, by its content.
    pub recognises: fn(&Sight<'_>) -> bool,
    /// Reads it.
    pub read: Reading,
}

/// How a feed is read.
#[derive(Clone, Copy, Debug)]
pub enum Reading {
    /// All at once.
    Whole(fn(&Input<'_>) -> Read),
    /// One incident after the other, each given away as it was read: what the source holds may be large.
    OneByOne(fn(&Input<'_>, &mut dyn FnMut(Incident)) -> Read),
}

impl Reading {
    /// What a text tells, in memory; its incidents with the findings that follow from each alone.
    pub fn whole(self, input: &Input<'_>) -> Read {
        match self {
            Self::Whole(read) => {
                let read = read(input);
                Read { incidents: read.incidents.into_iter().map(Incident::checked).collect(), ..read }
            }
            Self::OneByOne(read) => {
                let mut incidents = Vec::new();
                let rest = read(input, &mut |incident| incidents.push(incident.checked()));
                Read { incidents, ..rest }
            }
        }
    }
}

/// All feeds; the first that recognises a text reads it.
static FEEDS: [Feed; 2] = [
    Feed {
        name: "statuspage-v2",
        cannot_tell: &statuspage::CANNOT_TELL,
        recognises: statuspage::recognises,
        read: Reading::Whole(statuspage::read),
    },
    Feed {
        name: "incidents-csv",
        cannot_tell: &[],
        recognises: incidents_csv::recognises,
        read: Reading::OneByOne(incidents_csv::read),
    },
];

/// The rooms that have several feeds of one kind, each with a list of its own.
static ROOMS: [&[Feed]; 5] =
    [&tools::FEEDS, &front_matter::FEEDS, &syndication::FEEDS, &table::FEEDS, &FEEDS];

/// The feed that a text is; `None` where it is prose.
pub fn find(text: &str) -> Option<&'static Feed> {
    let sight = Sight::of(text);
    ROOMS.iter().copied().flatten().find(|feed| (feed.recognises)(&sight))
}

/// The feed that a text is, with what is said about it: a mapping goes before what its heading looks like.
pub fn choose(text: &str, options: &Options) -> Option<&'static Feed> {
    let sight = Sight::of_table(text);
    // Objects first: to a table, the commas in them part cells.
    let mut mapped = options.mapping.iter().flat_map(|_| [&table::MAPPED_LINES, &table::MAPPED]);
    mapped.find(|feed| (feed.recognises)(&sight)).or_else(|| find(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_in_prose_is_no_feed() {
        assert!(find("Incident report\n\n16:15 Host failed, users could not log in.\n").is_none());
        assert!(find("").is_none());
        assert_eq!(find("id,title,started\n").map(|feed| feed.name), Some("incidents-csv"));
    }
}
