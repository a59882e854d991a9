//! The middle of a period: its median as a bar, in the box of its interval. Neither without an interval.

use incstats_analysis::view::Slot;

use super::slots::Place;
use crate::axis::LogAxis;
use crate::paint::{Area, Scene};
use crate::parts::{Arrow, arrow};
use crate::theme::{self, Ink};

/// How much of a slot the box takes.
const BOX: f64 = 0.88;

/// The ground of an interval.
pub(crate) fn interval_ink() -> Ink {
    theme::DATA.over(theme::PAPER, 0.16)
}

/// The box of the interval, from its lowest possible limit to its highest; open above where the upper limit is.
pub(super) fn draw_interval(scene: &mut Scene, slot: &Slot, place: &Place, axis: &LogAxis) {
    let Ok(interval) = &slot.median.interval else { return };
    let (Some(lower), Some(upper)) = (interval.lower, interval.upper) else { return };
    let top = upper.most().map_or_else(|| axis.top(), |most| axis.y(most));
    let (left, right) = sides(place);
    scene.fill(Area::new(left, top, right, axis.y(lower.least()).max(top + 2.0)), interval_ink());
    if upper.is_open() {
        let x = place.middle();
        for x in [left + theme::ARROW, x, right - theme::ARROW] {
            arrow(scene, (x, top - theme::ARROW), Arrow::Up, interval_ink());
        }
    }
}

/// The median: one bar, or two and what lies between them where it is known only to a range.
pub(super) fn draw_median(scene: &mut Scene, slot: &Slot, place: &Place, axis: &LogAxis) {
    let (Ok(_), Ok(value)) = (&slot.median.interval, &slot.median.value) else { return };
    let (left, right) = sides(place);
    let low = axis.y(value.least());
    let high = value.most().map(|most| axis.y(most));
    // Two lines that would touch are one.
    if let Some(high) = high.filter(|high| low - high < 2.0 * theme::STRONG) {
        let half = theme::STRONG / 2.0;
        return scene.fill(Area::new(left, high - half, right, low + half), theme::TEXT);
    }
    for y in [Some(low), high].into_iter().flatten() {
        scene.line((left, y), (right, y), theme::STRONG, theme::TEXT);
    }
    match high {
        Some(high) if low - high > theme::STRONG => {
            for x in [left, right] {
                scene.line((x, low), (x, high), theme::LINE, theme::TEXT);
            }
        }
        Some(_) => {}
        None => arrow(scene, (place.middle(), low - theme::ARROW * 1.4), Arrow::Up, theme::TEXT),
    }
}

/// The area that a median takes, lines and all; none where none is drawn.
pub(super) fn median_area(slot: &Slot, place: &Place, axis: &LogAxis) -> Option<Area> {
    let (Ok(_), Ok(value)) = (&slot.median.interval, &slot.median.value) else { return None };
    let (left, right) = sides(place);
    let low = axis.y(value.least());
    let high = value.most().map_or(low, |most| axis.y(most));
    Some(Area::new(left, high - theme::STRONG, right, low + theme::STRONG))
}

fn sides(place: &Place) -> (f64, f64) {
    let half = (place.width() * BOX / 2.0).min(90.0);
    (place.middle() - half, place.middle() + half)
}
