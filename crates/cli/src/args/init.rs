//! `incstats init`.

use std::path::PathBuf;

use clap::Args;

/// What `init` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats init                     make the current folder a project
  incstats init ~/incidents         make another folder one, and the folder itself where it is missing

A project is a folder with an `incstats.toml`. Files that are there already are left as they are.")]
pub struct InitArgs {
    /// The folder
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
}
