//! Axes: where values lie, and which ticks say so.

mod calendar;
mod durations;
mod step;

pub(crate) use calendar::{Calendar, TimeTicks};
pub(crate) use durations::{LogAxis, linear_ticks};
