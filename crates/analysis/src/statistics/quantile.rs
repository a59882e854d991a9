//! Quantiles of a sample: type 7 of Hyndman & Fan (1996), linear between the two neighbours.

use super::Observed;
use super::observed::SortedEnds;
use crate::estimate::{Bounds, Reason};

/// The type-7 quantile of values in ascending order; `None` without values or outside 0..=1. An infinite neighbour
/// that has any weight makes it infinite. Cost: constant.
pub fn of_sorted(sorted: &[f64], q: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&q) {
        return None;
    }
    let place = sorted.len().checked_sub(1)? as f64 * q;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= place < len")]
    let below = place.floor() as usize;
    let (low, part) = (*sorted.get(below)?, place - place.floor());
    match sorted.get(below + 1) {
        Some(high) if part > 0.0 && high.is_infinite() => Some(f64::INFINITY),
        Some(high) if part > 0.0 => Some(low + part * (high - low)),
        _ => Some(low),
    }
}

/// The median of values in any order.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    of_sorted(&sorted, 0.5)
}

/// The type-7 quantile of observations: between that of all lower ends and that of all upper ends, without any model.
/// Unbounded above where open observations reach that far up. Cost: two sorts.
///
/// # Errors
/// [`Reason::Empty`] without observations, [`Reason::Undefined`] where `q` is outside 0..=1.
pub fn of_observed(observed: &[Observed], q: f64) -> Result<Bounds, Reason> {
    of_ends(&SortedEnds::of(observed), q)
}

/// The same where the ends are sorted already. Cost: constant.
///
/// # Errors
/// As [`of_observed`].
pub fn of_ends(ends: &SortedEnds, q: f64) -> Result<Bounds, Reason> {
    if ends.is_empty() {
        return Err(Reason::Empty);
    }
    match (of_sorted(&ends.least, q), of_sorted(&ends.most, q)) {
        (Some(low), Some(high)) => Bounds::between(low, high),
        _ => Err(Reason::Undefined),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(values: &[f64]) -> Vec<Observed> {
        values.iter().filter_map(|v| Observed::exact(*v)).collect()
    }

    #[test]
    fn neighbours_are_joined_by_a_line() {
        // 1, 2, 3, 4: the median is 2.5, never the nearest value.
        assert_eq!(of_sorted(&[1.0, 2.0, 3.0, 4.0], 0.5), Some(2.5));
        assert_eq!(of_sorted(&[1.0, 2.0, 3.0, 4.0], 0.25), Some(1.75));
        assert_eq!(of_sorted(&[7.0], 0.9), Some(7.0));
        assert_eq!(of_sorted(&[], 0.5), None);
        assert_eq!(of_sorted(&[1.0], 1.5), None);
    }

    #[test]
    fn open_observations_leave_the_median_open_only_where_they_reach_it() {
        let mut few = exact(&[1.0, 2.0, 3.0, 4.0]);
        few.extend(Observed::open(3.5));
        assert_eq!(of_observed(&few, 0.5).unwrap().value(), Some(3.0));
        let many: Vec<_> = [1.0, 2.0, 3.0].iter().filter_map(|v| Observed::open(*v)).collect();
        let median = of_observed(&many, 0.5).unwrap();
        assert_eq!(median, Bounds::at_least(2.0).unwrap());
    }
}
