//! `incstats review`: reads reports and writes the whole review.

use std::collections::BTreeSet;

use incstats_analysis::summary::Question;
use incstats_model::{Incident, IncidentId};
use incstats_store::Store;
use tempfile::TempDir;

use super::context::Context;
use super::report::Wanted;
use super::selected::Selected;
use super::{import, summary};
use crate::answers::Answers;
use crate::args::{ReviewArgs, Selection};
use crate::exit;
use crate::failure::Failure;
use crate::intake::{Intake, LeftOut, find};
use crate::project::Project;
use crate::view::short::ShortIds;

/// Reads, prints the summary, draws and writes.
pub fn run(context: &mut Context, args: &ReviewArgs) -> Result<u8, Failure> {
    import::check(&args.said)?;
    let project = if args.paths.is_empty() { Some(context.project()?) } else { context.find_project()? };
    let wanted =
        Wanted::of(project.as_ref(), args.out.clone(), args.period, args.page_language, &args.dress)?;
    let mut place = Place::open(project.as_ref())?;
    let mut code = exit::DONE;
    let mut told_of = None;
    if !args.paths.is_empty() {
        let (ids, outcome) = read(context, args, project.as_ref(), &mut place.store)?;
        told_of = Some(ids);
        code = outcome;
    }
    let history = place.store.incidents()?;
    let is_told = |incident: &&Incident| told_of.as_ref().is_none_or(|ids| ids.contains(&incident.id));
    let told: Vec<Incident> = history.iter().filter(is_told).cloned().collect();
    if told.is_empty() {
        return Err(Failure::error("there is no incident to review")
            .hint("`incstats import PATH --dry-run` shows what is read from a report"));
    }
    let settings = project.as_ref().map(|project| project.settings.clone()).unwrap_or_default();
    // All of them, as those that began earlier may reach into the period.
    let mut selected = Selected::new(&told, &Selection::default(), settings)?;
    selected.ids = ShortIds::of(&history);
    let answers = Answers::of(&selected, &Question { period: args.period, by: None })?;
    summary::print(&mut context.door, &selected, &answers, false)?;
    context.door.note("");
    wanted.write(&mut context.door, &place.store, &told, &selected)?;
    if project.is_none() {
        context.door.hint(
            "nothing but this folder is kept; in a project (`incstats init`) incidents can be looked at, corrected and added to",
        );
    }
    Ok(code)
}

/// Where the incidents of a review are kept: in the project, or outside of any for as long as the command runs.
struct Place {
    store: Store,
    /// Removed with what is in it when the command ends.
    _folder: Option<TempDir>,
}

impl Place {
    fn open(project: Option<&Project>) -> Result<Self, Failure> {
        if let Some(project) = project {
            return Ok(Self { store: Store::open(project.database())?, _folder: None });
        }
        let folder = tempfile::tempdir()
            .map_err(|error| Failure::file("make a folder in", &std::env::temp_dir(), &error))?;
        let store = Store::open(folder.path().join("incstats.db"))?;
        Ok(Self { store, _folder: Some(folder) })
    }
}

/// Reads and keeps what was named; the ids of the incidents that it tells of, and the exit code so far.
fn read(
    context: &mut Context,
    args: &ReviewArgs,
    project: Option<&Project>,
    store: &mut Store,
) -> Result<(BTreeSet<IncidentId>, u8), Failure> {
    let found = find(&args.paths, &LeftOut::of(project, Some(&args.out)));
    let mut ids = BTreeSet::new();
    let mut large = Vec::new();
    let mut intake = Intake::new(project, &args.said, Some(store));
    let mut paths = BTreeSet::new();
    let tally = import::take_all(&mut context.door, &mut intake, &found, |_, taken| {
        paths.insert(taken.report.source.path.clone());
        if taken.counted.is_some() {
            large.push(taken.report.source.sha256);
        }
        ids.extend(taken.kept.into_iter().flat_map(|kept| kept.incidents));
        Ok(())
    })?;
    // The incidents of large tables were not held in memory, and neither were their ids.
    for sha256 in &large {
        ids.extend(
            intake.store.as_deref().map(|store| store.told_by(sha256)).transpose()?.unwrap_or_default(),
        );
    }
    // What only earlier versions of these reports told of counts too.
    let departed = intake.store.as_deref().map(Store::departed).transpose()?.unwrap_or_default();
    ids.extend(departed.into_iter().filter(|gone| paths.contains(&gone.path)).map(|gone| gone.id));
    tally.tell(&mut context.door, project.is_some());
    Ok((ids, tally.exit_code()))
}
