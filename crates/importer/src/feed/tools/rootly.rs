//! Rootly: JSON:API records, with a field for each point of an incident's life.

use incstats_model::{Kind, Milestone};

use serde_json::Value;

use crate::feed::tool::{Tool, has, of};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] = ["its times are as people set them in the tool"];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["data", ""],
    one: &["data", ""],
    is_record: |value| {
        let fields = value.get("attributes").unwrap_or(value);
        has(fields, &["title", "started_at", "mitigated_at", "resolved_at"])
    },
    id: &["attributes.sequential_id", "attributes.slug", "id"],
    title: &["attributes.title", "title"],
    services: &["attributes.services.name", "attributes.services.data.attributes.name", "services.name"],
    severity: &[
        "attributes.severity.data.attributes.name",
        "attributes.severity.name",
        "severity.name",
        "severity",
    ],
    status: &["attributes.status", "status"],
    opened: &["attributes.created_at", "created_at", "attributes.started_at", "started_at"],
    states: &[
        (Milestone::Started, "attributes.started_at"),
        (Milestone::Detected, "attributes.detected_at"),
        (Milestone::Acknowledged, "attributes.acknowledged_at"),
        (Milestone::Mitigated, "attributes.mitigated_at"),
        (Milestone::Started, "started_at"),
        (Milestone::Detected, "detected_at"),
        (Milestone::Acknowledged, "acknowledged_at"),
        (Milestone::Mitigated, "mitigated_at"),
    ],
    closed: &["attributes.resolved_at", "resolved_at", "attributes.cancelled_at", "cancelled_at"],
    prose: &["attributes.summary", "summary"],
    no_incident: |value| {
        let kind = kind_of(value);
        let tried = kind.starts_with("test") || kind.starts_with("example");
        tried.then(|| format!("it is of the kind `{kind}`"))
    },
    more: |value, sheet| {
        if kind_of(value).starts_with("scheduled") {
            sheet.record.is_a(Kind::Maintenance);
        }
    },
    ..Tool::BLANK
};

fn kind_of(value: &Value) -> String {
    of(value, &["attributes.kind", "kind"]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn a_field_for_each_milestone() {
        let (name, found) = read(
            r#"{"data":[{"id":"r1","type":"incidents","attributes":{"sequential_id":7,"title":"Mail down","kind":"normal","status":"resolved",
            "created_at":"2026-03-01T08:00:00Z","started_at":"2026-03-01T07:50:00Z","detected_at":"2026-03-01T08:00:00Z",
            "acknowledged_at":"2026-03-01T08:02:00Z","mitigated_at":"2026-03-01T09:05:00Z","resolved_at":"2026-03-01T09:30:00Z"}},
            {"id":"r2","attributes":{"title":"Try","kind":"test","started_at":null,"mitigated_at":null,"resolved_at":null}},
            {"id":"r3","attributes":{"title":"Disks","kind":"scheduled","created_at":"2026-03-01T08:00:00Z","started_at":null,"mitigated_at":null,"resolved_at":null}}]}"#,
        );
        assert_eq!(name, "rootly");
        assert_eq!(
            milestones(&found, 0),
            "started 07:50, detected 08:00, acknowledged 08:02, mitigated 09:05, resolved 09:30"
        );
        assert!(found.findings[0].message.contains("of the kind `test`"), "{:?}", found.findings);
        assert_eq!(found.incidents[1].kind.name(), "maintenance");
    }
}
