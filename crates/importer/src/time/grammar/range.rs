//! Ranges: `from 15:50 to 19:48 UTC`, `between 1730 and 1830`, `16:30-19:30`, `de 14h00 à 16h34`, `A ~ B`.

use incstats_model::Span;

use super::Parser;
use super::clock::Standing;
use crate::locale::Sense;
use crate::time::expression::{ClockPart, Lead, TimeExpr};

/// What announces the first end of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    From,
    Between,
}

impl Parser<'_> {
    /// A time or a range of two, and the token after it.
    pub(super) fn range(&self, at: usize) -> Option<(TimeExpr, usize)> {
        let opening = self.sense(at, |sense| match sense {
            Sense::From => Some(Opening::From),
            Sense::Between => Some(Opening::Between),
            _ => None,
        });
        if let Some((opening, start)) = opening {
            // `between as early as 08:00 and 13:20`, `entre les 8h et 9h`.
            let opened = self.time(self.filler(start, &[]), Standing::AfterJoin);
            if let Some((mut first, next)) =
                opened.and_then(|(first, next)| self.second_end(first, next, Some(opening)))
            {
                first.from = at;
                return Some((first, next));
            }
        }
        if let Some((opening, start)) = opening
            && let Some(found) = self.bare_first(at, start, opening)
        {
            return Some(found);
        }
        let (first, next) = self.time(at, Standing::Free)?;
        Some(self.second_end(first.clone(), next, None).unwrap_or_else(|| self.lead_after(first, next)))
    }

    /// `8.30 alkaen`, `8時30分より`, `7.01 saakka`: a word behind a time that says that something began or ended then.
    fn lead_after(&self, time: TimeExpr, at: usize) -> (TimeExpr, usize) {
        let behind = self.sense(at, |sense| match sense {
            Sense::SinceAfter => Some(Lead::Since),
            Sense::UntilAfter => Some(Lead::Until),
            Sense::ByAfter => Some(Lead::By),
            _ => None,
        });
        match behind.filter(|_| time.lead.is_none()) {
            Some((lead, next)) => (TimeExpr { lead: Some(lead), to: next, ..time }, next),
            None => (time, at),
        }
    }

    /// `from 9 to 11am`, `von 9 bis 11 Uhr`, `de 9 à 11 heures`: what makes the second number an hour holds for the first.
    fn bare_first(&self, at: usize, start: usize, opening: Opening) -> Option<(TimeExpr, usize)> {
        let (hour, 1..=2) = self.number(start)? else { return None };
        let first = self.bare(at, start, hour);
        let (first, end) = self.second_end(first, start + 1, Some(opening)).filter(|_| hour < 24)?;
        let second = first.until.as_ref()?;
        // `from 2 to 4 hours` is more often a length of time than the small hours.
        let length = match second.clock {
            Some(ClockPart::At { hour, bare_hour: true, half_said: false, .. }) => {
                let unit = |i| self.sense(i, |s| matches!(s, Sense::Unit(_)).then_some(())).is_some();
                hour < LENGTHS && end.checked_sub(1).is_some_and(unit)
            }
            _ => false,
        };
        (!length).then_some((first, end))
    }

    /// A number that is an hour and nothing more, in an expression that begins at `at`.
    fn bare(&self, at: usize, number: usize, hour: u32) -> TimeExpr {
        let (from, to) = self.tokens.bytes(number, number + 1);
        TimeExpr {
            from: at,
            core: number,
            to: number + 1,
            span: Span::new(from, to),
            date: None,
            clock: Some(ClockPart::At {
                hour,
                minute: 0,
                second: None,
                bare_hour: true,
                half_said: hour > 12,
            }),
            zone: None,
            season: None,
            nearness: None,
            lead: None,
            until: None,
        }
    }

    /// Whether a time says in words which half of the day it is of: `4 pm`, `5:40 in the evening`. A clock of 24 hours says
    /// nothing of another.
    fn says_half(&self, time: &TimeExpr) -> bool {
        let half = |sense| matches!(sense, Sense::Am | Sense::Pm | Sense::Part(..)).then_some(());
        (time.core..time.to).any(|at| self.sense(at, half).is_some())
    }

    /// `17:44-47`: minutes of the same hour, where they can be no hour.
    fn minutes_on(&self, first: &TimeExpr, at: usize) -> Option<(TimeExpr, usize)> {
        let Some(ClockPart::At { hour, minute, second: None, bare_hour: false, half_said }) = first.clock
        else {
            return None;
        };
        let (later, 2) =
            self.tokens.number(at).filter(|(later, _)| (25..60).contains(later) && *later > minute)?
        else {
            return None;
        };
        let goes_on = self.tokens.touches(at + 1)
            && !self.tokens.is_mark(at + 1, ']')
            && !self.tokens.is_mark(at + 1, ')');
        let glued =
            at.checked_sub(1).is_some_and(|mark| self.tokens.touches(mark)) && self.tokens.touches(at);
        let mut end = self.bare(at, at, hour);
        end.clock = Some(ClockPart::At { hour, minute: later, second: None, bare_hour: false, half_said });
        (glued && !goes_on).then_some((end, at + 1))
    }

    /// `klo 8–9`, `kl 9-11`: a bare second hour behind a bare first one.
    fn bare_second(&self, at: usize) -> Option<(TimeExpr, usize)> {
        let (hour, 1..=2) = self.number(at).filter(|(hour, _)| *hour <= 24)? else { return None };
        let counted = self.sense(at + 1, |s| matches!(s, Sense::Unit(_)).then_some(())).is_some();
        let goes_on = self.tokens.touches(at + 1) && self.tokens.number(at + 2).is_some();
        if counted || goes_on || self.tokens.is_mark(at + 1, '%') {
            return None;
        }
        let mut second = self.bare(at, at, hour);
        let end = self.zone_after(&mut second, at + 1);
        second.to = end;
        Some((second, end))
    }

    /// Past a remark of a few words between the ends: `from 12:00 (maybe before) to 17:55`.
    fn past_remark(&self, at: usize) -> usize {
        if !self.tokens.is_mark(at, '(') {
            return at;
        }
        let words = (at + 1..self.tokens.len()).take_while(|i| self.tokens.is_word(*i)).count();
        let close = at + 1 + words;
        if (1..=4).contains(&words) && self.tokens.is_mark(close, ')') { close + 1 } else { at }
    }

    /// The second end, joined to a first one.
    fn second_end(
        &self,
        mut first: TimeExpr,
        at: usize,
        opening: Option<Opening>,
    ) -> Option<(TimeExpr, usize)> {
        let comma = if self.tokens.is_mark(at, ',') && opening.is_some() { at + 1 } else { at };
        let comma = if opening == Some(Opening::From) { self.past_remark(comma) } else { comma };
        // `11:07 => 13:40`, `11:07 -> 13:40`.
        let arrow = ['=', '-'].iter().any(|m| self.tokens.is_mark(comma, *m))
            && self.tokens.is_mark(comma + 1, '>')
            && self.tokens.touches(comma + 1);
        let comma = if arrow { comma + 1 } else { comma };
        let mark = arrow || ['-', '~', '→'].iter().any(|m| self.tokens.is_mark(comma, *m));
        let word = self.sense(comma, |sense| match (sense, opening) {
            (Sense::To | Sense::Until, _) | (Sense::And, Some(Opening::Between)) => Some(()),
            _ => None,
        });
        let next = match (mark, word) {
            (true, _) => comma + 1,
            (false, Some(((), next))) => next,
            (false, None) => return None,
        };
        let inner = self.filler(next, &[]);
        let bare =
            matches!(first.clock, Some(ClockPart::At { bare_hour: true, .. })) && self.announced(first.core);
        let (mut second, end) = self
            .time(inner, Standing::AfterJoin)
            .or_else(|| self.bare_second(inner).filter(|_| bare))
            .or_else(|| self.minutes_on(&first, inner).filter(|_| mark))?;
        // `13:35 - Since about one`: the dash parts a stamp from a text that begins with a time of its own.
        if mark && second.lead == Some(Lead::Since) {
            return None;
        }
        let clocks = first.has_clock() && second.has_clock();
        let days =
            first.clock.is_none() && second.clock.is_none() && first.date.is_some() && second.date.is_some();
        // A dash also parts a stamp from its text; only two times of one kind are joined by it.
        if !clocks && !days {
            return None;
        }
        let (said, said_too) = (self.says_half(&first), self.says_half(&second));
        inherit_half(&mut first, &mut second, said, said_too);
        let zone = first.zone.or(second.zone);
        first.zone = zone;
        second.zone = second.zone.or(zone);
        let season = first.season.or(second.season).filter(|_| first.zone == second.zone);
        (first.season, second.season) = (first.season.or(season), second.season.or(season));
        let (start, finish) = (first.span.start(), second.span.end());
        first.span = (u32::try_from(start).ok()?, u32::try_from(finish).ok()?).into();
        first.to = end;
        first.until = Some(Box::new(second));
        Some((first, end))
    }
}

/// Below this many hours `from A to B hours` is a length of time.
const LENGTHS: u32 = 7;

/// `from 9:05 to 9:25 PM`: what one end says of am and pm holds for the other, where that keeps them in order.
fn inherit_half(first: &mut TimeExpr, second: &mut TimeExpr, said1: bool, said2: bool) {
    let (Some(ClockPart::At { hour: h1, minute: m1, .. }), Some(ClockPart::At { hour: h2, minute: m2, .. })) =
        (first.clock, second.clock)
    else {
        return;
    };
    let shift = |clock: &mut Option<ClockPart>| {
        if let Some(ClockPart::At { hour, half_said, .. }) = clock
            && *hour < 12
        {
            *hour += 12;
            *half_said = true;
        }
    };
    let (a, b) = (h1 * 60 + m1, h2 * 60 + m2);
    if said2 && !said1 && h2 >= 12 && h1 < 12 && a + 720 <= b {
        shift(&mut first.clock);
    } else if said1 && !said2 && h1 >= 12 && h2 < 12 && b + 720 >= a && b < a {
        shift(&mut second.clock);
    }
}
