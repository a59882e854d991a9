//! Shapes to SVG, by plotters.
//!
//! Plotters places everything on whole units, so it draws at ten times the size, where a whole unit is too small to see.
//! The published SVG then holds that drawing in a group scaled back, under a `viewBox` of the drawing's own size.

use std::fmt::Write as _;

use plotters::backend::SVGBackend;
use plotters::prelude::{DrawingBackend, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};

use super::scene::{Run, Scene, Shape};
use crate::error::RenderError;
use crate::look::Look;
use crate::text::{FAMILY, Weight};
use crate::theme::{self, Ink, Tone};

/// How much larger plotters draws.
const FINE: f64 = 10.0;
/// Plotters takes the height of a line for the size of letters, and divides by this.
const PLOTTERS_LINE: f64 = 1.24;
/// Where plotters puts the baseline below a text's top, in sizes of its letters.
const PLOTTERS_TOP: f64 = 0.76;
/// What a browser takes where the font is not installed; each text is held to its measured width.
const FAMILIES: &str = "'IBM Plex Sans', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/// A scene written by plotters, at ten times the size: the elements only, without the root.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    elements: String,
    runs: Vec<Run>,
}

/// Writes a scene.
pub(crate) fn write(scene: &Scene) -> Result<Written, RenderError> {
    let mut buffer = String::new();
    {
        let size = (scene.look.size.across() * 10, scene.look.size.down() * 10);
        let mut backend = SVGBackend::with_string(&mut buffer, size);
        for shape in &scene.shapes {
            draw(&mut backend, shape, scene.look.tone).map_err(RenderError::Svg)?;
        }
        backend.present().map_err(|e| RenderError::Svg(e.to_string()))?;
    }
    let body = buffer.split_once('\n').map(|(_, body)| body).unwrap_or_default();
    let body = body.trim_end().strip_suffix("</svg>").unwrap_or(body);
    let elements = body.replace(&format!(" font-family=\"{FAMILY}\""), "").replace(" opacity=\"1\"", "");
    Ok(Written { elements, runs: scene.runs().cloned().collect() })
}

fn draw(backend: &mut SVGBackend<'_>, shape: &Shape, tone: Tone) -> Result<(), String> {
    let at = |(x, y): (f64, f64)| (fine(x), fine(y));
    let filled = |ink: Ink| ShapeStyle { color: color(ink, tone).into(), filled: true, stroke_width: 0 };
    match shape {
        Shape::Fill { area, ink } => {
            let (from, to) = (at((area.left, area.top)), at((area.right, area.bottom)));
            backend.draw_rect(from, to, &filled(*ink), true)
        }
        Shape::Line { points, width, ink } => {
            let stroke_width = fine(*width).unsigned_abs();
            let style = ShapeStyle { color: color(*ink, tone).into(), filled: false, stroke_width };
            match points.as_slice() {
                [from, to] => backend.draw_line(at(*from), at(*to), &style),
                _ => backend.draw_path(points.iter().map(|p| at(*p)), &style),
            }
        }
        Shape::Polygon { points, ink } => backend.fill_polygon(points.iter().map(|p| at(*p)), &filled(*ink)),
        Shape::Disc { x, y, radius, ink } => {
            backend.draw_circle(at((*x, *y)), fine(*radius).unsigned_abs(), &filled(*ink), true)
        }
        Shape::Text(run) => {
            let font = (FAMILY, run.style.size * FINE * PLOTTERS_LINE).into_font();
            let font = match run.style.weight {
                Weight::Regular => font,
                Weight::SemiBold => font.style(FontStyle::Bold),
            };
            let style: TextStyle<'_> = font.color(&color(run.style.ink, tone));
            let top = run.baseline - run.style.size * PLOTTERS_TOP;
            backend.draw_text(&run.text, &style, at((run.area().left, top)))
        }
    }
    .map_err(|e| e.to_string())
}

fn color(ink: Ink, tone: Tone) -> RGBColor {
    let [r, g, b] = ink.rgb(tone);
    RGBColor(r, g, b)
}

fn fine(length: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "saturates, and no drawing is that large")]
    let whole = (length * FINE).round() as i32;
    whole
}

impl Written {
    /// The SVG that is published: named and described, each text held to its measured width.
    pub(crate) fn published(&self, look: Look, title: &str, description: &str) -> String {
        let mut elements = String::with_capacity(self.elements.len() * 5 / 4);
        let mut pieces = self.elements.split("<text ");
        elements.push_str(pieces.next().unwrap_or_default());
        for (piece, run) in pieces.zip(&self.runs) {
            let width = fine(run.width);
            // Writing to a string cannot fail.
            let _ =
                write!(elements, "<text textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\" {piece}");
        }
        let head = format!("<title>{}</title>\n<desc>{}</desc>\n", escaped(title), escaped(description));
        root(look, FAMILIES, &head, &elements)
    }

    /// The texts, in the order in which they are drawn.
    #[cfg(test)]
    pub(crate) fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The SVG that is rasterised.
    pub(crate) fn plain(&self, look: Look) -> String {
        root(look, FAMILY, "", &self.elements)
    }
}

fn root(look: Look, family: &str, head: &str, elements: &str) -> String {
    let (width, height) = (look.size.width, look.size.height);
    let (across, down) = (look.size.across(), look.size.down());
    let [r, g, b] = theme::PAPER.rgb(look.tone);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {across} {down}\" role=\"img\">\n{head}\
         <rect width=\"{across}\" height=\"{down}\" fill=\"#{r:02X}{g:02X}{b:02X}\"/>\n\
         <g transform=\"scale({})\" font-family=\"{family}\">\n{elements}</g>\n</svg>\n",
        1.0 / FINE
    )
}

fn escaped(text: &str) -> String {
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    clean.fold(String::new(), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(c),
        }
        out
    })
}
