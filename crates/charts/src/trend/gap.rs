//! Periods left out: a break of the axis, and which they are.

use incstats_analysis::view::Gap;

use super::slots::Place;
use crate::paint::{Area, Scene};
use crate::text::Style;
use crate::theme;

/// Height of a tooth of the torn edges.
const TOOTH: f64 = 9.0;
/// Depth of a tooth.
const DEEP: f64 = 4.0;

/// The lines under a gap, which read as one: `2016Q3–`, `2020Q4:`, `none`.
pub(super) fn label(gap: &Gap) -> [String; 3] {
    [format!("{}–", gap.first), format!("{}:", gap.last), "none".to_owned()]
}

/// The width that a gap needs for its label.
pub(super) fn width(gap: &Gap) -> f64 {
    let widest = label(gap).iter().map(|line| Style::MUTED.width(line)).fold(0.0, f64::max);
    widest + 2.0 * theme::LABEL_APART
}

/// Paper between two torn edges, so that neither the axis nor a line of the grid runs through.
pub(super) fn draw_break(scene: &mut Scene, place: &Place, plot: Area) {
    let deep = DEEP.min(place.width() / 6.0);
    let (top, bottom) = (plot.top - 1.0, plot.bottom + TOOTH);
    scene.fill(Area::new(place.left + deep, top, place.right - deep, plot.bottom + 2.0), theme::PAPER);
    for left in [place.left, place.right - 2.0 * deep] {
        let (mut y, mut side) = (top, 0.0);
        while y < bottom {
            let next = (y + TOOTH).min(bottom);
            let (from, to) = (left + side * 2.0 * deep, left + (1.0 - side) * 2.0 * deep);
            scene.line((from, y), (to, next), theme::HAIR, theme::LEADER);
            (y, side) = (next, 1.0 - side);
        }
    }
}
