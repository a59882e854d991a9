//! Cachet: the second version of its API with numbers for states, and the third with JSON:API records. Times have no zone.

use incstats_model::{Kind, Milestone, Status};
use serde_json::Value;

use crate::feed::json::value::{all, text};
use crate::feed::sheet::Sheet;
use crate::feed::tool::{Posts, Tool, has, of};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 2] = [
    "it keeps no time of resolution: the first update that says fixed, else the last change, is the latest it can be",
    "its times name no zone",
];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["data", ""],
    one: &["data"],
    is_record: |value| {
        let fields = value.get("attributes").unwrap_or(value);
        has(fields, &["name", "status"])
            && (has(fields, &["human_status"]) || has(fields, &["occurred_at"]) || has(fields, &["occurred"]))
    },
    title: &["attributes.name", "name"],
    services: &["component_name", "component.name", "components.name", "attributes.components.name"],
    status: &["attributes.status.human", "latest_human_status", "human_status"],
    opened: &[
        "attributes.occurred.string",
        "occurred_at",
        "attributes.published.string",
        "attributes.created.string",
        "created_at",
    ],
    closed_by: &["attributes.updated.string", "updated_at"],
    posts: Some(Posts {
        list: "updates",
        at: &["created_at", "attributes.created.string"],
        status: &["human_status", "attributes.status.human"],
        body: &["message", "attributes.message"],
    }),
    prose: &["attributes.message", "message"],
    public: true,
    more,
    ..Tool::BLANK
};

/// `Fixed` by its number, as both versions count.
const FIXED: &str = "4";

fn more(value: &Value, sheet: &mut Sheet<'_>) {
    let fixed = |value: &Value| {
        of(value, &["attributes.status.value", "latest_status", "status"]).as_deref() == Some(FIXED)
    };
    if fixed(value) {
        sheet.record.status = Status::Resolved;
    }
    if of(value, &["attributes.status.value", "status"]).as_deref() == Some("0") {
        sheet.record.is_a(Kind::Maintenance);
    }
    // The second version posts its message when it makes the incident.
    if let Some(created) = text(value, "created_at").filter(|_| text(value, "message").is_some())
        && sheet.record.kind == Kind::Incident
        && let Some((at, place)) = sheet.time("created_at", Some(&created))
    {
        sheet.record.states(Milestone::Communicated, at, place);
    }
    let mut ends: Vec<String> = all(value, "updates")
        .into_iter()
        .filter(|update| fixed(update))
        .filter_map(|update| text(update, "created_at").or_else(|| text(update, "attributes.created.string")))
        .collect();
    ends.sort();
    if let Some((at, place)) = sheet.time("fixed", ends.first().map(String::as_str)) {
        sheet.record.posted.closed = Some(at.earliest());
        sheet.record.states(Milestone::Resolved, at, place);
    }
}

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn both_versions_end_with_the_first_update_that_says_fixed() {
        let (name, found) = read(
            r#"{"data":[{"id":3,"name":"Mail down","status":4,"human_status":"Fixed","message":"We look.","occurred_at":"2026-03-01 08:10:00",
            "created_at":"2026-03-01 08:12:00","updated_at":"2026-03-02 09:40:00","updates":[
            {"status":4,"human_status":"Fixed","message":"Mail flows.","created_at":"2026-03-01 09:40:00"}]}]}"#,
        );
        assert_eq!(name, "cachet");
        assert_eq!(milestones(&found, 0), "communicated 08:12, resolved 09:40");
        let (_, found) = read(
            r#"{"data":[{"id":"3","type":"incidents","attributes":{"id":3,"name":"Mail down","message":"We look.","status":{"human":"Fixed","value":4},
            "occurred":{"human":"1 day ago","string":"2026-03-01 08:10:00"},"created":{"string":"2026-03-01 08:12:00"},"updated":{"string":"2026-03-01 09:40:00"}},
            "relationships":{"updates":{"data":[{"id":"5","type":"updates"}]}}}]}"#,
        );
        assert_eq!(milestones(&found, 0), "communicated 08:10, resolved 08:10-09:40");
        assert_eq!(found.incidents[0].zone.basis.name(), "assumed");
    }
}
