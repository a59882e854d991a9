//! A trend as text.

use incstats_analysis::estimate::{Interval, Unit};
use incstats_analysis::frame::Measured;
use incstats_analysis::trend::{Change, Ordinary, Season, Trend};

use super::figure;
use super::short::ShortIds;
use crate::output::{Align, Table, plural, text};

/// What a figure is of, with its pair and its clock: `time to restore (TTR), started to resolved, impact clock`.
pub fn of(of: &Measured) -> String {
    let Measured { label, short, definition, clock, .. } = of;
    let short =
        if label == short || short == clock { String::new() } else { format!(" ({})", text::line(short)) };
    format!("{}{short}, {definition}, {clock} clock", text::line(label))
}

/// A line a period.
pub fn periods(trend: &Trend) -> Table {
    let mut table = Table::new([
        (trend.every, Align::Left),
        ("incidents", Align::Right),
        ("n of N", Align::Right),
        ("open", Align::Right),
        ("ranged", Align::Right),
        ("median", Align::Right),
        ("95 % interval of the median", Align::Left),
    ]);
    for period in &trend.periods {
        let sample = period.median.sample;
        let mark = if period.unfinished { " (not whole)" } else { "" };
        table.row([
            format!("{}{mark}", period.period),
            figure::value(&period.incidents),
            figure::n_of_n(&sample),
            sample.open.to_string(),
            sample.ranged.to_string(),
            figure::value(&period.median),
            figure::interval(&period.median),
        ]);
    }
    table
}

/// A line a change, with the word for it; with the test's p for those who ask.
pub fn changes(trend: &Trend, detail: bool) -> Table {
    let mut columns = vec![
        ("change of", Align::Left),
        ("by", Align::Right),
        ("95 % interval", Align::Left),
        ("rests on", Align::Left),
        ("verdict", Align::Left),
    ];
    if detail {
        columns.push(("p", Align::Right));
    }
    let mut table = Table::new(columns);
    for (name, step, points, change) in [
        ("number of incidents", trend.every, trend.every, &trend.number),
        ("rate of incidents", trend.every, trend.every, &trend.rate),
        ("median", trend.every, trend.every, &trend.median),
        ("single durations", "year", "incident", &trend.per_incident),
    ] {
        let mut cells = vec![
            name.to_owned(),
            by(change, step),
            range(change),
            rests_on(change, points),
            change.verdict.words().to_owned(),
        ];
        if detail {
            cells.push(figure::p(&change.p));
        }
        table.row(cells);
    }
    table
}

fn by(change: &Change, step: &str) -> String {
    let figure = &change.per_step;
    match &figure.value {
        Err(_) => figure::dash(),
        Ok(bounds) if figure.unit == Unit::RatioPerYear => Unit::Ratio.say_bounds(bounds) + " a year",
        Ok(_) => format!("{} a {step}", figure.value_in_words()),
    }
}

fn range(change: &Change) -> String {
    let figure = &change.per_step;
    let unit = if figure.unit == Unit::RatioPerYear { Unit::Ratio } else { figure.unit };
    let say = |interval: &Interval| unit.say_interval(interval);
    match (&figure.value, &figure.interval) {
        (Err(_), _) => figure::dash(),
        (Ok(_), Ok(interval)) => say(interval),
        (Ok(_), Err(reason)) => format!("none: {reason}"),
    }
}

fn rests_on(change: &Change, points: &str) -> String {
    let left_out = match change.left_out {
        0 => String::new(),
        n => format!(", {n} left out"),
    };
    format!("{}{left_out}", plural(change.points, points))
}

/// What goes on by itself, and when: a line each.
pub fn asides(trend: &Trend, ids: &ShortIds) -> Vec<String> {
    let mut lines = Vec::new();
    if let Ok(range) = &trend.ordinary.counts {
        lines.push(ordinary(
            &format!("incidents a {}", trend.every),
            "period",
            range,
            Unit::Incidents,
            &|name| name.to_owned(),
        ));
    }
    if let Ok(range) = &trend.ordinary.durations {
        let short = |name: &str| ids.short(name).to_owned();
        lines.push(ordinary("single durations", "incident", range, trend.of.unit, &short));
    }
    if let Ok(season) = &trend.seasons.weekday {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().zip(trend.seasons.weekdays);
        let days: Vec<String> = days.map(|(day, n)| format!("{day} {n}")).collect();
        lines.push(format!("weekdays: {}; {}", days.join(", "), uneven(season)));
    }
    if let Ok(season) = &trend.seasons.hour {
        let around = season.around.map(|hour| format!("around {} h, ", clock(hour))).unwrap_or_default();
        let around = if season.uneven { around } else { String::new() };
        lines.push(format!("hours of the day: {around}{}", uneven(season)));
    }
    if trend.undated > 0 {
        lines.push(format!("{} without any date, in no period", plural(trend.undated, "incident")));
    }
    lines
}

fn ordinary(of: &str, points: &str, range: &Ordinary, unit: Unit, name: &dyn Fn(&str) -> String) -> String {
    let outside: Vec<String> = range.outside.iter().map(|outside| name(outside)).collect();
    let outside = match outside.len() {
        0 => format!("every {points} lies within it"),
        1..=5 => format!("outside of it: {}", outside.join(", ")),
        n => format!("outside of it: {n} of {}", range.points),
    };
    let limits = format!("{} to {}", unit.say(range.lower), unit.say(range.upper));
    format!("ordinary range of {of}: {limits}; {outside} ({})", plural(range.points, points))
}

fn uneven(season: &Season) -> String {
    let incidents = plural(season.n, "incident");
    if season.uneven {
        format!("more uneven than chance would give ({incidents})")
    } else {
        format!("not more uneven than chance would give ({incidents})")
    }
}

/// `14:30` from hours of a day.
fn clock(hour: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an hour of the day")]
    let minutes = (hour * 60.0).round().clamp(0.0, 1_440.0) as u32;
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// Tests and methods, for those who ask.
pub fn details(trend: &Trend) -> Vec<String> {
    let mut lines: Vec<String> = [
        ("number of incidents", &trend.number),
        ("rate of incidents", &trend.rate),
        ("median", &trend.median),
        ("single durations", &trend.per_incident),
    ]
    .into_iter()
    .map(|(name, change)| match &change.p {
        Ok(_) => format!("{name}: {}", change.per_step.method.in_words()),
        Err(reason) => format!("{name}: {}; none: {reason}", change.per_step.method.in_words()),
    })
    .collect();
    match &trend.crowding {
        Ok(found) => lines.push(format!(
            "days on which incidents started, without any periods (Laplace): {}, u {:.2}, p {}",
            found.verdict,
            found.u,
            figure::p(&Ok(found.p))
        )),
        Err(reason) => lines.push(format!("days on which incidents started (Laplace): none: {reason}")),
    }
    if let (Ok(weekday), Ok(hour)) = (&trend.seasons.weekday, &trend.seasons.hour) {
        lines.push(format!(
            "weekdays: p {}; hours of the day (Rayleigh): p {}",
            figure::p(&Ok(weekday.p)),
            figure::p(&Ok(hour.p))
        ));
    }
    lines
}
