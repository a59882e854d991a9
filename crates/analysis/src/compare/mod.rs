//! One period against another: did anything change, and would we have noticed.
//!
//! [`compare`] asks a [`crate::frame::History`] and gives a [`Comparison`]: both sides with their own figures, the ratio
//! of the rates and of the durations with intervals, and what the data could have shown at all.

mod answer;
mod durations;
mod side;
mod sight;
mod words;

pub use answer::{CompareQuestion, Comparison, SCHEMA, compare};
pub(crate) use durations::change as duration_change;
pub use durations::{Doubt, DurationChange, HeldBack, Shorter};
pub use side::Side;
pub use sight::{Needed, Sight};
pub use words::plain_words;
