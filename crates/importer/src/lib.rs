//! From the bytes of a report to incidents with bounded times.

mod check;
pub mod explain;
mod feed;
mod locale;
mod narrative;
mod open;
pub mod options;
mod read;
pub mod report;
pub mod table;
mod text;
mod time;
mod typed;
pub mod unpack;

pub use explain::explain;
pub use feed::table::{Guess, Mapping};
pub use options::{DayMonthOrder, Options};
pub use report::{ReadError, Report, read, sha256};
pub use typed::read_time;

/// Proposes a mapping for a table, from the names of its columns and from what stands in them.
///
/// # Errors
/// Why there is nothing to propose.
pub fn guess(bytes: &[u8]) -> Result<Guess, String> {
    let decoded = read::encoding::decode(bytes).map_err(|error| error.to_string())?;
    feed::table::guess(&decoded.text)
}

/// The codes of the languages that are read, such as `en`, in the order of the catalogue.
pub fn languages() -> Vec<&'static str> {
    locale::catalogue::all().iter().map(|locale| locale.code.as_str()).collect()
}
