//! `incstats show`: one incident.

use incstats_model::record::Record;
use incstats_model::{Correction, Incident, Metric, Repair, Severity};
use serde::Serialize;

use super::context::Context;
use crate::args::{RecordFormat, ShowArgs};
use crate::exit;
use crate::failure::Failure;
use crate::output::text::BOLD;
use crate::output::{Door, Table, Text, json};
use crate::view::{self, incident, source};

/// The record of an incident, with what people overruled.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    record: Record<'a>,
    corrections: &'a [Correction],
}

/// Prints one incident, or the lines of the report that it rests on.
pub fn run(context: &mut Context, args: &ShowArgs) -> Result<u8, Failure> {
    let metrics = context.project()?.settings.metrics();
    let store = context.history_with(&args.id)?;
    let incident = store.incident_beside_others(&args.id)?;
    let corrections = store.corrections(&incident.id)?;
    let door = &mut context.door;
    if args.source {
        let path = &incident.source.path;
        let text = store.text(&incident.source.sha256)?.ok_or_else(|| {
            Failure::error(format!("the text of `{path}` is not kept")).hint("import the report again")
        })?;
        if text.is_empty() {
            let line =
                incident.milestones.iter().find_map(|(_, time)| time.place).map_or(1, |place| place.line);
            let why = format!("`{path}` is too large a table for its text to be kept");
            return Err(Failure::error(why).hint(format!("look at line {line} of the file")));
        }
        let as_read = store.as_read(incident.id.as_str())?;
        for diagnostic in source::diagnostics(&incident, &as_read, &corrections, &text, door.width()) {
            door.print(diagnostic)?;
            door.print(Text::new())?;
        }
        return Ok(exit::DONE);
    }
    match args.format {
        RecordFormat::Json => {
            json::print(door, &Shown { record: Record::of(&incident), corrections: &corrections })?;
        }
        RecordFormat::Table => print(door, &incident, &corrections, &metrics)?,
    }
    Ok(exit::DONE)
}

fn print(
    door: &mut Door,
    incident: &Incident,
    corrections: &[Correction],
    metrics: &[Metric],
) -> Result<(), Failure> {
    door.print(incident::heading(incident))?;
    section(door, "Milestones", &incident::milestones(incident))?;
    section(door, "Episodes", &incident::episodes(incident))?;
    section(door, "Phases", &incident::phases(incident))?;
    section(door, "Durations", &incident::durations(incident, metrics))?;
    section(door, "Events", &incident::events(incident))?;
    section(door, "Corrections", &incident::corrections(incident, corrections))?;
    if !incident.findings.is_empty() {
        door.print(Text::new().and("\n").styled(BOLD, "To check"))?;
        let repairs = Repair::all(incident);
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            for finding in incident.findings.iter().filter(|finding| finding.severity == severity) {
                door.print(view::findings::told(finding, &incident.source.path, None))?;
                if let Some((_, repair)) = repairs.iter().find(|(of, _)| std::ptr::eq(*of, finding)) {
                    let (zone, effect) = (incident.zone.id, repair.effect(incident));
                    door.print(view::findings::proposed(incident.id.as_str(), zone, repair, &effect))?;
                }
            }
        }
        door.hint(&format!("`incstats show {} --source` shows the lines themselves", incident.id));
    }
    Ok(())
}

fn section(door: &mut Door, title: &str, table: &Table) -> Result<(), Failure> {
    if !table.is_empty() {
        door.print(Text::new().and("\n").styled(BOLD, title))?;
        door.print(table.draw(door.width()))?;
    }
    Ok(())
}
