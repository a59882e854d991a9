//! `incstats export`.

use clap::Args;
use incstats_model::Period;

use super::choices::ExportFormat;

/// What `export` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats export > history.json
  incstats export --format csv --period 2021 > 2021.csv

JSON has everything, in the records that the documentation describes. CSV has a row an incident; cells that a
spreadsheet would take for a formula are given a leading apostrophe.")]
pub struct ExportArgs {
    /// What to export as
    #[arg(long, value_enum, default_value_t)]
    pub format: ExportFormat,

    /// Only incidents that started in it: `2021Q2`, `2021-05`, `2021`, `2021-04-15..2021-07-02`
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,
}
