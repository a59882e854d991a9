//! incident.io, second version of its API. Its points in time are named by the people who use it, so they are told by
//! words in the name.

use incstats_model::Milestone;
use serde_json::Value;

use crate::feed::json::value::{all, text};
use crate::feed::sheet::Sheet;
use crate::feed::tool::{Tool, has, of};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] =
    ["its points in time are named by the team; one with a name of its own is left out"];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["incidents", ""],
    one: &["incident", ""],
    is_record: |value| {
        has(value, &["name", "created_at"])
            && (has(value, &["incident_status"]) || has(value, &["incident_timestamp_values"]))
    },
    id: &["reference", "id"],
    title: &["name"],
    severity: &["severity.name"],
    status: &["incident_status.category", "status"],
    opened: &["created_at"],
    closed_by: &["updated_at"],
    prose: &["summary"],
    no_incident: |value| {
        let tried = text(value, "mode").is_some_and(|mode| mode == "test" || mode == "tutorial");
        tried.then(|| "it is a test of the tool".to_owned())
    },
    more,
    ..Tool::BLANK
};

/// Words of a name, lower case, and the milestone that it is. The first row that fits counts.
const NAMES: [(&[&str], Option<Milestone>); 11] = [
    (&["impact", "start"], Some(Milestone::Started)),
    (&["impact", "end"], Some(Milestone::Mitigated)),
    (&["impact", "resolved"], Some(Milestone::Mitigated)),
    (&["started"], Some(Milestone::Started)),
    (&["detected"], Some(Milestone::Detected)),
    (&["reported"], Some(Milestone::Detected)),
    (&["acknowledged"], Some(Milestone::Acknowledged)),
    (&["accepted"], Some(Milestone::Acknowledged)),
    (&["identified"], Some(Milestone::Identified)),
    (&["mitigated"], Some(Milestone::Mitigated)),
    (&["fixed"], Some(Milestone::Mitigated)),
];

fn more(value: &Value, sheet: &mut Sheet<'_>) {
    let mut resolved = None;
    for point in all(value, "incident_timestamp_values").into_iter().chain(all(value, "timestamps")) {
        let name = of(point, &["incident_timestamp.name", "name"]).unwrap_or_default();
        let Some(at) = of(point, &["value.value", "value", "last_occurred_at"]) else { continue };
        let words = name.to_lowercase();
        let known = NAMES.iter().find(|(all, _)| all.iter().all(|word| words.contains(word)));
        match known {
            Some((_, Some(milestone))) => sheet.states(*milestone, &name, Some(&at)),
            _ if words.contains("resolved") => resolved = sheet.time(&name, Some(&at)),
            _ if words.contains("closed") => {
                sheet.record.posted.closed = sheet.time(&name, Some(&at)).map(|(at, _)| at.earliest());
            }
            _ => {
                sheet.note(&name, &at);
            }
        }
    }
    if let Some((at, place)) = resolved {
        sheet.record.states(Milestone::Resolved, at, place);
        sheet.record.posted.closed = sheet.record.posted.closed.or(Some(at.earliest()));
    }
}

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn points_in_time_are_told_by_their_names() {
        let (name, found) = read(
            r#"{"incidents":[{"id":"01H","reference":"INC-9","name":"Mail down","mode":"standard","created_at":"2026-03-01T08:10:00Z",
            "updated_at":"2026-03-01T09:50:00Z","severity":{"name":"Major","rank":2},"incident_status":{"name":"Closed","category":"closed"},
            "incident_timestamp_values":[
              {"incident_timestamp":{"name":"Impact started"},"value":{"value":"2026-03-01T07:50:00Z"}},
              {"incident_timestamp":{"name":"Reported at"},"value":{"value":"2026-03-01T08:05:00Z"}},
              {"incident_timestamp":{"name":"Coffee"},"value":{"value":"2026-03-01T08:15:00Z"}},
              {"incident_timestamp":{"name":"Fixed at"},"value":{"value":"2026-03-01T09:05:00Z"}},
              {"incident_timestamp":{"name":"Resolved at"},"value":{"value":"2026-03-01T09:30:00Z"}},
              {"incident_timestamp":{"name":"Accepted at"},"value":null}]},
            {"id":"02","reference":"INC-10","name":"Try","mode":"test","created_at":"2026-03-01T08:10:00Z","incident_status":{"category":"closed"}}]}"#,
        );
        assert_eq!(name, "incident.io");
        assert_eq!(milestones(&found, 0), "started 07:50, detected 08:05, mitigated 09:05, resolved 09:30");
        assert!(found.findings[0].message.contains("a test of the tool"), "{:?}", found.findings);
    }
}
