//! Incidents as they are posted to `DevLake`'s webhook.

use incstats_model::Milestone;

use crate::feed::tool::{Tool, has};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] = ["its times are those of the ticket; when users were hit is not in it"];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["", "incidents", "issues"],
    one: &[""],
    is_record: |value| has(value, &["issueKey", "title", "createdDate"]),
    id: &["issueKey"],
    severity: &["severity", "priority"],
    services: &["component"],
    opened: &["createdDate"],
    closed: &["resolutionDate"],
    states: &[(Milestone::Resolved, "resolutionDate")],
    prose: &["description"],
    ..Tool::BLANK
};

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn one_post_or_one_a_line() {
        let one = r#"{"issueKey":"D-1","title":"Mail down","status":"DONE","createdDate":"2026-03-01T08:10:00+00:00","resolutionDate":"2026-03-01T09:40:00+00:00","leadTimeMinutes":90}"#;
        let open = r#"{"issueKey":"D-2","title":"Web down","status":"IN_PROGRESS","createdDate":"2026-03-02T08:10:00+00:00"}"#;
        let (name, found) = read(one);
        assert_eq!((name, milestones(&found, 0).as_str()), ("devlake-webhook", "resolved 09:40"));
        let (name, found) = read(&format!("{one}\n{open}\n{{\"issueKey\":\n{one}\n"));
        // The same line twice is one record; a line that is cut is named.
        assert_eq!((name, found.incidents.len(), found.findings.len()), ("devlake-webhook", 2, 1));
        assert_eq!(found.incidents[1].status.name(), "ongoing");
    }
}
