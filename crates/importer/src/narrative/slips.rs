//! Mistyped days in a list whose entries all carry their date: what the order of the list itself contradicts.
//!
//! Only what leaves one reading is read otherwise, and each time a note says what was typed.

use chrono::{Datelike, NaiveDate, TimeDelta, Timelike};

use crate::narrative::chronology::Dated;
use crate::narrative::story::Story;
use crate::narrative::survey::Survey;
use crate::time::expression::{CalendarDate, DatePart, TimeExpr};
use crate::time::resolve::{Note, Resolved, Scope};

/// A step back that is no slip: entries are often written down a little out of order.
const DISORDER: TimeDelta = TimeDelta::hours(3);
/// From this hour on an entry is of the evening.
const EVENING: u32 = 17;
/// Up to this hour one is of the early morning.
const EARLY: u32 = 9;

/// Mends a list that is read oldest first.
pub fn mend(story: &Story, survey: &Survey, dated: &mut [Dated]) {
    for at in 1..dated.len() {
        if let Some((first, day)) = evening_dated_as_the_morning_after(story, dated, at) {
            for one in dated.iter_mut().take(at).skip(first) {
                move_to(story, survey, one, day);
            }
        } else if let Some(day) = date_of_its_neighbours(story, dated, at)
            && let Some(one) = dated.get_mut(at)
        {
            move_to(story, survey, one, day);
        }
    }
}

fn calendar(story: &Story, one: &Dated) -> Option<CalendarDate> {
    let time = &story.entries.get(one.entry)?.time;
    match time.date {
        Some(DatePart::Calendar(date)) if time.has_clock() && date.month.is_some() => Some(date),
        _ => None,
    }
}

/// An entry dated well before the one above it, whose date differs from that one's in the day alone or the month
/// alone, and that stands in its place on that date.
fn date_of_its_neighbours(story: &Story, dated: &[Dated], at: usize) -> Option<NaiveDate> {
    let (above, one) = (dated.get(at.checked_sub(1)?)?, dated.get(at)?);
    calendar(story, above)?;
    calendar(story, one)?;
    let (typed, day) = (one.resolved.day, above.resolved.day);
    let below = dated.get(at + 1).filter(|d| calendar(story, d).is_some());
    let apart = usize::from(typed.day() != day.day()) + usize::from(typed.month() != day.month());
    let in_place = clock(one) >= clock(above) && below.is_none_or(|b| b.resolved.day >= day);
    let back = (day - typed).num_days() > 1;
    (back && typed.year() == day.year() && apart == 1 && in_place).then_some(day)
}

/// A few entries of an evening that carry the date of the many that follow, which go on early in the morning: they are
/// of the day before. Gives the first of them and that day.
fn evening_dated_as_the_morning_after(
    story: &Story,
    dated: &[Dated],
    at: usize,
) -> Option<(usize, NaiveDate)> {
    let (above, one) = (dated.get(at.checked_sub(1)?)?, dated.get(at)?);
    let day = one.resolved.day;
    let step = above.resolved.bounds.earliest() - one.resolved.bounds.earliest();
    if step <= DISORDER || above.resolved.day != day || one.resolved.bounds.earliest().hour() > EARLY {
        return None;
    }
    let same = |d: &&Dated| d.resolved.day == day && calendar(story, d).is_some();
    let late = |d: &&Dated| d.resolved.bounds.earliest().hour() >= EVENING;
    let evening = dated.iter().take(at).rev().take_while(|d| same(d) && late(d)).count();
    let all_before = dated.iter().take(at).filter(same).count();
    let morning = dated.iter().skip(at).take_while(same).count();
    (evening > 0 && evening == all_before && evening < morning).then_some((at - evening, day.pred_opt()?))
}

fn clock(one: &Dated) -> (u32, u32) {
    let at = one.resolved.bounds.earliest();
    (at.hour(), at.minute())
}

fn move_to(story: &Story, survey: &Survey, one: &mut Dated, day: NaiveDate) {
    let Some(entry) = story.entries.get(one.entry) else { return };
    let typed = one.resolved.day;
    let date = CalendarDate {
        year: Some(day.year()),
        month: Some(day.month()),
        day: day.day(),
        ..CalendarDate::default()
    };
    let time = TimeExpr { date: Some(DatePart::Calendar(date)), ..entry.time.clone() };
    let Some(Resolved { bounds, until, .. }) = survey.almanac.resolve(&time, &Scope::default()) else {
        return;
    };
    let mut notes = std::mem::take(&mut one.resolved.notes);
    notes.push(Note::DateSlip { typed, read: day });
    one.resolved = Resolved { bounds, until, day, notes };
    let own = Some(day);
    one.scope = Scope { day: own, writing: own, told: own, at: Some(bounds.earliest()) };
}
