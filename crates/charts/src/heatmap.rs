//! `calendar`: when incidents start. By weekday and hour, and day by day through the years, or where there are many
//! years, month by month.

use chrono::{Datelike, NaiveDate};
use incstats_analysis::trend::Seasons;
use incstats_analysis::view::CalendarView;

use crate::data::Data;
use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::paint::{Anchor, Area, Scene};
use crate::parts::{Frame, Head, asked_for, count, zones};
use crate::picture::Picture;
use crate::text::Style;
use crate::theme::{self, Ink};

/// The names of weekdays, Monday first.
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// The names of months.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Between two cells.
const FREE: f64 = 2.0;
/// Height of the labels above a map.
const LABELS: f64 = 24.0;
/// Most years of which each day has a cell.
const YEARS: usize = 3;
/// Most years of which each month has a cell.
const MOST_YEARS: usize = 12;
/// Part of the height for the map of hours.
const HOURS: f64 = 0.48;

/// Draws both maps.
///
/// # Errors
/// [`Nothing::NoIncident`] where no incident has a date, [`Nothing::Single`] of one incident.
pub(crate) fn draw(view: &CalendarView, seasons: &Seasons, look: Look) -> Result<Picture, ChartError> {
    if view.days.is_empty() {
        return Err(Nothing::NoIncident { period: view.period.map(|period| period.to_string()) }.into());
    }
    if view.basis.incidents == 1 {
        return Err(Nothing::Single { period: view.period.map(|period| period.to_string()) }.into());
    }
    let mut scene = Scene::new(look);
    let head = head(view, seasons);
    let frame = Frame::open(&mut scene, &head);
    let free = frame.free;
    let split = free.top + free.height() * HOURS;
    hours(&mut scene, view, Area { bottom: split, ..free });
    let below = Area { top: split + theme::GAP, ..free };
    let years = years(view);
    if years.len() <= YEARS {
        days(&mut scene, view, &years, below);
    } else {
        months(&mut scene, view, &years, below);
    }
    frame.close(&mut scene, &view.basis);
    let weekdays: Vec<String> =
        WEEKDAYS.iter().zip(view.weekdays()).map(|(name, n)| format!("{name} {n}")).collect();
    let alt = format!("{}. {} By weekday: {}.", head.title, head.subtitle.join(" "), weekdays.join(", "));
    Ok(Picture::of(&scene, head, alt, data(view))?)
}

/// The colour of a count: paper with a tint of grey where nothing was, darker the more there was.
fn shade(n: usize, most: usize) -> Ink {
    if n == 0 {
        return theme::SHADE;
    }
    theme::DATA.over(theme::PAPER, 0.22 + 0.78 * (n as f64 / most.max(1) as f64).min(1.0))
}

/// A cell, with its count where that has room.
fn cell(scene: &mut Scene, area: Area, n: usize, most: usize) {
    let ink = shade(n, most);
    scene.fill(area, ink);
    let style = Style::SMALL.sized(theme::FOOTER_SIZE);
    let words = n.to_string();
    if n > 0 && style.width(&words) + 2.0 <= area.width() && style.size <= area.height() {
        let at = (area.middle_x(), style.centred(area.middle_y()));
        scene.text(&words, at, Anchor::Middle, style.inked(ink.letters()));
    }
}

/// Weekdays down, hours across; on the right those whose hour is not known, and the sum.
fn hours(scene: &mut Scene, view: &CalendarView, free: Area) {
    let style = Style::MUTED;
    scene.text("Hour of the start", (free.left, free.top + style.ascent()), Anchor::Start, style.bold());
    let names = WEEKDAYS.iter().map(|name| style.width(name)).fold(0.0, f64::max) + theme::LABEL_GAP * 1.5;
    let (top, left) = (free.top + style.line() + LABELS, free.left + names);
    let unknown = view.hour_unknown.iter().sum::<usize>() > 0;
    let (wide, apart) = (style.width("hour not known"), theme::GAP);
    let right = free.right - if unknown { wide + apart } else { 0.0 } - style.width("all 000") - apart;
    let (across, down) = ((right - left) / 24.0, (free.bottom - top) / 7.0);
    // Both maps of hours share one scale of colours.
    let most = view.hours.iter().flatten().chain(&view.hour_unknown).copied().max().unwrap_or_default();
    for hour in 0..24_u32 {
        if hour % 3 == 0 {
            let x = left + f64::from(hour) * across;
            scene.text(&format!("{hour:02}:00"), (x, top - 8.0), Anchor::Start, style);
        }
    }
    let (other, sum) = (right + apart, free.right);
    if unknown {
        scene.text("hour not known", (other, top - 8.0), Anchor::Start, style);
    }
    scene.text("all", (sum, top - 8.0), Anchor::End, style.bold());
    let rows = WEEKDAYS.iter().zip(&view.hours).zip(view.hour_unknown).zip(view.weekdays());
    for (number, (((name, hours), unknown_hour), all)) in rows.enumerate() {
        let y = top + number as f64 * down;
        let (area, middle) = (Area::new(0.0, y, 0.0, y + down - FREE), y + (down - FREE) / 2.0);
        scene.text(name, (free.left, style.centred(middle)), Anchor::Start, style);
        for (hour, n) in hours.iter().enumerate() {
            let x = left + hour as f64 * across;
            cell(scene, Area { left: x, right: x + across - FREE, ..area }, *n, most);
        }
        if unknown {
            cell(
                scene,
                Area { left: other, right: other + wide.min(across * 2.0), ..area },
                unknown_hour,
                most,
            );
        }
        let strong = Style::STRONG;
        scene.text(&all.to_string(), (sum, strong.centred(middle)), Anchor::End, strong);
    }
}

/// All years from the first to the last.
fn years(view: &CalendarView) -> Vec<i32> {
    let mut years = view.days.keys().map(Datelike::year);
    let first = years.next().unwrap_or_default();
    (first..=years.next_back().unwrap_or(first)).collect()
}

/// A cell a day: a block a year, weeks across and weekdays down.
fn days(scene: &mut Scene, view: &CalendarView, years: &[i32], free: Area) {
    let style = Style::MUTED;
    scene.text("Day of the start", (free.left, free.top + style.ascent()), Anchor::Start, style.bold());
    let top = free.top + style.line() + theme::LABEL_GAP;
    let left = free.left + style.bold().width("0000") + theme::LABEL_APART;
    let sums = style.width("000 incidents") + theme::LABEL_APART;
    let block = (free.bottom - top) / years.len().max(1) as f64;
    let down = ((block - LABELS) / 7.0).min(26.0);
    let across = ((free.right - sums - left) / 54.0).min(down * 2.4);
    let most = view.days.values().copied().max().unwrap_or_default();
    for (number, year) in years.iter().enumerate() {
        let top = top + number as f64 * block + LABELS;
        let Some(new_year) = NaiveDate::from_ymd_opt(*year, 1, 1) else { continue };
        let offset = new_year.weekday().num_days_from_monday();
        let place = |day: NaiveDate| {
            let week = (day.ordinal0() + offset) / 7;
            let x = left + f64::from(week) * across;
            let y = top + f64::from(day.weekday().num_days_from_monday()) * down;
            Area::new(x, y, x + across - FREE.min(across * 0.2), y + down - FREE.min(down * 0.2))
        };
        let middle = top + 3.5 * down;
        scene.text(&year.to_string(), (free.left, style.centred(middle)), Anchor::Start, style.bold());
        for day in new_year.iter_days().take_while(|day| day.year() == *year) {
            let n = view.days.get(&day).copied().unwrap_or_default();
            let area = place(day);
            if down >= theme::FOOTER_SIZE + 2.0 {
                cell(scene, area, n, most);
            } else {
                scene.fill(area, shade(n, most));
            }
            if day.day() == 1 {
                let name = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
                scene.text(name, (area.left, top - 5.0), Anchor::Start, style.sized(theme::SMALL_SIZE));
            }
        }
        let n: usize = view.days.iter().filter(|(day, _)| day.year() == *year).map(|(_, n)| n).sum();
        let strong = Style::STRONG;
        scene.text(&count(n, "incident"), (free.right, strong.centred(middle)), Anchor::End, strong);
    }
}

/// A cell a month: years down, of many the last ones.
fn months(scene: &mut Scene, view: &CalendarView, years: &[i32], free: Area) {
    let style = Style::MUTED;
    let shown = years.get(years.len().saturating_sub(MOST_YEARS)..).unwrap_or_default();
    let name = match years.len() - shown.len() {
        0 => "Month of the start".to_owned(),
        n => format!("Month of the start, the last {MOST_YEARS} years; {n} before are not drawn"),
    };
    scene.text(&name, (free.left, free.top + style.ascent()), Anchor::Start, style.bold());
    let top = free.top + style.line() + LABELS;
    let left = free.left + style.bold().width("0000") + theme::LABEL_APART;
    let right = free.right - style.width("all 000") - theme::GAP;
    let down = ((free.bottom - top) / shown.len().max(1) as f64).min(44.0);
    let across = (right - left) / 12.0;
    let of = |year: i32, month: u32| -> usize {
        view.days.iter().filter(|(day, _)| day.year() == year && day.month() == month).map(|(_, n)| n).sum()
    };
    let counts: Vec<(i32, Vec<usize>)> =
        shown.iter().map(|year| (*year, (1..=12).map(|month| of(*year, month)).collect())).collect();
    let most = counts.iter().flat_map(|(_, months)| months).copied().max().unwrap_or_default();
    for (number, name) in MONTHS.iter().enumerate() {
        scene.text(name, (left + number as f64 * across, top - 8.0), Anchor::Start, style);
    }
    scene.text("all", (free.right, top - 8.0), Anchor::End, style.bold());
    for (number, (year, months)) in counts.iter().enumerate() {
        let y = top + number as f64 * down;
        let middle = y + (down - FREE) / 2.0;
        scene.text(&year.to_string(), (free.left, style.centred(middle)), Anchor::Start, style.bold());
        for (month, n) in months.iter().enumerate() {
            let x = left + month as f64 * across;
            cell(scene, Area::new(x, y, x + across - FREE, y + down - FREE), *n, most);
        }
        let (strong, all) = (Style::STRONG, months.iter().sum::<usize>());
        scene.text(&all.to_string(), (free.right, strong.centred(middle)), Anchor::End, strong);
    }
}

fn head(view: &CalendarView, seasons: &Seasons) -> Head {
    let undated = match view.undated {
        0 => String::new(),
        n => format!("; {n} without any date left out"),
    };
    let drawn = format!(
        "When incidents started ({}), {}; n = {}{undated}. Planned maintenance is not counted.",
        zones("wall clock", &view.basis),
        asked_for(view.period),
        view.basis.incidents,
    );
    let mut how = vec!["A cell says how many incidents; the stronger the colour, the more.".to_owned()];
    // Of a few hours, "no more than chance" would be no news.
    let hour = seasons.hour.as_ref().ok().filter(|hour| hour.uneven || hour.n >= ENOUGH);
    how.extend(hour.map(|hour| match (hour.uneven, hour.around) {
        (true, Some(around)) => format!(
            "Hours crowd around {:02.0}:00, more than chance would give (Rayleigh test, n {}).",
            of_day(around),
            hour.n
        ),
        _ => format!("The hours are not more uneven than chance would give (Rayleigh test, n {}).", hour.n),
    }));
    Head { title: finding(view, seasons), name: String::new(), subtitle: vec![drawn, how.join(" ")] }
}

/// Which weekday has most, and whether that says anything.
fn finding(view: &CalendarView, seasons: &Seasons) -> String {
    let n = view.basis.incidents;
    let weekdays = view.weekdays();
    let most = weekdays.iter().copied().max().unwrap_or_default();
    let names: Vec<&str> =
        WEEKDAY_NAMES.iter().zip(weekdays).filter(|(_, n)| *n == most).map(|(name, _)| *name).collect();
    match (&seasons.weekday, names.as_slice()) {
        (Ok(season), [one]) if season.uneven => match most {
            all if all == n => format!("All {n} incidents started on {one}s, more than chance would give"),
            _ => format!("{one}s have most incidents: {most} of {n}, more than chance would give"),
        },
        (Ok(season), _) if season.uneven => {
            "Incidents keep to some weekdays more than chance would give".to_owned()
        }
        _ if n < ENOUGH => {
            format!("{}: too few to tell whether they keep to some weekdays", count(n, "incident"))
        }
        (Ok(_), _) => match around(seasons) {
            Some(hour) => {
                format!(
                    "Incidents crowd around {hour:02.0}:00; weekdays differ no more than chance would give"
                )
            }
            None => format!("Weekdays differ no more than chance would give ({})", count(n, "incident")),
        },
        (Err(_), _) => {
            format!("{}: too few to tell whether they keep to some weekdays", count(n, "incident"))
        }
    }
}

/// The hour that incidents crowd around, where they do more than chance would give.
fn around(seasons: &Seasons) -> Option<f64> {
    seasons.hour.as_ref().ok().filter(|hour| hour.uneven)?.around.map(of_day)
}

/// A whole hour of the clock: half past eleven at night is nearest to midnight, which no clock calls 24:00.
fn of_day(hour: f64) -> f64 {
    hour.round().rem_euclid(24.0)
}

/// Two a weekday: with fewer, an even week cannot be told from an uneven one.
const ENOUGH: usize = 14;
const WEEKDAY_NAMES: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn data(view: &CalendarView) -> Data {
    let mut data = Data::new(["of", "weekday", "hour", "day", "incidents"]);
    let rows = WEEKDAYS.iter().zip(&view.hours).zip(view.hour_unknown);
    for ((name, hours), unknown) in rows {
        for (hour, n) in hours.iter().enumerate().filter(|(_, n)| **n > 0) {
            data.push(["hour".into(), (*name).into(), hour.to_string(), String::new(), n.to_string()]);
        }
        if unknown > 0 {
            data.push(["hour".into(), (*name).into(), String::new(), String::new(), unknown.to_string()]);
        }
    }
    for (day, n) in &view.days {
        let weekday =
            WEEKDAYS.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or_default();
        data.push(["day".into(), weekday.into(), String::new(), day.to_string(), n.to_string()]);
    }
    data
}
