//! `gantt`: all incidents of a period on one axis of time. A row each with its title where they have room; else packed
//! into as few rows as keep them apart, and a long time folded like the lines of a text.

mod bars;
mod folded;
mod words;

use chrono::TimeDelta;
use incstats_analysis::view::{GanttRow, GanttView};
use incstats_model::{Instant, ZoneId};

use crate::axis::{Calendar, silences, told};
use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{Frame, Legend, gap, torn};
use crate::picture::Picture;
use crate::text::{Style, shorten, titled};
use crate::theme;

use bars::{OPEN, bar};

/// Least and most height of a row with a title.
const ROW: (f64, f64) = (21.0, 110.0);
/// Part of the width that titles may take.
const TITLES: f64 = 0.28;
/// Height of the axis with its labels.
const AXIS: f64 = 52.0;
/// The axis is broken where silences take this part of the time.
const SILENT: f64 = 0.6;
/// Width of a break of the axis, and the least width of what lies beside it.
const SILENCE: f64 = 84.0;
const LEAST: f64 = 100.0;
/// Free at both ends of the axis, as a part of the time drawn.
const AIR: f64 = 0.01;

/// Draws the incidents.
///
/// # Errors
/// [`Nothing::NoIncident`] without incidents, [`Nothing::NoMilestones`] where none has a milestone,
/// [`Nothing::Single`] where one has.
pub(crate) fn draw(view: &GanttView, look: Look) -> Result<Picture, ChartError> {
    let (incidents, period) = (view.basis.incidents, view.period.map(|period| period.to_string()));
    let first = view.rows.iter().map(|row| row.from.earliest()).min();
    let last = view.rows.iter().map(GanttRow::end).max();
    let (Some(first), Some(last)) = (first, last) else {
        return Err(match incidents {
            0 => Nothing::NoIncident { period },
            _ => Nothing::NoMilestones { incidents, period },
        }
        .into());
    };
    if view.rows.len() == 1 {
        return Err(Nothing::Single { period }.into());
    }
    let mut scene = Scene::new(look);
    let head = words::head(view);
    let frame = Frame::open(&mut scene, &head);
    let legend = Legend::new(words::keys(view), frame.free.width());
    let free = Area { bottom: frame.free.bottom - legend.height() - theme::LABEL_GAP, ..frame.free };
    if view.rows.len() as f64 * ROW.0 <= free.height() - AXIS {
        in_rows(&mut scene, view, (first, last), free);
    } else {
        folded::draw(&mut scene, view, zone(view), (first, last), free);
    }
    legend.draw(&mut scene, free.left, free.bottom + theme::LABEL_GAP);
    frame.close(&mut scene, &view.basis);
    let alt = words::alt(view, &head);
    Ok(Picture::of(&scene, head, alt, words::data(view))?)
}

/// A row an incident, with its title.
fn in_rows(scene: &mut Scene, view: &GanttView, (from, to): (Instant, Instant), free: Area) {
    let style = Style::LABEL.sized(theme::SMALL_SIZE);
    let most = free.width() * TITLES;
    let titles: Vec<String> =
        view.rows.iter().map(|row| shorten(&titled(&row.id, &row.title), &style, most)).collect();
    let left =
        free.left + titles.iter().map(|title| style.width(title)).fold(0.0, f64::max) + theme::LABEL_APART;
    let open = view.rows.iter().any(|row| row.open_as_of.is_some());
    let right = free.right - if open { OPEN + 2.0 } else { 0.0 };
    let silences = silences(view.rows.iter().map(|row| (row.from.earliest(), row.end())).collect(), SILENT);
    let air = TimeDelta::seconds(seconds_of(told(&silences, from, to).num_seconds() as f64 * AIR));
    let calendar = Calendar::new(zone(view), from - air, to + air, left, right);
    let calendar = if silences.is_empty() { calendar } else { calendar.broken(&silences, SILENCE, LEAST) };
    let height = ((free.height() - AXIS) / view.rows.len().max(1) as f64).min(ROW.1);
    let bottom = free.top + height * view.rows.len() as f64;
    axis(scene, &calendar, Area::new(left, free.top, right, bottom));
    for ((row, title), number) in view.rows.iter().zip(&titles).zip(0..) {
        let middle = free.top + (f64::from(number) + 0.5) * height;
        scene.text(title, (free.left, style.centred(middle)), Anchor::Start, style);
        scene.line((left, middle), (calendar.x(row.from.earliest()), middle), theme::HAIR, theme::GRID);
        bar(scene, row, &calendar, (middle, (height * 0.66).min(44.0) / 2.0));
    }
    for piece in calendar.silences() {
        torn(scene, Area { left: piece.left, right: piece.right, top: free.top, bottom });
        let words = gap(piece.to - piece.from);
        let words = shorten(&words, &style, piece.right - piece.left - 14.0);
        let at = (f64::midpoint(piece.left, piece.right), style.centred(f64::midpoint(free.top, bottom)));
        scene.text(&words, at, Anchor::Middle, style);
    }
}

fn seconds_of(seconds: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "saturates")]
    let whole = seconds as i64;
    whole.max(1)
}

/// The zone of the axis: that of the incidents where they share one.
fn zone(view: &GanttView) -> ZoneId {
    match view.basis.zones.as_slice() {
        [one] => one.parse().unwrap_or(ZoneId::UTC),
        _ => ZoneId::UTC,
    }
}

/// The axis below, with a line through the rows at each labelled place.
fn axis(scene: &mut Scene, calendar: &Calendar, plot: Area) {
    let style = Style::MUTED;
    let ticks = calendar.ticks(&style);
    scene.line((plot.left, plot.bottom), (plot.right, plot.bottom), theme::AXIS_WIDTH, theme::AXIS);
    let first = plot.bottom + 6.0 + style.ascent() + 2.0;
    for tick in &ticks.ticks {
        if !tick.label.is_empty() {
            scene.line((tick.x, plot.top), (tick.x, plot.bottom + 5.0), theme::HAIR, theme::GRID);
            scene.text(&tick.label, (tick.x, first), Anchor::Middle, style);
        }
    }
    let bold = style.bold();
    for (x, words) in ticks.contexts(plot.left, plot.right + theme::MARGIN / 2.0, &bold) {
        scene.text(words, (x, first + 20.0), Anchor::Start, bold);
    }
}
