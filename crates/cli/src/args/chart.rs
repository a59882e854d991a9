//! `incstats chart`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use incstats_analysis::summary::Dimension;
use incstats_charts::CHARTS;
use incstats_model::{Every, Period};

use super::choices::{ImageFormat, ImageSize, dimension};
use super::selection::Filter;

/// The name that stands for every chart.
pub const ALL: &str = "all";

/// What `chart` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats chart --list                                             what there is
  incstats chart all --out charts                                   all of them
  incstats chart timeline --incident 2016-06-27 --out charts        one incident
  incstats chart trend --metric ttm --every month --out charts
  incstats chart phases --period 2021Q2 --out charts --format svg
  incstats chart counts survival --size slide --dark --scale 2 --out slides

The files are named after what they show: `phases.png`, `trend-ttr.png`, `timeline-ID.png`. Beside each picture
lies a CSV of the numbers that it shows; a PNG names its definition and the SHA-256 of that CSV in its text
chunks. The names of the files are printed, one a line.")]
pub struct ChartArgs {
    /// Which charts; `--list` shows them [default: all]
    #[arg(value_name = "NAME", value_parser = names(), hide_possible_values = true)]
    pub names: Vec<String>,

    /// Only list the charts that there are
    #[arg(long, conflicts_with_all = ["names", "out"])]
    pub list: bool,

    /// The incident of `timeline`, by its id or the beginning of it [default: a timeline for each]
    #[arg(long, value_name = "ID")]
    pub incident: Option<String>,

    /// The metric of the charts of one metric: `ttr`, `ttm`, ... or one of your own
    #[arg(long, value_name = "METRIC", default_value = "ttr")]
    pub metric: String,

    /// The length of the periods of a series [default: quarter, within a quarter month]
    #[arg(long, value_enum, value_name = "LENGTH")]
    pub every: Option<Length>,

    /// What `distribution` slices by
    #[arg(long, value_name = "WHAT", value_parser = dimension(), default_value = "service")]
    pub by: Dimension,

    /// Only incidents that started in it: `2021Q2`, `2021-05`, `2021`, `2021-04-15..2021-07-02`
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,

    /// What `comparison` compares the period with [default: the period before it]
    #[arg(long, value_name = "PERIOD")]
    pub before: Option<Period>,

    /// Only incidents that have it: `severity=SEV1`; several with a comma or given again, all of which must hold
    #[arg(long = "where", value_name = "WHAT=VALUE", value_delimiter = ',')]
    pub filters: Vec<Filter>,

    /// The folder to write to; made where it is missing
    #[arg(long, value_name = "DIR", required_unless_present = "list")]
    pub out: Option<PathBuf>,

    /// What to write; several with a comma
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',', default_value = "png,csv")]
    pub format: Vec<ImageFormat>,

    /// How large the pictures are
    #[arg(long, value_enum, value_name = "SIZE", default_value_t)]
    pub size: ImageSize,

    /// Pixels of a PNG for each pixel of its size: 2 for sharp print and dense screens
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=4), default_value = "1")]
    pub scale: u8,

    /// Light on dark, for dark slides
    #[arg(long)]
    pub dark: bool,
}

/// The names of the charts, and the one for all, listed in completions and in the error about an unknown one.
fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(CHARTS.iter().map(|chart| chart.name).chain([ALL]))
}

/// How long the periods of a trend are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Length {
    /// Calendar months.
    Month,
    /// Calendar quarters.
    #[default]
    Quarter,
    /// Calendar years.
    Year,
}

impl From<Length> for Every {
    fn from(length: Length) -> Self {
        match length {
            Length::Month => Self::Month,
            Length::Quarter => Self::Quarter,
            Length::Year => Self::Year,
        }
    }
}
