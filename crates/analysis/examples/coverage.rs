//! How often the printed 95 % intervals hold the truth: `cargo run -p incstats-analysis --example coverage`.
//!
//! Draws samples of lognormal durations (sd of logarithms 1.25, as incident durations have), asks for the intervals and
//! counts. With 4,000 samples a share is good to about 0.7 points. The last lines leave one in five open at random.

#![allow(clippy::print_stdout, reason = "its output is the report")]

use incstats_analysis::statistics::ended_within::ended_within;
use incstats_analysis::statistics::kaplan_meier::Curve;
use incstats_analysis::statistics::random::Draws;
use incstats_analysis::statistics::{
    Observed, bootstrap, descriptive, distributions, order_interval, poisson_count,
};
use incstats_analysis::summary;

use incstats_analysis::estimate::{Interval, Reason};

const SD: f64 = 1.25;
const SAMPLES: usize = 4_000;
const SEED: u64 = 20_160_627;
const STEPS: usize = 1 << 30;

fn main() {
    println!("| interval | n | held the truth | not available |\n|---|---|---|---|");
    for n in [6, 10, 20, 50] {
        let median = |values: &[f64]| order_interval::interval(&exact(values), 0.5, 0.95);
        report("median", n, 1.0, SAMPLES, median);
    }
    for n in [6, 10, 20, 50] {
        let mean = |values: &[f64]| descriptive::geometric_mean_interval(&exact(values), 0.95);
        report("geometric mean", n, 1.0, SAMPLES, mean);
    }
    for sd in [0.5, 1.0, 1.25, 1.5] {
        means(sd);
    }
    for n in [10, 20, 50] {
        report("median, one in five open (Kaplan-Meier)", n, 1.0, SAMPLES, |values| {
            Curve::of(&censored(values))?.median_interval(0.95)
        });
        let half = 0.5;
        report("share within the median, one in five open", n, half, SAMPLES, |values| {
            let some_open =
                |(t, ended): (f64, bool)| if ended { Observed::exact(t) } else { Observed::open(t) };
            let observed: Vec<Observed> = censored(values).into_iter().filter_map(some_open).collect();
            ended_within(&observed, 1.0, 0.95)?.1
        });
    }
    for mean in [3.0, 10.0] {
        counts(mean);
    }
}

/// The interval of the mean as it is printed from 50 incidents on, and for comparison its studentized half alone.
fn means(sd: f64) {
    let truth = (sd * sd / 2.0).exp();
    let scaled = |values: &[f64]| values.iter().map(|x| x.powf(sd / SD)).collect::<Vec<f64>>();
    let name = |what: &str| format!("mean, {what}, scatter {sd}");
    for (n, samples) in [(50, 1_000), (200, 400), (501, SAMPLES), (1_000, SAMPLES), (2_001, SAMPLES)] {
        let printed = |values: &[f64]| summary::mean_interval(&scaled(values)).map(|(interval, _)| interval);
        report(&name("as printed"), n, truth, samples, printed);
    }
    let half = |values: &[f64]| bootstrap::studentized_mean(&scaled(values), 0.95, SEED);
    report(&name("studentized alone"), 50, truth, 1_000, half);
}

/// A number between 0 and 1, both excluded.
fn uniform(draws: &mut Draws) -> f64 {
    (draws.below(STEPS) as f64 + 0.5) / STEPS as f64
}

/// Lognormal durations with median 1.
fn sample(draws: &mut Draws, n: usize) -> Vec<f64> {
    (0..n).map(|_| (SD * distributions::normal_quantile(uniform(draws))).exp()).collect()
}

fn exact(values: &[f64]) -> Vec<Observed> {
    values.iter().filter_map(|v| Observed::exact(*v)).collect()
}

/// About one in five lost from sight at a lognormal time of its own, later by a factor of 4.4 in the middle. Its chance
/// is the digits of the value far behind the point, which have nothing to do with its size.
fn censored(values: &[f64]) -> Vec<(f64, bool)> {
    let later = 0.841_6 * SD * std::f64::consts::SQRT_2;
    let last_heard_of = |v: f64| {
        let chance = (v * 1e6).fract().clamp(1e-9, 1.0 - 1e-9);
        (later + SD * distributions::normal_quantile(chance)).exp()
    };
    values.iter().map(|v| (v.min(last_heard_of(*v)), *v <= last_heard_of(*v))).collect()
}

fn report(
    name: &str,
    n: usize,
    truth: f64,
    samples: usize,
    interval: impl Fn(&[f64]) -> Result<Interval, Reason>,
) {
    let mut draws = Draws::new(SEED);
    let found: Vec<_> = (0..samples).map(|_| interval(&sample(&mut draws, n))).collect();
    let held = found.iter().flatten().filter(|i| i.allows(truth)).count();
    let none = found.iter().filter(|i| i.is_err()).count();
    let share = held as f64 / (samples - none).max(1) as f64;
    println!("| {name} | {n} | {:.1} % | {none} |", share * 100.0);
}

/// Poisson counts, by waiting times.
fn counts(mean: f64) {
    let mut draws = Draws::new(SEED);
    let mut held = 0;
    for _ in 0..SAMPLES {
        let (mut count, mut waited) = (0, -uniform(&mut draws).ln());
        while waited < mean {
            count += 1;
            waited -= uniform(&mut draws).ln();
        }
        held += usize::from(poisson_count::garwood(count, 0.95).allows(mean));
    }
    println!("| number of incidents | mean {mean} | {:.1} % | 0 |", 100.0 * held as f64 / SAMPLES as f64);
}
