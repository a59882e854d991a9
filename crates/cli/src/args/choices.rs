//! Values that options choose from.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use incstats_analysis::summary::Dimension;
use incstats_charts::Size;

/// How a reading command prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// How a command prints what has no place in a flat table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum RecordFormat {
    /// For people.
    #[default]
    Table,
    /// For programs.
    Json,
}

/// What the history is exported as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One array of records, nothing left out.
    #[default]
    Json,
    /// One row an incident.
    Csv,
}

/// What charts are drawn as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ImageFormat {
    /// Pixels, 1600 wide or more.
    #[default]
    Png,
    /// Lines and text that stay sharp at any size.
    Svg,
    /// The numbers that the chart shows.
    Csv,
}

impl ImageFormat {
    /// How the file name ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Csv => "csv",
        }
    }
}

/// What the bytes of a report are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Plain text in any of the usual encodings.
    Text,
}

/// How large charts are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ImageSize {
    /// 1600 x 900, for a page.
    #[default]
    Page,
    /// 1920 x 1080, letters a quarter larger, for a slide.
    Slide,
    /// 1200 x 1200.
    Square,
}

impl From<ImageSize> for Size {
    fn from(size: ImageSize) -> Self {
        match size {
            ImageSize::Page => Self::PAGE,
            ImageSize::Slide => Self::SLIDE,
            ImageSize::Square => Self::SQUARE,
        }
    }
}

/// The dimensions that a summary can be grouped by, listed in help and completions.
pub fn dimension() -> impl TypedValueParser<Value = Dimension> {
    PossibleValuesParser::new(Dimension::ALL.map(Dimension::name)).try_map(|name| name.parse::<Dimension>())
}
