//! `incstats chart`: draws charts into a folder, all that were asked for or none.

use std::collections::BTreeSet;

use incstats_charts::{CHARTS, Chart, ChartError, Look, Material, Subject};
use incstats_model::{Incident, Metric};

use super::context::{Context, within};
use super::selected::{Selected, asked, told};
use crate::args::{ALL, ChartArgs, Selection};
use crate::drawing::{defect, files};
use crate::exit;
use crate::failure::Failure;
use crate::review::Staged;

/// Draws the charts that were named, or all; or lists what there is.
pub fn run(context: &mut Context, args: &ChartArgs) -> Result<u8, Failure> {
    let Some(out) = args.out.as_deref() else { return list(context) };
    let asked_for = args.names.iter().any(|name| name != ALL);
    let charts: Vec<&Chart> = match &args.incident {
        Some(_) if !asked_for => CHARTS.iter().filter(|chart| chart.subject == Subject::Incident).collect(),
        _ if !asked_for => CHARTS.iter().collect(),
        _ => args.names.iter().filter_map(|name| Chart::find(name).ok()).collect(),
    };
    let selection = Selection { filters: args.filters.clone(), ..Selection::default() };
    let settings = context.project()?.settings;
    let metric = settings.metric(&args.metric)?;
    let incidents = selected(context, &selection, &metric)?;
    let of_timeline = match &args.incident {
        Some(id) => vec![context.history_with(id)?.incident(id)?],
        None => within(&incidents, args.period),
    };
    let filter = told(&args.filters);
    let mut material = Material::new(&incidents).with_metric(&metric);
    material.period = args.period;
    material.complete_to = settings.complete_to;
    material.before = args.before;
    material.every = args.every.map(Into::into);
    material.by = args.by;
    material.filter = &filter;
    let pictures: Vec<(&Chart, Material<'_>)> = charts
        .iter()
        .flat_map(|chart| match chart.subject {
            Subject::Incident => of_timeline.iter().map(|one| (*chart, material.of(one))).collect(),
            Subject::Incidents | Subject::Metric => vec![(*chart, material.clone())],
        })
        .collect();
    let size = args.size.into();
    let look = if args.dark { Look::dark(size) } else { Look::light(size) };
    // Begun with the first picture: where there is none, no empty folder stays behind.
    let mut staged: Option<Staged> = None;
    let (mut missing, mut written) = (0, Vec::new());
    context.door.begin_progress(pictures.len());
    for (chart, of) in &pictures {
        context.door.at(&chart.file_name(of));
        match chart.draw(of, look) {
            Ok(picture) => {
                let files = files(&picture, &args.format, f32::from(args.scale))
                    .map_err(|error| defect(&picture.name, &error))?;
                let staged = match &mut staged {
                    Some(staged) => staged,
                    none => none.insert(Staged::begin(out)?),
                };
                for (name, bytes) in files {
                    staged.put(&name, &bytes)?;
                    written.push(out.join(name));
                }
            }
            Err(ChartError::Nothing(why)) => {
                missing += 1;
                context.door.warning(&format!("no chart `{}`: {why}", chart.file_name(of)), None);
            }
            Err(error) => return Err(defect(&chart.file_name(of), &error)),
        }
        context.door.step();
    }
    context.door.end_progress();
    if let Some(staged) = staged {
        staged.finish()?;
    }
    for file in &written {
        context.door.print(file.display().to_string())?;
    }
    Ok(if written.is_empty() || (asked_for && missing > 0) { exit::ERRORS } else { exit::DONE })
}

/// What there is, a line a chart: its name, a few characters that look like it, what it shows.
fn list(context: &mut Context) -> Result<u8, Failure> {
    let longest = CHARTS.iter().map(|chart| chart.name.len()).max().unwrap_or_default();
    let widest = CHARTS.iter().map(|chart| chart.thumbnail.chars().count()).max().unwrap_or_default();
    for chart in &CHARTS {
        let (name, thumbnail, shows) = (chart.name, chart.thumbnail, chart.shows);
        context.door.print(format!("{name:longest$}  {thumbnail:widest$}  {shows}"))?;
    }
    Ok(exit::DONE)
}

/// The incidents of the history that have what is wanted.
fn selected(context: &mut Context, selection: &Selection, metric: &Metric) -> Result<Vec<Incident>, Failure> {
    if selection.filters.is_empty() {
        return context.incidents();
    }
    let mut incidents = context.incidents()?;
    let settings = context.project()?.settings;
    let wanted = Selected::new(&incidents, selection, settings)?;
    let rows = asked(wanted.history.rows(metric, None))?;
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    incidents.retain(|incident| ids.contains(incident.id.as_str()));
    Ok(incidents)
}
