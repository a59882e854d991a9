//! Definitions: downtime, time between failures, error budget, means.

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;

use super::ask::{Compared, Oracle, minutes};
use super::feed::row;

/// When each of these histories begins.
const MIDNIGHT: &str = "2021-04-01T00:00:00Z";

/// The incidents of the definitions, by start and length in minutes.
pub fn rows() -> Vec<String> {
    let zero: DateTime<Utc> = MIDNIGHT.parse().unwrap();
    let sets: [(&str, &[(i64, f64)]); 5] = [
        ("def.mtbf", &[(60, 30.0), (300, 90.0)]),
        ("def.mttr_recovery", &[(60, 10.0), (300, 20.0)]),
        (
            "def.mtta",
            &[
                (0, 1.0),
                (10, 2.0),
                (20, 3.0),
                (30, 4.0),
                (40, 4.0),
                (50, 4.0),
                (60, 4.0),
                (70, 5.0),
                (80, 6.0),
                (90, 7.0),
            ],
        ),
        ("def.error_budget_28d", &[(60, 10.08)]),
        ("def.union_downtime", &[(0, 60.0), (30, 60.0), (200, 10.0)]),
    ];
    let of = |(name, incidents): (&str, &[(i64, f64)])| {
        let one = |(start, took): &(i64, f64)| row(name, zero + Duration::minutes(*start), (*took, *took));
        incidents.iter().map(one).collect::<Vec<_>>()
    };
    sets.into_iter().flat_map(of).collect()
}

pub fn definition(oracle: &Oracle, case: &Value) -> Result<usize, String> {
    let mut compared = Compared::with(case);
    let up = |days: &str| oracle.ask(case, &["summary", "--period", days])["availability"]["overall"].clone();
    match case["id"].as_str().unwrap() {
        "def.mtbf" => {
            let up = up("2021-04-01..2021-04-01");
            let hours = |figure: &str| minutes(&up[figure]["value"]["least"]).map(|minutes| minutes / 60.0);
            compared
                .number("failures", up["incidents"].as_f64())
                .number("downtime_h", hours("downtime"))
                .number("mtbf_h", hours("between_failures"))
                .number("availability", up["availability"]["value"]["least"].as_f64())
        }
        "def.union_downtime" => {
            compared.number("union_min", minutes(&up("2021-04-01..2021-04-01")["downtime"]["value"]["least"]))
        }
        "def.error_budget_28d" => {
            let answer = oracle.with(
                "availability_target = 99.95",
                "def.error_budget_28d",
                &["summary", "--period", "2021-04-01..2021-04-28"],
            );
            let budget = &answer["availability"]["overall"]["budget"];
            compared
                .number("slo", budget["target"].as_f64())
                .number("budget_min", minutes(&budget["allowed_s"]))
                .holds("met", budget["met"] == true)
        }
        // The mean of any pair of milestones is the same sum over the same count.
        "def.mttr_recovery" | "def.mtta" => {
            let summary = oracle.ask(case, &["summary"]);
            let rows = summary["overall"]["metrics"].as_array().unwrap();
            let row = rows.iter().find(|row| row["metric"] == "ttr").unwrap();
            compared
                .number("n", row["n"].as_f64())
                .number("value_min", minutes(&row["mean"]["value"]["least"]))
        }
        other => return Err(format!("unknown definition {other}")),
    };
    compared.done()
}
