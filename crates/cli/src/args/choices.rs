//! Values that options choose from.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use incstats_analysis::summary::Dimension;

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
}

impl ImageFormat {
    /// How the file name ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }
}

/// What the bytes of a report are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Plain text in any of the usual encodings.
    Text,
}

/// The dimensions that a summary can be grouped by, listed in help and completions.
pub fn dimension() -> impl TypedValueParser<Value = Dimension> {
    PossibleValuesParser::new(Dimension::ALL.map(Dimension::name)).try_map(|name| name.parse::<Dimension>())
}
