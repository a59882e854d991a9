//! `incstats man`.

use std::path::PathBuf;

use clap::Args;

/// What `man` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats man | man -l -                    read it
  incstats man --out ~/.local/share/man/man1  install it, with a page for each command")]
pub struct ManArgs {
    /// Write a page for each command into a folder, instead of the main one to standard output
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
