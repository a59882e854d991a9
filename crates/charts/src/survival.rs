//! `survival`: the share that was over within a time, open incidents included.
//!
//! The curve rises as incidents end; those still open leave it at the last thing known of them, with a tick, and are
//! never dropped. Below stands how many were still running at each time, as the right end rests on few.

use incstats_analysis::estimate::{Bounds, Estimate, LEVEL, Unit};
use incstats_analysis::statistics::order_interval;
use incstats_analysis::survival::{CurvePoint, Survival};
use incstats_analysis::view::Basis;

use crate::axis::LogAxis;
use crate::data::{Data, number};
use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{Frame, Head, Key, Legend, across_grid, beneath, capital, lacking, seconds};
use crate::picture::Picture;
use crate::text::Style;
use crate::theme::{self, Ink};

/// Height of the rows of figures under the plot.
const ROW: f64 = 21.0;
/// Width of the lane of zeros.
const LANE: f64 = 40.0;
/// Half the height of the tick of an open incident.
const CENSORED: f64 = 7.0;

/// Below a curve that is lower than this there is no room for words.
const LOW: f64 = 0.15;

/// Draws the curve.
///
/// # Errors
/// [`Nothing::NoIncident`] without incidents, [`Nothing::NoEnds`] where none has both ends of the metric, or none has
/// ended, [`Nothing::OneIncident`] where one has.
pub(crate) fn draw(found: &Survival, basis: &Basis, look: Look) -> Result<Picture, ChartError> {
    let (incidents, period) = (found.sample.of, found.period.clone());
    if incidents == 0 {
        return Err(Nothing::NoIncident { period }.into());
    }
    let ended = found.sample.open < found.sample.n;
    let Some(curve) = found.curve.as_ref().ok().filter(|_| ended) else {
        let (metric, definition) = (found.of.short.clone(), found.of.definition.clone());
        return Err(Nothing::NoEnds { incidents, metric, definition, period }.into());
    };
    if found.sample.n == 1 {
        let (metric, definition) = (found.of.short.clone(), found.of.definition.clone());
        return Err(Nothing::OneIncident { metric, definition, period }.into());
    }
    let mut scene = Scene::new(look);
    let head = head(found);
    let frame = Frame::open(&mut scene, &head);
    let legend = Legend::new(keys(found, curve), frame.free.width());
    let free = Area { bottom: frame.free.bottom - legend.height() - theme::LABEL_GAP, ..frame.free };
    let style = Style::MUTED;
    let name = format!("Share that was {} within", end(found));
    scene.text(&name, (free.left, free.top + style.ascent()), Anchor::Start, style.bold());
    let names = style.width("still running").max(style.width("100 %"));
    let plot = Area::new(
        free.left + names + theme::LABEL_APART,
        free.top + style.line() + theme::GAP / 2.0,
        free.right,
        free.bottom - 2.0 * ROW - theme::LABEL_GAP,
    );
    let axis = LogAxis::across(curve.iter().map(|point| point.seconds), plot.left, plot.right, LANE);
    let y = |share: f64| plot.bottom - share * plot.height();
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        scene.line((plot.left, y(share)), (plot.right, y(share)), theme::HAIR, theme::GRID);
        let words = format!("{:.0} %", share * 100.0);
        scene.text(&words, (plot.left - theme::LABEL_APART, style.centred(y(share))), Anchor::End, style);
    }
    let ticks = across_grid(&mut scene, &axis, plot);
    at_risk(&mut scene, curve, &axis, &ticks, (plot.left - theme::LABEL_APART, plot.bottom + ROW));
    steps(&mut scene, curve, &axis, plot);
    told(&mut scene, found, &axis, plot);
    legend.draw(&mut scene, free.left, free.bottom + theme::LABEL_GAP);
    frame.close(&mut scene, basis);
    let alt = format!("{}. {}", head.title, head.subtitle.join(" "));
    Ok(Picture::of(&scene, head, alt, data(curve))?)
}

/// The band, what lies between the two readings of ranges, the curve, and the ticks of open incidents.
fn steps(scene: &mut Scene, curve: &[CurvePoint], axis: &LogAxis, plot: Area) {
    let y = |share: f64| plot.bottom - share * plot.height();
    let x = |seconds: f64| axis.y(seconds);
    let ends = curve.iter().skip(1).map(|point| x(point.seconds)).chain([plot.right]);
    // One area each, so that no seam shows between two steps.
    let (mut low, mut high, mut ranged) = (Vec::new(), Vec::new(), Vec::new());
    for (point, right) in curve.iter().zip(ends) {
        let left = x(point.seconds);
        // The end of the last stretch is the last thing known.
        let right = if point.at_risk <= 1 && right >= plot.right { left } else { right };
        if let (Some(lower), Some(upper)) = (point.lower, point.upper) {
            low.extend([(left, y(1.0 - upper)), (right, y(1.0 - upper))]);
            high.extend([(left, y(1.0 - lower)), (right, y(1.0 - lower))]);
        }
        let (least, most) = (point.share.least(), point.share.most_or_infinity());
        if most - least > 1e-9 {
            ranged.push(Area::new(left, y(1.0 - least), right, y(1.0 - most)));
        }
    }
    if low.len() > 1 {
        scene.polygon(low.into_iter().chain(high.into_iter().rev()).collect(), band_ink());
    }
    for area in ranged {
        scene.fill(area, range_ink());
    }
    for reading in
        [|point: &CurvePoint| point.share.least(), |point: &CurvePoint| point.share.most_or_infinity()]
    {
        let mut points = vec![(plot.left, y(0.0))];
        let mut level = 0.0;
        for point in curve {
            let over = 1.0 - reading(point);
            points.push((x(point.seconds), y(level)));
            points.push((x(point.seconds), y(over)));
            level = over;
        }
        for pair in points.windows(2) {
            if let [from, to] = pair {
                scene.line(*from, *to, theme::LINE, theme::DATA);
            }
        }
    }
    for point in curve.iter().filter(|point| point.open > 0) {
        let (at, level) = (x(point.seconds), y(1.0 - point.share.least()));
        scene.line((at, level - CENSORED), (at, level + CENSORED), theme::LINE, theme::ALERT);
    }
}

/// The share of the title: within which time, and how many. The same figures stand in the summary and in the review, so
/// that nobody reads a second median off a curve.
fn middle(found: &Survival) -> Option<(f64, &Estimate, &Bounds)> {
    let known =
        found.within.iter().filter_map(|of| Some((of.seconds, &of.figure, of.figure.value.as_ref().ok()?)));
    let from_half = |share: &Bounds| (f64::midpoint(share.least(), share.most_or_infinity()) - 0.5).abs();
    // A share that can be nearly anything says nothing.
    let told = known.filter(|(_, _, share)| share.most_or_infinity() - share.least() < 0.5);
    told.min_by(|(_, _, a), (_, _, b)| from_half(a).total_cmp(&from_half(b)))
}

/// A dashed line from the time of the title up to the curve, and from there to the left, with its words.
fn told(scene: &mut Scene, found: &Survival, axis: &LogAxis, plot: Area) {
    let Some((horizon, figure, share)) = middle(found).filter(|_| is_enough(found)) else { return };
    let (x, y) = (axis.y(horizon), |share: f64| plot.bottom - share * plot.height());
    if !(plot.left..=plot.right).contains(&x) {
        return;
    }
    let (low, high) = (y(share.least()), y(share.most_or_infinity().min(1.0)));
    scene.dashes((x, high), (x, plot.bottom), theme::LINE, theme::TEXT);
    for level in if low - high > 2.0 { vec![low, high] } else { vec![high] } {
        scene.dashes((plot.left, level), (x, level), theme::LINE, theme::TEXT);
    }
    let style = Style::STRONG;
    let words = format!("{} within {}", figure.value_in_words(), seconds(horizon));
    let wide = style.width(&words) + theme::LABEL_APART;
    // Right of the line and below the curve, where nothing else is; left of it where there is no room, and above the
    // curve where that is too low for words below it.
    let above = share.least() < LOW && x - wide >= plot.left;
    let (at, anchor) = if x + wide <= plot.right && !above {
        (x + theme::LABEL_GAP * 1.5, Anchor::Start)
    } else {
        (x - theme::LABEL_GAP * 1.5, Anchor::End)
    };
    if x - wide >= plot.left || anchor == Anchor::Start {
        let baseline = if above { high - style.size } else { plot.bottom - plot.height() * 0.06 };
        beneath(scene, &words, (at, baseline), anchor, style);
    }
}

/// How many were still running at each tick.
fn at_risk(
    scene: &mut Scene,
    curve: &[CurvePoint],
    axis: &LogAxis,
    ticks: &[(f64, &'static str)],
    (names, top): (f64, f64),
) {
    let style = Style::MUTED;
    let baseline = top + style.ascent() + theme::LABEL_GAP;
    scene.text("still running", (names, baseline), Anchor::End, style);
    for (x, _) in ticks {
        let running = curve.iter().find(|point| axis.y(point.seconds) >= *x).map_or(0, |point| point.at_risk);
        scene.text(&running.to_string(), (*x, baseline), Anchor::Middle, Style::LABEL);
    }
}

fn band_ink() -> Ink {
    theme::DATA.over(theme::PAPER, 0.14)
}

fn range_ink() -> Ink {
    theme::DATA.over(theme::PAPER, 0.38)
}

/// The milestone that ends the metric, as a word: `resolved`.
fn end(found: &Survival) -> &str {
    found.of.definition.split(" to ").last().unwrap_or("over")
}

fn head(found: &Survival) -> Head {
    let sample = &found.sample;
    let open = if sample.open > 0 { format!(", {} of them still open", sample.open) } else { String::new() };
    let lacking = lacking(sample.of.saturating_sub(sample.n));
    let drawn = format!(
        "{} ({}), elapsed time, incidents of {}; n = {} of {}{open}{lacking}.",
        capital(&found.of.label),
        found.of.definition,
        found.period.clone().unwrap_or_else(|| "the whole history".to_owned()),
        sample.n,
        sample.of,
    );
    let shares: Vec<String> = found
        .within
        .iter()
        .filter(|of| of.figure.value.is_ok())
        .map(|of| format!("{} within {}", share(&of.figure), seconds(of.seconds)))
        .collect();
    let shares = match shares.as_slice() {
        [] => String::new(),
        all => format!("{}: {}.", capital(end(found)), all.join(", ")),
    };
    let how = "Kaplan-Meier estimate with its 95 % band: an open incident counts for as long as it is known to have run."
        .to_owned();
    let subtitle = [drawn, shares, how].into_iter().filter(|line| !line.is_empty()).collect();
    Head { title: finding(found), name: String::new(), subtitle }
}

/// `34 % (22 % to 47 %)`.
fn share(figure: &Estimate) -> String {
    let value = figure.value_in_words();
    match &figure.interval {
        Ok(interval) => format!("{value} ({})", Unit::Share.say_interval(interval).replace(" .. ", " to ")),
        Err(_) => value,
    }
}

/// Whether anything may be said of what is typical: as many as the interval of a median needs.
fn is_enough(found: &Survival) -> bool {
    found.sample.n >= order_interval::needed(0.5, LEVEL)
}

fn finding(found: &Survival) -> String {
    let n = found.sample.n;
    match middle(found) {
        _ if !is_enough(found) => {
            format!("{}: too few incidents to say what is typical (n {n})", capital(&found.of.label))
        }
        Some((horizon, figure, share)) => {
            let (end, horizon) = (end(found), seconds(horizon));
            // Of those still open nobody knows it.
            match share.value().filter(|_| found.sample.open == 0) {
                Some(value) if value >= 1.0 => format!("All {n} incidents were {end} within {horizon}"),
                Some(value) if value <= 0.0 => format!("None of {n} incidents was {end} within {horizon}"),
                _ => format!("{} of {n} incidents were {end} within {horizon}", figure.value_in_words()),
            }
        }
        None => format!("Of {n} incidents so many are open that no share is known yet"),
    }
}

fn keys(found: &Survival, curve: &[CurvePoint]) -> Vec<Key<'static>> {
    let mut keys =
        vec![Key::new(format!("share {} within the time", end(found)), |scene: &mut Scene, area: Area| {
            scene.line((area.left, area.middle_y()), (area.right, area.middle_y()), theme::LINE, theme::DATA);
        })];
    if curve.iter().any(|point| point.lower.is_some() && point.upper.is_some()) {
        keys.push(Key::new("95 % band", |scene: &mut Scene, area: Area| scene.fill(area, band_ink())));
    }
    if curve.iter().any(|point| point.share.value().is_none()) {
        keys.push(Key::new("between: durations known only to a range", |scene: &mut Scene, area: Area| {
            scene.fill(area, range_ink());
        }));
    }
    if curve.iter().any(|point| point.open > 0) {
        keys.push(Key::new("still open when last heard of", |scene: &mut Scene, area: Area| {
            scene.line((area.left, area.middle_y()), (area.right, area.middle_y()), theme::LINE, theme::DATA);
            scene.line(
                (area.middle_x(), area.top),
                (area.middle_x(), area.bottom),
                theme::LINE,
                theme::ALERT,
            );
        }));
    }
    keys
}

fn data(curve: &[CurvePoint]) -> Data {
    let mut data =
        Data::new(["seconds", "at_risk", "open", "share_over_min", "share_over_max", "lower", "upper"]);
    for point in curve {
        let over = |share: f64| number(Some(1.0 - share));
        data.push([
            number(Some(point.seconds)),
            point.at_risk.to_string(),
            point.open.to_string(),
            over(point.share.most_or_infinity()),
            over(point.share.least()),
            number(point.upper.map(|share| 1.0 - share)),
            number(point.lower.map(|share| 1.0 - share)),
        ]);
    }
    data
}
