//! How large a picture is.

/// Width and height of a picture in pixels at scale 1, and how large its letters and marks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    /// The name in commands.
    pub name: &'static str,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Pixels to a unit of the drawing, in percent: 100 on a page, more where it is seen from afar.
    zoom: u32,
}

impl Size {
    /// For a page: 1600 x 900.
    pub const PAGE: Self = Self { name: "page", width: 1600, height: 900, zoom: 100 };
    /// For a slide: 1920 x 1080, letters a quarter larger than on a page.
    pub const SLIDE: Self = Self { name: "slide", width: 1920, height: 1080, zoom: 125 };
    /// As wide as high: 1200 x 1200.
    pub const SQUARE: Self = Self { name: "square", width: 1200, height: 1200, zoom: 100 };
    /// All of them.
    pub const ALL: [Self; 3] = [Self::PAGE, Self::SLIDE, Self::SQUARE];

    /// How wide the drawing is, in its own units.
    pub(crate) fn across(self) -> u32 {
        self.width * 100 / self.zoom
    }

    /// How high the drawing is, in its own units.
    pub(crate) fn down(self) -> u32 {
        self.height * 100 / self.zoom
    }
}

impl Default for Size {
    fn default() -> Self {
        Self::PAGE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_a_whole_part_of_every_size() {
        for size in Size::ALL {
            assert_eq!(
                (size.across() * size.zoom, size.down() * size.zoom),
                (size.width * 100, size.height * 100)
            );
        }
    }
}
