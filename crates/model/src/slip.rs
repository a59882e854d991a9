//! Slips of the pen that an incident's own times betray: a milestone that stands in the wrong place, and that one small
//! change of what was typed would put into it. Nothing is changed here; a repair is proposed.
//!
//! Known are a lost `pm` or `am`, a wrong year, a wrong month, and a day and a month that changed places. A repair is
//! proposed where with it all milestones stand in order and close together.

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use crate::bounds::{Instant, Precision, TimeBounds};
use crate::duration::DurationBounds;
use crate::finding::{Finding, Severity};
use crate::incident::Incident;
use crate::milestone::{Basis, Milestone, Milestones};
use crate::repair::{Move, Repair};

/// The code of the finding that [`suspected`] makes.
pub const SUSPECTED: &str = "typo.suspected";

/// How close together milestones must stand with a repair.
const TOGETHER: TimeDelta = TimeDelta::days(2);
/// From how long on an incident without a word in between looks like a slip.
const LONG: TimeDelta = TimeDelta::days(25);

/// What was typed wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// `2:10` for 2:10 pm, or `12:30` for 12:30 am.
    Half,
    /// The year.
    Year,
    /// The month.
    Month,
    /// Day and month changed places.
    Swapped,
}

impl Slip {
    fn words(self) -> &'static str {
        match self {
            Self::Half => "am or pm is lost",
            Self::Year => "the year is mistyped",
            Self::Month => "the month is mistyped",
            Self::Swapped => "day and month changed places",
        }
    }
}

/// A change of milestones that were typed in one place, and what speaks for it.
#[derive(Clone, Debug)]
struct Proposal {
    slip: Slip,
    moves: Vec<Move>,
    /// From the first milestone to the last with it.
    spread: TimeDelta,
    /// How many other times of the report stand near the milestones as proposed.
    company: usize,
}

/// What a finding that follows from the incident alone proposes: one repair after which nothing is out of order.
pub(crate) fn repair(incident: &Incident, finding: &Finding) -> Option<Repair> {
    let of_order = finding.code == "order.reversed";
    if !of_order && finding.code != SUSPECTED {
        return None;
    }
    let found = if of_order { mended(incident) } else { long(incident) }?;
    let within = DurationBounds::closed(found.spread, found.spread);
    Some(Repair {
        finding: finding.code.clone(),
        place: finding.place,
        evidence: format!("if {}, all milestones stand in order, within {within}", found.slip.words()),
        moves: found.moves,
        read_so: false,
    })
}

/// `typo.suspected`: an end weeks after everything else, or a start weeks before, that one slip explains.
pub(crate) fn suspected(incident: &Incident) -> Option<Finding> {
    let found = long(incident)?;
    let one = found.moves.first()?;
    let place = incident.milestones.get(one.milestone).and_then(|time| time.place);
    Some(Finding {
        code: SUSPECTED.to_owned(),
        severity: Severity::Warning,
        place,
        also: Vec::new(),
        message: format!(
            "{} lies {} from the other times, and nothing is told in between; perhaps {}",
            one.milestone,
            apart(one),
            found.slip.words()
        ),
        remedy: format!(
            "look at the line; if it is right, say so: incstats correct {} {}=TIME --why TEXT",
            incident.id, one.milestone
        ),
    })
}

/// How far a move goes, in days.
fn apart(one: &Move) -> String {
    let days = (one.typed.earliest() - one.proposed.earliest()).num_days().abs();
    format!("{days} days")
}

/// The repair of an order that is turned round.
fn mended(incident: &Incident) -> Option<Proposal> {
    let reversed = incident.milestones.reversed();
    let concerned = |m: Milestone| reversed.iter().any(|(a, b)| *a == m || *b == m);
    best(incident, proposals(incident).filter(|p| p.moves.iter().any(|m| concerned(m.milestone))))
}

/// The repair of an incident that takes weeks of which nothing is told.
fn long(incident: &Incident) -> Option<Proposal> {
    let milestones = &incident.milestones;
    let all = |p: Precision| matches!(p, Precision::Minute | Precision::Second);
    let exact = milestones.iter().all(|(_, time)| all(time.bounds.precision()));
    // What a person said of one time, they said with the others before their eyes.
    let looked_at = milestones.iter().any(|(_, time)| time.basis == Basis::Corrected);
    let (first, last) = ends(milestones)?;
    if !exact || looked_at || last - first < LONG || !milestones.reversed().is_empty() {
        return None;
    }
    // A story that goes on through the weeks is no slip.
    let days = |at: Instant| at.date_naive();
    let (early, late) = (days(first) + TOGETHER, days(last) - TOGETHER);
    let told = incident.events.iter().map(|event| days(event.bounds.earliest()));
    if told.into_iter().any(|day| day > early && day < late) {
        return None;
    }
    best(incident, proposals(incident).filter(|p| p.slip != Slip::Half))
}

/// Of several repairs the one with most company; where that is equal, that of the later milestone.
fn best(incident: &Incident, proposals: impl Iterator<Item = Proposal>) -> Option<Proposal> {
    let mends = |p: &Proposal| {
        let mut milestones = incident.milestones.clone();
        for one in &p.moves {
            if let Some(mut time) = milestones.get(one.milestone).cloned() {
                time.bounds = one.proposed;
                milestones.set(one.milestone, Some(time));
            }
        }
        milestones.reversed().is_empty().then(|| ends(&milestones)).flatten().map(|(a, b)| b - a)
    };
    let fitting = proposals.filter_map(|p| {
        let spread = mends(&p).filter(|spread| *spread <= TOGETHER)?;
        Some(Proposal { spread, ..p })
    });
    fitting.max_by_key(|p| {
        let last = p.moves.iter().map(|m| m.milestone).max();
        (p.company, std::cmp::Reverse(p.spread), last)
    })
}

/// The first and the last moment of the milestones.
fn ends(milestones: &Milestones) -> Option<(Instant, Instant)> {
    let first = milestones.iter().map(|(_, time)| time.bounds.earliest()).min()?;
    let last = milestones.iter().map(|(_, time)| time.bounds.earliest()).max()?;
    Some((first, last))
}

/// Every slip that could stand behind every milestone; those typed in one place move together.
fn proposals(incident: &Incident) -> impl Iterator<Item = Proposal> + '_ {
    let told = incident.milestones.iter().filter(|(_, time)| {
        time.basis != Basis::Corrected
            && time.place.is_some()
            && matches!(
                time.bounds.precision(),
                Precision::Minute | Precision::Second | Precision::Approximate
            )
    });
    let told: Vec<(Milestone, TimeBounds, u32)> =
        told.filter_map(|(m, time)| Some((m, time.bounds, time.place?.line))).collect();
    let firsts: Vec<(Milestone, TimeBounds, u32)> = told
        .iter()
        .enumerate()
        .filter(|(i, one)| !told.iter().take(*i).any(|other| (other.1, other.2) == (one.1, one.2)))
        .map(|(_, one)| *one)
        .collect();
    firsts.into_iter().flat_map(move |(_, typed, line)| {
        let together: Vec<Milestone> =
            told.iter().filter(|other| (other.1, other.2) == (typed, line)).map(|other| other.0).collect();
        meant(incident, &typed).into_iter().map(move |(slip, proposed)| Proposal {
            slip,
            moves: together.iter().map(|milestone| Move { milestone: *milestone, typed, proposed }).collect(),
            spread: TimeDelta::zero(),
            company: company(incident, line, &proposed),
        })
    })
}

/// What could have been meant by a time.
fn meant(incident: &Incident, typed: &TimeBounds) -> Vec<(Slip, TimeBounds)> {
    let local = typed.earliest().naive_local();
    let day = local.date();
    let months = incident.milestones.iter().map(|(_, time)| time.bounds.earliest().date_naive());
    let mut days: Vec<(Slip, NaiveDate)> = Vec::new();
    for near in months {
        if near.month() != day.month() {
            days.extend(near.with_day(day.day()).map(|d| (Slip::Month, d)));
        }
    }
    days.extend(NaiveDate::from_ymd_opt(day.year(), day.day(), day.month()).map(|d| (Slip::Swapped, d)));
    days.extend(day.checked_add_months(Months::new(12)).map(|d| (Slip::Year, d)));
    days.extend(day.checked_sub_months(Months::new(12)).map(|d| (Slip::Year, d)));
    days.retain(|(slip, d)| *d != day && (*slip != Slip::Year || d.day() == day.day()));
    let mut found: Vec<(Slip, NaiveDateTime)> =
        days.into_iter().map(|(slip, d)| (slip, d.and_time(local.time()))).collect();
    match local.hour() {
        1..=11 => found.push((Slip::Half, local + TimeDelta::hours(12))),
        12 => found.push((Slip::Half, local - TimeDelta::hours(12))),
        _ => {}
    }
    let moved = |to: NaiveDateTime| {
        let earliest = incident.zone.id.at(to).first();
        TimeBounds::between(earliest, earliest + typed.width(), typed.precision())
    };
    found.into_iter().map(|(slip, to)| (slip, moved(to))).collect()
}

/// How many times told elsewhere stand near one.
fn company(incident: &Incident, line: u32, proposed: &TimeBounds) -> usize {
    let at = proposed.earliest();
    let near = |other: Instant| (other - at).abs() <= TOGETHER;
    let events = incident.events.iter().filter(|e| e.place.line != line && near(e.bounds.earliest())).count();
    let milestones = incident.milestones.iter().filter(|(_, time)| {
        time.place.is_none_or(|place| place.line != line) && near(time.bounds.earliest())
    });
    let books = [incident.posted.opened, incident.posted.closed];
    events + milestones.count() + books.into_iter().flatten().filter(|at| near(*at)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::standing;
    use crate::incident::tests::incident;
    use crate::milestone::MilestoneTime;
    use crate::place::Place;
    use Milestone::{Detected, Mitigated, Resolved, Started};

    fn told(times: &[(Milestone, &str)]) -> Incident {
        let mut incident = incident(&[]);
        for (line, (milestone, text)) in (1..).zip(times) {
            let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap().and_utc().fixed_offset();
            let time = MilestoneTime::stated(TimeBounds::exact(at, Precision::Minute), Place::line(line));
            incident.milestones.set(*milestone, Some(time));
        }
        incident
    }

    /// The repair that the findings of an incident propose, in words.
    fn proposed(incident: &Incident) -> Option<String> {
        let finding =
            standing(incident).into_iter().find(|f| f.code.starts_with("order") || f.code == SUSPECTED)?;
        let repair = Repair::of(incident, &finding)?;
        let moves = repair
            .moves
            .iter()
            .map(|m| format!("{} {}", m.milestone, m.proposed.earliest().format("%Y-%m-%d %H:%M")));
        Some(format!("{}: {}", finding.code, moves.collect::<Vec<_>>().join(", ")))
    }

    #[test]
    fn one_slip_that_puts_all_in_order_is_proposed() {
        for (name, times, want) in [
            (
                "a lost pm",
                &[(Started, "2021-03-04 11:30"), (Resolved, "2021-03-04 02:10")][..],
                Some("order.reversed: resolved 2021-03-04 14:10"),
            ),
            (
                "a lost am",
                &[
                    (Started, "2021-03-04 12:30"),
                    (Detected, "2021-03-04 00:40"),
                    (Resolved, "2021-03-04 01:15"),
                ],
                Some("order.reversed: started 2021-03-04 00:30"),
            ),
            (
                "last year's number in January",
                &[
                    (Started, "2021-01-05 10:00"),
                    (Detected, "2021-01-05 10:04"),
                    (Resolved, "2020-01-05 12:00"),
                ],
                Some("order.reversed: resolved 2021-01-05 12:00"),
            ),
            (
                "the month of an end",
                &[
                    (Started, "2021-07-25 12:00"),
                    (Detected, "2021-07-25 12:10"),
                    (Resolved, "2021-09-25 15:55"),
                ],
                Some("typo.suspected: resolved 2021-07-25 15:55"),
            ),
            (
                "day and month",
                &[
                    (Started, "2021-04-03 09:00"),
                    (Detected, "2021-03-04 09:10"),
                    (Mitigated, "2021-03-04 11:00"),
                ],
                Some("order.reversed: started 2021-03-04 09:00"),
            ),
            (
                "no slip that is known: an end three days before its start",
                &[(Started, "2021-03-14 09:00"), (Resolved, "2021-03-11 11:00")],
                None,
            ),
            (
                "a long incident on other days of the month",
                &[(Started, "2021-03-14 09:00"), (Resolved, "2021-05-20 11:00")],
                None,
            ),
            ("a night", &[(Started, "2021-03-14 23:00"), (Resolved, "2021-03-15 02:00")], None),
        ] {
            assert_eq!(proposed(&told(times)).as_deref(), want, "{name}");
        }
    }

    #[test]
    fn what_is_told_in_between_or_said_by_a_person_is_no_slip() {
        let mut weeks = told(&[(Started, "2021-07-25 12:00"), (Resolved, "2021-09-25 15:55")]);
        assert!(proposed(&weeks).is_some());
        let mut corrected = weeks.clone();
        let time = corrected.milestones.get(Resolved).cloned().unwrap();
        corrected.milestones.set(Resolved, Some(MilestoneTime { basis: Basis::Corrected, ..time }));
        assert_eq!(proposed(&corrected), None);
        let between = weeks.milestones.bounds(Started).unwrap().earliest() + TimeDelta::days(30);
        weeks.events.push(crate::event::Event {
            bounds: TimeBounds::exact(between, Precision::Minute),
            place: Place::line(5),
            text: "still at work".into(),
            marks: Vec::new(),
            planned: false,
            services: Vec::new(),
        });
        assert_eq!(proposed(&weeks), None);
    }
}
