//! Time down as the union of intervals, so that overlapping incidents are counted once.

use crate::estimate::{Bounds, Reason};

/// When something was down: it began between two moments and ended between two, in seconds from any zero.
/// Invariant for use: `began_first <= began_last`, `ended_first <= ended_last`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outage {
    /// Earliest possible beginning.
    pub began_first: f64,
    /// Latest possible beginning.
    pub began_last: f64,
    /// Earliest possible end.
    pub ended_first: f64,
    /// Latest possible end; infinite where it is still down as far as anybody knows.
    pub ended_last: f64,
}

impl Outage {
    /// One with exact ends.
    pub fn exact(began: f64, ended: f64) -> Self {
        Self { began_first: began, began_last: began, ended_first: ended, ended_last: ended }
    }
}

/// The length of the union of intervals. Cost: one sort.
pub fn union(intervals: &[(f64, f64)]) -> f64 {
    let mut sorted: Vec<(f64, f64)> = intervals.iter().copied().filter(|(from, to)| to > from).collect();
    sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let (mut sum, mut reached) = (0.0, f64::NEG_INFINITY);
    for (from, to) in sorted {
        sum += (to - from.max(reached)).max(0.0);
        reached = reached.max(to);
    }
    sum
}

/// How long it was down within a window: at least while it was certainly down, at most while it can have been.
///
/// # Errors
/// [`Reason::NoTime`] where the window has no length.
pub fn down(outages: &[Outage], window: (f64, f64)) -> Result<Bounds, Reason> {
    let (from, to) = window;
    if !(from.is_finite() && to.is_finite() && to > from) {
        return Err(Reason::NoTime);
    }
    let clipped = |ends: &dyn Fn(&Outage) -> (f64, f64)| -> f64 {
        let all: Vec<(f64, f64)> =
            outages.iter().map(ends).map(|(began, ended)| (began.max(from), ended.min(to))).collect();
        union(&all)
    };
    Bounds::between(clipped(&|o| (o.began_last, o.ended_first)), clipped(&|o| (o.began_first, o.ended_last)))
}

/// The part of a window in which it was up, from 0 to 1.
///
/// # Errors
/// As [`down`].
pub fn availability(outages: &[Outage], window: (f64, f64)) -> Result<Bounds, Reason> {
    let length = window.1 - window.0;
    let down = down(outages, window)?;
    Bounds::between(1.0 - down.most_or_infinity() / length, 1.0 - down.least() / length)
}

/// The time that a target (0.999) lets a window of that length be down: `(1 - target) * length`.
///
/// # Errors
/// [`Reason::Undefined`] where the target is not from 0 to 1.
pub fn error_budget(target: f64, length: f64) -> Result<f64, Reason> {
    if (0.0..=1.0).contains(&target) { Ok((1.0 - target) * length) } else { Err(Reason::Undefined) }
}

/// Mean time between failures: time up over failures.
///
/// # Errors
/// As [`down`]; [`Reason::Empty`] without failures.
pub fn between_failures(outages: &[Outage], window: (f64, f64)) -> Result<Bounds, Reason> {
    let failures = outages.len() as f64;
    if outages.is_empty() {
        return Err(Reason::Empty);
    }
    availability(outages, window)?.map(|share| share * (window.1 - window.0) / failures)
}

/// Mean time from one start to the next (MTBSI): between the first and the last start over the gaps between them.
///
/// # Errors
/// [`Reason::TooFew`] below two outages.
pub fn between_starts(outages: &[Outage]) -> Result<Bounds, Reason> {
    let n = outages.len();
    if n < 2 {
        return Err(Reason::TooFew { n, needs: 2 });
    }
    let ends = |start: &dyn Fn(&Outage) -> f64| {
        outages
            .iter()
            .map(start)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(first, last), x| (first.min(x), last.max(x)))
    };
    let (first, last) = (ends(&|o| o.began_first), ends(&|o| o.began_last));
    let gaps = n as f64 - 1.0;
    Bounds::between((first.1 - last.0).max(0.0) / gaps, (last.1 - first.0) / gaps)
}

/// Mean time from one end to the next start, as ITIL counts time between failures; overlaps count as none.
///
/// # Errors
/// [`Reason::TooFew`] below two outages, [`Reason::StillOpen`] where one before the last has no end.
pub fn from_end_to_start(outages: &[Outage]) -> Result<Bounds, Reason> {
    let n = outages.len();
    if n < 2 {
        return Err(Reason::TooFew { n, needs: 2 });
    }
    let mut sorted = outages.to_vec();
    let order = |a: &Outage, b: &Outage| {
        let ends = |o: &Outage| [o.began_first, o.began_last, o.ended_first, o.ended_last];
        let pairs = ends(a).into_iter().zip(ends(b));
        pairs.map(|(x, y)| x.total_cmp(&y)).find(|o| o.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    };
    sorted.sort_unstable_by(order);
    let open = sorted.iter().take(n - 1).filter(|o| o.ended_last.is_infinite()).count();
    if open > 0 {
        return Err(Reason::StillOpen { open, n });
    }
    let (mut least, mut most) = (0.0, 0.0);
    for (before, next) in sorted.iter().zip(sorted.iter().skip(1)) {
        least += (next.began_first - before.ended_last).max(0.0);
        most += (next.began_last - before.ended_first).max(0.0);
    }
    let gaps = n as f64 - 1.0;
    Bounds::between(least / gaps, most / gaps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_count_once() {
        let outages = [(0.0, 60.0), (30.0, 90.0), (200.0, 210.0)].map(|(a, b)| Outage::exact(a, b));
        assert_eq!(down(&outages, (0.0, 1_000.0)).unwrap().value(), Some(100.0));
        assert_eq!(availability(&outages, (0.0, 1_000.0)).unwrap().value(), Some(0.9));
        assert_eq!(between_starts(&outages).unwrap().value(), Some(100.0));
        // From 60 to 30 is none, from 90 to 200 is 110.
        assert_eq!(from_end_to_start(&outages).unwrap().value(), Some(55.0));
        assert_eq!(down(&outages, (5.0, 5.0)), Err(Reason::NoTime));
    }

    #[test]
    fn what_is_not_exact_gives_bounds_and_open_ends_stop_at_the_window() {
        let outage =
            Outage { began_first: 10.0, began_last: 20.0, ended_first: 50.0, ended_last: f64::INFINITY };
        let found = down(&[outage], (0.0, 100.0)).unwrap();
        assert_eq!((found.least(), found.most()), (30.0, Some(90.0)));
    }

    /// Two hours down in two failures of a day: eleven hours between them.
    #[test]
    fn a_day_with_two_failures() {
        let outages = [(3.0, 4.0), (10.0, 11.0)].map(|(a, b)| Outage::exact(a, b));
        let found = between_failures(&outages, (0.0, 24.0)).unwrap();
        assert!((found.least() - 11.0).abs() < 1e-12);
        assert!((error_budget(0.999, 43_200.0).unwrap() - 43.2).abs() < 1e-9);
    }
}
