//! The labels of a timeline, folded so that as many as possible find a place.

use super::captions::Caption;
use super::strip::Strip;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{Flag, Placed, TEXT_GAP, place};
use crate::text::{Style, shorten, wrap};
use crate::theme::{self, Ink};

/// How a label's words are folded.
#[derive(Clone, Copy)]
struct Fold {
    /// Most width.
    width: f64,
    /// Lines for what the source says, under the time; none for one line with both.
    lines: usize,
}

/// The folds to try, the roomiest first.
const FOLDS: [Fold; 6] = [
    Fold { width: 360.0, lines: 3 },
    Fold { width: 320.0, lines: 2 },
    Fold { width: 300.0, lines: 1 },
    Fold { width: 330.0, lines: 0 },
    Fold { width: 250.0, lines: 0 },
    Fold { width: 190.0, lines: 0 },
];

/// Between the time and the words that follow it in the same line.
const SPACE: f64 = 7.0;

/// One word group of a label: where it begins in its line, and how it looks.
struct Piece {
    text: String,
    style: Style,
    line: usize,
    indent: f64,
}

struct Label {
    mark: Option<usize>,
    x: f64,
    ink: Ink,
    pieces: Vec<Piece>,
    lines: usize,
    width: f64,
    placed: Option<Placed>,
}

/// All labels of a timeline.
pub(super) struct Labels {
    labels: Vec<Label>,
}

impl Labels {
    /// Folds captions in the roomiest way in which all find a place in the room above the marks, else in the way in which
    /// most do.
    pub(super) fn fold(captions: Vec<Caption>, free: Area, room: f64) -> Self {
        let mut best: Option<(usize, Vec<Label>)> = None;
        for fold in FOLDS {
            let mut labels: Vec<Label> = captions.iter().map(|caption| folded(caption, fold)).collect();
            let flags: Vec<Flag> = labels
                .iter()
                .zip(&captions)
                .map(|(label, caption)| Flag {
                    x: label.x,
                    width: label.width,
                    height: label.height(),
                    rank: caption.rank,
                })
                .collect();
            let placed = place(&flags, free.left, free.right, room);
            let shown = placed.iter().flatten().count();
            for (label, place) in labels.iter_mut().zip(placed) {
                label.placed = place;
            }
            if best.as_ref().is_none_or(|(most, _)| shown > *most) {
                best = Some((shown, labels));
            }
            if shown == captions.len() {
                break;
            }
        }
        Self { labels: best.map(|(_, labels)| labels).unwrap_or_default() }
    }

    /// Height of the room that the labels take.
    pub(super) fn height(&self) -> f64 {
        let tops = self.labels.iter().filter_map(|label| Some(label.placed?.lift + label.height()));
        tops.fold(0.0, f64::max)
    }

    /// Pulls the labels apart upward. None comes to overlap: the distances between them only grow.
    pub(super) fn pull(&mut self, factor: f64) {
        for placed in self.labels.iter_mut().filter_map(|label| label.placed.as_mut()) {
            placed.lift *= factor;
        }
    }

    /// How many events have no label.
    pub(super) fn left_out(&self) -> usize {
        self.labels.iter().filter(|label| label.placed.is_none()).count()
    }

    /// The leader lines, from the marks up along the sides of their labels.
    pub(super) fn lines(&self, scene: &mut Scene, strip_top: f64, strip: &Strip) {
        for label in &self.labels {
            let Some(placed) = label.placed else { continue };
            let below = match label.mark {
                Some(number) => strip.top_of(number).map_or(0.0, |(_, depth)| depth),
                None => strip.height(),
            };
            let ink = if label.ink == theme::MUTED { theme::LEADER } else { label.ink.over(theme::PAPER, 0.6) };
            let top = strip_top - placed.lift - label.height();
            scene.line((label.x, strip_top + below), (label.x, top), theme::HAIR, ink);
        }
    }

    pub(super) fn draw(&self, scene: &mut Scene, strip_top: f64) {
        for label in &self.labels {
            let Some(placed) = label.placed else { continue };
            let top = strip_top - placed.lift - label.height();
            for piece in &label.pieces {
                let left = if placed.leftward {
                    // Each line ends at the leader line.
                    let line = label.pieces.iter().filter(|p| p.line == piece.line);
                    let end = line.map(|p| p.indent + p.style.width(&p.text)).fold(0.0, f64::max);
                    label.x - TEXT_GAP - end + piece.indent
                } else {
                    label.x + TEXT_GAP + piece.indent
                };
                let baseline = top + piece.line as f64 * piece.style.line() + piece.style.ascent();
                scene.text(&piece.text, (left, baseline), Anchor::Start, piece.style);
            }
        }
    }
}

impl Label {
    fn height(&self) -> f64 {
        self.lines as f64 * Style::SMALL.line()
    }
}

fn folded(caption: &Caption, fold: Fold) -> Label {
    let (bold, plain) = (Style::SMALL.bold().inked(caption.ink), Style::SMALL);
    let head = shorten(&caption.head, &bold, fold.width);
    let wide = bold.width(&head);
    let mut pieces = vec![Piece { text: head, style: bold, line: 0, indent: 0.0 }];
    if fold.lines == 0 {
        let left = fold.width - wide - SPACE;
        let words = shorten(&caption.body, &plain, left);
        // Two letters and an ellipsis say nothing.
        if words.chars().count() > 4 || words == caption.body.trim() {
            pieces.push(Piece { text: words, style: plain, line: 0, indent: wide + SPACE });
        }
    }
    for (line, text) in (1..).zip(wrap(&caption.body, &plain, fold.width, fold.lines)) {
        pieces.push(Piece { text, style: plain, line, indent: 0.0 });
    }
    pieces.retain(|piece| !piece.text.is_empty());
    let width = pieces.iter().map(|p| p.indent + p.style.width(&p.text)).fold(0.0, f64::max);
    let lines = pieces.iter().map(|p| p.line + 1).max().unwrap_or(1);
    Label { mark: caption.mark, x: caption.x, ink: caption.ink, pieces, lines, width, placed: None }
}
