//! Looking at a history: lists, one incident, findings, figures, charts, exports.

use crate::folder::Folder;
use crate::history;

#[test]
fn the_list_has_a_line_an_incident() {
    let folder = history::project();
    insta::assert_snapshot!(folder.run(&["list"]).succeeds().out);
    let narrow = folder.run_with(&["list"], &[("COLUMNS", "80")], b"").succeeds().out;
    assert!(narrow.lines().all(|line| line.chars().count() <= 80), "{narrow}");
    let quarter = folder.run(&["list", "--period", "2021Q2", "--format", "json"]).succeeds().json();
    assert_eq!(quarter.as_array().unwrap().len(), 1);
    assert_eq!(quarter[0]["ttr"]["min_s"], 43 * 86_400 + 3 * 3_600 + 45 * 60);
    assert_eq!(quarter[0]["ttr"]["censored"], true);
    let none = folder.run(&["list", "--period", "1999"]).succeeds();
    assert!(none.out.is_empty() && none.err.contains("no incident of the history started in 1999"));
}

#[test]
fn an_incident_is_shown_whole() {
    let folder = history::project();
    insta::assert_snapshot!(folder.run(&["show", "2016"]).succeeds().out);
    insta::assert_snapshot!("an_open_incident_of_ranges", folder.run(&["show", "2021-05-20"]).succeeds().out);
    let record = folder.run(&["show", "2016", "--format", "json"]).succeeds().json();
    assert_eq!(record["schema"], "incstats/incident/1");
    assert_eq!(record["corrections"], serde_json::json!([]));
}

#[test]
fn the_source_is_shown_as_a_compiler_would() {
    let folder = history::project();
    insta::assert_snapshot!(folder.run(&["show", "2016", "--source"]).succeeds().out);
    insta::assert_snapshot!("source_with_accents", folder.run(&["show", "2021", "--source"]).succeeds().out);
}

#[test]
fn an_id_that_is_none_or_several_is_told_which_there_are() {
    let folder = history::project();
    folder.run(&["show", "20"]).fails(2, &["`20` is the beginning of 2 incident ids", "hint: "]);
    folder
        .run(&["show", "2016-06-27-incident-rapport"])
        .fails(2, &["no incident", "2016-06-27-incident-report"]);
}

#[test]
fn findings_are_listed_with_place_and_remedy() {
    let folder = history::project();
    insta::assert_snapshot!(folder.run(&["findings"]).succeeds().out);
    let one = folder.run(&["findings", "2021", "--format", "json"]).succeeds().json();
    assert!(one.as_array().unwrap().iter().all(|found| found["incident"] == "2021-05-20-panne-du-stockage"));
    assert_eq!(one[0]["code"], "assumed.zone");
    let csv = folder.run(&["findings", "--format", "csv"]).succeeds().out;
    assert!(
        csv.starts_with(
            "severity,code,incident,path,line,message,remedy\nwarning,contradiction.started,2016"
        ),
        "{csv}"
    );
}

#[test]
fn the_summary_says_what_each_figure_rests_on() {
    let folder = history::project();
    insta::assert_snapshot!(folder.run(&["summary"]).succeeds().out);
    insta::assert_snapshot!(
        "a_quarter_by_service",
        folder.run(&["summary", "--period", "2021Q2", "--by", "service"]).succeeds().out
    );
    let json = folder.run(&["summary", "--format", "json"]).succeeds().json();
    assert_eq!(json["schema"], "incstats/summary/1");
    let csv = folder.run(&["summary", "--by", "language", "--format", "csv"]).succeeds().out;
    assert_eq!(csv.lines().count(), 1 + 3 * 7, "{csv}");
    let narrow = folder.run_with(&["summary"], &[("COLUMNS", "80")], b"").succeeds().out;
    assert!(narrow.lines().all(|line| line.chars().count() <= 80), "{narrow}");
}

#[test]
fn the_history_is_exported_whole() {
    let folder = history::project();
    let records = folder.run(&["export"]).succeeds().json();
    assert_eq!(records.as_array().unwrap().len(), 2);
    assert_eq!(records[0]["durations"]["ttr"]["min_s"], 11_700);
    let csv = folder.run(&["export", "--format", "csv", "--period", "2016"]).succeeds().out;
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let heading = rows.headers().unwrap().clone();
    let row = rows.records().next().unwrap().unwrap();
    let cell = |name: &str| row.get(heading.iter().position(|cell| cell == name).unwrap()).unwrap();
    assert_eq!(cell("started_earliest"), "2016-06-27T16:15:00+01:00");
    assert_eq!((cell("ttr_min_s"), cell("ttr_censored"), cell("communicated_line")), ("11700", "false", ""));
    assert_eq!(rows.records().count(), 0);
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let folder = history::project();
    assert!(!folder.run(&["list"]).out.contains('\u{1b}'));
    assert!(folder.run(&["list", "--color", "always"]).out.contains("\u{1b}[1m"));
    assert!(folder.run(&["show", "2016", "--source", "--color", "always"]).out.contains("\u{1b}["));
    let no_color = folder.run_with(&["list"], &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], b"");
    assert!(!no_color.out.contains('\u{1b}'));
}

#[test]
fn an_incident_told_on_two_pages_is_seen_and_never_merged() {
    let folder = Folder::project();
    let told = |minute: u32, service: &str| {
        format!(
            "Incident report\nOrganisation: Quarz Hosting\nAffected services: {service}\n\nStart: 3 May 2021 09:{minute:02} UTC\nResolved: 3 May 2021 10:40 UTC\n\nUsers could not log in.\n"
        )
    };
    folder.write("data/page.txt", told(10, "mail"));
    folder.write("data/postmortem.txt", told(4, "Mail, calendar"));
    folder.write("data/telephones.txt", told(10, "telephony"));
    // The same bytes under another name are known, and no second incident.
    folder.write("data/copy-of-page.txt", told(10, "mail"));
    folder.run(&["import", "data"]).succeeds();
    let all = folder.run(&["findings", "--format", "json"]).succeeds().json();
    let found: Vec<(&str, &str)> = all
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["code"] == "possible.duplicate")
        .map(|finding| (finding["incident"].as_str().unwrap(), finding["message"].as_str().unwrap()))
        .collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].1.contains("(Quarz Hosting) and service (mail)") || found[0].1.contains("service (Mail)")
    );
    // One incident says the same by itself.
    let (id, message) = found[0];
    let one = folder.run(&["findings", id]).succeeds().out;
    assert!(one.contains(message), "{one}");
    assert!(folder.run(&["show", id]).succeeds().out.contains("possible.duplicate"));
    assert_eq!(folder.run(&["list", "--format", "json"]).succeeds().json().as_array().unwrap().len(), 3);
    // What a person says settles it.
    folder.run(&["correct", id, "service=telephones", "--why", "two teams"]).succeeds();
    let all = folder.run(&["findings"]).succeeds().out;
    assert!(!all.contains("possible.duplicate"), "{all}");
}

#[test]
fn causes_are_shown_with_their_kind_and_counted_by_it() {
    let folder = Folder::project();
    let told = |day: u32, cause: &str| {
        format!(
            "Incident report\n\nStart: {day} May 2021 09:10 UTC\nResolved: {day} May 2021 10:40 UTC\nCause: {cause}\n\n1,200 customers were affected. No data was lost.\n"
        )
    };
    folder.write("data/a.txt", told(3, "a faulty disk in the storage array"));
    folder.write(
        "data/b.txt",
        told(9, "the wrong disk was replaced because of a typo in the plan, a human error"),
    );
    folder.write("data/c.txt", told(17, "a failed disk"));
    folder.run(&["import", "data"]).succeeds();
    let shown = folder.run(&["show", "2021-05-03"]).succeeds().out;
    for line in ["kind of cause hardware", "customers     1,200 customers", "data lost     no"] {
        assert!(shown.contains(line), "{shown}");
    }
    let record = folder.run(&["show", "2021-05-03", "--format", "json"]).succeeds().json();
    assert_eq!((&record["cause_category"], &record["data_lost"]), (&"hardware".into(), &false.into()));
    assert_eq!(record["customers"], serde_json::json!({"count": 1200, "text": "1,200 customers"}));
    let summary = folder.run(&["summary", "--by", "cause", "--format", "json"]).succeeds().json();
    let groups: Vec<&str> =
        summary["groups"].as_array().unwrap().iter().map(|group| group["name"].as_str().unwrap()).collect();
    assert_eq!(groups, ["hardware", "human action"]);
    // Out in a table and in again.
    let table = folder.run(&["export", "--format", "csv"]).succeeds().out;
    let other = Folder::project();
    other.write("data/table.csv", table);
    other.run(&["import", "data"]).succeeds();
    let again = other.run(&["show", "2021-05-03", "--format", "json"]).succeeds().json();
    for fact in ["cause_category", "customers", "data_lost"] {
        assert_eq!(again[fact], record[fact], "{fact}");
    }
}
