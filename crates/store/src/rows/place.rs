//! Places in a report: three columns, `line, span_start, span_end`.

use incstats_model::{Place, Span};
use rusqlite::{Result, Row};

/// The three columns of a place.
pub(crate) fn columns(place: Option<&Place>) -> (Option<u32>, Option<u32>, Option<u32>) {
    let span: Option<(u32, u32)> = place.and_then(|place| place.span).map(Into::into);
    (place.map(|place| place.line), span.map(|span| span.0), span.map(|span| span.1))
}

/// The place in the three columns from `first` on; `None` where there is no line.
pub(crate) fn read(row: &Row<'_>, first: usize) -> Result<Option<Place>> {
    let line: Option<u32> = row.get(first)?;
    let start: Option<u32> = row.get(first + 1)?;
    let end: Option<u32> = row.get(first + 2)?;
    let span = start.zip(end).map(|(start, end)| Span::new(start, end));
    Ok(line.map(|line| Place { line, span }))
}
