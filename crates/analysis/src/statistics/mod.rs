//! The statistics, each a pure function over numbers: no incidents, no frames, no words beyond a typed reason.
//!
//! Durations enter as [`Observed`]: exact, known to a range, or open. Every function says in which order of cost it
//! runs, and gives a [`crate::estimate::Reason`] instead of NaN.

pub mod descriptive;
pub mod distributions;
pub mod observed;
pub mod order_interval;
pub mod poisson_count;
pub mod quantile;

pub use observed::Observed;
