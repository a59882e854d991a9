//! How large a picture is.

/// Width and height of a drawing, in the SVG's units; a PNG at scale 1 has as many pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

impl Size {
    /// For a page: 1600 x 900.
    pub const PAGE: Self = Self { width: 1600, height: 900 };
    /// For a slide: 1920 x 1080.
    pub const SLIDE: Self = Self { width: 1920, height: 1080 };
    /// As wide as high: 1200 x 1200.
    pub const SQUARE: Self = Self { width: 1200, height: 1200 };
}

impl Default for Size {
    fn default() -> Self {
        Self::PAGE
    }
}
