//! A person's word over the reader's.

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
