//! The periods side by side: where each lies, and what stands under it.

use chrono::Datelike;
use incstats_analysis::estimate::Unit;
use incstats_analysis::view::{Slot, TrendView};
use incstats_model::{Every, Period};

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
    foot: Foot,
}

/// The rows of figures under the plot: n, how many are open, and the median where all medians have room.
pub(super) struct Foot {
    rows: Vec<(&'static str, Figure)>,
}

impl Foot {
    /// The rows for a plot of a width.
    pub(super) fn new(view: &TrendView, width: f64) -> Self {
        let mut rows: Vec<(&'static str, Figure)> = vec![("n", n)];
        if any_open(view) {
            rows.push(("open", open));
        }
        let medians = view.slots.iter().filter_map(median);
        let widest = medians.map(|(words, style)| style.width(&words)).fold(0.0, f64::max);
        if widest > 0.0 && widest + theme::LABEL_GAP <= (width / view.slots.len().max(1) as f64).min(WIDEST) {
            rows.push(("median", median));
        }
        Self { rows }
    }

    /// Their height, with those of the period and its year.
    pub(super) fn height(&self) -> f64 {
        DROP + ROW * (2 + self.rows.len()) as f64
    }
}

fn any_open(view: &TrendView) -> bool {
    view.slots.iter().any(|slot| slot.median.sample.open > 0)
}

impl Slots {
    pub(super) fn new(view: &TrendView, plot: Area, foot: Foot) -> Self {
        let count = view.slots.len().max(1);
        let width = (plot.width() / count as f64).min(WIDEST);
        // Few periods stand in the middle.
        let left = plot.middle_x() - width * count as f64 / 2.0;
        Self { left, width, count, names: plot.left - theme::LABEL_APART, foot }
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
        let baseline = |row: usize| top + DROP + row as f64 * ROW + style.ascent();
        let rows = &self.foot.rows;
        scene.text(word(view.every), (self.names, baseline(0)), Anchor::End, style);
        for (row, (words, _)) in rows.iter().enumerate() {
            scene.text(words, (self.names, baseline(row + 2)), Anchor::End, style);
        }
        let mut said = String::new();
        let mut free_from = f64::NEG_INFINITY;
        for (number, ((slot, (name, year)), place)) in
            view.slots.iter().zip(&names).zip(self.places()).enumerate()
        {
            let at = place.middle();
            if number % every == 0 {
                scene.text(name, (at, baseline(0)), Anchor::Middle, style.inked(theme::TEXT));
                for (row, (_, figure)) in rows.iter().enumerate() {
                    if let Some((words, style)) = figure(slot) {
                        scene.text(&words, (at, baseline(row + 2)), Anchor::Middle, style);
                    }
                }
            }
            let wide = style.bold().width(year);
            if *year != said && at - wide / 2.0 >= free_from {
                scene.text(year, (at, baseline(1)), Anchor::Middle, style.bold());
                free_from = at + wide / 2.0 + theme::LABEL_APART;
                said.clone_from(year);
            }
        }
    }
}

/// A figure of a period and how it looks.
type Figure = fn(&Slot) -> Option<(String, Style)>;

#[expect(clippy::unnecessary_wraps, reason = "one of several that may have nothing to say")]
fn n(slot: &Slot) -> Option<(String, Style)> {
    let style = if slot.median.interval.is_ok() { Style::STRONG } else { Style::MUTED };
    Some((slot.median.sample.n.to_string(), style))
}

fn open(slot: &Slot) -> Option<(String, Style)> {
    let open = slot.median.sample.open;
    (open > 0).then(|| (open.to_string(), Style::MUTED.inked(theme::ALERT)))
}

fn median(slot: &Slot) -> Option<(String, Style)> {
    let value = slot.median.value.as_ref().ok().filter(|_| slot.median.interval.is_ok())?;
    Some((Unit::Seconds.say_bounds(value), Style::MUTED.inked(theme::TEXT)))
}

/// What a period is called in a sentence.
pub(super) fn word(every: Every) -> &'static str {
    match every {
        Every::Month => "month",
        Every::Quarter => "quarter",
        Every::Year => "year",
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
