//! The middle of some durations, as every chart shows it.

use incstats_model::DurationBounds;

use crate::estimate::{Bounds, Estimate, Interval, LEVEL, Method, Reason, Unit};
use crate::statistics::{Observed, observed, order_interval, quantile};

/// The median of some durations, in seconds, with its order-statistic interval; `of` incidents were looked at.
/// An interval with only one limit counts as none: half an interval on a picture reads as a whole one.
pub(super) fn median(durations: &[DurationBounds], of: usize) -> Estimate {
    let seconds: Vec<Observed> = durations.iter().filter_map(observed_seconds).collect();
    let sample = observed::sample(&seconds, of);
    let needs = order_interval::needed(0.5, LEVEL);
    let interval = if seconds.len() < needs {
        Err(Reason::TooFew { n: seconds.len(), needs })
    } else {
        order_interval::interval(&seconds, 0.5, LEVEL)
    };
    let value: Result<Bounds, Reason> = quantile::of_observed(&seconds, 0.5);
    let interval: Result<Interval, Reason> = interval;
    Estimate { unit: Unit::Seconds, value, interval, method: Method::OrderStatistics, sample, seed: None }
}

fn observed_seconds(duration: &DurationBounds) -> Option<Observed> {
    let least = duration.min().num_seconds() as f64;
    Observed::between(least, duration.max().map_or(f64::INFINITY, |most| most.num_seconds() as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn six_incidents_make_an_interval_and_five_do_not() {
        let minutes = |m| DurationBounds::closed(TimeDelta::minutes(m), TimeDelta::minutes(m));
        let six: Vec<_> = (1..=6).map(minutes).collect();
        assert_eq!(median(&six, 8).to_string(), "3 min 30 s (1 min .. 6 min)");
        assert_eq!(median(&six, 8).sample.missing, 2);
        assert_eq!(median(&six[1..], 5).interval, Err(Reason::TooFew { n: 5, needs: 6 }));
    }
}
