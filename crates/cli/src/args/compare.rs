//! `incstats compare`.

use clap::Args;
use incstats_model::Period;

use super::choices::RecordFormat;
use super::selection::Selection;

/// What `compare` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats compare 2021Q1 2021Q2
  incstats compare 2020 2021 --metric ttm --where severity=SEV1
  incstats compare 2021-01 2021-02 --detail

Says by how much the second period differs from the first, whether chance alone would give as much, and how
large a change would have to be for so few incidents to show it.")]
pub struct CompareArgs {
    /// The period compared with: `2021Q1`, `2021-05`, `2021`, `2021-04-15..2021-07-02`
    #[arg(value_name = "A")]
    pub first: Period,

    /// The period that is compared with it
    #[arg(value_name = "B")]
    pub second: Period,

    /// The metric: `ttr`, `ttm`, ... or one of your own [default: ttr]
    #[arg(long, value_name = "METRIC")]
    pub metric: Option<String>,

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
