//! The labels of a timeline, folded so that as many as possible find a place.

use super::captions::{Caption, MATTERS};
use super::strip::Strip;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{Flag, Placed, TEXT_GAP, place};
use crate::text::{Style, shorten, wrap_evenly};
use crate::theme::{self, Ink};

/// How a label's words are folded.
#[derive(Clone, Copy)]
struct Fold {
    /// Size of the letters.
    size: f64,
    /// Most width.
    width: f64,
    /// Lines for what the source says, under the time; none for one line with both.
    lines: usize,
}

const fn fold(size: f64, width: f64, lines: usize) -> Fold {
    Fold { size, width, lines }
}

/// The folds to try, the roomiest first: of milestones and other labels that matter, and of all others.
const FOLDS: [(Fold, Fold); 6] = [
    (fold(18.0, 420.0, 4), fold(18.0, 420.0, 4)),
    (fold(16.0, 380.0, 3), fold(16.0, 380.0, 3)),
    (fold(theme::SMALL_SIZE, 360.0, 3), fold(theme::SMALL_SIZE, 340.0, 3)),
    (fold(theme::SMALL_SIZE, 340.0, 2), fold(theme::SMALL_SIZE, 300.0, 1)),
    (fold(theme::SMALL_SIZE, 320.0, 2), fold(theme::SMALL_SIZE, 320.0, 0)),
    (fold(theme::SMALL_SIZE, 320.0, 1), fold(theme::SMALL_SIZE, 270.0, 0)),
];

/// Most width of a label of one line, where there is room beside it.
const WIDEST: f64 = 620.0;
/// A label of which fewer letters can be read than this tells nothing.
const FEWEST_LETTERS: usize = 14;
/// More letters than these are no gain.
const ENOUGH_LETTERS: usize = 56;
/// Between the time and the words that follow it in the same line.
const SPACE: f64 = 7.0;

/// One word group of a label: where it begins in its line, and how it looks.
#[derive(Clone)]
struct Piece {
    text: String,
    style: Style,
    line: usize,
    indent: f64,
}

#[derive(Clone)]
struct Label {
    mark: Option<usize>,
    x: f64,
    ink: Ink,
    pieces: Vec<Piece>,
    width: f64,
    height: f64,
    placed: Option<Placed>,
}

/// All labels of a timeline.
#[derive(Default)]
pub(super) struct Labels {
    labels: Vec<Label>,
}

impl Labels {
    /// Folds captions in the roomiest way in which all find a place in the room above the marks, else in the way in which
    /// most can be read of them.
    pub(super) fn fold(captions: &[Caption], free: Area, room: f64) -> Self {
        let mut best: Option<(usize, Self)> = None;
        let in_turn: Vec<usize> = captions.iter().map(|caption| caption.rank).collect();
        let ranks = spread(captions);
        for (strong, plain) in FOLDS {
            let fold = |caption: &Caption| if caption.rank < MATTERS { strong } else { plain };
            let labels: Vec<Label> = captions.iter().map(|caption| folded(caption, fold(caption))).collect();
            for ranks in [&ranks, &in_turn] {
                let flags = labels.iter().zip(ranks);
                let flags: Vec<Flag> = flags
                    .map(|(label, rank)| Flag {
                        x: label.x,
                        width: label.width,
                        height: label.height,
                        rank: *rank,
                    })
                    .collect();
                let placed = place(&flags, free.left, free.right, room);
                let all = placed.iter().all(Option::is_some);
                let mut tried = Self { labels: labels.clone() };
                for (label, place) in tried.labels.iter_mut().zip(placed) {
                    label.placed = place;
                }
                // In turn is for when that makes all fit; else it would leave out a whole stretch of time.
                if !all && std::ptr::eq(ranks, &raw const in_turn) {
                    continue;
                }
                tried.widen(captions, free, plain);
                let told = tried.told(captions);
                if best.as_ref().is_none_or(|(most, _)| told > *most) {
                    best = Some((told, tried));
                }
                if all && plain.lines > 0 {
                    return best.map(|(_, labels)| labels).unwrap_or_default();
                }
            }
        }
        best.map(|(_, labels)| labels).unwrap_or_default()
    }

    /// How much can be read: the letters of the labels, up to those that are enough. A label that matters counts most.
    fn told(&self, captions: &[Caption]) -> usize {
        let of = |(label, caption): (&Label, &Caption)| {
            let Some(_) = label.placed else { return 0 };
            let said = label.pieces.iter().skip(1).map(|p| p.text.chars().count()).sum::<usize>();
            let cut = label.pieces.last().is_some_and(|p| p.text.ends_with('…'));
            let whole = if cut && said < FEWEST_LETTERS { 0 } else { said.min(ENOUGH_LETTERS) + 1 };
            if caption.rank < MATTERS { whole + 20 * ENOUGH_LETTERS } else { whole }
        };
        self.labels.iter().zip(captions).map(of).sum()
    }

    /// Gives labels of one line as much width as is free beside them: up to the next leader line, label or edge.
    fn widen(&mut self, captions: &[Caption], free: Area, plain: Fold) {
        for number in 0..self.labels.len() {
            let (Some(label), Some(caption)) = (self.labels.get(number), captions.get(number)) else {
                continue;
            };
            let Some(at) = label.placed else { continue };
            if plain.lines > 0 || caption.rank < MATTERS {
                continue;
            }
            let others = self.labels.iter().enumerate().filter(|(other, _)| *other != number);
            let mut room = if at.leftward { label.x - free.left } else { free.right - label.x };
            for (_, other) in others {
                let Some(its) = other.placed else { continue };
                let ahead = if at.leftward { label.x - other.x } else { other.x - label.x };
                // Its line passes from the marks up to its top.
                if ahead <= 1.0 || its.lift + other.height <= at.lift {
                    continue;
                }
                let beside = its.lift < at.lift + label.height + theme::LABEL_GAP;
                let facing = beside && its.leftward != at.leftward;
                let text = if facing { TEXT_GAP + other.width } else { 0.0 };
                room = room.min(ahead - text - theme::LABEL_APART);
            }
            let width = (room - TEXT_GAP).clamp(label.width, WIDEST.max(label.width));
            let placed = label.placed;
            let wider = Label { placed, ..folded(caption, Fold { width, ..plain }) };
            if let Some(label) = self.labels.get_mut(number) {
                *label = wider;
            }
        }
    }

    /// Height of the room that the labels take.
    pub(super) fn height(&self) -> f64 {
        let tops = self.labels.iter().filter_map(|label| Some(label.placed?.lift + label.height));
        tops.fold(0.0, f64::max)
    }

    /// Pulls the labels apart upward, and lifts them all. None comes to overlap: the distances between them only grow.
    pub(super) fn pull(&mut self, factor: f64, lift: f64) {
        for placed in self.labels.iter_mut().filter_map(|label| label.placed.as_mut()) {
            placed.lift = placed.lift * factor + lift;
        }
    }

    /// How many events have no label.
    pub(super) fn left_out(&self) -> usize {
        self.labels.iter().filter(|label| label.mark.is_some() && label.placed.is_none()).count()
    }

    /// The leader lines, from the marks up along the sides of their labels.
    pub(super) fn lines(&self, scene: &mut Scene, strip_top: f64, strip: &Strip) {
        for label in &self.labels {
            let Some(placed) = label.placed else { continue };
            let below = match label.mark {
                Some(number) => strip.top_of(number).map_or(0.0, |(_, depth)| depth),
                None => strip.height(),
            };
            let ink =
                if label.ink == theme::MUTED { theme::LEADER } else { label.ink.over(theme::PAPER, 0.6) };
            let top = strip_top - placed.lift - label.height;
            scene.line((label.x, strip_top + below), (label.x, top), theme::HAIR, ink);
        }
    }

    pub(super) fn draw(&self, scene: &mut Scene, strip_top: f64) {
        for label in &self.labels {
            let Some(placed) = label.placed else { continue };
            let top = strip_top - placed.lift - label.height;
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

/// The order in which labels are placed: those that matter first, then each time the one that tells most for being far
/// from all that went before, so that what must be left out is left out evenly and says least.
fn spread(captions: &[Caption]) -> Vec<usize> {
    let mut ranks = vec![0; captions.len()];
    let telling = |number: usize| captions.get(number).map_or(0.0, |c| c.telling);
    let mut waiting: Vec<(usize, f64)> = Vec::new();
    let matters: Vec<f64> = captions.iter().filter(|c| c.rank < MATTERS).map(|c| c.x).collect();
    for (number, caption) in captions.iter().enumerate() {
        if caption.rank < MATTERS {
            if let Some(rank) = ranks.get_mut(number) {
                *rank = caption.rank;
            }
        } else {
            let apart = matters.iter().map(|x| (x - caption.x).abs()).fold(f64::MAX, f64::min);
            waiting.push((number, apart));
        }
    }
    for turn in MATTERS.. {
        // A pixel is the least distance, so that of marks at one place the most telling comes first.
        let worth = |(number, apart): &(usize, f64)| apart.max(1.0) * telling(*number);
        let farthest = waiting
            .iter()
            .enumerate()
            .max_by(|(_, a), (_, b)| worth(a).total_cmp(&worth(b)).then(b.0.cmp(&a.0)));
        let Some((place, _)) = farthest else { break };
        let (number, _) = waiting.swap_remove(place);
        let x = captions.get(number).map_or(0.0, |c| c.x);
        if let Some(rank) = ranks.get_mut(number) {
            *rank = turn;
        }
        for (other, apart) in &mut waiting {
            *apart = apart.min(captions.get(*other).map_or(0.0, |c| (c.x - x).abs()));
        }
    }
    ranks
}

fn folded(caption: &Caption, fold: Fold) -> Label {
    let plain = Style::SMALL.sized(fold.size);
    let bold = plain.bold().inked(caption.ink);
    let head = shorten(&caption.head, &bold, fold.width);
    let wide = bold.width(&head);
    let mut pieces = vec![Piece { text: head, style: bold, line: 0, indent: 0.0 }];
    if fold.lines == 0 {
        let left = fold.width - wide - SPACE;
        pieces.push(Piece {
            text: shorten(&caption.body, &plain, left),
            style: plain,
            line: 0,
            indent: wide + SPACE,
        });
    }
    for (line, text) in (1..).zip(wrap_evenly(&caption.body, &plain, fold.width, fold.lines)) {
        pieces.push(Piece { text, style: plain, line, indent: 0.0 });
    }
    pieces.retain(|piece| !piece.text.is_empty());
    let width = pieces.iter().map(|p| p.indent + p.style.width(&p.text)).fold(0.0, f64::max);
    let lines = pieces.iter().map(|p| p.line + 1).max().unwrap_or(1);
    let height = lines as f64 * plain.line();
    Label { mark: caption.mark, x: caption.x, ink: caption.ink, pieces, width, height, placed: None }
}
