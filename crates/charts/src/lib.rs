//! Ready numbers to pictures: one drawing for SVG and PNG.
//!
//! A chart takes a view of `incstats_analysis::view` and a [`Size`] and gives a [`Drawing`], or the reason why there is
//! nothing to draw. No system font is used, all text is measured before it is placed.
//!
//! | chart | drawn from |
//! |---|---|
//! | [`timeline::draw`] | `TimelineView::new(&incident)` |
//! | [`phases::draw`] | `PhasesView::new(&incidents, period)` |
//! | [`trend::draw`] | `TrendView::new(&incidents, metric, every, window)` |
//!
//! [`CHARTS`] lists them.

pub mod phases;
pub mod timeline;
pub mod trend;

mod axis;
mod drawing;
mod error;
mod paint;
mod parts;
mod registry;
mod size;
mod text;
mod theme;

pub use drawing::Drawing;
pub use error::{ChartError, Nothing, RenderError};
pub use registry::{CHARTS, Chart, Subject};
pub use size::Size;

#[cfg(test)]
mod hostile;
#[cfg(test)]
#[path = "../examples/gallery/incidents/mod.rs"]
mod samples;
