//! A review in the words of a language, ready to be laid out: this is what a template gets. Text of reports stands in it
//! as it was written; whatever lays the page out escapes it.

mod annex;
mod basis;
mod captions;
mod charts;
mod figures;
mod incidents;
mod open;
mod short;
mod table;

use incstats_analysis::summary::Summary;
use serde::Serialize;

use super::data::ReviewData;
use super::pictures::Pictures;
use super::words::{Texts, Words};

pub use table::{Cell, Table};

/// A review, ready to be laid out.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// The language of the page, for `lang=`.
    pub language: String,
    /// What it is: `Incident review`.
    pub title: String,
    /// Of which period: `2nd quarter 2021`; nothing for the whole history.
    pub period: Option<String>,
    /// The days of the period; nothing where its name says so.
    pub days: Option<String>,
    /// Whose incidents they are.
    pub organisation: Option<String>,
    /// How far the data go.
    pub data_until: Option<String>,
    /// What must be known before anything else.
    pub warnings: Vec<String>,
    /// The period in a few sentences.
    pub short: Vec<String>,
    /// The key figures.
    pub figures: figures::Figures,
    /// The charts.
    pub charts: charts::Charts,
    /// The incidents.
    pub incidents: incidents::Incidents,
    /// What is open.
    pub open: open::Open,
    /// What the figures rest on.
    pub basis: basis::Basis,
    /// Where each number stands.
    pub annex: annex::Annex,
    /// What made the page.
    pub made_by: String,
    /// Every word of the language: `words.headings.short`.
    pub words: Texts,
}

/// What every part of the page is made from.
#[derive(Clone, Copy)]
struct From<'a> {
    words: &'a Words,
    data: &'a ReviewData,
}

impl From<'_> {
    /// A table without rows under a heading of its own, with columns by the keys of their names. A key that begins with
    /// `#` heads a column of numbers.
    fn table(self, heading: &str, columns: &[&str]) -> Table {
        let head = |key: &&str| match key.strip_prefix('#') {
            Some(key) => format!("#{}", self.words.column(key)),
            None => self.words.column(key),
        };
        let heads: Vec<String> = columns.iter().map(head).collect();
        Table::new(self.words.name("headings", heading), &heads)
    }
}

impl Page {
    /// A review in the words of a language.
    pub fn of(data: &ReviewData, pictures: &Pictures, words: &Words) -> Self {
        let from = From { words, data };
        let summary = &data.answers.summary;
        Self {
            language: words.code.clone(),
            title: words.name("headings", "title").to_owned(),
            period: data.period.map(|period| words.period(period)),
            days: data.period.map(|period| words.days(period)),
            organisation: data.organisation.clone().or_else(|| the_one_organisation(data)),
            data_until: data_until(words, summary),
            warnings: short::warnings(from),
            short: short::short(from),
            figures: figures::figures(from),
            charts: charts::charts(from, pictures),
            incidents: incidents::incidents(from, pictures),
            open: open::open(from),
            basis: basis::basis(from),
            annex: annex::annex(from),
            made_by: words.fill("words", "made_by", &[("version", env!("CARGO_PKG_VERSION"))]),
            words: words.text.clone(),
        }
    }
}

/// The organisation that all incidents are of.
fn the_one_organisation(data: &ReviewData) -> Option<String> {
    let mut names: Vec<&String> = data.incidents.iter().filter_map(|i| i.organisation.as_ref()).collect();
    names.dedup();
    match names.as_slice() {
        [one] if data.incidents.iter().all(|i| i.organisation.is_some()) => Some((*one).clone()),
        _ => None,
    }
}

fn data_until(words: &Words, summary: &Summary) -> Option<String> {
    let at = chrono::DateTime::parse_from_rfc3339(summary.data_as_of.as_deref()?).ok()?;
    let time = format!("{} UTC", words.minute(at, incstats_model::ZoneId::UTC));
    Some(words.fill("words", "data_until", &[("time", &time)]))
}
