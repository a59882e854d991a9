//! `comparison`: one period against another. On the left every incident of both, on the right how much the second
//! differs: a ratio with its interval, beside the line of no change.

use incstats_analysis::compare::Comparison;
use incstats_analysis::estimate::{Bounds, Estimate, Unit};
use incstats_analysis::verdict::Verdict;
use incstats_analysis::view::TrendView;

use crate::axis::LogAxis;
use crate::data::{Data, number, point as cells};
use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{Arrow, Frame, Head, arrow, capital, count, dot, zones};
use crate::picture::Picture;
use crate::text::{Style, shorten, wrap};
use crate::theme;
use crate::trend::slots::Columns;
use crate::trend::{draw_incidents, legend, values};

/// Part of the width for the incidents.
const DOTS: f64 = 0.56;
/// Height of the lane of zeros.
const LANE: f64 = 40.0;
/// Least distance between two labelled durations.
const TICKS_APART: f64 = 40.0;
/// Kept above the highest value for the arrow of an open one.
const ARROWS: f64 = 26.0;
/// Height of the names and figures under the columns.
const FOOT: f64 = 50.0;
/// Height of one ratio with its words.
const CHANGE: f64 = 88.0;
/// The name of no change.
const SAME: &str = "same";
/// Ratios that the axis can name.
const RATIOS: [(f64, &str); 13] = [
    (0.001, "1/1000"),
    (0.01, "1/100"),
    (0.1, "1/10"),
    (0.25, "1/4"),
    (0.5, "half"),
    (1.0, SAME),
    (2.0, "twice"),
    (4.0, "4 x"),
    (10.0, "10 x"),
    (30.0, "30 x"),
    (100.0, "100 x"),
    (1_000.0, "1000 x"),
    (10_000.0, "10,000 x"),
];

/// Draws the comparison. The view holds the two periods, the first one first.
///
/// # Errors
/// [`Nothing::NoIncident`] without incidents in either period, [`Nothing::NoEnds`] where none has both ends,
/// [`Nothing::OneIncident`] where one has.
pub(crate) fn draw(view: &TrendView, found: &Comparison, look: Look) -> Result<Picture, ChartError> {
    let incidents = view.basis.incidents;
    let period = Some(format!("{} and {}", found.first.period, found.second.period));
    if incidents == 0 {
        return Err(Nothing::NoIncident { period }.into());
    }
    if view.measured() == 0 {
        let (metric, definition) = (found.of.short.clone(), found.of.definition.clone());
        return Err(Nothing::NoEnds { incidents, metric, definition, period }.into());
    }
    if view.measured() == 1 {
        let (metric, definition) = (found.of.short.clone(), found.of.definition.clone());
        return Err(Nothing::OneIncident { metric, definition, period }.into());
    }
    let mut scene = Scene::new(look);
    let head = head(view, found);
    let frame = Frame::open(&mut scene, &head);
    let legend = legend(view, frame.free.width());
    let free = Area { bottom: frame.free.bottom - legend.height() - theme::LABEL_GAP, ..frame.free };
    let split = free.left + free.width() * DOTS;
    incident_columns(&mut scene, view, Area { right: split, ..free });
    changes(&mut scene, found, Area { left: split + 2.0 * theme::GAP, ..free });
    legend.draw(&mut scene, free.left, free.bottom + theme::LABEL_GAP);
    frame.close(&mut scene, &view.basis);
    let alt = format!("{}. {} {}", head.title, head.subtitle.join(" "), found.plain_words.join(" "));
    Ok(Picture::of(&scene, head, alt, data(view))?)
}

/// Every incident of both periods.
fn incident_columns(scene: &mut Scene, view: &TrendView, free: Area) {
    let style = Style::MUTED;
    let name = format!("{} ({}), log scale", capital(&view.metric.label), view.metric.definition());
    scene.text(&name, (free.left, free.top + style.ascent()), Anchor::Start, style.bold());
    let (top, bottom) = (free.top + style.line() + ARROWS, free.bottom - FOOT);
    let axis = LogAxis::new(values(view), top, bottom, LANE);
    let ticks = axis.ticks(TICKS_APART);
    let widest = ticks.iter().map(|(_, words)| style.width(words)).fold(style.width("median"), f64::max);
    let plot = Area::new(free.left + widest + theme::LABEL_APART, top - ARROWS / 2.0, free.right, bottom);
    let columns = Columns::new(view, plot);
    columns.draw_ground(scene, plot);
    for (y, words) in &ticks {
        scene.line((plot.left, *y), (plot.right, *y), theme::HAIR, theme::GRID);
        scene.text(words, (plot.left - theme::LABEL_APART, style.centred(*y)), Anchor::End, style);
    }
    if let Some(zero) = axis.zero() {
        scene.line((plot.left, axis.floor()), (plot.right, axis.floor()), theme::HAIR, theme::AXIS);
        scene.text("0 min", (plot.left - theme::LABEL_APART, style.centred(zero)), Anchor::End, style);
    }
    scene.line((plot.left, plot.bottom), (plot.right, plot.bottom), theme::AXIS_WIDTH, theme::AXIS);
    draw_incidents(scene, view, &columns, &axis, plot);
    for (slot, (_, place)) in view.slots().zip(&columns.places) {
        let first = plot.bottom + 10.0 + style.ascent();
        let x = place.middle();
        scene.text(&slot.period.to_string(), (x, first), Anchor::Middle, Style::STRONG);
        let sample = &slot.median.sample;
        let open = if sample.open > 0 { format!(", {} open", sample.open) } else { String::new() };
        let words = format!("n = {}{open}", sample.n);
        scene.text(&words, (x, first + style.line()), Anchor::Middle, style);
    }
}

/// The two ratios, and what may be said in plain words.
fn changes(scene: &mut Scene, found: &Comparison, free: Area) {
    let style = Style::MUTED;
    let name = format!("{} against {}", found.second.period, found.first.period);
    scene.text(&name, (free.left, free.top + style.ascent()), Anchor::Start, style.bold());
    let rows = [
        ("How many incidents a day", &found.rate_ratio, found.rate_verdict),
        ("How long they took", &found.durations.ratio, found.durations.verdict),
    ];
    let (low, high) = span(&rows);
    let x = |ratio: f64| {
        let part = (ratio.ln() - low.ln()) / (high.ln() - low.ln());
        free.left + part.clamp(0.0, 1.0) * free.width()
    };
    let top = free.top + style.line() + theme::GAP / 2.0;
    let bottom = top + 2.0 * CHANGE;
    let inside = || RATIOS.into_iter().filter(|(ratio, _)| *ratio >= low && *ratio <= high);
    for (number, (words, estimate, verdict)) in rows.iter().enumerate() {
        let y = top + number as f64 * CHANGE;
        scene.text(words, (free.left, y + 18.0), Anchor::Start, Style::STRONG);
        let said = shorten(&in_words(estimate, *verdict), &Style::LABEL, free.width());
        scene.text(&said, (free.left, y + 38.0), Anchor::Start, Style::LABEL);
        for (ratio, name) in inside() {
            let same = name == SAME;
            let (width, ink) = if same { (theme::LINE, theme::TEXT) } else { (theme::HAIR, theme::GRID) };
            scene.line((x(ratio), y + 48.0), (x(ratio), y + CHANGE - 8.0), width, ink);
        }
        draw_ratio(scene, estimate, *verdict, y + 62.0, &x, free);
    }
    let mut free_from = f64::NEG_INFINITY;
    for (ratio, name) in inside() {
        let (at, half, same) = (x(ratio), style.width(name) / 2.0, name == SAME);
        let fits = at - half >= free_from && at - half >= free.left - theme::GAP && at + half <= free.right;
        // The label of no change always has its place.
        let reach = x(1.0) - style.bold().width(SAME) / 2.0 - theme::LABEL_APART;
        if fits && (same || at > x(1.0) || at + half < reach) {
            let style = if same { Style::STRONG } else { style };
            scene.text(name, (at, bottom + 14.0), Anchor::Middle, style);
            free_from = at + half + theme::LABEL_APART;
        }
    }
    let mut y = bottom + 36.0 + theme::GAP;
    // The first sentence is the title.
    for sentence in found.plain_words.iter().skip(1) {
        for line in wrap(sentence, &Style::LABEL, free.width(), 6) {
            if y > free.bottom {
                return;
            }
            scene.text(&line, (free.left, y), Anchor::Start, Style::LABEL);
            y += Style::LABEL.line();
        }
        y += theme::LABEL_GAP * 1.5;
    }
}

/// The ratios that the axis must hold: at least from a quarter to four times.
fn span(rows: &[(&str, &Estimate, Verdict); 2]) -> (f64, f64) {
    let (mut low, mut high) = (0.25_f64, 4.0_f64);
    for (_, estimate, _) in rows.iter().filter(|(_, _, verdict)| *verdict != Verdict::TooFew) {
        let interval = estimate.interval.as_ref().ok();
        let value = estimate.value.as_ref().ok();
        let ends = [
            interval.and_then(|i| i.lower).map(|l| l.least()),
            interval.and_then(|i| i.upper).and_then(|u| u.most()),
            value.map(Bounds::least),
            value.and_then(Bounds::most),
        ];
        for end in ends.into_iter().flatten().filter(|end| *end > 0.0 && end.is_finite()) {
            (low, high) = (low.min(end), high.max(end));
        }
    }
    // What lies beyond says nothing that the words "anything" would not.
    ((low / 1.15).max(0.001), (high * 1.15).min(12_000.0))
}

fn draw_ratio(
    scene: &mut Scene,
    estimate: &Estimate,
    verdict: Verdict,
    y: f64,
    x: &dyn Fn(f64) -> f64,
    free: Area,
) {
    // Where any ratio would fit, a line from end to end would only look like one.
    let (Ok(value), false) = (&estimate.value, verdict == Verdict::TooFew) else { return };
    let ink = if verdict.is_change() { theme::DATA } else { theme::FAINT };
    if let Ok(interval) = &estimate.interval {
        let left = interval
            .lower
            .map_or(free.left, |limit| if limit.least() > 0.0 { x(limit.least()) } else { free.left });
        let upper = interval.upper.and_then(|limit| limit.most());
        let right = upper.map_or(free.right, x);
        scene.line((left, y), (right, y), theme::STRONG, ink);
        if upper.is_none() {
            arrow(scene, (free.right, y), Arrow::Right, ink);
        }
    }
    let (from, to) = (x(value.least()), value.most().map_or(free.right, x));
    if to - from > 2.0 {
        scene.fill(Area::new(from, y - 5.0, to, y + 5.0), ink);
    } else {
        dot(scene, (from, y), theme::DOT * 1.4, ink);
    }
}

/// The ratio with its interval at its widest; only that it cannot be told where any ratio would fit.
fn in_words(estimate: &Estimate, verdict: Verdict) -> String {
    let (Ok(value), false) = (&estimate.value, verdict == Verdict::TooFew) else {
        return verdict.words().to_owned();
    };
    let ends = estimate.interval.as_ref().ok().and_then(|interval| Some((interval.lower?, interval.upper?)));
    let interval = ends.map_or_else(String::new, |(lower, upper)| {
        let low = Unit::Ratio.say(lower.least());
        match upper.most() {
            Some(high) => format!(" (95 % interval {low} to {})", Unit::Ratio.say(high)),
            None => format!(" (95 % interval {low} or more)"),
        }
    });
    format!("{}{interval}: {}", Unit::Ratio.say_bounds(value), verdict.words())
}

fn head(view: &TrendView, found: &Comparison) -> Head {
    let title =
        found.plain_words.first().map(|words| words.trim_end_matches('.').to_owned()).unwrap_or_default();
    let drawn = format!(
        "{}: {}, elapsed time; {} that started in {} or {} ({}), n = {} and {}.",
        found.of.short,
        found.of.definition,
        count(view.basis.incidents, "incident"),
        found.first.period,
        found.second.period,
        zones("days", &view.basis),
        found.first.sample.n,
        found.second.sample.n,
    );
    let how = format!(
        "Right: {} over {} with 95 % intervals; a bar across the line “same” means that chance alone can part them so.",
        found.second.period, found.first.period
    );
    Head { title, name: String::new(), subtitle: vec![drawn, how] }
}

fn data(view: &TrendView) -> Data {
    let mut data = Data::new(["period", "id", "title", "day", "metric", "min_s", "max_s", "median_s"]);
    for slot in view.slots() {
        for point in &slot.points {
            let [id, title, day, metric, least, most] = cells(point, &view.metric);
            data.push([
                slot.period.to_string(),
                id,
                title,
                day,
                metric,
                least,
                most,
                number(slot.median.value.as_ref().ok().and_then(Bounds::value)),
            ]);
        }
    }
    data
}
