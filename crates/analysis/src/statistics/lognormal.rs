//! The lognormal model of durations, fitted to exact, ranged and open ones at once (an accelerated failure time model).
//!
//! Each observation adds to the likelihood what it says: its density where exact, `Phi(z of most) - Phi(z of least)`
//! where ranged, `1 - Phi(z of least)` where open, with `z = (ln t - mu) / sigma`. Holds where being open or coarse says
//! nothing about the duration, and where logarithms are roughly normal. Maximised by damped Newton steps.

use std::f64::consts::PI;

use super::Observed;
use super::distributions::{normal_cdf, normal_quantile};
use super::linear::{inverse, solve};
use crate::estimate::{Interval, Reason};

/// A fitted model: `ln T` is normal with mean `mu` and standard deviation `sigma`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lognormal {
    /// Mean of the logarithms; `exp(mu)` is the median.
    pub mu: f64,
    /// Standard deviation of the logarithms.
    pub sigma: f64,
    /// Standard error of `mu`, from the curvature of the likelihood.
    pub mu_error: f64,
    /// The log-likelihood, in the unit of the durations.
    pub log_likelihood: f64,
}

/// Two groups with one scatter: how much longer the second takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LognormalRatio {
    /// Median of the second over median of the first.
    pub ratio: f64,
    /// Its interval, on the log scale.
    pub interval: Interval,
    /// Standard deviation of the logarithms within the groups.
    pub sigma: f64,
    /// The log-likelihood.
    pub log_likelihood: f64,
}

/// Fits one group. Cost: some ten steps, each linear.
///
/// # Errors
/// [`Reason::Zeros`] where a duration is exactly zero, [`Reason::TooFew`] below two, [`Reason::NotReached`] where all are
/// open, [`Reason::AllEqual`] and [`Reason::NotSettled`] where the likelihood has no maximum.
pub fn fit(observed: &[Observed]) -> Result<Lognormal, Reason> {
    if observed.len() > 1 && may_all_be_equal(observed) && !observed.iter().all(Observed::is_open) {
        return Err(Reason::AllEqual { n: observed.len() });
    }
    let rows: Vec<Row> = observed.iter().map(|o| Row { o: *o, second: 0.0 }).collect();
    let found = Likelihood { rows: &rows, groups: 1 }.maximum()?;
    let [mu, log_sigma] = *found.at.as_slice() else { return Err(Reason::NotSettled) };
    Ok(Lognormal { mu, sigma: log_sigma.exp(), mu_error: found.error(0)?, log_likelihood: found.value })
}

/// Fits two groups with one scatter.
///
/// # Errors
/// As [`fit`]; each group needs one that ended.
pub fn ratio(first: &[Observed], second: &[Observed], level: f64) -> Result<LognormalRatio, Reason> {
    if first.iter().all(Observed::is_open) || second.iter().all(Observed::is_open) {
        return Err(if first.is_empty() || second.is_empty() { Reason::Empty } else { Reason::NotReached });
    }
    let tag = |group: &[Observed], second: f64| -> Vec<Row> {
        group.iter().map(|o| Row { o: *o, second }).collect()
    };
    if may_all_be_equal(first) && may_all_be_equal(second) {
        return Err(Reason::AllEqual { n: first.len() + second.len() });
    }
    let rows = [tag(first, 0.0), tag(second, 1.0)].concat();
    let found = Likelihood { rows: &rows, groups: 2 }.maximum()?;
    let [_, shift, log_sigma] = *found.at.as_slice() else { return Err(Reason::NotSettled) };
    let reach = normal_quantile(0.5 + level / 2.0) * found.error(1)?;
    Ok(LognormalRatio {
        ratio: shift.exp(),
        interval: Interval::of((shift - reach).exp(), (shift + reach).exp(), level),
        sigma: log_sigma.exp(),
        log_likelihood: found.value,
    })
}

/// Whether some duration is in the range of each: then nothing tells how they scatter, and the likelihood has its
/// maximum at no scatter at all.
fn may_all_be_equal(group: &[Observed]) -> bool {
    let least = group.iter().map(Observed::least).fold(0.0, f64::max);
    group.iter().all(|o| o.most() >= least)
}

impl Lognormal {
    /// The median and its interval.
    pub fn median(&self, level: f64) -> (f64, Interval) {
        let reach = normal_quantile(0.5 + level / 2.0) * self.mu_error;
        (self.mu.exp(), Interval::of((self.mu - reach).exp(), (self.mu + reach).exp(), level))
    }

    /// The share that ends within `time`.
    pub fn ended_by(&self, time: f64) -> f64 {
        if time <= 0.0 { 0.0 } else { normal_cdf((time.ln() - self.mu) / self.sigma) }
    }
}

#[derive(Clone, Copy)]
struct Row {
    o: Observed,
    /// 1 in the second group, 0 in the first.
    second: f64,
}

struct Likelihood<'a> {
    rows: &'a [Row],
    groups: usize,
}

struct Maximum {
    /// The means (first, shift to the second), then the logarithm of sigma.
    at: Vec<f64>,
    value: f64,
    information: Vec<Vec<f64>>,
}

impl Maximum {
    fn error(&self, place: usize) -> Result<f64, Reason> {
        let variance = inverse(&self.information).and_then(|v| v.get(place)?.get(place).copied());
        variance.filter(|v| *v > 0.0).map(f64::sqrt).ok_or(Reason::NotSettled)
    }
}

impl Likelihood<'_> {
    fn maximum(&self) -> Result<Maximum, Reason> {
        let mut at = self.start()?;
        if let Some(found) = self.exact() {
            return Ok(found);
        }
        let mut value = self.value(&at);
        for _ in 0..200 {
            let gradient = self.gradient(&at);
            let information = self.information(&at);
            let size = gradient.iter().fold(0.0f64, |most, g| most.max(g.abs()));
            if size < 1e-9 * (1.0 + self.rows.len() as f64) {
                return Ok(Maximum { at, value, information });
            }
            // Where the surface is not concave, a step uphill does.
            let step = solve(information, gradient.clone())
                .filter(|step| step.iter().zip(&gradient).map(|(s, g)| s * g).sum::<f64>() > 0.0)
                .unwrap_or_else(|| gradient.iter().map(|g| g / (1.0 + size)).collect());
            let longest = step.iter().fold(0.0f64, |most, s| most.max(s.abs()));
            let mut length = (2.0 / longest).min(1.0);
            loop {
                let next: Vec<f64> = at.iter().zip(&step).map(|(x, s)| x + length * s).collect();
                let reached = self.value(&next);
                if reached >= value - 1e-13 * value.abs() {
                    (at, value) = (next, reached);
                    break;
                }
                length /= 2.0;
                if length < 1e-12 {
                    return Err(Reason::NotSettled);
                }
            }
            if at.last().is_none_or(|log_sigma| !(-25.0..25.0).contains(log_sigma)) {
                return Err(Reason::NotSettled);
            }
        }
        Err(Reason::NotSettled)
    }

    /// The maximum where every duration is exact, from the moments of the logarithms; none where one is not.
    fn exact(&self) -> Option<Maximum> {
        let logs: Vec<(f64, f64)> =
            self.rows.iter().map(|r| Some((r.o.value()?.ln(), r.second))).collect::<Option<_>>()?;
        let (n, all) = (logs.len() as f64, logs.iter().map(|(x, _)| x).sum::<f64>());
        let second = logs.iter().map(|(_, second)| second).sum::<f64>();
        let of_second = logs.iter().map(|(x, second)| x * second).sum::<f64>();
        let mu = (all - of_second) / (n - second);
        let shift = if second > 0.0 { of_second / second - mu } else { 0.0 };
        let square = |(x, second): &(f64, f64)| (x - mu - shift * second).powi(2);
        let sigma = (logs.iter().map(square).sum::<f64>() / n).sqrt();
        if !(mu.is_finite() && sigma > 0.0) {
            return None;
        }
        let value = -n * (0.5 * (2.0 * PI).ln() + sigma.ln() + 0.5) - all;
        let each = sigma.powi(-2);
        let (at, information) = if self.groups == 1 {
            (vec![mu, sigma.ln()], vec![vec![n * each, 0.0], vec![0.0, 2.0 * n]])
        } else {
            let means = [[n * each, second * each, 0.0], [second * each, second * each, 0.0]];
            let scatter = [0.0, 0.0, 2.0 * n];
            let rows = means.iter().chain([&scatter]).map(|row| row.to_vec()).collect();
            (vec![mu, shift, sigma.ln()], rows)
        };
        Some(Maximum { at, value, information })
    }

    /// Middle of each range on the log scale: their mean and scatter.
    fn start(&self) -> Result<Vec<f64>, Reason> {
        let n = self.rows.len();
        if n == 0 {
            return Err(Reason::Empty);
        }
        let zeros = self.rows.iter().filter(|r| r.o.value().is_some_and(|x| x <= 0.0)).count();
        if zeros > 0 {
            return Err(Reason::Zeros { zeros, n });
        }
        if n < 2 {
            return Err(Reason::TooFew { n, needs: 2 });
        }
        if self.rows.iter().all(|r| r.o.is_open()) {
            return Err(Reason::NotReached);
        }
        let first = self.rows.first().and_then(|r| r.o.value());
        if first.is_some() && self.rows.iter().all(|r| r.o.value() == first) {
            return Err(Reason::AllEqual { n });
        }
        let middles: Vec<f64> = self
            .rows
            .iter()
            .map(|r| match (r.o.least(), r.o.most()) {
                (least, most) if most.is_infinite() => least.max(f64::MIN_POSITIVE).ln(),
                (least, most) if least <= 0.0 => (most / 2.0).ln(),
                (least, most) => f64::midpoint(least.ln(), most.ln()),
            })
            .collect();
        let mean = middles.iter().sum::<f64>() / n as f64;
        let scatter = (middles.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n as f64).sqrt();
        let mut at = vec![mean];
        at.resize(self.groups, 0.0);
        at.push(scatter.max(0.1).ln());
        Ok(at)
    }

    fn value(&self, at: &[f64]) -> f64 {
        self.rows.iter().map(|row| self.at_row(row, at).0).sum()
    }

    /// The derivatives by each parameter.
    fn gradient(&self, at: &[f64]) -> Vec<f64> {
        let mut sum = vec![0.0; at.len()];
        for row in self.rows {
            let (_, by_mu, by_log_sigma) = self.at_row(row, at);
            let parts: &[f64] = if self.groups == 1 {
                &[by_mu, by_log_sigma]
            } else {
                &[by_mu, by_mu * row.second, by_log_sigma]
            };
            for (slot, part) in sum.iter_mut().zip(parts) {
                *slot += part;
            }
        }
        sum
    }

    /// Minus the second derivatives, by central differences of the exact first ones.
    fn information(&self, at: &[f64]) -> Vec<Vec<f64>> {
        let step = 1e-5;
        let shifted = |place: usize, by: f64| {
            let moved: Vec<f64> =
                at.iter().enumerate().map(|(i, x)| if i == place { x + by } else { *x }).collect();
            self.gradient(&moved)
        };
        (0..at.len())
            .map(|place| {
                let (up, down) = (shifted(place, step), shifted(place, -step));
                up.iter().zip(&down).map(|(u, d)| (d - u) / (2.0 * step)).collect()
            })
            .collect()
    }

    /// What one observation adds, and its derivatives by the mean and by the logarithm of sigma.
    fn at_row(&self, row: &Row, at: &[f64]) -> (f64, f64, f64) {
        let log_sigma = at.last().copied().unwrap_or_default();
        let shift = if self.groups == 1 { 0.0 } else { at.get(1).copied().unwrap_or_default() };
        let (mu, sigma) = (at.first().copied().unwrap_or_default() + shift * row.second, log_sigma.exp());
        let z = |t: f64| (t.ln() - mu) / sigma;
        if let Some(t) = row.o.value() {
            let z = z(t);
            return (-0.5 * (2.0 * PI).ln() - log_sigma - t.ln() - 0.5 * z * z, z / sigma, z * z - 1.0);
        }
        let density = |z: f64| if z.is_finite() { (-0.5 * z * z).exp() / (2.0 * PI).sqrt() } else { 0.0 };
        let (low, high) = (z(row.o.least()), z(row.o.most()));
        let within =
            if low > 0.0 { normal_cdf(-low) - normal_cdf(-high) } else { normal_cdf(high) - normal_cdf(low) };
        let within = within.max(f64::MIN_POSITIVE);
        let weighted = |z: f64| if z.is_finite() { z * density(z) } else { 0.0 };
        (
            within.ln(),
            (density(low) - density(high)) / (sigma * within),
            (weighted(low) - weighted(high)) / within,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(values: &[f64]) -> Vec<Observed> {
        values.iter().filter_map(|v| Observed::exact(*v)).collect()
    }

    #[test]
    fn exact_durations_give_the_moments_of_their_logarithms() {
        let found = fit(&exact(&[1.0, std::f64::consts::E.powi(2)])).unwrap();
        assert!((found.mu - 1.0).abs() < 1e-8 && (found.sigma - 1.0).abs() < 1e-8, "{found:?}");
        assert!((found.mu_error - 0.5f64.sqrt()).abs() < 1e-6);
    }

    /// The moments and the search come to the same: a range too narrow to matter keeps the search from being skipped.
    #[test]
    fn moments_and_search_agree() {
        let (first, second) = (exact(&[4.0, 15.0, 20.0, 30.0, 35.0]), exact(&[41.0, 60.0, 90.0, 160.0]));
        let mut nearly = first.clone();
        nearly[0] = Observed::between(4.0 - 1e-6, 4.0 + 1e-6).unwrap();
        let (a, b) = (fit(&first).unwrap(), fit(&nearly).unwrap());
        assert!((a.mu - b.mu).abs() < 1e-6 && (a.sigma - b.sigma).abs() < 1e-6, "{a:?} {b:?}");
        assert!((a.mu_error - b.mu_error).abs() < 1e-6);
        let (a, b) = (ratio(&first, &second, 0.95).unwrap(), ratio(&nearly, &second, 0.95).unwrap());
        let ends = |r: &LognormalRatio| [r.interval.lower, r.interval.upper].map(|b| b.unwrap().least());
        assert!((a.ratio - b.ratio).abs() < 1e-5 && (a.sigma - b.sigma).abs() < 1e-6, "{a:?} {b:?}");
        assert!(ends(&a).iter().zip(ends(&b)).all(|(x, y)| (x - y).abs() < 1e-4), "{a:?} {b:?}");
    }

    #[test]
    fn an_open_incident_raises_the_median() {
        let mut observed = exact(&[10.0, 20.0, 40.0, 80.0]);
        let closed = fit(&observed).unwrap();
        observed.extend(Observed::open(500.0));
        assert!(fit(&observed).unwrap().mu > closed.mu);
        observed.extend(Observed::between(0.0, 60.0));
        let all = fit(&observed).unwrap();
        assert!(all.ended_by(60.0) > 0.3 && all.median(0.95).1.allows(all.mu.exp()));
    }

    /// Maximum and curvature of the same likelihood, found by another program with a search that uses no derivatives.
    #[test]
    fn exact_ranged_and_open_together() {
        let mut observed = exact(&[4.0, 15.0, 20.0, 30.0, 35.0, 41.0, 60.0, 90.0, 160.0]);
        observed.extend(Observed::between(300.0, 660.0));
        observed.extend(Observed::open(2_880.0));
        let found = fit(&observed).unwrap();
        assert!(
            (found.mu - 4.194_878_37).abs() < 1e-7 && (found.sigma - 1.844_698_53).abs() < 1e-7,
            "{found:?}"
        );
        assert!((found.log_likelihood + 53.410_898_79).abs() < 1e-7);
        assert!((found.mu_error - 0.559_969_6).abs() < 1e-5);
    }

    #[test]
    fn a_ratio_of_doubled_durations_is_two() {
        let first = exact(&[10.0, 20.0, 40.0]);
        let second = exact(&[20.0, 40.0, 80.0]);
        let found = ratio(&first, &second, 0.95).unwrap();
        assert!((found.ratio - 2.0).abs() < 1e-8);
        assert!(found.interval.allows(1.0));
    }

    #[test]
    fn what_has_no_maximum_is_words() {
        assert_eq!(fit(&exact(&[5.0; 4])), Err(Reason::AllEqual { n: 4 }));
        assert_eq!(fit(&exact(&[0.0, 4.0])), Err(Reason::Zeros { zeros: 1, n: 2 }));
        let open: Vec<_> = [1.0, 2.0].iter().filter_map(|v| Observed::open(*v)).collect();
        assert_eq!(fit(&open), Err(Reason::NotReached));
        assert_eq!(fit(&[]), Err(Reason::Empty));
    }
}
