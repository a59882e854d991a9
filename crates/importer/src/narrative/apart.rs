//! Several incidents in one report: windows of impact on days of their own, where no timeline joins them.

use crate::narrative::candidate::{Collected, Window};
use crate::narrative::chronology::Dated;

/// What is told of each incident; empty where the report tells of one. Windows on one day, or beside a timeline, are
/// episodes of one incident.
pub fn apart(found: &Collected, dated: &[Dated]) -> Vec<Collected> {
    let Some(episodes) = found.episodes().filter(|_| dated.is_empty()) else { return Vec::new() };
    let day = |w: &Window| w.from.earliest().date_naive();
    let days_apart = episodes.iter().zip(episodes.iter().skip(1)).all(|(a, b)| day(a) < day(b));
    if !days_apart {
        return Vec::new();
    }
    episodes.into_iter().map(|window| told_of(found, window)).collect()
}

/// What stands with one window, on its line. What the rest of the report tells could be of any of them.
fn told_of(found: &Collected, window: &Window) -> Collected {
    let line = window.place.line;
    Collected {
        candidates: found.candidates.iter().filter(|c| c.place.line == line).cloned().collect(),
        windows: vec![window.clone()],
        lasted: Vec::new(),
        over_after: Vec::new(),
        events: found.events.iter().filter(|e| e.place.line == line).cloned().collect(),
        notes: found.notes.iter().filter(|(_, place)| place.line == line).copied().collect(),
        tells_of_trouble: found.tells_of_trouble,
    }
}
