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

/// The interval of a mean is printed from 50 on and holds that of the lognormal model, which is asked here: it costs
/// nothing. `examples/coverage.rs` asks the printed one.
#[test]
#[allow(clippy::print_stderr, reason = "what was measured is the report of this test")]
fn the_mean_of_fifty_holds_for_every_usual_scatter() {
    for sd in [0.5, 1.0, 1.25, 1.5] {
        let mut draws = Draws::new(20_160_627);
        let truth = (sd * sd / 2.0f64).exp();
        let held = (0..2_000).filter(|_| {
            let values: Vec<f64> = sample(&mut draws, 50).iter().map(|o| o.least().powf(sd / 1.25)).collect();
            descriptive::lognormal_mean_interval(&values, 0.95).unwrap().allows(truth)
        });
        let share = held.count() as f64 / 2_000.0;
        eprintln!("the lognormal half of the interval of a mean of 50, scatter {sd}: {share}");
        assert!(share >= 0.93, "scatter {sd}: {share}");
    }
}
