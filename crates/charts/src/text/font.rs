//! The embedded font and its own advances.

use std::sync::LazyLock;

use ttf_parser::Face;

use super::glyphs::shown;

/// The family of both files. Without a digit: the SVG library takes a name with one for something else and drops the
/// text in silence.
pub(crate) const FAMILY: &str = "IBM Plex Sans";

/// The font files, regular and semi-bold.
pub(crate) const FILES: [&[u8]; 2] = [
    include_bytes!("../../fonts/IBMPlexSans-Regular.ttf"),
    include_bytes!("../../fonts/IBMPlexSans-SemiBold.ttf"),
];

/// A parsed file, with the advances of the commonest characters at hand.
struct Metrics {
    face: Face<'static>,
    ascii: Vec<u16>,
}

impl Metrics {
    fn of(file: &'static [u8]) -> Option<Self> {
        let face = Face::parse(file, 0).ok()?;
        let ascii = (0..128_u8).map(|byte| advance(&face, char::from(byte))).collect();
        Some(Self { face, ascii })
    }

    fn advance(&self, c: char) -> u16 {
        self.ascii.get(c as usize).copied().unwrap_or_else(|| advance(&self.face, c))
    }
}

fn advance(face: &Face<'_>, c: char) -> u16 {
    face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or_default()
}

static REGULAR: LazyLock<Option<Metrics>> = LazyLock::new(|| Metrics::of(FILES[0]));
static SEMI_BOLD: LazyLock<Option<Metrics>> = LazyLock::new(|| Metrics::of(FILES[1]));

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
}

impl Weight {
    fn metrics(self) -> Option<&'static Metrics> {
        match self {
            Self::Regular => REGULAR.as_ref(),
            Self::SemiBold => SEMI_BOLD.as_ref(),
        }
    }
}

/// How wide a text is, as it will be shown: the sum of the font's advances, without kerning, which here only ever makes
/// a text narrower by a trifle.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let Some(metrics) = weight.metrics() else { return text.chars().count() as f64 * size };
    let units: u32 = shown(text).chars().map(|c| u32::from(metrics.advance(c))).sum();
    f64::from(units) * size / f64::from(metrics.face.units_per_em())
}

/// Whether both files have a glyph for a character.
pub(super) fn has(c: char) -> bool {
    [Weight::Regular, Weight::SemiBold].into_iter().all(|weight| {
        weight.metrics().is_some_and(|m| m.face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_digits_have_the_same_width_and_bold_is_wider() {
        let wide = |text: &str, weight| width(text, 1000.0, weight);
        for digit in '0'..='9' {
            assert!((wide(&digit.to_string(), Weight::Regular) - 600.0).abs() < 1e-9);
        }
        assert!(wide("restored", Weight::SemiBold) > wide("restored", Weight::Regular));
    }
}
