//! The one look: every colour, size and distance of every chart. Lengths are in the units of the drawing, of which a
//! page is 1600 across.

/// On which ground a picture is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Dark letters on white: for print, and for most slides.
    #[default]
    Light,
    /// Light letters on near black: for dark slides and screens.
    Dark,
}

/// An opaque colour: what it is on a light ground, and on a dark one. Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ink {
    light: [u8; 3],
    dark: [u8; 3],
}

impl Ink {
    /// The same on both grounds.
    const fn both(r: u8, g: u8, b: u8) -> Self {
        Self { light: [r, g, b], dark: [r, g, b] }
    }

    const fn pair(light: [u8; 3], dark: [u8; 3]) -> Self {
        Self { light, dark }
    }

    /// Red, green and blue on a ground.
    pub fn rgb(self, tone: Tone) -> [u8; 3] {
        match tone {
            Tone::Light => self.light,
            Tone::Dark => self.dark,
        }
    }

    /// This colour laid thinly over another: `part` of 1 is all this, of 0 all the other. Shapes stay opaque, so that
    /// what lies beneath cannot change what a colour says.
    #[must_use]
    pub fn over(self, ground: Self, part: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mean of two bytes")]
        let mix = |a: u8, b: u8| (f64::from(a) * part + f64::from(b) * (1.0 - part)).round() as u8;
        let mixed = |[r, g, b]: [u8; 3], [x, y, z]: [u8; 3]| [mix(r, x), mix(g, y), mix(b, z)];
        Self { light: mixed(self.light, ground.light), dark: mixed(self.dark, ground.dark) }
    }

    /// The ink of letters on an area of this colour, the better readable of near black and white.
    #[must_use]
    pub fn letters(self) -> Self {
        let on = |ground: [u8; 3]| {
            if contrast(ground, WHITE) >= contrast(ground, BLACK) { WHITE } else { BLACK }
        };
        Self { light: on(self.light), dark: on(self.dark) }
    }

    /// How light it looks on paper, from 0 to 1 (Rec. 709 weights): what is left of it in greyscale.
    #[cfg(test)]
    pub fn lightness(self) -> f64 {
        let [r, g, b] = self.light.map(f64::from);
        (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255.0
    }
}

const WHITE: [u8; 3] = [255, 255, 255];
const BLACK: [u8; 3] = [22, 25, 29];

/// The contrast of two colours, from 1 to 21, as the Web Content Accessibility Guidelines (2.2) define it.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let luminance = |colour: [u8; 3]| {
        let [r, g, b] = colour.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

// --- colours. The coloured ones are those of Okabe and Ito (2008), told apart with every kind of colour vision; phases
// are made darker or lighter where two that can stand side by side would be one in greyscale.

/// The paper.
pub const PAPER: Ink = Ink::pair(WHITE, [20, 23, 28]);
/// Titles, labels and figures.
pub const TEXT: Ink = Ink::pair([31, 35, 40], [236, 239, 242]);
/// Subtitles, axis labels and footers.
pub const MUTED: Ink = Ink::pair([89, 96, 105], [168, 176, 186]);
/// The line of an axis.
pub const AXIS: Ink = Ink::pair([140, 146, 153], [118, 126, 136]);
/// Grid lines.
pub const GRID: Ink = Ink::pair([229, 232, 235], [46, 52, 60]);
/// Leader lines from a label to its mark.
pub const LEADER: Ink = Ink::pair([176, 182, 189], [92, 100, 110]);
/// The ground of alternate slots and of what is not counted.
pub const SHADE: Ink = Ink::pair([246, 247, 249], [27, 31, 37]);
/// Data.
pub const DATA: Ink = Ink::pair([0, 114, 178], [86, 180, 233]);
/// A second kind of data, beside the first.
pub const OTHER: Ink = Ink::pair([196, 120, 0], [240, 178, 60]);
/// Data on which no statement rests: fewer incidents than an interval needs.
pub const FAINT: Ink = Ink::pair([150, 157, 165], [124, 132, 142]);
/// What is open or contradicted.
pub const ALERT: Ink = Ink::pair([193, 77, 0], [255, 148, 77]);
/// The ground of several phases in one, whose milestones between are not known.
pub const MERGED: Ink = Ink::pair([215, 219, 224], [74, 82, 92]);
/// Phase from started to detected.
pub const DETECTION: Ink = Ink::both(236, 160, 20);
/// Phase from detected to acknowledged.
pub const RESPONSE: Ink = Ink::both(250, 238, 140);
/// Phase from acknowledged to identified.
pub const DIAGNOSIS: Ink = Ink::both(146, 208, 245);
/// Phase from identified to mitigated.
pub const REPAIR: Ink = Ink::pair([0, 92, 153], [30, 112, 180]);
/// Phase from mitigated to resolved.
pub const RECOVERY: Ink = Ink::both(20, 165, 125);

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

#[cfg(test)]
mod tests {
    use super::*;

    /// Level AA of the Web Content Accessibility Guidelines: 4.5 for letters of our sizes, 3 for marks.
    #[test]
    fn letters_and_marks_can_be_read_on_both_grounds() {
        for tone in [Tone::Light, Tone::Dark] {
            let on = |ink: Ink, ground: Ink| contrast(ink.rgb(tone), ground.rgb(tone));
            for letters in [TEXT, MUTED, ALERT] {
                assert!(on(letters, PAPER) >= 4.5, "{letters:?} {tone:?} {}", on(letters, PAPER));
                assert!(on(letters, SHADE) >= 4.5, "{letters:?} {tone:?} {}", on(letters, SHADE));
            }
            for mark in [DATA, OTHER, ALERT] {
                assert!(on(mark, PAPER) >= 3.0, "{mark:?} {tone:?}");
            }
            for ground in [DETECTION, RESPONSE, DIAGNOSIS, REPAIR, RECOVERY, DATA, OTHER, MERGED, FAINT] {
                assert!(on(ground.letters(), ground) >= 4.5, "{ground:?} {tone:?}");
            }
        }
    }
}
