//! What a person or the project's settings say about a report, where the report itself does not.

use chrono::NaiveDate;
use incstats_model::ZoneId;

use crate::feed::table::Mapping;

/// Which comes first in `03/04/2021`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayMonthOrder {
    /// 3 April.
    DayFirst,
    /// 4 March.
    MonthFirst,
}

/// What is said about a report from outside. Each is used only where the report does not say otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The zone of its wall clocks.
    pub zone: Option<ZoneId>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// The day to read it from: the last resort for a missing year or day.
    pub reference_date: Option<NaiveDate>,
    /// Whose report it is.
    pub organisation: Option<String>,
    /// The order of day and month in numeric dates.
    pub day_month: Option<DayMonthOrder>,
    /// Which columns of a table tell what.
    pub mapping: Option<Mapping>,
}

impl Options {
    /// A mark of what a report is read with: of this reader, and of what is said about the report. Equal marks read equal
    /// bytes alike.
    pub fn mark(&self) -> String {
        let told = format!("{} {self:?}", env!("INCSTATS_READER"));
        crate::report::sha256(told.as_bytes()).chars().take(32).collect()
    }
}
