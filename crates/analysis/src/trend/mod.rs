//! Is it getting better, and could we even tell: a metric over months, quarters or years.
//!
//! [`trend`] asks a [`crate::frame::History`] and gives a [`Trend`]: the figures of each period, what may be said of the
//! number of incidents and of their durations, the ordinary range of either, and whether incidents keep to some
//! weekdays or hours.

mod answer;
mod change;
mod ordinary;
mod season;
mod series;
mod words;

pub use answer::{SCHEMA, Trend, TrendQuestion, trend};
pub use change::Change;
pub use ordinary::{Ordinary, OrdinaryRanges};
pub use season::{Season, Seasons};
pub use series::PeriodFigures;
pub use words::plain_words;
