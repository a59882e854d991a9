//! A folder to work in, and the program run in it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use incstats_store::Store;
use tempfile::TempDir;

/// A folder of its own for each test, removed at its end.
pub struct Folder(TempDir);

/// What a run printed, and its exit code.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    /// An empty folder.
    pub fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder that is a project.
    pub fn project() -> Self {
        let folder = Self::empty();
        folder.run(&["init"]).succeeds();
        folder
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    pub fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file)).unwrap()
    }

    pub fn has(&self, file: &str) -> bool {
        self.path(file).exists()
    }

    /// The project's history, to put something into it.
    pub fn store(&self) -> Store {
        Store::open(self.path("data/incstats.db")).unwrap()
    }

    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[], b"")
    }

    /// A run with environment variables and standard input.
    pub fn run_with(&self, args: &[&str], env: &[(&str, &str)], input: &[u8]) -> Run {
        let mut child = program(self.0.path())
            .args(args)
            .envs(env.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input closes it; that is its right.
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().expect("ended by a signal"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The program, away from whatever the tester's own environment says.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_incstats"));
    command.current_dir(folder);
    for name in ["INCSTATS_PROJECT", "COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

impl Run {
    /// Checks that all was done.
    #[track_caller]
    pub fn succeeds(self) -> Self {
        assert_eq!(self.code, 0, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// Checks the exit code, and that standard error holds each of some texts.
    #[track_caller]
    pub fn fails(self, code: i32, said: &[&str]) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        for text in said {
            assert!(self.err.contains(text), "`{text}` is not in:\n{}", self.err);
        }
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}:\n{}", self.out))
    }
}
