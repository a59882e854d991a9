//! Definitions that others print, and the published experiment on a metric's worth.

use incstats_analysis::statistics::distributions::normal_cdf;
use incstats_analysis::statistics::downtime::{self, Outage};
use incstats_analysis::statistics::simulate::{self, Experiment};
use incstats_analysis::statistics::{Observed, descriptive};

use super::durations::mean;
use crate::cases::{Case, numbers};
use crate::compare::Checked;

pub fn check(case: &Case) -> Result<usize, String> {
    let of = |name: &str| case.expected[name].as_f64().ok_or(format!("no {name}"));
    let words = |e: incstats_analysis::estimate::Reason| e.to_string();
    let mut checked = Checked::new(case);
    let given = |checked: &mut Checked, names: &[&str]| names.iter().for_each(|name| checked.leave(name));
    match case.variant() {
        "mtbf" => {
            given(&mut checked, &["window_h", "downtime_h", "failures"]);
            let (window, down, n) = (of("window_h")?, of("downtime_h")?, of("failures")? as usize);
            let each = down / n as f64;
            let outages: Vec<Outage> =
                (0..n).map(|i| i as f64 * 3.0 * each).map(|at| Outage::exact(at, at + each)).collect();
            let between = downtime::between_failures(&outages, (0.0, window)).map_err(words)?;
            checked.figure("mtbf_h", between.value())?;
            let up = downtime::availability(&outages, (0.0, window)).map_err(words)?;
            checked.figure("availability", up.value())?;
        }
        "mttr_recovery" | "mtta" => {
            let total = if case.variant() == "mtta" { "total_min" } else { "downtime_min" };
            given(&mut checked, &[total, "n"]);
            let n = of("n")? as usize;
            let parts: Vec<Observed> =
                (0..n).filter_map(|_| Observed::exact(of(total).ok()? / n as f64)).collect();
            checked.figure("value_min", descriptive::mean(&parts).ok().and_then(|b| b.value()))?;
        }
        "error_budget_28d" => {
            given(&mut checked, &["slo", "window_days"]);
            let minutes = of("window_days")? * 24.0 * 60.0;
            checked.outcome("budget_min", downtime::error_budget(of("slo")?, minutes))?;
        }
        "union_downtime" => {
            given(&mut checked, &["intervals"]);
            let intervals: Vec<(f64, f64)> = case.expected["intervals"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|pair| Some((pair[0].as_f64()?, pair[1].as_f64()?)))
                .collect();
            checked.figure("sum_min", Some(intervals.iter().map(|(a, b)| b - a).sum()))?;
            checked.figure("union_min", Some(downtime::union(&intervals)))?;
        }
        unknown => return Err(format!("no check knows the definition `{unknown}`")),
    }
    checked.all()
}

/// `davidovic.table2.B.100` and the like: the published half-widths of 90 % intervals, from the published standard
/// deviation; `davidovic.claims.B`: the published probabilities, from the synthetic sample beside the cases.
pub fn davidovic(case: &Case) -> Result<usize, String> {
    let parts: Vec<&str> = case.id.split('.').collect();
    match parts.as_slice() {
        [_, table @ ("table2" | "table6"), company, n] => {
            let n: f64 = n.parse().map_err(|_| "no size in the id")?;
            let (_, sd) = published(company)?;
            let half = n / 2.0;
            let found = if *table == "table2" {
                1.644_9 * (2.0 / half).sqrt() * sd
            } else {
                1.644_9 * (2.0 * half).sqrt() * sd / 60.0
            };
            let mut checked = Checked::new(case);
            checked.figure("analytic", Some(found))?;
            checked.figure("published", Some(found))?;
            checked.all()
        }
        [_, "claims", company] => claims(case, company),
        _ => Err("no check knows this table".into()),
    }
}

/// Mean and standard deviation in minutes, and incidents of 2019, as published.
fn published(company: &str) -> Result<(usize, f64), String> {
    match company {
        "A" => Ok((173, 5.0 * 60.0 + 16.0)),
        "B" => Ok((103, 5.0 * 60.0 + 1.0)),
        "C" => Ok((609, 6.0 * 60.0 + 53.0)),
        other => Err(format!("no company `{other}`")),
    }
}

fn claims(case: &Case, company: &str) -> Result<usize, String> {
    let (year, sd) = published(company)?;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/oracle/davidovic_fixture.json");
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let fixture: serde_json::Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
    let durations = numbers(&fixture[company]);
    let sample_mean = mean(&durations);
    let run = |per_sample: usize, cut: f64| {
        let experiment = Experiment { per_sample, cut, runs: 20_000, seed: 20_160_627 };
        simulate::run(&durations, |x| mean(x), experiment).map_err(|e| e.to_string())
    };
    let (half, whole) = (run(year / 2, 0.1)?, run(year, 0.0)?);
    let published = numbers(&case.expected["published"]);
    let found = [half.looks_worse(), half.better_by(15.0), whole.better_by(30.0)];
    let mut checked = Checked::new(case);
    for (wanted, found) in published.iter().zip(found) {
        checked.same("published", &serde_json::json!(wanted), Some(found))?;
    }
    // The same by the normal approximation: the difference has mean 0.1 m and variance (1 + 0.81) s^2 / n.
    let n = (year / 2) as f64;
    let spread = sd * ((1.0 + 0.81) / n).sqrt();
    let gain = 0.1 * sample_mean;
    let analytic = [normal_cdf(-gain / spread), normal_cdf((gain - 15.0) / spread)];
    for (wanted, found) in numbers(&case.expected["analytic_n_half"]).iter().zip(analytic) {
        checked.same("analytic_n_half", &serde_json::json!(wanted), Some(found))?;
    }
    for (name, size) in [("analytic_null_n_full", year as f64), ("analytic_null_n_half", n)] {
        checked.figure(name, Some(normal_cdf(-30.0 / (sd * (2.0 / size).sqrt()))))?;
    }
    for name in ["published", "analytic_n_half", "monte_carlo_fixture"] {
        checked.leave(name);
    }
    checked.all()
}
