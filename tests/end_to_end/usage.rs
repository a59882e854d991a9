//! Making a project, help, completions, and what is wrong usage.

use crate::folder::Folder;

const COMMANDS: [&str; 15] = [
    "init",
    "import",
    "list",
    "show",
    "findings",
    "correct",
    "summary",
    "trend",
    "compare",
    "simulate",
    "chart",
    "review",
    "export",
    "completions",
    "man",
];

#[test]
fn init_makes_a_project_and_leaves_what_is_there() {
    let folder = Folder::empty();
    folder.run(&["init", "new/project"]).succeeds();
    assert!(folder.has("new/project/data") && folder.has("new/project/reports"));
    let settings = "new/project/incstats.toml";
    assert!(folder.read(settings).contains("#: zone = \"Europe/Zurich\""));
    folder.write(settings, "zone = \"UTC\"");
    let again = folder.run(&["init", "new/project"]).succeeds();
    assert!(again.err.contains("left as it is"), "{}", again.err);
    assert_eq!(folder.read(settings), "zone = \"UTC\"");
}

#[test]
fn the_project_is_found_upward_by_option_and_by_environment() {
    let folder = Folder::empty();
    folder.run(&["init", "project"]).succeeds();
    folder.run(&["list"]).fails(2, &["no project here", "hint: make one with `incstats init`"]);
    folder.run(&["list", "--project", "project"]).succeeds();
    folder.run_with(&["list"], &[("INCSTATS_PROJECT", "project")], b"").succeeds();
    folder.run(&["list", "--project", "elsewhere"]).fails(2, &["`elsewhere` is no project"]);
    let inside = crate::folder::program(&folder.path("project/data")).arg("list").output().unwrap();
    assert!(inside.status.success());
}

#[test]
fn faulty_settings_name_their_line() {
    let folder = Folder::project();
    folder.write("incstats.toml", "zone = \"UTC\"\n\nlanguge = \"fr\"\n");
    folder.run(&["list"]).fails(2, &["incstats.toml: line 3: unknown field `languge`", "hint: "]);
}

#[test]
fn every_command_has_help_with_examples() {
    let folder = Folder::empty();
    for command in COMMANDS {
        let help = folder.run(&[command, "--help"]).succeeds();
        assert!(help.out.contains(&format!("Examples:\n  incstats {command}")), "{}", help.out);
    }
    let help = folder.run(&["--help"]).succeeds();
    assert!(help.out.contains("Exit codes:") && COMMANDS.iter().all(|command| help.out.contains(command)));
}

#[test]
fn wrong_usage_is_exit_code_two() {
    let folder = Folder::project();
    for (args, said) in [
        (&[][..], "Usage: incstats"),
        (&["frobnicate"], "unrecognized subcommand"),
        (&["import"], "<PATH>..."),
        (&["import", "x", "--zone", "Mars/Olympus"], "`Mars/Olympus` is no time zone"),
        (&["import", "x", "--language", "french"], "`french` is no language"),
        (&["import", "x", "--language", "xx"], "`xx` is no language that is read: expected one of "),
        (&["summary", "--where", "colour=red"], "`colour` is nothing to group by"),
        (&["summary", "--where", "severity"], "expected WHAT=VALUE"),
        (&["compare", "2021Q1"], "<B>"),
        (&["simulate", "--cut", "110%"], "between 0 and 100"),
        (&["import", "x", "--reference-date", "yesterday"], "--reference-date"),
        (&["summary", "--period", "2021Q5"], "`2021Q5` is no period"),
        (&["chart", "--out", "x", "--metric", "mtbf"], "expected one of ttd"),
        (&["show"], "<ID>"),
        (&["show", "2021"], "no incident `2021`"),
        (&["correct", "2021", "started=16:30"], "--why"),
        (&["correct", "2021", "begun=16:30", "--why", "x"], "`begun` is no field"),
        (&["correct", "2021", "started=", "--why", "x"], "no value after the `=`"),
        (&["list", "--quiet", "--verbose"], "cannot be used with"),
        (&["review"], "--out"),
    ] {
        folder.run(args).fails(2, &[said]);
    }
}

#[test]
fn completions_and_manual_pages_come_from_the_same_definition() {
    let folder = Folder::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.run(&["completions", shell]).succeeds();
        assert!(script.out.contains("incstats") && script.out.contains("review"), "{shell}");
    }
    assert!(folder.run(&["man"]).succeeds().out.contains(".TH incstats 1"));
    folder.run(&["man", "--out", "man1"]).succeeds();
    assert!(folder.has("man1/incstats.1") && folder.has("man1/incstats-review.1"));
}

#[test]
fn an_empty_history_is_no_failure() {
    let folder = Folder::project();
    let list = folder.run(&["list"]).succeeds();
    assert_eq!(list.out, "");
    assert!(
        list.err.contains("nothing was imported yet") && list.err.contains("hint: `incstats import data`")
    );
    assert_eq!(folder.run(&["list", "--format", "json"]).succeeds().out, "[]\n");
    assert_eq!(folder.run(&["export"]).succeeds().out, "[]\n");
    assert_eq!(folder.run(&["findings", "--format", "json"]).succeeds().out, "[]\n");
    folder.run(&["summary"]).succeeds();
    folder.run(&["show", "2021-05-20"]).fails(2, &["nothing was imported yet"]);
    folder.run(&["chart", "--out", "charts"]).fails(1, &["there is no incident"]);
    assert_eq!(folder.run(&["list", "--quiet"]).succeeds().err, "");
}
