//! `incstats completions`: completions for a shell.

use clap::CommandFactory;

use super::context::Context;
use crate::args::{Cli, CompletionsArgs};
use crate::exit;
use crate::failure::Failure;

/// Prints the completions.
pub fn run(context: &mut Context, args: &CompletionsArgs) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "incstats", &mut script);
    context.door.print_raw(&script)?;
    Ok(exit::DONE)
}
