//! Axes: where values lie, and which ticks say so.

mod calendar;
mod counts;
mod durations;
mod silence;
mod step;

pub(crate) use calendar::{Calendar, TimeTicks};
pub(crate) use counts::count_ticks;
pub(crate) use durations::{LogAxis, linear_ticks};
pub(crate) use silence::{silences, told};
