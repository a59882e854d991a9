//! `incstats review`: reads reports and writes the whole review.

use std::collections::BTreeSet;
use std::path::Path;

use incstats_analysis::summary::{Question, Summary};
use incstats_charts::{CHARTS, Chart as Drawable, Material, Subject};
use incstats_model::{Correction, Incident, IncidentId, Metric, Period};
use incstats_store::Store;
use tempfile::TempDir;

use super::context::Context;
use super::selected::Selected;
use super::{import, summary};
use crate::answers::Answers;
use crate::args::{ReviewArgs, Selection};
use crate::drawing::{Drawn, Folder, write};
use crate::exit;
use crate::failure::Failure;
use crate::intake::{Intake, LeftOut, find};
use crate::output::Door;
use crate::project::Project;
use crate::review::{Chart, Review};

use crate::view::short::ShortIds;

/// The name of the written review in its folder.
const PAGE: &str = "review.md";
/// The metrics whose trend is drawn.
const TRENDS: [&str; 2] = ["ttm", "ttr"];
/// How many timelines are drawn at most: a review of more incidents is about their sum.
const TIMELINES: usize = 40;

/// Reads, prints the summary, draws and writes.
pub fn run(context: &mut Context, args: &ReviewArgs) -> Result<u8, Failure> {
    import::check(&args.said)?;
    let project = if args.paths.is_empty() { Some(context.project()?) } else { context.find_project()? };
    let mut place = Place::open(project.as_ref())?;
    let mut code = exit::DONE;
    let mut told_of = None;
    if !args.paths.is_empty() {
        let (ids, outcome) = read(context, args, project.as_ref(), &mut place.store)?;
        told_of = Some(ids);
        code = outcome;
    }
    let history = place.store.incidents()?;
    let wanted = |incident: &&Incident| told_of.as_ref().is_none_or(|ids| ids.contains(&incident.id));
    let told: Vec<Incident> = history.iter().filter(wanted).cloned().collect();
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
    let incidents = context.within(&told, args.period);
    let mut corrections = Vec::new();
    for incident in &incidents {
        corrections.extend(place.store.corrections(&incident.id)?);
    }
    write_review(&mut context.door, args, &answers.summary, &incidents, &corrections)?;
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
    let intake = Intake { project, said: &args.said, store: Some(store) };
    let tally = import::take_all(&mut context.door, intake, &found, |_, taken| {
        ids.extend(taken.report.incidents.into_iter().map(|incident| incident.id));
        Ok(())
    })?;
    tally.tell(&mut context.door, project.is_some());
    Ok((ids, tally.exit_code()))
}

fn write_review(
    door: &mut Door,
    args: &ReviewArgs,
    summary: &Summary,
    incidents: &[Incident],
    corrections: &[Correction],
) -> Result<(), Failure> {
    let folder = Folder::make(&args.out, &args.format)?;
    let mut charts = Vec::new();
    let mut without = Vec::new();
    let pictures = pictures(incidents, args.period);
    door.begin_progress(pictures.len());
    for (chart, of) in &pictures {
        let name = chart.file_name(of);
        door.at(&name);
        match folder.draw(chart, of)? {
            Drawn::Nothing(why) => without.push(format!("{name}: {why}")),
            Drawn::Files { title, files } => {
                let file = files.first().and_then(|file| file.file_name()).unwrap_or_default();
                let file = file.to_string_lossy().into_owned();
                charts.push(Chart { name, file, title });
            }
        }
        door.step();
    }
    door.end_progress();
    if incidents.len() > TIMELINES {
        without.push(format!(
            "timelines of {} incidents: `incstats chart timeline` draws them",
            incidents.len() - TIMELINES
        ));
    }
    let review = Review { summary, incidents, corrections, charts: &charts, without: &without };
    let page = args.out.join(PAGE);
    write(&page, review.to_markdown().as_bytes())?;
    told(door, &page, charts.len());
    Ok(())
}

fn told(door: &mut Door, page: &Path, charts: usize) {
    let charts = crate::output::plural(charts, "chart");
    door.note(format!("\nwrote {} with {charts} beside it", page.display()));
}

fn pictures(incidents: &[Incident], period: Option<Period>) -> Vec<(&'static Drawable, Material<'_>)> {
    let mut material = Material::new(incidents);
    material.period = period;
    let mut pictures = Vec::new();
    for chart in &CHARTS {
        match chart.subject {
            Subject::Incidents => pictures.push((chart, material.clone())),
            Subject::Metric => {
                let metrics = TRENDS.iter().filter_map(|key| Metric::find(key));
                pictures.extend(metrics.map(|metric| (chart, material.with_metric(metric))));
            }
            Subject::Incident => {
                pictures.extend(incidents.iter().take(TIMELINES).map(|one| (chart, material.of(one))));
            }
        }
    }
    pictures
}
