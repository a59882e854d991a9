//! Ready numbers to pictures: one drawing for SVG and PNG.
//!
//! [`CHARTS`] is the list of all charts. Each is drawn of a [`Material`], which holds the incidents and what is asked about
//! them, with a [`Look`], its size and ground. What comes back is a [`Picture`]: the title says what the chart says, `alt`
//! says it to those who cannot see it, and the picture gives SVG, PNG and the CSV of what it shows. Where there is nothing
//! to draw, [`ChartError::Nothing`] says what is missing. No system font is used, and all text is measured before it is
//! placed.
//!
//! ```
//! use incstats_charts::{CHARTS, ChartError, Look, Material, Subject};
//!
//! let history = Vec::new(); // of the store
//! let material = Material::new(&history);
//! for chart in CHARTS.iter().filter(|chart| chart.subject == Subject::Incidents) {
//!     match chart.draw(&material, Look::default()) {
//!         Ok(picture) => println!("{}: {}\n{}", picture.name, picture.alt, picture.to_svg()),
//!         Err(ChartError::Nothing(why)) => println!("no chart {}: {why}", chart.file_name(&material)),
//!         Err(defect) => return Err(defect),
//!     }
//! }
//! # Ok::<(), ChartError>(())
//! ```
//!
//! Inside, a chart is a function over a view of `incstats_analysis::view`, ready numbers that hold no incident.

mod axis;
mod clocks;
mod comparison;
mod counts;
mod data;
mod distribution;
mod error;
mod gantt;
mod heatmap;
mod look;
mod material;
mod paint;
mod parts;
mod phases;
mod picture;
mod registry;
mod services;
mod size;
mod survival;
mod text;
mod theme;
mod timeline;
mod trend;

pub use data::Data;
pub use error::{ChartError, Nothing, RenderError};
pub use look::Look;
pub use material::Material;
pub use picture::Picture;
pub use registry::{CHARTS, Chart, Subject};
pub use size::Size;
pub use theme::Tone;

#[cfg(test)]
mod hostile;
#[cfg(test)]
#[path = "../examples/gallery/incidents/mod.rs"]
mod samples;
