//! `incstats forget`: takes reports out of the history.

use std::path::Path;

use incstats_model::IncidentId;
use incstats_store::{KeptReport, Store};

use super::context::Context;
use crate::args::ForgetArgs;
use crate::exit;
use crate::failure::Failure;
use crate::intake::outermost;
use crate::output::{plural, text};

/// Says what would go, or takes it out.
pub fn run(context: &mut Context, args: &ForgetArgs) -> Result<u8, Failure> {
    let project = context.project()?;
    let mut store = Store::open_existing(project.database())?;
    let reports = store.reports()?;
    let mut chosen: Vec<&KeptReport> = Vec::new();
    let mut unknown = Vec::new();
    for named in &args.reports {
        let name = project.name_of(Path::new(named));
        let is = |path: &str| path == named || path == name;
        let fit = |report: &&KeptReport| is(&report.source.path) || is(outermost(&report.source.path));
        let fits: Vec<&KeptReport> = reports.iter().filter(fit).collect();
        if fits.is_empty() {
            unknown.push(named);
        }
        chosen.extend(fits);
    }
    chosen.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    chosen.dedup_by(|a, b| a.source == b.source);
    for named in &unknown {
        context.door.error(
            &format!("no report is kept under `{}`", text::line(named)),
            Some("`incstats show ID` names the report of an incident"),
        );
    }
    for report in &chosen {
        let path = &report.source.path;
        let ids: Vec<&str> = report.incidents.iter().map(IncidentId::as_str).collect();
        let told = format!("{} ({})", plural(ids.len(), "incident"), ids.join(", "));
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
    if !args.yes && !chosen.is_empty() {
        context.door.hint("nothing was changed; `--yes` does it");
    }
    Ok(if unknown.is_empty() { exit::DONE } else { exit::ERRORS })
}
