//! The words above a trend, and its legend.

use incstats_analysis::estimate::{Reason, Unit};
use incstats_analysis::trend::Trend;
use incstats_analysis::verdict::Verdict;
use incstats_analysis::view::{Column, Slot, TrendView};
use incstats_model::{Every, Period};

use super::foot::word;
use super::medians::interval_ink;
use crate::paint::{Area, Scene};
use crate::parts::{Arrow, Head, Key, Legend, arrow, bounds, count, dot, lacking, ring, within};
use crate::theme;

/// The period of which there is nothing to draw: `1999Q1` of three months, else those that would be drawn.
pub(super) fn asked(view: &TrendView) -> Option<String> {
    let days = view.columns.first()?.ends().0.first_day()..view.columns.last()?.ends().1.end();
    let whole = [Every::Quarter, Every::Year].map(|every| Period::holding(days.start, every));
    let one = whole.into_iter().find(|one| one.first_day() == days.start && one.end() == days.end);
    one.map(|one| one.to_string()).or_else(|| drawn(view))
}

/// The periods drawn: `2021Q2`, `2020Q1 to 2021Q2`; without any incident the period asked for.
pub(crate) fn period(view: &TrendView) -> Option<String> {
    if view.basis.incidents == 0 { asked(view) } else { drawn(view) }
}

fn drawn(view: &TrendView) -> Option<String> {
    let (first, last) = (view.columns.first()?.ends().0, view.columns.last()?.ends().1);
    Some(if first == last { first.to_string() } else { format!("{first} to {last}") })
}

/// The finding and what is drawn.
pub(super) fn head(view: &TrendView, trend: &Trend) -> Head {
    let (measured, of) = (view.measured(), view.basis.incidents);
    let undated = match view.undated {
        0 => String::new(),
        undated => format!("; {undated} without any date"),
    };
    let n = format!("n = {measured} of {}{}{undated}", count(of, "incident"), lacking(of - measured));
    let zones = match view.basis.zones.as_slice() {
        [one] => format!("days of {one}"),
        _ => "days of each incident's own zone".to_owned(),
    };
    let drawn = format!(
        "{}: {}, elapsed time, by {} of the start ({zones}), {}. {n}.",
        view.metric.short,
        view.metric.definition(),
        word(view.every),
        period(view).unwrap_or_default(),
    );
    let needs = view.slots().find_map(|slot| match slot.median.interval {
        Err(Reason::TooFew { needs, .. }) => Some(needs),
        _ => None,
    });
    let rule =
        needs.map(|needs| format!("No median where fewer than {needs} incidents have it: drawn grey."));
    let last = last_median(view).map(|slot| {
        let (every, interval) = (word(view.every), interval(slot));
        let period = slot.period;
        format!(
            "Median of {period}: {interval}. Whether one {every} differs from another is not tested here."
        )
    });
    let last = if told(trend) { tested(trend).or(last) } else { last };
    let subtitle = [Some(drawn), last, rule].into_iter().flatten().collect();
    Head { title: finding(view, trend), name: String::new(), subtitle }
}

/// The interval at its widest, where a limit is itself known only to a range.
fn interval(slot: &Slot) -> String {
    let ends = slot
        .median
        .interval
        .as_ref()
        .ok()
        .and_then(|interval| Some((interval.lower?, interval.upper?, interval.level)));
    let Some((lower, upper, level)) = ends else { return "no interval".to_owned() };
    let (level, least) = (format!("{:.0} % interval", level * 100.0), Unit::Seconds.say(lower.least()));
    match upper.most() {
        Some(most) => format!("{level} {least} to {}", Unit::Seconds.say(most)),
        None => format!("{level} from {least} without an upper limit, as incidents are open"),
    }
}

/// The last period that has a median with its interval.
fn last_median(view: &TrendView) -> Option<&Slot> {
    view.slots().rev().find(|slot| slot.median.interval.is_ok() && slot.median.value.is_ok())
}

/// Whether the incidents are enough for a word on how their durations change.
fn told(trend: &Trend) -> bool {
    trend.per_incident.verdict != Verdict::TooFew
}

/// What the verdict rests on: the change of single durations a year, with its interval.
fn tested(trend: &Trend) -> Option<String> {
    let change = &trend.per_incident;
    let (by, interval) = (change.per_step.value.as_ref().ok()?, change.per_step.interval.as_ref().ok()?);
    let left_out = match change.left_out {
        0 => String::new(),
        1 => ", 1 that is open or can be 0 left out".to_owned(),
        n => format!(", {n} that are open or can be 0 left out"),
    };
    let widest = match (interval.lower?.least(), interval.upper?.most()) {
        (least, Some(most)) => format!("{} to {}", Unit::Ratio.say(least), Unit::Ratio.say(most)),
        (least, None) => format!("{} or more", Unit::Ratio.say(least)),
    };
    Some(format!(
        "Change of single durations: {} a year, {:.0} % interval {widest} ({}{left_out}).",
        Unit::Ratio.say_bounds(by),
        interval.level * 100.0,
        count(change.points, "incident"),
    ))
}

/// The verdict in words: `Time to restore: no clear change since 2019Q1 (n 25 to 41 a quarter)`.
fn verdict(view: &TrendView, trend: &Trend) -> Option<String> {
    let said = match trend.per_incident.verdict {
        Verdict::Faster => "getting shorter",
        Verdict::Slower => "getting longer",
        Verdict::NoClearChange => "no clear change",
        Verdict::TooFew | Verdict::Fewer | Verdict::More => return None,
    };
    let (first, last) = (trend.periods.first()?, trend.periods.last()?);
    // A period that is over says nothing of what came after it.
    let when = if last.unfinished {
        format!("since {}", first.period)
    } else {
        format!("from {} to {}", first.period, last.period)
    };
    let n = || trend.periods.iter().map(|period| period.median.sample.n);
    let n = match (n().min()?, n().max()?) {
        (fewest, most) if fewest == most => most.to_string(),
        (fewest, most) => format!("{fewest} to {most}"),
    };
    Some(format!(
        "{}: {said} {when} (n {n} a {})",
        crate::parts::capital(&view.metric.label),
        word(view.every)
    ))
}

/// What may be said of a change; of too few for that, what the last period with a median says; without any, that
/// nothing can be said.
fn finding(view: &TrendView, trend: &Trend) -> String {
    if let Some(said) = verdict(view, trend) {
        return said;
    }
    let every = word(view.every);
    let label = &view.metric.label;
    let Some(last) = last_median(view) else {
        let most = view.slots().map(|slot| slot.points.len()).max().unwrap_or_default();
        return format!(
            "{}: too few incidents to tell (at most {most} a {every})",
            crate::parts::capital(label)
        );
    };
    let Ok(value) = &last.median.value else { return label.to_string() };
    let n = last.points.len();
    if value.is_open() {
        return format!(
            "{}: of {n} incidents so many are open that the middle is not known yet",
            last.period
        );
    }
    format!("{}: half of {n} incidents were {} {}", last.period, view.metric.to, within(value))
}

/// What the marks mean; only those that occur.
pub(crate) fn legend(view: &TrendView, room: f64) -> Legend<'static> {
    let points = || view.slots().flat_map(|slot| &slot.points);
    let medians = view.slots().any(|slot| slot.median.interval.is_ok());
    let ink = if medians { theme::DATA } else { theme::FAINT };
    let middle = |area: Area| (area.middle_x(), area.middle_y());
    let mut keys = Vec::new();
    if points().any(|p| p.duration.max() == Some(p.duration.min())) {
        keys.push(Key::new("one incident", move |scene: &mut Scene, area| {
            dot(scene, middle(area), theme::DOT, ink);
        }));
    }
    if points().any(|p| p.duration.is_ranged()) {
        keys.push(Key::new("known only to a range", move |scene: &mut Scene, area| {
            let (x, _) = middle(area);
            scene.line((x, area.top), (x, area.bottom), theme::STRONG, ink);
            for y in [area.top, area.bottom] {
                scene.line((x - theme::DOT, y), (x + theme::DOT, y), theme::LINE, ink);
            }
        }));
    }
    if points().any(|p| p.duration.is_censored()) {
        keys.push(Key::new("still open: at least this long", move |scene: &mut Scene, area| {
            let (x, _) = middle(area);
            scene.line((x, area.bottom), (x, area.top), theme::LINE, theme::ALERT);
            ring(scene, (x, area.bottom), theme::DOT * 0.8, theme::ALERT);
            arrow(scene, (x, area.top - 3.0), Arrow::Up, theme::ALERT);
        }));
    }
    if medians {
        keys.push(Key::new("median", move |scene: &mut Scene, area| {
            let y = area.middle_y();
            scene.line((area.left, y), (area.right, y), theme::STRONG, theme::TEXT);
        }));
        let ranged = |slot: &Slot| {
            slot.median.value.as_ref().is_ok_and(|value| value.value().is_none())
                && slot.median.interval.is_ok()
        };
        if view.slots().any(ranged) {
            keys.push(Key::new("median known only to a range", move |scene: &mut Scene, area| {
                scene.outline(area, theme::LINE, theme::TEXT);
            }));
        }
        keys.push(Key::new(
            "95 % interval of the median (order statistics)",
            move |scene: &mut Scene, area| {
                scene.fill(area, interval_ink());
            },
        ));
    }
    if points().any(|p| p.duration.min() == chrono::TimeDelta::zero()) {
        keys.push(Key::new(
            "zero, which a log scale does not have, lies under the axis",
            move |scene: &mut Scene, area| {
                scene.line(
                    (area.left, area.top + 2.0),
                    (area.right, area.top + 2.0),
                    theme::HAIR,
                    theme::AXIS,
                );
                dot(scene, (area.middle_x(), area.bottom - 1.0), theme::DOT * 0.8, ink);
            },
        ));
    }
    Legend::new(keys, room)
}

/// The picture for those who cannot see it: the title, what is drawn, and what every column says.
pub(super) fn description(view: &TrendView, head: &Head) -> String {
    let columns: Vec<String> = view.columns.iter().map(in_words).collect();
    format!("{}. {} {}.", head.title, head.subtitle.join(" "), columns.join("; "))
}

/// The incidents of a period as far as each can be told, then the median where it is drawn.
fn in_words(column: &Column) -> String {
    let slot = match column {
        Column::Gap(gap) => return format!("{} to {}: no incident", gap.first, gap.last),
        Column::Slot(slot) => slot,
    };
    let sample = &slot.median.sample;
    let open = if sample.open > 0 { format!(", {} of them open", sample.open) } else { String::new() };
    let said = match (slot.points.as_slice(), &slot.median.value) {
        ([], _) => String::new(),
        (_, Ok(value)) if slot.median.interval.is_ok() => {
            format!(", median {} ({})", Unit::Seconds.say_bounds(value), interval(slot))
        }
        (points, _) => {
            let each: Vec<String> = points.iter().map(|point| bounds(&point.duration)).collect();
            format!(": {}", each.join(", "))
        }
    };
    format!("{} n {}{open}{said}", slot.period, sample.n)
}
