//! A large table, read and kept at the same time: one thread makes incidents, this one keeps them, and neither waits for
//! the whole.

use std::collections::BTreeMap;
use std::sync::mpsc::sync_channel;
use std::thread;

use incstats_importer::table::Table;
use incstats_model::check::standing_codes;
use incstats_model::{Finding, Incident, Severity};
use incstats_store::{Imported, Store};

use super::reading::{Unread, guarded};
use crate::failure::Failure;

/// How many incidents go from one thread to the other at once.
const BATCH: usize = 512;
/// How many batches may wait.
const WAITING: usize = 4;

/// What there was of incidents that are not held in memory.
#[derive(Debug, Default)]
pub struct Counted {
    /// How many.
    pub incidents: usize,
    /// How often each finding was made about them.
    pub findings: BTreeMap<(Severity, String), usize>,
    /// Whether they are kept from an earlier import, and the findings about them were not counted again.
    pub before: bool,
}

impl Counted {
    fn count(&mut self, incident: &Incident) {
        self.incidents += 1;
        for finding in &incident.findings {
            self.found(finding.severity, &finding.code);
        }
        for (severity, code) in standing_codes(incident) {
            self.found(severity, code);
        }
    }

    fn found(&mut self, severity: Severity, code: &str) {
        // Most codes are known already, and need no string of their own.
        match self.findings.iter_mut().find(|((_, known), _)| known == code) {
            Some((_, count)) => *count += 1,
            None => {
                self.findings.insert((severity, code.to_owned()), 1);
            }
        }
    }
}

/// What there was, and what to look at in the table as a whole; or why the reader gave nothing.
type Told = Result<(Counted, Vec<Finding>), Unread>;

/// Reads a table, and keeps nothing of it.
pub fn count(table: &Table) -> Told {
    let mut counted = Counted::default();
    let findings = guarded(|| Ok(table.read(&mut |incident| counted.count(&incident))))?;
    Ok((counted, findings))
}

/// Reads and keeps a table, in one transaction. Nothing is kept where there is no incident or the reader breaks off.
///
/// # Errors
/// That nothing can be kept any more.
pub fn keep(table: &Table, store: &mut Store) -> Result<(Told, Option<Imported>), Failure> {
    let mut counted = Counted::default();
    let mut findings = Ok(Vec::new());
    let kept = store.import_pieces(table.source(), table.kept_text(), |keep| {
        findings = thread::scope(|scope| {
            let (send, receive) = sync_channel::<Vec<Incident>>(WAITING);
            let reading = scope.spawn(move || {
                guarded(|| {
                    let mut batch = Vec::with_capacity(BATCH);
                    let found = table.read(&mut |incident| {
                        batch.push(incident);
                        if batch.len() == BATCH {
                            // Nobody listens any more only where keeping has failed, and that is told there.
                            let _ = send.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
                        }
                    });
                    let _ = send.send(batch);
                    Ok(found)
                })
            });
            for incident in receive.into_iter().flatten() {
                counted.count(&incident);
                keep(&incident);
            }
            reading.join().unwrap_or_else(|_| Err(Unread::Broken("the reader's thread ended".to_owned())))
        });
        // A table that tells of no incident is not kept: should an earlier version of it have told of one, that stays.
        findings.as_ref().ok().filter(|_| counted.incidents > 0).cloned()
    })?;
    Ok((findings.map(|findings| (counted, findings)), kept))
}
