//! Charts into files: their names, all formats, the data beside them.

use std::fs;
use std::path::{Path, PathBuf};

use incstats_charts::{Chart, ChartError, Look, Material, RenderError};

use crate::args::ImageFormat;
use crate::failure::{Failure, chain};

/// What became of a picture.
#[derive(Debug)]
pub enum Drawn {
    /// It was drawn.
    Files {
        /// Where it was written, a file for each format.
        files: Vec<PathBuf>,
    },
    /// There was nothing to draw; why.
    Nothing(String),
}

/// A folder that charts are written to.
#[derive(Debug)]
pub struct Folder<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// What each chart is written as.
    pub formats: &'a [ImageFormat],
    /// How charts look.
    pub look: Look,
    /// Pixels of a PNG for each pixel of its size.
    pub scale: f32,
}

impl<'a> Folder<'a> {
    /// The folder, made where it is missing; pages on a light ground.
    ///
    /// # Errors
    /// That it cannot be made.
    pub fn make(path: &'a Path, formats: &'a [ImageFormat]) -> Result<Self, Failure> {
        fs::create_dir_all(path).map_err(|error| Failure::file("make the folder", path, &error))?;
        Ok(Self { path, formats, look: Look::default(), scale: 1.0 })
    }

    /// Draws a chart and writes its files.
    ///
    /// # Errors
    /// That they cannot be written. That there is nothing to draw is none.
    pub fn draw(&self, chart: &Chart, of: &Material<'_>) -> Result<Drawn, Failure> {
        let defect = |error: &dyn std::error::Error| {
            Failure::error(format!("could not draw `{}`: {}", chart.file_name(of), chain(error)))
                .hint("this is a defect of incstats: please report it")
        };
        let picture = match chart.draw(of, self.look) {
            Ok(picture) => picture,
            Err(ChartError::Nothing(nothing)) => return Ok(Drawn::Nothing(nothing.to_string())),
            Err(error) => return Err(defect(&error)),
        };
        let mut files: Vec<PathBuf> = Vec::new();
        for format in self.formats {
            let file = self.path.join(format!("{}.{}", picture.name, format.extension()));
            if files.contains(&file) {
                continue;
            }
            let bytes = match format {
                ImageFormat::Svg => picture.to_svg().into_bytes(),
                ImageFormat::Png => {
                    picture.to_png(self.scale).map_err(|error: RenderError| defect(&error))?
                }
                ImageFormat::Csv => picture.to_csv().into_bytes(),
            };
            write(&file, &bytes)?;
            files.push(file);
        }
        Ok(Drawn::Files { files })
    }
}

/// Writes a file whole or not at all: a full disk leaves the old one.
///
/// # Errors
/// What the file system says.
pub fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = file.with_file_name(format!(".{name}.part"));
    fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, file)).map_err(|error| {
        let _ = fs::remove_file(&beside);
        Failure::file("write", file, &error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("a.svg"), b"x").unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write(&folder.path().join("none/a.svg"), b"x").is_err());
    }
}
