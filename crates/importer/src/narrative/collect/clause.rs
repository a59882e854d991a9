//! Which words of a sentence a time belongs to.

use incstats_model::Milestone;

use crate::locale::{Cue, Locale, Sense};
use crate::narrative::reading::Said;
use crate::narrative::timed::Timed;
use crate::text::token::Tokens;

/// How many small words may stand between a time and what it is the time of.
const CLOSE: usize = 2;

/// How many tokens may stand before a noun that `right after` names: those of the words themselves and an article.
const BEFORE_NOUN: usize = 4;

/// How many tokens may stand between words and the brackets that hold their time: `the return to service of all shops (`.
const BEFORE_BRACKET: usize = 5;

/// `With the fault found, service was back at 11:33`: a time behind its statement, with a comma before that, is not the
/// time of what the clause before it says. `At 7:40 most had power and at 9:15 all was repaired`: so it is with `and`,
/// where a time stands before the statement.
pub(super) fn of_another_clause(
    tokens: &Tokens,
    time: &Timed,
    one: &Said,
    said: &[Said],
    times: &[Timed],
    locale: &Locale,
) -> bool {
    let end = one.at + one.len;
    let has_its_own = times.iter().any(|t| t.to <= one.at);
    let and = |i: usize| has_its_own && locale.senses.at(tokens, i).any(|hit| *hit.value == Sense::And);
    let parted = |i: &usize| tokens.is_mark(*i, ',') || tokens.is_mark(*i, '、') || and(*i);
    let Some(parted) = (end..time.from).find(parted) else {
        return false;
    };
    let nearer = |s: &Said| {
        if has_its_own {
            time.distance(s) <= time.distance(one) + CLOSE
        } else {
            s.cue != one.cue && time.distance(s) < time.distance(one)
        }
    };
    said.iter().any(|s| s.at > parted && nearer(s) && tells(s.cue))
}

/// `after the restoration of service (9 October, 22:36) we began to look into it`: a time in brackets is the time of what
/// is said right before them, and of nothing else.
pub(super) fn in_brackets_of_another(tokens: &Tokens, time: &Timed, one: &Said, said: &[Said]) -> bool {
    let Some(open) = time.from.checked_sub(1).filter(|at| tokens.is_mark(*at, '(')) else { return false };
    let closed = tokens.is_mark(time.to, ')') || tokens.is_mark(time.to + 1, ')');
    let before = |s: &&Said| s.at + s.len <= open && open - (s.at + s.len) <= BEFORE_BRACKET && tells(s.cue);
    let own = said.iter().filter(before).max_by_key(|s| s.at + s.len);
    closed && own.is_some_and(|own| own.at != one.at)
}

/// `right after recovery, at 20:48, we called`, `복구 직후인 오후 8시48분`: what is named as gone before is not what was then.
pub(super) fn right_after(tokens: &Tokens, time: &Timed, one: &Said, locale: &Locale) -> bool {
    let end = one.at + one.len;
    let word = |at: usize| {
        locale.senses.at(tokens, at).find(|hit| *hit.value == Sense::JustAfter).map(|hit| hit.at + hit.len)
    };
    let before = (1..=BEFORE_NOUN).filter_map(|n| one.at.checked_sub(n)).filter_map(word);
    let leads = time.from >= end && before.into_iter().any(|to| to <= one.at && to + 1 >= one.at);
    let follows = time.from > end && (end..time.from).take(2).filter_map(word).any(|to| to <= time.from);
    leads || follows
}

/// `the 16:40 deployment`, `el despliegue de las 16:40`: a clock time with nothing but an article or `of` before it is that
/// of the noun, not of what the sentence tells.
pub(super) fn of_a_noun(tokens: &Tokens, time: &Timed, locale: &Locale) -> bool {
    if !time.exact || time.dated || time.lead.is_some() || time.until.is_some() {
        return false;
    }
    let behind = |wanted: Sense| {
        let starts = (1..=3).filter_map(|n| time.core.checked_sub(n));
        starts
            .flat_map(|at| locale.senses.at(tokens, at))
            .any(|hit| *hit.value == wanted && hit.at + hit.len == time.core)
    };
    behind(Sense::Of) && !behind(Sense::At)
}

/// Whether words tell a point of the incident's life, not only how things are.
fn tells(cue: Cue) -> bool {
    matches!(cue, Cue::Marks(_) | Cue::Repaired | Cue::Unblocked)
}

/// Whether it is something that is so for a while, and so can be so since a time.
pub(super) fn lasts(cue: Cue) -> bool {
    !matches!(
        cue,
        Cue::Declared | Cue::Marks(Milestone::Detected | Milestone::Communicated | Milestone::Identified)
    )
}
