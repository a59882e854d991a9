//! Labels on leader lines that never cross a label.
//!
//! Every label stands above the marks on an upright leader line that touches its side, and its text runs to the right
//! of the line or, near the right edge, to the left. A label covers the leader lines that rise inside its width, so it
//! must stand higher than every label whose line it covers. That makes an order; where two labels cover each other's
//! line, one of them turns the other way or is left out.

use crate::theme;

/// Between a leader line and its text.
pub(crate) const TEXT_GAP: f64 = 6.0;
/// Leader lines closer than this count as one.
const SAME_LINE: f64 = 1.5;
/// Least free height between two labels.
const APART: f64 = 4.0;

/// A label that wants a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flag {
    /// Where its leader line rises.
    pub x: f64,
    pub width: f64,
    pub height: f64,
    /// Those with a lower number are placed first.
    pub rank: usize,
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Placed {
    /// Its lower edge, above the foot of the room.
    pub lift: f64,
    /// Whether its text runs to the left of its line.
    pub leftward: bool,
}

/// Places labels in a room that is `height` high and ends at `left` and `right`: those of the lowest rank first, then as
/// many as fit. `None` for those that do not. Cost: for each label the square of those placed, of which a room holds
/// some dozens.
pub(crate) fn place(flags: &[Flag], left: f64, right: f64, height: f64) -> Vec<Option<Placed>> {
    let mut order: Vec<usize> = (0..flags.len()).collect();
    order.sort_by_key(|i| flags.get(*i).map(|flag| flag.rank));
    let mut chosen: Vec<Box> = Vec::new();
    let mut lifts: Vec<f64> = Vec::new();
    for number in order {
        let Some(flag) = flags.get(number) else { continue };
        for leftward in [false, true] {
            let label = Box::new(number, flag, leftward);
            let fits = label.from >= left && label.to <= right && flag.height <= height;
            // The cheap question first: two that cover each other's line can never both stand.
            if !fits || chosen.iter().any(|other| label.covers(other) && other.covers(&label)) {
                continue;
            }
            chosen.push(label);
            if let Some(solved) = lift_all(&chosen, height) {
                lifts = solved;
                break;
            }
            chosen.pop();
        }
    }
    let mut placed = vec![None; flags.len()];
    for (label, lift) in chosen.into_iter().zip(lifts) {
        if let Some(slot) = placed.get_mut(label.order) {
            *slot = Some(Placed { lift, leftward: label.leftward });
        }
    }
    placed
}

/// A label whose direction is chosen.
struct Box {
    x: f64,
    from: f64,
    to: f64,
    height: f64,
    order: usize,
    leftward: bool,
}

impl Box {
    fn new(order: usize, flag: &Flag, leftward: bool) -> Self {
        let (from, to) = if leftward {
            (flag.x - TEXT_GAP - flag.width, flag.x - TEXT_GAP)
        } else {
            (flag.x + TEXT_GAP, flag.x + TEXT_GAP + flag.width)
        };
        Self { x: flag.x, from, to, height: flag.height, order, leftward }
    }

    /// Whether its text lies over the other's leader line. On one and the same line the earlier one stands higher.
    fn covers(&self, other: &Self) -> bool {
        if (self.x - other.x).abs() <= SAME_LINE {
            return self.order < other.order;
        }
        self.from - theme::LABEL_GAP < other.x && other.x < self.to + theme::LABEL_GAP
    }

    fn beside(&self, other: &Self) -> bool {
        self.to + theme::LABEL_APART <= other.from || other.to + theme::LABEL_APART <= self.from
    }
}

/// How high each chosen label must stand; `None` where two cover each other or one leaves the room.
fn lift_all(boxes: &[Box], height: f64) -> Option<Vec<f64>> {
    // Lowest first: a label is ready when every label whose line it covers stands. None ready: they cover in a circle.
    let mut waits: Vec<usize> = boxes
        .iter()
        .enumerate()
        .map(|(i, a)| boxes.iter().enumerate().filter(|(j, b)| i != *j && a.covers(b)).count())
        .collect();
    let mut lifts: Vec<Option<f64>> = vec![None; boxes.len()];
    let mut ready: Vec<usize> = waits.iter().enumerate().filter(|(_, n)| **n == 0).map(|(i, _)| i).collect();
    while let Some(number) = ready.pop() {
        let label = boxes.get(number)?;
        let lift = lowest(label, boxes, &lifts);
        if lift + label.height > height {
            return None;
        }
        *lifts.get_mut(number)? = Some(lift);
        for ((other, b), wait) in boxes.iter().enumerate().zip(&mut waits) {
            if other != number && b.covers(label) {
                *wait -= 1;
                if *wait == 0 {
                    ready.push(other);
                }
            }
        }
    }
    lifts.into_iter().collect()
}

/// The lowest place of a label above all labels that stand and whose lines it covers, and beside or above the others.
fn lowest(label: &Box, boxes: &[Box], lifts: &[Option<f64>]) -> f64 {
    let set = || boxes.iter().zip(lifts).filter_map(|(b, lift)| Some((b, (*lift)?)));
    let covered = set().filter(|(other, _)| label.covers(other));
    let mut lift = covered.map(|(other, at)| at + other.height + APART).fold(APART, f64::max);
    // Each step goes above one of the others, so it ends.
    while let Some((other, at)) = set().find(|(other, at)| {
        !label.beside(other) && lift < at + other.height + APART && *at < lift + label.height + APART
    }) {
        lift = at + other.height + APART;
    }
    lift
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(flags: &[Flag], left: f64, right: f64, height: f64) -> usize {
        let placed = place(flags, left, right, height);
        let all: Vec<(f64, f64, f64, f64, f64)> = flags
            .iter()
            .zip(&placed)
            .filter_map(|(f, p)| {
                let p = (*p)?;
                let from = if p.leftward { f.x - TEXT_GAP - f.width } else { f.x + TEXT_GAP };
                Some((f.x, from, from + f.width, p.lift, p.lift + f.height))
            })
            .collect();
        for (i, a) in all.iter().enumerate() {
            assert!(a.1 >= left && a.2 <= right && a.4 <= height, "{a:?} leaves the room");
            for (j, b) in all.iter().enumerate().filter(|(j, _)| *j != i) {
                let apart = a.2 <= b.1 || b.2 <= a.1 || a.4 <= b.3 || b.4 <= a.3;
                assert!(apart, "{i} and {j} overlap: {a:?} {b:?}");
                let crossed = b.0 > a.1 && b.0 < a.2 && b.3 > a.3;
                assert!(!crossed, "the line of {j} crosses {i}: {a:?} {b:?}");
            }
        }
        all.len()
    }

    fn flag(x: f64, rank: usize) -> Flag {
        Flag { x, width: 180.0, height: 18.0, rank }
    }

    #[test]
    fn a_crowd_becomes_a_staircase_and_no_line_crosses_a_label() {
        let crowd: Vec<Flag> = (0..12).map(|i| flag(100.0 + f64::from(i) * 9.0, 0)).collect();
        assert_eq!(check(&crowd, 0.0, 1500.0, 400.0), 12);
        let same: Vec<Flag> = (0..5).map(|_| flag(700.0, 0)).collect();
        assert_eq!(check(&same, 0.0, 1500.0, 400.0), 5);
        let edge: Vec<Flag> = (0..6).map(|i| flag(1480.0 - f64::from(i) * 30.0, 0)).collect();
        assert_eq!(check(&edge, 0.0, 1500.0, 400.0), 6);
    }

    #[test]
    fn milestones_come_first_where_not_all_fit() {
        let mut many: Vec<Flag> = (0..400).map(|i| flag(f64::from(i) * 3.7, 1)).collect();
        many[200].rank = 0;
        let shown = check(&many, 0.0, 1500.0, 300.0);
        assert!((40..400).contains(&shown), "{shown}");
        assert!(place(&many, 0.0, 1500.0, 300.0)[200].is_some());
    }

    #[test]
    fn nothing_fits_into_no_room() {
        assert_eq!(check(&[flag(10.0, 0)], 0.0, 100.0, 300.0), 0);
        assert_eq!(check(&[flag(10.0, 0)], 0.0, 1500.0, 10.0), 0);
        assert!(place(&[], 0.0, 10.0, 10.0).is_empty());
    }
}
