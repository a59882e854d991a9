//! Durations: how they spread, and how long it takes with open and ranged ones.

use serde_json::Value;

use super::ask::{Compared, Oracle, minutes};

/// From how many incidents on a geometric mean carries an interval here.
const GEOMETRIC_MEAN_NEEDS: u64 = 5;
/// The longest time within which the mean is given, in minutes.
const HORIZON: f64 = 1_440.0;

/// The line of the summary that is about the time to restore.
fn ttr(oracle: &Oracle, case: &Value) -> (Value, Value) {
    let summary = oracle.ask(case, &["summary"]);
    let rows = summary["overall"]["metrics"].as_array().unwrap();
    let row = rows.iter().find(|row| row["metric"] == "ttr").unwrap().clone();
    (summary, row)
}

pub fn descriptive(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let (summary, row) = ttr(oracle, case);
    let value = |figure: &str| minutes(&row[figure]["value"]["least"]);
    let share = row["largest"]["share"]["least"].as_f64();
    Compared::with(case)
        .number("n", row["n"].as_f64())
        .number("mean", value("mean"))
        .number("median", value("median"))
        .number("p25", value("lower_quartile"))
        .number("p75", value("upper_quartile"))
        .number("geometric_mean", value("geometric_mean"))
        .number("max", minutes(&row["largest"]["duration"]["least"]))
        .number("max_share_of_sum", share)
        .number("sum", minutes(&summary["overall"]["incident_time"]["value"]["least"]))
        .done()
}

pub fn median(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let (_, row) = ttr(oracle, case);
    let interval = &row["median"]["interval"];
    Compared::with(case)
        .number("lo", minutes(&interval["lower"]["least"]))
        .number("hi", minutes(&interval["upper"]["least"]))
        .number("coverage", interval["coverage"].as_f64())
        .done()
}

/// With fewer than five incidents none is printed, though there is one to calculate.
pub fn geometric_mean(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let (_, row) = ttr(oracle, case);
    let interval = &row["geometric_mean"]["interval"];
    if row["n"].as_u64() < Some(GEOMETRIC_MEAN_NEEDS) {
        return Compared::with(case).holds("too few", interval["not_available"] == "too-few").done();
    }
    Compared::with(case)
        .number("lo", minutes(&interval["lower"]["least"]))
        .number("hi", minutes(&interval["upper"]["least"]))
        .done()
}

pub fn open(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let survival = oracle.ask(case, &["summary"])["survival"].clone();
    let interval = &survival["median"]["interval"];
    let mut compared = Compared::with(case);
    compared
        .number("n", survival["n"].as_f64())
        .number("censored", survival["open"].as_f64())
        .number("median", minutes(&survival["median"]["value"]["least"]));
    let none = ["median_lo", "median_hi"].iter().all(|limit| case["expected"][*limit].is_null());
    if none {
        compared.holds("not reached", interval["not_available"] == "not-reached");
    } else {
        compared
            .number("median_lo", minutes(&interval["lower"]["least"]))
            .number("median_hi", minutes(&interval["upper"]["least"]));
    }
    for step in case["expected"]["table"].as_array().unwrap() {
        let curve = survival["curve"].as_array().unwrap();
        let at = |point: &&Value| minutes(&point["seconds"]) == step["t"].as_f64();
        let share = curve.iter().find(at).and_then(|point| point["share"]["least"].as_f64());
        compared.value("survival", share, step["survival"].as_f64());
    }
    if case["expected"]["tau"].as_f64() <= Some(HORIZON) {
        compared.number("rmst", minutes(&survival["mean_within"]["figure"]["value"]["least"]));
    }
    compared.done()
}

pub fn ranged(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let (summary, row) = ttr(oracle, case);
    let median = &summary["survival"]["median"];
    let bounds = |figure: &Value, end: &str| minutes(&figure["value"][end]);
    Compared::with(case)
        .holds("by Turnbull", median["method"] == "turnbull")
        .number("median_lo", bounds(median, "least"))
        .number("median_hi", bounds(median, "most"))
        .number("bound_median_lo", bounds(&row["median"], "least"))
        .number("bound_median_hi", bounds(&row["median"], "most"))
        .number("bound_mean_lo", bounds(&row["mean"], "least"))
        .number("bound_mean_hi", bounds(&row["mean"], "most"))
        .done()
}
