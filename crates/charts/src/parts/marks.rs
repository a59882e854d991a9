//! Marks, drawn as shapes: the font has no glyphs for them.

use crate::paint::Scene;
use crate::theme::{self, Ink};

/// Where an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrow {
    Up,
    Right,
}

/// The head of an arrow whose tip is at a point.
pub(crate) fn arrow(scene: &mut Scene, (x, y): (f64, f64), way: Arrow, ink: Ink) {
    let (long, half) = (theme::ARROW, theme::ARROW * 0.55);
    let points = match way {
        Arrow::Up => vec![(x, y), (x - half, y + long), (x + half, y + long)],
        Arrow::Right => vec![(x, y), (x - long, y - half), (x - long, y + half)],
    };
    scene.polygon(points, ink);
}

/// A full dot, with a rim of paper that sets it off from its neighbours.
pub(crate) fn dot(scene: &mut Scene, at: (f64, f64), radius: f64, ink: Ink) {
    scene.disc(at, radius + 1.0, theme::PAPER);
    scene.disc(at, radius, ink);
}

/// A hollow dot.
pub(crate) fn ring(scene: &mut Scene, at: (f64, f64), radius: f64, ink: Ink) {
    scene.disc(at, radius + 1.0, theme::PAPER);
    scene.disc(at, radius, ink);
    scene.disc(at, radius - theme::LINE, theme::PAPER);
}

/// A hollow diamond: a contradicted time.
pub(crate) fn diamond(scene: &mut Scene, (x, y): (f64, f64), radius: f64, ink: Ink) {
    let points = |r: f64| vec![(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
    scene.polygon(points(radius + 2.0), theme::PAPER);
    scene.polygon(points(radius + 1.0), ink);
    scene.polygon(points(radius - 1.8), theme::PAPER);
}
