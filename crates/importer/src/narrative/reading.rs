//! What a sentence says: which milestones it marks, and whether it denies, plans or limits them.

use incstats_model::Milestone;

use crate::locale::{Cue, Locale, Sense};
use crate::text::pattern::Hit;
use crate::text::token::{Kind, Tokens};

/// How far, in tokens, a word of denial reaches.
const NEGATION_REACH: usize = 8;
/// How far a word of plan reaches.
const PLAN_REACH: usize = 14;
/// How far before and after it a word limits what is said.
const PARTIAL_REACH: (usize, usize) = (8, 5);

/// One thing that a sentence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// What.
    pub cue: Cue,
    /// First token of the words that say it.
    pub at: usize,
    /// How many tokens they cover.
    pub len: usize,
    /// Whether it is still ahead.
    pub planned: bool,
    /// Whether only some users or parts are meant.
    pub partial: bool,
    /// Whether most users or parts are meant.
    pub mostly: bool,
}

/// All that a sentence says of milestones and impact. Denied things are left out.
pub fn read_sentence(tokens: &Tokens, sentence: (usize, usize), locale: &Locale) -> Vec<Said> {
    heard(tokens, sentence, locale).0
}

/// What a sentence denies. `Not resolved until 18:00` says when it was.
pub fn denied(tokens: &Tokens, sentence: (usize, usize), locale: &Locale) -> Vec<Said> {
    heard(tokens, sentence, locale).1
}

/// What a sentence says, and what it denies.
fn heard(tokens: &Tokens, sentence: (usize, usize), locale: &Locale) -> (Vec<Said>, Vec<Said>) {
    let (from, to) = sentence;
    let hits: Vec<Hit<'_, Cue>> = locale.cues.within(tokens, from, to).collect();
    let of = |wanted: Cue| hits.iter().filter(move |hit| *hit.value == wanted);
    let harmless = of(Cue::Harmless).next().is_some();
    // A phrase that means something else hides the words it covers, before they can hide others.
    let means_else =
        |hit: &Hit<'_, Cue>| of(Cue::Mute).any(|mute| overlaps(mute, hit) && mute.len >= hit.len.min(2));
    let heard: Vec<&Hit<'_, Cue>> =
        hits.iter().filter(|hit| is_statement(*hit.value) && !means_else(hit)).collect();
    let (mut said, mut not_so) = (Vec::new(), Vec::new());
    for &hit in &heard {
        let covers = |other: &&Hit<'_, Cue>| {
            other.at <= hit.at
                && other.at + other.len >= hit.at + hit.len
                && other.len > hit.len
                && same_kind(*other.value, *hit.value)
        };
        if heard.iter().any(covers) {
            continue;
        }
        let end = hit.at + hit.len;
        let clause = clause_start(tokens, from, hit.at);
        let denied = of(Cue::Negation).any(|no| {
            let joined = !(no.at..hit.at).any(|i| tokens.is_mark(i, ','));
            let before = joined
                && no.at >= clause
                && no.at < end
                && hit.at.saturating_sub(no.at) <= NEGATION_REACH
                && !inside(no, hit);
            // `Users report no access` is a report; what follows it is what they say.
            let tells = matches!(hit.value, Cue::Marks(Milestone::Detected | Milestone::Communicated));
            // `starts investigating and tries to call`: what is joined by `and` is denied for itself.
            let and = |at: usize| locale.senses.at(tokens, at).any(|hit| *hit.value == Sense::And);
            let next = no.at == end || (no.at == end + 1 && !and(end));
            let after = !tells && next && !crosses(tokens, end, no.at);
            before || after
        });
        if denied && needs_affirmation(*hit.value) {
            not_so.push(Said {
                cue: *hit.value,
                at: hit.at,
                len: hit.len,
                planned: false,
                partial: false,
                mostly: false,
            });
            continue;
        }
        if harmless && tells_of_harm(*hit.value) {
            continue;
        }
        let planned = of(Cue::Plan).any(|plan| {
            plan.at >= clause
                && plan.at < end
                && hit.at.saturating_sub(plan.at) <= PLAN_REACH
                && !inside(plan, hit)
        });
        let limited = |part: &Hit<'_, Cue>| {
            !inside(part, hit)
                && ((part.at < hit.at && hit.at - part.at <= PARTIAL_REACH.0 && part.at >= clause)
                    || (part.at >= end && part.at - end < PARTIAL_REACH.1 && !crosses(tokens, end, part.at)))
        };
        let mostly = of(Cue::Mostly).any(limited);
        let partial =
            mostly || of(Cue::Partial).any(limited) || names_one_service(tokens, locale, clause, hit.at, end);
        said.push(Said { cue: *hit.value, at: hit.at, len: hit.len, planned, partial, mostly });
    }
    (said, not_so)
}

/// Whether a cue says something by itself.
fn is_statement(cue: Cue) -> bool {
    !matches!(
        cue,
        Cue::Negation
            | Cue::Plan
            | Cue::Partial
            | Cue::Mute
            | Cue::Elsewhere
            | Cue::Harmless
            | Cue::Mostly
            | Cue::Addressed
    )
}

/// Whether two cues compete for the same words: a longer phrase then says what the shorter one means.
fn same_kind(a: Cue, b: Cue) -> bool {
    !matches!(
        (a, b),
        (Cue::Damage | Cue::StillOpen | Cue::ByMistake | Cue::FoundOut, Cue::Marks(_))
            | (Cue::Marks(_), Cue::ByMistake | Cue::StillOpen | Cue::FoundOut)
            | (Cue::FoundOut, Cue::Damage)
            | (Cue::Damage, Cue::FoundOut)
    )
}

/// Things that are not said where they are denied. "Users are not able to log in" is still harm.
fn needs_affirmation(cue: Cue) -> bool {
    !matches!(cue, Cue::Marks(Milestone::Started) | Cue::Damage | Cue::StillOpen | Cue::Blocked)
}

fn tells_of_harm(cue: Cue) -> bool {
    matches!(cue, Cue::Marks(Milestone::Started) | Cue::Damage)
}

fn overlaps(a: &Hit<'_, Cue>, b: &Hit<'_, Cue>) -> bool {
    a.at < b.at + b.len && b.at < a.at + a.len
}

/// Whether words are part of a phrase itself, not only between its words.
fn inside(inner: &Hit<'_, Cue>, outer: &Hit<'_, Cue>) -> bool {
    inner.at >= outer.at && inner.at + inner.len <= outer.at + outer.len && !outer.skipped.contains(&inner.at)
}

/// Where the clause of a token begins: behind the last colon, semicolon or bracket before it.
fn clause_start(tokens: &Tokens, from: usize, at: usize) -> usize {
    (from..at).rev().find(|i| parts(tokens, *i)).map_or(from, |i| i + 1)
}

fn crosses(tokens: &Tokens, from: usize, to: usize) -> bool {
    (from..to).any(|i| parts(tokens, i) || tokens.is_mark(i, ','))
}

fn parts(tokens: &Tokens, at: usize) -> bool {
    tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Mark(':' | ';' | '(' | ')' | '|')))
        && !tokens.touches(at + 1)
        || tokens.is_mark(at, ';')
}

/// Whether the sentence speaks of one service by its name: its return is not everybody's.
fn names_one_service(tokens: &Tokens, locale: &Locale, clause: usize, at: usize, end: usize) -> bool {
    let named = |from: usize, to: usize| {
        locale
            .service_before
            .within(tokens, from, to)
            .any(|hit| tokens.is_word(hit.at + hit.len) && !is_small(tokens, hit.at + hit.len))
    };
    let plural = |from: usize, to: usize| (from..to).any(|i| tokens.text(i).ends_with("services"));
    let before = clause..at;
    let after = end..(end + 4).min(tokens.len());
    (named(before.start, before.end) && !plural(before.start, before.end))
        || (named(after.start, after.end) && !plural(after.start, after.end))
}

/// Verbs and small words that follow `service` without naming one.
fn is_small(tokens: &Tokens, at: usize) -> bool {
    tokens.text(at).chars().count() <= 3
}
