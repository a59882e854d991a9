//! The words above the phases.

use incstats_analysis::view::{PhaseRow, PhasesView};
use incstats_model::Phase;

use crate::parts::{Head, bounds, capital, count};

/// The finding and what is drawn.
pub(super) fn head(view: &PhasesView) -> Head {
    let period = view.period.map_or_else(|| "whole history".to_owned(), |period| period.to_string());
    let without = match view.without {
        0 => String::new(),
        n => format!(" {} without two known milestones left out.", count(n, "more incident")),
    };
    let axes = match view.rows.len() {
        1 => "on a linear axis",
        _ => "grouped by how long they lasted. Each group has its own linear axis",
    };
    let subtitle =
        format!("{}, {period}: elapsed time by phase, {axes}.{without}", count(view.rows.len(), "incident"));
    let definition = "Detection: started to detected; response: to acknowledged; diagnosis: to identified; \
                      repair: to mitigated; recovery: to resolved.";
    Head { title: finding(view), name: String::new(), subtitle: vec![subtitle, definition.to_owned()] }
}

/// The head of a picture that shows only the longest.
pub(super) fn with_left_out(head: &Head, shown: usize, all: usize) -> Head {
    let mut head = head.clone();
    let shorter = all - shown.min(all);
    let have = if shorter == 1 { "one has" } else { "ones have" };
    let words = format!("Only the {shown} longest are drawn; {shorter} shorter {have} no room.");
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
    let times = |phase: &Phase| longest.iter().filter(|name| **name == phase.name()).count();
    let most = Phase::ALL.iter().map(times).max().unwrap_or_default();
    let which: Vec<&str> = Phase::ALL.iter().filter(|p| times(p) == most).map(|p| p.name()).collect();
    match which.as_slice() {
        _ if most == 0 => format!("No single phase is known to be the longest in any of {of} incidents"),
        // Once is not often, and where others are not known it is little to tell.
        [one] if most == 1 => format!("{} was the longest phase of one incident of {of}", capital(one)),
        [one] if most == of => format!("{} was the longest phase in all {of} incidents", capital(one)),
        [one] => format!("{} was most often the longest phase: in {most} of {of} incidents", capital(one)),
        [first @ .., last] => {
            let names = format!("{} and {last}", first.join(", "));
            format!("{} were each the longest phase in {most} of {of} incidents", capital(&names))
        }
        [] => String::new(),
    }
}

/// The picture for those who cannot see it: the title, what is drawn, and each bar that is drawn with its phases.
pub(super) fn description(rows: &[&PhaseRow], head: &Head) -> String {
    let words = |row: &&PhaseRow| {
        let phases: Vec<String> =
            row.stretches.iter().map(|s| format!("{} {}", s.name, bounds(&s.duration))).collect();
        format!("{} {} ({})", row.title, bounds(&row.total), phases.join(", "))
    };
    let rows: Vec<String> = rows.iter().map(words).collect();
    format!("{}. {} {}.", head.title, head.subtitle.join(" "), rows.join("; "))
}
