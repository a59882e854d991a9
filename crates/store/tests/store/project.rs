//! A database in a folder of its own, and reports to put into it.

use std::path::PathBuf;

use incstats_model::{Change, Correction, Incident, IncidentId};
use incstats_store::{NewReport, Store};
use tempfile::TempDir;

use crate::sample;

/// A folder that goes away with its database.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("data/incstats.db")
    }

    pub(crate) fn store(&self) -> Store {
        Store::open(self.database()).unwrap()
    }
}

/// A report whose bytes are named by `sha256`, of incidents with these ids.
pub(crate) fn report(path: &str, sha256: &str, ids: &[&str]) -> NewReport {
    of(path, sha256, ids.iter().map(|id| sample::incident(id)).collect())
}

/// A report whose bytes are named by `sha256`, of these incidents.
pub(crate) fn of(path: &str, sha256: &str, mut incidents: Vec<Incident>) -> NewReport {
    let source = sample::source(path, sha256);
    for incident in &mut incidents {
        incident.source = source.clone();
    }
    NewReport { source, text: format!("text of {sha256}\n"), incidents, findings: Vec::new() }
}

pub(crate) fn correction(id: &str, change: Change) -> Correction {
    let at = "2024-02-29T12:00:00.123456789Z".parse().unwrap();
    Correction { incident: IncidentId(id.into()), change, why: "the log says so".into(), at }
}

/// The ids of all incidents, in the order in which they are listed.
pub(crate) fn ids(store: &Store) -> Vec<String> {
    store.incidents().unwrap().into_iter().map(|incident| incident.id.0).collect()
}
