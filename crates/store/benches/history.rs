//! How long a large history takes to keep and to read: `cargo bench -p incstats-store`.

#![allow(clippy::unwrap_used, reason = "a bench stops where something fails")]

#[path = "../src/sample.rs"]
mod sample;

use divan::Bencher;
use incstats_model::Incident;
use incstats_store::{NewReport, Store};
use tempfile::TempDir;

/// Incidents in the history.
const INCIDENTS: usize = 10_000;

/// Events an incident, each sample's two repeated.
const EVENTS: usize = 10;

fn main() {
    divan::main();
}

fn incident(number: usize) -> Incident {
    let mut incident = sample::incident(&format!("2016-06-27-outage-of-a-service-{number}"));
    incident.events = incident.events.iter().cycle().take(EVENTS).cloned().collect();
    incident
}

/// The history as so many reports of equal size.
fn reports(count: usize) -> Vec<NewReport> {
    (0..count)
        .map(|report| NewReport {
            source: sample::source(&format!("reports/{report}.txt"), &report.to_string()),
            text: "16:15 Alarms for the mail cluster.\n".repeat(EVENTS),
            incidents: (report..INCIDENTS).step_by(count).map(incident).collect(),
            findings: Vec::new(),
        })
        .collect()
}

fn empty() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path().join("incstats.db")).unwrap();
    (folder, store)
}

fn import(store: &mut Store, reports: &[NewReport]) {
    for report in reports {
        store.import(report).unwrap();
    }
}

#[divan::bench(args = [1, 100, 10_000], sample_count = 5)]
fn import_as_reports(bencher: Bencher<'_, '_>, count: usize) {
    let reports = reports(count);
    bencher.with_inputs(empty).bench_local_refs(|(_, store)| import(store, &reports));
}

#[divan::bench(sample_count = 5)]
fn replace_one_report(bencher: Bencher<'_, '_>) {
    let old = reports(1);
    let mut new = old.clone();
    for report in &mut new {
        report.source.sha256.push('x');
    }
    let filled = || {
        let (folder, mut store) = empty();
        import(&mut store, &old);
        (folder, store)
    };
    bencher.with_inputs(filled).bench_local_refs(|(_, store)| import(store, &new));
}

#[divan::bench(sample_count = 10)]
fn read_all(bencher: Bencher<'_, '_>) {
    let (_folder, mut store) = empty();
    import(&mut store, &reports(100));
    bencher.bench_local(|| store.incidents().unwrap());
}

#[divan::bench]
fn read_one(bencher: Bencher<'_, '_>) {
    let (_folder, mut store) = empty();
    import(&mut store, &reports(100));
    bencher.bench_local(|| store.incident("2016-06-27-outage-of-a-service-5000").unwrap());
}

#[divan::bench]
fn suggest_for_a_mistyped_id(bencher: Bencher<'_, '_>) {
    let (_folder, mut store) = empty();
    import(&mut store, &reports(100));
    bencher.bench_local(|| store.incident("2016-06-27-outgae-of-a-service-5000").unwrap_err());
}
