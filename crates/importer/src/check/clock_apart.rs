//! `clock.apart` and `clock.reversed`: the clock of the impact against the source's own.
//!
//! A source posts when it posts; users are hit earlier, and are often well before the post that closes it. A day between
//! the two clocks is more than that: `clock.apart`, a note, says that durations by posts and by impact tell different
//! things. *What to do:* choose the clock that you mean with `--clock`. `clock.reversed`, a warning: the first post stands
//! before the impact that it tells of began, or the closing one before it ended. One of the times is wrong, or the text
//! speaks of another incident. So it does where a closing post tells of impact after it: such a time is not taken. And
//! where the source was closed before it was opened: there is no duration of the posts then. *What to do:* look at the line,
//! and correct the milestone, or the source.

use chrono::TimeDelta;
use incstats_model::{Finding, Incident, Instant, Milestone, MilestoneTime, Place, Severity, TimeBounds};

use super::Evidence;

/// More than this is no delay of posting.
const APART: TimeDelta = TimeDelta::days(1);
/// How times are shown.
const SHOWN: &str = "%Y-%m-%d %H:%M";
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
    pairs.into_iter().filter_map(told).chain(posts_reversed(incident)).collect()
}

/// The source's own clock, where it ends before it begins.
fn posts_reversed(incident: &Incident) -> Option<Finding> {
    let (opened, closed) = (incident.posted.opened?, incident.posted.closed?);
    (closed < opened).then(|| Finding {
        code: "clock.reversed".to_owned(),
        severity: Severity::Warning,
        place: None,
        also: Vec::new(),
        message: format!(
            "the source closed it at {}, before it opened it at {}; no duration is made of the two",
            closed.format(SHOWN),
            opened.with_timezone(closed.offset()).format(SHOWN)
        ),
        remedy: "correct it in the source and import that again; durations of the impact (`--clock impact`) do without"
            .to_owned(),
    })
}

/// Times of the impact that a closing post tells, and that lie after that post.
pub fn after_the_close(incident: &Incident, told: &[(TimeBounds, Place)]) -> Vec<Finding> {
    let Some(closed) = incident.posted.closed else { return Vec::new() };
    let finding = |(bounds, place): &(TimeBounds, Place)| {
        let at = bounds.earliest();
        Finding {
            code: "clock.reversed".to_owned(),
            severity: Severity::Warning,
            place: Some(*place),
            also: Vec::new(),
            message: format!(
                "users were hit until {} or later, it says, and the closing post is of {}; that end is not taken",
                at.format(SHOWN),
                closed.with_timezone(at.offset()).format(SHOWN)
            ),
            remedy: format!(
                "look at the line; if it is right: incstats correct {} mitigated={} --why TEXT",
                incident.id,
                at.format("%Y-%m-%dT%H:%M%:z")
            ),
        }
    };
    told.iter().map(finding).collect()
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
