//! A figure, whole.

use std::fmt;

use serde::Serialize;

use super::{Bounds, Interval, Reason, Sample, Unit, or_reason};

/// How a figure and its interval were calculated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// A count or a sum of what is there; its bounds come from the bounds of its parts.
    Sum,
    /// A count, with the exact Poisson interval (Garwood).
    PoissonCount,
    /// Type-7 quantile; interval from order statistics.
    OrderStatistics,
    /// Geometric mean; interval from Student's t on logarithms.
    GeometricMean,
    /// Arithmetic mean; interval from the studentized bootstrap.
    StudentizedBootstrap,
    /// Arithmetic mean of a large sample; normal interval after Hall's transformation for skewness.
    SkewedMean,
    /// Arithmetic mean; interval that holds both the studentized bootstrap's (Hall's above 500) and that of the lognormal
    /// model (Cox).
    WidenedMean,
    /// Kaplan-Meier curve; intervals on the log(-log) scale.
    KaplanMeier,
    /// Turnbull's estimate for durations known to ranges; limits from the Kaplan-Meier curves of both extremes.
    Turnbull,
    /// Lognormal model fitted by maximum likelihood to exact, ranged and open durations together.
    Lognormal,
    /// Median of pairwise slopes (Theil-Sen); interval from Kendall's variance.
    TheilSen,
    /// Poisson regression on time; standard error widened where counts scatter more than Poisson.
    PoissonTrend,
    /// Conditional exact comparison of two Poisson rates.
    ExactRateRatio,
    /// Median of all pairwise ratios (Hodges-Lehmann); interval from the rank-sum distribution.
    HodgesLehmann,
    /// Time up over time observed, overlapping incidents counted once.
    UnionDowntime,
}

impl Method {
    /// The method in words, for a footnote.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Sum => "counted; bounds of the sum from the bounds of its parts",
            Self::PoissonCount => "counted; exact Poisson interval",
            Self::OrderStatistics => "sample quantile; interval from order statistics",
            Self::GeometricMean => "geometric mean; Student's t interval on logarithms",
            Self::StudentizedBootstrap => "mean; studentized bootstrap interval",
            Self::SkewedMean => "mean; interval allowing for skewness (Hall)",
            Self::WidenedMean => "mean; interval that holds both a studentized and a lognormal one (Cox)",
            Self::Turnbull => "Turnbull's estimate for ranges",
            Self::KaplanMeier => "Kaplan-Meier; log(-log) interval",
            Self::Lognormal => "lognormal model of exact, ranged and open durations",
            Self::TheilSen => "Theil-Sen slope; interval from Kendall's variance",
            Self::PoissonTrend => "Poisson regression on time",
            Self::ExactRateRatio => "ratio of rates; conditional exact interval",
            Self::HodgesLehmann => "median of all pairwise ratios (Hodges-Lehmann)",
            Self::UnionDowntime => "union of the incidents' times; overlaps counted once",
        }
    }
}

/// One figure: its value with bounds, its interval with bounds, what it rests on. Where the data do not allow the
/// value or the interval, the reason stands in its place; never NaN, a made-up zero or a bare number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// What the numbers count.
    pub unit: Unit,
    /// The value, in `unit`.
    #[serde(serialize_with = "or_reason")]
    pub value: Result<Bounds, Reason>,
    /// Where the true figure can lie, in `unit`.
    #[serde(serialize_with = "or_reason")]
    pub interval: Result<Interval, Reason>,
    /// How it was calculated.
    pub method: Method,
    /// What it rests on.
    #[serde(flatten)]
    pub sample: Sample,
    /// The seed of the generator, where chance had a part in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
}

impl Estimate {
    /// A figure that cannot be had, nor its interval.
    pub fn none(unit: Unit, method: Method, sample: Sample, reason: Reason) -> Self {
        Self { unit, value: Err(reason), interval: Err(reason), method, sample, seed: None }
    }

    /// The value in words: `41 min`, `at least 5 h 24 min`, `none: no incident has both ends`.
    pub fn value_in_words(&self) -> String {
        match &self.value {
            Ok(bounds) => self.unit.say_bounds(bounds),
            Err(reason) => format!("none: {reason}"),
        }
    }

    /// The interval in words: `15 min .. 5 h to 11 h`, `none: needs 6 incidents, there are 5`.
    pub fn interval_in_words(&self) -> String {
        match &self.interval {
            Ok(interval) => self.unit.say_interval(interval),
            Err(reason) => format!("none: {reason}"),
        }
    }
}

/// `41 min (15 min .. 5 h to 11 h)`.
impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value_in_words())?;
        match &self.interval {
            Ok(interval) => write!(f, " ({})", self.unit.say_interval(interval)),
            Err(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_without_an_interval_says_why() {
        let figure = Estimate {
            unit: Unit::Seconds,
            value: Bounds::exact(360.0),
            interval: Err(Reason::TooFew { n: 5, needs: 6 }),
            method: Method::OrderStatistics,
            sample: Sample { n: 5, of: 11, missing: 6, ..Sample::default() },
            seed: None,
        };
        assert_eq!(figure.to_string(), "6 min");
        assert_eq!(figure.interval_in_words(), "none: needs 6 incidents, there are 5");
        let json = serde_json::to_value(&figure).unwrap();
        assert_eq!(json["interval"]["not_available"], "too-few");
        assert_eq!((json["n"].as_u64(), json["of"].as_u64()), (Some(5), Some(11)));
        assert_eq!(json["value"]["least"], 360.0);
    }
}
