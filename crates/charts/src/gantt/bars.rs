//! Incidents as bars.

use incstats_analysis::view::GanttRow;
use incstats_model::{Instant, TimeBounds};

use crate::axis::Calendar;
use crate::paint::{Area, Scene, hatch};
use crate::parts::{Arrow, arrow};
use crate::theme::{self, Ink};

/// Least width of a bar.
pub(super) const THINNEST: f64 = 3.0;
/// Length of the arrow of an open incident.
pub(super) const OPEN: f64 = 18.0;

/// A bar: hatched where it is not certain that it ran, dark while users were hit, light until it was over.
pub(super) fn bar(scene: &mut Scene, row: &GanttRow, calendar: &Calendar, (middle, half): (f64, f64)) {
    let x = |at: Instant| calendar.x(at);
    let (from, sure) = (x(row.from.earliest()), x(row.from.latest()));
    let end = |bounds: TimeBounds| (x(bounds.earliest()), x(bounds.latest()));
    let area = |left: f64, right: f64| Area::new(left, middle - half, right, middle + half);
    let open = row.open_as_of.map(x);
    let (last, over) = match (row.to.map(end), open) {
        (Some((sure, latest)), _) => (sure, latest),
        (None, Some(open)) => (open, open),
        // No end is known: a mark at the beginning.
        (None, None) => (sure, sure),
    };
    let hit = row.mitigated.map(end);
    let (hit_sure, hit_over) = hit.unwrap_or((last, over));
    // What is too short to be seen is as long as can be.
    let thin = over - from < THINNEST;
    if thin {
        scene.fill(area(from, from + THINNEST), ink_of(row));
    } else {
        if hit.is_some() && over > hit_over {
            scene.fill(area(hit_sure, over), recovery_ink());
        }
        if over > last {
            hatch(
                scene,
                area(last, over),
                &[if hit.is_some_and(|hit| hit.1 <= last) { recovery_ink() } else { ink_of(row) }],
            );
        }
        if hit_over > hit_sure {
            hatch(scene, area(hit_sure, hit_over), &[ink_of(row)]);
        }
        if hit_sure > sure {
            scene.fill(area(sure, hit_sure.max(sure + 1.0)), ink_of(row));
        }
        if sure > from {
            hatch(scene, area(from, sure), &[ink_of(row)]);
        }
    }
    if let Some(open) = open {
        let end = open.max(from + THINNEST);
        scene.line((end, middle), (end + OPEN - theme::ARROW * 0.8, middle), theme::LINE, theme::ALERT);
        arrow(scene, (end + OPEN, middle), Arrow::Right, theme::ALERT);
    }
}

pub(super) fn ink_of(row: &GanttRow) -> Ink {
    if row.to.is_none() && row.open_as_of.is_none() { theme::FAINT } else { theme::DATA }
}

pub(super) fn recovery_ink() -> Ink {
    theme::DATA.over(theme::PAPER, 0.38)
}

/// For each incident the first lane that is free when it begins.
pub(super) fn lanes<'a>(rows: impl Iterator<Item = &'a GanttRow>, calendar: &Calendar) -> Vec<usize> {
    let mut ends: Vec<f64> = Vec::new();
    rows.map(|row| {
        let from = calendar.x(row.from.earliest());
        let arrow = if row.open_as_of.is_some() { OPEN } else { 0.0 };
        let to = calendar.x(row.end()).max(from + THINNEST) + arrow + 2.0;
        let lane = ends.iter().position(|end| *end <= from).unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(end) => *end = to,
            None => ends.push(to),
        }
        lane
    })
    .collect()
}
