//! `trend`: one metric by period. Every incident is a dot on a logarithmic axis of time, the median a bar in the box of
//! its interval.
//!
//! Durations are skewed, so the axis is logarithmic, and zero, which no logarithm has, lies in a lane of its own under
//! it. Where nothing happened for long, the axis of periods is broken. A period with fewer incidents than an interval needs is grey and has no median. Nothing joins the periods: a line
//! would read as a course that the data do not show.

mod data;
mod dots;
pub(crate) mod foot;
mod gap;
mod head;
mod medians;
pub(crate) mod slots;

use incstats_analysis::trend::Trend;
use incstats_analysis::view::{Column, TrendView};

use crate::axis::LogAxis;
use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{Frame, capital};
use crate::picture::Picture;
use crate::text::Style;
use crate::theme;

pub(crate) use head::{legend, period};
pub(crate) use medians::interval_ink;

use foot::Foot;
use slots::Columns;

/// Height of the lane of zeros.
const LANE: f64 = 46.0;
/// Least distance between two labelled durations.
const TICKS_APART: f64 = 40.0;
/// Width that the labels of durations take, at most.
const LABELS: f64 = 120.0;
/// Kept above the highest value for the arrow of an open one.
const ARROWS: f64 = 26.0;

/// Draws the trend of a metric; `trend` is what the analysis says of the same incidents and periods.
///
/// # Errors
/// [`Nothing::NoIncident`] without incidents, [`Nothing::NoEnds`] where none has both ends of the metric,
/// [`Nothing::OneIncident`] where one has.
pub(crate) fn draw(view: &TrendView, trend: &Trend, look: Look) -> Result<Picture, ChartError> {
    let incidents = view.basis.incidents;
    let period = head::asked(view);
    if incidents == 0 {
        return Err(Nothing::NoIncident { period }.into());
    }
    if view.measured() == 0 {
        let (metric, definition) = (view.metric.short.to_string(), view.metric.definition());
        return Err(Nothing::NoEnds { incidents, metric, definition, period }.into());
    }
    if view.measured() == 1 {
        let (metric, definition) = (view.metric.short.to_string(), view.metric.definition());
        return Err(Nothing::OneIncident { metric, definition, period }.into());
    }
    let mut scene = Scene::new(look);
    let head = head::head(view, trend);
    let frame = Frame::open(&mut scene, &head);
    let legend = head::legend(view, frame.free.width());
    let free = Area { bottom: frame.free.bottom - legend.height() - theme::LABEL_GAP, ..frame.free };
    let label = Style::MUTED;
    let name = format!("{} ({}), log scale", capital(&view.metric.label), view.metric.definition());
    scene.text(&name, (free.left, free.top + label.ascent()), Anchor::Start, label.bold());

    let foot = Foot::new(view, free.width() - LABELS);
    let (top, bottom) = (free.top + label.line() + ARROWS, free.bottom - foot.height());
    let axis = LogAxis::new(values(view), top, bottom, LANE);
    let ticks = axis.ticks(TICKS_APART);
    let widest = ticks.iter().map(|(_, words)| label.width(words)).fold(label.width("quarter"), f64::max);
    let plot = Area::new(free.left + widest + theme::LABEL_APART, top - ARROWS / 2.0, free.right, bottom);
    let columns = Columns::new(view, plot);

    columns.draw_ground(&mut scene, plot);
    for (y, words) in &ticks {
        scene.line((plot.left, *y), (plot.right, *y), theme::HAIR, theme::GRID);
        scene.text(words, (plot.left - theme::LABEL_APART, label.centred(*y)), Anchor::End, label);
    }
    if let Some(zero) = axis.zero() {
        // The gap between the two lines is where the axis is broken.
        scene.line((plot.left, axis.floor()), (plot.right, axis.floor()), theme::HAIR, theme::AXIS);
        scene.text("0 min", (plot.left - theme::LABEL_APART, label.centred(zero)), Anchor::End, label);
    }
    columns.draw_breaks(&mut scene, plot);
    draw_incidents(&mut scene, view, &columns, &axis, plot);
    foot.draw(&mut scene, &columns, view.every, (plot.left - theme::LABEL_APART, bottom));
    legend.draw(&mut scene, free.left, free.bottom + theme::LABEL_GAP);
    frame.close(&mut scene, &view.basis);
    let description = head::description(view, &head);
    Ok(Picture::of(&scene, head, description, data::data(view))?)
}

/// The incidents of each period as dots, with the median in the box of its interval.
pub(crate) fn draw_incidents(
    scene: &mut Scene,
    view: &TrendView,
    columns: &Columns<'_>,
    axis: &LogAxis,
    plot: Area,
) {
    let sizes = dots::Sizes::new(view.measured(), columns.widths.slot);
    for (number, (column, place)) in columns.places.iter().enumerate() {
        let Column::Slot(slot) = column else { continue };
        medians::draw_interval(scene, slot, place, axis);
        medians::draw_median(scene, slot, place, axis);
        let limit = if number + 1 == columns.places.len() { plot.right } else { place.right };
        dots::draw(scene, slot, place, axis, (sizes, limit));
    }
}

/// All seconds that the axis must hold.
pub(crate) fn values(view: &TrendView) -> impl Iterator<Item = f64> {
    let points = view.slots().flat_map(|slot| &slot.points);
    points.flat_map(|point| {
        let (least, most) = (point.duration.min(), point.duration.max());
        [Some(least), most].into_iter().flatten().map(|delta| delta.num_seconds() as f64)
    })
}
