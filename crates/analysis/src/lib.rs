//! Incidents to figures that cannot mislead: every figure carries its bounds, its interval, how many incidents it
//! rests on, and a typed reason where it cannot be had.
//!
//! | room | what is in it |
//! |---|---|
//! | [`estimate`] | one type for every figure |
//! | [`frame`] | incidents as polars data frames |
//! | [`summary`] | the review of a period in figures |
//! | [`trend`] | a metric over periods: is it getting better, and could we tell |
//! | [`survival`] | how long it takes, open and ranged incidents included |
//! | [`compare`] | one period against another |
//! | [`slices`] | one service, severity, ... against the others, many at once |
//! | [`experiment`] | what a metric would have said of a change that is known |
//! | [`availability`] | time up, error budget and time between failures, by service |
//! | [`verdict`] | the only words for a change |
//! | [`statistics`] | the methods, each a pure function over numbers |
//! | [`view`] | what charts draw |
//!
//! ```
//! use incstats_analysis::estimate::LEVEL;
//! use incstats_analysis::statistics::{Observed, order_interval, quantile};
//!
//! // Minutes: five that are over, one known to a range, one still open after two days.
//! let mut observed: Vec<Observed> = [12.0, 25.0, 40.0, 41.0, 95.0].into_iter().filter_map(Observed::exact).collect();
//! observed.extend(Observed::between(300.0, 660.0));
//! observed.extend(Observed::open(2_880.0));
//! assert_eq!(quantile::of_observed(&observed, 0.5)?.value(), Some(41.0));
//! let interval = order_interval::interval(&observed, 0.5, LEVEL)?;
//! assert_eq!(interval.lower.and_then(|limit| limit.value()), Some(12.0));
//! assert!(interval.upper.is_some_and(|limit| limit.is_open()));
//! # Ok::<(), incstats_analysis::estimate::Reason>(())
//! ```

pub mod availability;
pub mod compare;
pub mod estimate;
pub mod experiment;
pub mod frame;
pub mod slices;
pub mod statistics;
pub mod summary;
pub mod survival;
pub mod trend;
pub mod verdict;
pub mod view;

mod error;
#[cfg(test)]
mod examples;
mod exposure;
mod parallel;

pub use error::AnalysisError;
