//! Incidents as polars data frames.

pub(crate) mod columns;
mod history;
mod ids;
mod kept;
mod measured;
pub(crate) mod select;
mod spans;

pub use columns::{censored, known, max_s, min_s};
pub use history::History;
pub use ids::Ids;
pub use measured::{Measured, posted};
pub use select::Row;
