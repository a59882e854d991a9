//! Datadog Incident Management: JSON:API records. The impact on customers has fields of its own.

use incstats_model::Milestone;

use crate::feed::tool::{Tool, has};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] = ["its times are as people set them in the tool"];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["data", ""],
    one: &["data", ""],
    is_record: |value| {
        let fields = value.get("attributes").unwrap_or(value);
        has(fields, &["title"])
            && (has(fields, &["customer_impact_start"]) || has(fields, &["time_to_detect"]))
    },
    id: &["attributes.public_id", "id"],
    title: &["attributes.title", "title"],
    services: &["attributes.fields.services.value"],
    severity: &["attributes.severity", "attributes.fields.severity.value", "severity"],
    status: &["attributes.state", "attributes.fields.state.value", "state"],
    opened: &["attributes.created", "attributes.declared", "created"],
    closed: &["attributes.resolved", "resolved"],
    states: &[
        (Milestone::Started, "attributes.customer_impact_start"),
        (Milestone::Started, "customer_impact_start"),
        (Milestone::Mitigated, "attributes.customer_impact_end"),
        (Milestone::Mitigated, "customer_impact_end"),
        (Milestone::Detected, "attributes.detected"),
        (Milestone::Detected, "detected"),
    ],
    prose: &["attributes.customer_impact_scope", "attributes.fields.summary.value"],
    ..Tool::BLANK
};

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn the_impact_has_fields_of_its_own() {
        let (name, found) = read(
            r#"{"data":[{"id":"d1","type":"incidents","attributes":{"public_id":5,"title":"Mail down","state":"resolved","severity":"SEV-2",
            "created":"2026-03-01T08:01:00Z","detected":"2026-03-01T08:00:00Z","resolved":"2026-03-01T09:30:00Z",
            "customer_impact_start":"2026-03-01T07:50:00Z","customer_impact_end":"2026-03-01T09:05:00Z","time_to_detect":600}}]}"#,
        );
        assert_eq!(name, "datadog");
        assert_eq!(milestones(&found, 0), "started 07:50, detected 08:00, mitigated 09:05, resolved 09:30");
        assert_eq!(found.incidents[0].source_id.as_deref(), Some("5"));
    }
}
