//! One incident as a bar.

use incstats_analysis::view::PhaseRow;

use super::groups::Group;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{Arrow, arrow, bounds, draw_band, inks_of, label_on, short};
use crate::text::{Style, wrap_evenly};
use crate::theme;

/// How much of a row its bar takes.
const BAR: f64 = 0.68;
/// Most height of a bar.
const TALLEST: f64 = 44.0;
/// Length of the arrow of an open incident.
const OPEN: f64 = 26.0;

/// Where the parts of a row lie.
pub(super) struct RowLayout {
    days: Area,
    titles: Area,
    /// The bars, from zero to the end of the axis.
    pub bars: Area,
}

impl RowLayout {
    /// Columns for the day, the title, the bar and its total, as wide as they need.
    pub(super) fn new(groups: &[Group<'_>], free: Area, titles: f64) -> Self {
        let rows = || groups.iter().flat_map(|group| &group.rows);
        let widest = |width: &dyn Fn(&PhaseRow) -> f64| rows().map(|row| width(row)).fold(0.0, f64::max);
        let days = widest(&|row| Style::MUTED.width(&day(row)));
        let title = widest(&|row| Style::LABEL.width(&row.title)).min(free.width() * titles);
        let totals = widest(&|row| Style::STRONG.width(&bounds(&row.total)));
        let left = free.left + days + theme::LABEL_APART;
        let bars = left + title + theme::LABEL_APART;
        Self {
            days: Area { right: free.left + days, ..free },
            titles: Area { left, right: left + title, ..free },
            bars: Area { left: bars, right: free.right - totals - OPEN - theme::LABEL_APART, ..free },
        }
    }

    pub(super) fn draw(
        &self,
        scene: &mut Scene,
        row: &PhaseRow,
        (top, bottom): (f64, f64),
        x: &dyn Fn(f64) -> f64,
    ) {
        let middle = f64::midpoint(top, bottom);
        let half = ((bottom - top) * BAR).min(TALLEST) / 2.0;
        let (label, muted) = (Style::LABEL, Style::MUTED);
        let baseline = label.centred(middle);
        scene.text(&day(row), (self.days.right, baseline), Anchor::End, muted);
        let lines = if bottom - top >= 2.2 * label.line() { 2 } else { 1 };
        let title = wrap_evenly(&row.title, &label, self.titles.width(), lines);
        let first = baseline - (title.len().saturating_sub(1)) as f64 * label.line() / 2.0;
        for (number, line) in title.iter().enumerate() {
            scene.text(line, (self.titles.left, first + number as f64 * label.line()), Anchor::Start, label);
        }
        let area = Area::new(self.bars.left, middle - half, self.bars.right, middle + half);
        for piece in draw_band(scene, area, &row.stretches, x) {
            let Some(stretch) = row.stretches.get(piece.stretch) else { continue };
            let inks = inks_of(&stretch.phases);
            let merged = inks.len() > 1;
            let size = if merged { theme::FOOTER_SIZE } else { theme::SMALL_SIZE };
            let (style, centre) = label_on(&piece.area, &inks, Style::SMALL.sized(size));
            let took = if stretch.duration.is_censored() || stretch.duration.is_ranged() {
                bounds(&stretch.duration)
            } else {
                short(stretch.duration.min())
            };
            let words = if merged { format!("{} {took}", stretch.name) } else { took };
            if style.width(&words) + theme::LABEL_GAP <= piece.area.width() {
                scene.text(&words, (piece.area.middle_x(), style.centred(centre)), Anchor::Middle, style);
            }
        }
        let end =
            row.stretches.iter().map(|s| x(s.to.most.num_seconds() as f64)).fold(self.bars.left, f64::max);
        let open = row.total.is_censored();
        if open {
            scene.line((end, middle), (end + OPEN - theme::ARROW, middle), theme::STRONG, theme::ALERT);
            arrow(scene, (end + OPEN, middle), Arrow::Right, theme::ALERT);
        }
        let after = end + theme::LABEL_GAP + if open { OPEN } else { 0.0 };
        let ink = if open { theme::ALERT } else { theme::TEXT };
        scene.text(&bounds(&row.total), (after, baseline), Anchor::Start, Style::STRONG.inked(ink));
    }
}

fn day(row: &PhaseRow) -> String {
    row.day.map_or_else(String::new, crate::parts::day)
}
