//! Instatus: the incidents of its API, and the summary of a page, which holds what is open only.

use incstats_model::Kind;
use serde_json::Value;

use crate::feed::json::value::text;
use crate::feed::sheet::Sheet;
use crate::feed::tool::{Posts, Tool, has};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 2] = [
    "its times are those of the posts; when users were hit stands in the prose, if at all",
    "a summary holds what is open only",
];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["activeIncidents", "activeMaintenances", "incidents", "maintenances", ""],
    one: &[""],
    is_record: |value| {
        has(value, &["name", "status"])
            && ((has(value, &["started"]) && (has(value, &["impact"]) || has(value, &["updates"])))
                || (has(value, &["start", "duration"]) && !has(value, &["incident_updates"])))
    },
    organisation: &["page.name"],
    services: &["components.name"],
    severity: &["impact"],
    opened: &["started", "start"],
    closed: &["resolved"],
    posts: Some(Posts {
        list: "updates",
        at: &["started", "createdAt"],
        status: &["status"],
        body: &["message", "messageHtml"],
    }),
    public: true,
    more,
    ..Tool::BLANK
};

fn more(value: &Value, sheet: &mut Sheet<'_>) {
    if has(value, &["start", "duration"]) {
        sheet.record.is_a(Kind::Maintenance);
        sheet.note("duration", &text(value, "duration").unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn incidents_and_what_is_open() {
        let (name, found) = read(
            r#"[{"id":"i1","started":"2026-03-01T08:10:00.000Z","resolved":"2026-03-01T09:40:00.000Z","name":"Mail down","status":"RESOLVED",
            "impact":"MAJOROUTAGE","components":[{"name":"Mail"}],"updates":[{"message":"We look.","status":"INVESTIGATING","started":"2026-03-01T08:10:00.000Z"}]}]"#,
        );
        assert_eq!(
            (name, milestones(&found, 0).as_str()),
            ("instatus", "communicated 08:10, resolved 09:40")
        );
        let (_, found) = read(
            r#"{"page":{"name":"Acme","status":"HASISSUES"},"activeIncidents":[{"name":"Web down","started":"2026-03-01T08:10:00Z","status":"IDENTIFIED","impact":"MAJOROUTAGE"}],
            "activeMaintenances":[{"name":"Disks","start":"2026-03-02T08:10:00Z","status":"NOTSTARTEDYET","duration":"60"}]}"#,
        );
        let kinds: Vec<_> = found
            .incidents
            .iter()
            .map(|i| (i.organisation.as_deref(), i.kind.name(), i.status.name()))
            .collect();
        assert_eq!(kinds, [(Some("Acme"), "incident", "ongoing"), (Some("Acme"), "maintenance", "unknown")]);
    }
}
