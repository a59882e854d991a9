//! The crate against reference results of R, scipy, statsmodels and lifelines.
//!
//! The results lie in a folder beside the repository, which not everybody has. Without it the test says SKIPPED, loudly,
//! and passes. With it every case is run; a case that no check here knows is a failure.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test may stop at what it does not expect, and sizes in the file are small whole numbers"
)]

mod cases;
mod checks;
mod compare;

use cases::Oracle;

#[test]
fn every_reference_case_agrees() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/oracle/oracle.json");
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("SKIPPED: no reference results at {path}: {error}");
            return;
        }
    };
    let oracle = Oracle::read(&text);
    let (mut agreed, mut failures) = (0, Vec::new());
    for case in oracle.cases() {
        match checks::check(&case) {
            Ok(fields) => {
                agreed += 1;
                eprintln!("ok      {} ({fields} figures)", case.id);
            }
            Err(why) => failures.push(format!("FAILED  {}: {why}", case.id)),
        }
    }
    for (what, why) in checks::LEFT_OUT {
        eprintln!("left out: {what}: {why}");
    }
    eprintln!("{agreed} cases agree, {} do not", failures.len());
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(agreed > 0, "the file of reference results has no case");
}
