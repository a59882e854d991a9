//! `clocks`: when users were hit against what the source's own books say. On the left how long each incident was by
//! either clock; on the right how long after its start customers were first told.

use chrono::TimeDelta;

use incstats_analysis::view::{ClocksPoint, ClocksView, Lag};
use incstats_model::DurationBounds;

use crate::axis::LogAxis;
use crate::data::{Data, seconds};
use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{
    Arrow, Frame, Head, Key, Legend, across_grid, arrow, asked_for, bounds, count, dot, ring, within,
};
use crate::picture::Picture;
use crate::text::{Style, shorten, titled};
use crate::theme::{self, Ink};

/// Part of the width for the two clocks, where both panels are drawn.
const BOTH: f64 = 0.5;
/// Size of the lane of zeros.
const LANE: f64 = 36.0;
/// Least distance between two labelled durations upward.
const TICKS_APART: f64 = 40.0;
/// Height of the labels below a panel, with its name.
const FOOT: f64 = 50.0;
/// Up to so many lags have a row with a title.
const TITLED: usize = 18;
/// Most height of such a row.
const ROW: f64 = 120.0;
/// Part of its panel that titles may take.
const TITLES: f64 = 0.42;
/// Fewer on both clocks have no panel of their own.
const FEWEST: usize = 3;
/// More incidents than this are smaller dots.
const MANY: usize = 80;
/// Length of the arrow of an open incident.
const OPEN: f64 = 20.0;

/// Draws the clocks.
///
/// # Errors
/// [`Nothing::NoIncident`] without incidents, [`Nothing::NoClocks`] where none has both clocks or tells when customers
/// were told, [`Nothing::OneClock`] where one tells it and too few have both.
pub(crate) fn draw(view: &ClocksView, look: Look) -> Result<Picture, ChartError> {
    let (incidents, period) = (view.basis.incidents, view.period.map(|period| period.to_string()));
    if incidents == 0 {
        return Err(Nothing::NoIncident { period }.into());
    }
    let lags = view.points.iter().any(|point| point.lag.is_some());
    let both = compared(view);
    if !both && !lags {
        return Err(Nothing::NoClocks { incidents, period }.into());
    }
    if !both && view.points.iter().filter(|point| point.lag.is_some()).count() == 1 {
        return Err(Nothing::OneClock { period }.into());
    }
    let mut scene = Scene::new(look);
    let head = head(view);
    let frame = Frame::open(&mut scene, &head);
    let legend = Legend::new(keys(view), frame.free.width());
    let free = Area { bottom: frame.free.bottom - legend.height() - theme::LABEL_GAP, ..frame.free };
    let split = free.left + free.width() * BOTH;
    if both {
        durations(&mut scene, view, if lags { Area { right: split - theme::GAP, ..free } } else { free });
    }
    if lags {
        disclosure(&mut scene, view, if both { Area { left: split + theme::GAP, ..free } } else { free });
    }
    legend.draw(&mut scene, free.left, free.bottom + theme::LABEL_GAP);
    frame.close(&mut scene, &view.basis);
    let alt = alt(view, &head);
    Ok(Picture::of(&scene, head, alt, data(view))?)
}

/// Whether enough have both clocks for a panel; alone, even one has.
fn compared(view: &ClocksView) -> bool {
    let lags = view.points.iter().any(|point| point.lag.is_some());
    let both = view.both().count();
    both >= FEWEST || both > 0 && !lags
}

fn ends(duration: DurationBounds) -> impl Iterator<Item = f64> {
    [Some(duration.min()), duration.max()].into_iter().flatten().map(|delta| delta.num_seconds() as f64)
}

/// The posted clock upward, the impact clock across, on the same scale, with the line where both agree.
fn durations(scene: &mut Scene, view: &ClocksView, free: Area) {
    let style = Style::MUTED;
    scene.text("Posted as open", (free.left, free.top + style.ascent()), Anchor::Start, style.bold());
    let all: Vec<f64> =
        view.both().flat_map(|(_, impact, posted)| ends(impact).chain(ends(posted))).collect();
    let (top, bottom) = (free.top + style.line() + OPEN, free.bottom - FOOT);
    let up = LogAxis::new(all.iter().copied(), top, bottom, LANE);
    let ticks = up.ticks(TICKS_APART);
    let widest = ticks.iter().map(|(_, words)| style.width(words)).fold(style.width("0 min"), f64::max);
    let plot = Area::new(free.left + widest + theme::LABEL_APART, top, free.right - OPEN, bottom);
    let across = LogAxis::across(all.iter().copied(), plot.left, plot.right, LANE);
    for (y, words) in &ticks {
        scene.line((plot.left, *y), (plot.right, *y), theme::HAIR, theme::GRID);
        scene.text(words, (plot.left - theme::LABEL_APART, style.centred(*y)), Anchor::End, style);
    }
    if let Some(zero) = up.zero() {
        scene.text("0", (plot.left - theme::LABEL_APART, style.centred(zero)), Anchor::End, style);
    }
    across_grid(scene, &across, plot);
    let (name, below) = ("Users hit (started to mitigated, else to resolved)", plot.bottom + 42.0);
    scene.text(&shorten(name, &style.bold(), plot.width()), (plot.right, below), Anchor::End, style.bold());
    scene.dashes((across.floor(), up.floor()), (plot.right, plot.top), theme::LINE, theme::AXIS);
    let many = view.both().count() > MANY;
    let radius = if many { theme::DOT * 0.7 } else { theme::DOT };
    for (_, impact, posted) in view.both() {
        let at = |axis: &LogAxis, delta: TimeDelta| axis.y(delta.num_seconds() as f64);
        let (left, low) = (at(&across, impact.min()), at(&up, posted.min()));
        let right = impact.max().map(|most| at(&across, most));
        let high = posted.max().map(|most| at(&up, most));
        let open = right.is_none() || high.is_none();
        let ink = if open { theme::ALERT } else { theme::DATA };
        if let Some(right) = right.filter(|right| right - left > 1.0) {
            let (width, ink) =
                if many { (theme::HAIR, ink.over(theme::PAPER, 0.5)) } else { (theme::LINE, ink) };
            scene.line((left, low), (right, low), width, ink);
        }
        if right.is_none() {
            scene.line((left, low), (left + OPEN - theme::ARROW, low), theme::LINE, ink);
            arrow(scene, (left + OPEN, low), Arrow::Right, ink);
        }
        if high.is_none() {
            scene.line((left, low), (left, low - OPEN + theme::ARROW), theme::LINE, ink);
            arrow(scene, (left, low - OPEN), Arrow::Up, ink);
        }
        if open {
            ring(scene, (left, low), radius, ink);
        } else {
            let middle = right.map_or(left, |right| f64::midpoint(left, right));
            dot(scene, (middle, low), radius, ink);
        }
    }
}

/// How long after the start customers were told: a row an incident where there are few, else all as one distribution.
fn disclosure(scene: &mut Scene, view: &ClocksView, free: Area) {
    let style = Style::MUTED;
    let name = "From the start until customers were first told";
    scene.text(
        &shorten(name, &style.bold(), free.width()),
        (free.left, free.top + style.ascent()),
        Anchor::Start,
        style.bold(),
    );
    let mut lags: Vec<(&ClocksPoint, Lag)> =
        view.points.iter().filter_map(|point| Some((point, point.lag?))).collect();
    lags.sort_by_key(|(_, lag)| (lag.least, lag.most));
    let named = lags.len() <= TITLED;
    let label = Style::LABEL.sized(theme::SMALL_SIZE);
    let most = free.width() * TITLES;
    let titles: Vec<String> =
        lags.iter().map(|(point, _)| shorten(&titled(&point.id, &point.title), &label, most)).collect();
    let wide = if named {
        titles.iter().map(|title| label.width(title)).fold(0.0, f64::max) + theme::LABEL_APART
    } else {
        0.0
    };
    let top = free.top + style.line() + theme::LABEL_GAP;
    let full = free.bottom - FOOT;
    let row = ((full - top) / lags.len().max(1) as f64).min(if named { ROW } else { f64::INFINITY });
    let bottom = if named { top + row * lags.len() as f64 } else { full };
    let plot = Area::new(free.left + wide, top, free.right - OPEN, bottom);
    let seconds = |delta: TimeDelta| delta.max(TimeDelta::zero()).num_seconds() as f64;
    let values = lags.iter().flat_map(|(_, lag)| [seconds(lag.least), seconds(lag.most)]);
    let axis = LogAxis::across(values, plot.left, plot.right, LANE);
    across_grid(scene, &axis, plot);
    if let (Ok(value), Ok(_)) = (&view.lag.value, &view.lag.interval) {
        for x in [Some(value.least()), value.most()].into_iter().flatten().map(|seconds| axis.y(seconds)) {
            scene.line((x, plot.top), (x, plot.bottom), theme::STRONG, theme::TEXT);
        }
    }
    for (number, ((_, lag), title)) in lags.iter().zip(&titles).enumerate() {
        let y = plot.bottom - (number as f64 + 0.5) * row;
        if named {
            scene.text(title, (free.left, label.centred(y)), Anchor::Start, label);
        }
        let (from, to, ink) = (axis.y(seconds(lag.least)), axis.y(seconds(lag.most)), ink_of(*lag));
        if to - from > 2.0 {
            scene.line((from, y), (to, y), theme::STRONG, ink);
            for x in [from, to] {
                scene.line((x, y - theme::DOT), (x, y + theme::DOT), theme::LINE, ink);
            }
        } else if lags.len() > MANY {
            scene.disc((from, y), theme::DOT * 0.7, ink);
        } else {
            dot(scene, (from, y), theme::DOT, ink);
        }
    }
}

fn ink_of(lag: Lag) -> Ink {
    if lag.posted { theme::DATA } else { theme::OTHER }
}

fn head(view: &ClocksView) -> Head {
    let (both, lags) = (view.both().count(), view.points.iter().filter(|point| point.lag.is_some()).count());
    let s = if lags == 1 { "s" } else { "" };
    let drawn = format!(
        "{}, {}: {both} on both clocks, {lags} tell{s} when customers were told. Impact clock: milestones. Posted clock: first and closing post, ticket opened and closed.",
        asked_for(view.period),
        count(view.basis.incidents, "incident"),
    );
    let early = view.points.iter().filter(|p| p.lag.is_some_and(|lag| lag.most < TimeDelta::zero())).count();
    let early = match early {
        0 => String::new(),
        n => format!(" Told before the start: {n}, drawn at 0."),
    };
    let how = format!(
        "First told: the first post where there is one, else the milestone “communicated”.{early} Elapsed time."
    );
    let books = if compared(view) { format!(" {}.", books(view)) } else { String::new() };
    let how = format!("{how}{books}");
    Head { title: finding(view), name: String::new(), subtitle: vec![crate::parts::capital(&drawn), how] }
}

/// How late customers were told; without that, how the clocks differ.
fn finding(view: &ClocksView) -> String {
    let n = view.lag.sample.n;
    match (&view.lag.value, &view.lag.interval) {
        (Ok(value), Ok(_)) if value.most() == Some(0.0) => {
            format!("Customers were told at once in half of {n} incidents")
        }
        (Ok(value), Ok(_)) if !value.is_open() => {
            format!("Customers were told {} of the start in half of {n} incidents", within(value))
        }
        _ if n == 0 => books(view),
        _ => {
            let lags = || view.points.iter().filter_map(|point| point.lag);
            let (least, most) = (lags().map(|lag| lag.least).min(), lags().map(|lag| lag.most).max());
            let zero = TimeDelta::zero();
            let (least, most) = (least.unwrap_or(zero).max(zero), most.unwrap_or(zero).max(zero));
            let all = bounds(&DurationBounds::closed(least, most));
            format!("Customers were first told {all} after the start ({})", count(n, "incident"))
        }
    }
}

/// How often the posts ran longer than the impact.
fn books(view: &ClocksView) -> String {
    let certain = |(_, impact, posted): &(&ClocksPoint, DurationBounds, DurationBounds)| {
        impact.max().is_some_and(|most| posted.min() > most)
    };
    let (longer, both) = (view.both().filter(certain).count(), view.both().count());
    match longer {
        0 => format!("Posts ran longer than the impact in none of {}", count(both, "incident")),
        all if all == both && both > 1 => format!("Posts ran longer than the impact in all {both} incidents"),
        some => format!("Posts ran longer than the impact in {some} of {}", count(both, "incident")),
    }
}

fn keys(view: &ClocksView) -> Vec<Key<'static>> {
    let lag = |posted: bool| view.points.iter().any(|p| p.lag.is_some_and(|lag| lag.posted == posted));
    let mark = |words: &'static str, ink: Ink| {
        Key::new(words, move |scene: &mut Scene, area: Area| {
            dot(scene, (area.middle_x(), area.middle_y()), theme::DOT, ink);
        })
    };
    let mut keys = Vec::new();
    if lag(true) || compared(view) {
        keys.push(mark("one incident, by its posts or ticket", theme::DATA));
    }
    if lag(false) {
        keys.push(mark("one incident, by its story", theme::OTHER));
    }
    let ranged = |lag: Lag| lag.most > lag.least;
    if view.points.iter().any(|p| p.lag.is_some_and(ranged) || p.impact.is_some_and(|i| i.is_ranged())) {
        keys.push(Key::new("known only to a range", |scene: &mut Scene, area: Area| {
            let y = area.middle_y();
            scene.line((area.left, y), (area.right, y), theme::STRONG, theme::MUTED);
        }));
    }
    if compared(view) && view.both().any(|(_, i, p)| i.is_censored() || p.is_censored()) {
        keys.push(Key::new("still open", |scene: &mut Scene, area: Area| {
            let y = area.middle_y();
            scene.line((area.left, y), (area.right - theme::ARROW, y), theme::LINE, theme::ALERT);
            arrow(scene, (area.right, y), Arrow::Right, theme::ALERT);
        }));
    }
    if compared(view) {
        keys.push(Key::new(
            "both clocks agree; above it the posts ran longer",
            |scene: &mut Scene, area: Area| {
                scene.dashes((area.left, area.bottom), (area.right, area.top), theme::LINE, theme::AXIS);
            },
        ));
    }
    if view.lag.interval.is_ok() {
        keys.push(Key::upright_median());
    }
    keys
}

/// The picture in words; of many incidents, only the latest told.
fn alt(view: &ClocksView, head: &Head) -> String {
    const TOLD: usize = 30;
    let mut lags: Vec<(&ClocksPoint, Lag)> =
        view.points.iter().filter_map(|point| Some((point, point.lag?))).collect();
    lags.sort_by_key(|(_, lag)| std::cmp::Reverse(lag.most));
    let words = |(point, lag): &(&ClocksPoint, Lag)| {
        let zero = TimeDelta::zero();
        let lag = DurationBounds::closed(lag.least.max(zero), lag.most.max(zero));
        format!("{} {}", point.title, bounds(&lag))
    };
    let told: Vec<String> = lags.iter().take(TOLD).map(words).collect();
    let which = if lags.len() > TOLD { "The longest lags" } else { "Lags" };
    format!("{}. {} {which}: {}.", head.title, head.subtitle.join(" "), told.join("; "))
}

fn data(view: &ClocksView) -> Data {
    let mut data = Data::new([
        "id",
        "title",
        "impact_min_s",
        "impact_max_s",
        "posted_min_s",
        "posted_max_s",
        "lag_min_s",
        "lag_max_s",
        "told_by",
    ]);
    let cells = |duration: Option<DurationBounds>| duration.as_ref().map(seconds).unwrap_or_default();
    for point in &view.points {
        let [[a, b], [c, d]] = [cells(point.impact), cells(point.posted)];
        let lag = |end: fn(Lag) -> TimeDelta| {
            point.lag.map(|lag| end(lag).num_seconds().to_string()).unwrap_or_default()
        };
        let by = match point.lag {
            Some(lag) if lag.posted => "posted",
            Some(_) => "communicated",
            None => "",
        };
        let row = [a, b, c, d, lag(|lag| lag.least), lag(|lag| lag.most), by.to_owned()];
        data.push([vec![point.id.clone(), point.title.clone()], row.to_vec()].concat());
    }
    data
}
