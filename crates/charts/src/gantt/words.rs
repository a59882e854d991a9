//! The words above the bars, their legend, and what they show as a table.

use chrono::{DateTime, FixedOffset, Utc};
use incstats_analysis::view::{GanttRow, GanttView};
use incstats_model::TimeBounds;

use super::bars::{THINNEST, recovery_ink};
use crate::data::{Data, instant};
use crate::paint::{Area, Scene, hatch};
use crate::parts::{Arrow, Head, Key, arrow, asked_for, count, day, moment};
use crate::theme;

pub(super) fn head(view: &GanttView) -> Head {
    let clock = match view.basis.zones.as_slice() {
        [one] => format!("local time {one}"),
        _ => "time in UTC".to_owned(),
    };
    let without = match view.without {
        0 => String::new(),
        n => format!(" {n} without a milestone left out."),
    };
    let drawn = format!(
        "Incidents that started in {}, from start to end, {clock}; n = {}.{without} Planned maintenance is not drawn.",
        asked_for(view.period).replace("whole history", "the whole history"),
        view.rows.len(),
    );
    let how = "The shortest are drawn wider than they were, so that none is missed.".to_owned();
    Head { title: finding(view), name: String::new(), subtitle: vec![drawn, how] }
}

/// How many at once, and what is open.
fn finding(view: &GanttView) -> String {
    let n = count(view.rows.len(), "incident");
    let open = view.rows.iter().filter(|row| row.open_as_of.is_some()).count();
    let open = match open {
        0 => String::new(),
        n if n == view.rows.len() => ", all still open".to_owned(),
        n => format!(", {n} still open"),
    };
    match view.at_once {
        Some((most, at)) if most > 1 => {
            let at = at.with_timezone(&FixedOffset::east_opt(0).unwrap_or_else(|| utc(at)));
            format!("{n}{open}; up to {most} certainly ran at once ({})", day(at.date_naive()))
        }
        _ => format!("{n}{open}; no two certainly ran at once"),
    }
}

fn utc(at: DateTime<Utc>) -> FixedOffset {
    *at.fixed_offset().offset()
}

pub(super) fn keys(view: &GanttView) -> Vec<Key<'static>> {
    let mut keys = vec![Key::new("users hit", |scene: &mut Scene, area| scene.fill(area, theme::DATA))];
    if view.rows.iter().any(|row| row.mitigated.is_some() && row.to != row.mitigated) {
        keys.push(Key::new("mitigated, not yet resolved", |scene: &mut Scene, area| {
            scene.fill(area, recovery_ink());
        }));
    }
    let ranged = |bounds: Option<TimeBounds>| bounds.is_some_and(|bounds| !bounds.is_exact());
    if view.rows.iter().any(|row| ranged(Some(row.from)) || ranged(row.to) || ranged(row.mitigated)) {
        keys.push(Key::new("hatched: not known whether already or still", |scene: &mut Scene, area| {
            hatch(scene, area, &[theme::DATA]);
        }));
    }
    if view.rows.iter().any(|row| row.open_as_of.is_some()) {
        keys.push(Key::new("still open when last heard of", |scene: &mut Scene, area: Area| {
            let y = area.middle_y();
            scene.line((area.left, y), (area.right - theme::ARROW, y), theme::LINE, theme::ALERT);
            arrow(scene, (area.right, y), Arrow::Right, theme::ALERT);
        }));
    }
    if view.rows.iter().any(|row| row.to.is_none() && row.open_as_of.is_none()) {
        keys.push(Key::new("no end known", |scene: &mut Scene, area: Area| {
            let x = area.middle_x();
            scene.fill(Area { left: x - THINNEST / 2.0, right: x + THINNEST / 2.0, ..area }, theme::FAINT);
        }));
    }
    keys
}

/// The picture in words; of many incidents, only the longest are told.
pub(super) fn alt(view: &GanttView, head: &Head) -> String {
    const TOLD: usize = 40;
    let mut rows: Vec<&GanttRow> = view.rows.iter().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.end() - row.from.earliest()));
    let told: Vec<String> = rows
        .iter()
        .take(TOLD)
        .map(|row| {
            let end = match (row.to, row.open_as_of) {
                (Some(to), _) => format!("to {}", moment(to.latest())),
                (None, Some(at)) => format!("open as of {}", moment(at)),
                (None, None) => "no end known".to_owned(),
            };
            format!("{} from {} {end}", row.title, moment(row.from.earliest()))
        })
        .collect();
    let longest = if rows.len() > TOLD { " The longest: " } else { " " };
    format!("{}. {}{longest}{}.", head.title, head.subtitle.join(" "), told.join("; "))
}

pub(super) fn data(view: &GanttView) -> Data {
    let mut data = Data::new([
        "id",
        "title",
        "started_min",
        "started_max",
        "mitigated_min",
        "mitigated_max",
        "ended_min",
        "ended_max",
        "open_as_of",
    ]);
    let ends = |bounds: Option<TimeBounds>| match bounds {
        Some(bounds) => [instant(bounds.earliest()), instant(bounds.latest())],
        None => [String::new(), String::new()],
    };
    for row in &view.rows {
        let times = [ends(Some(row.from)), ends(row.mitigated), ends(row.to)].concat();
        let open = row.open_as_of.map(instant).unwrap_or_default();
        data.push([vec![row.id.clone(), row.title.clone()], times, vec![open]].concat());
    }
    data
}
