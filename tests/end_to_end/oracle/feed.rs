//! Data sets as tables of incidents.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::Value;

/// The heading of the table.
pub const HEADING: &str = "title,organisation,status,as_of,started,mitigated,resolved,kind";
/// Planned work long after: somebody looked until then, so that every period is whole.
pub const LATEST: &str = "planned,planned,,,2030-01-01T08:00:00Z,,2030-01-01T09:00:00Z,maintenance";

/// A column of numbers of a data set; what is null or infinite is infinite.
pub fn numbers(values: &Value) -> Vec<f64> {
    values.as_array().unwrap().iter().map(|value| value.as_f64().unwrap_or(f64::INFINITY)).collect()
}

/// The rows of a data set, whose name is their organisation.
pub fn rows(name: &str, set: &Value) -> Vec<String> {
    let exact = |values: &Value| numbers(values).into_iter().map(|v| (v, v)).collect::<Vec<_>>();
    match set["kind"].as_str().unwrap() {
        "durations" => april(name, exact(&set["values"])),
        "right_censored" => {
            let over = numbers(&set["event"]);
            let ends = numbers(&set["time"]).into_iter().zip(over);
            april(name, ends.map(|(time, over)| (time, if over > 0.0 { time } else { f64::INFINITY })))
        }
        "interval_censored" => april(name, numbers(&set["left"]).into_iter().zip(numbers(&set["right"]))),
        "two_samples" => {
            let of = |column: &str, month| {
                exact(&set[column])
                    .into_iter()
                    .enumerate()
                    .map(move |(i, ends)| row(name, day(2021, month, i), ends))
            };
            of("a", 4).chain(of("b", 7)).collect()
        }
        "two_rates" => {
            let counts = numbers(&set["k"]);
            let of = |count: f64, month| {
                (0..whole(count)).map(move |i| row(name, day(2021, month, i), (10.0, 10.0)))
            };
            of(counts[0], 4).chain(of(counts[1], 7)).collect()
        }
        "series_counts" => quarterly(&set["values"])
            .flat_map(|(month, count)| {
                (0..whole(count)).map(move |i| row(name, month + Duration::days(as_days(i)), (10.0, 10.0)))
            })
            .collect(),
        "series" => {
            quarterly(&set["values"]).map(|(month, value)| row(name, month, (value, value))).collect()
        }
        other => panic!("unknown kind of data set: {other}"),
    }
}

/// So many incidents without anything else to them.
pub fn counted(name: &str, count: usize) -> Vec<String> {
    april(name, (0..count).map(|_| (10.0, 10.0)))
}

/// Incidents that lasted so many minutes.
pub fn lasting(name: &str, minutes: &[f64]) -> Vec<String> {
    april(name, minutes.iter().map(|minutes| (*minutes, *minutes)))
}

/// An incident a day from 1 April 2021 on, within the quarter.
fn april(name: &str, ends: impl IntoIterator<Item = (f64, f64)>) -> Vec<String> {
    ends.into_iter().enumerate().map(|(i, ends)| row(name, day(2021, 4, i), ends)).collect()
}

/// The first days of quarters from 2021 on, each with its value.
fn quarterly(values: &Value) -> impl Iterator<Item = (DateTime<Utc>, f64)> {
    (0..)
        .zip(numbers(values))
        .map(|(i, value)| (day(2021 + i / 4, u32::try_from(1 + i % 4 * 3).unwrap(), 0), value))
}

fn day(year: i32, month: u32, later: usize) -> DateTime<Utc> {
    let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap().and_hms_opt(8, 0, 0).unwrap();
    first.and_utc() + Duration::days(as_days(later))
}

fn as_days(later: usize) -> i64 {
    i64::try_from(later).unwrap()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
fn whole(count: f64) -> usize {
    count as usize
}

/// One incident, over after so many minutes, between two numbers of them, or not at all.
pub fn row(name: &str, start: DateTime<Utc>, (least, most): (f64, f64)) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "minutes are whole seconds here")]
    let after = |minutes: f64| start + Duration::seconds((minutes * 60.0).round() as i64);
    let text = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let (status, as_of, end) = if most.is_infinite() {
        ("ongoing", text(after(least)), String::new())
    } else if least < most {
        ("", String::new(), format!("{}..{}", text(after(least)), text(after(most))))
    } else {
        ("", String::new(), text(after(least)))
    };
    format!("{name},{name},{status},{as_of},{},,{end},", text(start))
}
