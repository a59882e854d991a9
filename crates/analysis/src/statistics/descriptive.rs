//! Sums, means and shares, with bounds from the bounds of their parts.

use super::Observed;
use super::distributions::{normal_quantile, student_quantile};
use super::observed::exact_values;
use crate::estimate::{Bounds, Interval, Reason};

/// The sum: of all lower ends to all upper ends; "at least" where one is open.
///
/// # Errors
/// [`Reason::Empty`] without observations.
pub fn sum(observed: &[Observed]) -> Result<Bounds, Reason> {
    if observed.is_empty() {
        return Err(Reason::Empty);
    }
    let total = |end: fn(&Observed) -> f64| observed.iter().map(end).sum::<f64>();
    Bounds::between(total(Observed::least), total(Observed::most))
}

/// The arithmetic mean, with bounds as [`sum`].
///
/// # Errors
/// [`Reason::Empty`] without observations.
pub fn mean(observed: &[Observed]) -> Result<Bounds, Reason> {
    sum(observed)?.map(|total| total / observed.len() as f64)
}

/// The standard deviation with divisor `n - 1`. Of equal values it is zero, and not what rounding their mean leaves of it.
///
/// # Errors
/// [`Reason::TooFew`] below two values.
pub fn standard_deviation(values: &[f64]) -> Result<f64, Reason> {
    let n = values.len();
    if n < 2 {
        return Err(Reason::TooFew { n, needs: 2 });
    }
    if values.windows(2).all(|pair| matches!(pair, [a, b] if a.total_cmp(b).is_eq())) {
        return Ok(0.0);
    }
    let mean = values.iter().sum::<f64>() / n as f64;
    let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
    Ok((squares / (n as f64 - 1.0)).sqrt())
}

/// The natural logarithms.
///
/// # Errors
/// [`Reason::Empty`] without values; [`Reason::Zeros`] where some are zero: a logarithm of zero is nothing, and adding
/// one to it would be another figure.
pub fn logarithms(values: &[f64]) -> Result<Vec<f64>, Reason> {
    let zeros = values.iter().filter(|x| **x <= 0.0).count();
    match (values.len(), zeros) {
        (0, _) => Err(Reason::Empty),
        (_, 0) => Ok(values.iter().map(|x| x.ln()).collect()),
        (n, zeros) => Err(Reason::Zeros { zeros, n }),
    }
}

/// The geometric mean, `exp(mean of ln x)`, with bounds from those of its parts.
///
/// # Errors
/// [`Reason::Empty`], [`Reason::Zeros`] where a lower end is zero.
pub fn geometric_mean(observed: &[Observed]) -> Result<Bounds, Reason> {
    let n = observed.len() as f64;
    let least: Vec<f64> = observed.iter().map(Observed::least).collect();
    let low = logarithms(&least)?.iter().sum::<f64>() / n;
    let exact = observed.iter().all(|o| o.value().is_some());
    let high = if exact { low } else { observed.iter().map(|o| o.most().ln()).sum::<f64>() / n };
    Bounds::between(low.exp(), high.exp())
}

/// The interval of the geometric mean: Student's t on logarithms. Near its nominal level from five values on where the
/// durations are roughly lognormal. Cost: linear.
///
/// # Errors
/// As [`exact_values`] and [`logarithms`]; [`Reason::TooFew`] below two values; [`Reason::AllEqual`] where nothing
/// scatters.
pub fn geometric_mean_interval(observed: &[Observed], level: f64) -> Result<Interval, Reason> {
    let logs = logarithms(&exact_values(observed)?)?;
    let n = logs.len();
    let deviation = standard_deviation(&logs)?;
    if deviation <= 0.0 {
        return Err(Reason::AllEqual { n });
    }
    let centre = logs.iter().sum::<f64>() / n as f64;
    let reach = student_quantile(0.5 + level / 2.0, n as f64 - 1.0) * deviation / (n as f64).sqrt();
    Ok(Interval::of((centre - reach).exp(), (centre + reach).exp(), level))
}

/// The interval of the arithmetic mean of a large sample: normal, after Hall's transformation (1992) has taken the
/// skewness out of the studentized mean. Cost: linear.
///
/// # Errors
/// As [`standard_deviation`]; [`Reason::AllEqual`] where nothing scatters.
pub fn mean_interval(values: &[f64], level: f64) -> Result<Interval, Reason> {
    let count = values.len();
    let deviation = standard_deviation(values)?;
    if deviation <= 0.0 {
        return Err(Reason::AllEqual { n: count });
    }
    let n = count as f64;
    let centre = values.iter().sum::<f64>() / n;
    let skewness = values.iter().map(|x| ((x - centre) / deviation).powi(3)).sum::<f64>() / n;
    // The transformation t + g t^2 / 3 + g^2 t^3 / 27 + g / 6 with g = skewness / sqrt n, undone.
    let g = skewness / n.sqrt();
    let undone = |z: f64| if g.abs() < 1e-9 { z } else { 3.0 / g * ((1.0 + g * (z - g / 6.0)).cbrt() - 1.0) };
    let z = normal_quantile(0.5 + level / 2.0);
    let error = deviation / n.sqrt();
    Ok(Interval::of(centre - undone(z) * error, centre - undone(-z) * error, level))
}

/// The interval of the arithmetic mean where durations are lognormal: `m + s^2/2 -+ t sqrt(s^2/n + s^4/(2(n-1)))` on
/// logarithms with mean `m` and variance `s^2`, Cox's method with Student's t (Zhou & Gao 1997; Olsson 2005). Near its
/// level from six values on, but only as good as the model. Cost: linear.
///
/// # Errors
/// As [`logarithms`] and [`standard_deviation`]; [`Reason::AllEqual`] where nothing scatters.
pub fn lognormal_mean_interval(values: &[f64], level: f64) -> Result<Interval, Reason> {
    let logs = logarithms(values)?;
    let variance = standard_deviation(&logs)?.powi(2);
    let n = logs.len() as f64;
    if variance <= 0.0 {
        return Err(Reason::AllEqual { n: logs.len() });
    }
    let centre = logs.iter().sum::<f64>() / n + variance / 2.0;
    let error = (variance / n + variance * variance / (2.0 * (n - 1.0))).sqrt();
    let reach = student_quantile(0.5 + level / 2.0, n - 1.0) * error;
    Ok(Interval::of((centre - reach).exp(), (centre + reach).exp(), level))
}

/// The part of the sum that the observation at `place` makes up, from 0 to 1.
///
/// # Errors
/// [`Reason::StillOpen`] where any is open, [`Reason::Undefined`] where the sum can be zero or there is no such place.
pub fn share(observed: &[Observed], place: usize) -> Result<Bounds, Reason> {
    let open = observed.iter().filter(|o| o.is_open()).count();
    if open > 0 {
        return Err(Reason::StillOpen { open, n: observed.len() });
    }
    let own = observed.get(place).ok_or(Reason::Undefined)?;
    let total = sum(observed)?;
    let others_least = (total.least() - own.least()).max(0.0);
    let others_most = (total.most_or_infinity() - own.most()).max(0.0);
    Bounds::between(own.least() / (own.least() + others_most), own.most() / (own.most() + others_least))
}

/// The place of the longest observation: that with the greatest lower end, among equals the greatest upper end.
pub fn longest(observed: &[Observed]) -> Option<usize> {
    let order =
        |a: &Observed, b: &Observed| a.least().total_cmp(&b.least()).then(a.most().total_cmp(&b.most()));
    observed.iter().enumerate().max_by(|(_, a), (_, b)| order(a, b)).map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(values: &[f64]) -> Vec<Observed> {
        values.iter().filter_map(|v| Observed::exact(*v)).collect()
    }

    #[test]
    fn bounds_of_sums_come_from_bounds_of_parts() {
        let mut observed = exact(&[10.0, 20.0]);
        observed.extend(Observed::between(30.0, 60.0));
        assert_eq!(sum(&observed).unwrap(), Bounds::between(60.0, 90.0).unwrap());
        assert_eq!(mean(&observed).unwrap(), Bounds::between(20.0, 30.0).unwrap());
        // 30 of 60 at least, 60 of 90 at most.
        assert_eq!(share(&observed, 2).unwrap(), Bounds::between(0.5, 2.0 / 3.0).unwrap());
        observed.extend(Observed::open(40.0));
        assert_eq!(mean(&observed).unwrap(), Bounds::at_least(25.0).unwrap());
        assert_eq!(longest(&observed), Some(3));
        assert_eq!(share(&observed, 2), Err(Reason::StillOpen { open: 1, n: 4 }));
    }

    #[test]
    fn the_geometric_mean_of_2_and_8_is_4_and_zeros_are_named() {
        assert!((geometric_mean(&exact(&[2.0, 8.0])).unwrap().least() - 4.0).abs() < 1e-12);
        assert_eq!(geometric_mean(&exact(&[0.0, 8.0])), Err(Reason::Zeros { zeros: 1, n: 2 }));
        assert_eq!(geometric_mean(&[]), Err(Reason::Empty));
        let equal = geometric_mean_interval(&exact(&[30.0; 6]), 0.95);
        assert_eq!(equal, Err(Reason::AllEqual { n: 6 }));
        assert_eq!(geometric_mean_interval(&exact(&[3.0]), 0.95), Err(Reason::TooFew { n: 1, needs: 2 }));
    }

    /// The mean of equal logarithms is not always the logarithm to the last bit: 13 times 30 minutes once had an interval.
    #[test]
    fn equal_values_have_no_interval_however_many_there_are() {
        for value in [30.0, 31.0, 61.0, 1_800.0, 0.1] {
            for n in 2..200 {
                let equal = exact(&vec![value; n]);
                let all_equal = Err(Reason::AllEqual { n });
                assert_eq!(geometric_mean_interval(&equal, 0.95), all_equal, "{n} times {value}");
                assert_eq!(mean_interval(&vec![value; n], 0.95), all_equal, "{n} times {value}");
                assert_eq!(lognormal_mean_interval(&vec![value; n], 0.95), all_equal, "{n} times {value}");
            }
        }
    }

    #[test]
    fn the_interval_of_a_large_mean_leans_to_where_the_long_ones_are() {
        let even = mean_interval(&[1.0, 2.0, 3.0, 4.0, 5.0], 0.95).unwrap();
        let reach = 1.959_963_984_540_054 * (2.5f64 / 5.0).sqrt();
        assert!((even.lower.unwrap().least() - (3.0 - reach)).abs() < 1e-9);
        let skewed: Vec<f64> = (0..600).map(|i| f64::from(i % 20).exp2()).collect();
        let found = mean_interval(&skewed, 0.95).unwrap();
        let mean = skewed.iter().sum::<f64>() / 600.0;
        assert!(found.upper.unwrap().least() - mean > mean - found.lower.unwrap().least());
        assert_eq!(mean_interval(&[2.0, 2.0], 0.95), Err(Reason::AllEqual { n: 2 }));
    }

    /// By hand: logarithms 0, 1, 2 have mean 1 and variance 1, so that the middle is 1.5 and the error
    /// sqrt(1/3 + 1/4); t with two degrees of freedom is 4.302653.
    #[test]
    fn the_lognormal_interval_of_a_mean_is_that_of_cox() {
        let found = lognormal_mean_interval(&[0.0f64, 1.0, 2.0].map(f64::exp), 0.95).unwrap();
        let reach = 4.302_652_729_911_275 * (1.0f64 / 3.0 + 0.25).sqrt();
        assert!((found.lower.unwrap().least().ln() - (1.5 - reach)).abs() < 1e-9);
        assert!((found.upper.unwrap().least().ln() - (1.5 + reach)).abs() < 1e-9);
        assert_eq!(lognormal_mean_interval(&[0.0, 1.0], 0.95), Err(Reason::Zeros { zeros: 1, n: 2 }));
        assert_eq!(lognormal_mean_interval(&[2.0; 3], 0.95), Err(Reason::AllEqual { n: 3 }));
    }

    #[test]
    fn all_zero_has_no_share() {
        assert_eq!(share(&exact(&[0.0, 0.0]), 0), Err(Reason::Undefined));
        assert_eq!(sum(&exact(&[0.0, 0.0])).unwrap().value(), Some(0.0));
        assert_eq!(sum(&[]), Err(Reason::Empty));
    }
}
