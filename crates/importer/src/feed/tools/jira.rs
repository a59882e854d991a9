//! Jira and Jira Service Management: the answer of a search.

use incstats_model::Milestone;

use crate::feed::tool::{Tool, has};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] =
    ["its times are those of the ticket; when users were hit is not in it, unless in the text"];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["issues", "values", ""],
    one: &[""],
    is_record: |value| {
        has(value, &["key", "fields"])
            && value.get("fields").is_some_and(|fields| has(fields, &["summary", "created"]))
    },
    id: &["key"],
    title: &["fields.summary"],
    organisation: &[],
    services: &["fields.components.name"],
    severity: &["fields.priority.name"],
    status: &["fields.status.statusCategory.name", "fields.status.name"],
    opened: &["fields.created"],
    closed: &["fields.resolutiondate"],
    states: &[(Milestone::Resolved, "fields.resolutiondate")],
    prose: &["fields.description"],
    ..Tool::BLANK
};

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn offsets_may_lack_their_colon() {
        let (name, found) = read(
            r#"{"issues":[{"key":"OPS-1","fields":{"summary":"Mail down","created":"2026-03-01T09:10:00.000+0100","resolutiondate":
            "2026-03-01T10:40:00.000+0100","status":{"name":"Done"},"priority":{"name":"High"},"components":[{"name":"Mail"}]}}]}"#,
        );
        assert_eq!(name, "jira");
        assert_eq!(milestones(&found, 0), "resolved 10:40");
        assert_eq!(found.incidents[0].posted.opened.unwrap().to_rfc3339(), "2026-03-01T09:10:00+01:00");
    }
}
