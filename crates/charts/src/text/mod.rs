//! Text: what the font can show, how wide it is, and how it is made to fit.

mod fit;
mod font;
mod glyphs;

pub(crate) use fit::{shorten, wrap, wrap_evenly};
pub(crate) use font::{FAMILY, FILES, Weight, width};
pub(crate) use glyphs::{named, shown, titled};

use crate::theme::{self, Ink};

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    pub size: f64,
    pub weight: Weight,
    pub ink: Ink,
}

impl Style {
    pub(crate) const fn new(size: f64, weight: Weight, ink: Ink) -> Self {
        Self { size, weight, ink }
    }

    /// Labels of axes and data.
    pub(crate) const LABEL: Self = Self::new(theme::LABEL_SIZE, Weight::Regular, theme::TEXT);
    /// Labels that matter less.
    pub(crate) const MUTED: Self = Self::new(theme::LABEL_SIZE, Weight::Regular, theme::MUTED);
    /// Labels that matter more.
    pub(crate) const STRONG: Self = Self::new(theme::LABEL_SIZE, Weight::SemiBold, theme::TEXT);
    /// Labels where there are many.
    pub(crate) const SMALL: Self = Self::new(theme::SMALL_SIZE, Weight::Regular, theme::TEXT);
    /// The footer.
    pub(crate) const FOOTER: Self = Self::new(theme::FOOTER_SIZE, Weight::Regular, theme::MUTED);

    pub(crate) const fn inked(mut self, ink: Ink) -> Self {
        self.ink = ink;
        self
    }

    pub(crate) const fn bold(mut self) -> Self {
        self.weight = Weight::SemiBold;
        self
    }

    pub(crate) const fn sized(mut self, size: f64) -> Self {
        self.size = size;
        self
    }

    /// How wide a text is in it.
    pub(crate) fn width(&self, text: &str) -> f64 {
        width(text, self.size, self.weight)
    }

    /// From one baseline to the next.
    pub(crate) fn line(&self) -> f64 {
        self.size * theme::LINE_HEIGHT
    }

    /// From the baseline up to the top of the tallest letters.
    pub(crate) fn ascent(&self) -> f64 {
        self.size * 0.76
    }

    /// From the baseline down to the bottom of the deepest letters.
    pub(crate) fn descent(&self) -> f64 {
        self.size * 0.22
    }

    /// The baseline that centres capitals and digits on a height.
    pub(crate) fn centred(&self, y: f64) -> f64 {
        y + self.size * 0.35
    }
}
