//! Each slice against the others, as text.

use incstats_analysis::slices::Slices;

use super::figure;
use crate::output::{Align, Table};

/// A line a slice; with tests for those who ask.
pub fn table(slices: &Slices, detail: bool) -> Table {
    let mut columns = vec![
        (slices.by.name(), Align::Left),
        ("n", Align::Right),
        ("against the others", Align::Left),
        ("verdict", Align::Left),
    ];
    if detail {
        columns.extend([("p", Align::Right), ("adjusted p", Align::Right)]);
    }
    let mut table = Table::new(columns);
    for slice in &slices.slices {
        let mut cells = vec![
            slice.name.clone(),
            slice.n.to_string(),
            figure::whole(&slice.change.ratio),
            slice.verdict.words().to_owned(),
        ];
        if detail {
            cells.extend([figure::p(&slice.change.p), figure::p(&slice.adjusted_p)]);
        }
        table.row(cells);
    }
    table
}

/// What the ratios are, in a line.
pub fn of(slices: &Slices) -> String {
    format!(
        "durations ({}) of each over those of all others, median of all pairs; adjusted for how many were looked at",
        slices.of.definition
    )
}
