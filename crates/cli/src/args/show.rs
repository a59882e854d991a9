//! `incstats show`.

use clap::Args;

use super::choices::RecordFormat;

/// What `show` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats show 2016-06-27             the beginning of an id is enough where no other begins so
  incstats show 2016-06-27 --source    the lines of the report, what was read underlined
  incstats show 2016-06-27 --format json")]
pub struct ShowArgs {
    /// The incident's id, the beginning of it, or the id that its source gave it
    #[arg(value_name = "ID")]
    pub id: String,

    /// Print the lines of the report that the milestones and findings rest on
    #[arg(long, conflicts_with = "format")]
    pub source: bool,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: RecordFormat,
}
