//! `ServiceNow`: the table API. A field is its value, or an object with the value and what a person is shown. Times are UTC.

use incstats_model::{Milestone, Status};
use serde_json::Value;

use crate::feed::sheet::Sheet;
use crate::feed::tool::{Tool, has, of};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] =
    ["its times are those of the ticket; when users were hit is not in it, unless in the text"];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["result", "records", ""],
    one: &["result", ""],
    is_record: |value| {
        has(value, &["number"])
            && (has(value, &["opened_at"]) || has(value, &["sys_created_on"]))
            && (has(value, &["short_description"]) || has(value, &["sys_id"]))
    },
    id: &["number.value", "number.display_value", "number"],
    title: &[
        "short_description.display_value",
        "short_description.value",
        "short_description",
        "number.value",
        "number",
    ],
    services: &["business_service.display_value", "cmdb_ci.display_value"],
    severity: &["priority.display_value", "priority.value", "priority", "severity.display_value", "severity"],
    status: &["incident_state.display_value", "state.display_value"],
    opened: &["opened_at.value", "opened_at", "sys_created_on.value", "sys_created_on"],
    closed: &["resolved_at.value", "resolved_at", "closed_at.value", "closed_at"],
    states: &[(Milestone::Resolved, "resolved_at.value"), (Milestone::Resolved, "resolved_at")],
    prose: &["description.value", "description", "close_notes.value", "close_notes"],
    zone: Some("UTC"),
    more,
    ..Tool::BLANK
};

/// States by their number, as every instance has them from the start.
fn more(value: &Value, sheet: &mut Sheet<'_>) {
    let state = of(value, &["state.value", "state", "incident_state.value", "incident_state"]);
    sheet.record.status = match state.as_deref() {
        Some("6" | "7" | "8") => Status::Resolved,
        Some("1" | "2" | "3") => Status::Ongoing,
        _ => sheet.record.status,
    };
}

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn values_and_shown_values() {
        let (name, found) = read(
            r#"{"result":[{"number":"INC001","short_description":"Mail down","opened_at":"2026-03-01 08:10:00","resolved_at":"2026-03-01 09:40:00",
            "closed_at":"2026-03-08 10:00:00","state":"7","priority":"2","sys_id":"x","business_service":""},
            {"number":{"value":"INC002","display_value":"INC002"},"short_description":{"value":"Web","display_value":"Web"},
             "opened_at":{"value":"2026-03-02 08:10:00","display_value":"03/02/2026 09:10 AM"},"resolved_at":{"value":"","display_value":""},
             "state":{"value":"2","display_value":"In Progress"},"sys_id":{"value":"y"},"business_service":{"display_value":"Web shop"}}]}"#,
        );
        assert_eq!(name, "servicenow");
        assert_eq!(milestones(&found, 0), "resolved 09:40");
        assert_eq!(found.incidents[0].zone.basis.name(), "stated");
        assert_eq!(found.incidents[1].services, ["Web shop"]);
        assert_eq!(found.incidents[1].posted.opened.unwrap().to_rfc3339(), "2026-03-02T08:10:00+00:00");
        assert_eq!(found.incidents[1].status.name(), "ongoing");
    }
}
