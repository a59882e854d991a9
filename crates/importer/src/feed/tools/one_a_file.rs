//! Status sites that keep one JSON file an incident: `name`, `impact`, `updates` with `date`, `status` and `content`. Planned
//! work has `scheduledTime` and `minutes`; its posts accompany a plan and are no clock of an incident.

use incstats_model::Kind;

use crate::feed::json::value::text;
use crate::feed::tool::{Posts, Tool, has};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] = ["its times are those of the posts"];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["", "incidents"],
    one: &[""],
    is_record: |value| {
        let posts = crate::feed::json::value::all(value, "updates");
        has(value, &["name", "updates"])
            && (has(value, &["scheduledTime"]) || has(value, &["impact"]))
            && posts.iter().all(|post| has(post, &["date", "content"]))
    },
    id: &["id", "slug"],
    services: &["components"],
    severity: &["impact"],
    status: &[],
    posts: Some(Posts { list: "updates", at: &["date"], status: &["status"], body: &["content"] }),
    prose: &["content"],
    public: true,
    more: |value, sheet| {
        sheet.record.status = sheet.last_status();
        if let Some(time) = text(value, "scheduledTime") {
            sheet.record.is_a(Kind::Maintenance);
            sheet.time("scheduledTime", Some(&time));
            sheet.without_posted = true;
        }
    },
    ..Tool::BLANK
};
