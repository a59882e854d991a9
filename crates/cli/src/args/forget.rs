//! `incstats forget`.

use clap::Args;

/// What `forget` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats forget data/2021/mail.txt           what would go: the report and its incidents
  incstats forget data/2021/mail.txt --yes     take it out of the history
  incstats forget old.zip --yes                all reports that were read from an archive
  incstats forget 2021-05-20-mail-down --yes   an incident that its report tells of no longer

The file itself is left alone; where it still lies under what is imported, the next import reads it again. Corrections
of its incidents are kept, and find them again should the report come back.")]
pub struct ForgetArgs {
    /// Reports, as `import` and `show` name them, or the archive that they are in; or the id of an incident that its
    /// report tells of no longer
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<String>,

    /// Do it; without, only say what would go
    #[arg(long)]
    pub yes: bool,
}
