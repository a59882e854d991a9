//! What to look at in a table as a whole, and in what its rows came to.
//!
//! `feed.heading`: the heading stands in the table again; these rows were left out. `feed.states`: several rows are
//! states of one incident, and the last of them counts. `feed.duplicate`: the same without anything that says which
//! state is the last. `feed.reopened`: it was opened again. `feed.order`: some dates have the day first, others the month.
//! `feed.mapping`: the mapping names columns that the table does not have. *What to do:* look at the rows; where the
//! table is wrong, export it again.

use csv::StringRecord;
use incstats_model::{Finding, Place, Severity};

use super::states::State;

fn finding(code: &str, severity: Severity, line: u32, message: String, remedy: &str) -> Finding {
    Finding {
        code: code.to_owned(),
        severity,
        place: Some(Place::line(line)),
        also: Vec::new(),
        message,
        remedy: remedy.to_owned(),
    }
}

/// The heading again.
pub fn heading_again(line: u32, count: usize) -> Finding {
    let more = if count > 1 { format!(", and {} more times below", count - 1) } else { String::new() };
    let message = format!("the heading stands here again{more}; it is no incident");
    finding(
        "feed.heading",
        Severity::Note,
        line,
        message,
        "nothing: several exports were put one behind the other",
    )
}

/// Several rows an incident.
pub fn states(rows: usize, incidents: usize) -> Finding {
    let message = format!("{rows} rows are states of {incidents} incidents; the last state of each counts");
    finding(
        "feed.states",
        Severity::Note,
        1,
        message,
        "nothing, if the rows of one id are states of one incident",
    )
}

/// What the states of one incident tell beside the last of them.
pub fn of_state(state: &State, line: u32) -> Option<Finding> {
    if state.reopened > 0 {
        let times = if state.reopened == 1 { "once".to_owned() } else { format!("{} times", state.reopened) };
        let message = format!("it was opened again {times}; the times are those of its last closing");
        return Some(finding(
            "feed.reopened",
            Severity::Note,
            line,
            message,
            "look at it where one incident was two",
        ));
    }
    (state.rows > 1 && !state.counted()).then(|| {
        let message = format!("{} rows have this id; the last of them counts", state.rows);
        finding(
            "feed.duplicate",
            Severity::Warning,
            line,
            message,
            "remove the rows that do not hold, or give each incident an id of its own",
        )
    })
}

/// Day first here, month first there.
pub fn both_orders(day: u32, month: u32) -> Finding {
    let message = format!(
        "this line has the day first, line {month} the month; a date that can be both is read with the day first"
    );
    let remedy = "export the table with one order, or set `day_month` for it in incstats.toml";
    Finding {
        also: vec![Place::line(month)],
        ..finding("feed.order", Severity::Warning, day, message, remedy)
    }
}

/// Columns that a mapping names and the heading does not.
pub fn unmapped(missing: &[String], heading: &StringRecord) -> Finding {
    let columns: Vec<&str> = heading.iter().collect();
    let message = format!("the mapping names columns that the table does not have: {}", missing.join(", "));
    let remedy = format!("its columns are: {}", columns.join(", "));
    finding("feed.mapping", Severity::Warning, 1, message, &remedy)
}
