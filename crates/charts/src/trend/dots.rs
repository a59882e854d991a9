//! The incidents of a period: dots that stand beside each other, never on each other where there is room.

use std::borrow::Cow;

use incstats_analysis::view::Slot;

use super::medians::median_area;
use super::slots::Place;
use crate::axis::LogAxis;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{Arrow, arrow, bounds, dot, ring};
use crate::text::{Style, titled, wrap_evenly};
use crate::theme;

/// Length of the arrow over an open incident.
const RISE: f64 = 24.0;
/// A title shortened to fewer letters is left out.
const FEWEST_LETTERS: usize = 8;
/// How much of a slot dots may take.
const SPREAD: f64 = 0.8;

/// How large dots and titles are.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    radius: f64,
    title: Style,
    few: bool,
}

/// Up to so many incidents are drawn larger, each with how long it took.
const FEW: usize = 12;
/// How far left of the middle of a slot these stand, at most.
const LEFTWARD: f64 = 70.0;
/// How much larger.
const LARGER: f64 = 1.5;

impl Sizes {
    /// The sizes for so many incidents, in slots of a width.
    pub(super) fn new(incidents: usize, slot: f64) -> Self {
        let few = incidents <= FEW;
        let (radius, size) =
            if few { (theme::DOT * LARGER, theme::LABEL_SIZE) } else { (theme::DOT, theme::FOOTER_SIZE) };
        Self { radius: radius.min(slot / 9.0).max(2.0), title: Style::MUTED.sized(size), few }
    }
}

/// Draws the dots, ranges and arrows of a period, and titles as far as `limit`.
pub(super) fn draw(
    scene: &mut Scene,
    slot: &Slot,
    place: &Place,
    axis: &LogAxis,
    (sizes, limit): (Sizes, f64),
) {
    let radius = sizes.radius;
    let ink = if slot.median.interval.is_ok() { theme::DATA } else { theme::FAINT };
    let mut spots: Vec<Spot<'_>> = slot
        .points
        .iter()
        .map(|point| {
            let least = axis.y(point.duration.min().num_seconds() as f64);
            let most = point.duration.max().map(|most| axis.y(most.num_seconds() as f64));
            Spot {
                low: least,
                high: most.unwrap_or(least - RISE),
                open: most.is_none(),
                x: 0.0,
                title: titled(&point.id, &point.title),
                took: bounds(&point.duration),
            }
        })
        .collect();
    spots.sort_by(|a, b| a.high.total_cmp(&b.high).then(a.low.total_cmp(&b.low)));
    // Few dots stand left of the middle, so that their titles have more room; a median stays above its figures.
    let shift =
        if sizes.few && slot.median.interval.is_err() { (place.width() * 0.2).min(LEFTWARD) } else { 0.0 };
    let lanes = Place { left: place.left, right: place.right - 2.0 * shift };
    spread(&mut spots, &lanes, radius);
    for spot in &spots {
        if spot.open {
            scene.line(
                (spot.x, spot.low),
                (spot.x, spot.high + theme::ARROW / 2.0),
                theme::LINE,
                theme::ALERT,
            );
            ring(scene, (spot.x, spot.low), radius, theme::ALERT);
            arrow(scene, (spot.x, spot.high), Arrow::Up, theme::ALERT);
        } else if spot.low - spot.high > 1.0 {
            scene.line((spot.x, spot.low), (spot.x, spot.high), theme::STRONG, ink);
            for y in [spot.low, spot.high] {
                scene.line((spot.x - radius, y), (spot.x + radius, y), theme::LINE, ink);
            }
        } else {
            dot(scene, (spot.x, spot.low), radius, ink);
        }
    }
    let median = median_area(slot, place, axis);
    titles(scene, &spots, (sizes, median), (limit, axis.zero().unwrap_or(axis.floor())));
}

/// The titles of the incidents, in one line or two, where a period has so few that each can stand beside its own; where
/// there is still room, how long each took.
fn titles(
    scene: &mut Scene,
    spots: &[Spot<'_>],
    (sizes, median): (Sizes, Option<Area>),
    (limit, floor): (f64, f64),
) {
    let style = sizes.title;
    // Of a crowd only the longest is named.
    let named = if spots.len() > FEW { 1 } else { spots.len() };
    for (number, spot) in spots.iter().enumerate().take(named) {
        let others =
            || spots.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, other)| other);
        let apart =
            others().map(|other| (spot.high - other.low).max(other.high - spot.low)).fold(f64::MAX, f64::min);
        if apart < style.line() {
            continue;
        }
        let lines = if apart >= 2.0 * style.line() { 2 } else { 1 };
        let beside = spot.x + sizes.radius + theme::LABEL_GAP;
        // No line of a median runs through a title: one at its height stands right of it.
        let middle = f64::midpoint(spot.low, spot.high);
        let reach = 1.5 * style.line();
        let crossed = median.filter(|area| area.top < middle + reach && area.bottom > middle - reach);
        let left = crossed.map_or(beside, |area| beside.max(area.right + theme::LABEL_GAP));
        let room = limit - theme::LABEL_GAP - left;
        let title = wrap_evenly(&spot.title, &style, room, lines);
        // Less than a few letters would only be a blot.
        if title.iter().any(|line| line.ends_with('…') && line.chars().count() < FEWEST_LETTERS) {
            continue;
        }
        let mut words: Vec<(String, Style)> = title.into_iter().map(|line| (line, style)).collect();
        let took = style.bold().inked(if spot.open { theme::ALERT } else { theme::TEXT });
        if apart >= (words.len() + 1) as f64 * style.line() && took.width(&spot.took) <= room {
            words.push((spot.took.clone(), took));
        }
        let tall = words.len().saturating_sub(1) as f64 * style.line();
        let lowest = floor - tall - style.line() / 2.0;
        let first = (middle - tall / 2.0).min(lowest);
        for (number, (line, style)) in words.iter().enumerate() {
            let y = style.centred(first + number as f64 * style.line());
            scene.text(line, (left, y), Anchor::Start, *style);
        }
    }
}

/// An incident: from its least duration up to its greatest, or to the tip of its arrow.
struct Spot<'a> {
    low: f64,
    high: f64,
    open: bool,
    x: f64,
    title: Cow<'a, str>,
    took: String,
}

/// Moves each as near to the middle as those before it allow; where a slot is full they share places.
fn spread(spots: &mut [Spot<'_>], place: &Place, radius: f64) {
    let step = 2.0 * radius + 1.5;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozens")]
    let lanes = (place.width() * SPREAD / 2.0 / step).floor() as usize;
    let mut done: Vec<(f64, f64, f64)> = Vec::new();
    for spot in spots {
        let (top, bottom) = (spot.high - step, spot.low + step);
        // The middle, then right and left of it by turns; the emptiest where none is free.
        let sides =
            (0..=lanes).flat_map(|lane| [lane as f64, -(lane as f64)]).map(|k| place.middle() + k * step);
        let clashes = |x: f64| {
            let near = done.iter().filter(|(other, high, low)| {
                (other - x).abs() < step - 0.01 && *high < bottom - radius && *low > top + radius
            });
            near.count()
        };
        spot.x = sides.min_by_key(|x| clashes(*x)).unwrap_or(place.middle());
        done.push((spot.x, spot.high - radius, spot.low + radius));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_dots_stand_side_by_side() {
        let mut spots: Vec<Spot<'_>> = (0..5)
            .map(|_| Spot {
                low: 300.0,
                high: 300.0,
                open: false,
                x: 0.0,
                title: "".into(),
                took: String::new(),
            })
            .collect();
        spread(&mut spots, &Place { left: 0.0, right: 120.0 }, 5.0);
        let mut places: Vec<f64> = spots.iter().map(|s| s.x).collect();
        places.sort_by(f64::total_cmp);
        assert!(places.windows(2).all(|p| p[1] - p[0] >= 11.0), "{places:?}");
    }
}
