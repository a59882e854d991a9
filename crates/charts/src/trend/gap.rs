//! Periods left out: a break of the axis, and which they are.

use incstats_analysis::view::Gap;

use super::slots::Place;
use crate::paint::{Area, Scene};
use crate::parts::torn;
use crate::text::Style;
use crate::theme;

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
    torn(scene, Area { left: place.left, right: place.right, ..plot });
}
