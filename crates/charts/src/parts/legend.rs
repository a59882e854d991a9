//! A legend: samples with words, in as many rows as they need.

use crate::paint::{Anchor, Area, Scene};
use crate::text::Style;
use crate::theme;

/// Width of a sample.
const SAMPLE: f64 = 22.0;
/// Between one entry and the next.
const APART: f64 = 26.0;
/// Height of a row.
const ROW: f64 = 22.0;

/// Draws a sample in an area.
type Sample<'a> = Box<dyn Fn(&mut Scene, Area) + 'a>;

/// One entry: how to draw its sample in the area given, and its words.
pub(crate) struct Key<'a> {
    pub words: String,
    pub sample: Sample<'a>,
}

impl<'a> Key<'a> {
    pub(crate) fn new(words: impl Into<String>, sample: impl Fn(&mut Scene, Area) + 'a) -> Self {
        Self { words: words.into(), sample: Box::new(sample) }
    }

    /// The median of a chart whose durations run to the right.
    pub(crate) fn upright_median() -> Self {
        Self::new("median", |scene: &mut Scene, area: Area| {
            let x = area.middle_x();
            scene.line((x, area.top), (x, area.bottom), theme::STRONG, theme::TEXT);
        })
    }
}

/// Entries laid out in rows.
pub(crate) struct Legend<'a> {
    rows: Vec<Vec<Key<'a>>>,
}

impl<'a> Legend<'a> {
    const STYLE: Style = Style::MUTED.sized(theme::SMALL_SIZE);

    /// Entries in rows no wider than `room`.
    pub(crate) fn new(keys: Vec<Key<'a>>, room: f64) -> Self {
        let mut rows: Vec<Vec<Key<'a>>> = Vec::new();
        let mut used = f64::INFINITY;
        for key in keys {
            let width = Self::width(&key);
            if used + width > room {
                rows.push(Vec::new());
                used = 0.0;
            }
            used += width + APART;
            if let Some(row) = rows.last_mut() {
                row.push(key);
            }
        }
        Self { rows }
    }

    fn width(key: &Key<'_>) -> f64 {
        SAMPLE + theme::LABEL_GAP + Self::STYLE.width(&key.words)
    }

    pub(crate) fn height(&self) -> f64 {
        self.rows.len() as f64 * ROW
    }

    /// Draws it with its top left corner at a point.
    pub(crate) fn draw(&self, scene: &mut Scene, left: f64, top: f64) {
        for (number, row) in self.rows.iter().enumerate() {
            let (mut x, top) = (left, top + number as f64 * ROW);
            let middle = top + ROW / 2.0;
            for key in row {
                (key.sample)(scene, Area::new(x, middle - 6.0, x + SAMPLE, middle + 6.0));
                let at = (x + SAMPLE + theme::LABEL_GAP, Self::STYLE.centred(middle));
                scene.text(&key.words, at, Anchor::Start, Self::STYLE);
                x += Self::width(key) + APART;
            }
        }
    }
}
