//! `clock.apart` and `clock.reversed`: the clock of the impact against the source's own.
//!
//! A source posts when it posts; users are hit earlier, and are often well before the post that closes it. A day between
//! the two clocks is more than that: `clock.apart`, a note, says that durations by posts and by impact tell different
//! things. *What to do:* choose the clock that you mean with `--clock`. `clock.reversed`, a warning: the first post stands
//! before the impact that it tells of began, or the closing one before it ended. One of the times is wrong, or the text
//! speaks of another incident. *What to do:* look at the line, and correct the milestone.

use chrono::TimeDelta;
use incstats_model::{Finding, Instant, Milestone, MilestoneTime, Severity};

use super::Evidence;

/// More than this is no delay of posting.
const APART: TimeDelta = TimeDelta::days(1);
/// Less than this is rounding of one of the two.
const ROUNDED: TimeDelta = TimeDelta::minutes(1);

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let incident = evidence.incident;
    let pairs = [
        (Milestone::Started, "the first post", incident.posted.opened),
        (Milestone::Mitigated, "the closing post", incident.posted.closed),
    ];
    let told = |(milestone, post, at): (Milestone, &str, Option<Instant>)| {
        finding(evidence, milestone, incident.milestones.get(milestone)?, post, at?)
    };
    pairs.into_iter().filter_map(told).collect()
}

fn finding(
    evidence: &Evidence<'_>,
    milestone: Milestone,
    time: &MilestoneTime,
    post: &str,
    at: Instant,
) -> Option<Finding> {
    let reversed = time.bounds.earliest() - at > ROUNDED;
    let apart = at - time.bounds.latest() > APART;
    if !reversed && !apart {
        return None;
    }
    let shown = at.with_timezone(time.bounds.earliest().offset()).format("%Y-%m-%d %H:%M");
    let told = time.bounds.earliest().format("%Y-%m-%d %H:%M");
    Some(Finding {
        code: if reversed { "clock.reversed" } else { "clock.apart" }.to_owned(),
        severity: if reversed { Severity::Warning } else { Severity::Note },
        place: time.place,
        also: Vec::new(),
        message: if reversed {
            format!("{milestone} is told as {told}, after {post} of {shown}")
        } else {
            format!("{milestone} is told as {told}, more than a day before {post} of {shown}")
        },
        remedy: if reversed {
            format!(
                "if another time is right: incstats correct {} {milestone}=TIME --why TEXT",
                evidence.incident.id
            )
        } else {
            "durations of the impact and of the posts differ: choose with --clock which of them is meant"
                .to_owned()
        },
    })
}
