//! `incstats simulate`: what a figure would have said of a change that is known.

use incstats_analysis::experiment::{ExperimentQuestion, experiment};

use super::context::Context;
use super::selected::asked;
use crate::args::{RecordFormat, SimulateArgs};
use crate::exit;
use crate::failure::Failure;
use crate::output::{json, plural};
use crate::view::trend;

/// Prints how often the figure would have told the truth.
pub fn run(context: &mut Context, args: &SimulateArgs) -> Result<u8, Failure> {
    let selected = context.selected(&args.of)?;
    let metric = selected.metric(args.metric.as_deref())?;
    let question = ExperimentQuestion {
        metric,
        period: args.period,
        figure: args.figure.into(),
        cut: args.cut.0,
        per_period: args.per_period.and_then(|n| usize::try_from(n).ok()),
        seed: args.seed,
    };
    let found = asked(experiment(&selected.history, &question))?;
    let door = &mut context.door;
    if args.format == RecordFormat::Json {
        json::print(door, &selected.answer(&found))?;
        return Ok(exit::DONE);
    }
    let of = trend::of(&found.of);
    door.print_heading(&format!("A cut that is known, seen through the {of}{}", selected.only()))?;
    door.print_paragraph(&found.sentence)?;
    let left_out = match found.left_out {
        0 => String::new(),
        n => format!(" ({n} open or known to a range left out)"),
    };
    door.print_paragraph(&format!(
        "drawn from {}{left_out}; {} in each of two periods; {} runs; seed {}",
        plural(found.drawn_from, "incident"),
        plural(found.per_period, "incident"),
        found.runs,
        found.seed
    ))?;
    Ok(exit::DONE)
}
