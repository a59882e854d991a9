//! Opsgenie: alerts and incidents of its REST API. It keeps no time of resolution: an incident that is over was resolved
//! between its last known moment and its last change, and `resolved` is that range.

use incstats_model::Milestone;

use crate::feed::tool::{Tool, has};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 2] = [
    "it keeps no time of resolution; the last change of the record is the latest it can be",
    "its times are those of the alert and of the responders; when users were hit is not in it",
];

/// Its fields.
pub const TOOL: Tool = Tool {
    lists: &["data", "", "incidents", "alerts"],
    one: &["data", ""],
    is_record: |value| has(value, &["tinyId", "message", "createdAt"]),
    title: &["message"],
    services: &["impactedServices", "entity"],
    severity: &["priority"],
    opened: &["createdAt"],
    closed_by: &["updatedAt"],
    states: &[(Milestone::Started, "impactStartDate"), (Milestone::Mitigated, "impactEndDate")],
    prose: &["description"],
    more: |value, sheet| {
        use crate::feed::json::value::text;
        sheet.states(Milestone::Detected, "createdAt", text(value, "createdAt").as_deref());
        // A log of the record may be kept with it.
        let logged = |word: &str| {
            let told = |entry: &&serde_json::Value| {
                text(entry, "log").is_some_and(|log| log.to_lowercase().contains(word))
            };
            let mut at: Vec<String> = ["logs", "timeline"]
                .iter()
                .flat_map(|list| crate::feed::json::value::all(value, list))
                .filter(told)
                .filter_map(|entry| text(entry, "createdAt"))
                .collect();
            at.sort();
            at
        };
        sheet.states(
            Milestone::Acknowledged,
            "acknowledged",
            logged("acknowledge").first().map(String::as_str),
        );
        if sheet.record.status == incstats_model::Status::Resolved {
            let ends = [logged("resolve"), logged("alert closed")].concat();
            if let Some((at, place)) = sheet.time("resolved", ends.iter().max().map(String::as_str)) {
                sheet.record.states(Milestone::Resolved, at, place);
                sheet.record.posted.closed = Some(at.earliest());
            }
        }
    },
    ..Tool::BLANK
};

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn the_end_is_a_range_up_to_the_last_change() {
        let (name, found) = read(
            r#"{"data":[{"id":"o1","tinyId":"9","message":"Mail down","status":"resolved","priority":"P2",
            "impactedServices":["s1"],"createdAt":"2026-03-01T08:10:00Z","updatedAt":"2026-03-01T09:45:00Z"},
            {"id":"o2","tinyId":"10","message":"Web down","status":"resolved","createdAt":"2026-03-01T08:10:00Z",
            "updatedAt":"2026-03-05T09:45:00Z","logs":[{"log":"Incident resolved by a@b.test","createdAt":"2026-03-01T08:55:00Z"}]}]}"#,
        );
        assert_eq!(name, "opsgenie");
        assert_eq!(milestones(&found, 0), "detected 08:10, resolved 08:10-09:45");
        assert_eq!(milestones(&found, 1), "detected 08:10, resolved 08:55");
        assert_eq!(found.incidents[0].posted.closed, None);
    }
}
