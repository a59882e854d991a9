//! The columns of a table, by name.

use std::collections::HashMap;

use csv::StringRecord;
use incstats_model::Milestone;
use incstats_model::cell::unmarked;
use incstats_model::metric::METRICS;
use incstats_model::record::FACTS;

use super::milestone_columns;

/// Columns of an export that are known and follow from others, or say where its rows came from.
const DERIVED: [&str; 2] = ["path", "findings"];

/// The columns of a table, by name.
#[derive(Debug)]
pub struct Columns {
    places: HashMap<String, usize>,
    names: Vec<String>,
}

impl Columns {
    /// From the cells of a heading. Case and blanks do not matter; of two columns of one name the first counts.
    pub fn of(heading: &StringRecord) -> Self {
        let names: Vec<String> = heading.iter().map(name).collect();
        let mut places = HashMap::new();
        for (place, name) in names.iter().enumerate() {
            places.entry(name.clone()).or_insert(place);
        }
        Self { places, names }
    }

    /// Whether any of them is a milestone.
    pub fn have_a_milestone(&self) -> bool {
        Milestone::ALL.into_iter().any(|m| {
            let [one, earliest, ..] = milestone_columns(m);
            self.places.contains_key(&one) || self.places.contains_key(&earliest)
        })
    }

    /// Those that nobody knows; `None` where all are known.
    pub fn unknown(&self) -> Option<Vec<&str>> {
        let strange: Vec<&str> = self
            .names
            .iter()
            .map(String::as_str)
            .filter(|name| !name.is_empty() && !is_known(name))
            .collect();
        (!strange.is_empty()).then_some(strange)
    }

    /// How many there are.
    pub fn width(&self) -> usize {
        self.names.len()
    }

    /// Whether the table has a column.
    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// The cell of a column, without blanks around it; `None` where it is empty or the column is not there.
    pub fn cell<'r>(&self, record: &'r StringRecord, name: &str) -> Option<&'r str> {
        let cell = unmarked(record.get(*self.places.get(name)?)?.trim());
        (!cell.is_empty()).then_some(cell)
    }
}

/// The names that a person may want, for a remedy.
pub fn known() -> String {
    let milestones = Milestone::ALL.into_iter().map(Milestone::name);
    FACTS.into_iter().chain(milestones).collect::<Vec<_>>().join(", ")
}

fn name(cell: &str) -> String {
    cell.trim().trim_start_matches('\u{feff}').to_lowercase().replace([' ', '-'], "_")
}

fn is_known(name: &str) -> bool {
    FACTS.contains(&name)
        || DERIVED.contains(&name)
        || Milestone::ALL.into_iter().any(|m| milestone_columns(m).iter().any(|column| column == name))
        || is_duration(name)
}

/// Durations follow from milestones, whatever the metrics of the project that wrote them are called.
fn is_duration(name: &str) -> bool {
    METRICS.iter().any(|m| name.strip_prefix(&*m.key).is_some_and(|part| part.starts_with('_')))
        || ["_min_s", "_max_s", "_censored"].iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_heard_in_every_spelling_and_apostrophes_of_exports_go() {
        let columns =
            Columns::of(&StringRecord::from(vec!["\u{feff}ID", " Posted opened", "ttr_min_s", "x"]));
        let record = StringRecord::from(vec!["'=1", "'tis"]);
        assert_eq!(columns.cell(&record, "id"), Some("=1"));
        assert_eq!(columns.cell(&record, "posted_opened"), Some("'tis"));
        assert_eq!(columns.cell(&record, "ttr_min_s"), None);
        assert_eq!(columns.unknown(), Some(vec!["x"]));
        assert!(!columns.have_a_milestone());
    }
}
