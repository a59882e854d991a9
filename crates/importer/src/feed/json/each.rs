//! The loop over the records of a JSON text. A record that cannot be read is a finding with its place in the file; the
//! others are read.

use std::collections::{HashMap, HashSet};

use incstats_model::{Incident, Kind, Place};
use serde_json::Value;

use super::outline::{List, Outline, lines_in};
use crate::feed::findings::{self, MOST_NAMED};
use crate::feed::made::Made;
use crate::feed::record::Record;
use crate::feed::registry::{Input, Read};
use crate::feed::{decoy, planned, telling};

/// Where a record stands in the file.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its number in its list, from 1.
    pub number: usize,
    /// The line of the file on which it begins, from 1.
    pub line: u32,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "record {} (line {} of the file)", self.number, self.line)
    }
}

/// Why no incident was made of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Something in it is wrong.
    Wrong(String),
    /// It is no incident, as it says itself.
    NoIncident(String),
}

/// Reads all records of some lists. `record` makes one; why it does not is named with the place of the record.
pub fn read(
    input: &Input<'_>,
    outline: &Outline<'_>,
    lists: &[&List<'_>],
    mut record: impl FnMut(&Value, &mut Made) -> Result<Record, Refused>,
) -> Read {
    let mut out = Read::default();
    let mut made = Made::default();
    let mut wrong = 0usize;
    let mut seen: HashSet<&str> = HashSet::new();
    let mut places_of = PlacesOf::new();
    for list in lists {
        let mut place = Places::of(input.text);
        for (index, raw) in list.records.iter().enumerate() {
            let origin = Origin { number: index + 1, line: place.line_of(raw) };
            // The same bytes twice are one record.
            if !seen.insert(raw) {
                continue;
            }
            let read = parsed(raw).and_then(|value| record(&value, &mut made)).and_then(told);
            match read {
                Ok(record) => {
                    let place = record.place;
                    keep(telling::incident(record, input), place, &mut out.incidents, &mut places_of);
                }
                Err(Refused::NoIncident(why)) => {
                    let line = made.line(&format!("{origin}: {why}"));
                    out.findings.push(findings::no_incident(line, &origin.to_string(), &why));
                }
                Err(Refused::Wrong(why)) => {
                    wrong += 1;
                    if wrong <= MOST_NAMED {
                        let line = made.line(&format!("{origin}: {why}"));
                        out.findings.push(findings::record(line, &origin.to_string(), &why));
                    }
                }
            }
        }
    }
    if wrong > MOST_NAMED {
        let line = made.line(&format!("{} more records could not be read", wrong - MOST_NAMED));
        out.findings.push(findings::more(line, wrong - MOST_NAMED, MOST_NAMED));
    }
    for broken in outline.broken.iter().take(MOST_NAMED) {
        let line = made.line(&format!("line {} of the file: {}", broken.line, broken.why));
        out.findings.push(findings::broken(line, broken.line, &broken.why, outline.bare));
    }
    out.text = Some(made.finish());
    out
}

/// Where the incidents of each organisation's ids stand.
type PlacesOf = HashMap<(Option<String>, String), usize>;

/// Keeps an incident. Of several records with one id the one that knows the most recent counts, of those the last.
fn keep(incident: Incident, place: Place, incidents: &mut Vec<Incident>, places_of: &mut PlacesOf) {
    let Some(id) = incident.source_id.clone() else { return incidents.push(incident) };
    let at = *places_of.entry((incident.organisation.clone(), id)).or_insert(incidents.len());
    let Some(known) = incidents.get_mut(at) else { return incidents.push(incident) };
    if incident.as_of >= known.as_of {
        *known = incident;
    }
    if known.findings.iter().all(|finding| finding.code != findings::DUPLICATE) {
        known.findings.push(findings::duplicate(place));
    }
}

/// What its words say of a record: a demonstration is no incident, and planned work is told by its title where no field
/// tells.
fn told(mut record: Record) -> Result<Record, Refused> {
    if let Some(why) = decoy::reason(&record) {
        return Err(Refused::NoIncident(why.to_owned()));
    }
    if !record.kind_is_stated && planned::is_planned(&record.title, false) {
        record.kind = Kind::Maintenance;
    }
    Ok(record)
}

fn parsed(raw: &str) -> Result<Value, Refused> {
    let value: Value = serde_json::from_str(raw).map_err(|error| Refused::Wrong(error.to_string()))?;
    if value.is_object() { Ok(value) } else { Err(Refused::Wrong("it is no object".to_owned())) }
}

/// Lines of records that follow each other.
struct Places<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Places<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The line on which a slice of the text begins.
    fn line_of(&mut self, slice: &str) -> u32 {
        let start = (slice.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        if let Some(between) = self.text.get(self.at..start) {
            self.line = self.line.saturating_add(lines_in(between));
            self.at = start;
        }
        self.line
    }
}
