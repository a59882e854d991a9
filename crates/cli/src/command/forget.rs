//! `incstats forget`: takes reports out of the history, and incidents that their reports tell of no longer.

use std::path::Path;

use incstats_model::IncidentId;
use incstats_store::{Departed, KeptReport, Store};

use super::context::Context;
use crate::args::ForgetArgs;
use crate::exit;
use crate::failure::Failure;
use crate::intake::outermost;
use crate::output::{plural, text};

/// How many incidents of a report are named.
const NAMED: usize = 5;

/// Says what would go, or takes it out.
pub fn run(context: &mut Context, args: &ForgetArgs) -> Result<u8, Failure> {
    let project = context.project()?;
    let mut store = Store::open_existing(project.database())?;
    let reports = store.reports()?;
    let mut chosen: Vec<&KeptReport> = Vec::new();
    let mut copies: Vec<(&str, &str)> = Vec::new();
    let departed = store.departed()?;
    let mut gone_ones: Vec<&Departed> = Vec::new();
    let mut unknown = Vec::new();
    for named in &args.reports {
        let name = project.name_of(Path::new(named));
        let is = |path: &str| path == named || path == name;
        let fit = |report: &&KeptReport| is(&report.source.path) || is(outermost(&report.source.path));
        let fits: Vec<&KeptReport> = reports.iter().filter(fit).collect();
        let other_names = reports.iter().flat_map(|report| {
            let fit = report.copies.iter().filter(|copy| is(copy) || is(outermost(copy)));
            fit.map(|copy| (copy.as_str(), report.source.path.as_str()))
        });
        let known = copies.len();
        copies.extend(other_names);
        if fits.is_empty() && copies.len() == known {
            match departed.iter().find(|gone| gone.id.as_str() == named) {
                Some(gone) => gone_ones.push(gone),
                None => unknown.push(named),
            }
        }
        chosen.extend(fits);
    }
    chosen.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    chosen.dedup_by(|a, b| a.source == b.source);
    for named in &unknown {
        match store.incident(named) {
            Ok(incident) => context.door.error(
                &format!("{} still tells of `{}`", text::line(&incident.source.path), incident.id),
                Some("forget the report, or take the incident out of it and import it again"),
            ),
            Err(_) => context.door.error(
                &format!("no report is kept under `{}`", text::line(named)),
                Some("`incstats show ID` names the report of an incident"),
            ),
        }
    }
    for report in &chosen {
        let path = &report.source.path;
        let told = told(&report.incidents);
        if !args.yes {
            context.door.print(format!("would forget  {}  {}", text::line(path), text::line(&told)))?;
            continue;
        }
        let corrections = store.forget(path)?.unwrap_or_default();
        context.door.print(format!("forgotten  {}  {}", text::line(path), text::line(&told)))?;
        if !corrections.is_empty() {
            let kept = plural(corrections.len(), "correction");
            context.door.note(format!("{kept} kept, should the report come back"));
        }
    }
    for gone in &gone_ones {
        let (id, path) = (&gone.id, text::line(&gone.path));
        let outcome = if args.yes { "forgotten" } else { "would forget" };
        let corrections = if args.yes { store.forget_departed(id)?.unwrap_or_default() } else { Vec::new() };
        context.door.print(format!("{outcome}  {id}  which {path} told of once"))?;
        if !corrections.is_empty() {
            let kept = plural(corrections.len(), "correction");
            context.door.note(format!("{kept} kept, should the report tell of it again"));
        }
    }
    for (copy, original) in &copies {
        // Of a report that goes, the other names go with it.
        if chosen.iter().any(|report| report.source.path == *original) {
            continue;
        }
        if args.yes {
            store.forget_copy(copy)?;
        }
        let outcome = if args.yes { "forgotten" } else { "would forget" };
        let (copy, original) = (text::line(copy), text::line(original));
        context.door.print(format!(
            "{outcome}  {copy}  as a name of {original} only, which has the same bytes; its incidents stay"
        ))?;
    }
    let any = !chosen.is_empty() || !copies.is_empty() || !gone_ones.is_empty();
    if any && !args.yes {
        context.door.hint("nothing was changed; `--yes` does it");
    }
    Ok(if unknown.is_empty() { exit::DONE } else { exit::ERRORS })
}

/// How many incidents go, and the ids of the first.
fn told(incidents: &[IncidentId]) -> String {
    let mut ids: Vec<&str> = incidents.iter().take(NAMED).map(IncidentId::as_str).collect();
    let more = format!("and {} more", incidents.len().saturating_sub(NAMED));
    if incidents.len() > NAMED {
        ids.push(&more);
    }
    format!("{} ({})", plural(incidents.len(), "incident"), ids.join(", "))
}
