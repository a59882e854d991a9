//! A table of incidents in: read as it is, wrong rows named, an export read back.

use crate::folder::Folder;

const TABLE: &str = "\
id,title,severity,services,status,as_of,started,detected,resolved,posted_opened,posted_closed
A-1,Mail down,SEV1,mail; web,,,2021-05-20T04:00:00Z,2021-05-20T04:10:00Z,2021-05-20T05:30:00Z,2021-05-20T04:20:00Z,2021-05-20T09:00:00Z
A-2,Half a day,SEV2,web,,,2021-05-21T04:00:00Z..2021-05-21T12:00:00Z,,2021-05-21T13:00:00Z,,
A-3,Still open,SEV1,mail,ongoing,2021-05-25T10:00:00Z,2021-05-23T10:00:00Z,,,2021-05-23T11:00:00Z,
A-4,Nonsense,SEV2,web,,,soon,,2021-05-21T13:00:00Z,,
";

#[test]
fn a_table_is_read_and_its_wrong_row_named() {
    let folder = Folder::project();
    folder.write("data/history.csv", TABLE);
    let run = folder
        .run(&["import", "data"])
        .fails(1, &["data/history.csv:5: no incident was made of this row", "`started`: `soon` is no time"]);
    assert_eq!(run.out.lines().count(), 3, "{}", run.out);
    let list = folder.run(&["list", "--format", "json"]).succeeds().json();
    let ttr = |row: usize| (list[row]["ttr"]["min_s"].as_i64(), list[row]["ttr"]["max_s"].as_i64());
    assert_eq!(list[0]["id"], "A-1");
    assert_eq!(ttr(0), (Some(5_400), Some(5_400)));
    assert_eq!(ttr(1), (Some(3_600), Some(32_400)));
    assert_eq!((ttr(2), &list[2]["ttr"]["censored"]), ((Some(172_800), None), &true.into()));
    let shown = folder.run(&["show", "A-1", "--format", "json"]).succeeds().json();
    assert_eq!((&shown["milestones"]["started"]["line"], &shown["source_id"]), (&2.into(), &"A-1".into()));
    let source = folder.run(&["show", "A-1", "--source"]).succeeds().out;
    assert!(source.contains("data/history.csv:2"), "{source}");
    assert!(folder.run(&["findings"]).succeeds().out.contains("error[feed.row]"));
}

#[test]
fn what_is_explained_is_what_is_read() {
    let folder = Folder::empty();
    folder.write("history.csv", TABLE);
    folder.write("alarms.json", "{\"alarms\": [{\"at\": \"10:00\"}]}\n");
    let run = folder.run(&["import", "history.csv", "--explain"]).succeeds();
    assert!(run.out.contains("read by its fields") && !run.out.contains("language"), "{}", run.out);
    let refused = folder.run(&["import", "alarms.json", "--dry-run"]).fails(1, &["no reader knows it"]);
    let unexplained = folder.run(&["import", "alarms.json", "--explain"]).fails(1, &["no reader knows it"]);
    assert_eq!((refused.out, unexplained.out), (String::new(), String::new()));
}

#[test]
fn a_table_is_known_by_its_content() {
    let folder = Folder::empty();
    let table = "Title;Started;Resolved\r\nDown;2021-05-20 06:00;2021-05-20 07:00\r\n";
    let run = folder.run_with(
        &["import", "-", "--dry-run", "--zone", "Europe/Zurich", "--format", "json"],
        &[],
        table.as_bytes(),
    );
    let record = &run.succeeds().json()[0];
    assert_eq!(record["milestones"]["started"]["earliest"], "2021-05-20T06:00:00+02:00");
    assert_eq!(
        (&record["zone"]["basis"], &record["source"]["format"]),
        (&"configured".into(), &"incidents-csv".into())
    );
    assert_eq!(record["durations"]["ttr"]["min_s"], 3_600);
}

#[test]
fn what_is_exported_reads_back() {
    let first = crate::history::project();
    first.write("data/history.csv", TABLE);
    first.run(&["import", "data/history.csv"]).fails(1, &[]);
    let exported = first.run(&["export", "--format", "csv"]).succeeds().out;
    let second = Folder::project();
    second.write("data/export.csv", &exported);
    second.run(&["import", "data"]).succeeds();
    let again = second.run(&["export", "--format", "csv"]).succeeds().out;
    let (before, after) = (table(&exported), table(&again));
    assert_eq!(before.len(), 5);
    for (row, other) in before.iter().zip(&after) {
        for ((column, was), (_, is)) in row.iter().zip(other) {
            // Where it was read from is another place now; a row that names its own id has that as its source's.
            let place = column == "path" || column == "source_id" || column.ends_with("_line");
            let findings = column == "findings";
            assert!(place || findings || was == is, "{column}: {was} is now {is}");
            // Rows of one table are never the same incident twice, whatever two files were.
            let of_row = was.split("; ").filter(|code| *code != "possible.duplicate");
            assert!(!findings || of_row.into_iter().all(|code| is.contains(code)), "{was} is now {is}");
        }
    }
    let figures = |folder: &Folder| folder.run(&["summary", "--format", "csv"]).succeeds().out;
    assert_eq!(figures(&first), figures(&second));
}

/// The rows of a table, each cell with its column.
fn table(text: &str) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heading = reader.headers().unwrap().clone();
    let cells = |row: csv::StringRecord| {
        heading.iter().zip(row.iter()).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
    };
    reader.records().map(|row| cells(row.unwrap())).collect()
}

#[test]
fn what_a_cell_holds_does_nothing_to_a_terminal() {
    let folder = Folder::project();
    let hostile = "\u{1b}[2J\u{9b}31m\u{202e}=1+1";
    let table = format!(
        "id,title,severity,services,started,resolved,{hostile}\n\
         a{hostile},{hostile},{hostile},{hostile},2021-05-20T04:00:00Z,2021-05-20T05:00:00Z,x\n\
         b,{hostile},,,{hostile},,\n"
    );
    // Among enough harmless rows for the file to pass as text.
    let harmless = "c,title,SEV1,web,2021-05-20T04:00:00Z,2021-05-20T05:00:00Z,\n".repeat(40);
    folder.write("data/history.csv", format!("{table}{harmless}"));
    let filter = format!("service={hostile}");
    for args in [
        &["import", "data"][..],
        &["list"],
        &["show", "a", "--source"],
        &["findings"],
        &["summary", "--period", "2021Q2", "--by", "service", "--detail"],
        &["summary", "--where", &filter],
        &["summary", "--format", "json", "--by", "severity"],
        &["summary", "--format", "csv", "--by", "severity"],
        &["trend", "--where", &filter],
        &["compare", "2020", "2021"],
        &["export", "--format", "csv"],
    ] {
        let run = folder.run(args);
        let said = format!("{}{}", run.out, run.err);
        assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{args:?}: {said:?}");
        assert!(!run.out.is_empty(), "{args:?}: {said}");
    }
}
