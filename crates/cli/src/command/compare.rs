//! `incstats compare`: one period against another.

use incstats_analysis::compare::{CompareQuestion, Comparison, compare};

use super::context::Context;
use super::selected::{Selected, asked};
use crate::args::{CompareArgs, RecordFormat};
use crate::exit;
use crate::failure::Failure;
use crate::output::{Door, Text, json};
use crate::view::{compare as view, trend};

/// Prints how the second period differs from the first.
pub fn run(context: &mut Context, args: &CompareArgs) -> Result<u8, Failure> {
    let selected = context.selected(&args.of)?;
    let metric = selected.metric(args.metric.as_deref())?;
    let question = CompareQuestion { metric, first: args.first, second: args.second };
    let found = asked(compare(&selected.history, &question))?;
    match args.format {
        RecordFormat::Json => json::print(&mut context.door, &selected.answer(&found))?,
        RecordFormat::Table => print(&mut context.door, &selected, &found, args.detail)?,
    }
    Ok(exit::DONE)
}

fn print(door: &mut Door, selected: &Selected, found: &Comparison, detail: bool) -> Result<(), Failure> {
    let of = trend::of(&found.of);
    let (first, second) = (&found.first.period, &found.second.period);
    let title = format!("{second} against {first}: {of}{}", selected.only());
    door.print_heading(&title)?;
    door.print(Text::new())?;
    door.print(view::table(found).draw(door.width()))?;
    door.print(Text::new())?;
    for line in view::asides(found, &selected.ids) {
        door.print_paragraph(&line)?;
    }
    door.print_paragraph(&format!("In plain words: {}", found.plain_words.join(" ")))?;
    if detail {
        door.print(Text::new())?;
        for line in view::details(found) {
            door.print_paragraph(&line)?;
        }
    }
    Ok(())
}
