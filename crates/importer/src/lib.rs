//! From the bytes of a report to incidents with bounded times.

pub mod options;
pub mod report;

pub use options::{DayMonthOrder, Options};
pub use report::{ReadError, Report, read, read_time};
