//! Axes of counts: from zero, in steps people count in.

/// The ticks of an axis from zero that holds `most`: at most `count` steps of 1, 2 or 5 times a power of ten. The last
/// tick is at or above `most`.
pub(crate) fn count_ticks(most: f64, count: usize) -> Vec<u64> {
    let count = count.max(1) as f64;
    let mut step = 1_u64;
    while most / step as f64 > count && step < u64::MAX / 10 {
        // 1, 2, 5, 10, 20, 50, ...
        let leading = step.to_string().starts_with('2');
        step = if leading { step / 2 * 5 } else { step * 2 };
    }
    let mut ticks = vec![0];
    while let Some(last) = ticks.last().copied().filter(|last| (*last as f64) < most && ticks.len() < 100) {
        ticks.push(last + step);
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_those_people_count_in() {
        assert_eq!(count_ticks(3.2, 6), [0, 1, 2, 3, 4]);
        assert_eq!(count_ticks(47.0, 6), [0, 10, 20, 30, 40, 50]);
        assert_eq!(count_ticks(0.0, 6), [0]);
        assert_eq!(count_ticks(1e6, 4), [0, 500_000, 1_000_000]);
    }
}
