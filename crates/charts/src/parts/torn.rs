//! The break of an axis: paper between two torn edges.

use crate::paint::{Area, Scene};
use crate::theme;

/// Height of a tooth of the torn edges.
const TOOTH: f64 = 9.0;
/// Depth of a tooth.
const DEEP: f64 = 4.0;

/// Paper between two torn edges over a plot, so that neither the axis at its foot nor what lies in it runs through.
pub(crate) fn torn(scene: &mut Scene, plot: Area) {
    let deep = DEEP.min(plot.width() / 6.0);
    let (top, bottom) = (plot.top - 1.0, plot.bottom + TOOTH);
    scene.fill(Area::new(plot.left + deep, top, plot.right - deep, plot.bottom + 2.0), theme::PAPER);
    for left in [plot.left, plot.right - 2.0 * deep] {
        let (mut y, mut side) = (top, 0.0);
        while y < bottom {
            let next = (y + TOOTH).min(bottom);
            let (from, to) = (left + side * 2.0 * deep, left + (1.0 - side) * 2.0 * deep);
            scene.line((from, y), (to, next), theme::HAIR, theme::LEADER);
            (y, side) = (next, 1.0 - side);
        }
    }
}
