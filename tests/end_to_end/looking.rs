//! Looking at a history: lists, one incident, findings, figures, charts, exports.

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
