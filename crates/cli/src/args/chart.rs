//! `incstats chart`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use incstats_model::{Every, Period};

use super::choices::ImageFormat;

/// What `chart` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats chart --out charts                                       all of them
  incstats chart timeline --incident 2016-06-27 --out charts        one incident
  incstats chart trend --metric ttm --every month --out charts
  incstats chart phases --period 2021Q2 --out charts --format svg

The files are named after what they show: `phases.png`, `trend-ttr.png`, `timeline-ID.png`. Their names are
printed, one a line.")]
pub struct ChartArgs {
    /// Which charts [default: all]
    #[arg(value_name = "NAME", value_enum)]
    pub names: Vec<ChartName>,

    /// The incident of `timeline`, by its id or the beginning of it [default: a timeline for each]
    #[arg(long, value_name = "ID")]
    pub incident: Option<String>,

    /// The metric of `trend`: `ttr`, `ttm`, ... or one of your own
    #[arg(long, value_name = "METRIC", default_value = "ttr")]
    pub metric: String,

    /// The length of the periods of `trend`
    #[arg(long, value_enum, value_name = "LENGTH", default_value_t)]
    pub every: Length,

    /// Only incidents that started in it: `2021Q2`, `2021-05`, `2021`, `2021-04-15..2021-07-02`
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,

    /// The folder to write to; made where it is missing
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,

    /// What to draw as; several with a comma
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',', default_value = "png")]
    pub format: Vec<ImageFormat>,
}

/// A chart that can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChartName {
    /// The events of one incident on a time axis, its phases as bands.
    Timeline,
    /// Incidents side by side, the durations of their phases stacked.
    Phases,
    /// Each incident a dot, period by period, with the median and its interval.
    Trend,
}

impl ChartName {
    /// All of them, in the order in which they are drawn.
    pub const ALL: [Self; 3] = [Self::Phases, Self::Trend, Self::Timeline];
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
