//! Durations of one sample.

use incstats_analysis::estimate::Reason;
use incstats_analysis::statistics::kaplan_meier::Curve;
use incstats_analysis::statistics::observed::exact_values;
use incstats_analysis::statistics::{bootstrap, descriptive, order_interval, quantile, turnbull as npmle};

use crate::cases::Case;
use crate::compare::Checked;

pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

pub fn geometric(values: &[f64]) -> f64 {
    mean(&values.iter().map(|x| x.ln()).collect::<Vec<_>>()).exp()
}

pub fn descriptive(case: &Case) -> Result<usize, String> {
    let observed = case.exact();
    let values = exact_values(&observed).map_err(|e| e.to_string())?;
    let mut sorted = values.clone();
    sorted.sort_by(f64::total_cmp);
    let longest = descriptive::longest(&observed);
    let mut checked = Checked::new(case);
    checked.figure("n", Some(values.len() as f64))?;
    checked.outcome("mean", descriptive::mean(&observed).map(|b| b.least()))?;
    checked.outcome("median", quantile::of_observed(&observed, 0.5).map(|b| b.least()))?;
    checked.outcome("sd", descriptive::standard_deviation(&values))?;
    for (name, q) in [("min", 0.0), ("p25", 0.25), ("p75", 0.75), ("p90", 0.9), ("p95", 0.95), ("max", 1.0)] {
        checked.figure(name, quantile::of_sorted(&sorted, q))?;
    }
    checked.outcome("sum", descriptive::sum(&observed).map(|b| b.least()))?;
    checked.outcome("geometric_mean", descriptive::geometric_mean(&observed).map(|b| b.least()))?;
    let share = longest.ok_or(Reason::Empty).and_then(|place| descriptive::share(&observed, place));
    checked.outcome("max_share_of_sum", share.map(|b| b.least()))?;
    sorted.pop();
    checked.figure("mean_without_max", (!sorted.is_empty()).then(|| mean(&sorted)))?;
    checked.all()
}

pub fn quantile_interval(case: &Case, q: f64) -> Result<usize, String> {
    let observed = case.exact();
    let found = order_interval::interval(&observed, q, 0.95);
    let mut checked = Checked::new(case);
    if case.expected.get("available").is_some() {
        checked.figure("available", Some(f64::from(u8::from(found.is_ok()))))?;
        return checked.all();
    }
    let interval = found.map_err(|e| e.to_string())?;
    let ranks = order_interval::ranks(observed.len(), q, 0.95);
    checked.limit("lo", interval.lower)?;
    checked.limit("hi", interval.upper)?;
    checked.figure("rank_lo", Some(ranks.lower.unwrap_or(0) as f64))?;
    checked.figure("rank_hi", Some(ranks.upper.unwrap_or(observed.len() + 1) as f64))?;
    if case.expected.get("coverage").is_some() {
        checked.figure("coverage", interval.coverage)?;
    }
    checked.all()
}

pub fn geometric_mean(case: &Case) -> Result<usize, String> {
    let observed = case.exact();
    let interval = descriptive::geometric_mean_interval(&observed, 0.95).map_err(|e| e.to_string())?;
    let logs = descriptive::logarithms(&case.values()).map_err(|e| e.to_string())?;
    let mut checked = Checked::new(case);
    checked.limit("lo", interval.lower)?;
    checked.limit("hi", interval.upper)?;
    checked.outcome("gsd", descriptive::standard_deviation(&logs).map(f64::exp))?;
    checked.all()
}

pub fn bca(case: &Case, statistic: fn(&[f64]) -> f64) -> Result<usize, String> {
    let found = bootstrap::bca(&case.values(), statistic, 0.95, 20_160_627);
    let mut checked = Checked::new(case);
    let interval = found.map(|b| b.interval).ok();
    checked.limit("lo", interval.and_then(|i| i.lower))?;
    checked.limit("hi", interval.and_then(|i| i.upper))?;
    for name in ["lo_mc_sd", "hi_mc_sd", "runs"] {
        checked.leave(name);
    }
    if case.expected.get("z0").is_some() {
        let found = found.map_err(|e| e.to_string())?;
        checked.figure("z0", Some(found.z0))?;
        checked.figure("acceleration", Some(found.acceleration))?;
        checked.limit("percentile_lo", found.percentile.lower)?;
        checked.limit("percentile_hi", found.percentile.upper)?;
        checked.figure("distinct_values", Some(found.distinct as f64))?;
    }
    checked.all()
}

pub fn kaplan_meier(case: &Case) -> Result<usize, String> {
    let times = case.times();
    let curve = Curve::of(&times).map_err(|e| e.to_string())?;
    let mut checked = Checked::new(case);
    let events = times.iter().filter(|(_, ended)| *ended).count();
    checked.figure("n", Some(times.len() as f64))?;
    checked.figure("events", Some(events as f64))?;
    checked.figure("censored", Some((times.len() - events) as f64))?;
    let table = case.expected["table"].as_array().cloned().unwrap_or_default();
    if table.len() != curve.steps.len() {
        return Err(format!("{} steps expected, {} found", table.len(), curve.steps.len()));
    }
    for (row, step) in table.iter().zip(&curve.steps) {
        checked.same("t", &row["t"], Some(step.time))?;
        checked.same("at_risk", &row["at_risk"], Some(step.at_risk as f64))?;
        checked.same("events", &row["events"], Some(step.events as f64))?;
        checked.same("censored", &row["censored"], Some(step.censored as f64))?;
        checked.same("survival", &row["survival"], Some(step.survival))?;
    }
    checked.leave("table");
    let interval = curve.median_interval(0.95).ok();
    checked.figure("median", curve.median().ok().and_then(|b| b.value()))?;
    checked.limit("median_lo", interval.and_then(|i| i.lower))?;
    checked.limit("median_hi", interval.and_then(|i| i.upper))?;
    checked.figure("tau", Some(curve.last_time()))?;
    let mean = curve.restricted_mean(curve.last_time());
    checked.outcome("rmst", mean.map(|m| m.mean))?;
    checked.outcome("rmst_se", mean.map(|m| m.standard_error))?;
    checked.all()
}

pub fn turnbull(case: &Case) -> Result<usize, String> {
    let observed = case.ranges();
    let found = npmle::turnbull(&observed).map_err(|e| e.to_string())?;
    let mut checked = Checked::new(case);
    let cells: Vec<_> = case.expected["innermost"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|cell| cell["mass"].as_f64().is_some_and(|m| m > 1e-6))
        .collect();
    if cells.len() != found.masses.len() {
        return Err(format!("{} masses expected, found {:?}", cells.len(), found.masses));
    }
    for (cell, mass) in cells.iter().zip(&found.masses) {
        checked.same("left", &cell["left"], Some(mass.left))?;
        checked.same("right", &cell["right"], Some(mass.right))?;
        checked.same("exact", &cell["exact"], Some(f64::from(u8::from(mass.exact))))?;
        checked.same("mass", &cell["mass"], Some(mass.mass))?;
    }
    checked.leave("innermost");
    checked.figure("loglik", Some(found.log_likelihood))?;
    checked.figure("kkt_max", Some(found.kkt))?;
    checked.figure("unique", Some(f64::from(u8::from(found.unique))))?;
    let median = found.median().map_err(|e| e.to_string())?;
    checked.figure("median_lo", Some(median.least()))?;
    checked.figure("median_hi", Some(median.most_or_infinity()))?;
    let bound = quantile::of_observed(&observed, 0.5).map_err(|e| e.to_string())?;
    checked.figure("bound_median_lo", Some(bound.least()))?;
    checked.figure("bound_median_hi", Some(bound.most_or_infinity()))?;
    let bound = descriptive::mean(&observed).map_err(|e| e.to_string())?;
    checked.figure("bound_mean_lo", Some(bound.least()))?;
    checked.figure("bound_mean_hi", Some(bound.most_or_infinity()))?;
    checked.all()
}
