//! Vultr's `alerts.json`: alerts of a region with dated entries.

use crate::feed::tool::{Posts, Tool, has};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] =
    ["it keeps no closing time; where no entry tells of the end, it is not known"];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["service_alerts", "alerts", ""],
    is_record: |value| has(value, &["subject", "start_date", "entries"]),
    title: &["subject"],
    services: &["region"],
    opened: &["start_date"],
    closed_by: &["updated_at"],
    posts: Some(Posts { list: "entries", at: &["updated_at"], status: &["status"], body: &["message"] }),
    public: true,
    ..Tool::BLANK
};

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::read;

    #[test]
    fn entries_may_be_missing() {
        let (name, found) = read(
            r#"{"service_alerts":[{"id":"a","region":"LUND","subject":"Packet loss","start_date":"2026-03-01T08:10:00+00:00","updated_at":"",
            "status":"ongoing","entries":null},{"id":"b","region":"LUND","subject":"Scheduled maintenance of storage","start_date":
            "2026-03-02T08:10:00+00:00","updated_at":"","status":"resolved","entries":[{"updated_at":"2026-03-02T09:00:00+00:00","message":"Done."}]}]}"#,
        );
        assert_eq!(name, "vultr");
        assert_eq!(found.incidents.len(), 2, "{:?}", found.findings);
        assert_eq!(found.incidents[0].kind.name(), "incident");
        assert_eq!(found.incidents[1].kind.name(), "maintenance");
    }
}
