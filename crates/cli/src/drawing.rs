//! Charts as files: their names, all formats, the data beside them.

use incstats_charts::{ChartError, Picture};

use crate::args::ImageFormat;
use crate::failure::{Failure, chain};

/// The files of a picture, one for each format: names and bytes. A PNG has `scale` pixels for each of its size.
///
/// # Errors
/// A defect of the picture.
pub fn files(
    picture: &Picture,
    formats: &[ImageFormat],
    scale: f32,
) -> Result<Vec<(String, Vec<u8>)>, ChartError> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for format in formats {
        let name = format!("{}.{}", picture.name, format.extension());
        if files.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let bytes = match format {
            ImageFormat::Svg => picture.to_svg().into_bytes(),
            ImageFormat::Png => picture.to_png(scale)?,
            ImageFormat::Csv => picture.to_csv().into_bytes(),
        };
        files.push((name, bytes));
    }
    Ok(files)
}

/// A chart that could not be drawn though there is something to draw.
pub fn defect(name: &str, error: &ChartError) -> Failure {
    Failure::error(format!("could not draw `{name}`: {}", chain(error))).hint(DEFECT)
}

/// What to do about a defect.
pub const DEFECT: &str = "this is a defect of incstats: please report it";
