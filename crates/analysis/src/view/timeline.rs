//! One incident on a time axis.

use std::collections::BTreeSet;

use incstats_model::{
    Basis as Why, DurationBounds, Event, Incident, Instant, Metric, Milestone, Status, TimeBounds, Zone,
    metric::METRICS,
};

use super::basis::Basis;
use super::phases::Stretch;

/// What a [`Mark`] stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// An entry of the story.
    Event,
    /// Announced, and not confirmed by anything.
    Planned,
    /// Announced for a time at which a milestone came.
    Announced,
    /// A milestone whose time no entry gives: a rule or a person does.
    Milestone(Why),
    /// Another time that the sources give for a milestone, not the one taken.
    Contradicted(Milestone),
}

/// One thing on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// When, on the incident's own wall clock.
    pub bounds: TimeBounds,
    /// What the source says; empty for a milestone that no entry gives.
    pub text: String,
    /// The milestones it marks, in the order of an incident's life.
    pub milestones: Vec<Milestone>,
    /// What it stands for.
    pub kind: MarkKind,
    /// The line of the source, from 1.
    pub line: Option<u32>,
    /// How many words of its text no earlier mark has: how much it adds to the story.
    pub fresh: usize,
}

/// A statement that contradicts a milestone, where no second time could be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Which milestone.
    pub milestone: Milestone,
    /// What was found, in a sentence.
    pub message: String,
    /// Whether the other time is among the marks.
    pub drawn: bool,
}

/// One incident on a time axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineView {
    /// The incident's id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// Whose services were hit.
    pub organisation: Option<String>,
    /// The zone of its wall clocks, and how that is known.
    pub zone: Zone,
    /// Its events and what else has a time, in the order of their earliest times.
    pub marks: Vec<Mark>,
    /// The instant that the phases count from.
    pub zero: Option<Instant>,
    /// Its phases, in order.
    pub phases: Vec<Stretch>,
    /// Contradicted milestones.
    pub contradictions: Vec<Contradiction>,
    /// Of an open incident, the last moment known.
    pub open_as_of: Option<Instant>,
    /// The metrics that it has a value for, in the order of an incident's life.
    pub durations: Vec<(&'static Metric, DurationBounds)>,
    /// What it rests on.
    pub basis: Basis,
}

impl TimelineView {
    /// The timeline of an incident. May be without marks: then there is nothing to draw.
    pub fn new(incident: &Incident) -> Self {
        let contradicted = contradicted(incident);
        let mut marks: Vec<Mark> = incident.events.iter().map(|event| mark(event, &contradicted)).collect();
        marks.extend(unmarked(incident, &marks));
        marks
            .sort_by_key(|m| (m.bounds.earliest(), m.bounds.latest(), m.milestones.first().copied(), m.line));
        announce(&mut marks);
        freshen(&mut marks);
        let contradictions = contradicted
            .iter()
            .map(|c| {
                let kind = MarkKind::Contradicted(c.milestone);
                let drawn = marks.iter().any(|mark| mark.kind == kind);
                Contradiction { milestone: c.milestone, message: c.message.to_owned(), drawn }
            })
            .collect();
        let (first, phases) = Stretch::all(incident).unzip();
        Self {
            id: incident.id.to_string(),
            title: incident.title.clone(),
            organisation: incident.organisation.clone(),
            zone: incident.zone,
            marks,
            zero: first.map(|first| incident.zone.id.show(first.earliest())),
            phases: phases.unwrap_or_default(),
            contradictions,
            open_as_of: incident.as_of.filter(|_| incident.status == Status::Ongoing),
            durations: METRICS.iter().filter_map(|m| Some((m, m.of(incident)?))).collect(),
            basis: Basis::of([incident]),
        }
    }
}

/// A finding that a milestone has two times, and the lines that it is about.
struct Contradicted<'a> {
    milestone: Milestone,
    taken: Option<TimeBounds>,
    lines: Vec<u32>,
    message: &'a str,
}

fn contradicted(incident: &Incident) -> Vec<Contradicted<'_>> {
    let findings = incident.findings.iter().filter_map(|finding| {
        let milestone: Milestone = finding.code.strip_prefix("contradiction.")?.parse().ok()?;
        let lines = finding.place.iter().chain(&finding.also).map(|place| place.line).collect();
        let taken = incident.milestones.bounds(milestone).copied();
        Some(Contradicted { milestone, taken, lines, message: &finding.message })
    });
    findings.collect()
}

/// The mark of an event. An event on a line that a contradiction is about, at another time than the one taken and
/// marking nothing, is the contradicted time.
fn mark(event: &Event, contradicted: &[Contradicted<'_>]) -> Mark {
    let other = |c: &&Contradicted<'_>| {
        c.lines.contains(&event.place.line)
            && c.taken.is_none_or(|taken| !taken.overlaps(&event.bounds))
            && (event.marks.is_empty() || event.marks == [c.milestone])
    };
    let kind = match contradicted.iter().find(other) {
        Some(c) => MarkKind::Contradicted(c.milestone),
        None if event.planned => MarkKind::Planned,
        None => MarkKind::Event,
    };
    let milestones = if matches!(kind, MarkKind::Event) { event.marks.clone() } else { Vec::new() };
    Mark {
        bounds: event.bounds,
        text: event.text.clone(),
        milestones,
        kind,
        line: Some(event.place.line),
        fresh: 0,
    }
}

/// What was announced for a time at which something that happened marks a milestone is no longer a mere plan.
fn announce(marks: &mut [Mark]) {
    let came = |m: &&Mark| m.kind == MarkKind::Event && !m.milestones.is_empty();
    let reached: Vec<TimeBounds> = marks.iter().filter(came).map(|m| m.bounds).collect();
    for mark in marks.iter_mut().filter(|m| m.kind == MarkKind::Planned) {
        if reached.iter().any(|bounds| bounds.overlaps(&mark.bounds)) {
            mark.kind = MarkKind::Announced;
        }
    }
}

/// Counts for each mark the words that are new with it; short words, which every text has, do not count.
fn freshen(marks: &mut [Mark]) {
    const LETTERS: usize = 4;
    let mut said: BTreeSet<String> = BTreeSet::new();
    for mark in marks {
        let words = mark.text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() >= LETTERS);
        mark.fresh = words.filter(|word| said.insert(word.to_lowercase())).count();
    }
}

/// Milestones whose time none of the marks gives: inferred by a rule, said in a sentence, or corrected by a person.
fn unmarked(incident: &Incident, marks: &[Mark]) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    for (milestone, time) in incident.milestones.iter() {
        let given = |m: &Mark| m.milestones.contains(&milestone) && m.bounds.overlaps(&time.bounds);
        if marks.iter().any(given) {
            continue;
        }
        let kind = MarkKind::Milestone(time.basis);
        match found.iter_mut().find(|m| m.bounds == time.bounds && m.kind == kind) {
            Some(mark) => mark.milestones.push(milestone),
            None => found.push(Mark {
                bounds: time.bounds,
                text: String::new(),
                milestones: vec![milestone],
                kind,
                line: time.place.map(|place| place.line),
                fresh: 0,
            }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::examples::{crm_outage, hosting_outage};
    use super::*;
    use incstats_model::{Finding, MilestoneTime, Place, Severity};

    #[test]
    fn marks_come_in_time_order_with_their_milestones() {
        let view = TimelineView::new(&crm_outage());
        assert_eq!(view.marks.len(), 9);
        assert!(view.marks.is_sorted_by_key(|m| m.bounds.earliest()));
        assert_eq!(view.marks[1].milestones, [Milestone::Detected, Milestone::Acknowledged]);
        assert_eq!(view.open_as_of, None);
        assert_eq!(view.durations.len(), 7);
    }

    #[test]
    fn a_milestone_that_no_entry_gives_has_a_mark_of_its_own() {
        let mut incident = crm_outage();
        let bounds = incident.events[4].bounds;
        let time = MilestoneTime { bounds, basis: Why::Corrected, place: None, because: Some("log".into()) };
        incident.milestones.set(Milestone::Started, Some(time));
        let view = TimelineView::new(&incident);
        let own: Vec<_> =
            view.marks.iter().filter(|m| m.kind == MarkKind::Milestone(Why::Corrected)).collect();
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].milestones, [Milestone::Started]);
    }

    #[test]
    fn the_other_time_of_a_contradiction_is_marked_as_such() {
        let mut incident = crm_outage();
        incident.findings.push(Finding {
            code: "contradiction.started".into(),
            severity: Severity::Warning,
            place: Some(Place::line(1)),
            also: vec![Place::line(5)],
            message: "line 5 says 16:30, line 1 says 16:15".into(),
            remedy: "correct it".into(),
        });
        let view = TimelineView::new(&incident);
        let other = view.marks.iter().find(|m| m.line == Some(5)).unwrap();
        assert_eq!(other.kind, MarkKind::Contradicted(Milestone::Started));
        assert!(view.contradictions[0].drawn);
    }

    #[test]
    fn what_was_announced_for_the_time_of_a_milestone_is_no_mere_plan() {
        let mut incident = crm_outage();
        for (event, like) in [(4, 7), (5, 6)] {
            incident.events[event].planned = true;
            incident.events[event].bounds = incident.events[like].bounds;
        }
        let view = TimelineView::new(&incident);
        let kind = |line| view.marks.iter().find(|m| m.line == Some(line)).unwrap().kind;
        // 19:30 is when it was mitigated; at 16:45 something happened that marks no milestone.
        assert_eq!((kind(5), kind(6)), (MarkKind::Announced, MarkKind::Planned));
    }

    #[test]
    fn an_entry_that_repeats_what_was_said_adds_nothing() {
        let mut incident = crm_outage();
        for (event, text) in
            [(4, "Disks are being copied"), (5, "disks are still being copied"), (6, "Copied")]
        {
            incident.events[event].text = text.to_owned();
        }
        let view = TimelineView::new(&incident);
        let fresh: Vec<_> = view.marks.iter().map(|m| m.fresh).collect();
        assert_eq!(fresh[4..7], [3, 1, 0]);
    }

    #[test]
    fn an_open_incident_says_since_when_nothing_is_known() {
        let view = TimelineView::new(&hosting_outage());
        assert_eq!(view.open_as_of.unwrap().to_rfc3339(), "2021-07-02T15:45:00+02:00");
        assert!(view.phases.last().unwrap().open);
    }
}
