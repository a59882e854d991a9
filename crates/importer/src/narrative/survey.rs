//! A first look over the document: what each line is, which dates it names, its own date, its zone, its language's
//! order of day and month. Later steps complete times from it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use incstats_model::{Instant, Zone, ZoneBasis, ZoneId};

use crate::locale::{Label, Locale, Section, Sense, StatusWord};
use crate::narrative::markup::{self, Mark};
use crate::narrative::role::{Role, Setting, Stamp, role};
use crate::options::{DayMonthOrder, Options};
use crate::read::document::{Document, Line};
use crate::time::calendar::{date, is_year};
use crate::time::expression::{CalendarDate, ClockPart, DatePart, Expression, TimeExpr};
use crate::time::grammar::{bracketed_zone, scan, zone_in};
use crate::time::resolve::{Almanac, Scope};

/// How many lines are the head of a document.
const HEAD: usize = 10;

/// How many tokens may stand between the zero of a document's own clock and the time it is.
const BESIDE_ZERO: usize = 3;

/// Longest heading of what is set aside, in words.
const LONGEST_ASIDE: usize = 6;

/// What a first look gives.
#[derive(Debug)]
pub struct Survey {
    /// What each line is.
    pub roles: Vec<Role>,
    /// The document's calendar.
    pub almanac: Almanac,
    /// Its zone, and how it is known.
    pub zone: Zone,
    /// The stamp that says as of when the page holds.
    pub updated: Option<TimeExpr>,
    /// The day that clock times without a day belong to, where no heading says another.
    pub incident_day: Option<NaiveDate>,
    /// The day that a sentence gives to all entries which do not say otherwise.
    pub stated_day: Option<NaiveDate>,
}

/// Looks over a document.
pub fn survey(document: &Document, locale: &Locale, options: &Options) -> Survey {
    let blank = |at: Option<usize>| at.and_then(|at| document.lines.get(at)).is_none_or(Line::is_blank);
    let hidden = not_prose(document);
    let seen = |i: usize| !hidden.get(i).copied().unwrap_or(false);
    let marks = markup::headings(document);
    let marked = |i: usize| marks.get(i) == Some(&Mark::Heading);
    // A document that marks its headings has no others.
    let marks_headings = (0..document.lines.len()).filter(|i| seen(*i) && marked(*i)).count() > 1;
    let expressions: Vec<Vec<Expression>> =
        document.lines.iter().map(|line| scan(&line.text, &line.tokens, locale)).collect();
    let roles: Vec<Role> = document
        .lines
        .iter()
        .zip(&expressions)
        .enumerate()
        .map(|(i, (line, said))| {
            if in_front_matter(document, i) && !line.is_blank() {
                // Front matter tells of the page: its fields are kept, the rest is no prose of the report.
                match role(line, said, locale, Setting::default()) {
                    Role::Field { label: Label::IncidentDay, time, value } => {
                        Role::Field { label: Label::Paper, time, value }
                    }
                    field @ Role::Field { .. } => field,
                    _ => Role::Code,
                }
            } else if marks.get(i) == Some(&Mark::Underline) {
                Role::Blank
            } else if seen(i) {
                let isolated = !marks_headings && blank(i.checked_sub(1)) && blank(Some(i + 1));
                role(line, said, locale, Setting { isolated, marked: marked(i) })
            } else {
                Role::Code
            }
        })
        .collect();
    let roles = fields_among_fields(without_asides(document, locale, roles));
    let roles = labels_over_their_value(document, roles, locale);
    let seen = |i: usize| roles.get(i).is_some_and(|role| *role != Role::Code);
    let times: Vec<(usize, TimeExpr)> = expressions
        .into_iter()
        .enumerate()
        .filter(|(i, _)| seen(*i))
        .flat_map(|(i, said)| said.into_iter().map(move |e| (i, e)))
        .filter_map(|(i, e)| if let Expression::Time(time) = e { Some((i, time)) } else { None })
        .collect();
    let zone = zone_of(document, locale, options, &times);
    let mut almanac = Almanac {
        full: BTreeMap::new(),
        written: None,
        writing: None,
        months: months(document, locale),
        halves: halves(document, locale),
        reference: options.reference_date,
        day_first: day_first(locale, options, &times),
        zone: zone.id,
        zero: None,
    };
    let said = times.iter().flat_map(|(_, time)| [Some(time), time.until.as_deref()]).flatten();
    for day in said.filter_map(|time| full(&almanac, &calendar(time)?)).collect::<Vec<_>>() {
        *almanac.full.entry(day).or_default() += 1;
    }
    let updated = roles.iter().find_map(|role| match role {
        Role::Field { label: Label::Updated, time: Some(time), .. } if time.has_calendar() => {
            Some(time.clone())
        }
        _ => None,
    });
    almanac.written = written(&roles, updated.as_ref(), &almanac).or(document.written);
    let stated_day = stated_day(document, locale, &times, &almanac);
    let incident_day = stated_day.or_else(|| incident_day(document, &roles, &times, &almanac));
    let yesterday = |(_, time): &(usize, TimeExpr)| time.date == Some(DatePart::FromWriting(-1));
    if almanac.written.is_none() && times.iter().any(yesterday) {
        // An undated text that tells of yesterday was written on the day after.
        almanac.writing = incident_day.and_then(|day| day.succ_opt());
    }
    almanac.zero = zero(&times, &almanac, incident_day);
    Survey { roles, almanac, zone, updated, incident_day, stated_day }
}

/// `T0 = 14:02 UTC`, `T+0 is 09:15`, `14:02 (T0)`: the moment from which a document's own clock counts, said right before
/// or behind it.
fn zero(times: &[(usize, TimeExpr)], almanac: &Almanac, day: Option<NaiveDate>) -> Option<Instant> {
    let is_zero = |time: &TimeExpr| time.clock == Some(ClockPart::Counted(0));
    let near = |(a, b): (&(usize, TimeExpr), &(usize, TimeExpr))| {
        let beside = a.0 == b.0 && b.1.core.saturating_sub(a.1.to) <= BESIDE_ZERO;
        let said = if is_zero(&a.1) { &b.1 } else { &a.1 };
        (beside && is_zero(&a.1) != is_zero(&b.1) && matches!(said.clock, Some(ClockPart::At { .. })))
            .then(|| almanac.resolve(said, &Scope { day, ..Scope::default() }))
            .flatten()
    };
    times.iter().zip(times.iter().skip(1)).find_map(near).map(|resolved| resolved.bounds.earliest())
}

/// `Start:` on a line of its own, and under it a time and nothing else: a field on two lines. The label of a window
/// needs no colon over a range.
fn labels_over_their_value(document: &Document, mut roles: Vec<Role>, locale: &Locale) -> Vec<Role> {
    let mut above: Option<(Label, bool)> = None;
    for (line, role) in document.lines.iter().zip(roles.iter_mut()) {
        let time = match role {
            Role::Blank => continue,
            Role::Stamp(Stamp { time, status: None, posted: false }) | Role::Day(time) => Some(time.clone()),
            Role::Entry { time, status: None, text }
                if !line.rest(*text).chars().any(char::is_alphanumeric) =>
            {
                Some(time.clone())
            }
            _ => None,
        };
        above = match (above, time) {
            (Some((label, closed)), Some(time)) if closed || time.until.is_some() => {
                *role = Role::Field { label, time: Some(time), value: 0 };
                None
            }
            _ => lone_label(line, locale),
        };
    }
    roles
}

/// The label that is all there is in a line, and whether a colon stands behind it, which only that of a window may lack.
fn lone_label(line: &Line, locale: &Locale) -> Option<(Label, bool)> {
    let tokens = &line.tokens;
    let start = (0..tokens.len()).find(|at| tokens.is_word(*at)).filter(|start| *start <= 2)?;
    let hit = locale.labels.at(tokens, start).max_by_key(|hit| hit.len)?;
    let end = start + hit.len;
    let closed = tokens.is_mark(end, ':') && end + 1 == tokens.len();
    let dated =
        matches!(hit.value, Label::Milestone(_) | Label::Window | Label::IncidentDay | Label::Forecast);
    let alone = *hit.value == Label::Window && end == tokens.len();
    ((closed && dated) || alone).then_some((*hit.value, closed))
}

/// Lines that are no prose of the report: blocks of code or log output between fences.
fn not_prose(document: &Document) -> Vec<bool> {
    let mut inside = false;
    let fence = |line: &Line| {
        let text = line.text.trim_start();
        text.starts_with("```") || text.starts_with("~~~")
    };
    let flags = document.lines.iter().map(|line| {
        let is_fence = fence(line);
        inside ^= is_fence;
        inside || is_fence
    });
    let flags: Vec<bool> = flags.collect();
    // A fence that is never closed is only a mark.
    if inside { vec![false; flags.len()] } else { flags }
}

/// `Resolved 2021-07-25 15:55` under `Repaired 2021-07-25 15:55` is a field like that one, not a post.
fn fields_among_fields(mut roles: Vec<Role>) -> Vec<Role> {
    let is_field = |role: &Role| matches!(role, Role::Field { label: Label::Milestone(_), time: Some(time), .. } if time.has_calendar());
    for at in 1..roles.len() {
        let (above, rest) = roles.split_at_mut(at);
        if let (Some(true), Some(role)) = (above.last().map(is_field), rest.first_mut())
            && let Role::Stamp(Stamp { time, status: Some(StatusWord::Marks(milestone)), posted: false }) =
                role
            && time.has_calendar()
        {
            let value = u32::try_from(time.span.start()).unwrap_or(0);
            *role = Role::Field { label: Label::Milestone(*milestone), time: Some(time.clone()), value };
        }
    }
    roles
}

/// Under a heading that sets something aside, such as a chat log, nothing is told until a heading of its own rank or
/// above follows.
fn without_asides(document: &Document, locale: &Locale, mut roles: Vec<Role>) -> Vec<Role> {
    let mut under: Option<usize> = None;
    for (role, line) in roles.iter_mut().zip(&document.lines) {
        let rank = (0..line.tokens.len()).take_while(|i| line.tokens.is_mark(*i, '#')).count();
        if rank > 0 || matches!(role, Role::Heading(Some(_))) {
            if under.is_none_or(|above| (1..=above).contains(&rank)) {
                under = sets_aside(line, rank, locale).then_some(rank);
            }
        } else if under.is_some() && *role != Role::Blank {
            *role = Role::Code;
        }
    }
    roles
}

/// `## Appendix`, `### #ops chat log`: a heading marked as one, whose last words set aside what follows.
fn sets_aside(line: &Line, rank: usize, locale: &Locale) -> bool {
    let end = line.tokens.len();
    let words = (0..end).filter(|i| line.tokens.is_word(*i)).count();
    rank > 0
        && words <= LONGEST_ASIDE
        && locale
            .headings
            .within(&line.tokens, rank, end)
            .any(|hit| *hit.value == Section::Aside && (hit.at == rank || hit.at + hit.len + 1 >= end))
}

/// Whether a line belongs to the block of fields between `---` lines at the top.
fn in_front_matter(document: &Document, line: usize) -> bool {
    let rule = |i: usize| document.lines.get(i).is_some_and(|l| matches!(l.text.trim_end(), "---" | "+++"));
    rule(0) && (1..=line).all(|i| !rule(i)) && (line..document.lines.len().min(60)).any(rule)
}

fn calendar(time: &TimeExpr) -> Option<CalendarDate> {
    if let Some(DatePart::Calendar(date)) = time.date { Some(date) } else { None }
}

fn full(almanac: &Almanac, said: &CalendarDate) -> Option<NaiveDate> {
    said.year?;
    almanac.settle(&CalendarDate { weekday: None, ..*said }).map(|(day, _)| day)
}

/// The order of day and month: what a person says, else what an unambiguous date of the document shows, else the
/// language.
fn day_first(locale: &Locale, options: &Options, times: &[(usize, TimeExpr)]) -> Option<bool> {
    if let Some(order) = options.day_month {
        return Some(order == DayMonthOrder::DayFirst);
    }
    let numeric = times.iter().filter_map(|(_, t)| calendar(t)).filter(|c| c.swappable);
    let mut days = numeric.filter_map(|c| Some((c.year?, c.month?, c.day, c.weekday?)));
    let by_weekday = days.find_map(|(year, month, day, wanted)| {
        let fits = |m, d| date(year, m, d).is_some_and(|day| crate::time::calendar::weekday(day) == wanted);
        (fits(month, day) != fits(day, month)).then(|| fits(month, day))
    });
    by_weekday.or_else(|| shown(times)).or(locale.day_first)
}

/// `28/06/2016` shows its order by itself. The grammar has put day and month in their places, so the number that
/// stood first is told from where a swap was ruled out by a value above twelve.
fn shown(times: &[(usize, TimeExpr)]) -> Option<bool> {
    let certain = |c: &CalendarDate| c.numeric && !c.swappable && c.day > 12;
    times.iter().filter_map(|(_, t)| calendar(t)).find(certain).map(|c| !c.month_stood_first)
}

/// The day on which the document was written: its stamp, else the latest of its fields that say so.
fn written(roles: &[Role], updated: Option<&TimeExpr>, almanac: &Almanac) -> Option<NaiveDate> {
    let day = |time: &TimeExpr| almanac.resolve(time, &Scope::default()).map(|r| r.day);
    if let Some(day) = updated.and_then(day) {
        return Some(day);
    }
    let papers = roles.iter().filter_map(|role| match role {
        Role::Field { label: Label::Paper, time: Some(time), .. }
            if calendar(time).is_some_and(|c| c.year.is_some()) =>
        {
            day(time)
        }
        Role::Stamp(stamp) if stamp.posted => day(&stamp.time),
        _ => None,
    });
    papers.max().or_else(|| lone_stamp(roles, almanac))
}

/// A single full stamp near the head of an article is its date.
fn lone_stamp(roles: &[Role], almanac: &Almanac) -> Option<NaiveDate> {
    let mut all = roles.iter().enumerate().filter_map(|(i, role)| match role {
        Role::Stamp(stamp) => Some((i, &stamp.time)),
        _ => None,
    });
    let (_, time) = all.next().filter(|(line, time)| *line < HEAD && time.has_calendar())?;
    let lone = all.next().is_none();
    lone.then(|| almanac.resolve(time, &Scope::default())).flatten().map(|r| r.day)
}

/// Months that are named with their year.
fn months(document: &Document, locale: &Locale) -> Vec<(i32, u32)> {
    let named = |line: &Line, at: usize| {
        let of = |hit: crate::text::pattern::Hit<'_, Sense>| match hit.value {
            Sense::Month(month) => Some((*month, hit.len)),
            _ => None,
        };
        let (month, len) = locale.senses.at(&line.tokens, at).find_map(of)?;
        let after = at + len + usize::from(line.tokens.is_mark(at + len, ','));
        let (year, 4) = line.tokens.number(after)? else { return None };
        is_year(year).then_some((i32::try_from(year).ok()?, month))
    };
    document
        .lines
        .iter()
        .flat_map(|line| (0..line.tokens.len()).filter_map(move |at| named(line, at)))
        .collect()
}

/// Whether clock times have am and pm.
fn halves(document: &Document, locale: &Locale) -> bool {
    let half = |line: &Line, at: usize| {
        line.tokens.number(at).is_some()
            && locale.senses.at(&line.tokens, at + 1).any(|hit| matches!(hit.value, Sense::Am | Sense::Pm))
    };
    document.lines.iter().any(|line| (0..line.tokens.len()).any(|at| half(line, at)))
}

/// The zone that the document states, else what a person says, else UTC.
fn zone_of(document: &Document, locale: &Locale, options: &Options, times: &[(usize, TimeExpr)]) -> Zone {
    let statement = document.lines.iter().find_map(|line| {
        let hits = locale.labels.within(&line.tokens, 0, line.tokens.len());
        let places = hits.filter(|hit| *hit.value == Label::Zone).map(|hit| (hit.at, hit.at + hit.len));
        let mut places: Vec<(usize, usize)> = places.collect();
        places.sort_by_key(|(_, after)| std::cmp::Reverse(*after));
        // `all times BST`: the zone may be a word of the phrase itself.
        places.into_iter().find_map(|(at, after)| {
            [after, at].into_iter().find_map(|from| zone_in(&line.text, &line.tokens, locale, from))
        })
    });
    let bracketed =
        || document.lines.iter().find_map(|line| bracketed_zone(&line.text, &line.tokens, locale));
    let stated = statement.or_else(|| most_frequent(times)).or_else(bracketed);
    match (stated, options.zone) {
        // A place that a person names tells more than the offset of a season, where the two agree.
        (Some(ZoneId::Fixed(_)) | None, Some(configured)) if agrees(stated, configured, times) => Zone {
            id: configured,
            basis: if stated.is_some() { ZoneBasis::Stated } else { ZoneBasis::Configured },
        },
        (Some(id), _) => Zone { id, basis: ZoneBasis::Stated },
        (None, Some(id)) => Zone { id, basis: ZoneBasis::Configured },
        (None, None) => Zone { id: ZoneId::UTC, basis: ZoneBasis::Assumed },
    }
}

fn most_frequent(times: &[(usize, TimeExpr)]) -> Option<ZoneId> {
    let mut counts: Vec<(ZoneId, usize)> = Vec::new();
    for zone in times.iter().filter_map(|(_, time)| time.zone) {
        match counts.iter_mut().find(|(known, _)| *known == zone) {
            Some((_, count)) => *count += 1,
            None => counts.push((zone, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(zone, _)| zone)
}

/// Whether a configured place has the stated offset on some day that the document names.
fn agrees(stated: Option<ZoneId>, configured: ZoneId, times: &[(usize, TimeExpr)]) -> bool {
    let Some(stated) = stated else { return true };
    let days = times.iter().filter_map(|(_, t)| calendar(t)).filter_map(|c| date(c.year?, c.month?, c.day));
    let same = |day: NaiveDate| {
        day.and_hms_opt(12, 0, 0).is_some_and(|noon| configured.at(noon).first() == stated.at(noon).first())
    };
    days.into_iter().any(same)
}

/// `All events happened on 21 October 2019`: words that give a day to all entries, inside a sentence.
fn stated_day(
    document: &Document,
    locale: &Locale,
    times: &[(usize, TimeExpr)],
    almanac: &Almanac,
) -> Option<NaiveDate> {
    times.iter().find_map(|(index, time)| {
        let line = document.lines.get(*index)?;
        let said = calendar(time)?;
        let words = locale.labels.within(&line.tokens, 0, time.core);
        let all =
            words.filter(|hit| *hit.value == Label::AllOn).any(|hit| time.core - (hit.at + hit.len) <= 1);
        all.then(|| almanac.settle(&said)).flatten().map(|(day, _)| day)
    })
}

/// The day that a field, the title or the prose gives to the incident. Dates of the paper itself do not count.
fn incident_day(
    document: &Document,
    roles: &[Role],
    times: &[(usize, TimeExpr)],
    almanac: &Almanac,
) -> Option<NaiveDate> {
    // Each day with its votes and the place at which it is named first.
    let mut votes: BTreeMap<NaiveDate, (usize, usize)> = BTreeMap::new();
    for (place, (line, time)) in times.iter().enumerate() {
        let Some(said) = calendar(time).filter(|c| c.month.is_some()) else { continue };
        let Some((day, _)) = almanac.settle(&said) else { continue };
        let weight = match roles.get(*line) {
            // Front matter tells of the page, not of the incident.
            _ if in_front_matter(document, *line) => 1,
            Some(Role::Field { label: Label::IncidentDay | Label::Milestone(_) | Label::Window, .. }) => 8,
            Some(
                Role::Field { label: Label::Paper | Label::Updated | Label::Forecast, .. } | Role::Stamp(_),
            ) => 0,
            Some(Role::Heading(_)) => 6,
            _ if is_row_of_versions(document, *line) => 0,
            // `since 1 November` looks back.
            _ if time.lead.is_some() && !time.has_clock() => 0,
            // The first lines hold the title.
            _ if *line < 3 => 5,
            Some(Role::Prose) if bracketed(document, *line, time) => 0,
            Some(Role::Prose | Role::Day(_)) => 2 + usize::from(time.has_clock()),
            _ => 1,
        };
        votes.entry(day).or_insert((0, place)).0 += weight;
    }
    // Of days named equally often the one named first: a report begins with what it is about.
    let most = votes.values().map(|(count, _)| *count).max().filter(|most| *most > 0)?;
    let equals = votes.into_iter().filter(|(_, (count, _))| *count == most);
    equals.min_by_key(|(_, (_, place))| *place).map(|(day, _)| day)
}

/// `1.0  28/06/2016  Name`: a row that begins with a version number is about the paper.
fn is_row_of_versions(document: &Document, line: usize) -> bool {
    document.lines.get(line).is_some_and(|line| {
        let t = &line.tokens;
        let start = usize::from(t.is_mark(0, '|'));
        t.number(start).is_some()
            && t.is_mark(start + 1, '.')
            && t.touches(start + 2)
            && t.number(start + 2).is_some_and(|(_, digits)| digits == 1)
    })
}

/// `today (28/06/2016)`: a date in brackets explains a word, it tells nothing new.
fn bracketed(document: &Document, line: usize, time: &TimeExpr) -> bool {
    document.lines.get(line).is_some_and(|line| time.from > 0 && (line.tokens.is_mark(time.from - 1, '(')))
}
