//! A person's word over the reader's.

use crate::folder::Folder;
use crate::history;

#[test]
fn a_correction_is_shown_with_its_reason_and_every_figure_follows() {
    let folder = history::project();
    let id = "2016-06-27";
    let run = folder.run(&[
        "correct",
        id,
        "severity=SEV1",
        "service=mail, web",
        "title=Log-ins failed",
        "--why",
        "agreed",
    ]);
    insta::assert_snapshot!(run.succeeds().out);
    let record = folder.run(&["show", id, "--format", "json"]).succeeds().json();
    assert_eq!(record["services"], serde_json::json!(["mail", "web"]));
    assert_eq!(record["corrections"].as_array().unwrap().len(), 3);
    assert!(folder.run(&["show", id]).succeeds().out.contains("agreed"));

    folder.run(&["correct", id, "resolved=unknown", "--why", "never said"]).succeeds();
    let list = folder.run(&["list", "--period", "2016", "--format", "json"]).succeeds().json();
    assert!(list[0]["ttr"].is_null());
    let source = folder.run(&["show", id, "--source"]).succeeds().out;
    assert!(source.contains("resolved: corrected to not known (never said)"), "{source}");

    folder.run(&["correct", id, "--undo", "resolved"]).succeeds();
    let list = folder.run(&["list", "--period", "2016", "--format", "json"]).succeeds().json();
    assert_eq!(list[0]["ttr"]["min_s"], 11_700);
    let undone = folder.run(&["correct", id, "--undo"]).succeeds().out;
    assert!(undone.contains("the correction of title is taken back (agreed)"), "{undone}");
    folder
        .run(&["correct", id, "--undo", "cause"])
        .fails(2, &["no correction of cause of `2016-06-27` to take back"]);
}

#[test]
fn a_corrected_zone_moves_the_instants_and_not_the_clock() {
    let folder = history::project();
    let id = "2021-05-20";
    let run = folder.run(&["correct", id, "zone=America/New_York", "--why", "their office"]).succeeds();
    assert_eq!(
        run.out,
        "2021-05-20-panne-du-stockage: zone is now America/New_York, was Europe/Zurich (assumed)\n"
    );
    let record = folder.run(&["show", id, "--format", "json"]).succeeds().json();
    assert_eq!(record["milestones"]["started"]["earliest"], "2021-05-20T04:00:00-04:00");
    let findings = record["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["code"] != "assumed.zone"), "{findings:?}");
}

#[test]
fn all_of_a_command_is_kept_or_nothing() {
    let folder = history::project();
    folder
        .run(&["correct", "2016", "title=x", "zone=Mars", "--why", "y"])
        .fails(2, &["`Mars` is no time zone"]);
    folder.run(&["correct", "2016", "title=x", "--why", "  "]).fails(2, &["a correction needs a reason"]);
    let record = folder.run(&["show", "2016", "--format", "json"]).succeeds().json();
    assert_eq!(record["title"], "Incident report");
}

#[test]
fn a_correction_that_turns_the_order_round_is_warned_of_once() {
    let folder = history::project();
    let run =
        folder.run(&["correct", "2016", "started=2016-06-27 16:20", "--why", "the text says so"]).succeeds();
    assert_eq!(
        run.out,
        "2016-06-27-incident-report: started is now 27 June 2016 16:20 Europe/London, was 27 June 2016 16:15\n"
    );
    assert!(
        run.err.contains("now detected before started, acknowledged before started; no duration"),
        "{}",
        run.err
    );
    folder
        .run(&["correct", "2016", "started=teatime", "--why", "x"])
        .fails(2, &["started: ", "hint: write a time such as"]);
}

#[test]
fn the_repair_of_a_finding_is_accepted_and_taken_back() {
    let folder = Folder::project();
    folder.write(
        "data/mail.txt",
        "Mail down\n\nStart: 25 July 2021 12:30 UTC\nDetected: 25 July 2021 12:41 UTC\nResolved: 25 September 2021 15:55 UTC\n",
    );
    folder.write("data/api.txt", "API down\n\nStart: 03/04/2021 11:30 UTC\nResolved: 03/04/2021 13:10 UTC\n");
    folder.run(&["import", "data"]).succeeds();
    insta::assert_snapshot!(folder.run(&["findings", "2021-07-25"]).succeeds().out);
    let ttr = |id: &str| {
        let record = folder.run(&["show", id, "--format", "json"]).succeeds().json();
        record["durations"]["ttr"]["min_s"].clone()
    };
    assert_eq!(ttr("2021-07-25"), 5_369_100);

    // The name of a finding is enough where one incident has it.
    insta::assert_snapshot!(folder.run(&["correct", "--accept", "typo.suspected"]).succeeds().out);
    assert_eq!(ttr("2021-07-25"), 12_300);
    let record = folder.run(&["show", "2021-07-25", "--format", "json"]).succeeds().json();
    assert_eq!(record["milestones"]["resolved"]["basis"], "corrected");
    assert!(!record["findings"].to_string().contains("typo.suspected"), "{}", record["findings"]);
    let undone = folder.run(&["correct", "2021-07-25", "--undo"]).succeeds().out;
    assert!(
        undone.contains("the correction of resolved is taken back (accepted typo.suspected:5: "),
        "{undone}"
    );
    assert_eq!(ttr("2021-07-25"), 5_369_100);

    // One that moves two milestones is one word, in both directions.
    folder
        .run(&["correct", "2021-04-03", "--accept", "ambiguous.day-month:3", "--why", "an American office"])
        .succeeds();
    let record = folder.run(&["show", "2021-04-03", "--format", "json"]).succeeds().json();
    assert_eq!(record["milestones"]["started"]["earliest"], "2021-03-04T11:30:00Z");
    assert!(!record["findings"].to_string().contains("ambiguous"), "{}", record["findings"]);
    folder.run(&["correct", "2021-04-03", "--undo"]).succeeds();
    let record = folder.run(&["show", "2021-04-03", "--format", "json"]).succeeds().json();
    assert_eq!(record["corrections"].as_array().unwrap().len(), 0);

    folder.run(&["correct", "2021-04-03", "--accept", "assumed.zone"]).fails(
        2,
        &["no finding `assumed.zone` proposes a repair", "hint: `incstats findings` shows which do"],
    );
    folder
        .run(&["correct", "2021-04-03", "--accept", "typo.year", "started=10:00"])
        .fails(2, &["cannot be used with"]);
}
