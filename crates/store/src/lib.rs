//! The incident history of a project, kept in one SQLite file: reports, the incidents they tell of, what to look at,
//! and people's corrections. One writer, many readers; one transaction a report, so that a process killed at any
//! moment leaves what was there before it.
//!
//! | to | see |
//! |---|---|
//! | open a database | [`Store::open`], [`Store::open_existing`], [`Store::open_read_only`] |
//! | keep what was read from a report | [`Store::import`], [`Store::import_pieces`], [`Store::reread`], [`Store::knows`], [`Store::moved`], [`Store::check_copies`], [`Store::settle`] |
//! | not read twice, take out | [`Store::read_before`], [`Store::remember_reading`], [`Store::forget`], [`Store::forget_copy`] |
//! | what reports tell of no longer | [`Store::departed`], [`Store::forget_departed`] |
//! | look | [`Store::incidents`], [`Store::incident`], [`Store::as_read`], [`Store::reports`], [`Store::text`] |
//! | correct | [`Store::correct`], [`Store::correct_all`], [`Store::undo`], [`Store::corrections`], [`Store::orphaned`] |
//! | keep what was derived | [`Store::revision`], [`Store::snapshot`], [`Store::keep_snapshot`] |
//!
//! The tables are plain columns, explained in the schema itself, for any SQLite tool to query.

mod connect;
mod correct;
mod duplicates;
mod error;
mod explain;
mod history;
mod import;
mod lookup;
mod matching;
mod naming;
mod nearest;
mod open;
mod place;
mod reading;
mod replace;
mod reports;
mod rows;
#[cfg(test)]
mod sample;
mod schema;
mod snapshot;
mod store;
mod versions;

pub use error::StoreError;
pub use import::{Imported, NewReport, News, Outcome, STANDARD_INPUT};
pub use open::{Access, BUSY_TIMEOUT};
pub use place::Overwritten;
pub use reading::ReadBefore;
pub use reports::{KeptReport, Limited};
pub use snapshot::{Revision, Snapshot};
pub use store::Store;
pub use versions::Departed;
