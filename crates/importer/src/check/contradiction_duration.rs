//! `contradiction.duration`, `contradiction.repair`: the report states how long it took, and its own times say otherwise.
//!
//! A stated length is rounded; what lies within the rounding of its words agrees. Beyond it, often another clock was used:
//! that of the posts, one that starts when the trouble was noticed, or support hours. Such a clock is named. The times
//! count, never the stated length. *What to do:* if the length is right, correct the time that is wrong.

use chrono::TimeDelta;
use incstats_model::{
    Episode, Finding, Incident, Milestone, Opening, Place, Severity, StatedLength, SupportHours, TimeBounds,
};

use super::Evidence;

/// When support is mostly open, where nobody says.
const OPENINGS: [&str; 8] = [
    "mon-fri 09:00-17:00",
    "mon-fri 08:00-17:00",
    "mon-fri 08:00-18:00",
    "mon-fri 09:00-18:00",
    "mon-fri 07:00-19:00",
    "mon-fri 10:00-17:00",
    "mon-sun 08:00-20:00",
    "mon-sun 07:00-22:00",
];

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let incident = evidence.incident;
    let duration = incident.facts.stated_duration.as_ref().and_then(|stated| {
        apart(incident, stated, "contradiction.duration", "it took", &[Milestone::Started])
    });
    let from = [
        Milestone::Started,
        Milestone::Detected,
        Milestone::Acknowledged,
        Milestone::Communicated,
        Milestone::Identified,
    ];
    let repair = incident
        .facts
        .stated_repair
        .as_ref()
        .and_then(|stated| apart(incident, stated, "contradiction.repair", "the repair took", &from));
    duration.into_iter().chain(repair).collect()
}

/// The finding about a stated length with which no stretch of the incident from one of some milestones agrees.
fn apart(
    incident: &Incident,
    stated: &StatedLength,
    code: &str,
    what: &str,
    from: &[Milestone],
) -> Option<Finding> {
    let stretches: Vec<(Milestone, Milestone, TimeBounds, TimeBounds)> =
        from.iter().flat_map(|from| stretches(incident, *from)).collect();
    let (began, ended, a, b) = stretches.first().copied()?;
    let agrees = |least: TimeDelta, most: TimeDelta| agrees(stated, least, most);
    let by_clock = |a: &TimeBounds, b: &TimeBounds| {
        a.until(b).is_some_and(|took| took.max().is_some_and(|most| agrees(took.min(), most)))
    };
    let episodes = sum(&incident.episodes);
    if stretches.iter().any(|(_, _, a, b)| by_clock(a, b)) || episodes.is_some_and(|sum| agrees(sum, sum)) {
        return None;
    }
    let took = a.until(&b)?;
    let explained = explained(incident, &agrees).map(|clock| format!("; {clock}")).unwrap_or_default();
    let place = |milestone| incident.milestones.get(milestone).and_then(|time| time.place);
    let also: Vec<Place> = [began, ended].into_iter().filter_map(place).collect();
    Some(Finding {
        code: code.to_owned(),
        severity: Severity::Warning,
        place: Some(stated.place),
        also,
        message: format!(
            "the report says that {what} {}, from {began} to {ended} it is {took}{explained}",
            stated.text
        ),
        remedy: format!(
            "the times count; if one of them is wrong: incstats correct {} {ended}=TIME --why TEXT",
            incident.id
        ),
    })
}

/// From a milestone to either end of the incident.
fn stretches(
    incident: &Incident,
    from: Milestone,
) -> impl Iterator<Item = (Milestone, Milestone, TimeBounds, TimeBounds)> {
    let start = incident.milestones.bounds(from).copied();
    let ends = [Milestone::Mitigated, Milestone::Resolved]
        .map(|end| incident.milestones.bounds(end).copied().map(|bounds| (end, bounds)));
    ends.into_iter().flatten().filter_map(move |(end, bounds)| Some((from, end, start?, bounds)))
}

/// How long the stretches of impact took together, where each has an exact end.
fn sum(episodes: &[Episode]) -> Option<TimeDelta> {
    let lengths = episodes.iter().map(|episode| Some(episode.to?.earliest() - episode.from.earliest()));
    let lengths: Option<Vec<TimeDelta>> = lengths.collect();
    lengths.filter(|lengths| !lengths.is_empty()).map(|lengths| lengths.into_iter().sum())
}

/// Whether a stretch of time could have been told in these words.
fn agrees(stated: &StatedLength, least: TimeDelta, most: TimeDelta) -> bool {
    let rounding = rounding(stated.max_s);
    least.num_seconds() <= stated.max_s + rounding && most.num_seconds() >= stated.min_s - rounding
}

/// How far people round a length, in seconds: to half of the unit that they say it in, or a twentieth of it.
fn rounding(seconds: i64) -> i64 {
    let unit = [86_400, 3_600, 1_800, 900, 300].into_iter().find(|unit| seconds % unit == 0).unwrap_or(60);
    (unit / 2).max(60).max(seconds / 20)
}

/// The clock on which the stated length is right, in words.
fn explained(incident: &Incident, agrees: &impl Fn(TimeDelta, TimeDelta) -> bool) -> Option<String> {
    let elapsed = |a: &TimeBounds, b: &TimeBounds| {
        a.until(b).is_some_and(|took| took.max().is_some_and(|most| agrees(took.min(), most)))
    };
    let others =
        [Milestone::Detected, Milestone::Acknowledged, Milestone::Communicated, Milestone::Identified];
    for from in others {
        if let Some((_, end, ..)) = stretches(incident, from).find(|(_, _, a, b)| elapsed(a, b)) {
            return Some(format!("it is right from {from} to {end}"));
        }
    }
    if let (Some(opened), Some(closed)) = (incident.posted.opened, incident.posted.closed)
        && agrees(closed - opened, closed - opened)
    {
        return Some("it is right by the posts, from the first to the closing one".to_owned());
    }
    let ends = stretches(incident, Milestone::Started).chain(stretches(incident, Milestone::Detected));
    for (_, _, a, b) in ends {
        for opening in OPENINGS {
            let hours = SupportHours::new(incident.zone.id, &[opening.parse::<Opening>().ok()?], []);
            if hours.between(a.earliest(), b.latest()).is_some_and(|took| agrees(took, took)) {
                return Some(format!("it is right in support hours of {opening}"));
            }
        }
    }
    None
}
