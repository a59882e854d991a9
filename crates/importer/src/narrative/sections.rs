//! Several incidents in one report, each under a heading of its own, as in the log of a quarter.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use incstats_model::{Incident, Milestone, TimeBounds};

use crate::locale::{Locale, Section};
use crate::narrative::markup::rank;
use crate::read::document::{Document, Line};
use crate::time::expression::{CalendarDate, DatePart, Expression, TimeExpr};
use crate::time::grammar::scan;

/// Most marks before a heading.
const DEEPEST: usize = 6;
/// How many lines below a heading may hold its day.
const BELOW: usize = 4;
/// How many tokens may stand before the day there: a mark and a label.
const LABEL: usize = 4;
/// Longest line that is but a day, in bytes.
const LONGEST_DAY: usize = 60;
/// How far apart the days of a history lie: those of one incident are nearer.
const WEEKS_APART: TimeDelta = TimeDelta::weeks(4);

/// The ways in which a report can be cut at its headings, at the shallowest rank first: at each rank the sections that
/// have a title and a day, each as a document of its own. Most reports have none.
pub fn cuts(document: &Document, locale: &Locale) -> impl Iterator<Item = Vec<Document>> {
    let ranks = ranks(document);
    let by_headings = (1..=DEEPEST).filter_map(move |wanted| {
        let heads = (0..ranks.len()).filter(|i| ranks.get(*i) == Some(&wanted));
        let mut days = BTreeSet::new();
        let titled = heads.filter(|head| match day_of(document, *head, locale) {
            Some(day) => days.insert((day.year, day.month, day.day)),
            None => false,
        });
        let titled: Vec<usize> = titled.collect();
        let section = |head: &usize| {
            let goes_on = |(_, rank): &(&Line, &usize)| **rank == 0 || **rank > wanted;
            let rest = document.lines.iter().zip(&ranks).skip(*head);
            let lines = rest.clone().take(1).chain(rest.skip(1).take_while(goes_on));
            Document {
                written: document.written,
                ..Document::of_lines(lines.map(|(line, _)| line.clone()).collect())
            }
        };
        (titled.len() > 1).then(|| titled.iter().map(section).collect())
    });
    by_headings.chain(by_days(document, locale))
}

/// The history of a service: lines that are a day with its year and nothing else, each weeks from the next, with a text
/// below it.
fn by_days(document: &Document, locale: &Locale) -> Option<Vec<Document>> {
    let heads: Vec<(usize, NaiveDate)> = document
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| (1..=LONGEST_DAY).contains(&line.text.trim().len()))
        .filter_map(|(at, line)| Some((at, lone_day(line, locale)?)))
        .collect();
    let apart = heads.windows(2).all(|pair| match pair {
        [(_, a), (_, b)] => (*a - *b).abs() >= WEEKS_APART,
        _ => true,
    });
    let ends = heads.iter().skip(1).map(|(at, _)| *at).chain([document.lines.len()]);
    let section = |(from, to): (usize, usize)| Document {
        written: document.written,
        ..Document::of_lines(document.lines.get(from..to).unwrap_or_default().to_vec())
    };
    let from = heads.iter().map(|(at, _)| *at);
    (heads.len() > 1 && apart).then(|| from.zip(ends).map(section).collect())
}

/// The day of a line that says nothing else.
fn lone_day(line: &Line, locale: &Locale) -> Option<NaiveDate> {
    let times = times(line, locale);
    let [time] = times.as_slice() else { return None };
    let Some(DatePart::Calendar(CalendarDate { year: Some(year), month: Some(month), day, .. })) = time.date
    else {
        return None;
    };
    let outside = (0..line.tokens.len()).filter(|i| !(time.from..time.to).contains(i));
    let alone = !time.has_clock() && outside.into_iter().all(|i| !line.tokens.is_word(i));
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| alone)
}

/// Whether sections tell of incidents of their own: two or more tell a begin and a later end, and none begins before the
/// one before it is over, or on its day.
pub fn tell_of_incidents(incidents: &[Incident]) -> bool {
    let mut whole: Vec<(TimeBounds, TimeBounds)> = incidents.iter().filter_map(begin_and_end).collect();
    whole.sort_by_key(|(begin, _)| begin.earliest());
    let after = |((_, end), (begin, _)): (&(TimeBounds, TimeBounds), &(TimeBounds, TimeBounds))| {
        end.certainly_before(begin) && end.latest().date_naive() < begin.earliest().date_naive()
    };
    whole.len() > 1 && whole.iter().zip(whole.iter().skip(1)).all(after)
}

/// When an incident began, as far as anybody knew, and when it was over.
fn begin_and_end(incident: &Incident) -> Option<(TimeBounds, TimeBounds)> {
    let first = |all: [Milestone; 2]| all.into_iter().find_map(|m| incident.milestones.bounds(m)).copied();
    let begin = first([Milestone::Started, Milestone::Detected])?;
    let end = first([Milestone::Resolved, Milestone::Mitigated])?;
    begin.certainly_before(&end).then_some((begin, end))
}

/// The rank of each line that is a heading; 0 for all others, and for what stands between fences.
fn ranks(document: &Document) -> Vec<usize> {
    let mut fenced = false;
    let of = |line: &Line| {
        fenced ^= line.text.trim_start().starts_with("```");
        if fenced { 0 } else { rank(line) }
    };
    document.lines.iter().map(of).collect()
}

/// The day of a heading with a title of its own: in it, or at the beginning of one of the lines right below it.
fn day_of(document: &Document, head: usize, locale: &Locale) -> Option<CalendarDate> {
    let heading = document.lines.get(head).filter(|line| !names_a_part(line, locale))?;
    let times = times(heading, locale);
    let in_a_time = |i: &usize| times.iter().any(|t| (t.from..t.to).contains(i));
    let titled = (0..heading.tokens.len()).filter(|i| !in_a_time(i)).any(|i| heading.tokens.is_word(i));
    let below = document.lines.iter().skip(head + 1).filter(|line| !line.is_blank()).take(BELOW);
    let below = below.take_while(|line| rank(line) == 0);
    let below = below.flat_map(|line| self::times(line, locale)).filter(|time| time.from <= LABEL);
    let mut days = times.iter().cloned().chain(below).filter_map(|time| match time.date {
        Some(DatePart::Calendar(date)) if date.month.is_some() => Some(date),
        _ => None,
    });
    days.next().filter(|_| titled)
}

/// Whether a heading names a part of a report, such as its timeline, and no incident.
fn names_a_part(line: &Line, locale: &Locale) -> bool {
    let tokens = &line.tokens;
    let Some(first) = (0..tokens.len()).find(|i| tokens.is_word(*i)) else { return true };
    let parts = locale.headings.at(tokens, first);
    parts
        .filter(|hit| *hit.value != Section::Title)
        .any(|hit| (first + hit.len..tokens.len()).all(|i| !tokens.is_word(i)))
}

fn times(line: &Line, locale: &Locale) -> Vec<TimeExpr> {
    let time = |e| if let Expression::Time(time) = e { Some(time) } else { None };
    scan(&line.text, &line.tokens, locale).into_iter().filter_map(time).collect()
}
