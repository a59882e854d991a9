//! The letters of a page with their places, as the PDF draws them.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

use super::rows::Glyph;

/// Letters of one page beyond this are no report's.
const MOST: usize = 200_000;

/// Collects letters.
#[derive(Debug, Default)]
pub struct Glyphs {
    found: Vec<(Direction, Glyph)>,
}

/// Which way a letter looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Direction {
    #[default]
    Right,
    Up,
    Left,
    Down,
}

impl Glyphs {
    /// The letters, turned so that most of them read from left to right; those that look another way, such as a word
    /// up the margin, are none of the text.
    pub fn done(self) -> Vec<Glyph> {
        let count = |wanted| self.found.iter().filter(|(direction, _)| *direction == wanted).count();
        let all = [Direction::Right, Direction::Up, Direction::Left, Direction::Down];
        let most = all.into_iter().rev().max_by_key(|direction| count(*direction)).unwrap_or_default();
        let of_most = self.found.into_iter().filter(|(direction, _)| *direction == most);
        of_most
            .map(|(direction, glyph)| {
                let (x, y) = match direction {
                    Direction::Right => (glyph.x, glyph.y),
                    Direction::Up => (glyph.y, -glyph.x),
                    Direction::Left => (-glyph.x, -glyph.y),
                    Direction::Down => (-glyph.y, glyph.x),
                };
                Glyph { x, y, ..glyph }
            })
            .collect()
    }
}

impl OutputDev for Glyphs {
    fn begin_page(
        &mut self,
        _number: u32,
        _media: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        matrix: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        letters: &str,
    ) -> Result<(), OutputError> {
        if self.found.len() >= MOST {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let along = matrix.m11.hypot(matrix.m12) * font_size.abs();
        let size = matrix.m21.hypot(matrix.m22) * font_size.abs();
        let finite = [matrix.m31, matrix.m32, along, size, width].iter().all(|value| value.is_finite());
        if !finite || size <= 0.0 || letters.is_empty() {
            return Ok(());
        }
        let direction = if matrix.m11.abs() >= matrix.m12.abs() {
            if matrix.m11 >= 0.0 { Direction::Right } else { Direction::Left }
        } else if matrix.m12 > 0.0 {
            Direction::Up
        } else {
            Direction::Down
        };
        let glyph = Glyph {
            x: matrix.m31,
            y: matrix.m32,
            width: (width * along).max(0.0),
            size,
            letters: letters.to_owned(),
        };
        self.found.push((direction, glyph));
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
