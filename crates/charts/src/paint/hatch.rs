//! Hatching: the sign of what is known only to a range.

use super::scene::{Area, Scene};
use crate::theme::{self, Ink};

/// Fills an area with slanted lines on paper, in several inks by turns. The lines of neighbouring areas meet, as all
/// count from the drawing's origin.
pub(crate) fn hatch(scene: &mut Scene, area: Area, inks: &[Ink]) {
    scene.fill(area, theme::PAPER);
    if inks.is_empty() {
        return;
    }
    // Lines x + y = k * step, from the area's top left corner to its bottom right one.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand at most")]
    let (first, last) = (
        ((area.left + area.top) / theme::HATCH).floor().max(0.0) as usize,
        ((area.right + area.bottom) / theme::HATCH).ceil().max(0.0) as usize,
    );
    for (k, ink) in (first..=last).map(|k| (k, inks.get(k % inks.len()))) {
        let (sum, Some(ink)) = (k as f64 * theme::HATCH, ink) else { continue };
        let from_x = (sum - area.bottom).max(area.left);
        let to_x = (sum - area.top).min(area.right);
        if from_x < to_x {
            scene.line((from_x, sum - from_x), (to_x, sum - to_x), theme::HATCH * 0.5, *ink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Look;
    use crate::paint::scene::Shape;

    #[test]
    fn lines_stay_inside_their_area() {
        let mut scene = Scene::new(Look::default());
        let area = Area::new(33.0, 17.0, 71.0, 40.0);
        hatch(&mut scene, area, &[theme::DATA, theme::ALERT]);
        assert!(scene.shapes.len() > 5);
        for shape in &scene.shapes[1..] {
            let Shape::Line { points, .. } = shape else { panic!("{shape:?}") };
            for (x, y) in points {
                assert!(
                    *x >= area.left && *x <= area.right && *y >= area.top - 1e-9 && *y <= area.bottom + 1e-9
                );
            }
        }
    }
}
