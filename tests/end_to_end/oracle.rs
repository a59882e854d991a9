//! Reference results of R, scipy, statsmodels and lifelines, end to end: each data set is fed as a table of incidents, and
//! what the program prints is compared.
//!
//! The results lie in a folder beside the repository, which not everybody has. Without it the test says SKIPPED, loudly,
//! and passes. Whatever the unit of a data set, its numbers are fed as minutes.

mod ask;
mod durations;
mod experiment;
mod feed;
mod periods;
mod time_up;

use serde_json::Value;

use ask::Oracle;

/// What compares one case, by the beginning of the case's id.
type Check = fn(&Oracle, &Value) -> Result<usize, String>;

const CHECKS: [(&str, Check); 15] = [
    ("desc.", durations::descriptive),
    ("median_ci.", durations::median),
    ("gmean_ci.", durations::geometric_mean),
    ("km.", durations::open),
    ("turnbull.", durations::ranged),
    ("garwood.", periods::count),
    ("poisson_rate.", periods::rate),
    ("poisson_trend.", periods::poisson_trend),
    ("mk.", periods::slope),
    ("c_u_chart.", periods::ordinary),
    ("rate_ratio.", periods::rate_ratio),
    ("count_detect.", periods::standing_out),
    ("compare.", periods::comparison),
    ("def.", time_up::definition),
    ("davidovic.claims.", experiment::claims),
];

/// What no command prints: the crate of the analysis is tested against these itself.
const NOT_PRINTED: [&str; 6] = ["q90_ci.", "ideal_bca", "bca_", "power.", "mdc.", "davidovic.table"];

#[test]
#[allow(clippy::print_stderr, reason = "what was compared is the report of this test")]
fn the_program_prints_the_reference_figures() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/oracle/oracle.json");
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("SKIPPED: no reference results at {path}: {error}");
            return;
        }
    };
    let reference: Value = serde_json::from_str(&text).unwrap();
    let sample = std::fs::read_to_string(path.replace("oracle.json", "davidovic_fixture.json")).unwrap();
    let oracle = Oracle::feed(&reference, &serde_json::from_str(&sample).unwrap());
    let (mut agreed, mut failures) = (0, Vec::new());
    for case in reference["cases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        if NOT_PRINTED.iter().any(|beginning| id.starts_with(beginning)) {
            eprintln!("not printed by any command: {id}");
            continue;
        }
        let check = CHECKS.iter().find(|(beginning, _)| id.starts_with(beginning));
        match check.map_or_else(|| Err("no check knows it".into()), |(_, check)| check(&oracle, case)) {
            Ok(figures) => {
                agreed += 1;
                eprintln!("ok      {id} ({figures} figures)");
            }
            Err(why) => failures.push(format!("FAILED  {id}: {why}")),
        }
    }
    eprintln!("{agreed} cases agree, {} do not", failures.len());
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(agreed > 0, "the file of reference results has no case");
}
