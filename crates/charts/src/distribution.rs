//! `distribution`: how durations spread, over all incidents and slice by slice.
//!
//! Each row is the empirical distribution of its incidents: a dot stands as far to the right as its incident took, and as
//! high as the share of incidents that took no longer. So a row that lies farther left is faster, and a steep one is even.

use incstats_analysis::slices::{Slice, Slices};
use incstats_analysis::view::{DistributionView, Strip, TrendPoint};

use crate::axis::LogAxis;
use crate::data::{Data, point as cells};
use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{
    Arrow, Frame, Head, Key, Legend, across_grid, arrow, asked_for, capital, count, dot, lacking, ring,
    seconds, within,
};
use crate::picture::Picture;
use crate::text::{Style, wrap_evenly};
use crate::theme;
use crate::trend::interval_ink;

/// Least and most height of a row.
const ROW: (f64, f64) = (58.0, 190.0);
/// Height of the labels of the axis.
const FOOT: f64 = 34.0;
/// Width of the lane of zeros.
const LANE: f64 = 40.0;
/// Part of the width that names may take.
const NAMES: f64 = 0.22;
/// Free above and below the dots of a row, as a part of its height.
const AIR: f64 = 0.12;
/// Kept on the right for the arrows of open incidents.
const ARROWS: f64 = 26.0;

/// Draws the distribution: all incidents in the first row, then as many slices as have room.
///
/// # Errors
/// [`Nothing::NoIncident`] without incidents, [`Nothing::NoEnds`] where none has both ends of the metric,
/// [`Nothing::OneIncident`] where one has.
pub(crate) fn draw(view: &DistributionView, slices: &Slices, look: Look) -> Result<Picture, ChartError> {
    let (incidents, period) = (view.basis.incidents, view.period.map(|period| period.to_string()));
    if incidents == 0 {
        return Err(Nothing::NoIncident { period }.into());
    }
    if view.all.points.is_empty() {
        let (metric, definition) = (view.metric.short.to_string(), view.metric.definition());
        return Err(Nothing::NoEnds { incidents, metric, definition, period }.into());
    }
    if view.all.points.len() == 1 {
        let (metric, definition) = (view.metric.short.to_string(), view.metric.definition());
        return Err(Nothing::OneIncident { metric, definition, period }.into());
    }
    let mut scene = Scene::new(look);
    // Once without knowing how many slices have room, to learn it.
    let trial = Frame::open(&mut Scene::new(look), &head(view, slices, &[]));
    let keys_height = Legend::new(keys(view), trial.free.width()).height();
    let room = trial.free.height() - keys_height - theme::LABEL_GAP - FOOT;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozens at most")]
    let fit = ((room / ROW.0).floor().max(1.0)) as usize;
    let shown = shown(view, slices, fit.saturating_sub(2));
    let head = head(view, slices, &shown);
    let frame = Frame::open(&mut scene, &head);
    let legend = Legend::new(keys(view), frame.free.width());
    let free = Area { bottom: frame.free.bottom - legend.height() - theme::LABEL_GAP, ..frame.free };

    let rows: Vec<&Strip> = std::iter::once(&view.all).chain(shown).collect();
    // All together have twice the height of a slice.
    let parts = if rows.len() > 1 { rows.len() as f64 + 1.0 } else { 1.0 };
    let tallest = if rows.len() > 1 { ROW.1 } else { f64::INFINITY };
    let height = ((free.height() - FOOT) / parts).min(tallest);
    let style = Style::LABEL;
    let most = free.width() * NAMES;
    let lines =
        if height > 84.0 { 3 } else { 1 + usize::from(height > 3.0 * style.line() + theme::LABEL_GAP) };
    let names: Vec<Vec<String>> =
        rows.iter().map(|strip| wrap_evenly(&name(view, strip), &style.bold(), most, lines)).collect();
    let widest = names.iter().flatten().map(|line| style.bold().width(line));
    let widest = widest.chain(rows.iter().map(|strip| style.width(&figures(strip)))).fold(0.0, f64::max);
    let plot = Area::new(
        free.left + widest + theme::LABEL_APART,
        free.top,
        free.right - ARROWS,
        free.top + height * parts,
    );
    let place = |number: usize| {
        let first = if number == 0 { 0.0 } else { number as f64 + 1.0 };
        let tall = if number == 0 && rows.len() > 1 { 2.0 } else { 1.0 };
        let top = plot.top + first * height;
        Area { top, bottom: top + tall * height, ..plot }
    };
    let values = view.all.points.iter().flat_map(|point| {
        let ends = [Some(point.duration.min()), point.duration.max()];
        ends.into_iter().flatten().map(|delta| delta.num_seconds() as f64)
    });
    let axis = LogAxis::across(values, plot.left, plot.right, LANE);
    for number in (1..rows.len()).step_by(2) {
        scene.fill(Area { right: free.right, ..place(number) }, theme::SHADE);
    }
    across_grid(&mut scene, &axis, plot);
    for (number, (strip, name)) in rows.iter().zip(&names).enumerate() {
        let row = place(number);
        let tall = (name.len() + 1) as f64 * style.line();
        let mut baseline = row.middle_y() - tall / 2.0 + style.ascent() + 2.0;
        for line in name {
            scene.text(line, (free.left, baseline), Anchor::Start, style.bold());
            baseline += style.line();
        }
        scene.text(&figures(strip), (free.left, baseline), Anchor::Start, Style::MUTED);
        draw_strip(&mut scene, strip, &axis, row);
    }
    legend.draw(&mut scene, free.left, free.bottom + theme::LABEL_GAP);
    frame.close(&mut scene, &view.basis);
    let told: Vec<String> =
        rows.iter().map(|strip| format!("{}: {}", name(view, strip), figures(strip))).collect();
    let alt = format!("{}. {} {}.", head.title, head.subtitle.join(" "), told.join("; "));
    Ok(Picture::of(&scene, head, alt, data(view))?)
}

/// The slices that have room, in their order: those that the title names, then those with most incidents.
fn shown<'a>(view: &'a DistributionView, slices: &Slices, room: usize) -> Vec<&'a Strip> {
    let named: Vec<&str> = apart(slices).map(|slice| slice.name.as_str()).collect();
    let is_named = |strip: &Strip| strip.name.as_deref().is_some_and(|name| named.contains(&name));
    let mut places: Vec<usize> = (0..view.slices.len()).collect();
    places.sort_by_key(|place| !view.slices.get(*place).is_some_and(is_named));
    places.truncate(room);
    places.sort_unstable();
    places.into_iter().filter_map(|place| view.slices.get(place)).collect()
}

/// The incidents of a row, each as high as its rank, and the median where it has an interval.
fn draw_strip(scene: &mut Scene, strip: &Strip, axis: &LogAxis, row: Area) {
    let air = row.height() * AIR;
    let (top, bottom) = (row.top + air, row.bottom - air);
    let x = |seconds: f64| axis.y(seconds);
    if let (Ok(value), Ok(interval)) = (&strip.median.value, &strip.median.interval) {
        if let (Some(lower), Some(upper)) = (interval.lower, interval.upper) {
            let right = upper.most().map_or(row.right, x);
            let box_ =
                Area::new(x(lower.least()), top - 2.0, right.max(x(lower.least()) + 2.0), bottom + 2.0);
            scene.fill(box_, interval_ink());
        }
        let ends = [Some(value.least()), value.most()];
        for at in ends.into_iter().flatten().map(x) {
            scene.line((at, top - 2.0), (at, bottom + 2.0), theme::STRONG, theme::TEXT);
        }
    }
    let n = strip.points.len() as f64;
    let radius = theme::DOT.min((bottom - top) / 6.0).max(2.5) * if n > 120.0 { 0.7 } else { 1.0 };
    let ink = if strip.median.interval.is_ok() { theme::DATA } else { theme::FAINT };
    // Open ones over all others, so that none is hidden.
    let ranked = || (1..).map(f64::from).zip(&strip.points);
    let open = |(_, point): &(f64, &TrendPoint)| point.duration.is_censored();
    for (rank, point) in ranked().filter(|one| !open(one)).chain(ranked().filter(open)) {
        // A single one stands in the middle.
        let share = if n > 1.0 { (rank - 1.0) / (n - 1.0) } else { 0.5 };
        let y = bottom - share * (bottom - top);
        let least = x(point.duration.min().num_seconds() as f64);
        match point.duration.max().map(|most| x(most.num_seconds() as f64)) {
            None => {
                let tip = least + ARROWS - 4.0;
                scene.line((least, y), (tip - theme::ARROW / 2.0, y), theme::LINE, theme::ALERT);
                ring(scene, (least, y), radius, theme::ALERT);
                arrow(scene, (tip, y), Arrow::Right, theme::ALERT);
            }
            Some(most) if most - least > 2.0 => {
                scene.line((least, y), (most, y), theme::STRONG, ink);
                for at in [least, most] {
                    scene.line((at, y - radius), (at, y + radius), theme::LINE, ink);
                }
            }
            Some(_) => dot(scene, (least, y), radius, ink),
        }
    }
}

fn name(view: &DistributionView, strip: &Strip) -> String {
    match &strip.name {
        Some(name) => name.clone(),
        None if view.slices.is_empty() => "All incidents".to_owned(),
        None => "All".to_owned(),
    }
}

/// `n 12, median 2 h 3 min`; no median where it has no interval.
fn figures(strip: &Strip) -> String {
    let n = format!("n {}", strip.points.len());
    match (&strip.median.value, &strip.median.interval) {
        (Ok(_), Ok(_)) => format!("{n}, median {}", strip.median.value_in_words()),
        _ => n,
    }
}

fn head(view: &DistributionView, slices: &Slices, shown: &[&Strip]) -> Head {
    let by = view.by.name();
    let n = view.all.points.len();
    let lacking = lacking(view.basis.incidents - n);
    let drawn = format!(
        "{} ({}), elapsed time, {}, n = {n} of {}{lacking}. Each dot is an incident, as high in its row as the share that took no longer.",
        capital(&view.metric.label),
        view.metric.definition(),
        asked_for(view.period),
        count(view.basis.incidents, "incident"),
    );
    let mut rows = Vec::new();
    if view.slices.is_empty() {
        rows.push(format!("No incident names a {by}."));
    } else {
        let (all, many) = (view.slices.len(), view.by.many());
        if shown.len() < all {
            let which = if apart(slices).next().is_some() {
                format!(
                    "Only {} of {all} {many} have room: those that differ, and those with most incidents.",
                    shown.len()
                )
            } else {
                format!("Only the {} with most incidents of {all} {many} have room.", shown.len())
            };
            rows.push(which);
        }
        if view.unnamed > 0 {
            rows.push(format!(
                "{} of the incidents name{} no {by}.",
                view.unnamed,
                if view.unnamed == 1 { "s" } else { "" }
            ));
        }
        if shown.is_empty() || shown.iter().any(|strip| strip.median.interval.is_err()) {
            rows.push("Grey: too few for a median.".to_owned());
        }
    }
    Head { title: finding(view, slices), name: String::new(), subtitle: vec![drawn, rows.join(" ")] }
}

/// Whether any slice differs; without slices, where the middle lies.
fn finding(view: &DistributionView, slices: &Slices) -> String {
    let n = view.all.points.len();
    if view.slices.len() > 1 {
        return compared(slices, n);
    }
    match (&view.all.median.value, &view.all.median.interval) {
        (Ok(value), Ok(_)) if !value.is_open() => {
            format!("Half of {n} incidents were {} {}", view.metric.to, within(value))
        }
        _ => {
            let durations = view.all.points.iter().map(|point| point.duration.min().num_seconds());
            let (least, most) =
                (durations.clone().min().unwrap_or_default(), durations.max().unwrap_or_default());
            format!(
                "{}: {} from {} to {}",
                capital(&view.metric.label),
                count(n, "incident"),
                seconds(least as f64),
                seconds(most as f64)
            )
        }
    }
}

/// The slices that differ from the rest by more than chance would give.
fn apart(slices: &Slices) -> impl Iterator<Item = &Slice> {
    slices.slices.iter().filter(|slice| slice.verdict.is_change())
}

/// Which slices differ from the rest, the first few by name.
fn compared(slices: &Slices, n: usize) -> String {
    const NAMED: usize = 3;
    let (many, of) = (slices.by.many(), slices.compared);
    let apart: Vec<String> =
        apart(slices).map(|slice| format!("{}: {}", slice.name, slice.verdict)).collect();
    match (apart.as_slice(), of) {
        (_, 0) => format!("{}: too few to compare any {many}", count(n, "incident")),
        ([], 1) => {
            "The one that can be compared with the rest differs no more than chance would give".to_owned()
        }
        ([], _) => format!("{of} {many} compared: none differs from the rest more than chance would give"),
        (apart, _) => {
            let named = apart.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            let more = match apart.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            format!("{named}{more} than the rest ({of} {many} compared)")
        }
    }
}

fn keys(view: &DistributionView) -> Vec<Key<'static>> {
    let points = || view.all.points.iter();
    let ink = if view.all.median.interval.is_ok() { theme::DATA } else { theme::FAINT };
    let mut keys = vec![Key::new("one incident", move |scene: &mut Scene, area: Area| {
        dot(scene, (area.middle_x(), area.middle_y()), theme::DOT, ink);
    })];
    if points().any(|point| point.duration.is_ranged()) {
        keys.push(Key::new("known only to a range", move |scene: &mut Scene, area: Area| {
            let y = area.middle_y();
            scene.line((area.left, y), (area.right, y), theme::STRONG, ink);
            for x in [area.left, area.right] {
                scene.line((x, y - theme::DOT), (x, y + theme::DOT), theme::LINE, ink);
            }
        }));
    }
    if points().any(|point| point.duration.is_censored()) {
        keys.push(Key::new("still open: at least this long", |scene: &mut Scene, area: Area| {
            let y = area.middle_y();
            scene.line((area.left, y), (area.right - theme::ARROW, y), theme::LINE, theme::ALERT);
            ring(scene, (area.left + theme::DOT, y), theme::DOT * 0.8, theme::ALERT);
            arrow(scene, (area.right, y), Arrow::Right, theme::ALERT);
        }));
    }
    if view.all.median.interval.is_ok() {
        keys.push(Key::upright_median());
        keys.push(Key::new(
            "95 % interval of the median (order statistics)",
            |scene: &mut Scene, area: Area| {
                scene.fill(area, interval_ink());
            },
        ));
    }
    keys
}

fn data(view: &DistributionView) -> Data {
    let mut data = Data::new(["slice", "id", "title", "day", "metric", "min_s", "max_s"]);
    for strip in std::iter::once(&view.all).chain(&view.slices) {
        for point in &strip.points {
            let [id, title, day, metric, least, most] = cells(point, &view.metric);
            data.push([
                strip.name.clone().unwrap_or_else(|| "(all)".to_owned()),
                id,
                title,
                day,
                metric,
                least,
                most,
            ]);
        }
    }
    data
}
