//! `incstats trend`.

use clap::Args;
use incstats_model::Period;

use super::chart::Length;
use super::choices::RecordFormat;
use super::selection::Selection;

/// What `trend` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats trend                                          time to restore, quarter by quarter
  incstats trend --metric ttm --every month --period 2021
  incstats trend --where service=mail
  incstats trend --clock posted                           the source's own books
  incstats trend --format json

Below five periods no trend can be told from chance, and none is named. The words are few and fixed: fewer or
more, faster or slower, no clear change, too few to tell. They never say why.")]
pub struct TrendArgs {
    /// The metric: `ttr`, `ttm`, ... or one of your own [default: ttr]
    #[arg(long, value_name = "METRIC")]
    pub metric: Option<String>,

    /// The length of the periods
    #[arg(long, value_enum, value_name = "LENGTH", default_value_t)]
    pub every: Length,

    /// Only its periods: `2021`, `2020-01-01..2021-12-31` [default: from the first incident to the last]
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,

    /// What the figures are of.
    #[command(flatten)]
    pub of: Selection,

    /// Tests, p-values and methods too
    #[arg(long)]
    pub detail: bool,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: RecordFormat,
}
