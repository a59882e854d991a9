//! Durations: `ten minutes later`, `for 40 minutes`, `15-20 minutes`, `4h 9m`, `an hour and a half`, `sous 24h`.

use incstats_model::Span;

use super::Parser;
use crate::locale::{Sense, Unit};
use crate::time::expression::{DurationExpr, Tie};

impl Parser<'_> {
    /// A duration, and the token after it.
    pub(super) fn duration(&self, at: usize) -> Option<(DurationExpr, usize)> {
        let lead = self.sense(at, |sense| match sense {
            Sense::For => Some(Tie::For),
            Sense::After => Some(Tie::After),
            Sense::Within => Some(Tie::Within),
            _ => None,
        });
        let (lead, start) = lead.map_or((None, at), |(tie, next)| (Some(tie), next));
        let start = self.is(start, Sense::Around).unwrap_or(start);
        let (mut min_s, mut max_s, mut next) = self.piece(start)?;
        loop {
            let joined = self.is(next, Sense::And).unwrap_or(next);
            let joined = if self.tokens.is_mark(next, ',') { next + 1 } else { joined };
            match self.piece(joined) {
                Some((more_min, more_max, after)) if more_max < min_s => {
                    (min_s, max_s, next) =
                        (min_s.saturating_add(more_min), max_s.saturating_add(more_max), after);
                }
                _ => break,
            }
        }
        let after = self.sense(next, |sense| match sense {
            Sense::Later => Some(Tie::Later),
            Sense::Ago => Some(Tie::Ago),
            Sense::WithinAfter => Some(Tie::Within),
            _ => None,
        });
        let (tie, end) = after.map_or((lead, next), |(tie, end)| (Some(tie), end));
        let (from, to) = self.tokens.bytes(start, next);
        Some((DurationExpr { from: at, to: end, span: Span::new(from, to), min_s, max_s, tie }, end))
    }

    /// `40 minutes`, `15-20 minutes`, `half an hour`: seconds at least and at most.
    fn piece(&self, at: usize) -> Option<(i64, i64, usize)> {
        if let Some(next) = self.is(at, Sense::Half) {
            let (unit, end) = self.unit(self.filler(self.count(next).map_or(next, |(_, n)| n), &[]))?;
            return Some((unit.seconds() / 2, unit.seconds() / 2, end));
        }
        let (least, next) = self.count(at)?;
        let most = if self.tokens.is_mark(next, '-') {
            Some(next + 1)
        } else {
            self.sense(next, |s| matches!(s, Sense::To).then_some(())).map(|((), after)| after)
        };
        if let Some((most, after)) = most.and_then(|second| self.count(second))
            && let Some((unit, end)) = self.unit(after)
        {
            let seconds = |n: u32| i64::from(n).saturating_mul(unit.seconds());
            return Some((seconds(least).min(seconds(most)), seconds(least).max(seconds(most)), end));
        }
        let (unit, end) = self.unit(next)?;
        let seconds = i64::from(least).saturating_mul(unit.seconds());
        Some((seconds, seconds, end))
    }

    fn count(&self, at: usize) -> Option<(u32, usize)> {
        if let Some((number, _)) = self.number(at) {
            return Some((number, at + 1));
        }
        self.sense(at, |sense| if let Sense::Number(n) = sense { Some(n) } else { None })
    }

    pub(super) fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        self.sense(at, |sense| if let Sense::Unit(unit) = sense { Some(unit) } else { None })
            .or_else(|| self.days_before_hours(at).map(|next| (Unit::Day, next)))
    }

    /// `5일 7시간`: the mark of a day of the month counts days where hours follow.
    fn days_before_hours(&self, at: usize) -> Option<usize> {
        let next = self.is(at, Sense::DayMark)?;
        let (_, after) = self.count(next)?;
        self.is(after, Sense::Unit(Unit::Hour)).map(|_| next)
    }
}
