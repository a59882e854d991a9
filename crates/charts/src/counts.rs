//! `counts`: how many incidents started in each period, each bar with the interval of what it might as well have been,
//! before the band that counts of an unchanging process keep to.

use incstats_analysis::estimate::Estimate;
use incstats_analysis::trend::{PeriodFigures, Trend};
use incstats_analysis::verdict::Verdict;
use incstats_analysis::view::{Column, TrendView};

use crate::axis::count_ticks;
use crate::data::{Data, number};
use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::paint::{Anchor, Area, Scene, hatch};
use crate::parts::{Frame, Head, Key, Legend, asked_for, capital, count, zones};
use crate::picture::Picture;
use crate::text::Style;
use crate::theme::{self, Ink};
use crate::trend::foot::{Foot, word};
use crate::trend::slots::Columns;

/// How much of a slot its bar takes, and the most width of one.
const BAR: (f64, f64) = (0.62, 96.0);
/// Most labelled counts.
const TICKS: usize = 7;

/// Draws the counts. The series gives the columns, the trend their figures.
///
/// # Errors
/// [`Nothing::NoIncident`] without incidents, [`Nothing::Single`] of one, [`Nothing::OnePeriod`] where all of them started
/// in the same period.
pub(crate) fn draw(series: &TrendView, trend: &Trend, look: Look) -> Result<Picture, ChartError> {
    if series.basis.incidents == 0 {
        let period = crate::trend::period(series);
        return Err(Nothing::NoIncident { period }.into());
    }
    if series.basis.incidents == 1 {
        return Err(Nothing::Single { period: crate::trend::period(series) }.into());
    }
    if let [figures] = trend.periods.as_slice() {
        let (incidents, period) = (series.basis.incidents, figures.period.clone());
        return Err(Nothing::OnePeriod { incidents, period }.into());
    }
    let mut scene = Scene::new(look);
    let head = head(series, trend);
    let frame = Frame::open(&mut scene, &head);
    let legend = Legend::new(keys(series, trend), frame.free.width());
    let free = Area { bottom: frame.free.bottom - legend.height() - theme::LABEL_GAP, ..frame.free };
    let foot = Foot::of_counts();
    let label = Style::MUTED;
    let name = format!("Incidents that started, by {}", word(series.every));
    scene.text(&name, (free.left, free.top + label.ascent()), Anchor::Start, label.bold());

    let most = greatest(trend);
    let ticks = count_ticks(most, TICKS);
    let widest = ticks.iter().map(|n| label.width(&n.to_string())).fold(label.width("incidents"), f64::max);
    let top = free.top + label.line() + theme::GAP / 2.0;
    let plot =
        Area::new(free.left + widest + theme::LABEL_APART, top, free.right, free.bottom - foot.height());
    let end = ticks.last().copied().unwrap_or(1).max(1) as f64;
    let y = |n: f64| plot.bottom - n / end * plot.height();
    let columns = Columns::new(series, plot);
    columns.draw_ground(&mut scene, plot);
    if let Ok(ordinary) = &trend.ordinary.counts {
        scene.fill(
            Area::new(plot.left, y(ordinary.upper.min(end)), plot.right, y(ordinary.lower)),
            band_ink(),
        );
    }
    for n in &ticks {
        let at = y(*n as f64);
        scene.line((plot.left, at), (plot.right, at), theme::HAIR, theme::GRID);
        scene.text(&n.to_string(), (plot.left - theme::LABEL_APART, label.centred(at)), Anchor::End, label);
    }
    if let Ok(ordinary) = &trend.ordinary.counts {
        for limit in [ordinary.lower, ordinary.upper] {
            scene.dashes((plot.left, y(limit)), (plot.right, y(limit)), theme::HAIR, theme::AXIS);
        }
    }
    columns.draw_breaks(&mut scene, plot);
    for (column, place) in &columns.places {
        let Column::Slot(slot) = column else { continue };
        let half = (place.width() * BAR.0).min(BAR.1) / 2.0;
        let (middle, figures) = (place.middle(), figures(trend, &slot.period.to_string()));
        let bar = Area::new(middle - half, y(slot.median.sample.of as f64), middle + half, plot.bottom);
        let outside = is_outside(trend, &slot.period.to_string());
        let ink = if outside { theme::ALERT } else { theme::DATA };
        if figures.is_some_and(|figures| figures.unfinished) {
            hatch(&mut scene, bar, &[ink.over(theme::PAPER, 0.7)]);
        } else {
            scene.fill(bar, ink);
        }
        if let Some((lower, upper)) = figures.and_then(|figures| limits(&figures.incidents)) {
            whisker(&mut scene, middle, (y(lower), y(upper)), half.min(7.0));
        }
    }
    foot.draw(&mut scene, &columns, series.every, (plot.left - theme::LABEL_APART, plot.bottom));
    legend.draw(&mut scene, free.left, free.bottom + theme::LABEL_GAP);
    frame.close(&mut scene, &series.basis);
    let alt = alt(series, trend, &head);
    Ok(Picture::of(&scene, head, alt, data(trend))?)
}

fn band_ink() -> Ink {
    theme::DATA.over(theme::PAPER, 0.10)
}

fn whisker(scene: &mut Scene, x: f64, (low, high): (f64, f64), half: f64) {
    // A rim of paper, so that it is seen on its bar too.
    scene.line((x, low), (x, high), theme::LINE + 2.0, theme::PAPER);
    scene.line((x, low), (x, high), theme::LINE, theme::TEXT);
    for y in [low, high] {
        scene.line((x - half, y), (x + half, y), theme::LINE, theme::TEXT);
    }
}

fn figures<'a>(trend: &'a Trend, period: &str) -> Option<&'a PeriodFigures> {
    trend.periods.iter().find(|figures| figures.period == period)
}

/// The interval of a count.
fn limits(incidents: &Estimate) -> Option<(f64, f64)> {
    let interval = incidents.interval.as_ref().ok()?;
    Some((interval.lower?.least(), interval.upper?.most()?))
}

fn is_outside(trend: &Trend, period: &str) -> bool {
    trend.ordinary.counts.as_ref().is_ok_and(|ordinary| ordinary.outside.iter().any(|name| name == period))
}

/// The greatest number that the axis must hold.
fn greatest(trend: &Trend) -> f64 {
    let whiskers = trend.periods.iter().filter_map(|p| Some(limits(&p.incidents)?.1));
    let band = trend.ordinary.counts.as_ref().map_or(0.0, |ordinary| ordinary.upper);
    whiskers.fold(band, f64::max)
}

fn head(series: &TrendView, trend: &Trend) -> Head {
    let every = word(series.every);
    let period = crate::trend::period(series).unwrap_or_else(|| asked_for(None));
    let undated = match series.undated {
        0 => String::new(),
        n => format!("; {n} without any date left out"),
    };
    let drawn = format!(
        "Incidents by {every} of the start ({}), {period}; n = {}{undated}. Planned maintenance is not counted.",
        zones("days", &series.basis),
        series.basis.incidents,
    );
    let whiskers = format!(
        "Whiskers: exact 95 % interval of the rate behind each count (Poisson), as counts of one {every} vary by chance."
    );
    let band = match &trend.ordinary.counts {
        Ok(ordinary) => format!(
            "Band: {:.0} to {:.0}, what {every}s go through when nothing changes (exact Poisson limits around {:.1}, {} whole {every}s).",
            ordinary.lower, ordinary.upper, ordinary.centre, ordinary.points
        ),
        Err(_) => format!("No ordinary range: it needs eight whole {every}s or more."),
    };
    Head { title: finding(series, trend), name: String::new(), subtitle: vec![drawn, whiskers, band] }
}

/// What may be said of the number, and which periods stand out.
fn finding(series: &TrendView, trend: &Trend) -> String {
    let (n, every, periods) = (series.basis.incidents, word(series.every), trend.periods.len());
    // Laplace's test says from how many incidents on a trend can be spoken of.
    let few = trend.crowding.is_err();
    let change = match trend.number.verdict {
        _ if few => {
            format!("{} in {periods} {every}s: too few to tell a trend", count(n, "incident"))
        }
        Verdict::TooFew => {
            format!("{} in {periods} {every}s: too few {every}s to tell a trend", count(n, "incident"))
        }
        Verdict::NoClearChange => format!("Number of incidents: no clear change over {periods} {every}s"),
        verdict => format!("{} incidents over {periods} {every}s", capital(verdict.words())),
    };
    let outside =
        trend.ordinary.counts.as_ref().map(|ordinary| ordinary.outside.as_slice()).unwrap_or_default();
    match outside {
        [] => change,
        [one] => format!("{change}; {one} was out of the ordinary"),
        [one, more @ ..] => format!("{change}; {one} and {} more were out of the ordinary", more.len()),
    }
}

fn keys(series: &TrendView, trend: &Trend) -> Vec<Key<'static>> {
    let all = || series.slots().map(|slot| slot.period.to_string());
    let mut keys = vec![Key::new("incidents", |scene: &mut Scene, area| scene.fill(area, theme::DATA))];
    if all().any(|period| is_outside(trend, &period)) {
        keys.push(Key::new("out of the ordinary", |scene: &mut Scene, area| scene.fill(area, theme::ALERT)));
    }
    if all().any(|period| figures(trend, &period).is_some_and(|f| f.unfinished)) {
        let words = format!("{} not whole: the data end within it", word(series.every));
        keys.push(Key::new(words, |scene: &mut Scene, area| {
            hatch(scene, area, &[theme::DATA.over(theme::PAPER, 0.7)]);
        }));
    }
    keys.push(Key::new("95 % interval", |scene: &mut Scene, area: Area| {
        whisker(scene, area.middle_x(), (area.bottom, area.top), 5.0);
    }));
    if trend.ordinary.counts.is_ok() {
        keys.push(Key::new("ordinary range", |scene: &mut Scene, area: Area| {
            scene.fill(area, band_ink());
            for y in [area.top, area.bottom] {
                scene.dashes((area.left, y), (area.right, y), theme::HAIR, theme::AXIS);
            }
        }));
    }
    keys
}

fn alt(series: &TrendView, trend: &Trend, head: &Head) -> String {
    let bars: Vec<String> = series
        .columns
        .iter()
        .map(|column| match column {
            Column::Gap(gap) => format!("{} to {}: none", gap.first, gap.last),
            Column::Slot(slot) => {
                let period = slot.period.to_string();
                let unfinished = figures(trend, &period).is_some_and(|figures| figures.unfinished);
                let not_whole = if unfinished { " (not whole)" } else { "" };
                format!("{period}{not_whole} {}", slot.median.sample.of)
            }
        })
        .collect();
    format!("{}. {} {}.", head.title, head.subtitle.join(" "), bars.join("; "))
}

fn data(trend: &Trend) -> Data {
    let mut data = Data::new(["period", "incidents", "lower", "upper", "unfinished", "out_of_ordinary"]);
    for figures in &trend.periods {
        let limits = limits(&figures.incidents);
        data.push([
            figures.period.clone(),
            figures.incidents.sample.n.to_string(),
            number(limits.map(|limits| limits.0)),
            number(limits.map(|limits| limits.1)),
            figures.unfinished.to_string(),
            is_outside(trend, &figures.period).to_string(),
        ]);
    }
    data
}
