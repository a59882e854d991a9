//! Charts and the written review.

use std::fs;

use crate::folder::Folder;
use crate::history;

fn files(folder: &Folder, inside: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.path(inside))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn charts_are_written_and_named_with_their_data_beside_them() {
    let folder = history::project();
    let all = folder.run(&["chart", "all", "--out", "charts", "--format", "svg,png,csv"]).succeeds();
    let names = files(&folder, "charts");
    assert_eq!(all.out.lines().count(), names.len());
    for stem in [
        "phases",
        "timeline-2016-06-27-incident-report",
        "timeline-2021-05-20-panne-du-stockage",
        "trend-ttr",
    ] {
        for ending in ["csv", "png", "svg"] {
            assert!(names.contains(&format!("{stem}.{ending}")), "{stem}.{ending} in {names:?}");
        }
    }
    for name in &names {
        let bytes = fs::read(folder.path(&format!("charts/{name}"))).unwrap();
        if name.ends_with(".png") {
            assert!(bytes.starts_with(b"\x89PNG\r\n"), "{name}");
            assert_eq!(sides(&bytes), (1600, 900), "{name}");
            assert!(bytes.windows(11).any(|part| part == b"Data-SHA256"), "{name}");
        } else if name.ends_with(".svg") {
            assert!(bytes.starts_with(b"<svg") || bytes.starts_with(b"<?xml"), "{name}");
        } else {
            assert!(String::from_utf8(bytes).unwrap().lines().count() > 1, "{name}");
        }
    }
    let one =
        folder.run(&["chart", "trend", "--metric", "mttm", "--every", "year", "--out", "one"]).succeeds();
    assert_eq!(one.out.trim_end(), "one/trend-ttm.png\none/trend-ttm.csv");
    let slide = ["--size", "slide", "--scale", "2", "--dark", "--format", "png", "--out", "one"];
    folder.run(&[&["chart", "timeline", "--incident", "2021"], &slide[..]].concat()).succeeds();
    let slide = fs::read(folder.path("one/timeline-2021-05-20-panne-du-stockage.png")).unwrap();
    assert_eq!(sides(&slide), (3840, 2160));
    assert_eq!(files(&folder, "one").len(), 3);
}

/// Width and height of a PNG.
fn sides(png: &[u8]) -> (u32, u32) {
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (side(16), side(20))
}

#[test]
fn charts_are_listed_and_an_unknown_one_is_told_the_nearest() {
    let folder = history::project();
    let list = folder.run(&["chart", "--list"]).succeeds();
    assert!(list.out.lines().any(|line| line.starts_with("timeline ")), "{}", list.out);
    folder
        .run(&["chart", "trent", "--out", "charts"])
        .fails(2, &["'trent'", "a similar value exists: 'trend'"]);
}

#[test]
fn charts_of_a_part_of_the_history_leave_the_rest_out() {
    let folder = history::project();
    folder.run(&["correct", "2016", "severity=SEV1", "--why", "agreed"]).succeeds();
    let args = ["chart", "timeline", "--where", "severity=sev1", "--format", "csv", "--out", "charts"];
    folder.run(&args).succeeds();
    assert_eq!(files(&folder, "charts"), ["timeline-2016-06-27-incident-report.csv"]);
}

#[test]
fn a_chart_without_anything_to_draw_says_what_is_missing() {
    let folder = history::project();
    folder
        .run(&["chart", "trend", "--metric", "ttc", "--out", "charts"])
        .fails(1, &["no chart `trend-ttc`: none of the 2 incidents"]);
    folder.run(&["chart", "phases", "--period", "1999", "--out", "charts"]).fails(1, &["no chart `phases`"]);
    folder.write("file", "");
    folder.run(&["chart", "--out", "file"]).fails(1, &["could not make the folder `file`", "error: "]);
}

#[test]
fn the_review_of_a_project_covers_its_history() {
    let folder = history::project();
    folder.run(&["correct", "2016", "cause=*A* host <failed>", "--why", "agreed"]).succeeds();
    let run = folder.run(&["review", "--out", "reports/all"]).succeeds();
    assert!(run.out.starts_with("Summary of the whole history"), "{}", run.out);
    let page = folder.read("reports/all/review.md");
    // What charts say in their titles is theirs to change.
    let untitled: Vec<&str> = page
        .lines()
        .map(|line| if line.starts_with("![") { line.split_at(line.rfind("](<").unwrap()).1 } else { line })
        .collect();
    // The day of a correction is today.
    let today = chrono::Utc::now().format("%-d %B %Y").to_string();
    insta::assert_snapshot!(untitled.join("\n").replace(&today, "today"));
    for line in page.lines().filter(|line| line.starts_with("![")) {
        let file = line.split_once("](<").unwrap().1.trim_end_matches(">)");
        assert!(folder.has(&format!("reports/all/{file}")), "{line}");
    }
    let quarter = folder.run(&["review", "--period", "2021Q2", "--out", "reports/2021Q2"]).succeeds();
    assert!(quarter.out.starts_with("Summary of 2021Q2"));
    assert!(!folder.read("reports/2021Q2/review.md").contains("2016"));
}

#[test]
fn a_review_outside_of_any_project_keeps_nothing_but_the_review() {
    let folder = Folder::empty();
    folder.write("old/report.txt", history::FIRST.replace("Timeline\n", "Date: 27 June 2016\n\nTimeline\n"));
    folder.write("old/empty.txt", "");
    let run = folder
        .run(&["review", "old", "--out", "out"])
        .fails(1, &["old/empty.txt", "wrote out/review.html and review.md", "hint: "]);
    assert!(run.out.contains("1 incident"), "{}", run.out);
    assert_eq!(files(&folder, ""), ["old", "out"]);
    let known = |name: &String| [".html", ".md", ".png", ".csv"].iter().any(|end| name.ends_with(end));
    assert!(files(&folder, "out").iter().all(known));
    let page = folder.read("out/review.md");
    folder.run(&["review", "old", "--out", "out"]).fails(1, &["old/empty.txt"]);
    assert_eq!(folder.read("out/review.md"), page, "the same reports give the same page");
    folder.run(&["review", "old/empty.txt", "--out", "none"]).fails(1, &["there is no incident to review"]);
    assert!(!folder.has("none"));
}

#[test]
fn a_review_in_a_project_keeps_what_it_reads_and_covers_only_that() {
    let folder = history::project();
    folder.write("new.txt", "Incident report: web\n\nDate: 3 March 2021, times in UTC\n\n08:00 Web sites down for all users\n09:05 Service restored for all users\n");
    let run = folder.run(&["review", "new.txt", "--out", "out"]).succeeds();
    assert!(run.out.contains("\n1 incident"), "{}", run.out);
    assert_eq!(folder.run(&["list", "--format", "json"]).succeeds().json().as_array().unwrap().len(), 3);
}
