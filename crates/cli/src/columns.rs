//! The history of a project in columns, for the commands that print figures.

use incstats_analysis::frame::History;
use incstats_model::{Hours, Metric};
use incstats_store::Store;

use crate::command::asked;
use crate::failure::Failure;

/// From how many incidents on the columns are kept for the next command. Reading fewer from the database takes less
/// than a tenth of a second.
pub const MANY: usize = 2_000;

/// The history in columns: those that an earlier command kept, where the history has not changed since; else from the
/// database, and then kept where there are many incidents.
///
/// # Errors
/// That the database cannot be read; a defect of the frames.
pub fn of(store: &Store, metrics: Vec<Metric>, hours: Hours) -> Result<History, Failure> {
    let name = match hours {
        Hours::All => "columns",
        Hours::Support(_) => "columns-support",
    };
    // Asked before anything is read, so that a change in between makes what is kept an older state, never a newer one.
    let revision = store.revision()?.with(&History::layout(&metrics, &hours));
    if let Some(kept) = store.snapshot(name, &revision)
        && let Ok(history) = History::from_bytes(kept, metrics.clone(), hours.clone())
    {
        return Ok(history);
    }
    let history = asked(History::in_hours(&store.incidents()?, metrics, hours))?;
    if history.incidents().height() >= MANY {
        store.keep_snapshot(name, &revision, &asked(history.to_bytes())?);
    }
    Ok(history)
}
