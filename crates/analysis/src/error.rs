//! What can go wrong before there is any figure.

use thiserror::Error;

/// Why incidents could not be put into frames, or a frame could not be asked.
///
/// A figure that the data do not allow is no error: see [`crate::estimate::Reason`].
#[derive(Debug, Error)]
pub enum AnalysisError {
    /// The data frame engine refused; with frames made by this crate that is a defect of this crate.
    #[error("ask the data frame: {0}")]
    Frame(#[from] polars::error::PolarsError),
}
