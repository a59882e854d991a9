//! Distributions of inversion counts: the rank-sum statistic of two groups, and Kendall's statistic under ties.
//!
//! Both are coefficients of q-multinomials: orderings of a multiset, counted by their inversions. They are built here
//! from probabilities with plus signs only, so that no digits are lost.

/// P(U = u) for u of 0..=a*b, where U counts the pairs in which one of `a` exceeds one of `b`, all orders as likely.
/// Cost: `a^2 b^2 / 2`.
pub fn pairs_above(a: usize, b: usize) -> Vec<f64> {
    // By the group of the greatest value: if it is of the first group it exceeds all of the second.
    let mut rows: Vec<Vec<f64>> = (0..=b).map(|_| vec![1.0]).collect();
    for i in 1..=a {
        let mut next: Vec<Vec<f64>> = Vec::with_capacity(b + 1);
        next.push(vec![1.0]);
        for j in 1..=b {
            let (own, other) = (i as f64 / (i + j) as f64, j as f64 / (i + j) as f64);
            let mut sum = vec![0.0; i * j + 1];
            if let Some(without_own) = rows.get(j) {
                for (slot, p) in sum.iter_mut().skip(j).zip(without_own) {
                    *slot += own * p;
                }
            }
            if let Some(without_other) = next.get(j - 1) {
                for (slot, p) in sum.iter_mut().zip(without_other) {
                    *slot += other * p;
                }
            }
            next.push(sum);
        }
        rows = next;
    }
    rows.pop().unwrap_or_default()
}

/// P(inversions = k) over all orders of a multiset with those multiplicities. Cost: the sizes' rank sums and their
/// convolution, about the fourth power of the number of values.
pub fn inversions(multiplicities: &[usize]) -> Vec<f64> {
    let (mut so_far, mut total) = (vec![1.0], 0usize);
    for size in multiplicities {
        so_far = convolve(&so_far, &pairs_above(total, *size));
        total += size;
    }
    so_far
}

fn convolve(a: &[f64], b: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0; (a.len() + b.len()).saturating_sub(1)];
    for (i, x) in a.iter().enumerate() {
        for (slot, y) in out.iter_mut().skip(i).zip(b) {
            *slot += x * y;
        }
    }
    out
}

/// The smallest count with P(count or fewer) at least `p`.
pub fn quantile(probabilities: &[f64], p: f64) -> usize {
    let mut reached = 0.0;
    for (count, own) in probabilities.iter().enumerate() {
        reached += own;
        if reached >= p - 1e-12 {
            return count;
        }
    }
    probabilities.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_by_hand() {
        // Two against two: six orders with 0, 1, 2, 2, 3, 4 pairs.
        let found = pairs_above(2, 2);
        let expected = [1.0, 1.0, 2.0, 1.0, 1.0].map(|n| n / 6.0);
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-15));
        // Three different values: 1, 2, 2, 1 orders of six.
        let three = inversions(&[1, 1, 1]);
        assert!(three.iter().zip([1.0, 2.0, 2.0, 1.0]).all(|(a, b)| (a - b / 6.0).abs() < 1e-15));
        // a a b: b in three places.
        assert_eq!(inversions(&[2, 1]).len(), 3);
        assert_eq!(inversions(&[]), [1.0]);
    }

    /// The printed table of Wilcoxon's test: at 9 and 7 the 2.5 % point is 13.
    #[test]
    fn the_printed_critical_value() {
        let found = pairs_above(9, 7);
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert_eq!(quantile(&found, 0.025), 13);
        assert_eq!(quantile(&pairs_above(3, 3), 0.025), 0);
    }
}
