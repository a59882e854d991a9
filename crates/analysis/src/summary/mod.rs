//! The review of a period in figures: what happened, how long it took, and how well either is known.
//!
//! [`summarise`] asks a [`crate::frame::History`] and gives a [`Summary`]: one [`Section`] over all incidents, and one
//! a group where it was asked for. A section has a row a metric, a row a phase, the coverage of the milestones and the
//! incidents whose figures a person should look at. Text, JSON, charts and reports print from these types.

mod answer;
mod ask;
mod grouped_phases;
mod groups;
pub(crate) mod measure;
mod row;
mod section;
mod sections;
mod words;

pub use answer::summarise;
pub use ask::{Dimension, Question};
pub use measure::mean_interval;
pub use row::{Largest, MetricRow, PhaseRow};
pub use section::{Coverage, Doubt, SCHEMA, Section, Summary};
pub use words::plain_words;
