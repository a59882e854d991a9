//! Many incidents: a row of the picture for each month, quarter or year, in which they are packed into lanes.

use chrono::{Datelike, NaiveDate, TimeDelta};
use incstats_analysis::view::{GanttRow, GanttView};
use incstats_model::{Every, Instant, Period, ZoneId};

use super::bars::{OPEN, bar, lanes};
use crate::axis::Calendar;
use crate::paint::{Anchor, Area, Scene};
use crate::text::Style;
use crate::theme;

/// Most rows.
const MOST: usize = 12;
/// Height of the labels of the columns.
const HEADING: f64 = 26.0;
/// Most height of a lane.
const LANE: f64 = 16.0;
/// Part of a row that its lanes may take.
const FILLED: f64 = 0.86;

/// Draws the rows.
pub(super) fn draw(
    scene: &mut Scene,
    view: &GanttView,
    zone: ZoneId,
    (first, last): (Instant, Instant),
    free: Area,
) {
    let day = |at: Instant| zone.show(at).date_naive();
    let rows = |every| Period::series(day(first), day(last), every);
    let every = [Every::Month, Every::Quarter].into_iter().find(|every| rows(*every).len() <= MOST);
    let every = every.unwrap_or(Every::Year);
    let periods = rows(every);
    let style = Style::MUTED;
    let names = periods.iter().map(|period| style.bold().width(&period.to_string())).fold(0.0, f64::max);
    let counts = style.width("000 incidents");
    let left = free.left + names + theme::LABEL_APART;
    let right = free.right - counts - theme::LABEL_APART - OPEN;
    let height = (free.height() - HEADING) / periods.len().max(1) as f64;
    for (number, period) in periods.iter().enumerate() {
        let top = free.top + HEADING + number as f64 * height;
        let row = Area::new(left, top, right, top + height);
        if number % 2 == 1 {
            scene.fill(Area { right: right + OPEN, ..row }, theme::SHADE);
        }
        let middle = row.middle_y();
        let name = period.to_string();
        scene.text(&name, (free.left, style.bold().centred(middle)), Anchor::Start, style.bold());
        let begun = view.rows.iter().filter(|row| period.contains(day(row.from.earliest()))).count();
        let words = crate::parts::count(begun, "incident");
        scene.text(&words, (free.right, style.centred(middle)), Anchor::End, style);
        draw_row(scene, view, zone, (*period, every), row);
        if number == 0 {
            for (x, words) in columns(*period, every, zone, row) {
                scene.text(&words, (x + 3.0, top - 8.0), Anchor::Start, style);
            }
        }
    }
}

/// The axis of one row: as long as the longest period of its kind, so that a day is as wide in all rows.
fn calendar(period: Period, every: Every, zone: ZoneId, row: Area) -> (Calendar, f64) {
    let longest = match every {
        Every::Month => 31,
        Every::Quarter => 92,
        Every::Year => 366,
    };
    let from = midnight(period.first_day(), zone);
    let calendar = Calendar::new(zone, from, from + TimeDelta::days(longest), row.left, row.right);
    let end = calendar.x(midnight(period.end(), zone)).min(row.right);
    (calendar, end)
}

fn midnight(day: NaiveDate, zone: ZoneId) -> Instant {
    zone.at(day.and_time(chrono::NaiveTime::MIN)).first()
}

/// Where months begin in a row, or weeks of a month.
fn columns(period: Period, every: Every, zone: ZoneId, row: Area) -> Vec<(f64, String)> {
    let (calendar, _) = calendar(period, every, zone, row);
    let days = period.first_day().iter_days().take_while(|day| *day < period.end());
    let begins = |day: &NaiveDate| match every {
        Every::Month => day.day() % 7 == 1,
        Every::Quarter | Every::Year => day.day() == 1,
    };
    let name = |day: NaiveDate| match every {
        Every::Month => format!("{}.", day.day()),
        Every::Quarter => format!("month {}", day.month0() % 3 + 1),
        Every::Year => day.format("%b").to_string(),
    };
    days.filter(begins).map(|day| (calendar.x(midnight(day, zone)), name(day))).collect()
}

fn draw_row(scene: &mut Scene, view: &GanttView, zone: ZoneId, (period, every): (Period, Every), row: Area) {
    let (calendar, end) = calendar(period, every, zone, row);
    for (x, _) in columns(period, every, zone, row) {
        scene.line((x, row.top), (x, row.bottom), theme::HAIR, theme::GRID);
    }
    scene.line((end, row.top), (end, row.bottom), theme::HAIR, theme::GRID);
    let (from, to) = (midnight(period.first_day(), zone), midnight(period.end(), zone));
    let inside: Vec<&GanttRow> =
        view.rows.iter().filter(|row| row.from.earliest() < to && row.end() >= from).collect();
    let within = calendar.clipped(from, to);
    let lanes = lanes(inside.iter().copied(), &within);
    let count = lanes.iter().max().map_or(1, |last| last + 1);
    let lane = (row.height() * FILLED / count as f64).min(LANE);
    let top = row.middle_y() - lane * count as f64 / 2.0;
    for (incident, number) in inside.iter().zip(&lanes) {
        let middle = top + (*number as f64 + 0.5) * lane;
        bar(scene, incident, &within, (middle, (lane * 0.8).min(12.0) / 2.0));
    }
}
