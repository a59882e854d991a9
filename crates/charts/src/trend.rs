//! The `trend` chart.

use incstats_analysis::view::TrendView;

use crate::drawing::Drawing;
use crate::error::ChartError;
use crate::size::Size;

/// Draws it.
///
/// # Errors
/// [`ChartError::Nothing`] where there is nothing to draw.
pub fn draw(view: &TrendView, size: Size) -> Result<Drawing, ChartError> {
    let _ = (view, size);
    Err(crate::error::Nothing::NoIncident { period: None }.into())
}
