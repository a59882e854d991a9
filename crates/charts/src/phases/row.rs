//! One incident as a bar.

use incstats_analysis::view::{PhaseRow, Stretch};

use super::groups::Group;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{Arrow, arrow, bounds, draw_band, inks_of, label_on};
use crate::text::{Style, shorten, titled, wrap_evenly};
use crate::theme;

/// How much of a row its bar takes.
const BAR: f64 = 0.68;
/// Most height of a bar.
const TALLEST: f64 = 44.0;
/// Rows of this height have letters of the usual size; in higher ones all is larger, up to the most.
const USUAL: f64 = 84.0;
const LARGEST: f64 = 1.4;
/// Rows of this height tell below their bar what each phase took.
const TOLD: f64 = 62.0;
/// Most height of a bar with words below it.
const TALLEST_TOLD: f64 = 34.0;
/// Length of the arrow of an open incident.
const OPEN: f64 = 26.0;

/// Where the parts of a row lie.
pub(super) struct RowLayout {
    days: Area,
    titles: Area,
    /// The bars, from zero to the end of the axis.
    pub bars: Area,
    right: f64,
    /// How much larger than usual bars and letters are.
    scale: f64,
}

impl RowLayout {
    /// Columns for the day, the title, the bar and its total, as wide as they need, for rows of a height.
    pub(super) fn new(groups: &[Group<'_>], free: Area, (height, titles): (f64, f64)) -> Self {
        let scale = (height / USUAL).clamp(1.0, LARGEST);
        let rows = || groups.iter().flat_map(|group| &group.rows);
        let widest = |width: &dyn Fn(&PhaseRow) -> f64| rows().map(|row| width(row)).fold(0.0, f64::max);
        let days = widest(&|row| larger(Style::MUTED, scale).width(&day(row)));
        let style = larger(Style::LABEL, scale);
        let title = widest(&|row| {
            let lines = wrap_evenly(
                &titled(&row.id, &row.title),
                &style,
                free.width() * titles,
                lines_of(&style, height),
            );
            lines.iter().map(|line| style.width(line)).fold(0.0, f64::max)
        });
        let totals = widest(&|row| larger(Style::STRONG, scale).width(&bounds(&row.total)));
        let left = free.left + days + theme::LABEL_APART;
        let bars = left + title + theme::LABEL_APART;
        Self {
            days: Area { right: free.left + days, ..free },
            titles: Area { left, right: left + title, ..free },
            bars: Area { left: bars, right: free.right - totals - OPEN - theme::LABEL_APART, ..free },
            right: free.right,
            scale,
        }
    }

    /// Draws a row between two heights: its day and title, its bar, its total, and where the row is tall what each
    /// phase took, so that also those too short to be seen are told.
    pub(super) fn draw(
        &self,
        scene: &mut Scene,
        row: &PhaseRow,
        (top, bottom): (f64, f64),
        x: &dyn Fn(f64) -> f64,
    ) {
        let told = bottom - top >= TOLD;
        let style = larger(Style::MUTED.sized(theme::SMALL_SIZE), self.scale);
        let middle = f64::midpoint(top, bottom) - if told { style.line() / 2.0 } else { 0.0 };
        let tallest = if told { TALLEST_TOLD * self.scale } else { TALLEST };
        let half = ((bottom - top) * BAR).min(tallest) / 2.0;
        self.title(scene, row, middle, bottom - top);
        let area = Area::new(self.bars.left, middle - half, self.bars.right, middle + half);
        let mut labelled = 0;
        for piece in draw_band(scene, area, &row.stretches, x) {
            if let Some(stretch) = row.stretches.get(piece.stretch) {
                labelled += usize::from(label(scene, &piece.area, stretch, self.scale));
            }
        }
        // Where a single stretch says on its bar what it is, a second time would be noise.
        let alone = |stretch: &Stretch| stretch.phases.len() > 1 && labelled > 0;
        let told = told && !matches!(row.stretches.as_slice(), [one] if alone(one));
        let ends = row.stretches.iter().map(|s| x(s.to.most.num_seconds() as f64));
        total(scene, row, (ends.fold(self.bars.left, f64::max), middle), self.scale);
        if told {
            let phases: Vec<String> =
                row.stretches.iter().map(|s| format!("{} {}", s.name, bounds(&s.duration))).collect();
            let words =
                shorten(&phases.join("  ·  "), &style, self.right - self.bars.left - theme::LABEL_GAP);
            let baseline = middle + half + theme::LABEL_GAP + style.ascent();
            let left = self.bars.left + theme::LABEL_GAP / 2.0;
            let beneath =
                Area::new(left, baseline - style.ascent(), left + style.width(&words), baseline + 2.0);
            scene.fill(beneath, theme::PAPER);
            scene.text(&words, (left, baseline), Anchor::Start, style);
        }
    }

    fn title(&self, scene: &mut Scene, row: &PhaseRow, middle: f64, height: f64) {
        let style = larger(Style::LABEL, self.scale);
        let baseline = style.centred(middle);
        scene.text(&day(row), (self.days.right, baseline), Anchor::End, larger(Style::MUTED, self.scale));
        let lines = lines_of(&style, height);
        let title = wrap_evenly(&titled(&row.id, &row.title), &style, self.titles.width() + 0.5, lines);
        let first = baseline - (title.len().saturating_sub(1)) as f64 * style.line() / 2.0;
        for (number, line) in title.iter().enumerate() {
            scene.text(line, (self.titles.left, first + number as f64 * style.line()), Anchor::Start, style);
        }
    }
}

/// What a phase took, on its piece of the bar, where it has room; of a merged one with its name.
/// Whether it had.
fn label(scene: &mut Scene, area: &Area, stretch: &Stretch, scale: f64) -> bool {
    let inks = inks_of(&stretch.phases);
    let merged = inks.len() > 1;
    let size = if merged { theme::FOOTER_SIZE } else { theme::SMALL_SIZE };
    let (style, centre) = label_on(area, &inks, larger(Style::SMALL.sized(size), scale));
    let took = bounds(&stretch.duration);
    let words = if merged { format!("{} {took}", stretch.name) } else { took };
    let fits = style.width(&words) + theme::LABEL_GAP <= area.width();
    if fits {
        scene.text(&words, (area.middle_x(), style.centred(centre)), Anchor::Middle, style);
    }
    fits
}

/// The whole of it, after the end of the bar, and the arrow of an open one.
fn total(scene: &mut Scene, row: &PhaseRow, (end, middle): (f64, f64), scale: f64) {
    let open = row.total.is_censored();
    if open {
        scene.line((end, middle), (end + OPEN - theme::ARROW, middle), theme::STRONG, theme::ALERT);
        arrow(scene, (end + OPEN, middle), Arrow::Right, theme::ALERT);
    }
    let after = end + theme::LABEL_GAP + if open { OPEN } else { 0.0 };
    let style = larger(Style::STRONG, scale).inked(if open { theme::ALERT } else { theme::TEXT });
    let words = bounds(&row.total);
    // Paper beneath, so that no grid line runs through the figure.
    let reach = after + style.width(&words) + 2.0;
    scene.fill(
        Area::new(after - 2.0, middle - style.size * 0.6, reach, middle + style.size * 0.6),
        theme::PAPER,
    );
    scene.text(&words, (after, style.centred(middle)), Anchor::Start, style);
}

fn day(row: &PhaseRow) -> String {
    row.day.map_or_else(String::new, crate::parts::day)
}

/// How many lines of a title a row has room for.
fn lines_of(style: &Style, height: f64) -> usize {
    if height >= 2.2 * style.line() { 2 } else { 1 }
}

fn larger(style: Style, scale: f64) -> Style {
    style.sized(style.size * scale)
}
