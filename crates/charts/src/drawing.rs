//! A finished drawing, ready to be written as SVG or PNG.

use crate::error::RenderError;
use crate::paint::{Scene, Written, png, write};
use crate::size::Size;

/// A finished drawing. Both its forms come from the same shapes.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// What the picture says, in words: its title.
    pub title: String,
    /// The same at more length, for those who cannot see it.
    pub description: String,
    /// How large it is.
    pub size: Size,
    written: Written,
}

impl Drawing {
    pub(crate) fn of(scene: &Scene, title: String, description: String) -> Result<Self, RenderError> {
        Ok(Self { title, description, size: scene.size, written: write(scene)? })
    }

    /// The SVG twin: real text, a `viewBox` of the drawing's size, each text held to its measured width so that it
    /// looks the same where the font is not installed.
    pub fn to_svg(&self) -> String {
        self.written.published(self.size, &self.title, &self.description)
    }

    /// The PNG, `scale` times the drawing's size in pixels.
    ///
    /// # Errors
    /// [`RenderError`] where the size is absurd.
    pub fn to_png(&self, scale: f32) -> Result<Vec<u8>, RenderError> {
        png(&self.written.plain(self.size), self.size, scale)
    }
}

#[cfg(test)]
impl Drawing {
    /// The texts, as measured.
    pub(crate) fn runs(&self) -> &[crate::paint::Run] {
        self.written.runs()
    }

    /// The SVG that is rasterised.
    pub(crate) fn plain_svg(&self) -> String {
        self.written.plain(self.size)
    }
}
