//! A comparison in plain words.

use super::side::Side;
use super::{Comparison, Doubt, HeldBack};
use crate::estimate::Unit;
use crate::verdict::Verdict;

/// From which part of all time on one incident makes a mean its own.
const LARGE: f64 = 0.25;
/// A cut that is no use to anybody as a yardstick.
const NEARLY_ALL: f64 = 0.95;

/// The result in a few sentences for somebody who knows no statistics. They never say why, and never that nothing
/// changed.
pub fn plain_words(found: &Comparison) -> Vec<String> {
    let mut out = vec![verdict(found)];
    out.extend(held_back(found));
    let (first, second) = (found.first.incidents.sample.n, found.second.incidents.sample.n);
    let changed = found.rate_verdict.is_change() || found.durations.verdict.is_change();
    let seen = !found.first.unseen && !found.second.unseen;
    if !changed && seen {
        out.push("That is not proof that nothing changed.".to_owned());
    }
    out.extend(no_means(found));
    if let Ok(cut) = found.sight.smallest_cut {
        out.push(noticed(first, second, cut));
    }
    let needed: Vec<String> =
        found.sight.needed.iter().map(|n| format!("{} for {}", about(n.incidents), percent(n.cut))).collect();
    if !needed.is_empty() {
        out.push(format!(
            "To notice a smaller cut takes more incidents in each period: {}.",
            needed.join(", ")
        ));
    }
    out.extend([&found.first, &found.second].into_iter().filter(|side| side.unfinished && !side.unseen).map(
        |side| {
            format!(
                "The data end before {} does, so its number of incidents is not known whole.",
                side.period
            )
        },
    ));
    if seen {
        out.push(standing_out(found, first));
    }
    out
}

/// The smallest cut that would have been noticed; nearly all of it is none.
fn noticed(first: usize, second: usize, cut: f64) -> String {
    if cut > NEARLY_ALL {
        format!(
            "With {first} and {second} incidents not even a cut of {} would have been noticed, four times out of five.",
            percent(NEARLY_ALL)
        )
    } else {
        format!(
            "With {first} and {second} incidents only a cut of about {} or more would have been noticed, \
             four times out of five.",
            percent(cut)
        )
    }
}

fn verdict(found: &Comparison) -> String {
    let (a, b) = (&found.first.period, &found.second.period);
    let (number, durations) = (found.rate_verdict, found.durations.verdict);
    let unseen = [&found.first, &found.second].into_iter().find(|side| side.unseen);
    if let Some(side) = unseen {
        return format!("The data end before {} begins, so nothing is known of it.", side.period);
    }
    match (number, durations) {
        (Verdict::TooFew, Verdict::TooFew) => {
            format!("{a} and {b} have too few incidents to tell whether anything changed.")
        }
        (Verdict::NoClearChange, Verdict::NoClearChange) if found.durations.held_back.is_none() => {
            format!("{a} and {b} do not differ by more than chance would give.")
        }
        (Verdict::NoClearChange, Verdict::NoClearChange | Verdict::TooFew) => format!(
            "The numbers of incidents of {a} and {b} do not differ by more than chance would give; how long they took: {durations}."
        ),
        (Verdict::TooFew, Verdict::NoClearChange) => format!(
            "{a} and {b} have too few incidents to tell whether their number changed; how long they took: {durations}."
        ),
        _ => match (number.is_change(), durations.is_change()) {
            (true, true) => format!("{b} had {number} incidents than {a}, and they were {durations}."),
            (true, false) => format!("{b} had {number} incidents than {a}; how long they took: {durations}."),
            _ => format!("Incidents of {b} were {durations} than those of {a}; their number: {number}."),
        },
    }
}

/// What the test of durations said, and why it is not said.
fn held_back(found: &Comparison) -> Option<String> {
    let HeldBack { by, verdict } = found.durations.held_back?;
    let took = if verdict == Verdict::Slower { "longer" } else { "less time" };
    let count = |of: fn(&Side) -> usize| of(&found.first) + of(&found.second);
    let doubt = match (by, count(|side| side.sample.open), count(|side| side.sample.ranged)) {
        (Doubt::Open, 1, _) => {
            "but one is still open, and depending on how long it lasts that may be chance all the same".into()
        }
        (Doubt::Open, n, _) => format!(
            "but {n} are still open, and depending on how long these last that may be chance all the same"
        ),
        (Doubt::Ranged, _, 1) => {
            "but one is known only to a range, within which that may be chance all the same".into()
        }
        (Doubt::Ranged, _, n) => {
            format!("but {n} are known only to ranges, within which that may be chance all the same")
        }
        (Doubt::Interval, ..) => {
            "but the range of ratios that fit them holds no change too, so that it is not said".to_owned()
        }
    };
    let by_what =
        if found.durations.test == "log-rank" { "By how fast they ended" } else { "By their ranks" };
    Some(format!(
        "{by_what}, incidents of {} took {took} than chance would give; {doubt}.",
        found.second.period
    ))
}

/// Why the means are not compared: they are not what is typical, and not even known where one is open.
fn no_means(found: &Comparison) -> Option<String> {
    let reasons: Vec<String> = [&found.first, &found.second].into_iter().filter_map(no_mean).collect();
    (!reasons.is_empty()).then(|| format!("The means are not compared: {}.", reasons.join("; ")))
}

fn no_mean(side: &Side) -> Option<String> {
    match (side.sample.open, &side.largest_share, &side.largest) {
        (1, ..) => Some(format!("one incident of {} is still open", side.period)),
        (open @ 2.., ..) => Some(format!("{open} incidents of {} are still open", side.period)),
        (_, Ok(share), Some(id)) if share.least() >= LARGE && side.sample.n > 1 => {
            Some(format!("{id} alone is {} of {}", percent(share.least()), side.period))
        }
        _ => None,
    }
}

fn standing_out(found: &Comparison, base: usize) -> String {
    match found.sight.fewer {
        Some(fewer) => format!(
            "A count of {fewer} or fewer, or {} or more, would have stood out from {base}.",
            found.sight.more
        ),
        None => format!(
            "No smaller count could have stood out from {base}; {} or more would have.",
            found.sight.more
        ),
    }
}

fn percent(share: f64) -> String {
    Unit::Share.say(share)
}

/// `about 72`, `about 680`, `about 3000`: two digits say all there is.
fn about(n: usize) -> String {
    let step =
        std::iter::successors(Some(1), |step| Some(step * 10)).find(|step| n / step < 100).unwrap_or(1);
    format!("about {}", (n + step / 2) / step * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_of_nearly_all_is_no_yardstick() {
        assert!(noticed(3, 2, 0.999).contains("not even a cut of 95 % would have been noticed"));
        assert!(noticed(14, 11, 0.774).contains("only a cut of about 77 % or more would have been noticed"));
    }

    #[test]
    fn large_numbers_are_rounded_to_what_they_are_worth() {
        assert_eq!(
            [72, 99, 681, 3_049].map(about),
            ["about 72", "about 99", "about 680", "about 3000"].map(String::from)
        );
    }
}
