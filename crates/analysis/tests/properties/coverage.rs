//! The intervals that are printed hold the truth as often as they say, at the sizes that firms have.

use incstats_analysis::estimate::{Interval, Reason};
use incstats_analysis::statistics::random::Draws;
use incstats_analysis::statistics::{Observed, descriptive, distributions, order_interval};

/// Lognormal durations with median 1 and a standard deviation of 1.25 of their logarithms.
fn sample(draws: &mut Draws, n: usize) -> Vec<Observed> {
    let one = |_| {
        let chance = (draws.below(1 << 30) as f64 + 0.5) / f64::from(1 << 30);
        Observed::exact((1.25 * distributions::normal_quantile(chance)).exp()).unwrap()
    };
    (0..n).map(one).collect()
}

fn held(n: usize, interval: fn(&[Observed]) -> Result<Interval, Reason>) -> f64 {
    const SAMPLES: u32 = 2_000;
    let mut draws = Draws::new(20_160_627);
    let held = (0..SAMPLES).filter(|_| interval(&sample(&mut draws, n)).unwrap().allows(1.0)).count();
    held as f64 / f64::from(SAMPLES)
}

#[test]
fn at_least_93_of_100_hold_the_truth() {
    for n in [6, 10, 20, 50] {
        let median = held(n, |observed| order_interval::interval(observed, 0.5, 0.95));
        let geometric = held(n, |observed| descriptive::geometric_mean_interval(observed, 0.95));
        assert!(median >= 0.93, "median of {n}: {median}");
        assert!(geometric >= 0.93, "geometric mean of {n}: {geometric}");
    }
}
