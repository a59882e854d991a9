//! The periods side by side: where each lies, and what stands under it.

use chrono::Datelike;
use incstats_analysis::view::{Slot, TrendView};
use incstats_model::Period;

use crate::paint::{Anchor, Area, Scene};
use crate::text::Style;
use crate::theme;

/// Height of a row of labels under the plot.
const ROW: f64 = 20.0;
/// Between the plot and the first row.
const DROP: f64 = 8.0;
/// Most width of a slot: a few periods do not fill a page by being wide.
const WIDEST: f64 = 420.0;

/// Where one period lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub left: f64,
    pub right: f64,
}

impl Place {
    pub(super) fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }
}

pub(super) struct Slots {
    left: f64,
    width: f64,
    count: usize,
    names: f64,
}

/// Height of the rows under the plot: period, n, open where there are any.
pub(super) fn foot_height(view: &TrendView) -> f64 {
    DROP + ROW * if any_open(view) { 4.0 } else { 3.0 }
}

fn any_open(view: &TrendView) -> bool {
    view.slots.iter().any(|slot| slot.median.sample.open > 0)
}

impl Slots {
    pub(super) fn new(view: &TrendView, plot: Area) -> Self {
        let count = view.slots.len().max(1);
        let width = (plot.width() / count as f64).min(WIDEST);
        // Few periods stand in the middle.
        let left = plot.middle_x() - width * count as f64 / 2.0;
        Self { left, width, count, names: plot.left - theme::LABEL_APART }
    }

    fn place(&self, number: usize) -> Place {
        let left = self.left + number as f64 * self.width;
        Place { left, right: left + self.width }
    }

    pub(super) fn places(&self) -> impl Iterator<Item = Place> + '_ {
        (0..self.count).map(|number| self.place(number))
    }

    /// A light ground under every second period.
    pub(super) fn draw_ground(&self, scene: &mut Scene, plot: Area) {
        for place in self.places().skip(1).step_by(2) {
            scene.fill(Area { left: place.left, right: place.right, ..plot }, theme::SHADE);
        }
    }

    /// Period, year, n and open under each slot; every second or third only, where they would touch.
    pub(super) fn draw_foot(&self, scene: &mut Scene, view: &TrendView, top: f64) {
        let style = Style::MUTED;
        let names: Vec<(String, String)> = view.slots.iter().map(|slot| name(slot.period)).collect();
        let widest = names.iter().map(|(name, _)| style.width(name)).fold(style.width("00"), f64::max);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number")]
        let every = (((widest + theme::LABEL_GAP) / self.width).ceil() as usize).max(1);
        let baseline = |row: f64| top + DROP + row * ROW + style.ascent();
        let open = any_open(view);
        let mut row_names = vec![(2.0, "n")];
        if open {
            row_names.push((3.0, "open"));
        }
        for (row, words) in row_names {
            scene.text(words, (self.names, baseline(row)), Anchor::End, style);
        }
        let mut said = String::new();
        let mut free_from = f64::NEG_INFINITY;
        for (number, ((slot, (name, year)), place)) in view.slots.iter().zip(&names).zip(self.places()).enumerate() {
            let at = place.middle();
            if number % every == 0 {
                scene.text(name, (at, baseline(0.0)), Anchor::Middle, style.inked(theme::TEXT));
                self.figures(scene, slot, at, (baseline(2.0), baseline(3.0)));
            }
            let wide = style.bold().width(year);
            if *year != said && at - wide / 2.0 >= free_from {
                scene.text(year, (at, baseline(1.0)), Anchor::Middle, style.bold());
                free_from = at + wide / 2.0 + theme::LABEL_APART;
                said.clone_from(year);
            }
        }
    }

    #[expect(clippy::unused_self, reason = "it is a part of drawing the foot")]
    fn figures(&self, scene: &mut Scene, slot: &Slot, at: f64, (n, open): (f64, f64)) {
        let sample = slot.median.sample;
        let style = if slot.median.interval.is_ok() { Style::STRONG } else { Style::MUTED };
        scene.text(&sample.n.to_string(), (at, n), Anchor::Middle, style);
        if sample.open > 0 {
            let style = Style::MUTED.inked(theme::ALERT);
            scene.text(&sample.open.to_string(), (at, open), Anchor::Middle, style);
        }
    }
}

/// What a period is called under its slot: its own part, and the year that it shares with its neighbours.
fn name(period: Period) -> (String, String) {
    let first = period.first_day();
    let year = first.year().to_string();
    match period {
        Period::Month(_) => (first.format("%b").to_string(), year),
        Period::Quarter(_) => (format!("Q{}", first.month0() / 3 + 1), year),
        Period::Year(_) => (year, String::new()),
        Period::Days(..) => (period.to_string(), String::new()),
    }
}
