//! How durations spread: quartiles, both means, the part of the longest one.

use incstats_analysis::summary::MetricRow;

use super::figure;
use crate::output::{Align, Table};

/// A line a metric that two incidents or more have; with the interval of the mean for those who ask.
pub fn spread<'a>(rows: impl IntoIterator<Item = &'a MetricRow>, detail: bool) -> Table {
    let mut columns = vec![
        ("metric", Align::Left),
        ("n of N", Align::Right),
        ("quarter up to", Align::Right),
        ("quarter from", Align::Right),
        ("geometric mean", Align::Right),
        ("95 % interval of it", Align::Left),
        ("mean", Align::Right),
        ("of it the largest", Align::Right),
    ];
    if detail {
        columns.push(("95 % interval of the mean", Align::Left));
    }
    let mut table = Table::new(columns);
    for row in rows.into_iter().filter(|row| row.sample.n > 1) {
        let mut cells = vec![
            row.of.short.clone(),
            figure::n_of_n(&row.sample),
            figure::value(&row.lower_quartile),
            figure::value(&row.upper_quartile),
            figure::value(&row.geometric_mean),
            figure::interval(&row.geometric_mean),
            figure::value(&row.mean),
            share(row),
        ];
        if detail {
            cells.push(figure::interval(&row.mean));
        }
        table.row(cells);
    }
    table
}

/// Of open incidents nobody knows the share; the longest of some that all took no time has none.
fn share(row: &MetricRow) -> String {
    let share = row.largest.as_ref().ok().and_then(|largest| largest.share.as_ref().ok());
    share.map_or_else(figure::dash, figure::percent)
}

/// How the figures of the lines were calculated, and what they lack, for those who ask.
pub fn details(rows: &[MetricRow]) -> Vec<String> {
    let shown = || rows.iter().filter(|row| row.sample.n > 1);
    let Some(first) = shown().next() else { return Vec::new() };
    let mut means: Vec<String> = Vec::new();
    for mean in shown().map(|row| &row.mean).filter(|mean| mean.interval.is_ok()) {
        let seed = mean.seed.map(|seed| format!(", seed {seed}")).unwrap_or_default();
        means.push(format!("{}{seed}", mean.method.in_words()));
    }
    means.dedup();
    let mut lines =
        vec![format!("{}; {}", first.median.method.in_words(), first.geometric_mean.method.in_words())];
    lines.extend(means);
    let lacking: Vec<String> = shown()
        .filter_map(|row| Some(format!("{}: {}", row.of.short, row.geometric_mean.value.as_ref().err()?)))
        .collect();
    if !lacking.is_empty() {
        lines.push(format!("no geometric mean of {}", lacking.join("; ")));
    }
    lines
}
