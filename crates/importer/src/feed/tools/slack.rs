//! Slack's status API: current and past incidents with dated notes.

use incstats_model::Kind;

use crate::feed::json::value::text;
use crate::feed::tool::{Posts, Tool, has};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] =
    ["it keeps no closing time; the last note of an incident that is over is taken for it"];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["active_incidents", "incidents", ""],
    one: &[""],
    is_record: |value| has(value, &["title", "date_created", "notes"]),
    services: &["services"],
    severity: &["type"],
    opened: &["date_created"],
    posts: Some(Posts { list: "notes", at: &["date_created"], status: &["status"], body: &["body"] }),
    public: true,
    more: |value, sheet| {
        if text(value, "type").is_some_and(|kind| kind == "maintenance") {
            sheet.record.is_a(Kind::Maintenance);
        }
        if sheet.record.status == incstats_model::Status::Resolved {
            sheet.record.posted.closed = sheet.last_post();
        }
    },
    ..Tool::BLANK
};

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::read;

    #[test]
    fn notes_are_posts_and_an_active_one_is_open() {
        let (name, found) = read(
            r#"[{"id":5,"date_created":"2026-03-01T08:10:00-08:00","date_updated":"2026-03-01T09:00:00-08:00","title":"Messages are late",
            "type":"incident","status":"resolved","url":"x","services":["Messaging"],"notes":[
            {"date_created":"2026-03-01T09:00:00-08:00","body":"Messages arrive again."},
            {"date_created":"2026-03-01T08:10:00-08:00","body":"Some messages are late."}]},
            {"id":6,"date_created":"2026-03-02T08:10:00-08:00","title":"Calls drop","type":"outage","status":"active","services":[],"notes":[]}]"#,
        );
        assert_eq!(name, "slack-status");
        let closed = found.incidents[0].posted.closed.map(|at| at.to_rfc3339());
        assert_eq!(closed.as_deref(), Some("2026-03-01T09:00:00-08:00"));
        assert_eq!((found.incidents[1].status.name(), found.incidents[1].posted.closed), ("ongoing", None));
    }
}
