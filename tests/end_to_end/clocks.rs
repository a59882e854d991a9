//! Clocks and definitions: support hours, where a metric starts when its first milestone is not known.

use crate::folder::Folder;

const HEADING: &str = "id,title,started,detected,resolved";

/// A project with a table of incidents and settings of its own.
fn project(rows: &[&str], settings: &str) -> Folder {
    let folder = Folder::project();
    folder.write("data/history.csv", [&[HEADING], rows].concat().join("\n"));
    folder.write("incstats.toml", settings);
    folder.run(&["import", "data"]).succeeds();
    folder
}

const OFFICE: &str =
    "[support]\nzone = \"Europe/Zurich\"\nhours = [\"mon-fri 08:00-17:00\"]\nholidays = [\"2021-05-24\"]\n";

#[test]
fn support_hours_count_nothing_but_themselves() {
    // From Friday 16:00 in Zurich over a weekend and a holiday to Tuesday 09:30; a day and a half; and a Sunday.
    let folder = project(
        &[
            "A,Over a weekend,2021-05-21T16:00:00+02:00,,2021-05-25T09:30:00+02:00",
            "B,Two days,2021-05-26T08:00:00+02:00,,2021-05-27T12:00:00+02:00",
            "C,On a Sunday,2021-05-30T08:00:00+02:00,,2021-05-30T20:00:00+02:00",
        ],
        OFFICE,
    );
    let summary = folder.run(&["summary", "--clock", "support", "--period", "2021Q2"]).succeeds().out;
    let clock =
        "support clock: support hours between milestones (mon-fri 08:00-17:00 Europe/Zurich, 1 holiday)";
    assert!(summary.contains(clock), "{summary}");
    assert!(
        summary.contains("availability counts every hour of the period: see the impact clock"),
        "{summary}"
    );
    assert!(!summary.contains("posted clock"), "{summary}");
    let json = folder.run(&["summary", "--clock", "support", "--format", "json"]).succeeds().json();
    assert_eq!(json["support_hours"], "mon-fri 08:00-17:00 Europe/Zurich, 1 holiday");
    let rows = json["overall"]["metrics"].as_array().unwrap();
    let ttr = rows.iter().find(|row| row["metric"] == "ttr").unwrap();
    assert_eq!((&ttr["clock"], &ttr["median"]["unit"]), (&"support".into(), &"support-seconds".into()));
    // 2 h 30 min, 13 h, nothing.
    assert_eq!(ttr["median"]["value"]["least"], 9_000.0);
    assert_eq!(ttr["largest"]["duration"]["least"], 46_800.0);
    assert_eq!(json["overall"]["incident_time"]["value"]["least"], 55_800.0);
    for args in [&["trend"][..], &["compare", "2021-05", "2021-06"], &["simulate"]] {
        let out = folder.run(&[args, &["--clock", "support"]].concat()).succeeds().out;
        assert!(out.contains("started to resolved, support clock"), "{out}");
    }
    let elapsed = folder.run(&["summary", "--format", "json"]).succeeds().json();
    assert!(elapsed.get("support_hours").is_none());
}

#[test]
fn without_support_hours_their_clock_is_refused() {
    let folder = project(&["A,Mail,2021-05-21T16:00:00Z,,2021-05-21T17:00:00Z"], "");
    folder
        .run(&["summary", "--clock", "support"])
        .fails(2, &["nothing says when support is there", "[support]"]);
    folder.write("incstats.toml", "[support]\nhours = [\"mon-fri 08:00-17:00\"]\n");
    folder.run(&["summary"]).fails(2, &["incstats.toml: line 1: hours of support need a `zone`"]);
}

#[test]
fn a_metric_that_starts_elsewhere_says_in_how_many_incidents() {
    let own = "[[metric]]\nkey = \"told\"\nfrom = \"started\"\nfallback = \"detected\"\nto = \"resolved\"\nsource = \"the board\"\n";
    let folder = project(
        &[
            "A,Whole,2021-05-21T10:00:00Z,2021-05-21T10:10:00Z,2021-05-21T11:00:00Z",
            "B,Late,,2021-05-22T10:10:00Z,2021-05-22T10:50:00Z",
        ],
        own,
    );
    let summary = folder.run(&["summary", "--detail"]).succeeds().out;
    assert!(summary.contains("TOLD: in 1 of 2 the clock starts at detected instead"), "{summary}");
    assert!(summary.contains("started (else detected) to resolved (the board)"), "{summary}");
    let json = folder.run(&["summary", "--format", "json"]).succeeds().json();
    let rows = json["overall"]["metrics"].as_array().unwrap();
    let told = rows.iter().find(|row| row["metric"] == "told").unwrap();
    assert_eq!((told["n"].as_u64(), told["fallbacks"].as_u64()), (Some(2), Some(1)));
    assert_eq!((&told["fallback"], &told["source"]), (&"detected".into(), &"the board".into()));
    assert_eq!(told["median"]["value"]["least"], 3_000.0);
    let ttr = rows.iter().find(|row| row["metric"] == "ttr").unwrap();
    assert_eq!((ttr["n"].as_u64(), ttr["fallbacks"].as_u64()), (Some(1), Some(0)));
}
