//! From shapes to files: a [`Scene`] of shapes, written by plotters as SVG, and that rasterised as PNG.

mod hatch;
mod raster;
mod scene;
mod svg;

pub(crate) use hatch::hatch;
pub(crate) use raster::png;
pub(crate) use scene::{Anchor, Area, Run, Scene};
pub(crate) use svg::{Written, write};
