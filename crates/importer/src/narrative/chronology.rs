//! When the entries were: the days that headings and neighbours lend them, in the document's reading direction.

use chrono::{Days, NaiveDate, TimeDelta, Timelike};
use incstats_model::{Instant, Precision, TimeBounds};

use crate::narrative::story::{Entry, EntryKind, Story};
use crate::narrative::survey::Survey;
use crate::time::expression::{ClockPart, TimeExpr};
use crate::time::resolve::{Note, Resolved, Scope};

/// How far a clock may run back in a list before it has passed midnight. Entries a few minutes out of order are
/// disorder, not another day.
const DISORDER: TimeDelta = TimeDelta::hours(3);

/// Up to this length a range over an entry is one moment that is not known better.
const SHORT_RANGE: TimeDelta = TimeDelta::minutes(20);

/// From here on a clock time is late, in minutes of the day.
const LATE: u32 = 18 * 60;
/// Up to here a clock time is early.
const EARLY: u32 = 9 * 60;

/// Which way a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Oldest entry first.
    OldestFirst,
    /// Newest entry first.
    NewestFirst,
}

/// An entry with its time.
#[derive(Clone, Debug)]
pub struct Dated {
    /// Which entry of the story.
    pub entry: usize,
    /// When it was.
    pub resolved: Resolved,
    /// The day that words in its text count from.
    pub scope: Scope,
}

/// The reading direction, from the days and clocks that the document itself says.
pub fn direction(story: &Story, survey: &Survey) -> Direction {
    let dated = story.entries.iter().filter_map(|entry| {
        let said = if entry.time.date.is_some() { &entry.time } else { entry.under.as_ref()? };
        survey.almanac.resolve(said, &Scope::default()).map(|r| r.bounds)
    });
    let days: Vec<TimeBounds> = dated.collect();
    // A late evening before an early morning is a midnight, not a step back.
    let clocks: Vec<u32> = story.entries.iter().filter_map(|e| minute(&e.time)).collect();
    let midnights =
        clocks.iter().zip(clocks.iter().skip(1)).filter(|(a, b)| **a >= LATE && **b <= EARLY).count();
    let (up, down) = steps(days.iter().map(TimeBounds::middle));
    let (later, earlier) = steps_under_one_heading(story);
    let (up, down) = (up + later, down + earlier);
    // Clocks without any day decide only where no days do.
    let (up, down) = if up + down > 0 {
        (up, down)
    } else {
        let (up, down) = steps(clocks.into_iter());
        (up + midnights, down - midnights)
    };
    if down > up { Direction::NewestFirst } else { Direction::OldestFirst }
}

/// Steps of bare clock times under one and the same day: they tell the order even where a typed day does not.
fn steps_under_one_heading(story: &Story) -> (usize, usize) {
    let pairs = story.entries.iter().zip(story.entries.iter().skip(1));
    let same = pairs.filter(|(a, b)| {
        a.under.is_some() && a.under == b.under && a.time.date.is_none() && b.time.date.is_none()
    });
    same.filter_map(|(a, b)| Some((minute(&a.time)?, minute(&b.time)?))).fold((0, 0), |(up, down), (a, b)| {
        let midnight = a >= LATE && b <= EARLY;
        (up + usize::from(a < b || midnight), down + usize::from(a > b && !midnight))
    })
}

fn minute(time: &TimeExpr) -> Option<u32> {
    if let Some(ClockPart::At { hour, minute, .. }) = time.clock { Some(hour * 60 + minute) } else { None }
}

fn steps<T: PartialOrd + Clone>(values: impl Iterator<Item = T> + Clone) -> (usize, usize) {
    let pairs = values.clone().zip(values.skip(1));
    pairs.fold((0, 0), |(up, down), (a, b)| (up + usize::from(a < b), down + usize::from(a > b)))
}

/// The times of all entries that can be dated.
pub fn date_entries(story: &Story, survey: &Survey, direction: Direction) -> Vec<Dated> {
    let dated = date_from(story, survey, direction, survey.incident_day);
    match survey.incident_day.filter(|day| began_the_evening_before(story, &dated, *day)) {
        Some(day) if direction == Direction::OldestFirst => {
            date_from(story, survey, direction, day.pred_opt())
        }
        _ => dated,
    }
}

fn date_from(story: &Story, survey: &Survey, direction: Direction, base: Option<NaiveDate>) -> Vec<Dated> {
    let mut reader =
        Dater { survey, direction, base, day: None, heading: None, last: None, notes: Vec::new() };
    story.entries.iter().enumerate().filter_map(|(index, entry)| reader.date(index, entry)).collect()
}

/// Whether a list of bare clock times that passes midnight has most of its entries after it: the report's day is then
/// the day of those, and the list begins on the evening before.
fn began_the_evening_before(story: &Story, dated: &[Dated], day: NaiveDate) -> bool {
    let bare = dated.iter().filter(|d| {
        story
            .entries
            .get(d.entry)
            .is_some_and(|e| e.time.date.is_none() && e.under.is_none() && e.time.has_clock())
    });
    let (before, after): (Vec<&Dated>, Vec<&Dated>) = bare.partition(|d| d.resolved.day <= day);
    before.len() < after.len() && before.iter().all(|d| d.resolved.bounds.earliest().hour() >= 17)
}

/// `13:30-13:45` over an entry: what it tells was some time between the two. A longer range has a start and an end.
fn short_range(resolved: &Resolved) -> Option<TimeBounds> {
    let until = resolved.until?;
    let said =
        |b: &TimeBounds| if b.precision() == Precision::Approximate { b.middle() } else { b.earliest() };
    let (from, to) = (said(&resolved.bounds), said(&until));
    ((TimeDelta::zero()..=SHORT_RANGE).contains(&(to - from)))
        .then(|| TimeBounds::between(from, to, Precision::Approximate))
}

struct Dater<'a> {
    survey: &'a Survey,
    direction: Direction,
    /// The day of clock times that neither they nor a heading date.
    base: Option<NaiveDate>,
    /// The day in force.
    day: Option<NaiveDate>,
    /// The heading that put it in force.
    heading: Option<TimeExpr>,
    /// The exact time of the entry before, under the same heading.
    last: Option<Instant>,
    /// What was added to the heading's day, until it is told.
    notes: Vec<Note>,
}

impl Dater<'_> {
    fn date(&mut self, index: usize, entry: &Entry) -> Option<Dated> {
        if entry.under != self.heading {
            self.heading.clone_from(&entry.under);
            let heading =
                entry.under.as_ref().and_then(|under| self.survey.almanac.resolve(under, &Scope::default()));
            self.day = heading.as_ref().map(|r| r.day);
            // What was added to the heading's day is told with the first entry under it.
            self.notes = heading.map(|r| r.notes).unwrap_or_default();
            self.last = None;
        }
        let in_force =
            self.day.or(self.base).or(self.survey.almanac.written).or(self.survey.almanac.reference);
        let scope =
            Scope { day: in_force, writing: None, told: self.last.map(|at| at.date_naive()), at: self.last };
        let mut resolved = self.survey.almanac.resolve(&entry.time, &scope)?;
        if entry.time.date.is_none() {
            resolved = self.past_midnight(entry, &scope, resolved);
            if self.day.is_none() && self.survey.incident_day.is_none() {
                resolved.notes.push(Note::DayAssumed);
            }
        } else if entry.kind != EntryKind::Day
            && entry.time.clock.is_some()
            && self.survey.stated_day.is_none()
        {
            // A day written inside another day's block holds until the next heading.
            self.day = Some(resolved.day);
        }
        if entry.time.has_clock() {
            self.last = Some(resolved.bounds.earliest());
        }
        resolved.notes.append(&mut self.notes);
        if let Some(within) = short_range(&resolved) {
            (resolved.bounds, resolved.until) = (within, None);
        }
        // A post is written on its own day, and so is what stands under a day's heading.
        let own = Some(resolved.day);
        let scope = Scope { day: own, writing: own, told: own, at: Some(resolved.bounds.earliest()) };
        Some(Dated { entry: index, resolved, scope })
    }

    /// A clock that runs against the reading direction has passed midnight.
    fn past_midnight(&mut self, entry: &Entry, scope: &Scope, resolved: Resolved) -> Resolved {
        let (Some(last), Some(ClockPart::At { .. })) = (self.last, entry.time.clock) else { return resolved };
        let at = resolved.bounds.earliest();
        let moved = match self.direction {
            Direction::OldestFirst if last - at > DISORDER => {
                scope.day.and_then(|d| d.checked_add_days(Days::new(1)))
            }
            Direction::NewestFirst if at - last > DISORDER => {
                scope.day.and_then(|d| d.checked_sub_days(Days::new(1)))
            }
            _ => None,
        };
        let Some(day) = moved else { return resolved };
        self.day = Some(day);
        let scope = Scope { day: Some(day), ..*scope };
        self.survey.almanac.resolve(&entry.time, &scope).unwrap_or(resolved)
    }
}
