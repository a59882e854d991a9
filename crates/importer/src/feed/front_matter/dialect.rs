//! The kinds of sites whose entries are Markdown files, told apart by the names in the head of a file.
//!
//! A head that gives a title, a day and a layout is that of any article; it is an entry of a status site only where it
//! tells of an incident's life: an end, a state, a severity beside the systems that were hit.

use super::head::{Head, Syntax};
use super::value::Value;
use crate::feed::stamp::{Clock, stamp};
use incstats_model::ZoneId;

/// Enough to see whether something is a time.
const ANY_CLOCK: Clock = Clock { zone: ZoneId::UTC, day_first: None };

/// What the opening and closing times of a head are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clocks {
    /// A person says when the incident began and when it was over.
    Stated,
    /// The same for a window of impact that is told afterwards; midnight stands for the day.
    Impact,
    /// The tool notes when the entry was made.
    Posted,
}

/// One kind of site.
#[derive(Debug)]
pub struct Dialect {
    /// Its name, in the `format` of a source.
    pub name: &'static str,
    /// What it cannot tell.
    pub cannot_tell: &'static [&'static str],
    /// Whether a head is of this kind.
    pub knows: fn(&Head<'_>) -> bool,
    /// Names of the opening time, plain.
    pub opened: &'static [&'static str],
    /// Names of the closing time, plain.
    pub closed: &'static [&'static str],
    /// What these times are.
    pub clocks: Clocks,
    /// Whether an entry is a window of work that was announced: then a title of works is maintenance.
    pub announces: bool,
}

const AS_TYPED: &str = "times are those that somebody typed into the entry";
const NO_END: &str = "entries have no field for their end: it is the post that says resolved";

/// cState: `content/issues/*.md`.
pub static CSTATE: Dialect = Dialect {
    name: "cstate",
    cannot_tell: &[AS_TYPED],
    knows: |head| {
        head.has(&["date"])
            && (head.has(&["resolvedwhen"])
                || (head.has(&["resolved"]) && !head.has(&["affectedsystems"]))
                || (head.has(&["informational"]) && head.has(&["affected"]))
                || head.get(&["section"]).and_then(|node| node.text()) == Some("issue"))
    },
    opened: &["date"],
    closed: &["resolvedwhen"],
    clocks: Clocks::Stated,
    announces: false,
};

/// Statusfy: `content/*.md`, updates in fences.
pub static STATUSFY: Dialect = Dialect {
    name: "statusfy",
    cannot_tell: &[NO_END],
    knows: |head| {
        head.has(&["date"]) && head.has(&["affectedsystems"]) && head.has(&["severity", "resolved"])
    },
    opened: &["date"],
    closed: &[],
    clocks: Clocks::Posted,
    announces: false,
};

/// `ClearStatus`.
pub static CLEARSTATUS: Dialect = Dialect {
    name: "clearstatus",
    cannot_tell: &[AS_TYPED],
    knows: |head| head.has(&["date"]) && head.has(&["status"]) && head.has(&["resolvedon", "maxseverity"]),
    opened: &["date"],
    closed: &["resolvedon"],
    clocks: Clocks::Stated,
    announces: false,
};

/// Status sites made with Jekyll: a state, a severity, an end.
pub static JEKYLL: Dialect = Dialect {
    name: "jekyll-status",
    cannot_tell: &[AS_TYPED],
    knows: |head| {
        head.has(&["date"])
            && (head.has(&["resolveddate", "resolvedat", "validtodate", "incidentstates"])
                || (head.has(&["status"])
                    && head.has(&["severity"])
                    && head.has(&["services", "affected", "components"])))
    },
    opened: &["date"],
    closed: &["resolveddate", "resolvedat"],
    clocks: Clocks::Stated,
    announces: false,
};

/// Collections of post-mortems: `start_time`, `end_time` of the impact.
pub static COLLECTION: Dialect = Dialect {
    name: "post-mortem-collection",
    cannot_tell: &["times at midnight are days", AS_TYPED],
    knows: |head| head.has(&["starttime"]) && head.has(&["endtime"]),
    opened: &["starttime"],
    closed: &["endtime"],
    clocks: Clocks::Impact,
    announces: false,
};

/// Outage announcements made with Pelican: lines of `Key: value`.
pub static PELICAN: Dialect = Dialect {
    name: "pelican-outages",
    cannot_tell: &["windows are as announced: an end may never have been brought up to date"],
    knows: |head| {
        const PELICANS: [&str; 14] = [
            "title",
            "date",
            "modified",
            "category",
            "tags",
            "slug",
            "author",
            "authors",
            "summary",
            "status",
            "lang",
            "outagefinish",
            "ticket",
            "outagestart",
        ];
        head.syntax == Syntax::Lines
            && head.rows.iter().all(|(name, _)| PELICANS.contains(&name.as_str()))
            && head.has(&["date"])
            && head.has(&["title"])
            && head.has(&["outagefinish", "ticket"])
            && head.get(&["date"]).and_then(|node| stamp(node.text()?, ANY_CLOCK).ok()).flatten().is_some()
    },
    opened: &["date"],
    closed: &["outagefinish"],
    clocks: Clocks::Stated,
    announces: true,
};

/// All of them; the first that knows a head reads it.
const ALL: [&Dialect; 6] = [&COLLECTION, &STATUSFY, &CLEARSTATUS, &JEKYLL, &CSTATE, &PELICAN];

impl Dialect {
    /// The kind of site that a head is of.
    pub fn of(head: &Head<'_>) -> Option<&'static Self> {
        // A record inside prose may quote front matter; a head has names with values.
        let told = head.rows.iter().any(|(_, node)| node.value != Value::Nothing);
        ALL.into_iter().find(|dialect| told && (dialect.knows)(head))
    }
}
