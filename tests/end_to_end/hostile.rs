//! Reports are written by others: nothing in them may act on a terminal, a spreadsheet or a page.

use incstats_model::Severity;
use incstats_store::NewReport;

use crate::folder::Folder;
use crate::history;

const TITLE: &str = "=cmd|'/C calc'!A0 \u{1b}[2J\u{1b}]0;owned\u{7} \u{1b}]8;;http://evil.example\u{7}link\u{1b}]8;;\u{1b}\\ \u{9b}31m\u{202e}\u{2067}<script>alert(1)</script> [x](javascript:x) | `\r\nnext";

/// A project whose incidents are hostile wherever they can be.
fn project() -> Folder {
    let folder = Folder::project();
    for (number, mut incident) in [history::first(), history::second()].into_iter().enumerate() {
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
        incident.source.path = format!("data/a\u{1b}[3{number}m.txt");
        let text = [history::FIRST, history::SECOND].map(|text| text.replace("Host failed", TITLE));
        let text = text.into_iter().nth(number).unwrap();
        let report =
            NewReport { source: incident.source.clone(), text, incidents: vec![incident], findings: vec![] };
        folder.store().import(&report).unwrap();
    }
    folder
}

fn acts(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (c.is_control() && c != '\n') || turns
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
    assert!(csv.contains("'=cmd|"), "{csv}");
    for row in csv::Reader::from_reader(csv.as_bytes()).records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}

/// Beginnings that a spreadsheet takes for a formula, some behind what it leaves out.
const FORMULAS: [&str; 11] = [
    "=1+1",
    "+1 of 2 hosts",
    "-2 hosts gone",
    "@SUM(A1)",
    " =1+1",
    "\u{a0}=1+1",
    "'=1+1",
    "＝1+1",
    "＋1 x",
    "－1 x",
    "＠SUM(A1)",
];

#[test]
fn titles_like_formulas_leave_as_text_and_come_back_as_they_were() {
    let folder = Folder::project();
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["id", "title", "zone", "started", "resolved"]).unwrap();
    for (title, day) in FORMULAS.into_iter().zip(1..) {
        let (from, to) = (format!("2024-03-{day:02} 10:00"), format!("2024-03-{day:02} 11:00"));
        // As a spreadsheet would write it, or a person.
        let title = incstats_model::cell::marked(title);
        table.write_record([&format!("F-{day}"), &*title, "UTC", &from, &to]).unwrap();
    }
    folder.write("data/in.csv", String::from_utf8(table.into_inner().unwrap()).unwrap());
    folder.run(&["import", "data"]).succeeds();
    let titles = |folder: &Folder| {
        let json = folder.run(&["export", "--format", "json"]).succeeds().json();
        let all = json.as_array().unwrap().iter();
        let mut all: Vec<String> = all.map(|one| one["title"].as_str().unwrap().to_owned()).collect();
        all.sort();
        all
    };
    let mut expected = FORMULAS.to_vec();
    expected.sort_unstable();
    assert_eq!(titles(&folder), expected);
    folder.run(&["chart", "phases", "gantt", "--out", "out", "--format", "csv"]).succeeds();
    let csv = folder.run(&["export", "--format", "csv"]).succeeds().out;
    for text in [&csv, &folder.read("out/phases.csv"), &folder.read("out/gantt.csv")] {
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            for cell in &row.unwrap() {
                assert!(!incstats_model::cell::is_formula(cell), "{cell}");
            }
        }
    }
    let again = Folder::project();
    again.write("data/out.csv", csv);
    again.run(&["import", "data"]).succeeds();
    assert_eq!(titles(&again), expected);
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
