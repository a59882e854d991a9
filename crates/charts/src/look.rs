//! How a picture looks: its size and its ground.

use crate::size::Size;
use crate::theme::Tone;

/// How a picture looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// How large it is.
    pub size: Size,
    /// On which ground it is drawn.
    pub tone: Tone,
}

impl Look {
    /// A size on a light ground.
    pub const fn light(size: Size) -> Self {
        Self { size, tone: Tone::Light }
    }

    /// A size on a dark ground.
    pub const fn dark(size: Size) -> Self {
        Self { size, tone: Tone::Dark }
    }
}
