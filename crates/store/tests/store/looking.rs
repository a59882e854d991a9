//! Finding an incident by what a person types, and the order of what is listed.

use incstats_model::{Incident, IncidentId, Milestones};
use incstats_store::StoreError;

use crate::project::{Project, ids, of, report};
use crate::sample;

#[test]
fn an_id_is_found_by_its_beginning() {
    let project = Project::new();
    let mut store = project.store();
    let all = ["2016-06-27-outage", "2016-06-27-outage-2", "2021-05-20-ünïcode", "2021-05-2"];
    store.import(&report("a.txt", "1", &all)).unwrap();
    for (typed, id) in [
        ("2016-06-27-outage", "2016-06-27-outage"),
        ("2016-06-27-outage-", "2016-06-27-outage-2"),
        ("2021-05-20", "2021-05-20-ünïcode"),
        (" 2021-05-20-ü ", "2021-05-20-ünïcode"),
        ("2021-05-2", "2021-05-2"),
    ] {
        assert_eq!(store.incident(typed).unwrap().id.as_str(), id, "{typed}");
        assert_eq!(store.as_read(typed).unwrap().id.as_str(), id, "{typed}");
    }
}

#[test]
fn a_beginning_of_several_ids_names_them_all() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("a.txt", "1", &["2016-a", "2016-b", "2017-c"])).unwrap();
    let Err(StoreError::AmbiguousIncident { prefix, candidates }) = store.incident("2016") else {
        panic!("found");
    };
    assert_eq!(prefix, "2016");
    assert_eq!(candidates, ["2016-a", "2016-b"].map(|id| IncidentId(id.into())));
}

#[test]
fn an_unknown_id_names_those_like_it() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("a.txt", "1", &["2016-06-27-outage", "2021-05-20-mail"])).unwrap();
    for (typed, nearest) in [("2016-06-27-outgae", &["2016-06-27-outage"][..]), ("%", &[]), ("", &[])] {
        let Err(StoreError::UnknownIncident { nearest: found, .. }) = store.incident(typed) else {
            panic!("found {typed}");
        };
        assert_eq!(found.iter().map(IncidentId::as_str).collect::<Vec<_>>(), nearest, "{typed}");
    }
}

#[test]
fn incidents_come_by_day_and_id_with_undated_ones_last() {
    let project = Project::new();
    let mut store = project.store();
    let undated =
        Incident { milestones: Milestones::default(), events: Vec::new(), ..sample::incident("a-undated") };
    let incidents = vec![undated, sample::incident("c"), sample::incident("b")];
    store.import(&of("a.txt", "1", incidents)).unwrap();
    assert_eq!(ids(&store), ["b", "c", "a-undated"]);
}

#[test]
fn reports_are_listed_by_path_with_what_they_tell_of() {
    let project = Project::new();
    let mut store = project.store();
    store.import(&report("b.txt", "2", &["y", "x"])).unwrap();
    store.import(&report("a.txt", "1", &[])).unwrap();
    let reports = store.reports().unwrap();
    assert_eq!(reports.iter().map(|kept| kept.source.path.as_str()).collect::<Vec<_>>(), ["a.txt", "b.txt"]);
    assert_eq!(reports[1].incidents, ["y", "x"].map(|id| IncidentId(id.into())));
    assert_eq!(reports[1].source, sample::source("b.txt", "2"));
    assert!(chrono::Utc::now() - reports[1].imported_at < chrono::TimeDelta::minutes(1));
}

#[test]
fn the_id_of_the_source_is_known_where_no_id_of_ours_begins_with_it() {
    let project = Project::new();
    let mut store = project.store();
    let mut export = report("a.csv", "1", &["2021-05-20-mail", "2021-05-21-web", "INC-7-b"]);
    for (incident, id) in export.incidents.iter_mut().zip(["INC-7", "INC-8", "INC-9"]) {
        incident.source_id = Some(id.to_owned());
    }
    store.import(&export).unwrap();
    for (typed, id) in [("INC-8", "2021-05-21-web"), ("INC-7", "INC-7-b"), ("INC-9", "INC-7-b")] {
        assert_eq!(store.incident(typed).unwrap().id.as_str(), id, "{typed}");
    }
    assert!(store.incident("INC-").is_ok(), "the beginning of an id of ours");
    assert!(matches!(store.incident("INC-8x"), Err(StoreError::UnknownIncident { .. })));
}
