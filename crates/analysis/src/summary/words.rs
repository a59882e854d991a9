//! A section in plain words: what a bare figure would hide.

use super::row::MetricRow;
use super::section::Section;
use crate::estimate::{Bounds, Unit};

/// From which part of all time on a single incident is worth a sentence.
const LARGE: f64 = 0.25;

/// Sentences about a section for somebody who knows no statistics: what open incidents do to the mean, and which single
/// incident makes up much of all time. Empty where there is nothing to add to the figures.
pub fn plain_words(section: &Section) -> Vec<String> {
    section.metrics.iter().filter(|row| row.of.metric == "ttr").flat_map(about).collect()
}

fn about(row: &MetricRow) -> Vec<String> {
    let mut out = Vec::new();
    if let (1.., Ok(_), Ok(closed)) = (row.sample.open, &row.mean.value, &row.mean_of_closed.value) {
        let open = match row.sample.open {
            1 => "One incident is open".to_owned(),
            n => format!("{n} incidents are open"),
        };
        out.push(format!(
            "Mean {}: {}. {open}; the others alone give {}, which hides what is not over yet.",
            row.of.label,
            row.mean.value_in_words(),
            row.mean.unit.say_bounds(closed),
        ));
    }
    if let Ok(largest) = &row.largest
        && let Ok(share) = &largest.share
        && share.least() >= LARGE
        && row.sample.n > 1
    {
        out.push(format!(
            "One incident, {}, makes up {} of all incident time.",
            largest.incident,
            percent(share)
        ));
    }
    out
}

fn percent(share: &Bounds) -> String {
    Unit::Share.say_bounds(share)
}
