//! `PagerDuty`: incidents of its REST API, and the raw data of its analytics, which has waiting times in seconds.
//!
//! An incident of `PagerDuty` is opened by an alert, so it is detected when it is created; it is acknowledged by a
//! responder. Neither says when users were hit.

use chrono::TimeDelta;
use incstats_model::{Milestone, Precision, TimeBounds};
use serde_json::Value;

use crate::feed::json::value::{all, text};
use crate::feed::sheet::Sheet;
use crate::feed::tool::{Tool, has};

/// What it does not tell.
pub const CANNOT_TELL: [&str; 1] =
    ["its times are those of the alert and of the responders; when users were hit is not in it"];

/// The incidents of the REST API.
pub const REST: Tool = Tool {
    lists: &["incidents", ""],
    one: &["incident", ""],
    is_record: |value| has(value, &["incident_number", "created_at", "service"]),
    title: &["title", "summary", "description"],
    services: &["service.summary", "service.name"],
    severity: &["priority.summary", "priority.name", "urgency"],
    opened: &["created_at"],
    closed: &["resolved_at"],
    states: &[(Milestone::Detected, "created_at")],
    prose: &["body.details"],
    more: rest,
    ..Tool::BLANK
};

/// The rows of `analytics/raw/incidents`.
pub const ANALYTICS: Tool = Tool {
    lists: &["data", "incidents", ""],
    is_record: |value| has(value, &["created_at", "seconds_to_resolve"]),
    id: &["id", "incident_id"],
    title: &["description", "title"],
    services: &["service_name"],
    severity: &["priority_name", "urgency"],
    opened: &["created_at"],
    closed: &["resolved_at"],
    states: &[(Milestone::Detected, "created_at")],
    zone: Some("UTC"),
    more: analytics,
    ..Tool::BLANK
};

fn rest(value: &Value, sheet: &mut Sheet<'_>) {
    let mut at: Vec<String> =
        all(value, "acknowledgements").iter().filter_map(|ack| text(ack, "at")).collect();
    let logged = |kind: &str| {
        let of_kind = |entry: &&Value| text(entry, "type").is_some_and(|word| word.starts_with(kind));
        all(value, "log_entries").into_iter().filter(of_kind).filter_map(|e| text(e, "created_at")).collect()
    };
    let acknowledged: Vec<String> = logged("acknowledge");
    at.extend(acknowledged);
    at.sort();
    sheet.states(Milestone::Acknowledged, "acknowledged", at.first().map(String::as_str));
    if text(value, "resolved_at").is_some() || text(value, "status").as_deref() != Some("resolved") {
        return;
    }
    let resolved: Vec<String> = logged("resolve");
    let last = resolved.iter().max().cloned().or_else(|| text(value, "last_status_change_at"));
    if let Some((at, place)) = sheet.time("last_status_change_at", last.as_deref()) {
        sheet.record.posted.closed = Some(at.earliest());
        sheet.record.states(Milestone::Resolved, at, place);
    }
}

fn analytics(value: &Value, sheet: &mut Sheet<'_>) {
    let Some(waited) = text(value, "seconds_to_first_ack").and_then(|words| words.parse::<f64>().ok()) else {
        return;
    };
    let Some(opened) = sheet.record.milestones.bounds(Milestone::Detected).map(TimeBounds::earliest) else {
        return;
    };
    let place = sheet.note("seconds_to_first_ack", &waited.to_string());
    #[expect(clippy::cast_possible_truncation, reason = "whole seconds; the cast saturates")]
    let at = TimeDelta::try_seconds(waited as i64).and_then(|waited| opened.checked_add_signed(waited));
    if let Some(at) = at.filter(|at| *at >= opened) {
        sheet.record.states(Milestone::Acknowledged, TimeBounds::exact(at, Precision::Second), place);
    }
}

#[cfg(test)]
mod tests {
    use crate::feed::tools::tests::{milestones, read};

    #[test]
    fn alerts_acknowledgements_and_ends() {
        let (name, found) = read(
            r#"{"incidents":[{"id":"P1","incident_number":42,"title":"Mail queue grows","status":"resolved","urgency":"high",
            "service":{"summary":"Mail"},"priority":{"summary":"P2"},"created_at":"2026-03-01T08:10:00Z",
            "last_status_change_at":"2026-03-01T09:40:00Z","acknowledgements":[],
            "log_entries":[{"type":"acknowledge_log_entry","created_at":"2026-03-01T08:13:00Z"}]},
            {"id":"P2","incident_number":"43","title":"Open","status":"triggered","service":{"summary":"Web"},
             "created_at":"2026-03-02T08:10:00Z","resolved_at":null}]}"#,
        );
        assert_eq!(name, "pagerduty");
        assert_eq!(milestones(&found, 0), "detected 08:10, acknowledged 08:13, resolved 09:40");
        assert_eq!(milestones(&found, 1), "detected 08:10");
        assert_eq!(found.incidents[1].status.name(), "ongoing");
    }

    #[test]
    fn waiting_times_of_the_analytics_count_from_the_alert() {
        let (name, found) = read(
            r#"{"data":[{"id":"P1","incident_number":42,"description":"Mail queue grows","service_name":"Mail","created_at":
            "2026-03-01T08:10:00","resolved_at":"2026-03-01T09:40:00","seconds_to_first_ack":180,"seconds_to_resolve":5400}]}"#,
        );
        assert_eq!(name, "pagerduty-analytics");
        assert_eq!(milestones(&found, 0), "detected 08:10, acknowledged 08:13, resolved 09:40");
    }
}
