//! `services`: incident time and counts by service, the heaviest first (Pareto).

use incstats_analysis::estimate::Unit;
use incstats_analysis::view::{ServiceRow, ServicesView};

use crate::axis::linear_ticks;
use crate::data::Data;
use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::paint::{Anchor, Area, Scene, hatch};
use crate::parts::{Arrow, Frame, Head, Key, Legend, arrow, asked_for, count, seconds};
use crate::picture::Picture;
use crate::text::{Style, wrap_evenly};
use crate::theme::{self, Ink};

/// Least and most height of a row.
const ROW: (f64, f64) = (30.0, 120.0);
/// How much of a row its bar takes.
const BAR: f64 = 0.62;
/// Height of the headings of the columns, with the ticks of the bars.
const HEADING: f64 = 50.0;
/// Part of the width that names may take.
const NAMES: f64 = 0.26;
/// Part of the width that the bars of counts take.
const COUNTS: f64 = 0.15;
/// Length of the arrow of a sum with an open incident.
const OPEN: f64 = 24.0;
/// The part of all time that the title speaks of.
const MOST: f64 = 0.8;

/// Draws the services: all of them, or as many of the heaviest as have room and the others in one row.
///
/// # Errors
/// [`Nothing::NoIncident`] without incidents, [`Nothing::NoService`] where none names a service.
pub(crate) fn draw(view: &ServicesView, look: Look) -> Result<Picture, ChartError> {
    let (incidents, period) = (view.basis.incidents, view.period.map(|period| period.to_string()));
    if incidents == 0 {
        return Err(Nothing::NoIncident { period }.into());
    }
    if view.named().next().is_none() {
        return Err(Nothing::NoService { incidents, period }.into());
    }
    let mut scene = Scene::new(look);
    let head = head(view);
    let frame = Frame::open(&mut scene, &head);
    let legend = Legend::new(keys(view), frame.free.width());
    let free = Area { bottom: frame.free.bottom - legend.height() - theme::LABEL_GAP, ..frame.free };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozens at most")]
    let fit = ((free.height() - HEADING) / ROW.0).floor().max(2.0) as usize;
    // The heaviest services first; what names none says nothing about any of them, and comes last.
    let ordered: Vec<ServiceRow> =
        view.named().chain(view.rows.iter().filter(|row| row.name.is_none())).cloned().collect();
    let rows = fitting(&ordered, fit);
    Table::new(view, &rows, free).draw(&mut scene, &rows);
    legend.draw(&mut scene, free.left, free.bottom + theme::LABEL_GAP);
    frame.close(&mut scene, &view.basis);
    let told: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {} in {}", row.name, time(&row.row), count(row.row.incidents, "incident")))
        .collect();
    let alt = format!("{}. {} {}.", head.title, head.subtitle.join(" "), told.join("; "));
    Ok(Picture::of(&scene, head, alt, data(view))?)
}

/// A row as it is drawn: a service, those that name none, or all that have no room.
struct Drawn {
    name: String,
    service: bool,
    row: ServiceRow,
}

/// The rows where all fit; else the first ones, and the rest in one.
fn fitting(rows: &[ServiceRow], fit: usize) -> Vec<Drawn> {
    let drawn = |row: &ServiceRow| Drawn {
        name: row.name.clone().unwrap_or_else(|| "(no service named)".to_owned()),
        service: row.name.is_some(),
        row: row.clone(),
    };
    if rows.len() <= fit {
        return rows.iter().map(drawn).collect();
    }
    let (first, rest) = rows.split_at(fit.saturating_sub(1).min(rows.len()));
    let mut all: Vec<Drawn> = first.iter().map(drawn).collect();
    let rest = rest.iter().fold(
        ServiceRow { name: None, incidents: 0, measured: 0, open: 0, least_s: 0, most_s: Some(0) },
        |sum, row| ServiceRow {
            name: None,
            incidents: sum.incidents + row.incidents,
            measured: sum.measured + row.measured,
            open: sum.open + row.open,
            least_s: sum.least_s.saturating_add(row.least_s),
            most_s: sum.most_s.zip(row.most_s).map(|(a, b)| a.saturating_add(b)),
        },
    );
    let left_out = rows.len() - first.len();
    all.push(Drawn { name: format!("{left_out} others together"), service: false, row: rest });
    all
}

/// The columns: name, bar of time, its words, share so far, bar of counts.
struct Table {
    free: Area,
    height: f64,
    names: f64,
    bars: Area,
    share: f64,
    counts: Area,
    end: f64,
    ticks: Vec<(f64, String)>,
    all: f64,
}

impl Table {
    fn new(view: &ServicesView, rows: &[Drawn], free: Area) -> Self {
        let style = Style::LABEL;
        let height = ((free.height() - HEADING) / rows.len().max(1) as f64).clamp(ROW.0, ROW.1);
        let most = free.width() * NAMES;
        let names = rows
            .iter()
            .flat_map(|row| wrap_evenly(&row.name, &style, most, lines(height)))
            .map(|line| style.width(&line))
            .fold(style.width("service"), f64::max);
        let times = rows.iter().map(|row| Style::STRONG.width(&time(&row.row))).fold(0.0, f64::max);
        let share = Style::MUTED.width("cumulative");
        let counts = Area { left: free.right - free.width() * COUNTS, ..free };
        let share_right = counts.left - theme::GAP * 1.5;
        let left = free.left + names + theme::LABEL_APART;
        let right = share_right - share - times - OPEN - theme::GAP * 1.5;
        let longest =
            rows.iter().map(|row| row.row.most_s.unwrap_or(row.row.least_s)).max().unwrap_or_default();
        let ticks = linear_ticks(longest as f64, 5);
        let end = ticks.last().map_or(1.0, |tick| tick.0).max(1.0);
        let all = view.rows.iter().map(|row| row.least_s as f64).sum::<f64>();
        Self {
            free,
            height,
            names,
            bars: Area { left, right, ..free },
            share: share_right,
            counts,
            end,
            ticks,
            all,
        }
    }

    fn draw(&self, scene: &mut Scene, rows: &[Drawn]) {
        let top = self.free.top + HEADING;
        let bottom = top + self.height * rows.len() as f64;
        let (muted, first) = (Style::MUTED, self.free.top + Style::MUTED.ascent());
        scene.text("service", (self.free.left, first), Anchor::Start, muted.bold());
        scene.text("incident time", (self.bars.left, first), Anchor::Start, muted.bold());
        scene.text("cumulative", (self.share, first), Anchor::End, muted.bold());
        scene.text("incidents", (self.counts.left, first), Anchor::Start, muted.bold());
        let x = |seconds: f64| self.bars.left + seconds / self.end * self.bars.width();
        let small = muted.sized(theme::SMALL_SIZE);
        let mut free_from = f64::NEG_INFINITY;
        for (seconds, words) in &self.ticks {
            let (at, half) = (x(*seconds), small.width(words) / 2.0);
            scene.line((at, top - 4.0), (at, bottom), theme::HAIR, theme::GRID);
            if at - half >= free_from {
                scene.text(words, (at, top - 9.0), Anchor::Middle, small);
                free_from = at + half + theme::LABEL_APART;
            }
        }
        let most = rows.iter().map(|row| row.row.incidents).max().unwrap_or(1).max(1) as f64;
        let mut so_far = 0.0;
        for (number, row) in rows.iter().enumerate() {
            let middle = top + (number as f64 + 0.5) * self.height;
            so_far += row.row.least_s as f64;
            self.name(scene, row, middle);
            let end = self.bar(scene, row, middle, &x);
            let ink = if row.row.open > 0 { theme::ALERT } else { theme::TEXT };
            let words = Style::STRONG.inked(ink);
            crate::parts::beneath(
                scene,
                &time(&row.row),
                (end + theme::LABEL_GAP, words.centred(middle)),
                Anchor::Start,
                words,
            );
            if self.all > 0.0 {
                let share = Unit::Share.say((so_far / self.all).min(1.0));
                scene.text(&share, (self.share, muted.centred(middle)), Anchor::End, muted);
            }
            let half = (self.height * BAR / 2.0).min(15.0);
            let figure = muted.width("0000");
            let right = self.counts.left
                + row.row.incidents as f64 / most * (self.counts.width() - figure - theme::LABEL_GAP);
            let area =
                Area::new(self.counts.left, middle - half, right.max(self.counts.left + 1.0), middle + half);
            scene.fill(area, count_ink(row.service));
            let style = Style::LABEL;
            let n = row.row.incidents.to_string();
            scene.text(&n, (right + theme::LABEL_GAP, style.centred(middle)), Anchor::Start, style);
        }
        for left in [self.bars.left, self.counts.left] {
            scene.line((left, top - 4.0), (left, bottom), theme::AXIS_WIDTH, theme::AXIS);
        }
    }

    fn name(&self, scene: &mut Scene, row: &Drawn, middle: f64) {
        let style = if row.service { Style::LABEL } else { Style::MUTED };
        let name = wrap_evenly(&row.name, &style, self.names + 0.5, lines(self.height));
        let first = style.centred(middle) - name.len().saturating_sub(1) as f64 * style.line() / 2.0;
        for (number, line) in name.iter().enumerate() {
            let at = (self.free.left, first + number as f64 * style.line());
            scene.text(line, at, Anchor::Start, style);
        }
    }

    /// The bar of a sum: solid as far as is certain, hatched as far as it can be. Gives where it ends.
    fn bar(&self, scene: &mut Scene, row: &Drawn, middle: f64, x: &dyn Fn(f64) -> f64) -> f64 {
        let half = (self.height * BAR / 2.0).min(20.0);
        let ink = time_ink(row.service);
        let least = x(row.row.least_s as f64);
        scene.fill(
            Area::new(self.bars.left, middle - half, least.max(self.bars.left + 1.0), middle + half),
            ink,
        );
        if let Some(most) = row.row.most_s {
            let most = x(most as f64);
            if most - least > 1.0 {
                hatch(scene, Area::new(least, middle - half, most, middle + half), &[ink]);
            }
            most.max(least)
        } else {
            scene.line((least, middle), (least + OPEN - theme::ARROW, middle), theme::STRONG, theme::ALERT);
            arrow(scene, (least + OPEN, middle), Arrow::Right, theme::ALERT);
            least + OPEN
        }
    }
}

fn time_ink(service: bool) -> Ink {
    if service { theme::DATA } else { theme::FAINT }
}

fn count_ink(service: bool) -> Ink {
    if service { theme::OTHER } else { theme::FAINT }
}

/// How many lines of a name a row has room for.
fn lines(height: f64) -> usize {
    if height >= 2.3 * Style::LABEL.line() { 2 } else { 1 }
}

/// The sum in words: `3 h 15 min`, `at least 43 d`.
fn time(row: &ServiceRow) -> String {
    let least = seconds(row.least_s as f64);
    match row.most_s {
        _ if row.measured == 0 => "not known".to_owned(),
        None => format!("at least {least}"),
        Some(most) if most == row.least_s || seconds(most as f64) == least => least,
        Some(most) => format!("{least} to {}", seconds(most as f64)),
    }
}

fn head(view: &ServicesView) -> Head {
    let incidents = view.basis.incidents;
    let measured = format!(
        "Sum of {} ({}), elapsed time, {}, {}; overlaps count in full.",
        view.metric.label,
        view.metric.definition(),
        asked_for(view.period),
        count(incidents, "incident"),
    );
    let mut how = Vec::new();
    if view.shared > 0 {
        how.push(format!(
            "{} hit several services and stand{} with each.",
            count(view.shared, "incident"),
            if view.shared == 1 { "s" } else { "" }
        ));
    }
    how.push("Cumulative: share of the time down to this row, each incident at its least.".to_owned());
    Head { title: finding(view), name: String::new(), subtitle: vec![measured, how.join(" ")] }
}

/// How few services have most of the time.
fn finding(view: &ServicesView) -> String {
    let named: Vec<&ServiceRow> = view.named().collect();
    let all: f64 = view.rows.iter().map(|row| row.least_s as f64).sum();
    if all <= 0.0 {
        let named_in_words = count(named.len(), "service");
        return if named.iter().any(|row| row.measured > 0) {
            format!("{named_in_words} named, whose incidents were over at once")
        } else {
            format!("{named_in_words} named; how long they were hit is not known")
        };
    }
    let part = |seconds: f64| Unit::Share.say((seconds / all).min(1.0));
    let unnamed = all - named.iter().map(|row| row.least_s as f64).sum::<f64>();
    if unnamed > all / 2.0 {
        return format!("No service is named for {} of the incident time", part(unnamed));
    }
    if let [one] = named.as_slice() {
        return format!("One service named, with {} of the incident time", part(one.least_s as f64));
    }
    let mut sum = 0.0;
    for (number, row) in named.iter().enumerate() {
        sum += row.least_s as f64;
        if sum >= MOST * all {
            let name = row.name.as_deref().unwrap_or_default();
            return match number + 1 {
                1 => format!("{name} alone has {} of the incident time", part(sum)),
                few if few * 2 <= named.len() => {
                    format!("{few} of {} services have {} of the incident time", named.len(), part(sum))
                }
                _ => first(&named, all),
            };
        }
    }
    format!("{} services together have {} of the incident time; the rest names none", named.len(), part(sum))
}

/// The service with most, where no few of them have most of the time.
fn first(named: &[&ServiceRow], all: f64) -> String {
    let row = named.first();
    let name = row.and_then(|row| row.name.as_deref()).unwrap_or_default();
    let part = Unit::Share.say((row.map_or(0.0, |row| row.least_s as f64) / all).min(1.0));
    format!("{name} has most of {} services: {part} of the incident time", named.len())
}

fn keys(view: &ServicesView) -> Vec<Key<'static>> {
    let mut keys = vec![
        Key::new("incident time", |scene: &mut Scene, area| scene.fill(area, theme::DATA)),
        Key::new("incidents", |scene: &mut Scene, area| scene.fill(area, theme::OTHER)),
    ];
    if view.rows.iter().any(|row| row.most_s.is_some_and(|most| most > row.least_s)) {
        keys.push(Key::new("hatched: durations known only to a range", |scene: &mut Scene, area| {
            hatch(scene, area, &[theme::DATA]);
        }));
    }
    if view.rows.iter().any(|row| row.open > 0) {
        keys.push(Key::new("arrow: an incident is still open", |scene: &mut Scene, area: Area| {
            let y = area.middle_y();
            scene.line((area.left, y), (area.right - theme::ARROW, y), theme::STRONG, theme::ALERT);
            arrow(scene, (area.right, y), Arrow::Right, theme::ALERT);
        }));
    }
    keys
}

fn data(view: &ServicesView) -> Data {
    let mut data = Data::new(["service", "incidents", "measured", "open", "min_s", "max_s"]);
    for row in &view.rows {
        data.push([
            row.name.clone().unwrap_or_default(),
            row.incidents.to_string(),
            row.measured.to_string(),
            row.open.to_string(),
            row.least_s.to_string(),
            row.most_s.map(|most| most.to_string()).unwrap_or_default(),
        ]);
    }
    data
}
