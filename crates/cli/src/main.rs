//! The command line of incstats: reads reports, keeps incidents, prints figures and draws charts.
//!
//! [`args`] says what can be typed, [`command`] does it, [`answers`] holds what a summary says, [`output`] and [`view`] print it. [`intake`] finds and reads reports;
//! [`columns`] is the history in columns; [`project`] and [`settings`] are the folder that a person works in.

mod answers;
mod args;
mod columns;
mod command;
mod drawing;
mod exit;
mod failure;
mod intake;
mod limits;
mod output;
mod project;
mod review;
mod settings;
mod tally;
mod view;

use std::process::ExitCode;

use clap::Parser;

/// Incidents are made by one thread and freed by another, which the system's allocator makes them wait for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    ExitCode::from(command::run(cli))
}
