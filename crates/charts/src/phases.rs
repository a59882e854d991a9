//! `phases`: incidents side by side, each a bar of its phases.
//!
//! Minutes and weeks do not share an axis: stacked lengths are honest only on a linear axis from zero, and on one that
//! holds weeks minutes cannot be seen. So incidents are grouped by how long they took, and each group has a linear axis
//! of its own, whose length its heading names. Within a group bars can be compared; between groups their figures can.
//!
//! Many incidents are summed by period instead: see [`periods`].

mod data;
mod groups;
mod head;
mod periods;
mod row;

use chrono::TimeDelta;
use incstats_analysis::view::PhasesView;
use incstats_model::Every;

use crate::axis::linear_ticks;
use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::paint::{Anchor, Area, Scene, hatch};
use crate::parts::{Frame, Key, Legend, inks_of, is_hatched, solid};
use crate::picture::Picture;
use crate::text::Style;
use crate::theme;

use groups::Group;
use row::RowLayout;

/// Height of a group's heading with its axis.
const HEADING: f64 = 44.0;
/// Least and most distance between groups.
const APART: (f64, f64) = (14.0, 64.0);
/// Least and most height of a row.
const ROW: (f64, f64) = (23.0, 132.0);
/// Of the room that rows and distances leave, this part stays above them.
const ABOVE: f64 = 0.4;
/// Width that titles may take, as a part of the whole.
const TITLES: f64 = 0.30;

/// More incidents than this are summed by period where nobody asked for anything else: most would have no room.
pub(crate) const MANY: usize = 60;

/// Draws incidents by their phases: summed `by` period, or each: all of them where they have room, else the longest.
///
/// # Errors
/// [`Nothing::NoIncident`] without incidents, [`Nothing::NoPhases`] where none has two milestones.
pub(crate) fn draw(view: &PhasesView, by: Option<Every>, look: Look) -> Result<Picture, ChartError> {
    let period = view.period.map(|period| period.to_string());
    if view.rows.is_empty() {
        let incidents = view.basis.incidents;
        return Err(match incidents {
            0 => Nothing::NoIncident { period },
            _ => Nothing::NoPhases { incidents, period },
        }
        .into());
    }
    if let Some(every) = by {
        return periods::draw(view, every, look);
    }
    let mut scene = Scene::new(look);
    let mut head = head::head(view);
    let keys = keys(view);
    let legend = Legend::new(keys, f64::from(look.size.across()) - 2.0 * theme::MARGIN);

    // Once with the longest subtitle, to learn how much room the rows have; then with what is really left out.
    let longest = head::with_left_out(&head, view.rows.len(), view.rows.len());
    let free = Frame::open(&mut Scene::new(look), &longest).free;
    let room = free.height() - legend.height() - theme::GAP / 2.0;
    let groups = groups::fitting(&view.rows, |groups| needed(groups) <= room);
    let shown: usize = groups.iter().map(|group| group.rows.len()).sum();
    if shown < view.rows.len() {
        head = head::with_left_out(&head, shown, view.rows.len());
    }
    let frame = Frame::open(&mut scene, &head);
    let free = Area { bottom: frame.free.bottom - legend.height() - theme::GAP / 2.0, ..frame.free };
    draw_groups(&mut scene, &groups, free);
    legend.draw(&mut scene, free.left, free.bottom + theme::GAP / 2.0);
    frame.close(&mut scene, &view.basis);
    let drawn: Vec<_> = groups.iter().flat_map(|group| group.rows.iter().copied()).collect();
    let description = head::description(&drawn, &head);
    Ok(Picture::of(&scene, head, description, data::data(view))?)
}

/// The least height of groups.
fn needed(groups: &[Group<'_>]) -> f64 {
    let rows: usize = groups.iter().map(|group| group.rows.len()).sum();
    rows as f64 * ROW.0 + groups.len() as f64 * (HEADING + APART.0) - APART.0
}

fn draw_groups(scene: &mut Scene, groups: &[Group<'_>], free: Area) {
    let rows: usize = groups.iter().map(|group| group.rows.len()).sum();
    let mut spare = free.height() - needed(groups);
    let height = (ROW.0 + spare / rows.max(1) as f64).min(ROW.1);
    spare -= (height - ROW.0) * rows as f64;
    // What rows cannot take goes between the groups, and around them all.
    let between = groups.len().saturating_sub(1) as f64;
    let apart = (APART.0 + spare / between.max(1.0)).min(APART.1);
    spare -= (apart - APART.0) * between;
    let layout = RowLayout::new(groups, free, (height, TITLES));
    let mut y = free.top + spare.max(0.0) * ABOVE;
    for group in groups {
        let (axis, bottom) = (y + HEADING, y + HEADING + group.rows.len() as f64 * height);
        let ticks = linear_ticks(group.longest(), 8);
        let end = ticks.last().map_or(1.0, |tick| tick.0).max(1.0);
        let x = |seconds: f64| layout.bars.left + seconds / end * layout.bars.width();
        scene.text(&group.name(), (free.left, y + 16.0), Anchor::Start, Style::STRONG);
        for (seconds, words) in &ticks {
            let at = x(*seconds);
            scene.line((at, axis - 4.0), (at, bottom), theme::HAIR, theme::GRID);
            scene.text(words, (at, axis - 10.0), Anchor::Middle, Style::MUTED.sized(theme::SMALL_SIZE));
        }
        for (number, row) in group.rows.iter().enumerate() {
            let top = axis + number as f64 * height;
            layout.draw(scene, row, (top, top + height), &x);
        }
        scene.line(
            (layout.bars.left, axis - 4.0),
            (layout.bars.left, bottom),
            theme::AXIS_WIDTH,
            theme::AXIS,
        );
        y = bottom + apart;
    }
}

/// The legend: each phase and each merger that occurs, and what hatching and arrows mean.
fn keys(view: &PhasesView) -> Vec<Key<'static>> {
    let stretches = || view.rows.iter().flat_map(|row| &row.stretches);
    let mut seen: Vec<(&[incstats_model::Phase], &str)> = Vec::new();
    for stretch in stretches() {
        // What took no time is not to be seen on any bar.
        let seen_at_all = stretch.duration.max().is_none_or(|most| most > TimeDelta::zero());
        if seen_at_all && stretch.phases.len() == 1 && !seen.iter().any(|(_, name)| *name == stretch.name) {
            seen.push((&stretch.phases, &stretch.name));
        }
    }
    seen.sort_by_key(|(phases, _)| phases.to_vec());
    let mut keys: Vec<Key<'static>> = seen
        .into_iter()
        .map(|(phases, name)| {
            let inks = inks_of(phases);
            Key::new(name, move |scene: &mut Scene, area| solid(scene, area, &inks))
        })
        .collect();
    if stretches().any(|s| s.phases.len() > 1) {
        let inks = [theme::DETECTION, theme::RESPONSE, theme::DIAGNOSIS];
        keys.push(Key::new(
            "grey with stripes: several phases, the milestone between them is not known",
            move |scene, area| {
                solid(scene, area, &inks);
            },
        ));
    }
    if view.rows.iter().any(|row| is_hatched(&row.stretches)) {
        let inks = [theme::REPAIR, theme::RECOVERY];
        keys.push(Key::new("hatched: which of these phases is not known", move |scene, area| {
            hatch(scene, area, &inks);
        }));
    }
    if stretches().any(|s| s.open) {
        keys.push(Key::new("arrow: still open", |scene: &mut Scene, area: Area| {
            let y = area.middle_y();
            scene.line((area.left, y), (area.right - theme::ARROW, y), theme::STRONG, theme::ALERT);
            crate::parts::arrow(scene, (area.right, y), crate::parts::Arrow::Right, theme::ALERT);
        }));
    }
    keys
}
