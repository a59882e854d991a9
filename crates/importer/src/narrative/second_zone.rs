//! Stamps that tell one moment on two clocks, `10:05 PDT / 17:05 UTC`: the second one is no other event, but a check of
//! the first.

use chrono::{NaiveDate, TimeDelta};
use incstats_model::Place;

use crate::locale::Locale;
use crate::narrative::survey::Survey;
use crate::read::document::Document;
use crate::time::expression::{Expression, TimeExpr};
use crate::time::grammar::scan;
use crate::time::resolve::{Almanac, Note, Scope};

/// How many tokens part the two: a stroke, a bracket, `or`.
const BETWEEN: usize = 2;

/// The stamps whose two clocks do not show the same moment.
pub fn second_zones(document: &Document, survey: &Survey, locale: &Locale) -> Vec<(Note, Place)> {
    let mut found = Vec::new();
    for (index, line) in document.lines.iter().enumerate() {
        // Two clock times with their zones are longer than this.
        if line.text.len() < 16 || !line.text.contains(':') {
            continue;
        }
        let times: Vec<TimeExpr> = scan(&line.text, &line.tokens, locale)
            .into_iter()
            .filter_map(|e| if let Expression::Time(time) = e { Some(time) } else { None })
            .collect();
        for pair in times.windows(2) {
            if let [first, second] = pair
                && let Some(note) = differing(first, second, survey)
            {
                found.push((note, document.place(index, second.span)));
            }
        }
    }
    found
}

/// What is wrong with two times that stand side by side, each with another zone.
fn differing(first: &TimeExpr, second: &TimeExpr, survey: &Survey) -> Option<Note> {
    let (one, other) = (first.zone?, second.zone?);
    let beside = second.from >= first.to && second.from - first.to <= BETWEEN && second.lead.is_none();
    let single = first.until.is_none() && second.until.is_none() && second.nearness.is_none();
    if one == other || !beside || !single || !first.has_clock() || !second.has_clock() {
        return None;
    }
    let almanac: &Almanac = &survey.almanac;
    let any_day = survey.incident_day.or(almanac.written).or(NaiveDate::from_ymd_opt(2001, 1, 15))?;
    let scope = Scope { day: Some(any_day), ..Scope::default() };
    let a = almanac.resolve(first, &scope)?;
    let b = almanac.resolve(second, &Scope { day: Some(a.day), ..scope })?;
    let apart = b.bounds.earliest() - a.bounds.earliest();
    // Without a date of its own the second one may be of the day before or after.
    let shifts = if second.date.is_none() { vec![-1, 0, 1] } else { vec![0] };
    let same = shifts.into_iter().any(|days| (apart + TimeDelta::days(days)).num_minutes() == 0);
    (!same).then(|| Note::SecondZone { minutes: apart.num_minutes() })
}
