//! The marks of the events: dots where a time is exact, bars where it is known to a range, in as many rows as they need.

use incstats_analysis::view::{Mark, MarkKind, TimelineView};
use incstats_model::Milestone;

use crate::axis::Calendar;
use crate::paint::{Area, Scene};
use crate::parts::{diamond, dot, ring};
use crate::theme::{self, Ink};

/// Most height that marks may take.
const MOST: f64 = 120.0;
/// From one row to the next, where there are few.
const PITCH: f64 = 2.0 * theme::DOT + 3.0;

/// The marks of a timeline, in rows; row 0 is the lowest.
pub(super) struct Strip {
    spots: Vec<Spot>,
    rows: usize,
    pitch: f64,
}

struct Spot {
    from: f64,
    to: f64,
    row: usize,
    kind: MarkKind,
    milestone: bool,
}

impl Strip {
    pub(super) fn new(view: &TimelineView, calendar: &Calendar) -> Self {
        let mut ends: Vec<f64> = Vec::new();
        let mut spots = Vec::new();
        for mark in &view.marks {
            let (from, to) = (calendar.x(mark.bounds.earliest()), calendar.x(mark.bounds.latest()));
            let reach = from - theme::DOT - 1.0;
            let row = ends.iter().position(|end| *end <= reach).unwrap_or(ends.len());
            match ends.get_mut(row) {
                Some(end) => *end = to + theme::DOT + 1.0,
                None => ends.push(to + theme::DOT + 1.0),
            }
            spots.push(Spot { from, to, row, kind: mark.kind, milestone: !mark.milestones.is_empty() });
        }
        let rows = ends.len().max(1);
        Self { spots, rows, pitch: PITCH.min(MOST / rows as f64) }
    }

    pub(super) fn height(&self) -> f64 {
        self.rows as f64 * self.pitch
    }

    /// Where a mark's leader line rises, and how far its top lies below the top of the strip.
    pub(super) fn top_of(&self, number: usize) -> Option<(f64, f64)> {
        let spot = self.spots.get(number)?;
        let middle = f64::midpoint(spot.from, spot.to);
        Some((middle, self.depth(spot.row) - self.radius()))
    }

    fn depth(&self, row: usize) -> f64 {
        self.height() - (row as f64 + 0.5) * self.pitch
    }

    fn radius(&self) -> f64 {
        theme::DOT.min(self.pitch / 2.0 - 0.5).max(1.2)
    }

    pub(super) fn draw(&self, scene: &mut Scene, top: f64) {
        for spot in &self.spots {
            draw_mark(
                scene,
                (spot.from, spot.to),
                top + self.depth(spot.row),
                self.radius(),
                spot.kind,
                spot.milestone,
            );
        }
    }
}

/// The ink of a mark.
pub(super) fn ink_of(kind: MarkKind, milestone: bool) -> Ink {
    match kind {
        MarkKind::Contradicted(_) => theme::ALERT,
        MarkKind::Milestone(_) => theme::TEXT,
        MarkKind::Event | MarkKind::Planned | MarkKind::Announced if milestone => theme::TEXT,
        MarkKind::Event | MarkKind::Planned | MarkKind::Announced => theme::DATA,
    }
}

/// One mark: a dot, a bar, or their hollow forms.
pub(super) fn draw_mark(
    scene: &mut Scene,
    (from, to): (f64, f64),
    y: f64,
    radius: f64,
    kind: MarkKind,
    milestone: bool,
) {
    let ink = ink_of(kind, milestone);
    let exact = to - from < 1.0;
    let half = radius * 0.72;
    let bar = Area::new(from, y - half, to.max(from + 2.0), y + half);
    match kind {
        MarkKind::Contradicted(_) if exact => diamond(scene, (from, y), radius, ink),
        MarkKind::Planned | MarkKind::Announced if exact => ring(scene, (from, y), radius, ink),
        MarkKind::Contradicted(_) | MarkKind::Planned | MarkKind::Announced => {
            scene.fill(bar, theme::PAPER);
            scene.outline(bar, theme::LINE * 0.8, ink);
        }
        _ if exact => dot(scene, (from, y), radius, ink),
        _ => scene.fill(bar, ink),
    }
}

/// What a mark's milestones are called together: `detected, acknowledged`.
pub(super) fn milestone_words(mark: &Mark) -> String {
    mark.milestones.iter().copied().map(Milestone::name).collect::<Vec<_>>().join(", ")
}
