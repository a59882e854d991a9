//! Google Cloud's `incidents.json`, both generations: hyphens and numbers in the old, ids and products in the new.
//!
//! `begin` and `end` are set by people and state the impact; `created` is the first post. The texts tell local times of
//! US/Pacific.

use incstats_model::Milestone;

use crate::feed::tool::{Posts, Tool, has};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] =
    ["`end` is often the time of the closing post, later than the end of the impact that the text tells"];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["", "incidents"],
    one: &[""],
    is_record: |value| has(value, &["begin", "external_desc"]),
    id: &["id", "number"],
    title: &["external_desc"],
    services: &["affected_products.title", "service_name"],
    severity: &["severity"],
    status: &["most_recent_update.status", "most-recent-update.status"],
    opened: &["begin"],
    closed: &["end"],
    states: &[(Milestone::Started, "begin"), (Milestone::Communicated, "created")],
    posts: Some(Posts { list: "updates", at: &["when", "created"], status: &["status"], body: &["text"] }),
    zone: Some("America/Los_Angeles"),
    more: |value, sheet| {
        // Without an end it goes on, whatever the last post was called.
        if value.get("end").is_none_or(serde_json::Value::is_null) {
            sheet.record.status = incstats_model::Status::Ongoing;
        } else {
            sheet.record.status = incstats_model::Status::Resolved;
        }
        sheet.record.organisation = Some("Google Cloud".to_owned());
    },
    ..Tool::BLANK
};
