//! Incidents as polars data frames.

pub(crate) mod columns;
mod history;
pub(crate) mod select;
mod spans;

pub use columns::{censored, known, max_s, min_s};
pub use history::History;
pub use select::Row;
