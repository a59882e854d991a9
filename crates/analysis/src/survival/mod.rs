//! How long it takes, when some are still open or known only to a range.
//!
//! [`survival`] asks a [`crate::frame::History`] for a metric and gives a [`Survival`]: the curve with its band, the
//! median, what is over within an hour, four hours and a day, and the mean within a horizon. Open incidents are
//! censored at the last thing known about them, never dropped.

mod answer;
mod curve;

pub use answer::{HORIZONS, SCHEMA, Survival, SurvivalQuestion, Within, survival};
pub use curve::CurvePoint;
