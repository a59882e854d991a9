//! The times of a sentence that say when something happened.

use incstats_model::Instant;

use super::Collector;
use super::lengths::followed_by;
use crate::narrative::passage::Passage;
use crate::narrative::timed::{Timed, onward};
use crate::time::expression::{ClockPart, Expression, Tie, TimeExpr};
use crate::time::resolve::Scope;

impl Collector<'_> {
    /// The times of a sentence that say when something happened.
    pub(super) fn times_in(
        &mut self,
        passage: &Passage,
        sentence: (usize, usize),
        scope: &mut Scope,
        in_entry: bool,
    ) -> Vec<Timed> {
        let mut found: Vec<Timed> = Vec::new();
        let mut last: Option<Instant> = None;
        for expression in &passage.expressions {
            match expression {
                Expression::Time(time) if time.from >= sentence.0 && time.from < sentence.1 => {
                    let within = Scope { day: scope.day.or(self.day), ..*scope };
                    let halved = if in_entry { self.lost_half(time, &within) } else { None };
                    let time = halved.as_ref().unwrap_or(time);
                    let Some(resolved) = self.survey.almanac.resolve(time, &within) else { continue };
                    // A day of the calendar holds for the clock times behind it.
                    // `since 1 November` only looks back.
                    if time.has_calendar() && (time.has_clock() || time.lead.is_none()) {
                        scope.day = Some(resolved.day);
                    }
                    // In an entry a bare date or part of the day is a mention; in prose a day of the calendar may
                    // be all there is.
                    // `at 9:10 the power failed ...; in the afternoon all was back`: a part of the day told of.
                    let led = time.core > time.from || time.to > time.core + 1;
                    let later = scope.at.filter(|_| led);
                    let told_of = later.is_some_and(|at| resolved.bounds.latest() > at);
                    let part_of_a_day = time.clock.is_some() && (time.date.is_some() || told_of);
                    if !time.has_clock() && (in_entry || !(time.has_calendar() || part_of_a_day)) {
                        continue;
                    }
                    let before = last.or(scope.at).filter(|_| !in_entry);
                    let resolved = onward(resolved, time, before, &within, self.survey);
                    last = Some(resolved.bounds.earliest());
                    if time.has_clock() || (time.lead.is_none() && time.date.is_some()) {
                        if !in_entry {
                            scope.day = Some(resolved.day);
                        }
                        scope.told = Some(resolved.day);
                        scope.at = last;
                        self.told = Some(resolved.bounds);
                    }
                    let place = passage.place_of(time.span);
                    found.push(Timed::of(time, resolved, place));
                }
                Expression::Duration(duration)
                    if duration.from >= sentence.0
                        && duration.from < sentence.1
                        && duration.tie == Some(Tie::Later)
                        // `19 minutes later, at 20:46` is one time, and it is said.
                        && followed_by(passage, duration, self.locale).is_none() =>
                {
                    if let Some(timed) = scope.at.and_then(|at| Timed::after(at, duration, passage)) {
                        scope.at = Some(timed.bounds.earliest());
                        found.push(timed);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// `At 5:40 the power failed`, in a post of 6:20 PM: where clocks have am and pm, a time without is the last before
    /// the post.
    fn lost_half(&self, time: &TimeExpr, scope: &Scope) -> Option<TimeExpr> {
        let (Some(ClockPart::At { hour, minute, second, bare_hour, half_said: false }), Some(at)) =
            (time.clock, scope.at)
        else {
            return None;
        };
        if !self.survey.almanac.halves || time.date.is_some() || !(1..=12).contains(&hour) {
            return None;
        }
        let clock = ClockPart::At { hour: hour % 12 + 12, minute, second, bare_hour, half_said: true };
        let later = TimeExpr { clock: Some(clock), ..time.clone() };
        let resolved = self.survey.almanac.resolve(&later, scope)?;
        (resolved.bounds.earliest() <= at).then_some(later)
    }
}
