//! A trend in plain words.

use super::answer::Trend;
use super::change::Change;
use crate::estimate::{Bounds, Interval, Unit};
use crate::verdict::Verdict;

/// A sentence a figure: what may be said, and what range of change the data leave open. They never say why.
pub fn plain_words(trend: &Trend) -> Vec<String> {
    let over = format!("{} {}s", trend.periods.len(), trend.every);
    let number = sentence(&format!("Over {over} the number of incidents"), &trend.number, trend.every);
    let median = sentence(&format!("Over {over} the median {}", trend.of.label), &trend.median, trend.every);
    vec![number, median]
}

fn sentence(subject: &str, change: &Change, every: &str) -> String {
    match (change.verdict, &change.per_step.interval) {
        (Verdict::TooFew, _) => format!("{subject}: too few {every}s to tell."),
        (verdict, Ok(interval)) => {
            format!("{subject} shows {}; {} a {every}.", said(verdict), range(change.per_step.unit, interval))
        }
        (verdict, Err(_)) => format!("{subject} shows {}.", said(verdict)),
    }
}

fn said(verdict: Verdict) -> String {
    match verdict {
        Verdict::NoClearChange => "no clear change".into(),
        other => format!("a change: {other}"),
    }
}

/// `between 0.5 fewer and 1.3 more`, `from 6 min shorter to 4 min longer`.
fn range(unit: Unit, interval: &Interval) -> String {
    let (less, more) = match unit {
        Unit::SecondsPerPeriod | Unit::SupportSecondsPerPeriod => ("shorter", "longer"),
        _ => ("fewer", "more"),
    };
    let say = |limit: Option<Bounds>, end: fn(&Bounds) -> f64| {
        limit.map_or_else(
            || "no limit".to_owned(),
            |b| {
                let value = end(&b);
                let way = match value {
                    v if v < 0.0 => less,
                    v if v > 0.0 => more,
                    _ => return "none".to_owned(),
                };
                format!("{} {way}", unit.say(value.abs()))
            },
        )
    };
    let (lower, upper) = (say(interval.lower, Bounds::least), say(interval.upper, Bounds::most_or_infinity));
    format!("from {lower} to {upper}")
}
