//! A finished picture, ready to be written as SVG or PNG, with the data that it shows.

use sha2::{Digest, Sha256};

use crate::data::Data;
use crate::error::RenderError;
use crate::look::Look;
use crate::paint::{Scene, Written, png, write};
use crate::parts::Head;

/// A finished picture. SVG and PNG come from the same shapes.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its file name without the ending: `phases`, `trend-ttr`, `timeline-ID`. Letters, digits, `-` and `_`.
    pub name: String,
    /// What it says, in words: its title.
    pub title: String,
    /// The same at more length, for those who cannot see it: an alternative text. It holds text from reports, as
    /// written.
    pub alt: String,
    /// What is drawn: the definition of the figure, the period, the clock, the zone and n.
    pub definition: String,
    /// What incidents were selected by, in words; empty where none was left out.
    pub filter: String,
    /// Its size and its ground.
    pub look: Look,
    /// The numbers that it shows.
    pub data: Data,
    written: Written,
}

impl Picture {
    /// A picture of a scene with the words above it. Its name and filter are given by the registry.
    pub(crate) fn of(scene: &Scene, head: Head, alt: String, data: Data) -> Result<Self, RenderError> {
        Ok(Self {
            name: String::new(),
            title: head.title,
            alt,
            definition: head.subtitle.join(" "),
            filter: String::new(),
            look: scene.look,
            data,
            written: write(scene)?,
        })
    }

    /// The SVG: real text, a `viewBox` of the drawing's size, each text held to its measured width so that it looks the
    /// same where the font is not installed. It acts on nothing and asks for nothing.
    pub fn to_svg(&self) -> String {
        self.written.published(self.look, &self.title, &self.alt)
    }

    /// The PNG, `scale` times its size in pixels. Its text chunks hold the title, the definition, the filter, the
    /// program and the SHA-256 of [`Picture::to_csv`], so that a slide can be traced back to its data.
    ///
    /// # Errors
    /// [`RenderError`] where the size is absurd.
    pub fn to_png(&self, scale: f32) -> Result<Vec<u8>, RenderError> {
        let sha256 = self.data_sha256();
        let words = [
            ("Title", self.title.as_str()),
            ("Description", &self.definition),
            ("Filter", if self.filter.is_empty() { "none" } else { &self.filter }),
            ("Data-SHA256", &sha256),
            ("Software", concat!("incstats ", env!("CARGO_PKG_VERSION"))),
        ];
        png(&self.written.plain(self.look), self.look.size, scale, &words)
    }

    /// The CSV of what it shows.
    pub fn to_csv(&self) -> String {
        self.data.to_csv()
    }

    /// The SHA-256 of the CSV, in 64 hexadecimal digits.
    pub fn data_sha256(&self) -> String {
        format!("{:x}", Sha256::digest(self.to_csv()))
    }
}

#[cfg(test)]
impl Picture {
    /// The texts, as measured.
    pub(crate) fn runs(&self) -> &[crate::paint::Run] {
        self.written.runs()
    }

    /// The SVG that is rasterised.
    pub(crate) fn plain_svg(&self) -> String {
        self.written.plain(self.look)
    }
}
