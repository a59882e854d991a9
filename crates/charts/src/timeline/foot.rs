//! Below the band: the axis on the incident's wall clock, what contradicts, and the legend.

use incstats_analysis::view::{MarkKind, Stretch, TimelineView};
use incstats_model::ZoneBasis;

use super::strip::draw_mark;
use crate::axis::{Calendar, TimeTicks};
use crate::paint::{Anchor, Scene, hatch};
use crate::parts::{Key, Legend, bounds, count, inks_of, is_hatched, solid};
use crate::text::{Style, shorten};
use crate::theme;

/// From the axis to the labels of its ticks, and from there to the days.
const ROW: f64 = 20.0;
/// Length of a labelled tick.
const TICK: f64 = 6.0;

pub(super) struct Foot<'a> {
    view: &'a TimelineView,
    ticks: TimeTicks,
    name: String,
    legend: Legend<'a>,
    notes: Vec<String>,
    left: f64,
    right: f64,
}

impl<'a> Foot<'a> {
    pub(super) fn new(view: &'a TimelineView, calendar: &Calendar, room: f64) -> Self {
        let assumed = if view.zone.basis == ZoneBasis::Assumed { ", zone assumed" } else { "" };
        let zone = view.zone.id.to_string();
        let name = match zone.as_str() {
            "UTC" => format!("Time in UTC{assumed}"),
            _ => format!("Local time, {zone} ({}){assumed}", calendar.offsets()),
        };
        let notes = view
            .contradictions
            .iter()
            .map(|c| format!("The time of “{}” is contradicted: {}", c.milestone, c.message))
            .collect();
        let (left, right) = calendar.ends();
        Self {
            view,
            ticks: calendar.ticks(&Style::MUTED),
            name,
            legend: Legend::new(keys(view), room),
            notes,
            left,
            right,
        }
    }

    /// From the axis down to the end of the legend.
    pub(super) fn height(&self) -> f64 {
        let notes = self.notes.len() as f64 * Style::SMALL.line();
        TICK + 3.0 * ROW + 2.0 * theme::LABEL_GAP + notes + self.legend.height()
    }

    /// Lines where days, months or years begin, behind everything else.
    pub(super) fn grid(&self, scene: &mut Scene, top: f64, axis: f64) {
        for tick in self.ticks.ticks.iter().filter(|tick| tick.context.is_some()) {
            scene.line((tick.x, top), (tick.x, axis), theme::HAIR, theme::GRID);
        }
    }

    pub(super) fn draw(&self, scene: &mut Scene, axis: f64, left_out: usize) {
        let style = Style::MUTED;
        scene.line((self.left, axis), (self.right, axis), theme::AXIS_WIDTH, theme::AXIS);
        let first = axis + TICK + style.ascent();
        for tick in &self.ticks.ticks {
            let long = if tick.label.is_empty() { TICK / 2.0 } else { TICK };
            scene.line((tick.x, axis), (tick.x, axis + long), theme::HAIR, theme::AXIS);
            scene.text(&tick.label, (tick.x, first + 2.0), Anchor::Middle, style);
        }
        let bold = style.bold();
        for (x, words) in self.ticks.contexts(self.left, self.right + theme::MARGIN / 2.0, &bold) {
            scene.text(words, (x, first + 2.0 + ROW), Anchor::Start, bold);
        }
        scene.text(&self.name, (self.right, first + 2.0 + 2.0 * ROW), Anchor::End, style);
        let mut y = first + 2.0 + 2.0 * ROW;
        if left_out > 0 {
            let words = format!("{} of {} without a label", left_out, count(self.view.marks.len(), "event"));
            scene.text(&words, (self.left, y), Anchor::Start, style);
        }
        y += theme::LABEL_GAP;
        for note in &self.notes {
            y += Style::SMALL.line();
            let words = shorten(note, &Style::SMALL, self.right - self.left);
            scene.text(&words, (self.left, y), Anchor::Start, Style::SMALL.inked(theme::ALERT));
        }
        self.legend.draw(scene, self.left, y + theme::LABEL_GAP);
    }
}

/// The legend: the phases with how long they took, then the kinds of marks that occur.
fn keys(view: &TimelineView) -> Vec<Key<'_>> {
    let phase = |stretch: &'_ Stretch| {
        let inks = inks_of(&stretch.phases);
        let words = format!("{} {}", stretch.name, bounds(&stretch.duration));
        Key::new(words, move |scene, area| solid(scene, area, &inks))
    };
    let mut keys: Vec<Key<'_>> = view.phases.iter().map(phase).collect();
    if is_hatched(&view.phases) {
        let inks: Vec<_> = view.phases.iter().take(2).flat_map(|s| inks_of(&s.phases)).collect();
        keys.push(Key::new("hatched: which of these phases is not known", move |scene, area| {
            hatch(scene, area, &inks);
        }));
    }
    let mut mark = |words: &str, kind: MarkKind, milestone: bool, exact: bool| {
        keys.push(Key::new(words, move |scene: &mut Scene, area| {
            let ends = if exact { (area.middle_x(), area.middle_x()) } else { (area.left, area.right) };
            draw_mark(scene, ends, area.middle_y(), theme::DOT, kind, milestone);
        }));
    };
    let any = |test: &dyn Fn(&incstats_analysis::view::Mark) -> bool| view.marks.iter().any(test);
    if any(&|m| !m.milestones.is_empty()) {
        mark("milestone", MarkKind::Event, true, true);
    }
    if any(&|m| m.milestones.is_empty() && m.kind == MarkKind::Event) {
        mark("other event", MarkKind::Event, false, true);
    }
    let ranged = |m: &incstats_analysis::view::Mark| !m.bounds.is_exact() && m.kind == MarkKind::Event;
    if any(&ranged) {
        let milestones = view.marks.iter().filter(|m| ranged(m)).all(|m| !m.milestones.is_empty());
        mark("known only to this range", MarkKind::Event, milestones, false);
    }
    // One mark, two meanings: the words hold for all of them, the labels tell which is which.
    match (any(&|m| m.kind == MarkKind::Planned), any(&|m| m.kind == MarkKind::Announced)) {
        (true, false) => mark("announced, not confirmed", MarkKind::Planned, false, true),
        (_, true) => mark("announced", MarkKind::Announced, false, true),
        (false, false) => {}
    }
    if let Some(other) = view.marks.iter().find(|m| matches!(m.kind, MarkKind::Contradicted(_))) {
        mark("contradicts a milestone", other.kind, false, true);
    }
    keys
}
