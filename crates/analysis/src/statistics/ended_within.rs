//! The share that ends within a time, with open and ranged ones.

use super::Observed;
use super::distributions::beta_quantile;
use super::kaplan_meier::{Curve, RestrictedMean};
use crate::estimate::{Bounds, Interval, Reason};

/// A figure of survival and its interval, both with bounds.
pub type WithInterval = (Bounds, Result<Interval, Reason>);

/// The two extreme readings of observations that can be ranges: every one as short, and every one as long as it can
/// have been. Open ones are censored where they were last heard of in both.
#[derive(Clone, Debug)]
pub struct Readings {
    /// Every one as short as it can have been.
    pub short: Curve,
    /// Every one as long as it can have been.
    pub long: Curve,
    /// How many observations there are.
    n: usize,
}

impl Readings {
    /// The readings of observations. Cost: two sorts, one where none is a range.
    ///
    /// # Errors
    /// [`Reason::Empty`] without observations.
    pub fn of(observed: &[Observed]) -> Result<Self, Reason> {
        let times = |long: bool| -> Vec<(f64, bool)> {
            let time = |o: &Observed| if long && !o.is_open() { o.most() } else { o.least() };
            observed.iter().map(|o| (time(o), !o.is_open())).collect()
        };
        let short = Curve::of(&times(false))?;
        let ranged = observed.iter().any(Observed::is_ranged);
        let long = if ranged { Curve::of(&times(true))? } else { short.clone() };
        Ok(Self { short, long, n: observed.len() })
    }

    /// The share that has ended after `time`, with log(-log) limits; where nothing or everything has ended by then and
    /// none was lost from sight before, with the exact limits of Clopper & Pearson. Once the curve has no incident left
    /// to follow, and some were lost from sight before, it tells nothing of those: the share is then at least what it
    /// was before, and those that certainly ended, at most all. Cost: linear in the steps of the curves.
    ///
    /// # Errors
    /// Never for the readings of this type.
    pub fn within(&self, time: f64, level: f64) -> Result<WithInterval, Reason> {
        let (short, long) = (&self.short, &self.long);
        let (most, least) = (1.0 - short.at(time, level).0, 1.0 - long.at(time, level).0);
        let lost = short.lost(time).max(long.lost(time));
        let followed = short.follows(time) && long.follows(time);
        if lost > 0 && !followed {
            let ended = long.ended(time).min(short.ended(time)) as f64 / self.n as f64;
            let before = 1.0 - long.last_followed(time).max(short.last_followed(time));
            return Ok((
                Bounds::between(ended.max(before), 1.0)?,
                Err(Reason::StillOpen { open: lost, n: self.n }),
            ));
        }
        let interval = limits(short, time, level).and_then(|short| {
            let long = limits(long, time, level)?;
            let lower = Bounds::between(long.0, short.0)?;
            let upper = Bounds::between(long.1, short.1)?;
            Ok(Interval { lower: Some(lower), upper: Some(upper), level, coverage: None })
        });
        Ok((Bounds::between(least, most)?, interval))
    }

    /// The mean of the smaller of duration and `tau`, with normal limits. Cost: linear in the steps of the curves.
    ///
    /// # Errors
    /// As [`Curve::restricted_mean`].
    pub fn mean_within(&self, tau: f64, level: f64) -> Result<WithInterval, Reason> {
        let (short, long) = (self.short.restricted_mean(tau)?, self.long.restricted_mean(tau)?);
        let z = super::distributions::normal_quantile(0.5 + level / 2.0);
        let limit = |of: &dyn Fn(&RestrictedMean) -> f64| Bounds::between(of(&short), of(&long));
        let interval = if short.standard_error + long.standard_error > 0.0 {
            let lower = limit(&|m| (m.mean - z * m.standard_error).max(0.0))?;
            let upper = limit(&|m| (m.mean + z * m.standard_error).min(tau))?;
            Ok(Interval { lower: Some(lower), upper: Some(upper), level, coverage: None })
        } else {
            Err(Reason::AllEqual { n: self.n })
        };
        Ok((Bounds::between(short.mean, long.mean)?, interval))
    }
}

/// [`Readings::within`] of observations. Cost: two sorts.
///
/// # Errors
/// [`Reason::Empty`] without observations.
pub fn ended_within(observed: &[Observed], time: f64, level: f64) -> Result<WithInterval, Reason> {
    Readings::of(observed)?.within(time, level)
}

/// [`Readings::mean_within`] of observations. Cost: two sorts.
///
/// # Errors
/// As [`Curve::restricted_mean`].
pub fn mean_within(observed: &[Observed], tau: f64, level: f64) -> Result<WithInterval, Reason> {
    Readings::of(observed)?.mean_within(tau, level)
}

/// Limits of the share that has ended.
fn limits(curve: &Curve, time: f64, level: f64) -> Result<(f64, f64), Reason> {
    if let (_, Ok(Interval { lower: Some(lower), upper: Some(upper), .. })) = curve.at(time, level) {
        return Ok((1.0 - upper.least(), 1.0 - lower.least()));
    }
    let n = curve.steps.first().map_or(0, |s| s.at_risk);
    let open = curve.lost(time);
    if open > 0 {
        return Err(Reason::StillOpen { open, n });
    }
    let (n, ended) = (n as f64, curve.ended(time) as f64);
    let tail = (1.0 - level) / 2.0;
    let low = if ended <= 0.0 { 0.0 } else { beta_quantile(tail, ended, n - ended + 1.0) };
    let high = if ended >= n { 1.0 } else { beta_quantile(1.0 - tail, ended + 1.0, n - ended) };
    Ok((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(values: &[f64]) -> Vec<Observed> {
        values.iter().filter_map(|v| Observed::exact(*v)).collect()
    }

    #[test]
    fn all_or_none_within_a_time_have_exact_limits() {
        let five = exact(&[10.0, 20.0, 30.0, 40.0, 50.0]);
        let (share, interval) = ended_within(&five, 60.0, 0.95).unwrap();
        assert_eq!(share.value(), Some(1.0));
        // 0.025^(1/5).
        let lower = interval.unwrap().lower.unwrap().least();
        assert!((lower - 0.025f64.powf(0.2)).abs() < 1e-9);
        let (none, interval) = ended_within(&five, 5.0, 0.95).unwrap();
        assert_eq!(none.value(), Some(0.0));
        assert!(interval.unwrap().upper.unwrap().least() < 0.53);
    }

    #[test]
    fn ranges_give_bounds_and_nothing_is_known_beyond_the_last_word() {
        let mut observed = exact(&[10.0, 20.0, 30.0]);
        observed.extend(Observed::between(15.0, 25.0));
        let (share, _) = ended_within(&observed, 20.0, 0.95).unwrap();
        assert_eq!((share.least(), share.most()), (0.5, Some(0.75)));
        observed.extend(Observed::open(40.0));
        let (share, interval) = ended_within(&observed, 100.0, 0.95).unwrap();
        assert!((share.least() - 0.8).abs() < 1e-9 && share.most() == Some(1.0));
        assert_eq!(interval, Err(Reason::StillOpen { open: 1, n: 5 }));
    }

    /// The curve falls to nothing at the last end that was seen; of an incident lost from sight early it tells nothing.
    #[test]
    fn one_lost_from_sight_early_is_not_taken_for_over_when_the_others_are() {
        let mut observed = exact(&[60.0, 90.0]);
        observed.extend(Observed::open(5.0));
        for (time, least, most) in [(60.0, 0.5, 0.5), (90.0, 2.0 / 3.0, 1.0), (240.0, 2.0 / 3.0, 1.0)] {
            let (share, interval) = ended_within(&observed, time, 0.95).unwrap();
            assert!((share.least() - least).abs() < 1e-9, "{time}: {share:?}");
            assert!((share.most_or_infinity() - most).abs() < 1e-9, "{time}: {share:?}");
            assert_eq!(interval.is_err(), time > 60.0);
        }
        let (_, interval) = ended_within(&observed, 240.0, 0.95).unwrap();
        assert_eq!(interval, Err(Reason::StillOpen { open: 1, n: 3 }));
        // The share never falls: half have ended after an hour, and after four it is not two of seven.
        let mut many_lost = exact(&[30.0, 90.0]);
        many_lost.extend([1.0; 5].into_iter().filter_map(Observed::open));
        let share = |time| ended_within(&many_lost, time, 0.95).unwrap().0;
        assert_eq!((share(60.0).value(), share(240.0)), (Some(0.5), Bounds::between(0.5, 1.0).unwrap()));
        // Nothing has ended by then, and one may have.
        let (none, interval) = ended_within(&observed, 30.0, 0.95).unwrap();
        assert_eq!((none.value(), interval), (Some(0.0), Err(Reason::StillOpen { open: 1, n: 3 })));
    }

    #[test]
    fn a_mean_up_to_a_horizon() {
        let (mean, interval) = mean_within(&exact(&[10.0, 20.0, 90.0]), 30.0, 0.95).unwrap();
        assert!((mean.least() - 20.0).abs() < 1e-9);
        assert!(interval.unwrap().allows(20.0));
        assert_eq!(mean_within(&exact(&[10.0, 10.0]), 10.0, 0.95).unwrap().1, Err(Reason::AllEqual { n: 2 }));
    }
}
