//! What would this figure have said: the experiment of Davidovic, "Incident Metrics in SRE" (2021), on one's own data.
//!
//! Two samples are drawn from the durations, one of them shortened by a cut that is known, and the figure is compared.
//! Whatever it then says of better or worse is chance.

use super::bootstrap::order_statistic;
use super::random::replicates;
use crate::estimate::Reason;

/// What is simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Experiment {
    /// Incidents in each of the two samples.
    pub per_sample: usize,
    /// By how much the second is really shorter, from 0 (nothing changed) to 1.
    pub cut: f64,
    /// How many times it is repeated.
    pub runs: usize,
    /// The seed, printed with the result.
    pub seed: u64,
}

/// Improvements seen: the figure of the unchanged sample less that of the shortened one, in ascending order.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulated {
    improvements: Vec<f64>,
}

impl Simulated {
    /// How often the figure got worse although durations were cut.
    pub fn looks_worse(&self) -> f64 {
        self.share(self.improvements.partition_point(|x| *x < 0.0))
    }

    /// How often the figure got better by at least so much.
    pub fn better_by(&self, by: f64) -> f64 {
        self.share(self.improvements.len() - self.improvements.partition_point(|x| *x < by))
    }

    /// The improvement that a share of the runs stays at or below.
    pub fn quantile(&self, level: f64) -> Option<f64> {
        order_statistic(&self.improvements, level)
    }

    fn share(&self, count: usize) -> f64 {
        count as f64 / self.improvements.len().max(1) as f64
    }
}

/// Runs the experiment. Cost: `runs * per_sample` draws and figures, over the processors.
///
/// # Errors
/// [`Reason::Empty`] without durations, sample or runs; [`Reason::Undefined`] where the cut is not from 0 to 1 or the
/// figure has no value.
pub fn run(
    durations: &[f64],
    figure: impl Fn(&mut [f64]) -> f64 + Sync,
    experiment: Experiment,
) -> Result<Simulated, Reason> {
    let Experiment { per_sample, cut, runs, seed } = experiment;
    if durations.is_empty() || per_sample == 0 || runs == 0 {
        return Err(Reason::Empty);
    }
    if !(0.0..=1.0).contains(&cut) {
        return Err(Reason::Undefined);
    }
    let mut improvements = replicates(
        seed,
        runs,
        || vec![0.0; per_sample],
        |draws, sample: &mut Vec<f64>| {
            draws.resample(durations, sample);
            let unchanged = figure(sample);
            draws.resample(durations, sample);
            for duration in sample.iter_mut() {
                *duration *= 1.0 - cut;
            }
            unchanged - figure(sample)
        },
    );
    if improvements.iter().any(|x| !x.is_finite()) {
        return Err(Reason::Undefined);
    }
    improvements.sort_unstable_by(f64::total_cmp);
    Ok(Simulated { improvements })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(sample: &mut [f64]) -> f64 {
        sample.iter().sum::<f64>() / sample.len() as f64
    }

    #[test]
    fn without_scatter_a_cut_is_always_seen() {
        let experiment = Experiment { per_sample: 5, cut: 0.1, runs: 200, seed: 1 };
        let found = run(&[100.0; 8], mean, experiment).unwrap();
        assert!(found.looks_worse() < 1e-12 && (found.better_by(9.99) - 1.0).abs() < 1e-12);
        assert!((found.quantile(0.5).unwrap() - 10.0).abs() < 1e-9);
    }

    #[test]
    fn with_nothing_changed_half_look_worse() {
        let durations: Vec<f64> = (1..=50).map(|i| f64::from(i * i)).collect();
        let experiment = Experiment { per_sample: 20, cut: 0.0, runs: 4_000, seed: 1 };
        let found = run(&durations, mean, experiment).unwrap();
        assert!((found.looks_worse() - 0.5).abs() < 0.03);
        assert_eq!(run(&[], mean, experiment), Err(Reason::Empty));
    }
}
