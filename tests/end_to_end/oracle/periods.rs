//! Counts, trends and comparisons.

use serde_json::Value;

use super::ask::{Compared, Oracle, minutes};

/// The twelve quarters of a series of counts.
const THREE_YEARS: [&str; 2] = ["--period", "2021-01-01..2023-12-31"];

pub fn count(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let incidents = oracle.ask(case, &["summary"])["overall"]["incidents"].clone();
    Compared::with(case)
        .number("count", incidents["value"]["least"].as_f64())
        .number("lo", incidents["interval"]["lower"]["least"].as_f64())
        .number("hi", incidents["interval"]["upper"]["least"].as_f64())
        .done()
}

/// The rate is printed for the period, not for a day.
pub fn rate(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let summary = oracle.ask(case, &[&["summary"][..], &THREE_YEARS].concat());
    let (incidents, days) = (&summary["overall"]["incidents"], summary["days"].as_f64());
    let a_day = |number: &Value| Some(number.as_f64()? / days?);
    Compared::with(case)
        .number("days", days)
        .number("rate", a_day(&incidents["value"]["least"]))
        .number("lo", a_day(&incidents["interval"]["lower"]["least"]))
        .number("hi", a_day(&incidents["interval"]["upper"]["least"]))
        .done()
}

pub fn poisson_trend(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let rate = oracle.ask(case, &[&["trend"][..], &THREE_YEARS].concat())["rate"].clone();
    let interval = &rate["per_step"]["interval"];
    Compared::with(case)
        .number("rate_ratio_per_quarter", rate["per_step"]["value"]["least"].as_f64())
        .number("lo", interval["lower"]["least"].as_f64())
        .number("hi", interval["upper"]["least"].as_f64())
        .number("p", rate["p"].as_f64())
        .holds("fewer", rate["verdict"] == "fewer")
        .done()
}

/// A series of counts is the number of incidents, one of values the median. Below five periods nothing is printed.
pub fn slope(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let trend = oracle.ask(case, &["trend"]);
    let counts = case["dataset"].as_str().is_some_and(|name| name.ends_with("counts"));
    let change = &trend[if counts { "number" } else { "median" }];
    if trend["periods"].as_array().map_or(0, Vec::len) < 5 {
        let few = change["verdict"] == "too-few" && change["p"]["not_available"] == "too-few-periods";
        return Compared::with(case).holds("too few", few).done();
    }
    let number = |value: &Value| if counts { value.as_f64() } else { minutes(value) };
    let step = &change["per_step"];
    Compared::with(case)
        .number("sen_slope", number(&step["value"]["least"]))
        .number("sen_lo", number(&step["interval"]["lower"]["least"]))
        .number("sen_hi", number(&step["interval"]["upper"]["least"]))
        .number("p_exact", change["p"].as_f64())
        .holds("a change", change["verdict"] == if counts { "fewer" } else { "faster" })
        .done()
}

pub fn ordinary(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let counts = oracle.ask(case, &[&["trend"][..], &THREE_YEARS].concat())["ordinary"]["counts"].clone();
    Compared::with(case).number("c_bar", counts["centre"].as_f64()).done()
}

fn compared(oracle: &Oracle, case: &Value) -> Value {
    oracle.ask(case, &["compare", "2021Q2", "2021Q3"])
}

/// The program sets the second period against the first, the reference the first against the second.
fn turned(number: &Value) -> Option<f64> {
    number.as_f64().filter(|number| *number > 0.0).map(f64::recip)
}

pub fn rate_ratio(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let found = compared(oracle, case);
    let ratio = &found["rate_ratio"];
    Compared::with(case)
        .number("ratio", turned(&ratio["value"]["least"]))
        .number("lo", turned(&ratio["interval"]["upper"]["least"]))
        .number("hi", turned(&ratio["interval"]["lower"]["least"]))
        .number("p_central", found["rate_p"].as_f64())
        .done()
}

pub fn standing_out(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    // Two periods of the same length.
    let (first, second) = ("2021-04-01..2021-06-30", "2021-07-01..2021-09-29");
    let sight = oracle.ask(case, &["compare", first, second])["sight"].clone();
    Compared::with(case)
        .number("down_to", sight["fewer"].as_f64())
        .number("up_to", sight["more"].as_f64())
        .done()
}

pub fn comparison(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let found = compared(oracle, case);
    let (ratio, durations) = (&found["durations"]["ratio"], &found["durations"]);
    Compared::with(case)
        .number("n_a", found["first"]["n"].as_f64())
        .number("n_b", found["second"]["n"].as_f64())
        .number("hl_ratio", turned(&ratio["value"]["least"]))
        .number("hl_ratio_lo", turned(&ratio["interval"]["upper"]["least"]))
        .number("hl_ratio_hi", turned(&ratio["interval"]["lower"]["least"]))
        .number("A12", durations["shorter"]["share"]["least"].as_f64())
        .number("perm_p_ranksum", durations["p"].as_f64())
        .holds("no change", ["no-clear-change", "too-few"].iter().any(|word| durations["verdict"] == *word))
        .done()
}
