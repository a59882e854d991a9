//! From shapes to files: a [`Scene`] of shapes, written by plotters as SVG, and that rasterised as PNG.

mod hatch;
mod raster;
mod scene;
mod svg;

pub(crate) use hatch::hatch;
pub(crate) use raster::png;
#[cfg(test)]
pub(crate) use raster::tree;
#[cfg(test)]
pub(crate) use scene::Run;
pub(crate) use scene::{Anchor, Area, Scene};
pub(crate) use svg::{Written, write};
