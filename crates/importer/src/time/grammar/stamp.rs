//! One time: a day and a time of day in either order, with what stands around them.

use incstats_model::Span;

use super::Parser;
use super::clock::Standing;
use crate::locale::Sense;
use crate::time::expression::{CalendarDate, ClockPart, DatePart, Lead, Nearness, TimeExpr};
use crate::time::zones::season;

/// What may stand between a day and its time of day.
const AFTER_DATE: [char; 7] = [',', '-', '@', '|', '(', ':', '/'];
/// What may stand between a time of day and its day.
const AFTER_CLOCK: [char; 3] = [',', '(', '['];

impl Parser<'_> {
    /// A time, with the word that leads it, and the token after it.
    pub(super) fn time(&self, at: usize, standing: Standing) -> Option<(TimeExpr, usize)> {
        let (lead, nearness, start) = self.leads(at);
        let mut expr = TimeExpr {
            from: at,
            core: start,
            to: start,
            span: Span::new(0, 0),
            date: None,
            clock: None,
            zone: None,
            season: None,
            nearness,
            lead,
            until: None,
        };
        let next = if let Some((seconds, next)) = self.counted(start) {
            expr.clock = Some(ClockPart::Counted(seconds));
            next
        } else if let Some((weekday, (from, to), next)) = self.weekday_and_part(start) {
            expr.date = Some(DatePart::Weekday(weekday));
            let part = ClockPart::Part { from, to };
            let (clock, next) = self.clock_in_part(&mut expr, part, next).unwrap_or((part, next));
            expr.clock = Some(clock);
            self.calendar_after_part(&mut expr, next)
        } else if let Some((date, next)) = self.date(start) {
            expr.date = Some(date);
            let next = self.clock_after_date(&mut expr, next);
            self.calendar_after_part(&mut expr, next)
        } else {
            let (clock, next) = self.clock(start, standing)?;
            let (clock, next) = self.clock_in_part(&mut expr, clock, next).unwrap_or((clock, next));
            expr.clock = Some(clock);
            let about = next.checked_sub(1).and_then(|last| self.is(last, Sense::HourAbout));
            expr.nearness = expr.nearness.or(about.map(|_| Nearness::Around));
            let next = self.zone_after(&mut expr, next);
            let next = self.nearness_after(&mut expr, next);
            let next = self.date_after_clock(&mut expr, next);
            // `on the evening of 4 November at about 8.40pm`.
            match self.clock_in_part(&mut expr, clock, next).filter(|_| expr.date.is_some()) {
                Some((clock, next)) => {
                    expr.clock = Some(clock);
                    self.zone_after(&mut expr, next)
                }
                None => next,
            }
        };
        let (from, to) = self.tokens.bytes(start, next);
        expr.to = next;
        expr.span = Span::new(from, to);
        Some((expr, next))
    }

    /// `since around`, `from`, `shortly before`: what the words before a time say of it.
    fn leads(&self, at: usize) -> (Option<Lead>, Option<Nearness>, usize) {
        let (mut lead, mut nearness, mut next) = (None, None, at);
        for _ in 0..4 {
            let step = self.sense(next, |sense| match sense {
                Sense::Since | Sense::From => Some((Some(Lead::Since), None)),
                Sense::Until => Some((Some(Lead::Until), None)),
                Sense::By => Some((Some(Lead::By), None)),
                Sense::Around => Some((None, Some(Nearness::Around))),
                Sense::JustBefore => Some((None, Some(Nearness::JustBefore))),
                Sense::JustAfter => Some((None, Some(Nearness::JustAfter))),
                Sense::At | Sense::Of => Some((None, None)),
                _ => None,
            });
            // The first word of a longer phrase (`la veille`) is no lead.
            let longest = self.sense(next, Some).map(|(_, after)| after);
            let step = step.filter(|(_, after)| longest == Some(*after));
            let tilde = self.tokens.is_mark(next, '~').then_some(((None, Some(Nearness::Around)), next + 1));
            let Some(((new_lead, new_nearness), after)) = step.or(tilde) else { break };
            lead = new_lead.or(lead);
            nearness = new_nearness.or(nearness);
            next = after;
        }
        (lead, nearness, next)
    }

    fn clock_after_date(&self, expr: &mut TimeExpr, date_end: usize) -> usize {
        let mut next = self.filler(date_end, &AFTER_DATE);
        let touching_t = self.tokens.text(date_end) == "t"
            && self.tokens.touches(date_end)
            && self.tokens.touches(date_end + 1);
        if touching_t {
            next = date_end + 1;
        }
        // `on 23 March at approximately 14:52`.
        let (lead, nearness, after) = self.leads(next);
        // A tab parts cells: a date and a time in neighbouring cells are one time, a date and a number are not.
        let full = matches!(expr.date, Some(DatePart::Calendar(CalendarDate { year: Some(_), .. })));
        let standing = if full { Standing::AfterFullDate } else { Standing::AfterDate };
        let Some((clock, clock_end)) = self.clock(after, standing) else { return date_end };
        let (clock, clock_end) = self.clock_in_part(expr, clock, clock_end).unwrap_or((clock, clock_end));
        expr.clock = Some(clock);
        expr.nearness = nearness.or(expr.nearness);
        expr.lead = lead.or(expr.lead);
        let opened = (date_end..next).any(|i| self.tokens.is_mark(i, '('));
        let end = self.zone_after(expr, clock_end);
        let end = self.nearness_after(expr, end);
        if opened && self.tokens.is_mark(end, ')') { end + 1 } else { self.calendar_in_brackets(expr, end) }
    }

    /// `tirsdag morgen 4. mai 2021 kl. 6.52`: the day of the calendar, and the clock time, behind a weekday and its part.
    fn calendar_after_part(&self, expr: &mut TimeExpr, at: usize) -> usize {
        let (Some(DatePart::Weekday(weekday)), Some(ClockPart::Part { .. })) = (expr.date, expr.clock) else {
            return at;
        };
        let inner = self.filler(at, &[',']);
        match self.date(inner) {
            Some((DatePart::Calendar(date), end)) => {
                let weekday = date.weekday.or(Some(weekday));
                expr.date = Some(DatePart::Calendar(CalendarDate { weekday, ..date }));
                let part = expr.clock;
                let after = self.clock_after_date(expr, end);
                if expr.has_clock() {
                    return after;
                }
                expr.clock = part;
                end
            }
            _ => at,
        }
    }

    /// `this morning around 8:30`: behind a part of the day, without a mark between them, the clock time is meant; the
    /// part only says which half of the day.
    fn clock_in_part(&self, expr: &mut TimeExpr, part: ClockPart, at: usize) -> Option<(ClockPart, usize)> {
        let ClockPart::Part { from, to } = part else { return None };
        let (None, nearness, inner) = self.leads(at) else { return None };
        let standing = if inner > at { Standing::AfterDate } else { Standing::Free };
        let (clock, next) = self.clock(inner, standing)?;
        let ClockPart::At { hour, minute, second, bare_hour, half_said } = clock else { return None };
        let inside = |h: u32| (from..to).contains(&(h * 60 + minute));
        let later = !half_said && hour < 12 && !inside(hour) && inside(hour + 12);
        let (hour, half_said) = if later { (hour + 12, true) } else { (hour, half_said) };
        expr.nearness = nearness.or(expr.nearness);
        Some((ClockPart::At { hour, minute, second, bare_hour, half_said }, next))
    }

    /// `yesterday evening (14th Feb)`: the calendar says which day the words mean.
    fn calendar_in_brackets(&self, expr: &mut TimeExpr, at: usize) -> usize {
        if expr.has_calendar() || !self.tokens.is_mark(at, '(') {
            return at;
        }
        match self.date(self.filler(at + 1, &[])) {
            Some((date @ DatePart::Calendar(_), end)) if self.tokens.is_mark(end, ')') => {
                expr.date = Some(date);
                end + 1
            }
            _ => at,
        }
    }

    fn date_after_clock(&self, expr: &mut TimeExpr, clock_end: usize) -> usize {
        let inner = self.filler(clock_end, &AFTER_CLOCK);
        let opened = (clock_end..inner).any(|i| self.tokens.is_mark(i, '(') || self.tokens.is_mark(i, '['));
        let Some((date, date_end)) = self.date(inner) else { return self.redundant_part(expr, clock_end) };
        // A date that has its own time of day begins another time: `16:15, 17 June 14:00`.
        let own = self.filler(date_end, &AFTER_DATE);
        let has_own = self
            .clock(own, Standing::AfterDate)
            .is_some_and(|(clock, _)| matches!(clock, ClockPart::At { .. }));
        if has_own && matches!(date, DatePart::Calendar(_)) && expr.has_clock() {
            return clock_end;
        }
        expr.date = Some(date);
        let end = self.redundant_part(expr, date_end);
        if opened && (self.tokens.is_mark(end, ')') || self.tokens.is_mark(end, ']')) { end + 1 } else { end }
    }

    /// `05:00 le lendemain matin`, `5:40 in the evening`: the part of the day only says which half is meant.
    fn redundant_part(&self, expr: &mut TimeExpr, at: usize) -> usize {
        let Some(ClockPart::At { hour, minute, second, bare_hour, half_said }) = expr.clock else {
            return at;
        };
        let start = self.filler(at, &[]);
        let start = self.is(start, Sense::This).unwrap_or(start);
        let part = self.sense(start, |s| if let Sense::Part(from, to) = s { Some((from, to)) } else { None });
        let Some(((from, to), next)) = part else { return at };
        let inside = |h: u32| {
            (from..to).contains(&(h * 60 + minute)) || (from..to).contains(&(h * 60 + minute + 1_440))
        };
        if !half_said && hour < 12 && !inside(hour) && inside(hour + 12) {
            expr.clock = Some(ClockPart::At { hour: hour + 12, minute, second, bare_hour, half_said: true });
            return next;
        }
        if inside(hour) { next } else { at }
    }

    pub(super) fn zone_after(&self, expr: &mut TimeExpr, at: usize) -> usize {
        // `12:46-13:05` is a range; an offset behind a minus sign follows seconds.
        let seconds = matches!(expr.clock, Some(ClockPart::At { second: Some(_), .. }));
        if self.tokens.is_mark(at, '-') && !seconds {
            return at;
        }
        match (expr.has_clock(), self.zone(at)) {
            (true, Some((zone, next))) => {
                expr.zone = Some(zone);
                let word = if self.tokens.is_mark(at, '(') { at + 1 } else { at };
                let (start, end) = self.tokens.bytes(word, word + 1);
                expr.season = self.line.get(start as usize..end as usize).and_then(season);
                next
            }
            _ => at,
        }
    }

    /// `20:00頃`, `14:37ish`: a word of nearness that touches what stands before it.
    fn nearness_after(&self, expr: &mut TimeExpr, at: usize) -> usize {
        let glued = self.tokens.touches(at) && self.tokens.is_word(at);
        match self.is(at, Sense::Around).filter(|_| glued) {
            Some(next) => {
                expr.nearness = Some(Nearness::Around);
                next
            }
            None => at,
        }
    }
}
