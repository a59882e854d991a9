//! The README's first command, on the reports that come with the program.

use std::fs;
use std::path::{Path, PathBuf};

use crate::folder::program;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The review of the samples, written into a folder.
fn review(out: &Path) -> String {
    let mut command = program(&root());
    let output = command.args(["review", "data/samples", "--out"]).arg(out).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The files of a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_first_command_reads_every_sample_and_leaves_a_review_with_charts() {
    let out = tempfile::tempdir().unwrap();
    let samples = names(&root().join("data/samples"));
    let summary = review(out.path());
    assert!(summary.contains(&format!("\n{} incidents, ", samples.len())), "{summary}");
    let written = names(out.path());
    let timelines =
        written.iter().filter(|name| name.starts_with("timeline-") && name.ends_with(".png")).count();
    assert_eq!(timelines, samples.len());
    for name in ["review.md", "phases.png", "trend-ttm.png", "trend-ttr.png"] {
        assert!(written.iter().any(|other| other == name), "{name} is not in {written:?}");
    }
    assert_eq!(names(&root().join("data/samples")), samples, "nothing is left beside the reports");
}

#[test]
fn the_committed_example_is_what_the_first_command_writes() {
    let example = root().join("reports/sample");
    if !example.join("review.md").exists() {
        return; // Not written yet: `just demo` does it.
    }
    let out = tempfile::tempdir().unwrap();
    review(out.path());
    assert_eq!(names(out.path()), names(&example), "`just demo` writes the example anew");
    let page = |folder: &Path| fs::read_to_string(folder.join("review.md")).unwrap();
    assert_eq!(page(out.path()), page(&example), "`just demo` writes the example anew");
}
