//! Issues of GitHub, and those that Upptime opens and closes by itself: its titles begin with a sign, its closing comment
//! tells how long it took, and planned work has its window in a comment of HTML.

use incstats_model::Kind;
use serde_json::Value;

use crate::feed::json::value::{text, texts};
use crate::feed::sheet::Sheet;
use crate::feed::tool::{Posts, Tool, has};

/// What issues do not tell.
pub const CANNOT_TELL: [&str; 1] =
    ["its times are those of the issue; when users were hit is not in it, unless in the text"];

/// What Upptime does not tell.
pub const UPPTIME_CANNOT_TELL: [&str; 2] = [
    "outages under 15 minutes were deleted from it",
    "its checks run every five minutes or less often, so both ends are late by up to that",
];

/// Issues as the REST API gives them.
pub const ISSUES: Tool = Tool {
    lists: &["", "items", "issues"],
    one: &[""],
    is_record: is_issue,
    id: &["number", "id"],
    opened: &["created_at", "createdAt"],
    closed: &["closed_at", "closedAt"],
    status: &["state"],
    services: &["labels.name"],
    posts: Some(Posts { list: "comments", at: &["created_at", "createdAt"], status: &[], body: &["body"] }),
    prose: &["body"],
    no_incident: is_no_issue,
    more: without_kinds,
    ..Tool::BLANK
};

/// Labels that say what an issue is, and name no service.
const KINDS: [&str; 7] =
    ["incident", "incidents", "outage", "status", "maintenance", "postmortem", "post-mortem"];

fn without_kinds(_: &Value, sheet: &mut Sheet<'_>) {
    sheet.record.services.retain(|label| !KINDS.contains(&label.to_lowercase().as_str()));
}

/// Issues of Upptime.
pub const UPPTIME: Tool = Tool { is_record: is_of_upptime, more: upptime, public: true, ..ISSUES };

fn is_issue(value: &Value) -> bool {
    has(value, &["number", "title", "state"]) && (has(value, &["created_at"]) || has(value, &["createdAt"]))
}

/// Signs with which Upptime begins a title.
const SIGNS: [char; 3] = ['🛑', '⚠', '🟥'];

fn is_of_upptime(value: &Value) -> bool {
    let labels = texts(value, "labels.name");
    let title = text(value, "title").unwrap_or_default();
    is_issue(value)
        && labels.iter().any(|label| label == "status" || label == "maintenance")
        && (title.starts_with(SIGNS) || labels.iter().any(|label| label == "maintenance"))
}

fn is_no_issue(value: &Value) -> Option<String> {
    let request = value.get("pull_request").is_some_and(|request| !request.is_null());
    request.then(|| "it is a pull request".to_owned())
}

fn upptime(value: &Value, sheet: &mut Sheet<'_>) {
    without_kinds(value, sheet);
    if texts(value, "labels.name").iter().any(|label| label == "maintenance") {
        sheet.record.is_a(Kind::Maintenance);
    } else {
        sheet.record.is_a(Kind::Incident);
    }
}

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn issues_of_upptime_and_others() {
        let (name, found) = read(
            r#"[{"number":7,"title":"🛑 Mail is down","state":"closed","created_at":"2026-03-01T08:10:00Z","closed_at":"2026-03-01T09:40:00Z",
            "labels":[{"name":"status"},{"name":"mail"}],"body":"In `abc`, Mail was **down**:\n- HTTP code: 0\n- Response time: 0 ms","comments":2},
            {"number":8,"title":"New disks","state":"open","created_at":"2026-03-01T08:10:00Z","closed_at":null,"labels":[{"name":"maintenance"}],"body":""}]"#,
        );
        assert_eq!(name, "upptime");
        assert_eq!(milestones(&found, 0), "communicated 08:10, resolved 09:40");
        assert_eq!(
            (found.incidents[0].services.join(","), found.incidents[1].kind.name()),
            ("mail".to_owned(), "maintenance")
        );
        let (name, found) = read(
            r#"[{"number":1,"title":"Mail outage","state":"open","created_at":"2026-03-01T08:10:00Z","labels":[],"body":"Since 07:50 UTC mail is down."},
            {"number":2,"title":"Fix","state":"open","created_at":"2026-03-01T08:10:00Z","labels":[],"pull_request":{"url":"x"}}]"#,
        );
        assert_eq!((name, found.incidents.len(), found.findings.len()), ("github-issues", 1, 1));
    }

    #[test]
    fn a_label_that_says_what_an_issue_is_names_no_service() {
        let (_, found) = read(
            r#"[{"number":1,"title":"Mail outage","state":"open","created_at":"2026-03-01T08:10:00Z",
            "labels":[{"name":"Incident"},{"name":"mail"}],"body":"Since 07:50 UTC mail is down."}]"#,
        );
        assert_eq!(found.incidents[0].services, ["mail"]);
    }

    #[test]
    fn an_issue_closed_before_it_was_opened_says_so() {
        let (_, found) = read(
            r#"[{"number":1,"title":"Mail outage","state":"closed","created_at":"2026-03-13T08:00:00Z",
            "closed_at":"2026-03-13T07:00:00Z","labels":[],"body":"Mail is down."}]"#,
        );
        let finding =
            found.incidents[0].findings.iter().find(|finding| finding.code == "clock.reversed").unwrap();
        assert!(
            finding.message.starts_with("the source closed it at 2026-03-13 07:00, before"),
            "{finding:?}"
        );
    }
}
