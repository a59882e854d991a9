//! Records that a mapping explains and that stand one a line, each a JSON object, as logs and databases export them.

use std::collections::BTreeSet;

use csv::StringRecord;
use incstats_model::Incident;
use serde_json::{Map, Value};

use super::field::Field;
use super::order::Order;
use super::rows::At;
use super::states::States;
use super::{Mapping, Row, findings};
use crate::feed::findings::{MOST_NAMED, left_out, more, record as wrong_record};
use crate::feed::registry::{Input, Read};
use crate::feed::{decoy, telling};

/// Whether the first line that is not empty is an object.
pub fn recognises(text: &str) -> bool {
    text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| names_and_values(line).is_ok())
}

/// Reads them, giving away one incident after the other. The order of day and month is that of all lines together, as in a table.
pub fn read(input: &Input<'_>, each: &mut dyn FnMut(Incident)) -> Read {
    let mut read = Read::default();
    let Some(mapping) = &input.options.mapping else { return read };
    let (mut order, mut names, mut states) = (Order::new(input.options), BTreeSet::new(), States::default());
    for (line, told) in lines(input.text) {
        let Ok(pairs) = told else { continue };
        let (heading, cells) = columns(&pairs);
        let plan = mapping.plan(&heading);
        for field in plan.fields().filter(|field| field.is_time()) {
            plan.cell(&cells, field).into_iter().for_each(|value| order.see(value, line));
        }
        if let Some(id) = plan.cell(&cells, Field::Id) {
            let number = |field| plan.cell(&cells, field).and_then(|cell| cell.parse::<u32>().ok());
            let at = at(line);
            let readable = || Row { plan: &plan, order: &order, cells: &cells, at, text: "" }.has_a_time();
            states.see(id, at, number(Field::Revision).map(i64::from), number(Field::Reopened), readable);
        }
        names.extend(pairs.into_iter().map(|(name, _)| name));
    }
    let heading: StringRecord = names.iter().map(String::as_str).collect();
    read.findings.extend(mapping.missing(&heading).map(|missing| findings::unmapped(&missing, &heading)));
    read.findings.extend(order.both().map(|(day, month)| findings::both_orders(day, month)));
    states.settle();
    read.findings.extend(states.several().map(|(rows, incidents)| findings::states(rows, incidents)));
    let (mut wrong, mut chosen) = (0usize, states.chosen());
    for (line, told) in lines(input.text) {
        let told = told.and_then(|pairs| incident(&pairs, mapping, &order, line));
        let state = match &told {
            Ok(record) if record.source_id.is_some() => match chosen.take(at(line).byte) {
                Some(state) => Some(state),
                // Another line tells the last state.
                None if !states.is_wrong(at(line).byte) => continue,
                None => None,
            },
            _ => None,
        };
        let with_state = |mut record: crate::feed::record::Record| {
            record.findings.extend(state.and_then(|state| findings::of_state(&state, line)));
            record
        };
        match told.map(with_state) {
            Ok(record) => match decoy::reason(&record) {
                Some(why) => read.findings.push(left_out(record.place, why)),
                None => each(telling::incident(record, input)),
            },
            Err(why) => {
                wrong += 1;
                if wrong <= MOST_NAMED {
                    read.findings.push(wrong_record(line, "this line", &why));
                }
            }
        }
    }
    if wrong > MOST_NAMED {
        read.findings.push(more(1, wrong - MOST_NAMED, MOST_NAMED));
    }
    read
}

fn incident(
    pairs: &[(String, String)],
    mapping: &Mapping,
    order: &Order,
    line: u32,
) -> Result<crate::feed::record::Record, String> {
    let (heading, cells) = columns(pairs);
    let plan = mapping.plan(&heading);
    Row { plan: &plan, order, cells: &cells, at: at(line), text: "" }.record(false)
}

/// The place of a line, which stands for its bytes too: only their order counts.
fn at(line: u32) -> At {
    At { byte: usize::try_from(line).unwrap_or(usize::MAX), line }
}

fn columns(pairs: &[(String, String)]) -> (StringRecord, StringRecord) {
    let names = pairs.iter().map(|(name, _)| name.as_str());
    (names.collect(), pairs.iter().map(|(_, value)| value.as_str()).collect())
}

/// The lines that are not empty, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (u32, Result<Vec<(String, String)>, String>)> {
    (1u32..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| (number, names_and_values(line)))
}

/// Names and values of an object. What stands inside of another has its name behind that of the other: `user.name`.
fn names_and_values(line: &str) -> Result<Vec<(String, String)>, String> {
    let object: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| format!("it is no JSON object: {}", why(&error)))?;
    let mut pairs = Vec::new();
    object.into_iter().for_each(|(name, value)| flat(name, value, &mut pairs));
    Ok(pairs)
}

/// What is wrong, without the place: it counts in the line alone, and the line is named already.
fn why(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split_once(" at line ").map_or(message.as_str(), |(why, _)| why).to_owned()
}

fn flat(name: String, value: Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Null => pairs.push((name, String::new())),
        Value::Bool(value) => pairs.push((name, value.to_string())),
        Value::Number(value) => pairs.push((name, value.to_string())),
        Value::String(value) => pairs.push((name, value)),
        Value::Array(values) => {
            let words: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            pairs.push((name, words.join("; ")));
        }
        Value::Object(inner) => {
            for (key, value) in inner {
                flat(format!("{name}.{key}"), value, pairs);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::options::Options;
    use crate::report;

    #[test]
    fn lines_with_one_id_are_states_of_one_incident() {
        let text = "{\"nr\": 7, \"when\": \"2026-04-03 08:10\", \"what\": \"first\"}\n{\"nr\": 8, \"when\": \"2026-04-04 08:10\", \"what\": \"other\"}\n\
                    {\"nr\": 7, \"when\": \"2026-04-03 08:10\", \"what\": \"last\"}\n{\"nr\": 7, \"when\": \"soon\", \"what\": \"wrong\"}\n";
        let mapping = "id=nr,opened=when,title=what".parse();
        let options = Options { mapping: Some(mapping.unwrap()), ..Options::default() };
        let report = report::read("log.jsonl", text.as_bytes(), &options).unwrap();
        let titles: Vec<&str> = report.incidents.iter().map(|incident| incident.title.as_str()).collect();
        assert_eq!(titles, ["other", "last"]);
        assert!(report.incidents[1].findings.iter().any(|found| found.code == "feed.duplicate"));
        let found: Vec<_> =
            report.findings.iter().map(|f| (f.place.unwrap().line, f.code.as_str())).collect();
        assert_eq!(found, [(1, "feed.states"), (4, "feed.row")]);
    }

    #[test]
    fn each_line_is_a_record_and_a_wrong_one_costs_itself() {
        let text = "{\"nr\": 7, \"when\": \"03/04/2026 08:10\", \"until\": \"03/04/2026 09:40\", \"what\": {\"title\": \"Mail is down\"}, \"on\": [\"mail\", \"web\"]}\n\n\
                    {\"nr\": 8, \"when\": \"13/04/2026 08:10\", \"until\": null, \"what\": {\"title\": \"Web is slow\"}}\n\
                    {\"nr\": 9, \"when\n{\"nr\": 10, \"what\": {\"title\": \"Never\"}}\n";
        let mapping = "id=nr,opened=when,resolved=until,title=what.title,services=on,cause=why".parse();
        let options = Options { mapping: Some(mapping.unwrap()), ..Options::default() };
        let report = report::read("log.jsonl", text.as_bytes(), &options).unwrap();
        let told: Vec<_> = report
            .incidents
            .iter()
            .map(|incident| {
                let opened = incident.posted.opened.unwrap().format("%m-%d %H:%M").to_string();
                (incident.source_id.as_deref().unwrap(), incident.title.as_str(), opened)
            })
            .collect();
        assert_eq!(
            told,
            [("7", "Mail is down", "04-03 08:10".to_owned()), ("8", "Web is slow", "04-13 08:10".to_owned())]
        );
        assert_eq!(report.incidents[0].services, ["mail", "web"]);
        let found: Vec<_> =
            report.findings.iter().map(|f| (f.place.unwrap().line, f.code.as_str())).collect();
        assert_eq!(found, [(1, "feed.mapping"), (4, "feed.row"), (5, "feed.row")]);
        // Without a mapping nobody knows what it says.
        assert!(report::read("log.jsonl", text.as_bytes(), &Options::default()).is_err());
    }
}
