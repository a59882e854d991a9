//! `incstats chart`: draws charts into a folder.

use incstats_model::{Incident, Metric};

use super::context::Context;
use crate::args::{ChartArgs, ChartName};
use crate::drawing::{Drawn, Folder, Picture};
use crate::exit;
use crate::failure::Failure;

/// Draws the charts that were named, or all.
pub fn run(context: &mut Context, args: &ChartArgs) -> Result<u8, Failure> {
    let asked = !args.names.is_empty();
    let names: Vec<ChartName> = match (&args.incident, asked) {
        (_, true) => args.names.clone(),
        (Some(_), false) => vec![ChartName::Timeline],
        (None, false) => ChartName::ALL.to_vec(),
    };
    let settings = context.project()?.settings;
    let metric = settings.metric(&args.metric)?;
    let incidents = context.incidents()?;
    let of_timeline = match &args.incident {
        Some(id) => vec![context.history_with(id)?.incident(id)?],
        None => super::context::within(&incidents, args.period),
    };
    let pictures = pictures(args, &names, &metric, &incidents, &of_timeline);
    let folder = Folder::make(&args.out, &args.format)?;
    let mut missing = 0;
    let mut written = 0;
    context.door.begin_progress(pictures.len());
    for picture in &pictures {
        context.door.at(&picture.name());
        match folder.draw(picture)? {
            Drawn::Files { files, .. } => {
                written += files.len();
                for file in files {
                    context.door.print(file.display().to_string())?;
                }
            }
            Drawn::Nothing(why) => {
                missing += 1;
                context.door.warning(&format!("no chart `{}`: {why}", picture.name()), None);
            }
        }
        context.door.step();
    }
    context.door.end_progress();
    Ok(if written == 0 || (asked && missing > 0) { exit::ERRORS } else { exit::DONE })
}

fn pictures<'a>(
    args: &ChartArgs,
    names: &[ChartName],
    metric: &'a Metric,
    all: &'a [Incident],
    of_timeline: &'a [Incident],
) -> Vec<Picture<'a>> {
    let mut pictures = Vec::new();
    for name in names {
        match name {
            ChartName::Phases => pictures.push(Picture::Phases { incidents: all, period: args.period }),
            ChartName::Trend => pictures.push(Picture::Trend {
                incidents: all,
                metric,
                every: args.every.into(),
                window: args.period,
            }),
            ChartName::Timeline => pictures.extend(of_timeline.iter().map(Picture::Timeline)),
        }
    }
    pictures
}
