//! What charts draw: ready numbers, computed from incidents here, so that a chart never sees an incident.
//!
//! One view a chart. A view holds no colour, no pixel and no wording beyond names; it says for each thing what is known
//! (bounds), what is not (absent, open, planned) and what it rests on ([`Basis`]).

mod basis;
mod calendar;
mod clocks;
mod distribution;
mod gantt;
mod median;
mod phases;
mod select;
mod services;
mod timeline;
mod trend;

pub use basis::Basis;
pub use calendar::CalendarView;
pub use clocks::{ClocksPoint, ClocksView, Lag};
pub use distribution::{DistributionView, Strip};
pub use gantt::{GanttRow, GanttView};
pub use phases::{Boundary, PhaseRow, PhasesView, Stretch};
pub use services::{ServiceRow, ServicesView};
pub use timeline::{Contradiction, Mark, MarkKind, TimelineView};
pub use trend::{Column, Gap, Slot, TrendPoint, TrendView};

#[cfg(test)]
mod examples;
