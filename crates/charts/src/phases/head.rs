//! The words above the phases.

use incstats_analysis::view::PhasesView;
use incstats_model::Phase;

use crate::parts::{Head, bounds, count};

/// The finding and what is drawn.
pub(super) fn head(view: &PhasesView) -> Head {
    let period = view.period.map_or_else(|| "whole history".to_owned(), |period| period.to_string());
    let without = match view.without {
        0 => String::new(),
        n => format!(" {} without two known milestones left out.", count(n, "more incident")),
    };
    let subtitle = format!(
        "{}, {period}: elapsed time by phase, grouped by how long they lasted. Each group has its own linear axis.{without}",
        count(view.rows.len(), "incident"),
    );
    let definition = "Detection: started to detected; response: to acknowledged; diagnosis: to identified; \
                      repair: to mitigated; recovery: to resolved.";
    Head { title: finding(view), name: String::new(), subtitle: vec![subtitle, definition.to_owned()] }
}

/// The head of a picture that shows only the longest.
pub(super) fn with_left_out(head: &Head, shown: usize, all: usize) -> Head {
    let mut head = head.clone();
    let shorter = all - shown.min(all);
    let words = format!("Only the {shown} longest are drawn; {shorter} shorter ones have no room.");
    head.subtitle.push(words);
    head
}

/// Which phase is most often the longest, where that is certain.
fn finding(view: &PhasesView) -> String {
    if let [row] = view.rows.as_slice() {
        let total = bounds(&row.total);
        return match row.longest() {
            Some(stretch) => {
                format!("One incident, {total}: {} took {} of it", stretch.name, bounds(&stretch.duration))
            }
            None => format!("One incident, {total}"),
        };
    }
    let of = view.rows.len();
    let longest: Vec<&str> = view.rows.iter().filter_map(|row| Some(row.longest()?.name.as_str())).collect();
    let most = Phase::ALL
        .into_iter()
        .map(|phase| (longest.iter().filter(|name| **name == phase.name()).count(), phase.name()))
        .rev()
        .max_by_key(|(n, _)| *n);
    match most {
        Some((n, name)) if n > 0 => {
            format!("{} was most often the longest phase: in {n} of {of} incidents", capital(name))
        }
        _ => format!("No single phase is known to be the longest in any of {of} incidents"),
    }
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The picture for those who cannot see it.
pub(super) fn description(view: &PhasesView, head: &Head) -> String {
    let rows: Vec<String> =
        view.rows.iter().take(40).map(|row| format!("{} {}", row.title, bounds(&row.total))).collect();
    let more = if view.rows.len() > rows.len() { " and others" } else { "" };
    format!("{}. {} {}{more}.", head.title, head.subtitle.join(" "), rows.join("; "))
}
