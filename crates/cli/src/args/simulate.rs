//! `incstats simulate`.

use std::str::FromStr;

use clap::{Args, ValueEnum};
use incstats_analysis::experiment::Figure;
use incstats_model::Period;

use super::choices::RecordFormat;
use super::selection::Selection;

/// What `simulate` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats simulate --cut 10%                      would your mean have shown a cut of a tenth?
  incstats simulate --cut 30% --figure median --period 2021
  incstats simulate --cut 10% --per-period 40      with as many incidents as you expect

Draws two periods from your own incidents, over and over, cuts the durations of the second by as much as you say,
and counts how often the figure would have told the truth. After Davidovic, Incident Metrics in SRE (2021).")]
pub struct SimulateArgs {
    /// By how much durations are really cut
    #[arg(long, value_name = "PERCENT", default_value = "10%")]
    pub cut: Cut,

    /// The figure that is tried
    #[arg(long, value_enum, value_name = "FIGURE", default_value_t)]
    pub figure: FigureName,

    /// Incidents in each of the two periods [default: as many as there are]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub per_period: Option<u32>,

    /// The metric: `ttr`, `ttm`, ... or one of your own [default: ttr]
    #[arg(long, value_name = "METRIC")]
    pub metric: Option<String>,

    /// Only incidents that started in it: `2021Q2`, `2021-05`, `2021`, `2021-04-15..2021-07-02`
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<Period>,

    /// What the figures are of.
    #[command(flatten)]
    pub of: Selection,

    /// The seed of the generator: the same seed gives the same figures
    #[arg(long, value_name = "N", default_value_t = incstats_analysis::statistics::random::SEED)]
    pub seed: u64,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: RecordFormat,
}

/// A cut, as a part from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut(pub f64);

impl FromStr for Cut {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let percent = text.trim().strip_suffix('%').unwrap_or(text).trim().parse::<f64>().ok();
        let percent = percent.filter(|percent| *percent > 0.0 && *percent < 100.0);
        percent
            .map(|percent| Self(percent / 100.0))
            .ok_or_else(|| "expected percent between 0 and 100, such as `10%`".into())
    }
}

/// Which figure is tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FigureName {
    /// The arithmetic mean, as in "MTTR".
    #[default]
    Mean,
    /// The median.
    Median,
    /// The geometric mean.
    GeometricMean,
}

impl From<FigureName> for Figure {
    fn from(name: FigureName) -> Self {
        match name {
            FigureName::Mean => Self::Mean,
            FigureName::Median => Self::Median,
            FigureName::GeometricMean => Self::GeometricMean,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_are_percent() {
        assert_eq!("10%".parse(), Ok(Cut(0.1)));
        assert_eq!(" 50 %".parse(), Ok(Cut(0.5)));
        for text in ["0%", "100", "-5%", "a tenth", "NaN", ""] {
            assert!(text.parse::<Cut>().is_err(), "{text}");
        }
    }
}
