//! The shapes of a drawing, in its own units, before any file format.

use std::collections::BTreeSet;

use crate::look::Look;
use crate::text::{Style, named, shown};
use crate::theme::Ink;

/// A rectangle by its edges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub(crate) fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(crate) fn middle_x(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    pub(crate) fn middle_y(&self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }

    /// The part of it between two places across; `None` where nothing is left.
    pub(crate) fn between(&self, from: f64, to: f64) -> Option<Self> {
        let (left, right) = (from.max(self.left), to.min(self.right));
        (left < right).then_some(Self { left, right, ..*self })
    }
}

/// Which point of a text its place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    pub text: String,
    pub x: f64,
    pub baseline: f64,
    pub anchor: Anchor,
    pub style: Style,
    pub width: f64,
}

impl Run {
    /// The rectangle that its letters can reach.
    pub(crate) fn area(&self) -> Area {
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - self.width / 2.0,
            Anchor::End => self.x - self.width,
        };
        let (top, bottom) = (self.baseline - self.style.ascent(), self.baseline + self.style.descent());
        Area::new(left, top, left + self.width, bottom)
    }
}

/// One shape.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    Fill { area: Area, ink: Ink },
    Line { points: Vec<(f64, f64)>, width: f64, ink: Ink },
    Polygon { points: Vec<(f64, f64)>, ink: Ink },
    Disc { x: f64, y: f64, radius: f64, ink: Ink },
    Text(Run),
}

/// The shapes of a drawing, those at the back first.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    pub look: Look,
    pub shapes: Vec<Shape>,
    /// The scripts that the fonts lack and texts name instead, so far.
    pub lacking: BTreeSet<&'static str>,
}

impl Scene {
    pub(crate) fn new(look: Look) -> Self {
        Self { look, shapes: Vec::new(), lacking: BTreeSet::new() }
    }

    /// How wide it is, in its own units.
    pub(crate) fn across(&self) -> f64 {
        f64::from(self.look.size.across())
    }

    /// How high it is, in its own units.
    pub(crate) fn down(&self) -> f64 {
        f64::from(self.look.size.down())
    }

    pub(crate) fn fill(&mut self, area: Area, ink: Ink) {
        self.shapes.push(Shape::Fill { area, ink });
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64, ink: Ink) {
        self.shapes.push(Shape::Line { points: vec![from, to], width, ink });
    }

    /// A line of short dashes.
    pub(crate) fn dashes(&mut self, from: (f64, f64), to: (f64, f64), width: f64, ink: Ink) {
        const DASH: f64 = 5.0;
        const FREE: f64 = 4.0;
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let at = |along: f64| {
            let part = (along / length).min(1.0);
            (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
        };
        let mut along = 0.0;
        while along < length {
            self.line(at(along), at(along + DASH), width, ink);
            along += DASH + FREE;
        }
    }

    /// The outline of a rectangle.
    pub(crate) fn outline(&mut self, area: Area, width: f64, ink: Ink) {
        let Area { left, top, right, bottom } = area;
        let points =
            vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top), (right, top)];
        self.shapes.push(Shape::Line { points, width, ink });
    }

    pub(crate) fn polygon(&mut self, points: Vec<(f64, f64)>, ink: Ink) {
        self.shapes.push(Shape::Polygon { points, ink });
    }

    pub(crate) fn disc(&mut self, (x, y): (f64, f64), radius: f64, ink: Ink) {
        self.shapes.push(Shape::Disc { x, y, radius, ink });
    }

    /// A line of text; nothing where it has no letters. Its width is measured, and what the fonts lack is kept for the foot.
    pub(crate) fn text(&mut self, text: &str, at: (f64, f64), anchor: Anchor, style: Style) {
        let drawn = shown(text);
        if drawn.trim().is_empty() {
            return;
        }
        self.lacking.extend(named(&drawn));
        let (width, text) = (style.width(&drawn), drawn.into_owned());
        self.shapes.push(Shape::Text(Run { text, x: at.0, baseline: at.1, anchor, style, width }));
    }

    /// The texts, in the order in which they are drawn.
    pub(crate) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.shapes.iter().filter_map(|shape| if let Shape::Text(run) = shape { Some(run) } else { None })
    }
}
