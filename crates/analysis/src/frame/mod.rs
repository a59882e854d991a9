//! Incidents as polars data frames.

pub(crate) mod columns;
mod history;
mod spans;

pub use columns::{censored, known, max_s, min_s};
pub use history::History;
