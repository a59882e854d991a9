//! What stands under the periods: their names, and rows of figures.

use chrono::Datelike;
use incstats_analysis::estimate::Unit;
use incstats_analysis::view::{Column, Gap, Slot, TrendView};
use incstats_model::{Every, Period};

use super::gap;
use super::slots::{Columns, Place, Widths};
use crate::paint::{Anchor, Scene};
use crate::text::Style;
use crate::theme;

/// Height of a row of labels under the plot.
const ROW: f64 = 20.0;
/// Between the plot and the first row.
const DROP: f64 = 10.0;

/// The rows of figures under the plot: n, how many are open, and the median where all medians have room.
pub(crate) struct Foot {
    rows: Vec<(&'static str, Figure)>,
}

impl Foot {
    /// The rows for a plot of a width.
    pub(crate) fn new(view: &TrendView, width: f64) -> Self {
        let mut rows: Vec<(&'static str, Figure)> = vec![("n", n)];
        if view.slots().any(|slot| slot.median.sample.open > 0) {
            rows.push(("open", open));
        }
        let medians = view.slots().filter_map(median);
        let widest = medians.map(|(words, style)| style.width(&words)).fold(0.0, f64::max);
        if widest > 0.0 && widest + theme::LABEL_GAP <= Widths::new(view, width).slot {
            rows.push(("median", median));
        }
        Self { rows }
    }

    /// The rows under counts: how many incidents started.
    pub(crate) fn of_counts() -> Self {
        Self { rows: vec![("incidents", started)] }
    }

    /// Their height, with those of the period and its year.
    pub(crate) fn height(&self) -> f64 {
        DROP + ROW * (2 + self.rows.len()) as f64
    }

    /// Period, year and figures under each slot, every second or third only where they would touch, and under each gap
    /// what it leaves out. The names of the rows end at `names`.
    pub(crate) fn draw(
        &self,
        scene: &mut Scene,
        columns: &Columns<'_>,
        every: Every,
        (names, top): (f64, f64),
    ) {
        let style = Style::MUTED;
        let baseline = |row: usize| top + DROP + row as f64 * ROW + style.ascent();
        scene.text(word(every), (names, baseline(0)), Anchor::End, style);
        for (row, (words, _)) in self.rows.iter().enumerate() {
            scene.text(words, (names, baseline(row + 2)), Anchor::End, style);
        }
        let slots = columns.places.iter().filter_map(|(column, _)| as_slot(column));
        let wide = |slot: &Slot| style.width(&name(slot.period).0);
        let widest = slots.map(wide).fold(style.width("00"), f64::max);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number")]
        let step = (((widest + theme::LABEL_GAP) / columns.widths.slot).ceil() as usize).max(1);
        // Where slots are narrow, their names must not reach the label of a gap.
        let spill = (widest - columns.widths.slot).max(0.0) / 2.0;
        let mut said = String::new();
        let (mut years_from, mut number, mut free_from) = (f64::NEG_INFINITY, 0, f64::NEG_INFINITY);
        for (position, (column, place)) in columns.places.iter().enumerate() {
            let at = place.middle();
            let Some(slot) = as_slot(column) else {
                if let Column::Gap(gap) = column
                    && Self::draw_gap(scene, gap, place, &baseline)
                {
                    years_from = place.right - theme::LABEL_APART + theme::LABEL_GAP;
                    free_from = place.right;
                }
                number = 0;
                continue;
            };
            let (name, year) = name(slot.period);
            let before_gap = columns.places.get(position + 1).is_some_and(|(c, _)| as_slot(c).is_none());
            let hits =
                at - widest / 2.0 < free_from - theme::LABEL_GAP || before_gap && spill > theme::LABEL_GAP;
            if number % step == 0 && !hits {
                scene.text(&name, (at, baseline(0)), Anchor::Middle, style.inked(theme::TEXT));
                for (row, (_, figure)) in self.rows.iter().enumerate() {
                    if let Some((words, style)) = figure(slot) {
                        scene.text(&words, (at, baseline(row + 2)), Anchor::Middle, style);
                    }
                }
                free_from = at + widest / 2.0 + theme::LABEL_GAP;
            }
            number += 1;
            let half = style.bold().width(&year) / 2.0;
            let hits = at - half < years_from || before_gap && at + half > place.right + theme::LABEL_GAP;
            if year != said && !hits {
                scene.text(&year, (at, baseline(1)), Anchor::Middle, style.bold());
                years_from = at + half + theme::LABEL_APART;
                said = year;
            }
        }
    }

    /// Under a gap what it leaves out, or where it is too narrow its n. Whether it was told in full.
    fn draw_gap(scene: &mut Scene, gap: &Gap, place: &Place, baseline: &dyn Fn(usize) -> f64) -> bool {
        let (style, at) = (Style::MUTED, place.middle());
        let full = gap::width(gap) <= place.width() + 0.5;
        if full {
            for (row, line) in gap::label(gap).iter().enumerate() {
                scene.text(line, (at, baseline(row)), Anchor::Middle, style);
            }
        } else if style.width("0") + 2.0 <= place.width() {
            scene.text("0", (at, baseline(2)), Anchor::Middle, style);
        }
        full
    }
}

fn as_slot(column: &Column) -> Option<&Slot> {
    if let Column::Slot(slot) = column { Some(slot) } else { None }
}

/// A figure of a period and how it looks.
type Figure = fn(&Slot) -> Option<(String, Style)>;

#[expect(clippy::unnecessary_wraps, reason = "one of several that may have nothing to say")]
fn n(slot: &Slot) -> Option<(String, Style)> {
    let style = if slot.median.interval.is_ok() { Style::STRONG } else { Style::MUTED };
    Some((slot.median.sample.n.to_string(), style))
}

#[expect(clippy::unnecessary_wraps, reason = "one of several that may have nothing to say")]
fn started(slot: &Slot) -> Option<(String, Style)> {
    Some((slot.median.sample.of.to_string(), Style::STRONG))
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
pub(crate) fn word(every: Every) -> &'static str {
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
