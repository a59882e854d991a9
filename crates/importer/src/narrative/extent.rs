//! How many were hit, and whether data were lost, in the words of the report.

use incstats_model::Customers;

use crate::locale::{FactWord, Locale, Section};
use crate::narrative::passage::Passage;
use crate::narrative::story::Story;
use crate::read::document::Document;
use crate::text::token::{Kind, Tokens};
use crate::time::expression::Expression;

/// How many tokens may stand between a number and those it counts: `1,200 of our customers`.
const BETWEEN: usize = 3;
/// Longest words that are kept of how many were hit, in characters.
const LONGEST: usize = 120;

/// How many customers were hit: a field that counts them, else the first sentence that says so.
pub fn customers(document: &Document, story: &Story, locale: &Locale) -> Option<Customers> {
    let field = document.lines.iter().find_map(|line| {
        let label = locale
            .facts
            .within(&line.tokens, 0, line.tokens.len())
            .find(|hit| *hit.value == FactWord::CustomersLabel && hit.at <= 2)?;
        let colon = label.at + label.len;
        let value = (colon..colon + 3).find(|at| line.tokens.is_mark(*at, ':'))? + 1;
        let from = line.tokens.get(value)?.start;
        let text: String = line.rest(from).trim().chars().take(LONGEST).collect();
        let (count, end) = number(&line.tokens, value).or_else(|| number(&line.tokens, value + 1))?;
        Some(Customers { count: (!is_share(&line.tokens, end)).then_some(count), text })
    });
    field.or_else(|| told(story, locale))
}

/// The first sentence that says how many were hit.
pub fn told(story: &Story, locale: &Locale) -> Option<Customers> {
    passages(story).find_map(|passage| in_sentences(passage, locale))
}

fn passages(story: &Story) -> impl Iterator<Item = &Passage> {
    let prose = story.prose.iter().filter(|p| !matches!(p.section, Some(Section::Paper | Section::Aside)));
    prose.map(|p| &p.passage).chain(story.entries.iter().map(|entry| &entry.passage))
}

/// A number beside those it counts, in a sentence that says that they were hit.
fn in_sentences(passage: &Passage, locale: &Locale) -> Option<Customers> {
    let tokens = &passage.tokens;
    passage.sentences.iter().find_map(|(from, to)| {
        let hits: Vec<(FactWord, usize, usize)> = locale
            .facts
            .within(tokens, *from, *to)
            .map(|hit| (*hit.value, hit.at, hit.at + hit.len))
            .collect();
        hits.iter().find(|hit| hit.0 == FactWord::Hit)?;
        let whom = |at: usize, end: usize| {
            let after = hits.iter().find(|(word, start, _)| {
                let near = *start >= end && *start <= end + BETWEEN;
                let plain = |at: usize| tokens.is_word(at) || tokens.is_mark(at, '%');
                *word == FactWord::Customers && near && (end..*start).all(plain)
            });
            after.map(|(.., last)| (at, *last))
        };
        let mut at = *from;
        while at < *to {
            // `between 13.05 and 15.20 customers could not pay`: a number of a time counts nobody.
            if let Some(end) = end_of_time(passage, at) {
                at = end;
                continue;
            }
            let Some((count, end)) = number(tokens, at) else {
                at += 1;
                continue;
            };
            let share = is_share(tokens, end);
            if let Some((first, last)) = whom(at, end)
                && (share || !joins(tokens, at))
            {
                let (start, stop) = tokens.bytes(first, last);
                let text = passage.text.get(start as usize..stop as usize).unwrap_or_default();
                let text = text.chars().take(LONGEST).collect();
                return Some(Customers { count: (!share).then_some(count), text });
            }
            at = end;
        }
        None
    })
}

/// The token after the time or length of time that a token is part of.
fn end_of_time(passage: &Passage, at: usize) -> Option<usize> {
    passage.expressions.iter().find_map(|said| {
        let (from, to) = match said {
            Expression::Time(time) => (time.from, time.to),
            Expression::Duration(length) => (length.from, length.to),
        };
        (from..to).contains(&at).then_some(to)
    })
}

/// `3.2`, `14:20`, `v2`: a number that is a part of something else counts nobody.
fn joins(tokens: &Tokens, at: usize) -> bool {
    let part =
        |at: usize| tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark(':' | '.' | '/' | '-')));
    at > 0 && part(at - 1) && tokens.touches(at)
}

fn is_share(tokens: &Tokens, end: usize) -> bool {
    tokens.is_mark(end, '%')
}

/// A whole number with its groups of thousands (`1,200`, `1.200`, `1 200`, `1'200`), and the token after it.
fn number(tokens: &Tokens, at: usize) -> Option<(u64, usize)> {
    let (first, digits) = tokens.number(at)?;
    let (mut value, mut next) = (u64::from(first), at + 1);
    if digits > 3 {
        return Some((value, next));
    }
    loop {
        let (group, after) = if [',', '.', '\''].iter().any(|mark| tokens.is_mark(next, *mark))
            && tokens.touches(next)
            && tokens.touches(next + 1)
        {
            (tokens.number(next + 1), next + 2)
        } else {
            (tokens.number(next).filter(|_| tokens.get(next).is_some_and(|t| t.spaced)), next + 1)
        };
        match group {
            Some((group, 3)) => (value, next) = (value.checked_mul(1_000)?.checked_add(group.into())?, after),
            // `3.5 %` is no count.
            _ => return Some((value, if decimals(tokens, next) { next + 2 } else { next })),
        }
    }
}

fn decimals(tokens: &Tokens, at: usize) -> bool {
    [',', '.'].iter().any(|mark| tokens.is_mark(at, *mark))
        && tokens.touches(at)
        && tokens.touches(at + 1)
        && tokens.number(at + 1).is_some()
}

/// Whether data were lost: the last word on it counts. `None` where nothing is said.
pub fn data_lost(story: &Story, locale: &Locale) -> Option<bool> {
    passages(story).filter_map(|passage| lost_in(passage, locale)).last()
}

fn lost_in(passage: &Passage, locale: &Locale) -> Option<bool> {
    let tokens = &passage.tokens;
    let mut each = passage.sentences.iter().filter_map(|(from, to)| {
        let said = |wanted: FactWord| locale.facts.within(tokens, *from, *to).any(|hit| *hit.value == wanted);
        if said(FactWord::DataKept) {
            return Some(false);
        }
        (said(FactWord::DataLost) && !said(FactWord::DataUnsaid)).then_some(true)
    });
    each.next_back()
}

#[cfg(test)]
mod tests {
    use crate::{Options, read};

    fn said(text: &str) -> (Option<u64>, Option<String>, Option<bool>) {
        let whole = format!("{text}\n");
        let report = read("a.txt", whole.as_bytes(), &Options::default()).unwrap();
        let Some(incident) = report.incidents.first() else { panic!("{text}: {:?}", report.findings) };
        let customers = incident.facts.customers.clone();
        (customers.as_ref().and_then(|c| c.count), customers.map(|c| c.text), incident.facts.data_lost)
    }

    #[test]
    fn how_many_were_hit_and_whether_data_were_lost() {
        for (text, count, words, lost) in [
            (
                "4 May 2021\n\nThe shop was down from 14:00 to 14:40 UTC. About 1,200 of our customers were affected. No data was lost.",
                Some(1_200),
                Some("1,200 of our customers"),
                Some(false),
            ),
            (
                "4 May 2021\n\nThe shop was down from 14:00 to 14:40 UTC and 3.5 % of users could not log in. Some orders were lost data we cannot restore.",
                None,
                Some("3.5 % of users"),
                Some(true),
            ),
            (
                "6 november 2023\n\nTussen 13.05 uur en 15.20 uur konden klanten niet betalen, de winkel was onbereikbaar.",
                None,
                None,
                None,
            ),
            (
                "4 May 2021\n\nThe shop was down from 14:00 to 14:40 UTC. We have 9,000 customers.",
                None,
                None,
                None,
            ),
            (
                "4 May 2021\n\nCustomers affected: 312\nThe shop was down from 14:00 to 14:40 UTC. There was a risk of data loss.",
                Some(312),
                Some("312"),
                None,
            ),
            (
                "4. Mai 2021\n\nDer Shop war von 14:00 bis 14:40 Uhr nicht erreichbar. Betroffen waren 3.400 Kunden. Es kam zu keinem Datenverlust.",
                Some(3_400),
                Some("3.400 Kunden"),
                Some(false),
            ),
            (
                "4 mai 2021\n\nLa boutique était inaccessible de 14h00 à 14h40. 1 250 clients ont été touchés, sans perte de données.",
                Some(1_250),
                Some("1 250 clients"),
                Some(false),
            ),
        ] {
            assert_eq!(said(text), (count, words.map(str::to_owned), lost), "{text}");
        }
    }
}
