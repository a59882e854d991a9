//! Counts and series.

use incstats_analysis::statistics::{
    kendall, poisson_count, poisson_trend as trend, process_behaviour, rate_ratio, theil_sen,
};

use crate::cases::{Case, numbers};
use crate::compare::Checked;

pub fn mann_kendall(case: &Case) -> Result<usize, String> {
    let values = case.values();
    let test = kendall::of_series(&values).map_err(|e| e.to_string())?;
    let slope = theil_sen::of_series(&values, 0.95).map_err(|e| e.to_string())?;
    let mut checked = Checked::new(case);
    checked.figure("S", Some(test.s as f64))?;
    checked.figure("var_S", Some(test.variance))?;
    checked.figure("z", Some(test.z))?;
    checked.figure("p_normal", Some(test.p_normal))?;
    checked.figure("tau_b", test.tau_b)?;
    checked.figure("p_exact", test.p_exact)?;
    let (pairs, reach) = (slope.pairs as f64, 1.959_963_984_540_054 * test.variance.sqrt());
    checked.figure("M1", Some((pairs - reach) / 2.0))?;
    checked.figure("M2", Some(f64::midpoint(pairs, reach) + 1.0))?;
    checked.figure("sen_slope", Some(slope.slope))?;
    let interval = slope.interval.ok();
    checked.limit("sen_lo", interval.and_then(|i| i.lower))?;
    checked.limit("sen_hi", interval.and_then(|i| i.upper))?;
    checked.figure("n_slopes", Some(slope.pairs as f64))?;
    match case.expected["min_possible_p"].as_f64() {
        Some(_) => checked.figure("min_possible_p", Some(kendall::smallest_p(values.len())))?,
        None => checked.leave("min_possible_p"),
    }
    checked.all()
}

pub fn poisson_trend(case: &Case) -> Result<usize, String> {
    let found = trend::fit(&case.rates(), 0.95).map_err(|e| e.to_string())?;
    let mut checked = Checked::new(case);
    checked.figure("rate_ratio_per_quarter", Some(found.ratio))?;
    checked.limit("lo", found.interval.lower)?;
    checked.limit("hi", found.interval.upper)?;
    checked.figure("z", Some(found.z))?;
    checked.figure("p", Some(found.p))?;
    checked.figure("pearson_dispersion", Some(found.dispersion))?;
    checked.limit("quasi_lo", found.wide_interval.lower)?;
    checked.limit("quasi_hi", found.wide_interval.upper)?;
    checked.figure("dispersion_chi2", Some(found.constant.chi_square))?;
    checked.figure("dispersion_df", Some(found.constant.df))?;
    checked.figure("dispersion_p", Some(found.constant.p))?;
    checked.figure("score_z", Some(found.score_z))?;
    let p = incstats_analysis::statistics::distributions::normal_two_sided(found.score_z);
    checked.figure("score_p", Some(p))?;
    checked.all()
}

pub fn poisson_rate(case: &Case) -> Result<usize, String> {
    let rates = case.rates();
    let count = rates.iter().map(|r| r.count).sum();
    let days: f64 = rates.iter().map(|r| r.time).sum();
    let (rate, interval) = poisson_count::rate(count, days, 0.95).map_err(|e| e.to_string())?;
    let mut checked = Checked::new(case);
    checked.figure("count", Some(count as f64))?;
    checked.figure("days", Some(days))?;
    checked.figure("rate", Some(rate))?;
    checked.limit("lo", interval.lower)?;
    checked.limit("hi", interval.upper)?;
    checked.all()
}

pub fn garwood(case: &Case) -> Result<usize, String> {
    let count = case.expected["count"].as_u64().ok_or("no count")? as usize;
    let interval = poisson_count::garwood(count, 0.95);
    let mut checked = Checked::new(case);
    checked.leave("count");
    checked.limit("lo", interval.lower)?;
    checked.limit("hi", interval.upper)?;
    checked.all()
}

pub fn standing_out(case: &Case) -> Result<usize, String> {
    let base = case.expected["base"].as_u64().ok_or("no base")? as usize;
    let (fewer, more) = rate_ratio::standing_out(rate_ratio::Rate { count: base, time: 1.0 }, 1.0);
    let mut checked = Checked::new(case);
    checked.leave("base");
    checked.figure("down_to", fewer.map(|n| n as f64))?;
    checked.figure("up_to", Some(more as f64))?;
    checked.all()
}

pub fn charts(case: &Case) -> Result<usize, String> {
    let rates = case.rates();
    let counts: Vec<usize> = rates.iter().map(|r| r.count).collect();
    let c = process_behaviour::counts(&counts).map_err(|e| e.to_string())?;
    let (low, high) = process_behaviour::counts_exact(&counts).map_err(|e| e.to_string())?;
    let u = process_behaviour::rates(&rates).map_err(|e| e.to_string())?;
    let mut checked = Checked::new(case);
    checked.figure("c_bar", Some(c.centre))?;
    checked.figure("c_ucl", Some(c.upper))?;
    checked.figure("c_lcl", Some(c.lower))?;
    checked.figure("u_bar_per_day", u.first().map(|l| l.centre))?;
    for (name, of) in [("u_ucl", 0), ("u_lcl", 1)] {
        let expected = numbers(&case.expected[name]);
        if expected.len() != u.len() {
            return Err(format!("{name}: {} limits expected, {} found", expected.len(), u.len()));
        }
        for (wanted, limits) in expected.iter().zip(&u) {
            let found = if of == 0 { limits.upper } else { limits.lower };
            checked.same(name, &serde_json::json!(wanted), Some(found))?;
        }
        checked.leave(name);
    }
    checked.figure("poisson_ucl_exact", Some(high as f64))?;
    checked.figure("poisson_lcl_exact", Some(low as f64))?;
    checked.all()
}
