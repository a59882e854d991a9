//! The saved history page of Statuspage: its months stand in the page as JSON.

use chrono::{Datelike, NaiveDate};
use incstats_model::{Kind, Milestone, Place};
use serde::Deserialize;

use super::year::nearest;
use crate::feed::made::Made;
use crate::feed::plain::{entities, plain};
use crate::feed::registry::{Input, Read};
use crate::feed::sheet::{Post, Sheet};
use crate::feed::{decoy, findings, telling};

/// What stands before the JSON.
const PROPS: &str = "data-react-props=\"";

#[derive(Debug, Deserialize)]
struct Page {
    months: Vec<Month>,
}

#[derive(Debug, Deserialize)]
struct Month {
    #[serde(default)]
    name: String,
    year: i32,
    #[serde(default)]
    incidents: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    code: String,
    name: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    impact: String,
    timestamp: String,
}

/// Whether a text is such a page.
pub fn recognises(text: &str) -> bool {
    props(text).is_some()
}

/// The JSON of the page, its entities still in it.
fn props(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(at) = rest.find(PROPS) {
        let value = rest.get(at + PROPS.len()..)?;
        let (value, behind) = value.split_once('"')?;
        let of_months = value.contains("months") && value.contains("timestamp");
        if of_months {
            return Some(value);
        }
        rest = behind;
    }
    None
}

/// Reads it.
pub fn read(input: &Input<'_>) -> Read {
    let (mut read, mut made) = (Read::default(), Made::default());
    let json = props(input.text).map(entities).unwrap_or_default();
    let page: Page = match serde_json::from_str(&json) {
        Ok(page) => page,
        Err(error) => {
            let line = made.line("the months of the page");
            read.findings.push(findings::record(line, "this page", &error.to_string()));
            read.text = Some(made.finish());
            return read;
        }
    };
    for month in &page.months {
        for entry in &month.incidents {
            match record(entry, month, &mut made, input) {
                Ok(record) => match decoy::reason(&record) {
                    Some(why) => read.findings.push(findings::left_out(record.place, why)),
                    None => read.incidents.push(telling::incident(record, input)),
                },
                Err(why) => {
                    let line = made.line(&entry.name);
                    read.findings.push(findings::record(line, &format!("`{}`", entry.code), &why));
                }
            }
        }
    }
    read.text = Some(made.finish());
    read
}

/// One incident of the page: `Mar 1, 08:10 - 09:40 UTC`, or `Mar 1, 08:10 - Mar 2, 09:40 UTC`.
fn record(
    entry: &Entry,
    month: &Month,
    made: &mut Made,
    input: &Input<'_>,
) -> Result<crate::feed::record::Record, String> {
    let number = month_number(&month.name);
    let middle =
        NaiveDate::from_ymd_opt(month.year, number.unwrap_or(7), 15).and_then(|day| day.and_hms_opt(0, 0, 0));
    let near = middle.ok_or_else(|| format!("there is no year {}", month.year))?.and_utc().fixed_offset();
    let mut sheet = Sheet::new(made, &entry.name, None, input.options);
    sheet.record.source_id = Some(entry.code.clone());
    sheet.note("id", &entry.code);
    sheet.note("impact", &entry.impact);
    sheet.record.severity =
        Some(entry.impact.clone()).filter(|impact| !impact.is_empty() && impact != "none");
    sheet.record.is_a(if entry.impact == "maintenance" { Kind::Maintenance } else { Kind::Incident });
    let window = plain(&entry.timestamp).split_whitespace().collect::<Vec<_>>().join(" ");
    let place: Place = sheet.note("window", &format!("{window} {}", month.year));
    let (from, to) = window.split_once(" - ").unwrap_or((&window, ""));
    let zone = if to.is_empty() { "" } else { to.rsplit(' ').next().unwrap_or_default() };
    let from_zoned = if zone.is_empty() { from.to_owned() } else { format!("{from} {zone}") };
    let (opened, _) = nearest(&from_zoned, near)?;
    sheet.record.posted.opened = Some(opened.earliest());
    sheet.record.states(Milestone::Communicated, opened, place);
    if !to.is_empty() {
        let day = from.split(',').next().unwrap_or_default();
        let to = if to.contains(',') { to.to_owned() } else { format!("{day}, {to}") };
        let (closed, _) = nearest(&to, opened.earliest())?;
        sheet.record.posted.closed = Some(closed.earliest());
        sheet.record.states(Milestone::Resolved, closed, place);
        sheet.record.status = incstats_model::Status::Resolved;
    }
    sheet.post(Post { at: None, status: None, body: plain(&entry.message) });
    Ok(sheet.finish())
}

fn month_number(name: &str) -> Option<u32> {
    let first = name.get(..3)?;
    (1..=12).find(|month| {
        NaiveDate::from_ymd_opt(2000, *month, 1).is_some_and(|day| {
            day.format("%b").to_string().eq_ignore_ascii_case(first) && day.month() == *month
        })
    })
}
