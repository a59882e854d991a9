//! From what is said of a time to its bounds: the year, the day and the zone that the words leave out.

mod almanac;
mod bounds;
mod day;
mod note;

pub use almanac::Almanac;
pub use bounds::Resolved;
pub use note::Note;

use chrono::NaiveDate;
use incstats_model::Instant;

/// What stands around a time where it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The day of the heading, or of the entry, that it stands in.
    pub day: Option<NaiveDate>,
    /// The day on which the words were written: what `yesterday` counts from.
    pub writing: Option<NaiveDate>,
    /// The day of what was told last: what `the next day` counts from.
    pub told: Option<NaiveDate>,
    /// The moment that was told last: what `ten minutes later` counts from.
    pub at: Option<Instant>,
}

impl Scope {
    /// The day that words without a day mean.
    pub fn default_day(&self) -> Option<NaiveDate> {
        self.day.or(self.told).or(self.writing)
    }
}
