//! How much of a period each service was up.
//!
//! Down is the union of the incidents' times, so that incidents which overlap are counted once. An incident is down from
//! `started` to `mitigated`, or to `resolved` where no mitigation is known. Bounds in, bounds out: a service was down at
//! least while it certainly was, at most while it can have been.

mod answer;
mod figures;

pub use answer::{AvailabilityQuestion, AvailabilityReport, SCHEMA, availability};
pub use figures::{Budget, ServiceFigures};
