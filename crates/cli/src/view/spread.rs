//! How durations spread: quartiles, both means, the part of the longest one.

use incstats_analysis::estimate::Estimate;
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
            row.short.clone(),
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

/// Why a geometric mean is not there, in a line; nothing where every metric has one.
pub fn without_geometric_mean<'a>(rows: impl IntoIterator<Item = &'a MetricRow>) -> Option<String> {
    let lacking = |row: &MetricRow| -> Option<String> {
        let Estimate { value: Err(reason), .. } = &row.geometric_mean else { return None };
        (row.sample.n > 1).then(|| format!("{}: {reason}", row.short))
    };
    let lacking: Vec<String> = rows.into_iter().filter_map(lacking).collect();
    (!lacking.is_empty()).then(|| format!("no geometric mean of {}", lacking.join("; ")))
}
