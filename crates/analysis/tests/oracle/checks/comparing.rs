//! Two periods, and whether a difference could be seen.

use incstats_analysis::statistics::rank_sum::pairs_above;
use incstats_analysis::statistics::{
    permutation, power as t_test, quantile, rate_ratio as rates, two_samples as samples,
};

use super::durations::mean;
use crate::cases::{Case, numbers};
use crate::compare::Checked;

pub fn rate_ratio(case: &Case) -> Result<usize, String> {
    let [first, second] = <[_; 2]>::try_from(case.rates()).map_err(|_| "two rates")?;
    let found = rates::compare(first, second, 0.95).map_err(|e| e.to_string())?;
    let mut checked = Checked::new(case);
    checked.figure("ratio", Some(found.ratio))?;
    checked.limit("lo", found.interval.lower)?;
    checked.limit("hi", found.interval.upper)?;
    checked.figure("p_central", Some(found.p))?;
    checked.leave("p_minlike");
    checked.all()
}

pub fn two_samples(case: &Case) -> Result<usize, String> {
    let (a, b) = (numbers(&case.data["a"]), numbers(&case.data["b"]));
    let words = |e: incstats_analysis::estimate::Reason| e.to_string();
    let logs = |x: &[f64]| x.iter().map(|x| x.ln()).collect::<Vec<_>>();
    let mut checked = Checked::new(case);
    checked.figure("n_a", Some(a.len() as f64))?;
    checked.figure("n_b", Some(b.len() as f64))?;
    let pairs = samples::dominance(&a, &b).map_err(words)?;
    checked.figure("U_a", Some(pairs.u))?;
    checked.figure("A12", Some(pairs.greater))?;
    checked.figure("cliffs_delta", Some(pairs.delta()))?;
    let shift = samples::hodges_lehmann(&a, &b, 0.95).map_err(words)?;
    checked.figure("hl_shift", Some(shift.shift))?;
    checked.limit("hl_lo", shift.interval.lower)?;
    checked.limit("hl_hi", shift.interval.upper)?;
    checked.figure("hl_achieved", shift.interval.coverage)?;
    let ratio = samples::hodges_lehmann(&logs(&a), &logs(&b), 0.95).map_err(words)?;
    checked.figure("hl_ratio", Some(ratio.shift.exp()))?;
    let exp = |limit: Option<incstats_analysis::estimate::Bounds>| limit.and_then(|b| b.map(f64::exp).ok());
    checked.limit("hl_ratio_lo", exp(ratio.interval.lower))?;
    checked.limit("hl_ratio_hi", exp(ratio.interval.upper))?;
    let median = |x: &[f64]| quantile::median(x).unwrap_or(f64::NAN);
    let p = |a: &[f64], b: &[f64], of: fn(&[f64], &[f64]) -> f64| permutation::test(a, b, of, 1).map(|t| t.p);
    checked.outcome("perm_p_mean", p(&a, &b, |x, y| mean(x) - mean(y)))?;
    checked.outcome("perm_p_logmean", p(&logs(&a), &logs(&b), |x, y| mean(x) - mean(y)))?;
    checked
        .outcome("perm_p_median", permutation::test(&a, &b, |x, y| median(x) - median(y), 1).map(|t| t.p))?;
    let ranks = |x: &[f64], y: &[f64]| samples::dominance(x, y).map_or(f64::NAN, |d| d.delta());
    checked.outcome("perm_p_ranksum", p(&a, &b, ranks))?;
    checked.outcome("perm_p_ranksum", samples::rank_sum_p(&a, &b))?;
    checked.figure("n_permutations", Some(permutation::ways(a.len() + b.len(), a.len()) as f64))?;
    checked.figure("min_possible_p", Some(permutation::smallest_p(a.len(), b.len())))?;
    checked.outcome("mwu_asymptotic_p", samples::mann_whitney_p(&a, &b))?;
    if case.expected.get("mwu_exact_p").is_some_and(|p| !p.is_null()) {
        let distribution = pairs_above(a.len(), b.len());
        let far = (pairs.u.max((a.len() * b.len()) as f64 - pairs.u)).round() as usize;
        let tail: f64 = distribution.iter().skip(far).sum();
        checked.figure("mwu_exact_p", Some((2.0 * tail).min(1.0)))?;
    } else {
        checked.leave("mwu_exact_p");
    }
    checked.all()
}

/// `power.benninghoff.n1000.imp10`: incidents a group and the improvement in percent are in the id.
pub fn power(case: &Case) -> Result<usize, String> {
    let part = |prefix: &str| {
        case.id
            .split('.')
            .find_map(|p| p.strip_prefix(prefix)?.parse::<usize>().ok())
            .ok_or("no size in the id")
    };
    let (n, cut) = (part("n")?, part("imp")? as f64 / 100.0);
    let mut checked = Checked::new(case);
    checked.figure("power", Some(t_test::power(n, n, -(1.0 - cut).ln() / 1.25)))?;
    checked.leave("published_simulated");
    checked.all()
}

pub fn detectable(case: &Case) -> Result<usize, String> {
    let n = case.expected["n_per_period"].as_u64().ok_or("no size")? as usize;
    let sd = case.expected["sd_log"].as_f64().ok_or("no scatter")?;
    let found = t_test::detectable(n, n, sd).map_err(|e| e.to_string())?;
    let mut checked = Checked::new(case);
    checked.leave("n_per_period");
    checked.leave("sd_log");
    checked.figure("detectable_reduction", Some(found.cut))?;
    checked.figure("detectable_increase", Some(found.rise))?;
    checked.all()
}
