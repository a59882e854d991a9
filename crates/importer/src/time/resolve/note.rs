//! What was added to a time that its words do not say; each becomes a finding.

use chrono::NaiveDate;
use incstats_model::ZoneId;

/// One thing that was added or doubted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The year is the one in which the weekday falls on that day.
    YearFromWeekday(i32),
    /// The year comes from the document's own date.
    YearFromDocument(i32),
    /// The year comes from outside, from the reference date.
    YearFromReference(i32),
    /// The weekday is not the one of that day.
    WeekdayMismatch(NaiveDate),
    /// The typed year contradicts the weekday and the other dates, which agree on another one.
    YearSlip {
        /// As typed.
        typed: i32,
        /// As read.
        read: i32,
    },
    /// The typed month, or day, takes the date far from all others of the report, which agree on another one.
    DateSlip {
        /// As typed.
        typed: NaiveDate,
        /// As read.
        read: NaiveDate,
    },
    /// Day and month could change places, and nothing tells.
    DayMonthUnknown,
    /// A day was missing and was taken from what stands around.
    DayAssumed,
    /// The wall clock was shown twice that night.
    Fold,
    /// The wall clock was never shown that night.
    Gap,
    /// A stamp tells one moment on two clocks, and they differ.
    SecondZone {
        /// How much later the second one is.
        minutes: i64,
    },
    /// The zone's word is that of the other season of its place.
    OutOfSeason {
        /// What the word means.
        said: ZoneId,
        /// The place whose season it names.
        place: ZoneId,
        /// The day.
        day: NaiveDate,
    },
}
