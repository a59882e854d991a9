//! Reports are written by others: nothing in them may act on a terminal, a spreadsheet or a page.

use incstats_model::{Incident, Severity};
use incstats_store::NewReport;

use crate::folder::Folder;
use crate::history;

const TITLE: &str = "=cmd|'/C calc'!A0 \u{1b}[2J\u{1b}]0;owned\u{7} \u{9b}31m\u{202e}<script>alert(1)</script> [x](javascript:x) | `\r\nnext";

/// A project whose one incident is hostile wherever it can be.
fn project() -> Folder {
    let folder = Folder::project();
    let mut incident: Incident = history::first();
    incident.title = TITLE.into();
    incident.organisation = Some(TITLE.into());
    incident.services = vec![TITLE.into()];
    incident.severity = Some(TITLE.into());
    incident.cause = Some(TITLE.into());
    for event in &mut incident.events {
        event.text = TITLE.into();
    }
    for finding in &mut incident.findings {
        finding.message = TITLE.into();
        finding.remedy = TITLE.into();
        finding.severity = Severity::Error;
    }
    incident.source.path = "data/a\u{1b}[31m.txt".into();
    let text = history::FIRST.replace("Host failed", TITLE);
    let report =
        NewReport { source: incident.source.clone(), text, incidents: vec![incident], findings: vec![] };
    folder.store().import(&report).unwrap();
    folder
}

fn acts(c: char) -> bool {
    (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c)
}

#[test]
fn no_control_character_of_a_report_reaches_the_terminal() {
    let folder = project();
    for args in [
        &["list"][..],
        &["list", "--format", "csv"],
        &["list", "--format", "json"],
        &["show", "2016"],
        &["show", "2016", "--source"],
        &["show", "2016", "--format", "json"],
        &["findings"],
        &["findings", "--format", "csv"],
        &["summary", "--by", "service"],
        &["summary", "--by", "cause", "--format", "json"],
        &["summary", "--by", "cause", "--format", "csv"],
        &["export"],
        &["export", "--format", "csv"],
        &["correct", "2016", "title=\u{1b}[5mx", "--why", "\u{1b}[7my"],
        &["correct", "2016", "--undo"],
    ] {
        let run = folder.run(args).succeeds();
        let acting = run.out.chars().chain(run.err.chars()).filter(|c| acts(*c)).collect::<Vec<_>>();
        assert!(acting.is_empty(), "{args:?}: {acting:?} in\n{}", run.out);
    }
    let colour = folder.run(&["list", "--color", "always"]).succeeds().out;
    assert!(!colour.contains("\u{1b}[2J") && !colour.contains("\u{1b}]0"));
}

#[test]
fn no_cell_of_a_report_is_a_formula() {
    let folder = project();
    let csv = folder.run(&["export", "--format", "csv"]).succeeds().out;
    for row in csv::Reader::from_reader(csv.as_bytes()).records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}

#[test]
fn nothing_of_a_report_is_markup_in_the_review() {
    let folder = project();
    folder.run(&["correct", "2016", "cause=\u{1b}[5m<script>", "--why", TITLE]).succeeds();
    folder.run(&["report", "--out", "out", "--format", "svg,csv", "--language", "fr"]).succeeds();
    folder.run(&["review", "--out", "out", "--format", "svg,csv"]).succeeds();
    let html = folder.read("out/review.html");
    assert!(!html.chars().any(acts), "{html}");
    assert!(html.contains("&lt;script&gt;alert(1)&lt;"), "the title is shown as it is");
    assert!(!html.contains("href=\"javascript") && !html.contains("<b>"));
    let page = folder.read("out/review.md");
    assert!(!page.chars().any(acts));
    assert!(!page.contains("<script") && !page.contains("[x](javascript"), "{page}");
    let mut tables = 0;
    for entry in std::fs::read_dir(folder.path("out")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains('\u{1b}'), "{}", path.display());
        if path.extension().is_some_and(|end| end == "csv") {
            tables += 1;
            for row in csv::Reader::from_reader(text.as_bytes()).records() {
                for cell in &row.unwrap() {
                    // A number below zero is no formula.
                    let acts =
                        cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
                    assert!(!acts, "{}: {cell}", path.display());
                }
            }
        }
        // In a CSV markup is text already.
        assert!(!text.contains("<script") || path.extension().is_some_and(|end| end == "csv"));
    }
    assert!(tables > 10, "{tables} tables");
}

#[test]
fn names_of_files_and_inputs_are_disarmed_too() {
    let folder = Folder::project();
    folder.write("data/\u{1b}[31mred.txt", "");
    let run =
        folder.run(&["import", "data", "\u{1b}[2Jgone.txt"]).fails(1, &["␛[31mred.txt", "␛[2Jgone.txt"]);
    assert!(!run.err.chars().any(acts), "{}", run.err);
}
