//! Incidents to figures that cannot mislead: every figure carries its bounds, its interval, how many incidents it
//! rests on, and a typed reason where it cannot be had.
//!
//! | room | what is in it |
//! |---|---|
//! | [`estimate`] | one type for every figure |
//! | [`frame`] | incidents as polars data frames |
//! | [`summary`] | the review of a period in figures |
//! | [`statistics`] | the methods, each a pure function over numbers |
//! | [`view`] | what charts draw |

pub mod estimate;
pub mod frame;
pub mod statistics;
pub mod summary;
pub mod view;

mod error;
#[cfg(test)]
mod examples;

pub use error::AnalysisError;
