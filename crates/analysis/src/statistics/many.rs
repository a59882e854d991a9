//! Many comparisons at once: the adjustment of Benjamini & Hochberg (1995).

/// The p values adjusted so that, of those below a level, at most that share is expected to be chance:
/// `min over j >= i of m p(j) / j`, in the order given. Cost: one sort.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let m = p.len() as f64;
    let mut order: Vec<(usize, f64)> = p.iter().copied().enumerate().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut adjusted = vec![1.0; p.len()];
    let mut least = 1.0f64;
    for (from_top, (place, p)) in order.into_iter().enumerate() {
        least = least.min(p * m / (m - from_top as f64));
        if let Some(slot) = adjusted.get_mut(place) {
            *slot = least;
        }
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the original paper: 15 p values, four rejections at 5 %.
    #[test]
    fn the_example_of_the_paper() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0,
        ];
        let adjusted = benjamini_hochberg(&p);
        assert_eq!(adjusted.iter().filter(|p| **p <= 0.05).count(), 4);
        assert!((adjusted[0] - 0.0015).abs() < 1e-12);
        assert!(benjamini_hochberg(&[]).is_empty());
    }
}
