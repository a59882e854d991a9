//! Files and folders that may not be written or read. Permissions do not bind root, so the visit is made by a process
//! of its own as another user where the tests run as root.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, io};

use incstats_store::{Store, StoreError};

use crate::project::{Project, report};

/// The folder that the visitor is to visit; the test that is the visit does nothing without it.
const TARGET: &str = "INCSTATS_STORE_VISIT";

/// A user without rights on every Unix.
const NOBODY: u32 = 65_534;

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn visit() {
    let Some(folder) = env::var_os(TARGET).map(PathBuf::from) else { return };
    let denied = |error: &StoreError| matches!(error, StoreError::Denied { .. });

    let readable = folder.join("incstats.db");
    let reader = Store::open_read_only(&readable).unwrap();
    assert_eq!(reader.incidents().unwrap().len(), 1);
    let error = Store::open(&readable).unwrap_err();
    assert!(denied(&error), "{error}");
    assert!(error.hint().starts_with("give yourself the right to write"), "{}", error.hint());

    for (error, reason) in [
        (Store::open(folder.join("new.db")).unwrap_err(), "cannot be made"),
        (Store::open(folder.join("new/incstats.db")).unwrap_err(), "denied"),
        (Store::open(folder.join("hidden.db")).unwrap_err(), "denied"),
        (Store::open_read_only(folder.join("hidden.db")).unwrap_err(), "denied"),
        (Store::open(folder.join("writable.db")).unwrap_err(), "beside it"),
    ] {
        assert!(denied(&error) && error.to_string().contains(reason), "{error}");
    }
}

#[test]
fn a_folder_that_may_not_be_written_can_be_read_and_says_why_not_more() {
    let project = Project::new();
    project.store().import(&report("a.txt", "1", &["x"])).unwrap();
    let path = project.database();
    let folder = path.parent().unwrap();
    fs::copy(&path, folder.join("hidden.db")).unwrap();
    fs::copy(&path, folder.join("writable.db")).unwrap();
    mode(&folder.join("hidden.db"), 0o000);
    mode(&folder.join("writable.db"), 0o666);
    mode(&path, 0o444);
    mode(folder, 0o555);
    mode(folder.parent().unwrap(), 0o755);

    let mut visitor = Command::new(env::current_exe().unwrap());
    visitor.args(["--exact", "permissions::visit"]).env(TARGET, folder);
    if folder.metadata().unwrap().uid() == 0 {
        visitor.uid(NOBODY);
    }
    let visited = visitor.output();
    mode(folder, 0o755);
    match visited {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            eprintln!(
                "SKIPPED: permissions do not bind root, and another user may not run this test: {error}"
            );
        }
        visited => {
            let visited = visited.unwrap();
            let said = String::from_utf8_lossy(&visited.stdout);
            assert!(visited.status.success() && said.contains("1 passed"), "{said}");
        }
    }
}
