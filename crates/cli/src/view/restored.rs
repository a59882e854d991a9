//! How long it takes, open incidents counted: what is over within an hour, four hours, a day.

use incstats_analysis::survival::Survival;

use super::figure;
use crate::output::{Align, Table, plural};

/// A line a time.
pub fn within(survival: &Survival, verb: &str) -> Table {
    let heading = format!("{verb} within");
    let mut table = Table::new([
        (heading.as_str(), Align::Right),
        ("share", Align::Right),
        ("95 % interval", Align::Left),
        ("n of N", Align::Right),
        ("open", Align::Right),
        ("ranged", Align::Right),
    ]);
    for within in &survival.within {
        table.row([
            hours(within.seconds),
            figure::value(&within.figure),
            figure::interval(&within.figure),
            figure::n_of_n(&survival.sample),
            survival.sample.open.to_string(),
            survival.sample.ranged.to_string(),
        ]);
    }
    table
}

fn hours(seconds: f64) -> String {
    format!("{:.0} h", seconds / 3_600.0)
}

/// What the shares are of, in a line.
pub fn of(survival: &Survival) -> String {
    format!(
        "{}, {}, {} clock; open incidents count until they were last heard of",
        survival.of.label, survival.of.definition, survival.of.clock
    )
}

/// Medians by models, and the mean within a time, for those who ask.
pub fn details(survival: &Survival) -> Vec<String> {
    let n = plural(survival.sample.n, "incident");
    let said = |name: &str, figure: &incstats_analysis::estimate::Estimate| {
        format!("{name}: {} ({}, {n})", figure, figure.method.in_words())
    };
    let mean = &survival.mean_within;
    let within = format!("mean within the first {}", mean.figure.unit.say(mean.seconds));
    vec![
        said("median with open and ranged incidents", &survival.median),
        said("median by a model", &survival.model_median),
        said(&within, &mean.figure),
    ]
}
