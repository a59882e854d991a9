//! What each command does, one file a command.

mod chart;
mod compare;
mod completions;
mod context;
mod correct;
mod export;
mod findings;
mod forget;
mod import;
mod init;
mod list;
mod man;
mod report;
mod review;
mod selected;
mod show;
mod simulate;
mod summary;
mod trend;

use crate::args::{Cli, Command};
use crate::exit;
use crate::failure::Failure;
use crate::output::Door;

pub use correct::changed_to;
pub use selected::{Selected, asked};

use context::Context;

/// Does what was typed, and gives the exit code.
pub fn run(cli: Cli) -> u8 {
    let mut context = Context { door: Door::open(&cli.global), named_project: cli.global.project };
    let outcome = dispatch(&mut context, cli.command);
    let outcome = outcome.and_then(|code| Ok(context.door.flush().map(|()| code)?));
    context.door.end_progress();
    match outcome {
        Ok(code) => code,
        Err(Failure::ClosedPipe) => exit::DONE,
        Err(Failure::Told { code, message, hint }) => {
            context.door.error(&message, hint.as_deref());
            code
        }
    }
}

fn dispatch(context: &mut Context, command: Command) -> Result<u8, Failure> {
    match command {
        Command::Init(args) => init::run(context, &args),
        Command::Import(args) => import::run(context, &args),
        Command::List(args) => list::run(context, &args),
        Command::Show(args) => show::run(context, &args),
        Command::Findings(args) => findings::run(context, &args),
        Command::Correct(args) => correct::run(context, &args),
        Command::Forget(args) => forget::run(context, &args),
        Command::Summary(args) => summary::run(context, &args),
        Command::Trend(args) => trend::run(context, &args),
        Command::Compare(args) => compare::run(context, &args),
        Command::Simulate(args) => simulate::run(context, &args),
        Command::Chart(args) => chart::run(context, &args),
        Command::Report(args) => report::run(context, &args),
        Command::Review(args) => review::run(context, &args),
        Command::Export(args) => export::run(context, &args),
        Command::Completions(args) => completions::run(context, &args),
        Command::Man(args) => man::run(context, &args),
    }
}
