//! Incidents and their figures as people read them on a terminal.

pub mod availability;
pub mod compare;
pub mod figure;
pub mod findings;
pub mod incident;
pub mod lines;
pub mod restored;
pub mod short;
pub mod slices;
pub mod source;
pub mod spread;
pub mod summary;
pub mod trend;
