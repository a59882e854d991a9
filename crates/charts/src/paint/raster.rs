//! SVG to PNG, with the embedded font and no other.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::error::RenderError;
use crate::size::Size;
use crate::text::{FAMILY, FILES};

/// No picture is larger than this on a side.
const LARGEST: u32 = 20_000;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for file in FILES {
        fonts.load_font_data(file.to_vec());
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// The picture of an SVG, `scale` times its size, with words in its text chunks.
pub(crate) fn png(svg: &str, size: Size, scale: f32, words: &[(&str, &str)]) -> Result<Vec<u8>, RenderError> {
    let pixels = |length: u32| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        let pixels = (f64::from(length) * f64::from(scale)).round() as u32;
        pixels
    };
    let (width, height) = (pixels(size.width), pixels(size.height));
    let absurd = || RenderError::Size { width, height };
    if width.max(height) > LARGEST {
        return Err(absurd());
    }
    let mut pixmap = Pixmap::new(width, height).ok_or_else(absurd)?;
    resvg::render(&tree(svg)?, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    encode(&pixmap, words).map_err(|e| RenderError::Encode(e.to_string()))
}

/// The PNG of a picture. Its ground is opaque, so three bytes a pixel will do.
fn encode(pixmap: &Pixmap, words: &[(&str, &str)]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Balanced);
    for (keyword, text) in words {
        encoder.add_itxt_chunk((*keyword).to_owned(), (*text).to_owned())?;
    }
    let mut writer = encoder.write_header()?;
    let rgb: Vec<u8> = pixmap.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect();
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(bytes)
}

/// The SVG as it is understood. A family that is not known would drop its text without a word, so the embedded one is
/// the default too.
pub(crate) fn tree(svg: &str) -> Result<Tree, RenderError> {
    let options =
        Options { font_family: FAMILY.to_owned(), fontdb: Arc::clone(&FONTS), ..Options::default() };
    Ok(Tree::from_str(svg, &options)?)
}
