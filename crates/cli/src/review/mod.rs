//! The written review: one Markdown page with the charts beside it. The same history gives the same bytes.

mod figures;
mod incidents;
mod page;

pub use page::{Chart, Review};
