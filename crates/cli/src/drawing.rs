//! Charts into files: which picture, its file name, both formats.

use std::fs;
use std::path::{Path, PathBuf};

use incstats_analysis::view::{PhasesView, TimelineView, TrendView};
use incstats_charts::{ChartError, Drawing, Size, phases, timeline, trend};
use incstats_model::{Every, Incident, Metric, Period};

use crate::args::ImageFormat;
use crate::failure::{Failure, chain};

/// Pixels of a PNG for each unit of the drawing.
const SCALE: f32 = 1.0;

/// What a chart is drawn of.
#[derive(Clone, Copy, Debug)]
pub enum Picture<'a> {
    /// One incident on a time axis.
    Timeline(&'a Incident),
    /// Incidents side by side, phase by phase.
    Phases {
        /// The incidents.
        incidents: &'a [Incident],
        /// Only those that started in it.
        period: Option<Period>,
    },
    /// A metric, period by period.
    Trend {
        /// The incidents.
        incidents: &'a [Incident],
        /// Which metric.
        metric: &'a Metric,
        /// How long the periods are.
        every: Every,
        /// Only those that started in it.
        window: Option<Period>,
    },
}

impl Picture<'_> {
    /// Its file name without the ending: `phases`, `trend-ttr`, `timeline-ID`.
    pub fn name(&self) -> String {
        match self {
            Self::Timeline(incident) => format!("timeline-{}", safe(incident.id.as_str())),
            Self::Phases { .. } => "phases".into(),
            Self::Trend { metric, .. } => format!("trend-{}", metric.key),
        }
    }

    fn draw(&self) -> Result<Drawing, ChartError> {
        match *self {
            Self::Timeline(incident) => timeline::draw(&TimelineView::new(incident), Size::PAGE),
            Self::Phases { incidents, period } => {
                phases::draw(&PhasesView::new(incidents, period), Size::PAGE)
            }
            Self::Trend { incidents, metric, every, window } => {
                trend::draw(&TrendView::new(incidents, metric, every, window), Size::PAGE)
            }
        }
    }
}

/// What became of a picture.
#[derive(Debug)]
pub enum Drawn {
    /// It was drawn.
    Files {
        /// What the chart says, in words.
        title: String,
        /// Where it was written, a file for each format.
        files: Vec<PathBuf>,
    },
    /// There was nothing to draw; why.
    Nothing(String),
}

/// A folder that charts are written to.
#[derive(Debug)]
pub struct Folder<'a> {
    path: &'a Path,
    formats: &'a [ImageFormat],
}

impl<'a> Folder<'a> {
    /// The folder, made where it is missing.
    ///
    /// # Errors
    /// That it cannot be made.
    pub fn make(path: &'a Path, formats: &'a [ImageFormat]) -> Result<Self, Failure> {
        fs::create_dir_all(path).map_err(|error| Failure::file("make the folder", path, &error))?;
        Ok(Self { path, formats })
    }

    /// Draws a picture and writes its files.
    ///
    /// # Errors
    /// That they cannot be written. That there is nothing to draw is none.
    pub fn draw(&self, picture: &Picture<'_>) -> Result<Drawn, Failure> {
        let defect = |error: ChartError| {
            Failure::error(format!("could not draw `{}`: {}", picture.name(), chain(&error)))
                .hint("this is a defect of incstats: please report it")
        };
        let drawing = match picture.draw() {
            Ok(drawing) => drawing,
            Err(ChartError::Nothing(nothing)) => return Ok(Drawn::Nothing(nothing.to_string())),
            Err(error) => return Err(defect(error)),
        };
        let mut files: Vec<PathBuf> = Vec::new();
        for format in self.formats {
            let file = self.path.join(format!("{}.{}", picture.name(), format.extension()));
            if files.contains(&file) {
                continue;
            }
            let bytes = match format {
                ImageFormat::Svg => drawing.to_svg().into_bytes(),
                ImageFormat::Png => drawing.to_png(SCALE).map_err(|error| defect(error.into()))?,
            };
            write(&file, &bytes)?;
            files.push(file);
        }
        Ok(Drawn::Files { title: drawing.title, files })
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

/// A part of a file name that every system takes: letters, digits, `-` and `_` of it.
fn safe(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_cannot_leave_the_folder() {
        assert_eq!(safe("../../etc/x.y"), "------etc-x-y");
        assert_eq!(safe("2021-05-20-accès"), "2021-05-20-accès");
    }

    #[test]
    fn a_file_is_written_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("a.svg"), b"x").unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write(&folder.path().join("none/a.svg"), b"x").is_err());
    }
}
