//! The columns side by side: where each period and each gap lies.

use incstats_analysis::view::{Column, TrendView};

use super::gap;
use crate::paint::{Area, Scene};
use crate::theme;

/// How much of the width gaps may take.
const GAPS: f64 = 0.35;
/// Width of a gap where there are so many that none has room for its label.
const NARROW: f64 = 16.0;

/// Where one column lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub left: f64,
    pub right: f64,
}

impl Place {
    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }
}

/// How wide columns are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Widths {
    pub slot: f64,
    pub gap: f64,
}

impl Widths {
    /// The widths of the columns of a plot: gaps as narrow as their labels, the slots as wide as that leaves room for.
    pub(crate) fn new(view: &TrendView, room: f64) -> Self {
        let slots = view.slots().count();
        let gaps = view.columns.len() - slots;
        let labels = view.columns.iter().map(|column| match column {
            Column::Gap(gap) => gap::width(gap),
            Column::Slot(_) => 0.0,
        });
        let widest = labels.fold(0.0, f64::max);
        let all = gaps as f64;
        let gap = if widest * all <= room * GAPS { widest } else { NARROW.min(room * GAPS / all) };
        Self { slot: (room - gap * all) / slots.max(1) as f64, gap }
    }

    fn of(self, column: &Column) -> f64 {
        match column {
            Column::Slot(_) => self.slot,
            Column::Gap(_) => self.gap,
        }
    }
}

/// Where the columns of a plot lie.
pub(crate) struct Columns<'a> {
    pub places: Vec<(&'a Column, Place)>,
    pub widths: Widths,
}

impl<'a> Columns<'a> {
    pub(crate) fn new(view: &'a TrendView, plot: Area) -> Self {
        let widths = Widths::new(view, plot.width());
        let mut left = plot.left;
        let place = |column: &'a Column| {
            let place = Place { left, right: left + widths.of(column) };
            left = place.right;
            (column, place)
        };
        Self { places: view.columns.iter().map(place).collect(), widths }
    }

    /// A light ground under every second period.
    pub(crate) fn draw_ground(&self, scene: &mut Scene, plot: Area) {
        let slots = self.places.iter().filter(|(column, _)| matches!(column, Column::Slot(_)));
        for (_, place) in slots.skip(1).step_by(2) {
            scene.fill(Area { left: place.left, right: place.right, ..plot }, theme::SHADE);
        }
    }

    /// The axis of periods and the lines over the plot are broken where periods are left out.
    pub(crate) fn draw_breaks(&self, scene: &mut Scene, plot: Area) {
        scene.line((plot.left, plot.bottom), (plot.right, plot.bottom), theme::AXIS_WIDTH, theme::AXIS);
        for (_, place) in self.places.iter().filter(|(column, _)| matches!(column, Column::Gap(_))) {
            gap::draw_break(scene, place, plot);
        }
    }
}
