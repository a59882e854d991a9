//! `incstats list`.

use clap::Args;
use incstats_model::Period;

use super::choices::Format;

/// What `list` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats list                        the whole history, oldest first
  incstats list --period 2021Q2        what started in a quarter
  incstats list --format csv > incidents.csv")]
pub struct ListArgs {
    /// Only incidents that started in it: `2021Q2`, `2021-05`, `2021`, `2021-04-15..2021-07-02`
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
