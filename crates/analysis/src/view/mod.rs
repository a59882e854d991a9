//! What charts draw: ready numbers, computed from incidents here, so that a chart never sees an incident.
//!
//! One view a chart. A view holds no colour, no pixel and no wording beyond names; it says for each thing what is known
//! (bounds), what is not (absent, open, planned) and what it rests on ([`Basis`]).

mod basis;
mod median;
mod phases;
mod timeline;
mod trend;

pub use basis::Basis;
pub use phases::{Boundary, PhaseRow, PhasesView, Stretch};
pub use timeline::{Contradiction, Mark, MarkKind, TimelineView};
pub use trend::{Column, Gap, Slot, TrendPoint, TrendView};

#[cfg(test)]
mod examples;
