//! Every resample of a small sample, with its probability: the ideal bootstrap, free of chance.

/// The statistic of each multiset of `values.len()` draws with replacement, and the multiset's probability
/// `n! / prod(count!) / n^n`. Cost: C(2n - 1, n) evaluations, 24,310 for nine values.
pub fn resamples(values: &[f64], statistic: impl Fn(&[f64]) -> f64) -> Vec<(f64, f64)> {
    let n = values.len();
    let mut out = Vec::new();
    if n == 0 {
        return out;
    }
    let every_order = (1..=n).fold(1.0, |product, i| product * i as f64 / n as f64);
    // Ascending places, as an odometer whose digits never fall.
    let mut places = vec![0usize; n];
    let mut sample = vec![0.0; n];
    loop {
        for (slot, place) in sample.iter_mut().zip(&places) {
            *slot = values.get(*place).copied().unwrap_or_default();
        }
        out.push((statistic(&sample), every_order / repeats(&places)));
        let Some(turning) = places.iter().rposition(|place| *place + 1 < n) else { return out };
        let next = places.get(turning).map_or(0, |place| place + 1);
        for place in places.iter_mut().skip(turning) {
            *place = next;
        }
    }
}

/// The product of the factorials of how often each place occurs, for ascending places.
fn repeats(places: &[usize]) -> f64 {
    let (mut product, mut run) = (1.0, 1.0);
    for (a, b) in places.iter().zip(places.iter().skip(1)) {
        run = if a == b { run + 1.0 } else { 1.0 };
        product *= run;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_values_have_ten_multisets_whose_probabilities_sum_to_one() {
        let all = resamples(&[1.0, 2.0, 4.0], |sample| sample.iter().sum());
        assert_eq!(all.len(), 10);
        assert!((all.iter().map(|(_, p)| p).sum::<f64>() - 1.0).abs() < 1e-12);
        // 1 + 2 + 4 comes in six of 27 orders.
        let seven = all.iter().find(|(sum, _)| (*sum - 7.0).abs() < 1e-9).unwrap();
        assert!((seven.1 - 6.0 / 27.0).abs() < 1e-12);
        assert_eq!(resamples(&[0.0; 9], |s| s.len() as f64).len(), 24_310);
    }
}
