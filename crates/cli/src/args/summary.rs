//! `incstats summary`.

use clap::Args;
use incstats_analysis::summary::Dimension;
use incstats_model::Period;

use super::choices::{Format, dimension};
use super::selection::Selection;

/// What `summary` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats summary                              the whole history
  incstats summary --period 2021Q2              a quarter
  incstats summary --period 2021 --by service   a year, each service for itself
  incstats summary --period 2021Q2 --where severity=SEV1,service=mail
  incstats summary --period 2021Q2 --detail     time between failures, p-values and methods too
  incstats summary --clock posted               the source's own books
  incstats summary --format json                documented in docs/json.md

An incident belongs to the period in which it started, on its own clock. Each line says how many
incidents it rests on, how many of them are still open and how many are known only to a range.")]
pub struct SummaryArgs {
    /// Only incidents that started in it: `2021Q2`, `2021-05`, `2021`, `2021-04-15..2021-07-02`
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,

    /// A section for each value of it too
    #[arg(long, value_parser = dimension(), value_name = "WHAT")]
    pub by: Option<Dimension>,

    /// What the figures are of.
    #[command(flatten)]
    pub of: Selection,

    /// Time between failures, p-values and methods too
    #[arg(long)]
    pub detail: bool,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
