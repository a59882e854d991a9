//! What nobody knows: days after the data end, incidents lost from sight, changes that open incidents leave in doubt.

use crate::folder::Folder;

const HEADING: &str = "title,status,as_of,started,resolved,kind";
/// Planned work long after: somebody looked until then, so that every period is whole.
const LATEST: &str = "planned,,,2030-01-01T08:00:00Z,2030-01-01T09:00:00Z,maintenance";

/// A project with incidents of a month and so many minutes, open after these where they are below zero.
fn project(of: &[(&str, &[i64])], settings: &str, last: &[&str]) -> Folder {
    let mut rows = vec![HEADING.to_owned()];
    for (month, minutes) in of {
        for (day, took) in minutes.iter().enumerate() {
            let start = format!("{month}-{:02}T08:00:00Z", day + 1);
            let (hours, rest) = (8 + took.abs() / 60, took.abs() % 60);
            let end = format!("{month}-{:02}T{hours:02}:{rest:02}:00Z", day + 1);
            rows.push(if *took < 0 {
                format!("{month} {day},ongoing,{end},{start},,")
            } else {
                format!("{month} {day},,,{start},{end},")
            });
        }
    }
    rows.extend(last.iter().map(|row| (*row).to_owned()));
    let folder = Folder::project();
    folder.write("data/history.csv", rows.join("\n"));
    folder.write("incstats.toml", settings);
    folder.run(&["import", "data", "--quiet"]).succeeds();
    folder
}

fn said(folder: &Folder, command: &[&str]) -> String {
    folder.run(command).succeeds().out
}

#[test]
fn a_quiet_quarter_is_up_only_where_somebody_says_that_the_data_are_complete() {
    let folder = project(&[("2021-04", &[30])], "zone = \"UTC\"\navailability_target = 99.9\n", &[]);
    let summary = ["summary", "--period", "2021Q2"];
    let quarter = said(&folder, &summary);
    assert!(quarter.contains("1.076 % to 99.977 %") && quarter.contains("cannot be told"), "{quarter}");
    assert!(quarter.contains("`--complete-to 2021-06-30`"), "{quarter}");
    let complete = said(&folder, &[&summary[..], &["--complete-to", "2021-06-30"]].concat());
    assert!(complete.contains(" 99.977 %  99.9 %  2 h 11 min  23 %  yes"), "{complete}");
    assert!(complete.contains("said to be complete to 30 June 2021"), "{complete}");
    assert!(!complete.contains("the data end before"), "{complete}");
    folder.write("incstats.toml", "zone = \"UTC\"\navailability_target = 99.9\ncomplete_to = 2021-06-30\n");
    assert_eq!(said(&folder, &summary), complete);
    let json = folder.run(&[&summary[..], &["--format", "json"]].concat()).succeeds().json();
    assert_eq!((&json["complete_to"], &json["availability"]["days"]), (&"2021-06-30".into(), &91.into()));
    let compared = said(&folder, &["compare", "2021Q1", "2021Q2"]);
    assert!(!compared.contains("(not whole)"), "{compared}");
    let wrong = folder.run(&[&summary[..], &["--complete-to", "June"]].concat());
    wrong.fails(2, &["expected a day, such as 2021-06-30"]);
}

#[test]
fn incidents_lost_from_sight_are_not_taken_for_over() {
    let folder = project(&[("2021-04", &[60, 90, -5])], "zone = \"UTC\"\n", &[LATEST]);
    let summary = said(&folder, &["summary"]);
    assert!(summary.contains("4 h  67 % to 100 %  none: 1 of 3 is still open"), "{summary}");
    let mostly = project(&[("2021-04", &[10, -20, 30, -40, -50, -60, -70])], "zone = \"UTC\"\n", &[LATEST]);
    let detail = said(&mostly, &["summary", "--detail"]);
    assert!(detail.contains("too many are still open (10 min .. no upper limit)"), "{detail}");
}

#[test]
fn the_p_beside_a_test_is_its_own_and_the_words_agree_with_it() {
    let quarters = [("2021-04", &[10, 20, 30, 40, 50, 60][..]), ("2021-07", &[15, 25, 35, 45, -12][..])];
    let folder = project(&quarters, "zone = \"UTC\"\n", &[LATEST]);
    let detail = said(&folder, &["compare", "2021Q2", "2021Q3", "--detail"]);
    assert!(detail.contains("durations: p 0.470 (log-rank test)"), "{detail}");

    let quarters = [
        ("2021-04", &[10, 12, 14, 16, 18, 20, 22, 24][..]),
        ("2021-07", &[40, 50, 60, 70, 80, 90, -5, -6][..]),
    ];
    let folder = project(&quarters, "zone = \"UTC\"\n", &[LATEST]);
    let found = folder.run(&["compare", "2021Q2", "2021Q3", "--format", "json"]).succeeds().json();
    assert_eq!(found["durations"]["held_back"], serde_json::json!({"by": "open", "verdict": "slower"}));
    let words = found["plain_words"].to_string();
    assert!(words.contains("took longer than chance would give; but 2 are still open"), "{words}");
    assert!(!words.starts_with("[\"2021Q2 and 2021Q3 do not differ"), "{words}");

    let folder =
        project(&[("2021-04", &[12, 45, 600]), ("2021-07", &[5, 6, 7])], "zone = \"UTC\"\n", &[LATEST]);
    let found = said(&folder, &["compare", "2021Q2", "2021Q3"]);
    assert!(found.contains("holds the truth in 90 % of cases, not 95 %: 3 against 3"), "{found}");
    assert!(
        found.contains("by more than chance would give; how long they took: too few to tell."),
        "{found}"
    );
}

#[test]
fn equal_durations_have_no_interval_of_their_geometric_mean() {
    let folder = project(&[("2021-04", &[30; 13])], "zone = \"UTC\"\n", &[LATEST]);
    let summary = said(&folder, &["summary"]);
    assert!(summary.contains("none: all 13 values are equal, or may be"), "{summary}");
}

#[test]
fn a_trend_over_few_periods_or_too_many_says_so() {
    let four: [(&str, &[i64]); 4] = [
        ("2021-01", &[10]),
        ("2021-04", &[20, 21]),
        ("2021-07", &[30, 31, 32]),
        ("2021-10", &[40, 41, 42, 43]),
    ];
    let folder = project(&four, "zone = \"UTC\"\n", &[LATEST]);
    let trend = said(&folder, &["trend", "--period", "2021"]);
    assert!(trend.contains("10 incidents  too few to tell") && !trend.contains("slower"), "{trend}");
    let one = said(&folder, &["trend", "--period", "2021Q1"]);
    assert!(
        one.contains(" 1 quarter ") && one.contains(" 1 incident ") && !one.contains("1 quarters"),
        "{one}"
    );
    let all = folder.run(&["trend", "--period", "0001-01-01..9999-12-31", "--every", "month"]);
    all.fails(2, &["there are 24349 months, and a trend is told of 3000 at most"]);

    let months = ["2021-01", "2021-04", "2021-07", "2021-10", "2022-01", "2022-04"];
    let counts = [12, 10, 8, 6, 4, 2].map(|n| (0..n).map(|i| 90 + i).collect::<Vec<i64>>());
    let falling: Vec<(&str, &[i64])> = months.into_iter().zip(counts.iter().map(Vec::as_slice)).collect();
    let folder = project(&falling, "zone = \"UTC\"\n", &[LATEST]);
    let trend = said(&folder, &["trend", "--period", "2021-01-01..2022-06-30"]);
    assert!(trend.contains("-2 a quarter  -2 .. -2"), "{trend}");
    assert!(trend.contains("fewer; 2 fewer every quarter."), "{trend}");
}

#[test]
fn books_that_were_closed_first_were_open_shorter() {
    let folder = Folder::project();
    let heading = "title,started,resolved,posted_opened,posted_closed";
    let row = "A,2021-04-01T08:00:00Z,2021-04-01T09:00:00Z,2021-04-01T08:10:00Z,2021-04-01T08:29:00Z";
    folder.write("data/history.csv", format!("{heading}\n{row}\n"));
    folder.run(&["import", "data", "--quiet"]).succeeds();
    let summary = said(&folder, &["summary"]);
    assert!(summary.contains("open shorter than until resolved by 41 min"), "{summary}");
}

#[test]
fn a_metric_that_runs_backwards_is_refused() {
    let folder = Folder::project();
    folder.write("incstats.toml", "[[metric]]\nkey = \"rev\"\nfrom = \"resolved\"\nto = \"started\"\n");
    let refused = folder.run(&["summary"]);
    refused.fails(2, &["line 2: metric `rev` runs from `resolved` to `started`"]);
}
