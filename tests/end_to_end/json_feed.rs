//! JSON of status pages and tools: read by its content, a wrong record named, and what it cannot tell said with the figures.

use std::fmt::Write as _;

use crate::folder::Folder;

/// A page with one incident whose text tells when users were hit, one record that is wrong, and planned work.
const PAGE: &str = r#"{"page":{"id":"p1","name":"Acme","time_zone":"Europe/Zurich"},
 "incidents":[
 {"id":"a1","name":"Mail is late","status":"resolved","impact":"minor","created_at":"2026-03-01T08:40:00Z","resolved_at":"2026-03-01T09:40:00Z",
  "incident_updates":[
   {"status":"resolved","body":"Between 07:50 and 09:05 UTC mail was delayed for all customers. This is resolved.","display_at":"2026-03-01T09:40:00Z"},
   {"status":"investigating","body":"We are looking into delayed mail.","display_at":"2026-03-01T08:40:00Z"}]},
 {"id":"a2","name":"No time in it","status":"resolved","created_at":"2022-13-26T00:00:00Z","incident_updates":[]},
 {"id":"a3","name":"New disks","status":"completed","impact":"maintenance","created_at":"2026-03-02T08:10:00Z","scheduled_for":"2026-03-03T08:10:00Z","incident_updates":[]},
 {"id":"a4","name":"Example Chat App","status":"resolved","created_at":"2026-03-01T08:10:00Z","incident_updates":[]}]}"#;

#[test]
fn both_clocks_of_a_status_page_and_what_it_cannot_tell() {
    let folder = Folder::project();
    // A wrong ending: the content decides.
    folder.write("data/page.txt", PAGE);
    let run = folder
        .run(&["import", "data"])
        .fails(1, &["record 2 (line 7 of the file)", "none of its times could be read"]);
    assert_eq!(run.out.lines().filter(|line| line.starts_with("added")).count(), 2, "{}", run.out);
    let history = folder.run(&["export", "--format", "json"]).succeeds().json();
    let mail = history.as_array().unwrap().iter().find(|one| one["source_id"] == "a1").unwrap();
    let at =
        |milestone: &str| mail["milestones"][milestone]["earliest"].as_str().unwrap_or_default().to_owned();
    assert_eq!(
        (at("started").as_str(), at("mitigated").as_str()),
        ("2026-03-01T07:50:00Z", "2026-03-01T09:05:00Z")
    );
    assert_eq!(
        (at("communicated").as_str(), at("resolved").as_str()),
        ("2026-03-01T08:40:00Z", "2026-03-01T09:40:00Z")
    );
    assert_eq!(mail["posted"]["opened"], "2026-03-01T08:40:00Z");
    assert_eq!((&mail["source"]["format"], &mail["organisation"]), (&"statuspage-v2".into(), &"Acme".into()));
    let disks = history.as_array().unwrap().iter().find(|one| one["source_id"] == "a3").unwrap();
    assert_eq!(disks["kind"], "maintenance");
    let findings = folder.run(&["findings"]).succeeds().out;
    assert!(findings.contains("note[feed.left-out]"), "{findings}");

    let summary = folder.run(&["summary"]).succeeds().out;
    let said = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("rests on all of 1 incident from statuspage-v2: it holds the last 50 incidents only"),
        "{summary}"
    );
    let figures = folder.run(&["summary", "--format", "json"]).succeeds().json();
    assert_eq!(figures["limits"][0]["format"], "statuspage-v2");
    assert!(folder.run(&["show", "2026-03-01"]).succeeds().out.contains("cannot tell"));
    folder.run(&["report", "--out", "out", "--format", "csv"]).succeeds();
    for page in ["out/review.md", "out/review.html"] {
        let page = folder.read(page).replace('\n', " ").replace('\\', "");
        let told = "What the source of 1 of 1 incidents (statuspage-v2) does not hold: it holds the last 50 incidents only";
        assert!(page.contains(told), "{page}");
    }
    let again = folder.run(&["import", "data"]);
    assert!(!again.out.contains("added") && !again.out.contains("replaced"), "{}", again.out);
}

#[test]
fn bad_json_costs_no_more_than_what_is_wrong() {
    let folder = Folder::empty();
    let good = r#"{"issueKey":"D-1","title":"Mail down","status":"DONE","createdDate":"2026-03-01T08:10:00Z","resolutionDate":"2026-03-01T24:00:00Z"}"#;
    let nulls =
        r#"{"issueKey":2,"title":"Web down","status":null,"createdDate":"1772352600","resolutionDate":null}"#;
    let deep = format!(
        r#"{{"issueKey":"D-3","title":"x","createdDate":"2026-03-01T08:10:00Z","deep":{}{}}}"#,
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    folder.write("good.json", format!("\u{feff}[{good},\n{nulls},\n{good},\n{deep},\n7]"));
    folder.write("cut.json", format!("[{good},\n{nulls},\n{{\"issueKey\":\"D-9\",\"ti"));
    folder.write("strange.json", r#"[{"colour":"red","size":3}]"#);
    let run = folder.run(&["import", "--dry-run", "--format", "json", "good.json"]);
    let told: Vec<&str> = run.err.lines().filter(|line| line.contains("record")).collect();
    let read: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    // The same record twice is one; numbers may be texts and texts numbers; 24 o'clock is the next midnight.
    assert_eq!(read.as_array().map(Vec::len), Some(2), "{}", run.out);
    assert_eq!(read[0]["posted"]["closed"], "2026-03-02T00:00:00Z");
    assert_eq!(
        (&read[1]["source_id"], &read[1]["posted"]["opened"]),
        (&"2".into(), &"2026-03-01T08:10:00Z".into())
    );
    assert!(told.iter().any(|line| line.contains("record 4 (line 4 of the file)")), "{}", run.err);
    assert!(told.iter().any(|line| line.contains("record 5 (line 5 of the file)")), "{}", run.err);
    let run = folder.run(&["import", "--dry-run", "--format", "json", "cut.json"]);
    assert!(run.err.contains("line 3 of the file"), "{}", run.err);
    let read: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(read.as_array().map(Vec::len), Some(2), "{}", run.out);
    folder.run(&["import", "--dry-run", "strange.json"]).fails(1, &["it is JSON"]);
}

#[test]
fn of_thousands_of_records_one_is_wrong() {
    let folder = Folder::empty();
    let mut text = String::from("[");
    for number in 0..3_000 {
        let at = if number == 1_234 { "2022-13-26T00:00:00Z" } else { "2026-03-01T08:10:00Z" };
        let comma = if number == 0 { "" } else { ",\n" };
        let _ = write!(
            text,
            r#"{comma}{{"issueKey":"D-{number}","title":"Mail down","status":"DONE","createdDate":"{at}"}}"#
        );
    }
    text.push(']');
    folder.write("many.json", &text);
    let run = folder.run(&["import", "--dry-run", "--format", "json", "many.json"]);
    let read: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(read.as_array().map(Vec::len), Some(2_999));
    assert!(run.err.contains("record 1235 (line 1235 of the file)"), "{}", run.err);
}
