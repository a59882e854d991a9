//! What the labels of a timeline say.

use incstats_analysis::view::{Mark, MarkKind, TimelineView};
use incstats_model::{Basis, Instant, Precision, TimeBounds};

use super::strip::{Strip, ink_of, milestone_words};
use crate::axis::Calendar;
use crate::parts::clock_range;
use crate::theme::{self, Ink};

/// The words of one label.
pub(super) struct Caption {
    /// Which mark; `None` for the open end.
    pub mark: Option<usize>,
    /// Where its leader line rises.
    pub x: f64,
    /// The time and the milestones.
    pub head: String,
    pub ink: Ink,
    /// What the source says.
    pub body: String,
    /// Those with a lower number come first where not all fit.
    pub rank: usize,
    /// How much it adds to the story, compared with others of its rank.
    pub telling: f64,
}

/// The ranks: the open end, milestones, contradicted times and the last thing that happened have a label before all
/// others, which have a number of at least [`MATTERS`].
const OPEN: usize = 0;
const MILESTONE: usize = 1;
const OTHER_TIME: usize = 2;
const LAST: usize = 3;
/// The lowest rank of what has a label only where there is room.
pub(super) const MATTERS: usize = 4;

/// A label for every mark and for the open end, in time order.
pub(super) fn captions(
    view: &TimelineView,
    calendar: &Calendar,
    strip: &Strip,
    (from, to): (Instant, Instant),
) -> Vec<Caption> {
    let local = |at| view.zone.id.show(at).date_naive();
    let dated = local(from) != local(to);
    let years = local(from).format("%Y").to_string() != local(to).format("%Y").to_string();
    let when = |bounds: &TimeBounds| clock_range(bounds, dated, years);
    let happened = |mark: &Mark| mark.kind == MarkKind::Event;
    let last = view.marks.iter().rposition(happened);
    let mut captions: Vec<Caption> = view
        .marks
        .iter()
        .enumerate()
        .filter_map(|(number, mark)| {
            let (x, _) = strip.top_of(number)?;
            let (said, mut rank) = said_and_rank(mark);
            let strong = rank < MATTERS;
            if last == Some(number) {
                rank = rank.min(LAST);
            }
            let head = format!("{} {said}", when(&mark.bounds)).trim_end().to_owned();
            let ink = if strong { ink_of(mark.kind, true) } else { theme::MUTED };
            // What was announced and came to be is told by the milestone.
            let worth = if mark.kind == MarkKind::Announced { 0.3 } else { 1.0 };
            let telling = worth * (1.0 + mark.fresh as f64).ln_1p();
            Some(Caption { mark: Some(number), x, head, ink, body: mark.text.clone(), rank, telling })
        })
        .collect();
    if let Some(at) = view.open_as_of {
        let bounds = TimeBounds::exact(view.zone.id.show(at), Precision::Minute);
        captions.push(Caption {
            mark: None,
            x: calendar.x(at),
            head: format!("open as of {}", when(&bounds)),
            ink: theme::ALERT,
            body: String::new(),
            rank: OPEN,
            telling: 1.0,
        });
    }
    captions
}

fn said_and_rank(mark: &Mark) -> (String, usize) {
    match mark.kind {
        MarkKind::Event if mark.milestones.is_empty() => (String::new(), MATTERS),
        MarkKind::Event => (milestone_words(mark), MILESTONE),
        MarkKind::Planned => ("(planned)".to_owned(), MATTERS),
        MarkKind::Announced => ("(announced)".to_owned(), MATTERS),
        MarkKind::Contradicted(milestone) => (format!("also given for {milestone}"), OTHER_TIME),
        MarkKind::Milestone(basis) => {
            let why = match basis {
                Basis::Stated => "stated",
                Basis::Prose => "from prose",
                Basis::Inferred => "inferred",
                Basis::Corrected => "corrected",
            };
            (format!("{} ({why})", milestone_words(mark)), MILESTONE)
        }
    }
}
