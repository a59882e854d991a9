//! The statistics, each a pure function over numbers: no incidents, no frames, no words beyond a typed reason.
//!
//! Durations enter as [`Observed`]: exact, known to a range, or open. Every function says in which order of cost it
//! runs, and gives a [`crate::estimate::Reason`] instead of NaN.
//!
//! | question | room |
//! |---|---|
//! | how long, how many | [`quantile`], [`order_interval`], [`descriptive`], [`bootstrap`], [`poisson_count`] |
//! | how long, with open and ranged ones | [`kaplan_meier`], [`ended_within`], [`turnbull`], [`lognormal`] |
//! | getting better? | [`kendall`], [`theil_sen`], [`poisson_trend`], [`process_behaviour`] |
//! | different? | [`rate_ratio`], [`two_samples`], [`permutation`], [`log_rank`], [`many`] |
//! | could we even tell? | [`power`], [`simulate`] |
//! | when, and how long down | [`calendar`], [`downtime`] |

pub mod bootstrap;
pub mod calendar;
pub mod descriptive;
pub mod distributions;
pub mod downtime;
pub mod ended_within;
pub mod kaplan_meier;
pub mod kendall;
pub mod log_rank;
pub mod lognormal;
pub mod many;
pub mod observed;
pub mod order_interval;
pub mod permutation;
pub mod poisson_count;
pub mod poisson_trend;
pub mod power;
pub mod process_behaviour;
pub mod quantile;
pub mod random;
pub mod rank_sum;
pub mod rate_ratio;
pub mod simulate;
pub mod theil_sen;
pub mod turnbull;
pub mod two_samples;

mod enumerate;
mod linear;

pub use observed::Observed;
