//! The embedded fonts and their own advances.

use std::sync::LazyLock;

use ttf_parser::Face;

use super::glyphs::shown;

/// The family of both files. Without a digit: the SVG library takes a name with one for something else and drops the
/// text in silence.
pub(crate) const FAMILY: &str = "IBM Plex Sans";

/// The font files: the family, regular and semi-bold, then the one for Chinese, Japanese and Korean, in one weight. The
/// renderer takes from it what the family lacks.
pub(crate) const FILES: [&[u8]; 3] = [
    include_bytes!("../../fonts/IBMPlexSans-Regular.ttf"),
    include_bytes!("../../fonts/IBMPlexSans-SemiBold.ttf"),
    include_bytes!("../../fonts/NotoSansCJK-Subset.otf"),
];

/// A parsed file, with the advances of the commonest characters at hand, in sizes of the letters.
struct Metrics {
    face: Face<'static>,
    ascii: Vec<f64>,
}

impl Metrics {
    fn of(file: &'static [u8]) -> Option<Self> {
        let face = Face::parse(file, 0).ok()?;
        let ascii = (0..128_u8).map(|byte| advance(&face, char::from(byte)).unwrap_or_default()).collect();
        Some(Self { face, ascii })
    }

    fn advance(&self, c: char) -> Option<f64> {
        self.ascii.get(c as usize).copied().or_else(|| advance(&self.face, c))
    }
}

/// The advance of a character in sizes of the letters; `None` where the file has no glyph for it.
fn advance(face: &Face<'_>, c: char) -> Option<f64> {
    let glyph = face.glyph_index(c).filter(|glyph| glyph.0 != 0)?;
    Some(f64::from(face.glyph_hor_advance(glyph).unwrap_or_default()) / f64::from(face.units_per_em()))
}

static REGULAR: LazyLock<Option<Metrics>> = LazyLock::new(|| Metrics::of(FILES[0]));
static SEMI_BOLD: LazyLock<Option<Metrics>> = LazyLock::new(|| Metrics::of(FILES[1]));
static EAST_ASIAN: LazyLock<Option<Metrics>> = LazyLock::new(|| Metrics::of(FILES[2]));

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

/// How wide a text is, as it will be shown: the sum of the fonts' advances, without kerning, which here only ever makes
/// a text narrower by a trifle.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let Some(metrics) = weight.metrics() else { return text.chars().count() as f64 * size };
    let advance = |c| metrics.advance(c).or_else(|| EAST_ASIAN.as_ref()?.advance(c)).unwrap_or_default();
    shown(text).chars().map(advance).sum::<f64>() * size
}

/// Whether the files have a glyph for a character.
pub(super) fn has(c: char) -> bool {
    let family = [Weight::Regular, Weight::SemiBold]
        .into_iter()
        .all(|weight| weight.metrics().is_some_and(|metrics| metrics.advance(c).is_some()));
    family || EAST_ASIAN.as_ref().is_some_and(|metrics| metrics.advance(c).is_some())
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

    #[test]
    fn chinese_japanese_and_korean_are_measured_by_their_own_font() {
        for (text, letters) in [("障害発生：東京", 7.0), ("数据中心网络中断", 8.0), ("メール配信の遅延", 8.0)]
        {
            for weight in [Weight::Regular, Weight::SemiBold] {
                assert!((width(text, 100.0, weight) - letters * 100.0).abs() < 1e-6, "{text}");
            }
        }
        assert!(width("데이터베이스", 100.0, Weight::Regular) > 500.0);
        assert!(!has('ش') && !has('ה') && !has('ร'));
    }
}
