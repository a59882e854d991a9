//! Time bounds: three columns, `earliest, latest, precision`.

use incstats_model::TimeBounds;
use rusqlite::types::Type;
use rusqlite::{Error, Result, Row};

use super::columns::{Moment, Word};

/// The bounds in the three columns from `first` on.
pub(crate) fn read(row: &Row<'_>, first: usize) -> Result<TimeBounds> {
    let Moment(earliest) = row.get(first)?;
    let Moment(latest) = row.get(first + 1)?;
    let Word(precision) = row.get(first + 2)?;
    TimeBounds::new(earliest, latest, precision)
        .map_err(|reversed| Error::FromSqlConversionFailure(first, Type::Text, reversed.into()))
}
