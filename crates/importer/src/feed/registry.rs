//! Which feeds there are, and which of them a text is.

use incstats_model::{Finding, Incident, Source};

use super::incidents_csv;
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

/// A structured source.
#[derive(Debug)]
pub struct Feed {
    /// Its name, in the `format` of a source.
    pub name: &'static str,
    /// Whether a text is one, by its content.
    pub recognises: fn(&str) -> bool,
    /// Reads it.
    pub read: fn(&Input<'_>) -> Read,
}

/// All feeds; the first that recognises a text reads it.
static FEEDS: [Feed; 1] =
    [Feed { name: "incidents-csv", recognises: incidents_csv::recognises, read: incidents_csv::read }];

/// The feed that a text is; `None` where it is prose.
pub fn find(text: &str) -> Option<&'static Feed> {
    FEEDS.iter().find(|feed| (feed.recognises)(text))
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
