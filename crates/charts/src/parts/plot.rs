//! What plots with an axis of durations from left to right have in common.

use crate::axis::LogAxis;
use crate::paint::{Anchor, Area, Scene};
use crate::text::Style;
use crate::theme;

/// Least distance between two labelled durations from left to right.
const APART: f64 = 84.0;
/// From the foot of the plot to the baseline of its labels.
const DROP: f64 = 20.0;

/// The grid of an axis of durations from left to right, with its labels below the plot and zero in its lane. Gives the
/// height that the labels take, and the ticks.
pub(crate) fn across_grid(scene: &mut Scene, axis: &LogAxis, plot: Area) -> Vec<(f64, &'static str)> {
    let style = Style::MUTED;
    let mut ticks = axis.ticks(APART);
    ticks.retain(|(x, words)| {
        let half = style.width(words) / 2.0;
        x - half >= plot.left - theme::LABEL_APART && x + half <= plot.right + theme::MARGIN / 2.0
    });
    for (x, words) in &ticks {
        scene.line((*x, plot.top), (*x, plot.bottom), theme::HAIR, theme::GRID);
        scene.text(words, (*x, plot.bottom + DROP), Anchor::Middle, style);
    }
    if let Some(zero) = axis.zero() {
        scene.line((axis.floor(), plot.top), (axis.floor(), plot.bottom), theme::HAIR, theme::AXIS);
        scene.text("0", (zero, plot.bottom + DROP), Anchor::Middle, style);
    }
    scene.line((plot.left, plot.bottom), (plot.right, plot.bottom), theme::AXIS_WIDTH, theme::AXIS);
    ticks
}

/// Paper beneath a text, so that no line of the grid runs through it, and then the text.
pub(crate) fn beneath(scene: &mut Scene, text: &str, at: (f64, f64), anchor: Anchor, style: Style) {
    let wide = style.width(text);
    let left = match anchor {
        Anchor::Start => at.0,
        Anchor::Middle => at.0 - wide / 2.0,
        Anchor::End => at.0 - wide,
    };
    let (top, bottom) = (at.1 - style.ascent(), at.1 + style.descent());
    scene.fill(Area::new(left - 3.0, top, left + wide + 3.0, bottom), theme::PAPER);
    scene.text(text, at, anchor, style);
}
