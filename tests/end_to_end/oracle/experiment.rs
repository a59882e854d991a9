//! Davidovic's experiment on a sample with the figures of one of his companies.

use serde_json::Value;

use super::ask::{Compared, Oracle};
use super::feed;

/// Whose sample.
const COMPANY: &str = "davidovic.claims.B";
/// An improvement of half an hour, as a part of the company's mean of 151 minutes.
const HALF_AN_HOUR: &str = "19.8673%";

/// The sample as incidents.
pub fn rows(fixture: &Value) -> Vec<String> {
    feed::lasting(COMPANY, &feed::numbers(&fixture["B"]))
}

pub fn claims(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let reference = &case["expected"]["monte_carlo_fixture"];
    let mut compared = Compared::with(case);
    for claims in [&reference["claims_half"], &reference["claims_full"]] {
        let per_period = claims["n_per_group"].to_string();
        let try_cut = |cut| oracle.ask(case, &["simulate", "--cut", cut, "--per-period", &per_period]);
        let (tenth, half_an_hour) = (try_cut("10%"), try_cut(HALF_AN_HOUR));
        compared
            .value("looks worse", tenth["looks_worse"].as_f64(), claims["p_below_zero_with_10pct"].as_f64())
            .value("false success", half_an_hour["false_success"].as_f64(), claims["p_ge30_null"].as_f64());
    }
    compared.done()
}
