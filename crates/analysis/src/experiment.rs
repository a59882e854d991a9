//! What would the metric have said: a change that is known, seen through figures of one's own incidents.
//!
//! After Davidovic, "Incident Metrics in SRE" (2021): try a metric on changes that are known before trusting it with
//! those that are not.

use incstats_model::{Metric, Period};
use serde::Serialize;

use crate::AnalysisError;
use crate::estimate::{Reason, Unit, counted, or_reason};
use crate::frame::{History, Measured};
use crate::statistics::simulate::{self, Experiment};
use crate::statistics::{Observed, quantile};

/// The name of the schema. Additions only; it rises when that breaks.
pub const SCHEMA: &str = "incstats/simulate/1";

/// How many draws are made at most; below it, 100,000 runs.
const DRAWS: usize = 20_000_000;
/// How many runs are made at most.
const RUNS: usize = 100_000;

/// Which figure is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// The arithmetic mean, as in "MTTR".
    Mean,
    /// The median.
    Median,
    /// The geometric mean; it has no value where a duration is zero.
    GeometricMean,
}

impl Figure {
    fn of(self, sample: &mut [f64]) -> f64 {
        match self {
            Self::Mean => sample.iter().sum::<f64>() / sample.len() as f64,
            Self::Median => {
                sample.sort_unstable_by(f64::total_cmp);
                quantile::of_sorted(sample, 0.5).unwrap_or(f64::NAN)
            }
            Self::GeometricMean => (sample.iter().map(|x| x.ln()).sum::<f64>() / sample.len() as f64).exp(),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Median => "median",
            Self::GeometricMean => "geometric mean",
        }
    }
}

/// What is tried.
#[derive(Clone, Debug)]
pub struct ExperimentQuestion {
    /// Of which metric.
    pub metric: Metric,
    /// Incidents of which period; all without one.
    pub period: Option<Period>,
    /// Which figure of it.
    pub figure: Figure,
    /// By how much durations are really cut, from 0 to 1.
    pub cut: f64,
    /// Incidents in each of two periods; as many as there are without one.
    pub per_period: Option<usize>,
    /// The seed.
    pub seed: u64,
}

/// What the figure said of a change that was known.
#[derive(Clone, Debug, Serialize)]
pub struct ExperimentReport {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// What it is of.
    #[serde(flatten)]
    pub of: Measured,
    /// Which figure of it.
    pub figure: Figure,
    /// By how much durations were really cut.
    pub cut: f64,
    /// How many durations were drawn from; open and ranged ones cannot be drawn.
    pub drawn_from: usize,
    /// Open and ranged incidents that were left out.
    pub left_out: usize,
    /// Incidents in each of the two periods.
    pub per_period: usize,
    /// How many times it was tried.
    pub runs: usize,
    /// The seed.
    pub seed: u64,
    /// How often the figure got worse although durations were cut, 0 to 1.
    #[serde(serialize_with = "or_reason")]
    pub looks_worse: Result<f64, Reason>,
    /// How often it got better by the cut or more although nothing had changed, 0 to 1.
    #[serde(serialize_with = "or_reason")]
    pub false_success: Result<f64, Reason>,
    /// The same in words.
    pub sentence: String,
}

/// Tries the figure. Cost: up to 20 million draws, twice, over all processors.
///
/// # Errors
/// [`AnalysisError::Frame`] where the history's frames lack a column.
pub fn experiment(
    history: &History,
    question: &ExperimentQuestion,
) -> Result<ExperimentReport, AnalysisError> {
    let ExperimentQuestion { metric, figure, cut, seed, .. } = question;
    let rows = history.rows(metric, question.period)?;
    let all: Vec<Observed> = rows.iter().filter_map(|row| row.value).collect();
    let durations: Vec<f64> = all.iter().filter_map(Observed::value).collect();
    let per_period = question.per_period.unwrap_or(durations.len());
    let runs = (DRAWS / per_period.max(1)).clamp(1, RUNS);
    let of = |cut| {
        let experiment = Experiment { per_sample: per_period, cut, runs, seed: *seed };
        simulate::run(&durations, |sample| figure.of(sample), experiment)
    };
    let whole = figure.of(&mut durations.clone());
    let zeros = durations.iter().filter(|duration| **duration <= 0.0).count();
    // Of nothing there is no part to cut, and of zeros no geometric mean.
    let tried = if zeros > 0 && (whole <= 0.0 || *figure == Figure::GeometricMean) {
        Err(Reason::Zeros { zeros, n: durations.len() })
    } else {
        Ok(())
    };
    let looks_worse = tried.and_then(|()| of(*cut).map(|found| found.looks_worse()));
    let false_success = tried.and_then(|()| of(0.0).map(|found| found.better_by(cut * whole)));
    Ok(ExperimentReport {
        schema: SCHEMA,
        of: history.measured(metric),
        figure: *figure,
        cut: *cut,
        drawn_from: durations.len(),
        left_out: all.len() - durations.len(),
        per_period,
        runs,
        seed: *seed,
        sentence: sentence(*figure, *cut, per_period, looks_worse, false_success),
        looks_worse,
        false_success,
    })
}

fn sentence(
    figure: Figure,
    cut: f64,
    n: usize,
    worse: Result<f64, Reason>,
    better: Result<f64, Reason>,
) -> String {
    let (figure, percent) = (figure.word(), Unit::Share.say(cut));
    match (worse, better) {
        (Ok(worse), Ok(better)) => format!(
            "With {} a period a real cut of {percent} would make the {figure} look worse {:.0} times in \
             100, and with nothing changed it would look {percent} better {:.0} times in 100.",
            counted(n, "incident"),
            worse * 100.0,
            better * 100.0
        ),
        (Err(reason), _) | (_, Err(reason)) => format!("Nothing to try it on: {reason}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::Example;
    use incstats_model::Incident;

    fn ask(incidents: &[Incident], figure: Figure) -> ExperimentReport {
        let question = ExperimentQuestion {
            metric: Metric::find("ttr").unwrap().clone(),
            period: None,
            figure,
            cut: 0.1,
            per_period: None,
            seed: 1,
        };
        experiment(&History::new(incidents).unwrap(), &question).unwrap()
    }

    #[test]
    fn a_cut_of_a_tenth_is_lost_in_the_scatter_of_a_year() {
        let minutes = [3, 8, 20, 30, 45, 60, 90, 200, 600, 4_000];
        let incidents: Vec<Incident> =
            minutes.iter().map(|m| Example::closed(&format!("i{m}"), *m).build()).collect();
        for figure in [Figure::Mean, Figure::Median, Figure::GeometricMean] {
            let found = ask(&incidents, figure);
            assert!(found.looks_worse.unwrap() > 0.3, "{found:?}");
            assert!(found.sentence.starts_with("With 10 incidents a period a real cut of 10 %"));
        }
    }

    #[test]
    fn nothing_is_words() {
        let found = ask(&[Example::open("a", 9).build()], Figure::Mean);
        assert_eq!((found.drawn_from, found.left_out), (0, 1));
        assert_eq!(found.sentence, "Nothing to try it on: no incident has both ends.");
    }
}
