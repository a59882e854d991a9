//! The JSON twin that cState builds beside its pages.

use incstats_model::Status;

use crate::feed::json::value::text;
use crate::feed::tool::{Tool, has};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] = ["its times are as typed by hand, and may name no zone"];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["pages", "issues", "pinnedIssues", ""],
    one: &[""],
    is_record: |value| has(value, &["createdAt", "lastMod", "affected"]),
    id: &["filename", "permalink"],
    title: &["title", "filename"],
    services: &["affected"],
    severity: &["severity"],
    status: &[],
    opened: &["createdAt"],
    closed: &["resolvedAt"],
    public: true,
    no_incident: |value| {
        let told = text(value, "informational").as_deref() == Some("true");
        told.then(|| "it is marked as informational".to_owned())
    },
    more: |value, sheet| {
        sheet.record.status = match text(value, "resolved").as_deref() {
            Some("true") => Status::Resolved,
            Some("false") => Status::Ongoing,
            _ => Status::Unknown,
        };
    },
    ..Tool::BLANK
};

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn resolved_and_open_ones() {
        let (name, found) = read(
            r#"{"is":"index","pages":[{"is":"issue","title":"Mail down","createdAt":"2026-03-01 08:10:00 +0000 UTC","lastMod":"2026-03-01 08:10:00 +0000 UTC",
            "permalink":"https://x.test/a","severity":"down","resolved":true,"informational":false,"resolvedAt":"2026-03-01 09:40:00 +0000 UTC",
            "affected":["Mail"],"filename":"a.md"},
            {"title":"Web slow","createdAt":"2026-03-02T08:10:00Z","lastMod":"x","affected":[],"resolved":false,"resolvedAt":"<no value>","filename":"b.md"}]}"#,
        );
        assert_eq!(name, "cstate-json");
        assert_eq!(milestones(&found, 0), "communicated 08:10, resolved 09:40");
        assert_eq!(found.incidents[1].status.name(), "ongoing");
    }
}
