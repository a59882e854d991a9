//! `incstats trend`: a metric over periods.

use incstats_analysis::statistics::kendall;
use incstats_analysis::trend::{Trend, TrendQuestion, trend};

use super::context::Context;
use super::selected::{Selected, asked};
use crate::args::{RecordFormat, TrendArgs};
use crate::exit;
use crate::failure::Failure;
use crate::output::{Door, Text, json};
use crate::view::trend as view;

/// Prints the trend of a metric.
pub fn run(context: &mut Context, args: &TrendArgs) -> Result<u8, Failure> {
    let selected = context.selected(&args.of)?;
    let metric = selected.metric(args.metric.as_deref())?;
    let question = TrendQuestion { metric, every: args.every.into(), window: args.period };
    let found = asked(trend(&selected.history, &question))?;
    let (told, most) = (found.periods.len(), kendall::MOST);
    if told > most {
        let every = found.every;
        return Err(Failure::usage(format!(
            "there are {told} {every}s, and a trend is told of {most} at most"
        ))
        .hint("name a shorter time with `--period FROM..TO`, or longer periods with `--every year`"));
    }
    match args.format {
        RecordFormat::Json => json::print(&mut context.door, &selected.answer(&found))?,
        RecordFormat::Table => print(&mut context.door, &selected, &found, args.detail)?,
    }
    Ok(exit::DONE)
}

fn print(door: &mut Door, selected: &Selected, found: &Trend, detail: bool) -> Result<(), Failure> {
    let of = view::of(&found.of);
    door.print_heading(&format!("Trend of the {of}, every {}{}", found.every, selected.only()))?;
    if found.periods.is_empty() {
        door.print("no incident has a date")?;
        return Ok(());
    }
    door.print(Text::new())?;
    door.print(view::periods(found).draw(door.width()))?;
    door.print(Text::new())?;
    door.print(view::changes(found, detail).draw(door.width()))?;
    door.print(Text::new())?;
    for line in view::asides(found, &selected.ids) {
        door.print_paragraph(&line)?;
    }
    door.print(Text::new())?;
    for sentence in &found.plain_words {
        door.print_paragraph(sentence)?;
    }
    if detail {
        door.print(Text::new())?;
        for line in view::details(found) {
            door.print_paragraph(&line)?;
        }
    }
    Ok(())
}
