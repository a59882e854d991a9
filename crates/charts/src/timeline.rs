//! `timeline`: one incident on a time axis.
//!
//! From top to bottom: the finding, labels on leader lines, the marks of the events, the phases as a band, the axis on
//! the incident's own wall clock, and the legend. What is known only to a range is a bar as long as its doubt.

mod captions;
mod data;
mod foot;
mod head;
mod labels;
mod strip;

use chrono::TimeDelta;
use incstats_analysis::view::TimelineView;
use incstats_model::Instant;

use crate::axis::{Calendar, silences, told};
use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{Arrow, Frame, arrow, draw_band, gap, inks_of, label_on, torn};
use crate::picture::Picture;
use crate::text::{Style, shorten};
use crate::theme;

/// Height of the band of phases.
const BAND: f64 = 34.0;
/// Between marks, band and axis.
const APART: f64 = 10.0;
/// Kept at the right for the arrow of an open end.
const OPEN_END: f64 = 34.0;
/// Free at both ends of the axis, as a part of the time drawn.
const AIR: f64 = 0.015;
/// The axis is broken where silences take this part of the time.
const SILENT: f64 = 0.9;
/// Width of a break of the axis, and the least width of what lies beside it.
const SILENCE: f64 = 84.0;
const LEAST: f64 = 130.0;
/// How far apart labels may be pulled where there is room.
const LOOSEST: f64 = 1.7;
/// How much taller the band may be where there is room.
const TALLER: f64 = 46.0;
/// How far labels may be lifted where there is room.
const HIGHEST: f64 = 200.0;

/// Draws the timeline of an incident.
///
/// # Errors
/// [`Nothing::NoTime`] where the incident has no time at all.
pub(crate) fn draw(view: &TimelineView, look: Look) -> Result<Picture, ChartError> {
    let (from, to) = extent(view).ok_or_else(|| Nothing::NoTime { id: view.id.clone() })?;
    let mut scene = Scene::new(look);
    let marks = view.marks.iter().map(|mark| (mark.bounds.earliest(), mark.bounds.latest()));
    let silences = silences(marks.chain(view.open_as_of.map(|at| (at, at))).collect(), SILENT);
    let head = head::head(view, (from, to), !silences.is_empty());
    let frame = Frame::open(&mut scene, &head);
    let free = frame.free;
    let right = if view.open_as_of.is_some() { free.right - OPEN_END } else { free.right };
    let air = (to - from).num_milliseconds() as f64 * AIR;
    #[expect(clippy::cast_possible_truncation, reason = "saturates")]
    let air = TimeDelta::milliseconds(air as i64);
    let calendar = Calendar::new(view.zone.id, from - air, to + air, free.left, right);
    let calendar = if silences.is_empty() {
        calendar
    } else {
        // The air at the ends is that of the time told, not of the silence.
        let air = TimeDelta::seconds(1).max(told(&silences, from, to) / 16);
        let ends = Calendar::new(view.zone.id, from - air, to + air, free.left, right);
        ends.broken(&silences, SILENCE, LEAST)
    };

    let foot = foot::Foot::new(view, &calendar, free.width());
    let strip = strip::Strip::new(view, &calendar);
    let captions = captions::captions(view, &calendar, &strip, (from, to));
    let (least, taller) = if view.phases.is_empty() { (0.0, 0.0) } else { (BAND, TALLER) };
    let room = free.height() - strip.height() - 2.0 * APART - least - foot.height() - theme::LABEL_GAP;
    let mut labels = labels::Labels::fold(&captions, free, room);

    // The axis stands at the bottom; what room is left makes the band taller and pulls the labels up and apart.
    let spare = room - labels.height();
    let band_height = least + (spare * 0.2).clamp(0.0, taller);
    let room = room - (band_height - least);
    labels.pull((room / labels.height().max(1.0)).clamp(1.0, LOOSEST), 0.0);
    labels.pull(1.0, ((room - labels.height()) * 0.4).clamp(0.0, HIGHEST));
    let strip_top = free.top + room;
    let band_top = strip_top + strip.height() + APART + theme::LABEL_GAP;
    let band = Area::new(free.left, band_top, right, band_top + band_height);
    foot.grid(&mut scene, strip_top, band.bottom + APART);
    labels.lines(&mut scene, strip_top, &strip);
    strip.draw(&mut scene, strip_top);
    phases(&mut scene, view, &calendar, band);
    labels.draw(&mut scene, strip_top);
    foot.draw(&mut scene, band.bottom + APART, labels.left_out());
    breaks(&mut scene, &calendar, band);
    frame.close(&mut scene, &view.basis);
    let description = head::description(view, &head);
    Ok(Picture::of(&scene, head, description, data::data(view))?)
}

/// The axis and the band are broken where nothing happened for long; how long stands in the break.
fn breaks(scene: &mut Scene, calendar: &Calendar, band: Area) {
    for piece in calendar.silences() {
        let area = Area {
            left: piece.left,
            right: piece.right,
            top: band.top - theme::LABEL_GAP,
            bottom: band.bottom + APART,
        };
        torn(scene, area);
        let style = Style::SMALL;
        let words = shorten(&gap(piece.to - piece.from), &style, area.width() - 14.0);
        scene.text(&words, (area.middle_x(), style.centred(band.middle_y())), Anchor::Middle, style);
    }
}

/// The first and the last moment to draw.
fn extent(view: &TimelineView) -> Option<(Instant, Instant)> {
    let marks = view.marks.iter();
    let first = marks.clone().map(|m| m.bounds.earliest()).min();
    let last = marks.map(|m| m.bounds.latest()).max();
    let last = last.max(view.open_as_of.filter(|_| first.is_some()));
    Some((first?, last?))
}

/// The widest part of an area in which the axis is not broken.
fn widest(area: Area, calendar: &Calendar) -> Area {
    let (mut left, mut parts) = (area.left, Vec::new());
    for piece in calendar.silences() {
        parts.extend(area.between(left, piece.left));
        left = left.max(piece.right);
    }
    parts.extend(area.between(left, area.right));
    parts
        .into_iter()
        .max_by(|a, b| a.width().total_cmp(&b.width()))
        .unwrap_or(Area { right: area.left, ..area })
}

/// The band of phases, each named where its name fits, and the arrow of an open end.
fn phases(scene: &mut Scene, view: &TimelineView, calendar: &Calendar, band: Area) {
    let Some(zero) = view.zero else { return };
    let x = |seconds: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "whole seconds")]
        let delta = TimeDelta::try_seconds(seconds as i64).unwrap_or_default();
        calendar.x(zero + delta)
    };
    for piece in draw_band(scene, band, &view.phases, &x) {
        let Some(stretch) = view.phases.get(piece.stretch) else { continue };
        let (style, centre) = label_on(&piece.area, &inks_of(&stretch.phases), Style::STRONG);
        let area = widest(piece.area, calendar);
        if style.width(&stretch.name) + 2.0 * theme::LABEL_GAP <= area.width() {
            let at = (area.middle_x(), style.centred(centre));
            scene.text(&stretch.name, at, Anchor::Middle, style);
        }
    }
    if let Some(last) = view.phases.last().filter(|last| last.open) {
        let ink = theme::ALERT;
        let (from, y) = (x(last.to.most.num_seconds() as f64), band.middle_y());
        scene.dashes((from, y), (band.right + OPEN_END - theme::ARROW, y), theme::STRONG, ink);
        arrow(scene, (band.right + OPEN_END, y), Arrow::Right, ink);
    }
}
