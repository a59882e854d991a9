//! Phases as a band: solid where a moment certainly belongs to one phase, hatched in the inks of all phases that it can
//! belong to where a milestone is known only to a range.

use incstats_analysis::view::Stretch;
use incstats_model::Phase;

use crate::paint::{Area, Scene, hatch};
use crate::text::Style;
use crate::theme::{self, Ink};

/// The ink of a phase.
pub(crate) fn ink_of(phase: Phase) -> Ink {
    match phase {
        Phase::Detection => theme::DETECTION,
        Phase::Response => theme::RESPONSE,
        Phase::Diagnosis => theme::DIAGNOSIS,
        Phase::Repair => theme::REPAIR,
        Phase::Recovery => theme::RECOVERY,
    }
}

/// The inks of a stretch: several where it merges phases.
pub(crate) fn inks_of(phases: &[Phase]) -> Vec<Ink> {
    phases.iter().map(|phase| ink_of(*phase)).collect()
}

/// A stretch of seconds that certainly belongs to one phase, and where it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Band {
    /// Which of the stretches.
    pub stretch: usize,
    /// The area that is certainly its.
    pub area: Area,
}

/// Whether [`draw_band`] hatches any of them: where a boundary is known only to a range, or two stand in no order.
pub(crate) fn is_hatched(stretches: &[Stretch]) -> bool {
    let ranged = |s: &Stretch| s.from.least != s.from.most || s.to.least != s.to.most;
    let crossed = |pair: &[Stretch]| matches!(pair, [a, b] if b.from.least < a.to.most);
    stretches.iter().any(ranged) || stretches.windows(2).any(crossed)
}

/// Draws phases in an area; `x` says where seconds since the first phase's earliest start lie. Gives the areas that
/// certainly belong to one phase, for labels.
pub(crate) fn draw_band(
    scene: &mut Scene,
    area: Area,
    stretches: &[Stretch],
    x: &dyn Fn(f64) -> f64,
) -> Vec<Band> {
    let seconds = |delta: chrono::TimeDelta| delta.num_seconds() as f64;
    let mut cuts: Vec<f64> = stretches
        .iter()
        .flat_map(|s| [s.from.least, s.from.most, s.to.least, s.to.most])
        .map(seconds)
        .collect();
    cuts.sort_unstable_by(f64::total_cmp);
    cuts.dedup();
    let mut certain: Vec<Band> = Vec::new();
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let Some(piece) = area.between(x(*from), x(*to)) else { continue };
        let possible: Vec<(usize, &Stretch)> = stretches
            .iter()
            .enumerate()
            .filter(|(_, s)| seconds(s.from.least) < *to && seconds(s.to.most) > *from)
            .collect();
        let sure = |s: &Stretch| seconds(s.from.most) <= *from && seconds(s.to.least) >= *to;
        match possible.as_slice() {
            [(number, stretch)] if sure(stretch) => {
                solid(scene, piece, &inks_of(&stretch.phases));
                match certain
                    .last_mut()
                    .filter(|b| b.stretch == *number && (b.area.right - piece.left).abs() < 0.01)
                {
                    Some(band) => band.area.right = piece.right,
                    None => certain.push(Band { stretch: *number, area: piece }),
                }
            }
            [] => {}
            _ => {
                let inks: Vec<Ink> = possible.iter().flat_map(|(_, s)| inks_of(&s.phases)).collect();
                hatch(scene, piece, &inks);
            }
        }
    }
    // A thin line of paper between two phases that touch.
    for pair in certain.windows(2) {
        if let [a, b] = pair
            && a.area.width() > 3.0
            && b.area.width() > 3.0
            && (a.area.right - b.area.left).abs() < 0.01
        {
            let x = a.area.right;
            scene.line((x, area.top), (x, area.bottom), theme::LINE, theme::PAPER);
        }
    }
    certain
}

/// How much of a merged area its stripes take, from below.
const STRIPES: f64 = 0.36;

/// A solid area. Several inks lie as stripes along the foot of a grey one, as nobody knows where one phase ended.
pub(crate) fn solid(scene: &mut Scene, area: Area, inks: &[Ink]) {
    if let [ink] = inks {
        return scene.fill(area, *ink);
    }
    scene.fill(area, theme::MERGED);
    let height = area.height() * STRIPES / inks.len().max(1) as f64;
    for (number, ink) in inks.iter().rev().enumerate() {
        let bottom = area.bottom - number as f64 * height;
        scene.fill(Area { top: bottom - height, bottom, ..area }, *ink);
    }
}

/// What a label on an area is written in, and the height that it is centred on: above the stripes of a merged one.
pub(crate) fn label_on(area: &Area, inks: &[Ink], style: Style) -> (Style, f64) {
    match inks {
        [ink] => (style.inked(ink.letters()), area.middle_y()),
        _ => (style.inked(theme::TEXT), area.top + area.height() * (1.0 - STRIPES) / 2.0 + 0.5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_stay_apart_in_greyscale() {
        for (a, b) in
            Phase::ALL.iter().flat_map(|a| Phase::ALL.iter().map(move |b| (a, b))).filter(|(a, b)| a < b)
        {
            let apart = (ink_of(*a).lightness() - ink_of(*b).lightness()).abs();
            assert!(apart > 0.12, "{a:?} {b:?} {apart}");
        }
    }
}
