//! One report, read.

use chrono::NaiveDate;
use incstats_model::{Finding, Incident, Source, TimeBounds, ZoneId};
use thiserror::Error;

use crate::options::Options;

/// What was made of one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Where it came from.
    pub source: Source,
    /// The text that lines count in, its lines ended by `\n`.
    pub text: String,
    /// What it tells of; empty where it tells of no incident, and then `findings` say why.
    pub incidents: Vec<Incident>,
    /// What to look at in the report as a whole.
    pub findings: Vec<Finding>,
}

/// Why nothing could be read from a report.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReadError {
    /// It has no bytes, or only white space.
    #[error("the file is empty")]
    Empty,
    /// It is no text.
    #[error("not a text file: {0}")]
    NotText(String),
    /// A line is far too long for prose.
    #[error("line {line} is {megabytes} MB long: a report is read line by line, and this is data without line breaks")]
    LongLine {
        /// Which line, from 1.
        line: u32,
        /// Its length in whole megabytes.
        megabytes: usize,
    },
}

/// Reads one report. `path` is kept as provenance; nothing is opened.
///
/// # Errors
/// [`ReadError`] where the bytes hold no text. A text without an incident is no error: see [`Report::findings`].
pub fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Report, ReadError> {
    let _ = (path, bytes, options);
    Err(ReadError::Empty)
}

/// Reads a time as a person types it in a correction: `2016-06-27 16:15`, `16:15`, `20/05 matin`, or a range `A..B`.
/// What it leaves out comes from `day`.
///
/// # Errors
/// A sentence that says what was expected.
pub fn read_time(
    text: &str,
    day: Option<NaiveDate>,
    zone: ZoneId,
    language: Option<&str>,
) -> Result<TimeBounds, String> {
    let _ = (day, zone, language);
    Err(format!("`{text}` is no time"))
}
