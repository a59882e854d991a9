//! The one look: every colour, size and distance of every chart. Lengths are in the units of the drawing, of which a
//! page is 1600 across.

/// An opaque colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ink(pub u8, pub u8, pub u8);

impl Ink {
    /// This colour laid thinly over another: `part` of 1 is all this, of 0 all the other. Shapes stay opaque, so that
    /// what lies beneath cannot change what a colour says.
    #[must_use]
    pub fn over(self, ground: Self, part: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mean of two bytes")]
        let mix = |a: u8, b: u8| (f64::from(a) * part + f64::from(b) * (1.0 - part)).round() as u8;
        Self(mix(self.0, ground.0), mix(self.1, ground.1), mix(self.2, ground.2))
    }

    /// How light it looks, from 0 to 1 (Rec. 709 weights): what is left of it in greyscale.
    pub fn lightness(self) -> f64 {
        (0.2126 * f64::from(self.0) + 0.7152 * f64::from(self.1) + 0.0722 * f64::from(self.2)) / 255.0
    }
}

// --- colours. The coloured ones are those of Okabe and Ito (2008), told apart with every kind of colour vision; phases
// are made darker or lighter where two that can stand side by side would be one in greyscale.

/// The paper.
pub const PAPER: Ink = Ink(255, 255, 255);
/// Titles, labels and figures.
pub const TEXT: Ink = Ink(31, 35, 40);
/// Subtitles, axis labels and footers.
pub const MUTED: Ink = Ink(89, 96, 105);
/// The line of an axis.
pub const AXIS: Ink = Ink(140, 146, 153);
/// Grid lines.
pub const GRID: Ink = Ink(229, 232, 235);
/// Leader lines from a label to its mark.
pub const LEADER: Ink = Ink(176, 182, 189);
/// The ground of alternate slots and of what is not counted.
pub const SHADE: Ink = Ink(246, 247, 249);
/// Data.
pub const DATA: Ink = Ink(0, 114, 178);
/// Data on which no statement rests: fewer incidents than an interval needs.
pub const FAINT: Ink = Ink(150, 157, 165);
/// What is open or contradicted.
pub const ALERT: Ink = Ink(193, 77, 0);
/// The ground of several phases in one, whose milestones between are not known.
pub const MERGED: Ink = Ink(215, 219, 224);
/// Phase from started to detected.
pub const DETECTION: Ink = Ink(236, 160, 20);
/// Phase from detected to acknowledged.
pub const RESPONSE: Ink = Ink(250, 238, 140);
/// Phase from acknowledged to identified.
pub const DIAGNOSIS: Ink = Ink(146, 208, 245);
/// Phase from identified to mitigated.
pub const REPAIR: Ink = Ink(0, 92, 153);
/// Phase from mitigated to resolved.
pub const RECOVERY: Ink = Ink(20, 165, 125);

// --- sizes of letters

/// The finding, at the top.
pub const TITLE_SIZE: f64 = 31.0;
/// What is drawn, below it.
pub const SUBTITLE_SIZE: f64 = 18.0;
/// Labels of axes and data.
pub const LABEL_SIZE: f64 = 15.0;
/// Labels where there are many.
pub const SMALL_SIZE: f64 = 14.0;
/// The footer.
pub const FOOTER_SIZE: f64 = 13.0;
/// From one baseline to the next, in sizes of the letters.
pub const LINE_HEIGHT: f64 = 1.32;

// --- distances

/// Free on the left and right of everything.
pub const MARGIN: f64 = 56.0;
/// Free above the title.
pub const MARGIN_TOP: f64 = 40.0;
/// Free below the footer.
pub const MARGIN_BOTTOM: f64 = 26.0;
/// Between title block, plot and footer.
pub const GAP: f64 = 24.0;
/// Between a label and what it labels.
pub const LABEL_GAP: f64 = 6.0;
/// Least free space between two labels in a row.
pub const LABEL_APART: f64 = 14.0;

// --- strokes and marks

/// Grid lines and leader lines.
pub const HAIR: f64 = 1.0;
/// Axes.
pub const AXIS_WIDTH: f64 = 1.4;
/// Outlines and ranges.
pub const LINE: f64 = 2.0;
/// Medians.
pub const STRONG: f64 = 3.4;
/// Radius of a mark.
pub const DOT: f64 = 5.0;
/// Between two lines of a hatching.
pub const HATCH: f64 = 6.0;
/// Length of the head of an arrow.
pub const ARROW: f64 = 10.0;
