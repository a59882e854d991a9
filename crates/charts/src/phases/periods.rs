//! `phases` by period: how much incident time each phase had in each period, as stacked bars on one linear axis.
//!
//! A bar is a sum: of each phase the time that is certainly its, then hatched the time of which the phase (or whether it
//! was incident time at all) is not known.

use std::fmt::Write;

use chrono::TimeDelta;
use incstats_analysis::estimate::Unit;
use incstats_analysis::view::{Gap, PhaseRow, PhasesView};
use incstats_model::{DurationBounds, Every, Period, Phase};

use crate::axis::linear_ticks;
use crate::data::Data;
use crate::error::ChartError;
use crate::look::Look;
use crate::paint::{Anchor, Area, Scene, hatch};
use crate::parts::{
    Arrow, Frame, Head, Key, Legend, arrow, asked_for, beneath, bounds, capital, count, inks_of,
};
use crate::picture::Picture;
use crate::text::Style;
use crate::theme;

/// Least and most height of a row.
const ROW: (f64, f64) = (24.0, 120.0);
/// How much of a row its bar takes.
const BAR: f64 = 0.68;
/// Height of the words of the axis.
const HEADING: f64 = 30.0;
/// Length of the arrow where incidents are open.
const OPEN: f64 = 26.0;

/// A period, or a run of periods without any incident, with its sums.
struct Bar {
    name: String,
    incidents: usize,
    /// What is certainly of each phase, in the order of [`Phase::ALL`].
    phases: [TimeDelta; 5],
    /// All of it.
    total: DurationBounds,
}

impl Bar {
    fn of(name: String, rows: &[&PhaseRow]) -> Self {
        let certain = |phase: Phase| {
            let stretches = rows.iter().flat_map(|row| &row.stretches);
            stretches.filter(|s| s.phases == [phase]).map(|s| s.duration.min()).sum()
        };
        let least: TimeDelta = rows.iter().map(|row| row.total.min()).sum();
        let most: Option<TimeDelta> = rows.iter().map(|row| row.total.max()).sum();
        let total = match most {
            Some(most) => DurationBounds::closed(least, most),
            None => DurationBounds::censored(least),
        };
        Self { name, incidents: rows.len(), phases: Phase::ALL.map(certain), total }
    }

    /// Up to where its bar reaches.
    fn end(&self) -> TimeDelta {
        self.total.max().unwrap_or(self.total.min())
    }

    /// The time of which the phase is not known, or whether it was any.
    fn doubt(&self) -> TimeDelta {
        (self.end() - self.phases.iter().sum::<TimeDelta>()).max(TimeDelta::zero())
    }
}

/// Draws incidents summed by period: the periods asked for, or longer ones where those have no room.
///
/// # Errors
/// A defect of the picture; the view has rows.
pub(super) fn draw(view: &PhasesView, every: Every, look: Look) -> Result<Picture, ChartError> {
    let all = Bar::of(String::new(), &view.rows.iter().collect::<Vec<_>>());
    // The words above take the same room whatever the length of the periods.
    let free = Frame::open(&mut Scene::new(look), &head(view, &all, every, &[])).free;
    let legend = Legend::new(keys(&all), free.width());
    let room = free.height() - legend.height() - theme::GAP / 2.0 - HEADING;
    let longer = [Every::Month, Every::Quarter, Every::Year].into_iter().skip_while(|one| *one != every);
    let mut found = (every, Vec::new());
    for every in longer {
        found = (every, bars(view, every));
        if found.1.len() as f64 * ROW.0 <= room {
            break;
        }
    }
    let (every, bars) = found;
    let mut scene = Scene::new(look);
    let head = head(view, &all, every, &bars);
    let frame = Frame::open(&mut scene, &head);
    let free = Area { bottom: frame.free.bottom - legend.height() - theme::GAP / 2.0, ..frame.free };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen rows")]
    let fit = ((free.height() - HEADING) / ROW.0).floor().max(1.0) as usize;
    // Decades of years: the last ones.
    let shown = bars.get(bars.len().saturating_sub(fit)..).unwrap_or_default();
    rows(&mut scene, shown, free);
    legend.draw(&mut scene, free.left, free.bottom + theme::GAP / 2.0);
    frame.close(&mut scene, &view.basis);
    let told: Vec<String> = bars.iter().map(in_words).collect();
    let alt = format!("{}. {} {}.", head.title, head.subtitle.join(" "), told.join("; "));
    Ok(Picture::of(&scene, head, alt, data(&bars))?)
}

/// The periods in order; neighbouring ones without incidents as one, where they are many.
fn bars(view: &PhasesView, every: Every) -> Vec<Bar> {
    let days = || view.rows.iter().filter_map(|row| row.day);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return vec![Bar::of("without any date".to_owned(), &view.rows.iter().collect::<Vec<_>>())];
    };
    let within = |period: &Period| -> Vec<&PhaseRow> {
        view.rows.iter().filter(|row| row.day.is_some_and(|day| period.contains(day))).collect()
    };
    let mut bars = Vec::new();
    let mut empty: Vec<Period> = Vec::new();
    for period in Period::series(first, last, every) {
        let rows = within(&period);
        if rows.is_empty() {
            empty.push(period);
            continue;
        }
        let gap = std::mem::take(&mut empty);
        match gap.as_slice() {
            [first, .., last] if gap.len() >= Gap::SHORTEST => {
                bars.push(Bar::of(format!("{first} to {last}"), &[]));
            }
            few => bars.extend(few.iter().map(|period| Bar::of(period.to_string(), &[]))),
        }
        bars.push(Bar::of(period.to_string(), &rows));
    }
    bars
}

fn rows(scene: &mut Scene, bars: &[Bar], free: Area) {
    let height = ((free.height() - HEADING) / bars.len().max(1) as f64).clamp(ROW.0, ROW.1);
    let widest = |style: Style, words: &dyn Fn(&Bar) -> String| {
        bars.iter().map(|bar| style.width(&words(bar))).fold(0.0, f64::max)
    };
    let names = free.left + widest(Style::LABEL, &|bar| bar.name.clone());
    let counts = names + theme::LABEL_APART + widest(Style::MUTED, &n);
    let totals = widest(Style::STRONG, &total);
    let plot =
        Area { left: counts + theme::LABEL_APART, right: free.right - totals - OPEN - theme::GAP, ..free };
    let longest = bars.iter().map(Bar::end).max().unwrap_or_default().num_seconds() as f64;
    let ticks = linear_ticks(longest, 6);
    let end = ticks.last().map_or(1.0, |tick| tick.0).max(1.0);
    let x = |time: TimeDelta| plot.left + time.num_seconds() as f64 / end * plot.width();
    let (top, bottom) = (free.top + HEADING, free.top + HEADING + height * bars.len() as f64);
    for (seconds, words) in &ticks {
        let at = plot.left + seconds / end * plot.width();
        scene.line((at, top - 4.0), (at, bottom), theme::HAIR, theme::GRID);
        scene.text(words, (at, top - 10.0), Anchor::Middle, Style::MUTED.sized(theme::SMALL_SIZE));
    }
    for (number, bar) in bars.iter().enumerate() {
        let middle = top + (number as f64 + 0.5) * height;
        let half = height * BAR / 2.0;
        scene.text(&bar.name, (free.left, Style::LABEL.centred(middle)), Anchor::Start, Style::LABEL);
        scene.text(&n(bar), (counts, Style::MUTED.centred(middle)), Anchor::End, Style::MUTED);
        let mut from = TimeDelta::zero();
        for (phase, took) in Phase::ALL.into_iter().zip(bar.phases) {
            let area = Area::new(x(from), middle - half, x(from + took), middle + half);
            for ink in inks_of(&[phase]) {
                scene.fill(area, ink);
            }
            from += took;
        }
        if bar.doubt() > TimeDelta::zero() {
            hatch(scene, Area::new(x(from), middle - half, x(bar.end()), middle + half), &[theme::MUTED]);
        }
        let mut after = x(bar.end()) + theme::LABEL_GAP;
        let mut style = Style::STRONG;
        if bar.total.is_censored() {
            let end = x(bar.end());
            scene.line((end, middle), (end + OPEN - theme::ARROW, middle), theme::STRONG, theme::ALERT);
            arrow(scene, (end + OPEN, middle), Arrow::Right, theme::ALERT);
            after += OPEN;
            style = style.inked(theme::ALERT);
        }
        let style = if bar.incidents == 0 { Style::MUTED } else { style };
        beneath(scene, &total(bar), (after, style.centred(middle)), Anchor::Start, style);
    }
    scene.line((plot.left, top - 4.0), (plot.left, bottom), theme::AXIS_WIDTH, theme::AXIS);
}

fn n(bar: &Bar) -> String {
    format!("n {}", bar.incidents)
}

fn total(bar: &Bar) -> String {
    if bar.incidents == 0 { "no incident".to_owned() } else { bounds(&bar.total) }
}

fn head(view: &PhasesView, all: &Bar, every: Every, bars: &[Bar]) -> Head {
    let undated = view.rows.iter().filter(|row| row.day.is_none()).count();
    let mut left_out = String::new();
    if undated > 0 && bars.iter().all(|bar| bar.incidents < view.rows.len()) {
        let _ = write!(left_out, " {undated} without any date left out.");
    }
    if view.without > 0 {
        let _ = write!(left_out, " {} without two known milestones left out.", view.without);
    }
    let drawn = format!(
        "{}, {}: sum of elapsed time by phase, by {} of the start; overlaps count in full.{left_out}",
        count(view.rows.len(), "incident"),
        asked_for(view.period),
        crate::trend::foot::word(every),
    );
    let definition = "Detection: started to detected; response: to acknowledged; diagnosis: to identified; \
                      repair: to mitigated; recovery: to resolved.";
    Head { title: finding(all), name: String::new(), subtitle: vec![drawn, definition.to_owned()] }
}

/// Which phase has most of the time that is certainly known, where the time in doubt could not turn that round.
fn finding(all: &Bar) -> String {
    let share = |took: TimeDelta| {
        let known = all.total.min().num_seconds().max(1) as f64;
        Unit::Share.say(took.num_seconds() as f64 / known)
    };
    let mut phases: Vec<(Phase, TimeDelta)> = Phase::ALL.into_iter().zip(all.phases).collect();
    phases.sort_by_key(|(_, took)| std::cmp::Reverse(*took));
    match phases.as_slice() {
        [(first, most), (_, next), ..] if *most > *next + all.doubt() => {
            format!("{} has most of the known incident time: {}", capital(first.name()), share(*most))
        }
        [(first, most), (second, next), ..] if *next > TimeDelta::zero() => format!(
            "{} has {} of the known incident time, {} {}; {} could be of any phase",
            capital(first.name()),
            share(*most),
            second.name(),
            share(*next),
            share(all.doubt()),
        ),
        _ => "Of most incident time the phase is not known".to_owned(),
    }
}

fn keys(all: &Bar) -> Vec<Key<'static>> {
    let mut keys: Vec<Key<'static>> = Phase::ALL
        .into_iter()
        .zip(all.phases)
        .filter(|(_, took)| *took > TimeDelta::zero())
        .map(|(phase, _)| {
            Key::new(phase.name(), move |scene: &mut Scene, area: Area| {
                for ink in inks_of(&[phase]) {
                    scene.fill(area, ink);
                }
            })
        })
        .collect();
    if all.doubt() > TimeDelta::zero() {
        keys.push(Key::new("hatched: which phase, or how long, is not known", |scene, area| {
            hatch(scene, area, &[theme::MUTED]);
        }));
    }
    if all.total.is_censored() {
        keys.push(Key::new("arrow: an incident is still open", |scene: &mut Scene, area: Area| {
            let y = area.middle_y();
            scene.line((area.left, y), (area.right - theme::ARROW, y), theme::STRONG, theme::ALERT);
            arrow(scene, (area.right, y), Arrow::Right, theme::ALERT);
        }));
    }
    keys
}

fn in_words(bar: &Bar) -> String {
    let phases: Vec<String> = Phase::ALL
        .into_iter()
        .zip(bar.phases)
        .filter(|(_, took)| *took > TimeDelta::zero())
        .map(|(phase, took)| format!("{} {}", phase.name(), bounds(&DurationBounds::closed(took, took))))
        .collect();
    format!("{} {}, {} ({})", bar.name, n(bar), total(bar), phases.join(", "))
}

/// A row a phase of a period: what is certainly its, in seconds; `not known` is the time of which the phase is not known.
fn data(bars: &[Bar]) -> Data {
    let mut data = Data::new(["period", "incidents", "phase", "certain_s", "open"]);
    for bar in bars {
        let phases = Phase::ALL.into_iter().map(Phase::name).zip(bar.phases);
        for (phase, took) in phases.chain([("not known", bar.doubt())]) {
            data.push([
                bar.name.clone(),
                bar.incidents.to_string(),
                phase.to_owned(),
                took.num_seconds().to_string(),
                bar.total.is_censored().to_string(),
            ]);
        }
    }
    data
}
