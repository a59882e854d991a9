//! A trend in plain words.

use super::answer::Trend;
use super::change::Change;
use crate::estimate::{Bounds, Interval, Reason, Unit, counted};
use crate::verdict::Verdict;

/// A sentence a figure: what may be said, and what range of change the data leave open. They never say why.
pub fn plain_words(trend: &Trend) -> Vec<String> {
    let over = counted(trend.periods.len(), trend.every);
    let number = sentence(&format!("Over {over} the number of incidents"), &trend.number, trend.every);
    let median = sentence(&format!("Over {over} the median {}", trend.of.label), &trend.median, trend.every);
    vec![number, median]
}

fn sentence(subject: &str, change: &Change, every: &str) -> String {
    match (change.verdict, &change.per_step.interval) {
        (Verdict::TooFew, Err(Reason::TooMany { most, .. })) => {
            format!(
                "{subject}: more {every}s than the {most} that a trend is told of; ask for a shorter time."
            )
        }
        (Verdict::TooFew, _) if change.left_out > 0 => {
            let known = match change.points {
                0 => format!("no {every} has"),
                1 => format!("only one {every} has"),
                n => format!("only {n} {every}s have"),
            };
            format!("{subject}: {known} one that is known, too few to tell.")
        }
        (Verdict::TooFew, _) => format!("{subject}: too few {every}s to tell."),
        (verdict, Ok(interval)) => {
            let range = range(change.per_step.unit, interval, every);
            format!("{subject} shows {}; {range}.", said(verdict))
        }
        (verdict, Err(Reason::MostEqual))
            if change.per_step.value.is_ok_and(|b| b.least() <= 0.0 && b.most_or_infinity() >= 0.0) =>
        {
            format!("{subject} shows {}; from one {every} to the next it is mostly the same.", said(verdict))
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

/// `from 0.5 fewer to 1.3 more a quarter`, `from 6 min shorter a quarter to no change`.
fn range(unit: Unit, interval: &Interval, every: &str) -> String {
    let (less, more) = match unit {
        Unit::SecondsPerPeriod | Unit::SupportSecondsPerPeriod => ("shorter", "longer"),
        _ => ("fewer", "more"),
    };
    let say = |limit: Option<Bounds>, end: fn(&Bounds) -> f64| match limit.map(|b| end(&b)) {
        None => Limit::None,
        Some(0.0) => Limit::NoChange,
        Some(value) => {
            Limit::Change(format!("{} {}", unit.say(value.abs()), if value < 0.0 { less } else { more }))
        }
    };
    match (say(interval.lower, Bounds::least), say(interval.upper, Bounds::most_or_infinity)) {
        (Limit::Change(low), Limit::Change(high)) if low == high => format!("{low} every {every}"),
        (Limit::Change(low), Limit::Change(high)) => format!("from {low} to {high} a {every}"),
        (low, high) => format!("from {} to {}", low.with(every), high.with(every)),
    }
}

/// One end of a range of changes.
enum Limit {
    None,
    NoChange,
    Change(String),
}

impl Limit {
    fn with(self, every: &str) -> String {
        match self {
            Self::None => "no limit".to_owned(),
            Self::NoChange => "no change".to_owned(),
            Self::Change(change) => format!("{change} a {every}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_without_a_change_is_named() {
        for (lower, upper, said) in [
            (-0.5, 1.3, "from 0.5 fewer to 1.3 more a quarter"),
            (-0.25, 0.0, "from 0.25 fewer a quarter to no change"),
            (0.0, 2.0, "from no change to 2 more a quarter"),
            (1.0, f64::INFINITY, "from 1 more a quarter to no limit"),
            (-2.0, -2.0, "2 fewer every quarter"),
        ] {
            let interval = Interval::of(lower, upper, 0.95);
            assert_eq!(range(Unit::IncidentsPerPeriod, &interval, "quarter"), said);
        }
    }
}
