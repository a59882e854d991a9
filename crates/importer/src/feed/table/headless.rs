//! Tables without a heading: `service, what happened, beginning, end`. What happened may hold commas that nobody quoted.

use csv::StringRecord;
use incstats_model::Milestone;

use super::field::Field;
use super::plan::Plan;
use crate::feed::stamp::{Clock, stamp};
use incstats_model::ZoneId;

/// How many rows are looked at.
const SAMPLE: usize = 20;
/// Fewest rows of which it can be said.
const FEWEST: usize = 2;

/// Whether every row ends in two times with their clock, the later one last in most of them.
pub fn recognises(text: &str) -> bool {
    let rows: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE).collect();
    rows.len() >= FEWEST && rows.iter().all(|row| window(row))
}

/// Whether a line ends in two times, with words before them.
fn window(row: &str) -> bool {
    let mut cells = row.rsplit(',');
    let (end, start) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
    let clock = Clock { zone: ZoneId::UTC, day_first: None };
    let timed = |cell: &str| {
        cell.contains(':')
            && stamp(cell, clock).ok().flatten().is_some_and(|found| found.moment.bounds.is_exact())
    };
    timed(start)
        && (timed(end) || end.trim().is_empty())
        && cells.next().is_some_and(|words| !words.trim().is_empty())
}

/// The columns that [`three`] makes.
pub fn plan() -> Plan {
    let heading = StringRecord::from(vec!["service", "title", "from", "to"]);
    Plan::of(
        &heading,
        &[
            (Field::Services, &["service"]),
            (Field::Title, &["title"]),
            (Field::Opened, &["from"]),
            (Field::Closed, &["to"]),
            (Field::Milestone(Milestone::Started), &["from"]),
            (Field::Milestone(Milestone::Resolved), &["to"]),
        ],
    )
}

/// Makes four cells of a row: the first, the last two, and what stands between them as one.
pub fn three(row: &mut StringRecord) {
    let cells: Vec<&str> = row.iter().map(str::trim).collect();
    let (Some((first, rest)), true) = (cells.split_first(), cells.len() >= 3) else { return };
    let (words, times) = rest.split_at(rest.len() - 2);
    let title = if words.is_empty() { (*first).to_owned() } else { words.join(", ") };
    let service = (*first).to_owned();
    let times: Vec<String> = times.iter().map(|time| (*time).to_owned()).collect();
    let mut made = StringRecord::from(vec![service, title]);
    for time in &times {
        made.push_field(time);
    }
    *row = made;
}
