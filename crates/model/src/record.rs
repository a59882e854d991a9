//! The public JSON record, `incstats/incident/1`. Additions only; [`SCHEMA`] rises when that breaks.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::duration::DurationBounds;
use crate::incident::Incident;
use crate::metric::METRICS;

/// The name of the record's schema, in every record.
pub const SCHEMA: &str = "incstats/incident/1";

/// The columns of an incident's facts where incidents stand in a table, as `export --format csv` writes it and the
/// importer reads it back. Those of the milestones follow them.
pub const FACTS: [&str; 19] = [
    "id",
    "source_id",
    "kind",
    "title",
    "organisation",
    "language",
    "posted_opened",
    "posted_closed",
    "status",
    "as_of",
    "severity",
    "services",
    "cause",
    "zone",
    "zone_basis",
    "cause_category",
    "customers",
    "customers_count",
    "data_lost",
];

/// An incident as `import --dry-run --format json` and `export --format json` print it: all of it, and the durations
/// that follow from its milestones (absent where an end is not known).
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    schema: &'static str,
    #[serde(flatten)]
    incident: &'a Incident,
    durations: BTreeMap<Cow<'static, str>, DurationBounds>,
}

impl<'a> Record<'a> {
    /// The record of an incident.
    pub fn of(incident: &'a Incident) -> Self {
        let durations = METRICS.iter().filter_map(|m| Some((m.key.clone(), m.of(incident)?))).collect();
        Self { schema: SCHEMA, incident, durations }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::tests::incident;
    use crate::milestone::Milestone;

    #[test]
    fn the_record_has_the_published_keys() {
        let incident = incident(&[(Milestone::Started, "16:15"), (Milestone::Resolved, "19:30")]);
        let json = serde_json::to_value(Record::of(&incident)).unwrap();
        for key in [
            "schema",
            "id",
            "source_id",
            "kind",
            "title",
            "organisation",
            "language",
            "posted",
            "status",
            "as_of",
            "severity",
            "services",
            "cause",
            "cause_category",
            "customers",
            "data_lost",
            "stated_duration",
            "stated_repair",
            "episodes",
            "repairs",
            "zone",
            "milestones",
            "events",
            "findings",
            "durations",
            "source",
        ] {
            assert!(json.get(key).is_some(), "{key}");
        }
        let page = include_str!("../../../docs/record.md");
        for key in json.as_object().unwrap().keys() {
            assert!(page.contains(&format!("`{key}`")), "docs/record.md does not tell what `{key}` is");
        }
        assert_eq!(json["schema"], "incstats/incident/1");
        assert_eq!(json["zone"]["name"], "UTC");
        assert_eq!(json["durations"]["ttr"]["min_s"], 11_700);
        assert!(json["posted"]["opened"].is_null());
        let back: Incident = serde_json::from_value(json).unwrap();
        assert_eq!(back, incident);
    }
}
