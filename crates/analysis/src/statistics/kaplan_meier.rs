//! How long it takes when some are still open: Kaplan & Meier (1958).
//!
//! Holds where being still open says nothing about how long it will last. Events come before censorings at the same
//! time. Variance by Greenwood, intervals on the log(-log) scale, median limits by Brookmeyer & Crowley (1982).

use super::distributions::normal_quantile;
use crate::estimate::{Bounds, Interval, Reason};

/// One time at which something happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The time since the start, in the unit of the observations.
    pub time: f64,
    /// How many were still running just before.
    pub at_risk: usize,
    /// How many ended at it.
    pub events: usize,
    /// How many were last heard of at it.
    pub censored: usize,
    /// The estimated share still running after it.
    pub survival: f64,
    /// Greenwood's sum of `d / (n (n - d))` up to it; infinite once none is left.
    pub greenwood: f64,
}

/// A survival curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// The steps in ascending time; flat between them, 1 before the first.
    pub steps: Vec<Step>,
}

/// A mean up to a horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RestrictedMean {
    /// The horizon.
    pub tau: f64,
    /// The mean of the smaller of duration and horizon.
    pub mean: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// Flat stretches this near to one half count as one half.
const HALF: f64 = 1e-9;

impl Curve {
    /// The curve of times, each ended (`true`) or last heard of (`false`). Cost: one sort.
    ///
    /// # Errors
    /// [`Reason::Empty`] without times, [`Reason::Undefined`] where one is negative or not finite.
    pub fn of(times: &[(f64, bool)]) -> Result<Self, Reason> {
        if times.is_empty() {
            return Err(Reason::Empty);
        }
        if times.iter().any(|(t, _)| !t.is_finite() || *t < 0.0) {
            return Err(Reason::Undefined);
        }
        let mut sorted = times.to_vec();
        sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let (mut at_risk, mut survival, mut greenwood) = (sorted.len(), 1.0, 0.0);
        let mut steps = Vec::new();
        for group in sorted.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
            let events = group.iter().filter(|(_, ended)| *ended).count();
            let (d, n) = (events as f64, at_risk as f64);
            survival *= (n - d) / n;
            greenwood += if events == at_risk { f64::INFINITY } else { d / (n * (n - d)) };
            let time = group.first().map_or(0.0, |(t, _)| *t);
            let censored = group.len() - events;
            steps.push(Step { time, at_risk, events, censored, survival, greenwood });
            at_risk -= group.len();
        }
        Ok(Self { steps })
    }

    /// The share still running after `time`, with its interval; without steps before it, all are.
    /// The interval is none where nobody or everybody has ended.
    pub fn at(&self, time: f64, level: f64) -> (f64, Result<Interval, Reason>) {
        let Some(step) =
            self.steps.get(..self.steps.partition_point(|s| s.time <= time)).and_then(<[Step]>::last)
        else {
            return (1.0, Err(Reason::NotReached));
        };
        let limits = band(step, normal_quantile(0.5 + level / 2.0));
        (step.survival, limits.map(|(l, u)| Interval::of(l, u, level)).ok_or(Reason::NotReached))
    }

    /// How many were lost from sight, still open, up to `time`.
    pub fn lost(&self, time: f64) -> usize {
        self.up_to(time).map(|s| s.censored).sum()
    }

    /// How many were seen to end up to `time`.
    pub fn ended(&self, time: f64) -> usize {
        self.up_to(time).map(|s| s.events).sum()
    }

    /// Whether the curve tells of `time`: it is not beyond the last time known, and some were still running after it.
    pub fn follows(&self, time: f64) -> bool {
        self.steps.last().is_some_and(|last| time < last.time || (time <= last.time && last.survival > 0.0))
    }

    /// The share still running up to `time`, as long as there was anybody left to follow.
    pub fn last_followed(&self, time: f64) -> f64 {
        self.up_to(time).map(|s| s.survival).filter(|s| *s > 0.0).last().unwrap_or(1.0)
    }

    fn up_to(&self, time: f64) -> impl Iterator<Item = &Step> {
        self.steps.iter().take_while(move |s| s.time <= time)
    }

    /// The last time that the curve knows of.
    pub fn last_time(&self) -> f64 {
        self.steps.last().map_or(0.0, |s| s.time)
    }

    /// The median: the first time with at most half still running; the middle of the stretch where exactly half are,
    /// which is the sample median when all have ended; "at least" where that stretch has no end.
    ///
    /// # Errors
    /// [`Reason::NotReached`] where more than half are still running at the end.
    pub fn median(&self) -> Result<Bounds, Reason> {
        let first = self.steps.iter().position(|s| s.survival <= 0.5 + HALF).ok_or(Reason::NotReached)?;
        let step = self.steps.get(first).ok_or(Reason::NotReached)?;
        if (step.survival - 0.5).abs() > HALF {
            return Bounds::exact(step.time);
        }
        match self.steps.iter().skip(first + 1).find(|s| s.events > 0) {
            Some(next) => Bounds::exact(f64::midpoint(step.time, next.time)),
            None => Bounds::at_least(step.time),
        }
    }

    /// The interval of the median: the times at which the limits of the band pass one half.
    ///
    /// # Errors
    /// [`Reason::NotReached`] where neither does.
    pub fn median_interval(&self, level: f64) -> Result<Interval, Reason> {
        let z = normal_quantile(0.5 + level / 2.0);
        let passes = |limit: fn((f64, f64)) -> f64| {
            self.steps.iter().find(|s| band(s, z).is_some_and(|b| limit(b) <= 0.5)).map(|s| s.time)
        };
        let (lower, upper) = (passes(|b| b.0), passes(|b| b.1));
        if lower.is_none() && upper.is_none() {
            return Err(Reason::NotReached);
        }
        let limit = |time: Option<f64>| time.and_then(|t| Bounds::exact(t).ok());
        Ok(Interval { lower: limit(lower), upper: limit(upper), level, coverage: None })
    }

    /// The restricted mean: the area under the curve up to `tau`, with its standard error.
    ///
    /// # Errors
    /// [`Reason::NoTime`] where `tau` is not positive, [`Reason::NotReached`] where it lies beyond the last time known
    /// while some are still running there.
    pub fn restricted_mean(&self, tau: f64) -> Result<RestrictedMean, Reason> {
        if !(tau.is_finite() && tau > 0.0) {
            return Err(Reason::NoTime);
        }
        let still = self.steps.last().is_some_and(|s| s.survival > 0.0);
        if tau > self.last_time() && still {
            return Err(Reason::NotReached);
        }
        let (mut variance, mut beyond, mut to) = (0.0, 0.0, tau);
        for step in self.steps.iter().rev().filter(|s| s.time < tau) {
            beyond += step.survival * (to - step.time);
            to = step.time;
            let (d, n) = (step.events as f64, step.at_risk as f64);
            if step.events < step.at_risk {
                variance += beyond * beyond * d / (n * (n - d));
            }
        }
        Ok(RestrictedMean { tau, mean: beyond + to, standard_error: variance.sqrt() })
    }
}

/// The limits of the share still running after a step, on the log(-log) scale; none at 0 and 1.
fn band(step: &Step, z: f64) -> Option<(f64, f64)> {
    let s = step.survival;
    if s <= 0.0 || s >= 1.0 {
        return None;
    }
    let reach = z * step.greenwood.sqrt() / s.ln().abs();
    Some((s.powf(reach.exp()), s.powf((-reach).exp())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Freireich et al. (1963), the 6-MP arm, as printed in textbooks: median 23 weeks, S(10) = 0.753, S(23) = 0.448.
    #[test]
    fn the_textbook_curve() {
        let events = [6.0, 6.0, 6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0].map(|t| (t, true));
        let open = [6.0, 9.0, 10.0, 11.0, 17.0, 19.0, 20.0, 25.0, 32.0, 32.0, 34.0, 35.0].map(|t| (t, false));
        let curve = Curve::of(&[events.as_slice(), &open].concat()).unwrap();
        assert!((curve.at(10.0, 0.95).0 - 0.752_9).abs() < 1e-4);
        assert!((curve.at(30.0, 0.95).0 - 0.448_2).abs() < 1e-4);
        assert_eq!(curve.median().unwrap().value(), Some(23.0));
        let interval = curve.median_interval(0.95).unwrap();
        assert_eq!((interval.lower.unwrap().value(), interval.upper), (Some(13.0), None));
    }

    #[test]
    fn a_flat_stretch_at_one_half_gives_its_middle_or_at_least() {
        let all = Curve::of(&[10.0, 20.0, 30.0, 40.0].map(|t| (t, true))).unwrap();
        assert_eq!(all.median().unwrap().value(), Some(25.0));
        assert!((all.restricted_mean(40.0).unwrap().mean - 25.0).abs() < 1e-12);
        let one = Curve::of(&[(10.0, true), (50.0, false)]).unwrap();
        assert_eq!(one.median(), Bounds::at_least(10.0));
        assert_eq!(one.restricted_mean(60.0), Err(Reason::NotReached));
    }

    #[test]
    fn all_open_is_words() {
        let open = Curve::of(&[(60.0, false), (120.0, false)]).unwrap();
        assert_eq!(open.median(), Err(Reason::NotReached));
        assert_eq!(open.median_interval(0.95), Err(Reason::NotReached));
        let mean = open.restricted_mean(120.0).unwrap();
        assert!((mean.mean - 120.0).abs() < 1e-12 && mean.standard_error.abs() < 1e-12);
        assert_eq!(Curve::of(&[]), Err(Reason::Empty));
    }
}
