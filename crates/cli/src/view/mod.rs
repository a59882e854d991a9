//! Incidents and their figures as people read them on a terminal.

pub mod findings;
pub mod incident;
pub mod lines;
pub mod short;
pub mod source;
pub mod summary;
