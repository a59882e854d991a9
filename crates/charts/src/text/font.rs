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

static REGULAR: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(FILES[0], 0).ok());
static SEMI_BOLD: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(FILES[1], 0).ok());

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
}

impl Weight {
    fn face(self) -> Option<&'static Face<'static>> {
        match self {
            Self::Regular => REGULAR.as_ref(),
            Self::SemiBold => SEMI_BOLD.as_ref(),
        }
    }
}

/// How wide a text is, as it will be shown: the sum of the font's advances, without kerning, which here only ever makes
/// a text narrower by a trifle.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let Some(face) = weight.face() else { return text.chars().count() as f64 * size };
    let advance = |c| face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or_default();
    let units: u32 = shown(text).chars().map(|c| u32::from(advance(c))).sum();
    f64::from(units) * size / f64::from(face.units_per_em())
}

/// Whether both files have a glyph for a character.
pub(super) fn has(c: char) -> bool {
    [Weight::Regular, Weight::SemiBold]
        .into_iter()
        .all(|weight| weight.face().is_some_and(|face| face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0)))
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
