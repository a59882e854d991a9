//! `incstats findings`.

use clap::Args;

use super::choices::Format;

/// What `findings` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats findings                    of the whole history
  incstats findings 2016-06-27         of one incident
  incstats findings --format csv > to-check.csv

What each code means and what to do about it is explained in docs/findings.md.")]
pub struct FindingsArgs {
    /// The incident's id, or the beginning of it [default: all incidents]
    #[arg(value_name = "ID")]
    pub id: Option<String>,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
