//! `incstats import`: reads reports and keeps their incidents.

use std::collections::HashSet;
use std::path::PathBuf;

use incstats_importer::unpack::INSIDE;
use incstats_model::record::Record;
use incstats_model::{Correction, Incident};
use incstats_store::{Imported, News, Outcome, Store};

use super::context::Context;
use crate::args::{ImportArgs, RecordFormat, Said};
use crate::failure::Failure;
use crate::intake::{Found, Intake, LeftOut, Taken, find, outermost};
use crate::output::{Door, Text, json, plural, text};
use crate::project::Project;
use crate::settings::{is_language, no_language};
use crate::tally::Tally;
use crate::view::{incident, lines};

/// How many reports are named that are there no more, and how many incidents that a report tells of no longer.
const NAMED: usize = 20;

/// Reads everything that was named, keeping each report as soon as it is read.
pub fn run(context: &mut Context, args: &ImportArgs) -> Result<u8, Failure> {
    check(&args.said)?;
    let project = if args.dry_run || args.explain || args.guess {
        context.find_project()?
    } else {
        Some(context.project()?)
    };
    let found = find(&args.paths, &LeftOut::of(project.as_ref(), None));
    if args.guess {
        return guess(&mut context.door, &Intake::new(project.as_ref(), &args.said, None), &found);
    }
    if args.explain {
        let intake = Intake::new(project.as_ref(), &args.said, None);
        return explain(&mut context.door, &intake, &found);
    }
    let mut store = match &project {
        Some(project) if !args.dry_run => Some(Store::open(project.database())?),
        _ => None,
    };
    let mut intake = Intake::new(project.as_ref(), &args.said, store.as_mut());
    let table = args.format == RecordFormat::Table;
    intake.records = !table;
    let mut reports = Vec::new();
    let tally = take_all(&mut context.door, &mut intake, &found, |door, taken| {
        if table {
            told(door, &taken)?;
        } else {
            reports.push(taken);
        }
        Ok(())
    })?;
    let gone = match (&project, &intake.store) {
        (Some(project), Some(store)) => gone(project, store, &args.paths, intake.seen())?,
        _ => Vec::new(),
    };
    if !table {
        print_records(&mut context.door, &reports, store.as_ref())?;
    }
    tally.tell(&mut context.door, project.is_some() && !args.dry_run);
    tell_gone(&mut context.door, &gone);
    Ok(tally.exit_code())
}

/// The reports that were under what was named and are there no more. They stay in the history.
fn gone(
    project: &Project,
    store: &Store,
    named: &[PathBuf],
    seen: &HashSet<String>,
) -> Result<Vec<String>, Failure> {
    let folders: Vec<String> =
        named.iter().filter(|path| path.is_dir()).map(|path| project.name_of(path)).collect();
    let under = |path: &str| {
        seen.contains(outermost(path))
            || folders.iter().any(|folder| {
                folder.is_empty()
                    || path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
            })
    };
    let exists = |path: &str| path == outermost(path) && project.root.join(path).exists();
    let reports = store.reports()?.into_iter().filter(|report| {
        let paths = || std::iter::once(&report.source.path).chain(&report.copies);
        under(&report.source.path) && !paths().any(|path| seen.contains(path) || exists(path))
    });
    // An archive that could not be opened hides what is in it.
    let hidden = |path: &str| {
        path != outermost(path)
            && project.root.join(outermost(path)).exists()
            && !seen.iter().any(|name| name.starts_with(outermost(path)) && name.contains(INSIDE))
    };
    Ok(reports.map(|report| report.source.path).filter(|path| !hidden(path)).collect())
}

fn tell_gone(door: &mut Door, gone: &[String]) {
    if gone.is_empty() {
        return;
    }
    door.note(format!("no longer there, and kept in the history: {}", plural(gone.len(), "report")));
    for path in gone.iter().take(NAMED) {
        door.note(format!("  {}", text::line(path)));
    }
    if gone.len() > NAMED {
        door.note(format!("  and {} more", gone.len() - NAMED));
    }
    door.hint("`incstats forget REPORT` takes one out; a report that was renamed and changed counts twice until then");
}

/// What the command line says must be something.
pub fn check(said: &Said) -> Result<(), Failure> {
    match &said.language {
        Some(code) if !is_language(code) => {
            Err(Failure::usage(no_language(code)).hint("leave `--language` out: it is found from the text"))
        }
        _ => Ok(()),
    }
}

/// Reads and keeps inputs one by one, with a progress bar, naming each that gives nothing.
pub fn take_all(
    door: &mut Door,
    intake: &mut Intake<'_>,
    found: &Found,
    mut each: impl FnMut(&mut Door, Taken) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    for problem in &found.problems {
        tally.problem(door, problem);
    }
    let total = found.inputs.len();
    door.begin_progress(total);
    for (done, input) in found.inputs.iter().enumerate() {
        door.at(&input.to_string());
        door.detail(&format!("reading {input}"));
        let taken = intake.take(input, &mut |taken| match taken {
            Ok(taken) => {
                tally.taken(&taken);
                tally.partly(door, &taken);
                each(door, taken)
            }
            Err(problem) => {
                tally.problem(door, &problem);
                Ok(())
            }
        });
        if let Err(failure) = taken {
            door.end_progress();
            door.note(format!("stopped at `{input}`: {done} of {total} inputs were dealt with and are safe; run it again for the others"));
            return Err(failure);
        }
        door.step();
    }
    door.end_progress();
    for overwritten in intake.settle()? {
        let message = format!(
            "{}: its bytes are those of another report now, and what it told of was taken out",
            text::line(&overwritten.path)
        );
        door.warning(&message, None);
        tell_orphans(door, &overwritten.path, &overwritten.orphaned);
    }
    Ok(tally)
}

/// A mapping for each table, and why.
fn guess(door: &mut Door, intake: &Intake<'_>, found: &Found) -> Result<u8, Failure> {
    let mut tally = Tally::default();
    for problem in &found.problems {
        tally.problem(door, problem);
    }
    for input in &found.inputs {
        for (name, guessed) in intake.guess(input) {
            match guessed {
                Ok(guess) => {
                    // Outside of a project the name tells nothing of where the file will be.
                    let inside = intake.project.map(|_| name.as_str());
                    door.print(guess.toml(inside.unwrap_or(name.rsplit('/').next().unwrap_or(&name))))?;
                    for (field, column, why) in &guess.columns {
                        door.note(format!("{field} is `{}`: {why}", text::line(column)));
                    }
                    if !guess.left.is_empty() {
                        door.note(format!("left out: {}", text::line(&guess.left.join(", "))));
                    }
                    door.hint("look it over, and put the block into incstats.toml");
                }
                Err(problem) => tally.problem(door, &problem),
            }
        }
    }
    Ok(tally.exit_code())
}

/// What the reader saw in each report, line by line.
fn explain(door: &mut Door, intake: &Intake<'_>, found: &Found) -> Result<u8, Failure> {
    let mut tally = Tally::default();
    for problem in &found.problems {
        tally.problem(door, problem);
    }
    for input in &found.inputs {
        for (place, explained) in intake.explain(input) {
            match explained {
                Ok(explained) => {
                    door.print(Text::new().styled(text::BOLD, text::line(&place)))?;
                    door.print(explained)?;
                }
                Err(problem) => tally.problem(door, &problem),
            }
        }
    }
    Ok(tally.exit_code())
}

/// A line for each incident of a report; in a dry run what would be kept of it.
fn told(door: &mut Door, taken: &Taken) -> Result<(), Failure> {
    let Taken { report, counted, kept, moved } = taken;
    if let Some(counted) = counted {
        let (outcome, aside) = kept.as_ref().map_or(("read", String::new()), |kept| outcome(kept, *moved));
        let incidents = plural(counted.incidents, "incident");
        door.print(format!("{outcome:<9}  {incidents}  {}{aside}", text::line(&report.source.path)))?;
    }
    for (place, incident) in report.incidents.iter().enumerate() {
        let Some(kept) = kept else {
            door.print(incident::heading(incident))?;
            door.print(incident::milestones(incident).draw(door.width()))?;
            door.print(Text::new())?;
            continue;
        };
        let (of_report, aside) = outcome(kept, *moved);
        let outcome = kept.news.get(place).map_or(of_report, |news| news_of(*news));
        let findings = lines::findings(&incident.findings);
        let findings = if findings.is_empty() { findings } else { format!("  {findings}") };
        door.print(format!(
            "{outcome:<9}  {}  {}{aside}{findings}",
            incident.id,
            text::line(&report.source.path)
        ))?;
    }
    if let Some(kept) = kept {
        tell_earlier(door, &report.source.path, kept)?;
        tell_orphans(door, &report.source.path, &kept.orphaned);
    }
    Ok(())
}

/// What an earlier version of a report told of and this one does not, a line each.
fn tell_earlier(door: &mut Door, path: &str, kept: &Imported) -> Result<(), Failure> {
    let path = text::line(path);
    for (what, ids, aside) in [
        ("kept", &kept.departed, "tells of it no longer"),
        ("taken out", &kept.retold, "tells of it in other words"),
    ] {
        for id in ids.iter().take(NAMED) {
            door.print(format!("{what:<9}  {id}  {path}  {aside}"))?;
        }
        if ids.len() > NAMED {
            door.print(format!("{what:<9}  {} more  {path}  {aside}", ids.len() - NAMED))?;
        }
    }
    Ok(())
}

/// What an import did to one incident of a report that was there before.
fn news_of(news: News) -> &'static str {
    match news {
        News::Added => "added",
        News::Changed => "changed",
        News::Unchanged => "unchanged",
    }
}

/// Corrections that apply to nothing now.
fn tell_orphans(door: &mut Door, path: &str, orphaned: &[Correction]) {
    for orphan in orphaned {
        let message = format!(
            "{}: the report no longer tells of `{}`, whose correction of {} now applies to nothing",
            text::line(path),
            orphan.incident,
            orphan.change.field()
        );
        door.warning(&message, Some("it is kept, should the report tell of the incident again"));
    }
}

/// What an import did with a report, and what is to be said beside it.
fn outcome(kept: &Imported, moved: bool) -> (&'static str, String) {
    match &kept.outcome {
        Outcome::Added => ("added", String::new()),
        Outcome::Replaced => ("changed", String::new()),
        Outcome::Unchanged => ("unchanged", String::new()),
        Outcome::Moved { path } => ("moved", format!("  was {}", text::line(path))),
        Outcome::Known { path } if moved => ("moved", format!("  was {}", text::line(path))),
        Outcome::Known { path } => ("known", format!("  same as {}", text::line(path))),
    }
}

/// The records of what was read; those that are kept with their corrections.
fn print_records(door: &mut Door, taken: &[Taken], store: Option<&Store>) -> Result<(), Failure> {
    let incidents: Vec<Incident> = match store {
        None => taken.iter().flat_map(|taken| &taken.report.incidents).cloned().collect(),
        Some(store) => {
            let mut incidents = Vec::new();
            for taken in taken.iter().filter(|taken| taken.kept.is_some()) {
                for id in store.told_by(&taken.report.source.sha256)? {
                    incidents.push(store.incident(id.as_str())?);
                }
            }
            incidents
        }
    };
    json::print(door, &incidents.iter().map(Record::of).collect::<Vec<_>>())
}
