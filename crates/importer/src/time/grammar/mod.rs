//! The grammar of times: a line's tokens to expressions.
//!
//! Each rule takes a place in the line and gives what it read and where it stopped, or nothing. Rules are tried at
//! each token, the widest first.

mod clock;
mod counted;
mod date;
mod duration;
mod range;
mod stamp;
mod zone;

use incstats_model::ZoneId;

use crate::locale::{Locale, Sense};
use crate::text::token::Tokens;
use crate::time::expression::Expression;

/// All times and durations of a line, in their order, none overlapping.
pub fn scan(line: &str, tokens: &Tokens, locale: &Locale) -> Vec<Expression> {
    let parser = Parser::of(line, tokens, locale);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match parser.expression(at) {
            Some((expression, next)) if next > at => {
                found.push(expression);
                at = next;
            }
            _ => at += 1,
        }
    }
    found
}

/// The first zone that a line names at or after a token.
pub fn zone_in(line: &str, tokens: &Tokens, locale: &Locale, from: usize) -> Option<ZoneId> {
    let parser = Parser::of(line, tokens, locale);
    // `2024-05-06` has no offsets in it.
    let joins = |at: &usize| {
        let before = at.checked_sub(1).filter(|_| tokens.touches(*at));
        tokens.is_mark(*at, '-') && before.is_some_and(|before| tokens.number(before).is_some())
    };
    (from..tokens.len()).filter(|at| !joins(at)).find_map(|at| parser.zone(at)).map(|(zone, _)| zone)
}

/// A zone that a line names in brackets: `27 June 2016 (UTC)`.
pub fn bracketed_zone(line: &str, tokens: &Tokens, locale: &Locale) -> Option<ZoneId> {
    let parser = Parser::of(line, tokens, locale);
    let opened = (0..tokens.len()).filter(|at| tokens.is_mark(*at, '('));
    opened.filter_map(|at| parser.zone(at)).map(|(zone, _)| zone).next()
}

/// The rules, over one line.
struct Parser<'a> {
    line: &'a str,
    tokens: &'a Tokens,
    locale: &'a Locale,
    /// What the phrases at the line's tokens are to the grammar, and how many tokens each has. Rules ask the same token
    /// many times.
    senses: Vec<(Sense, usize)>,
    /// Of each token, where its phrases end among them; they begin where those of the token before end.
    ends: Vec<usize>,
}

impl<'a> Parser<'a> {
    fn of(line: &'a str, tokens: &'a Tokens, locale: &'a Locale) -> Self {
        let (mut senses, mut ends) = (Vec::new(), Vec::with_capacity(tokens.len()));
        for at in 0..tokens.len() {
            senses.extend(locale.senses.at(tokens, at).map(|hit| (*hit.value, hit.len)));
            ends.push(senses.len());
        }
        Self { line, tokens, locale, senses, ends }
    }

    /// The senses of the phrases that begin at a token, each with how many tokens it has.
    fn senses(&self, at: usize) -> &[(Sense, usize)] {
        let end = |at: usize| self.ends.get(at).copied();
        let from = at.checked_sub(1).map_or(Some(0), end);
        from.zip(end(at)).and_then(|(from, to)| self.senses.get(from..to)).unwrap_or_default()
    }

    fn expression(&self, at: usize) -> Option<(Expression, usize)> {
        if !self.may_begin(at) {
            return None;
        }
        if let Some((time, next)) = self.range(at) {
            return Some((Expression::Time(time), next));
        }
        let (duration, next) = self.duration(at)?;
        Some((Expression::Duration(duration), next))
    }

    /// Whether a time or a duration can begin at a token: with a number, a word that the locale knows, a name of the day
    /// that is part of a word, or a mark of its own. Most tokens are none of these.
    fn may_begin(&self, at: usize) -> bool {
        self.tokens.number(at).is_some()
            || !self.senses(at).is_empty()
            || self.tokens.is_mark(at, '~')
            || self.tokens.text(at) == "t"
            || self.weekday_and_part(at).is_some()
    }

    /// The longest phrase at a token that has a sense of interest, and the token after it.
    fn sense<T>(&self, at: usize, wanted: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        let phrases = self.senses(at).iter();
        phrases.filter_map(|(sense, len)| Some((wanted(*sense)?, at + len))).max_by_key(|(_, next)| *next)
    }

    /// Whether a phrase of just this sense stands there, and the token after it.
    fn is(&self, at: usize, sense: Sense) -> Option<usize> {
        self.sense(at, |s| (s == sense).then_some(())).map(|((), next)| next)
    }

    /// The word that ends right before a token, if it has one of these senses. Phrases of up to three tokens.
    fn before(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> bool {
        (1..=3)
            .filter_map(|n| at.checked_sub(n))
            .any(|start| self.senses(start).iter().any(|(sense, len)| start + len == at && wanted(*sense)))
    }

    /// A number with its digits, not the tail of a name, a decimal or a path.
    fn number(&self, at: usize) -> Option<(u32, usize)> {
        let number = self.tokens.number(at)?;
        (!self.is_tail(at)).then_some(number)
    }

    /// Whether a number only continues what stands before it: `v1`, `-087`, `#12`, `a/3`.
    fn is_tail(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.tokens.touches(at)) else { return false };
        if self.tokens.is_word(before) {
            // Scripts without spaces, and single letters that mean a clock time (`T16:15`, `à15h`), do not claim it.
            return self.tokens.text(before).is_ascii()
                && self
                    .sense(before, |s| {
                        matches!(s, Sense::At | Sense::HourMark | Sense::Of | Sense::From | Sense::To)
                            .then_some(())
                    })
                    .is_none()
                && self.tokens.text(before) != "t";
        }
        ['.', '/', '-', '_', '#', ':', '=', '$', '\\', '@', ',', '+']
            .iter()
            .any(|m| self.tokens.is_mark(before, *m))
            && {
                // `.` after a word ends an abbreviation (`kl.16`), and marks after white space join nothing.
                let owner = before.checked_sub(1);
                match owner {
                    Some(owner) if self.tokens.touches(before) => {
                        let dotted_word = self.tokens.is_mark(before, '.') && self.tokens.is_word(owner);
                        let range = self.tokens.is_mark(before, '-') && self.tokens.number(owner).is_some();
                        // `発生日時：2021年`: behind a word a colon or comma only parts.
                        let parted = [':', ','].iter().any(|m| self.tokens.is_mark(before, *m))
                            && self.tokens.is_word(owner);
                        // `2023-01-04/11:34`: a clock time behind its date.
                        let dated = self.tokens.is_mark(before, '/')
                            && self.tokens.number(owner).is_some_and(|(_, digits)| digits == 2)
                            && self.tokens.is_mark(at + 1, ':')
                            && self.tokens.number(at + 2).is_some_and(|(_, digits)| digits == 2);
                        !dotted_word && !range && !parted && !dated
                    }
                    _ => ['.', '#', '$', '_', '='].iter().any(|m| self.tokens.is_mark(before, *m)),
                }
            }
    }

    /// The marks and small words that may stand between the parts of one time; at most three.
    fn filler(&self, at: usize, marks: &[char]) -> usize {
        let mut next = at;
        for _ in 0..3 {
            if marks.iter().any(|mark| self.tokens.is_mark(next, *mark)) {
                next += 1;
            } else if let Some(after) = self.small_word(next) {
                next = after;
            } else {
                break;
            }
        }
        next
    }

    /// A word such as `at` or `the`, unless it begins a longer phrase that means something else (`à partir de`).
    fn small_word(&self, at: usize) -> Option<usize> {
        let longest = self.sense(at, Some).map(|(_, next)| next)?;
        self.sense(at, |s| matches!(s, Sense::At | Sense::Of).then_some(()))
            .map(|((), next)| next)
            .filter(|next| *next == longest)
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::short_form;
