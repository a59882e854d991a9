//! What a text says of a time, before its context tells the rest.

use incstats_model::{Span, ZoneId};

/// The day as far as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    /// A day of the calendar; what is not said is `None`.
    Calendar(CalendarDate),
    /// Only a weekday; 0 is Monday.
    Weekday(u32),
    /// Counted from the day of writing: -1 is yesterday.
    FromWriting(i64),
    /// Counted from the day told of: 1 is the next day.
    FromStory(i64),
    /// Saturday and Sunday.
    Weekend,
}

/// A day of the calendar, as far as it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CalendarDate {
    /// With all its digits; two-digit years are completed.
    pub year: Option<i32>,
    /// A year with a digit too many, as typed; `year` is then what is left without that digit.
    pub mistyped_year: Option<i32>,
    /// 1 to 12.
    pub month: Option<u32>,
    /// 1 to 31.
    pub day: u32,
    /// The last day, where several are named: `7-12 November`.
    pub last_day: Option<u32>,
    /// 0 is Monday.
    pub weekday: Option<u32>,
    /// Whether it is written in numbers, month or day first.
    pub numeric: bool,
    /// Whether the number that can only be the month stood first.
    pub month_stood_first: bool,
    /// Whether day and month could change places.
    pub swappable: bool,
}

/// The time of day as far as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockPart {
    /// A clock time. `hour` is 0 to 24.
    At {
        /// 0 to 24; with `half` unknown it may be either of two.
        hour: u32,
        /// 0 to 59.
        minute: u32,
        /// 0 to 60.
        second: Option<u32>,
        /// Whether only the hour is said.
        bare_hour: bool,
        /// Whether am or pm is said.
        half_said: bool,
    },
    /// Parts of the day, in minutes; above 1,440 they are the next day's.
    Part {
        /// Where the first begins.
        from: u32,
        /// Where the last ends.
        to: u32,
    },
    /// So many seconds after the zero of the report's own clock, below 0 before it: `T+12m`, `T-5`.
    Counted(i64),
}

/// A word that tells how near a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// `around`.
    Around,
    /// `shortly before`.
    JustBefore,
    /// `shortly after`.
    JustAfter,
}

/// The word before a time, where it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// `since`, `from`: something began.
    Since,
    /// `until`: something ended.
    Until,
    /// `by`: at the latest.
    By,
}

/// One time, as said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpr {
    /// First token, its lead word included.
    pub from: usize,
    /// First token of the time itself, behind words such as `around`.
    pub core: usize,
    /// First token after it.
    pub to: usize,
    /// The bytes of the time itself.
    pub span: Span,
    /// The day.
    pub date: Option<DatePart>,
    /// The time of day.
    pub clock: Option<ClockPart>,
    /// The zone.
    pub zone: Option<ZoneId>,
    /// The place whose season the zone's word names: New York for `EDT`.
    pub season: Option<ZoneId>,
    /// How near.
    pub nearness: Option<Nearness>,
    /// The word before it.
    pub lead: Option<Lead>,
    /// The end of a range.
    pub until: Option<Box<TimeExpr>>,
}

impl TimeExpr {
    /// No words at all: the time of something that a field dates.
    pub fn of_a_field() -> Self {
        Self {
            from: 0,
            core: 0,
            to: 0,
            span: Span::new(0, 0),
            date: None,
            clock: None,
            zone: None,
            season: None,
            nearness: None,
            lead: None,
            until: None,
        }
    }

    /// Whether a time of day is said.
    pub fn has_clock(&self) -> bool {
        matches!(self.clock, Some(ClockPart::At { .. } | ClockPart::Counted(_)))
    }

    /// Whether a day of the calendar is said.
    pub fn has_calendar(&self) -> bool {
        matches!(self.date, Some(DatePart::Calendar(_)))
    }
}

/// How a duration is tied to the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// It follows what was told before: `ten minutes later`.
    Later,
    /// Back from the day of writing.
    Ago,
    /// It is how long something took: `for 40 minutes`.
    For,
    /// At its end something was: `after 40 minutes`.
    After,
    /// A promise: `within 24 h`.
    Within,
}

/// One duration, as said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DurationExpr {
    /// First token.
    pub from: usize,
    /// First token after it.
    pub to: usize,
    /// The bytes.
    pub span: Span,
    /// Least, in seconds.
    pub min_s: i64,
    /// Greatest, in seconds.
    pub max_s: i64,
    /// How it is tied to the story.
    pub tie: Option<Tie>,
}

/// A time or a duration in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A time.
    Time(TimeExpr),
    /// A duration.
    Duration(DurationExpr),
}
