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
}

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
    let mut captions: Vec<Caption> = view
        .marks
        .iter()
        .enumerate()
        .filter_map(|(number, mark)| {
            let (x, _) = strip.top_of(number)?;
            let (said, rank) = said_and_rank(mark);
            let head = format!("{} {said}", when(&mark.bounds)).trim_end().to_owned();
            let ink = if rank > 1 { theme::MUTED } else { ink_of(mark.kind, true) };
            Some(Caption { mark: Some(number), x, head, ink, body: mark.text.clone(), rank })
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
            rank: 0,
        });
    }
    captions
}

fn said_and_rank(mark: &Mark) -> (String, usize) {
    match mark.kind {
        MarkKind::Event if mark.milestones.is_empty() => (String::new(), 2),
        MarkKind::Event => (milestone_words(mark), 0),
        MarkKind::Planned => ("(planned)".to_owned(), 3),
        MarkKind::Contradicted(milestone) => (format!("also given for {milestone}"), 1),
        MarkKind::Milestone(basis) => {
            let why = match basis {
                Basis::Stated => "stated",
                Basis::Prose => "from prose",
                Basis::Inferred => "inferred",
                Basis::Corrected => "corrected",
            };
            (format!("{} ({why})", milestone_words(mark)), 0)
        }
    }
}
