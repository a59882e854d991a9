//! Inputs and databases with something wrong: each is named with what to do, and nothing is lost.

use std::fs::{self, Permissions};

use crate::folder::Folder;

#[test]
fn each_bad_input_is_named_with_a_remedy() {
    let folder = Folder::project();
    folder.write("data/empty.txt", "");
    folder.write("data/blank.txt", " \n\n");
    folder.write("data/binary.bin", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0".repeat(50));
    folder.write("nothing/.hidden", "x");
    let run = folder.run(&["import", "data", "nothing", "missing.txt", "*.pdf"]).fails(
        1,
        &[
            "error: data/empty.txt: the file is empty\n  hint: ",
            "error: data/blank.txt: the file is empty\n  hint: ",
            "error: data/binary.bin: ",
            "error: nothing: no file to read in this folder\n  hint: ",
            "error: missing.txt: no such file or folder\n  hint: check the path",
            "error: *.pdf: no file fits this pattern\n  hint: ",
            "nothing from 6 inputs",
        ],
    );
    assert_eq!(run.out, "");
}

#[test]
fn a_dry_run_prints_json_alone_and_touches_no_database() {
    let folder = Folder::empty();
    folder.write("empty.txt", "");
    let run = folder.run(&["import", "--dry-run", "--format", "json", "empty.txt"]).fails(1, &["empty.txt"]);
    assert_eq!(run.json(), serde_json::json!([]));
    assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 1);
    let run = folder
        .run_with(&["import", "--dry-run", "--format", "json", "-"], &[], b"")
        .fails(1, &["error: -: "]);
    assert_eq!(run.json(), serde_json::json!([]));
}

#[test]
fn a_line_of_200_megabytes_is_refused_and_not_swallowed() {
    let folder = Folder::empty();
    let file = fs::File::create(folder.path("long.txt")).unwrap();
    // Two hundred million zero bytes that take no room on the disk.
    file.set_len(200_000_000).unwrap();
    folder
        .run(&["import", "--dry-run", "long.txt"])
        .fails(1, &["error: long.txt: larger than 64 MB", "hint: split it"]);
}

#[test]
fn what_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::project();
    folder.write("data/secret.txt", "x");
    fs::set_permissions(folder.path("data/secret.txt"), Permissions::from_mode(0o000)).unwrap();
    if fs::read(folder.path("data/secret.txt")).is_ok() {
        return; // Root may read everything.
    }
    folder
        .run(&["import", "data"])
        .fails(1, &["error: data/secret.txt: could not be read: no permission\n  hint: "]);
}

#[test]
fn a_database_that_is_none_is_left_alone() {
    let folder = Folder::project();
    folder.write(
        "data/incstats.db",
        "this is a diary, not a database, and it is long enough to be taken for either\n".repeat(20),
    );
    let before = folder.read("data/incstats.db");
    for command in [&["list"][..], &["import", "data"], &["summary"], &["review", "--out", "x"]] {
        folder.run(command).fails(1, &["incstats.db` is not an incstats database", "hint: "]);
    }
    assert_eq!(folder.read("data/incstats.db"), before);
}

#[test]
fn a_newer_database_is_left_alone() {
    let folder = Folder::project();
    drop(folder.store());
    let connection = rusqlite::Connection::open(folder.path("data/incstats.db")).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    folder.run(&["list"]).fails(1, &["schema version 99, newer than", "hint: "]);
    folder.run(&["import", "data"]).fails(1, &["schema version 99, newer than"]);
}

#[test]
fn a_locked_database_is_waited_for_and_then_named() {
    let folder = crate::history::project();
    let connection = rusqlite::Connection::open(folder.path("data/incstats.db")).unwrap();
    connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    let args = ["correct", "2016", "title=x", "--why", "y"];
    folder.run(&args).fails(1, &["is locked by another process", "hint: "]);
    folder.run(&["list"]).succeeds();
    connection.execute_batch("ROLLBACK").unwrap();
    folder.run(&args).succeeds();
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_named() {
    use std::process::Stdio;
    let folder = crate::history::project();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = crate::folder::program(&folder.path(""));
    let output = command.arg("export").stdout(Stdio::from(full)).stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("could not write to standard output: no room left on the disk"), "{said}");
}

#[test]
fn whoever_closes_the_pipe_early_hears_no_complaint() {
    use std::process::Stdio;
    let folder = crate::history::project();
    let mut command = crate::folder::program(&folder.path(""));
    let mut child = command.arg("export").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
