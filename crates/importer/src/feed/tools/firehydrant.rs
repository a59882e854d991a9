//! `FireHydrant`: incidents with a list of the milestones that were reached.

use incstats_model::Milestone;

use crate::feed::json::value::{all, text};
use crate::feed::tool::{Tool, has};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] = ["its times are as people set them in the tool"];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["data", ""],
    one: &[""],
    is_record: |value| {
        has(value, &["name", "milestones"])
            && (has(value, &["current_milestone"]) || has(value, &["incident_url"]))
    },
    id: &["number", "id"],
    title: &["name"],
    services: &["services.name", "impacts.impact.name"],
    severity: &["severity", "priority"],
    status: &["current_milestone"],
    opened: &["created_at", "started_at"],
    prose: &["summary", "description", "customer_impact_summary"],
    more: |value, sheet| {
        for one in all(value, "milestones") {
            let (Some(name), Some(at)) =
                (text(one, "type"), text(one, "occurred_at").or_else(|| text(one, "created_at")))
            else {
                continue;
            };
            let milestone = match name.as_str() {
                "started" => Milestone::Started,
                "detected" => Milestone::Detected,
                "acknowledged" => Milestone::Acknowledged,
                "identified" => Milestone::Identified,
                "mitigated" => Milestone::Mitigated,
                "resolved" => Milestone::Resolved,
                _ => continue,
            };
            sheet.states(milestone, &name, Some(&at));
        }
        let resolved = sheet.record.milestones.bounds(Milestone::Resolved);
        sheet.record.posted.closed = resolved.map(incstats_model::TimeBounds::earliest);
    },
    ..Tool::BLANK
};

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn milestones_are_a_list() {
        let (name, found) = read(
            r#"{"data":[{"id":"f1","number":3,"name":"Mail down","current_milestone":"resolved","severity":"SEV2","created_at":"2026-03-01T08:01:00Z",
            "milestones":[{"type":"started","occurred_at":"2026-03-01T07:50:00Z"},{"type":"detected","occurred_at":"2026-03-01T08:00:00Z"},
            {"type":"investigating","occurred_at":"2026-03-01T08:01:00Z"},{"type":"resolved","occurred_at":"2026-03-01T09:30:00Z"}]}]}"#,
        );
        assert_eq!(name, "firehydrant");
        assert_eq!(milestones(&found, 0), "started 07:50, detected 08:00, resolved 09:30");
        assert_eq!(found.incidents[0].severity.as_deref(), Some("SEV2"));
    }
}
