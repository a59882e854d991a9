//! The `phases` chart.

use incstats_analysis::view::PhasesView;

use crate::drawing::Drawing;
use crate::error::ChartError;
use crate::size::Size;

/// Draws it.
///
/// # Errors
/// [`ChartError::Nothing`] where there is nothing to draw.
pub fn draw(view: &PhasesView, size: Size) -> Result<Drawing, ChartError> {
    let _ = (view, size);
    Err(crate::error::Nothing::NoIncident { period: None }.into())
}
