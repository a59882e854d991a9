//! The axis of time on a wall clock.

use chrono::NaiveDateTime;
use incstats_model::zone::WallClock;
use incstats_model::{Instant, ZoneId};

use super::step::{LADDER, Step};
use crate::text::Style;
use crate::theme;

/// No axis has more ticks than this.
const MOST_TICKS: f64 = 240.0;
/// Least distance between two labelled ticks; closer ones are a crowd even where their labels fit.
const APART: f64 = 52.0;
/// Least distance between two unlabelled ticks.
const FINE_APART: f64 = 9.0;

/// Moments on a line, read on the wall clock of a zone. The line may be broken where nothing happened for long.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    zone: ZoneId,
    /// In order, none missing between them; at least one.
    pieces: Vec<Piece>,
    /// What lies outside is drawn at its edge.
    clip: Option<(Instant, Instant)>,
}

/// A stretch of the line with one scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Piece {
    pub from: Instant,
    pub to: Instant,
    pub left: f64,
    pub right: f64,
    /// Whether nothing happens in it: it is narrower than its time, and has no ticks.
    pub silent: bool,
}

/// The ticks of an axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TimeTicks {
    /// From left to right.
    pub ticks: Vec<TimeTick>,
    /// What holds at the left end: the day, the month or the year.
    pub start: String,
}

/// One tick.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TimeTick {
    pub x: f64,
    /// What it says; empty for one between two others.
    pub label: String,
    /// The day, month or year that begins here.
    pub context: Option<String>,
}

impl TimeTicks {
    /// The days, months or years, each where it begins and the first of a stretch at its left end, as far as they stand
    /// apart and end before `right`. What holds at the left end of a stretch gives way to what begins soon after it.
    pub(crate) fn contexts(&self, left: f64, right: f64, style: &Style) -> Vec<(f64, &str)> {
        let first = (left, self.start.as_str());
        let begins = self.ticks.iter().filter_map(|tick| Some((tick.x, tick.context.as_deref()?)));
        let mut places =
            std::iter::once(first).chain(begins).filter(|(_, words)| !words.is_empty()).peekable();
        let (mut free_from, mut shown) = (f64::NEG_INFINITY, Vec::new());
        while let Some((x, words)) = places.next() {
            let end = x + style.width(words);
            let next = places.peek().map_or(f64::INFINITY, |(x, _)| *x);
            if x >= free_from && end + theme::LABEL_APART <= next && end <= right {
                shown.push((x, words));
                free_from = end + theme::LABEL_APART;
            }
        }
        shown
    }
}

impl Piece {
    fn span(&self) -> f64 {
        (self.to - self.from).num_milliseconds().max(1) as f64
    }

    fn x(&self, at: Instant) -> f64 {
        let part = (at - self.from).num_milliseconds() as f64 / self.span();
        self.left + part * (self.right - self.left)
    }
}

impl Calendar {
    /// An axis from one moment to another, over a line from `left` to `right`. Moments that are all one and the same get
    /// a minute on either side.
    pub(crate) fn new(zone: ZoneId, from: Instant, to: Instant, left: f64, right: f64) -> Self {
        let pad = if to > from { chrono::TimeDelta::zero() } else { chrono::TimeDelta::minutes(1) };
        let whole = Piece { from: from - pad, to: to + pad, left, right, silent: false };
        Self { zone, pieces: vec![whole], clip: None }
    }

    /// The same, broken in some stretches, in order and apart, in which nothing happens: each gets a width, and the rest
    /// of the line is shared by the rest of the time, each stretch of it at least `least` wide.
    pub(crate) fn broken(self, silences: &[(Instant, Instant)], width: f64, least: f64) -> Self {
        let Some(whole) = self.pieces.first().copied() else { return self };
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = whole.from;
        for (from, to) in silences {
            pieces.push(Piece { from: at, to: *from, silent: false, ..whole });
            pieces.push(Piece { from: *from, to: *to, silent: true, ..whole });
            at = *to;
        }
        pieces.push(Piece { from: at, to: whole.to, silent: false, ..whole });
        let told: f64 = pieces.iter().filter(|piece| !piece.silent).map(Piece::span).sum();
        // Silences and the least widths first, the rest by time.
        let silent = width * silences.len() as f64;
        let rest = (whole.right - whole.left - silent - least * (silences.len() + 1) as f64).max(0.0);
        let mut left = whole.left;
        for piece in &mut pieces {
            piece.left = left;
            left += if piece.silent { width } else { least + rest * piece.span() / told };
            piece.right = left;
        }
        Self { pieces, ..self }
    }

    /// The same, with all that lies outside of a time drawn at its edge.
    pub(crate) fn clipped(&self, from: Instant, to: Instant) -> Self {
        Self { clip: Some((from, to)), ..self.clone() }
    }

    /// Where a moment lies.
    pub(crate) fn x(&self, at: Instant) -> f64 {
        let at = self.clip.map_or(at, |(from, to)| at.clamp(from, to));
        let piece = self.pieces.iter().find(|piece| at <= piece.to).or(self.pieces.last());
        piece.map_or(0.0, |piece| piece.x(at))
    }

    /// The stretches in which nothing happens.
    pub(crate) fn silences(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|piece| piece.silent)
    }

    /// The ticks: labelled in the finest step whose labels stand apart, and between them the finest that can be seen.
    /// Each stretch of a broken axis has its own.
    pub(crate) fn ticks(&self, style: &Style) -> TimeTicks {
        let mut told =
            self.pieces.iter().filter(|piece| !piece.silent).map(|piece| (piece, self.of(piece, style)));
        let Some((_, mut all)) = told.next() else {
            return TimeTicks { ticks: Vec::new(), start: String::new() };
        };
        for (piece, ticks) in told {
            let context = Some(ticks.start);
            all.ticks.push(TimeTick { x: piece.left, label: String::new(), context });
            all.ticks.extend(ticks.ticks);
        }
        all
    }

    /// The ticks of one stretch.
    fn of(&self, piece: &Piece, style: &Style) -> TimeTicks {
        let possible =
            || LADDER.into_iter().filter(|step| piece.span() / 1000.0 / step.seconds() <= MOST_TICKS);
        let Some((step, mut ticks)) =
            possible().map(|step| (step, self.labelled(piece, step))).find(|(_, ticks)| {
                let half = |tick: &TimeTick| style.width(&tick.label) / 2.0;
                ticks.windows(2).all(|pair| match pair {
                    [a, b] => b.x - a.x >= APART.max(half(a) + half(b) + theme::LABEL_APART),
                    _ => true,
                })
            })
        else {
            return TimeTicks { ticks: Vec::new(), start: String::new() };
        };
        let fine = possible()
            .take_while(|finer| *finer < step)
            .map(|finer| self.labelled(piece, finer))
            .find(|ticks| ticks.windows(2).all(|pair| matches!(pair, [a, b] if b.x - a.x >= FINE_APART)));
        for tick in fine.unwrap_or_default() {
            if ticks.iter().all(|t| (t.x - tick.x).abs() > 1.0) {
                ticks.push(TimeTick { x: tick.x, label: String::new(), context: None });
            }
        }
        ticks.sort_by(|a, b| a.x.total_cmp(&b.x));
        TimeTicks { ticks, start: step.context(self.zone.show(piece.from).naive_local()) }
    }

    /// All ticks of a step, labelled. An hour that a clock shows twice has its ticks twice, one that it skips has none.
    fn labelled(&self, piece: &Piece, step: Step) -> Vec<TimeTick> {
        let local = |at: Instant| self.zone.show(at).naive_local();
        let (mut places, last) = (Vec::new(), local(piece.to) + chrono::TimeDelta::hours(2));
        let mut at = step.floor(local(piece.from) - chrono::TimeDelta::hours(2));
        while at <= last {
            match self.zone.at(at) {
                WallClock::Fold(a, b) if step.is_within_a_day() => places.extend([(a, at), (b, at)]),
                WallClock::Once(instant) | WallClock::Fold(instant, _) => places.push((instant, at)),
                WallClock::Gap(instant) if !step.is_within_a_day() => places.push((instant, at)),
                WallClock::Gap(_) => {}
            }
            match step.next(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        places.retain(|(instant, _)| (piece.from..=piece.to).contains(instant));
        places.sort_by_key(|(instant, _)| *instant);
        let mut said = step.context(local(piece.from));
        let tick = |(instant, wall): (Instant, NaiveDateTime)| {
            let context = step.context(wall);
            let changed = context != said;
            said.clone_from(&context);
            TimeTick { x: piece.x(instant), label: step.label(wall), context: changed.then_some(context) }
        };
        places.into_iter().map(tick).collect()
    }

    /// The left and the right end of the line.
    pub(crate) fn ends(&self) -> (f64, f64) {
        let (first, last) = (self.pieces.first(), self.pieces.last());
        (first.map_or(0.0, |piece| piece.left), last.map_or(0.0, |piece| piece.right))
    }

    /// The offsets from UTC at both ends: `UTC+01:00`, or `UTC+01:00, then UTC+02:00`.
    pub(crate) fn offsets(&self) -> String {
        let offset = |at: Option<Instant>| {
            at.map_or_else(String::new, |at| format!("UTC{}", self.zone.show(at).offset()))
        };
        let first = offset(self.pieces.first().map(|piece| piece.from));
        let last = offset(self.pieces.last().map(|piece| piece.to));
        if first == last { first } else { format!("{first}, then {last}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn axis(zone: &str, from: &str, to: &str) -> Calendar {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        Calendar::new(zone.parse().unwrap(), at(from), at(to), 0.0, 1400.0)
    }

    fn labels(axis: &Calendar) -> Vec<String> {
        let ticks = axis.ticks(&Style::LABEL).ticks;
        ticks.into_iter().map(|t| t.label).filter(|label| !label.is_empty()).collect()
    }

    #[test]
    fn every_span_from_seconds_to_centuries_has_a_readable_number_of_ticks() {
        for to in [
            "2021-01-01T00:00:10Z",
            "2021-01-01T00:07:00Z",
            "2021-01-01T03:15:00Z",
            "2021-01-02T12:00:00Z",
            "2021-01-09T00:00:00Z",
            "2021-02-13T00:00:00Z",
            "2021-12-30T00:00:00Z",
            "2024-06-30T00:00:00Z",
            "2121-06-30T00:00:00Z",
        ] {
            let labels = labels(&axis("UTC", "2021-01-01T00:00:00Z", to));
            assert!((3..=24).contains(&labels.len()), "{to}: {labels:?}");
        }
    }

    #[test]
    fn the_hour_that_a_clock_shows_twice_has_its_ticks_twice() {
        let night = axis("Europe/Zurich", "2021-10-31T00:00:00+02:00", "2021-10-31T05:00:00+01:00");
        let labels = labels(&night);
        assert_eq!(labels.iter().filter(|l| *l == "02:30").count(), 2, "{labels:?}");
        assert_eq!(night.offsets(), "UTC+02:00, then UTC+01:00");
        let spring = axis("Europe/Zurich", "2021-03-28T00:00:00+01:00", "2021-03-28T06:00:00+02:00");
        assert!(!self::labels(&spring).iter().any(|l| l.starts_with("02")), "{:?}", self::labels(&spring));
    }

    #[test]
    fn a_new_day_is_named_where_it_begins() {
        let axis = axis("Europe/London", "2016-06-27T20:00:00+01:00", "2016-06-28T04:00:00+01:00");
        let ticks = axis.ticks(&Style::LABEL);
        assert_eq!(ticks.start, "Mon 27 Jun 2016");
        let days: Vec<_> = ticks.ticks.iter().filter(|t| t.context.is_some()).collect();
        assert_eq!(days.len(), 1);
        assert_eq!((days[0].label.as_str(), days[0].context.as_deref()), ("00:00", Some("Tue 28 Jun 2016")));
    }

    #[test]
    fn a_single_moment_still_has_an_axis() {
        let axis = axis("UTC", "2021-01-01T00:00:00Z", "2021-01-01T00:00:00Z");
        let piece = axis.pieces[0];
        assert!(axis.x(piece.from) < axis.x(piece.to));
        assert!(!labels(&axis).is_empty());
    }

    #[test]
    fn the_year_that_begins_soon_after_a_break_is_named_and_not_the_one_that_ends() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        let whole = axis("UTC", "2016-06-20T00:00:00Z", "2021-09-23T00:00:00Z");
        let silence = (at("2016-08-01T00:00:00Z"), at("2020-12-28T00:00:00Z"));
        let ticks = whole.broken(&[silence], 80.0, 130.0).ticks(&Style::LABEL);
        let said: Vec<&str> =
            ticks.contexts(0.0, 1400.0, &Style::LABEL.bold()).into_iter().map(|(_, words)| words).collect();
        assert_eq!(said, ["2016", "2021"]);
    }

    #[test]
    fn a_broken_axis_runs_on_without_a_jump_and_has_no_tick_in_its_silence() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        let whole = axis("UTC", "2022-04-01T08:00:00Z", "2022-05-01T12:00:00Z");
        let silence = (at("2022-04-01T08:01:00Z"), at("2022-05-01T11:55:00Z"));
        let broken = whole.clone().broken(&[silence], 80.0, 130.0);
        assert_eq!(broken.ends(), whole.ends());
        let (from, to) = (broken.x(silence.0), broken.x(silence.1));
        assert!((to - from - 80.0).abs() < 1e-6, "{from} {to}");
        // Five minutes have most of the line now, where they had a five-thousandth of it.
        assert!(broken.x(at("2022-05-01T12:00:00Z")) - to > 900.0);
        let ticks = broken.ticks(&Style::LABEL).ticks;
        let said: Vec<&str> = ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert!(said.contains(&"11:58:00"), "{said:?}");
        assert!(ticks.iter().all(|tick| tick.x <= from || tick.x >= to));
        assert!(ticks.iter().any(|tick| tick.context.as_deref() == Some("Sun 1 May 2022")));
    }
}
