//! Statuspage v2 JSON: `incidents.json`, `summary.json`, `scheduled-maintenances.json`, one incident; and the pages of
//! incident.io, Rootly and openstatus, which answer in the same shape.
//!
//! `display_at` is the time that a post shows, and can be set back; `created_at` is when it was typed. A post's time is
//! not the impact's: `posted` goes from the first shown post to the closing one. `started_at` is only the time of the
//! first post again, so no milestone is made of it. Where the components that a post names are all back, `mitigated` is
//! stated; else the prose tells it.

use incstats_model::{Kind, Milestone, Status, Zone, ZoneBasis};
use serde_json::Value;

use super::findings;
use super::json::each::{self, Refused};
use super::json::outline::{List, Outline};
use super::json::value::{all, text, texts};
use super::made::Made;
use super::plain::plain;
use super::record::Record;
use super::registry::{Input, Read, Sight};
use super::sheet::{Post, Sheet};
use super::words;
use crate::options::Options;

/// What such a page does not tell.
pub const CANNOT_TELL: [&str; 2] = [
    "it holds the last 50 incidents only, older ones are not in it",
    "its times are those of the posts, as shown on the page; when users were hit stands in the prose, if at all",
];

/// The lists of the page.
const LISTS: [&str; 3] = ["incidents", "scheduled_maintenances", ""];

/// Whether a record is of this kind.
fn is_record(record: &Value) -> bool {
    let has = |name: &str| record.get(name).is_some();
    has("incident_updates") && has("name")
}

/// Whether the text is one record.
fn is_one(outline: &Outline<'_>) -> bool {
    outline.has("incident_updates") && outline.has("name")
}

fn lists<'o, 'a>(outline: &'o Outline<'a>) -> Vec<&'o List<'a>> {
    LISTS.iter().filter_map(|name| outline.list(name)).collect()
}

/// Whether the text is such a page, a list of its incidents, or one of them.
pub fn recognises(sight: &Sight<'_>) -> bool {
    let Some(outline) = &sight.json else { return false };
    let empty_page = || {
        outline.member("page").is_some_and(|page| page.get("id").is_some())
            && lists(outline).iter().all(|list| list.records.is_empty())
            && (outline.has("incidents") || outline.has("scheduled_maintenances"))
    };
    is_one(outline)
        || outline.member("incident").is_some_and(is_record)
        || lists(outline).iter().any(|list| list.sample.iter().any(is_record))
        || empty_page()
}

/// Reads it.
pub fn read(input: &Input<'_>) -> Read {
    let Some(outline) = Outline::of(input.text) else { return Read::default() };
    let page = outline.member("page");
    let whole =
        if is_one(&outline) { Some(None) } else { outline.member("incident").map(|_| Some("incident")) };
    let one = whole.and_then(|name| Outline::one(input.text, name));
    let lists = one.as_ref().map_or_else(|| lists(&outline), |one| vec![one]);
    each::read(input, &outline, &lists, |value, made| record(value, page, made, input.options))
}

/// One record. Pages of other makers lack `started_at`, `resolved_at` and the components.
fn record(
    value: &Value,
    page: Option<&Value>,
    made: &mut Made,
    options: &Options,
) -> Result<Record, Refused> {
    let title = text(value, "name").ok_or_else(|| Refused::Wrong("it has no `name`".to_owned()))?;
    let zone = page
        .and_then(|page| text(page, "time_zone"))
        .and_then(|name| name.parse().ok())
        .map(|id| Zone { id, basis: ZoneBasis::Stated });
    let mut sheet = Sheet::new(made, &title, zone, options);
    sheet.record.source_id = text(value, "id");
    sheet.record.organisation = page.and_then(|page| text(page, "name"));
    for name in ["id", "status", "impact"] {
        sheet.note(name, &text(value, name).unwrap_or_default());
    }
    sheet.record.severity = text(value, "impact").filter(|impact| !words::is_nothing(impact));
    let status = text(value, "status");
    sheet.record.status = status.as_deref().and_then(words::status).unwrap_or_default();
    kind(value, status.as_deref(), &mut sheet);
    services(value, &mut sheet);
    posts(value, &mut sheet);
    clock(value, &mut sheet).map_err(Refused::Wrong)?;
    components(value, &mut sheet);
    if let Some(body) = text(value, "postmortem_body") {
        sheet.post(Post { at: None, status: None, body: plain(&body) });
    }
    Ok(sheet.finish())
}

fn kind(value: &Value, status: Option<&str>, sheet: &mut Sheet<'_>) {
    let planned = text(value, "scheduled_for").is_some()
        || text(value, "impact").as_deref() == Some("maintenance")
        || status.is_some_and(words::is_of_planned_work);
    if planned {
        sheet.record.is_a(Kind::Maintenance);
    }
    for name in ["scheduled_for", "scheduled_until"] {
        if let Some(time) = text(value, name) {
            sheet.note(name, &time);
        }
    }
}

fn services(value: &Value, sheet: &mut Sheet<'_>) {
    let mut names = texts(value, "components.name");
    for name in texts(value, "incident_updates.affected_components.name") {
        // What the page writes where a post names none.
        if !names.contains(&name) && !name.starts_with("No components were affected") {
            names.push(name);
        }
    }
    sheet.note("components", &names.join(", "));
    sheet.record.services = names;
}

fn posts(value: &Value, sheet: &mut Sheet<'_>) {
    for update in all(value, "incident_updates") {
        let shown = ["display_at", "created_at", "updated_at"].iter().find_map(|name| text(update, name));
        let at = shown.and_then(|shown| sheet.read("display_at", &shown).map(|at| (at, shown)));
        let body = text(update, "body").map(|body| plain(&body)).unwrap_or_default();
        sheet.post(Post { at, status: text(update, "status"), body });
    }
}

/// First and closing post.
fn clock(value: &Value, sheet: &mut Sheet<'_>) -> Result<(), String> {
    let field = |name: &str| text(value, name);
    let created = field("started_at").or_else(|| field("created_at"));
    let opened = match sheet.first_post() {
        Some(at) => Some(at),
        None => sheet.time("created_at", created.as_deref()).map(|(at, _)| at.earliest()),
    };
    let opened = opened.ok_or("none of its times could be read")?;
    sheet.record.posted.opened = Some(opened);
    let place = sheet.note("first post", &opened.to_rfc3339());
    if sheet.record.kind == Kind::Incident {
        let first = incstats_model::TimeBounds::exact(opened, incstats_model::Precision::Second);
        sheet.record.states(Milestone::Communicated, first, place);
    }
    if sheet.record.status != Status::Resolved {
        return Ok(());
    }
    let resolved = sheet.time("resolved_at", field("resolved_at").as_deref()).map(|(at, _)| at.earliest());
    if let Some(before) = resolved.filter(|at| *at < opened) {
        let why = format!("{} is before the first post", before.to_rfc3339());
        sheet.finds(findings::time(place, "resolved_at", &why));
    }
    let closed = match sheet.closing_post().or(resolved.filter(|at| *at >= opened)) {
        Some(at) => Some(at),
        None => sheet.time("updated_at", field("updated_at").as_deref()).map(|(at, _)| at.earliest()),
    };
    sheet.record.posted.closed = closed.filter(|at| *at >= opened);
    Ok(())
}

/// When the last of the components that were down is said to be back, and stays so.
fn components(value: &Value, sheet: &mut Sheet<'_>) {
    let mut changes: Vec<(incstats_model::Instant, String, bool, String)> = Vec::new();
    for update in all(value, "incident_updates") {
        let shown = text(update, "display_at").or_else(|| text(update, "created_at"));
        let Some(shown) = shown else { continue };
        let Some(at) = chrono::DateTime::parse_from_rfc3339(&shown).ok() else { continue };
        for component in all(update, "affected_components") {
            let (Some(name), Some(new)) = (text(component, "name"), text(component, "new_status")) else {
                continue;
            };
            changes.push((at, name, new == "operational", shown.clone()));
        }
    }
    changes.sort_by_key(|(at, ..)| *at);
    let mut down: Vec<&str> = Vec::new();
    let mut back: Option<&str> = None;
    for (_, name, up, shown) in &changes {
        if *up {
            let before = down.len();
            down.retain(|known| known != name);
            if before > 0 && down.is_empty() {
                back = Some(shown);
            }
        } else {
            back = None;
            if !down.contains(&name.as_str()) {
                down.push(name);
            }
        }
    }
    if sheet.record.kind == Kind::Incident {
        let back = back.map(str::to_owned);
        sheet.states(Milestone::Mitigated, "all components operational", back.as_deref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::registry::find;
    use incstats_model::{Incident, Source};

    fn page(text: &str) -> (Vec<Incident>, Vec<String>) {
        assert_eq!(find(text).map(|feed| feed.name), Some("statuspage-v2"), "{text}");
        let found = read(&Input { text, options: &Options::default(), source: &Source::default() });
        let findings = found.findings.iter().map(|f| format!("{} {}", f.code, f.message)).collect();
        (found.incidents, findings)
    }

    fn at(incident: &Incident, milestone: Milestone) -> String {
        let time = incident.milestones.get(milestone).map(|time| time.bounds.earliest().to_rfc3339());
        time.unwrap_or_default()
    }

    const ONE: &str = r#"{"id":"q1","name":"Mail delayed","status":"resolved","impact":"minor",
        "created_at":"2026-03-05T09:00:00Z","updated_at":"2026-03-05T09:10:00Z","started_at":"2026-03-05T09:00:00Z",
        "resolved_at":null,"components":[{"name":"Mail"}],"incident_updates":[
        {"status":"resolved","body":"Mail flows again.","created_at":"2026-03-05T09:10:00Z","display_at":"2026-03-01T09:40:00Z",
         "affected_components":[{"name":"Mail","old_status":"major_outage","new_status":"operational"}]},
        {"status":"investigating","body":"We are looking into delayed mail.","created_at":"2026-03-05T09:00:00Z",
         "display_at":"2026-03-01T08:10:00Z",
         "affected_components":[{"name":"Mail","old_status":"operational","new_status":"major_outage"}]}]}"#;

    #[test]
    fn the_time_that_is_shown_counts_and_not_that_of_typing() {
        let (incidents, findings) = page(ONE);
        assert!(findings.is_empty(), "{findings:?}");
        let incident = &incidents[0];
        assert_eq!(incident.posted.opened.unwrap().to_rfc3339(), "2026-03-01T08:10:00+00:00");
        assert_eq!(incident.posted.closed.unwrap().to_rfc3339(), "2026-03-01T09:40:00+00:00");
        assert_eq!(at(incident, Milestone::Communicated), "2026-03-01T08:10:00+00:00");
        assert_eq!(at(incident, Milestone::Mitigated), "2026-03-01T09:40:00+00:00");
        assert_eq!(at(incident, Milestone::Started), "", "a post is no start of impact");
        assert_eq!(
            (incident.source_id.as_deref(), incident.services.join(",")),
            (Some("q1"), "Mail".to_owned())
        );
    }

    #[test]
    fn of_a_page_a_wrong_record_is_named_and_the_others_are_read() {
        let text = format!(
            r#"{{"page":{{"id":"p","name":"Acme","time_zone":"Europe/Zurich"}},"incidents":[{ONE},
            {{"id":"q2","status":"resolved","incident_updates":[]}},
            {{"id":"q3","name":"No time","created_at":"2022-13-26T00:00:00Z","incident_updates":[]}},
            {{"id":"q4","name":"One time is wrong","status":"investigating","created_at":"2026-03-01T10:00:00Z",
              "incident_updates":[{{"status":"identified","body":"x","display_at":"2022-13-26"}}]}},
            {{"id":"q5","name":"New disks","status":"scheduled","impact":"maintenance","created_at":"2026-03-01T10:00:00Z",
              "scheduled_for":"2026-04-01T10:00:00Z","incident_updates":[]}}]}}"#
        );
        let (incidents, findings) = page(&text);
        let ids: Vec<_> = incidents.iter().filter_map(|i| i.source_id.as_deref()).collect();
        assert_eq!(ids, ["q1", "q4", "q5"]);
        assert_eq!(incidents[0].organisation.as_deref(), Some("Acme"));
        assert_eq!(incidents[2].kind, Kind::Maintenance);
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].contains("record 2 (line 9 of the file): it has no `name`"), "{findings:?}");
        assert!(
            findings[1].contains("record 3 (line 10 of the file): none of its times could be read"),
            "{findings:?}"
        );
        assert!(
            incidents[1].findings.iter().any(|f| f.code == "feed.time" && f.message.contains("2022-13-26"))
        );
    }

    #[test]
    fn a_page_that_breaks_off_keeps_what_stood_before() {
        let text = format!(r#"{{"page":{{"id":"p"}},"incidents":[{ONE},{{"id":"q2","na"#);
        let (incidents, findings) = page(&text);
        assert_eq!(incidents.len(), 1);
        assert!(findings[0].starts_with("feed.broken line 8 of the file"), "{findings:?}");
    }

    #[test]
    fn an_empty_page_holds_nothing() {
        assert_eq!(page(r#"{"page":{"id":"p","name":"Acme"},"incidents":[]}"#).0.len(), 0);
    }

    /// A page of one incident from 08:10 to 09:40 whose closing post has this body.
    fn closing(body: &str) -> Incident {
        let text = format!(
            r#"{{"page":{{"id":"p","name":"A","time_zone":"UTC"}},"incidents":[{{"id":"i","name":"Mail","status":"resolved",
            "impact":"minor","created_at":"2026-03-01T08:10:00Z","resolved_at":"2026-03-01T09:40:00Z","incident_updates":[
            {{"id":"1","status":"resolved","body":"{body}","created_at":"2026-03-01T09:40:00Z","display_at":"2026-03-01T09:40:00Z"}},
            {{"id":"2","status":"investigating","body":"We are looking into it","created_at":"2026-03-01T08:10:00Z",
              "display_at":"2026-03-01T08:10:00Z"}}]}}]}}"#
        );
        page(&text).0.remove(0)
    }

    #[test]
    fn impact_after_the_closing_post_is_told_and_not_taken() {
        for (body, found) in [
            ("until 11:20 UTC users could not log in", 1),
            ("Users could not log in until 11:20 UTC.", 1),
            ("Between 07:50 and 11:20 UTC users could not log in.", 1),
            ("Between 09:50 and 11:20 UTC users could not log in.", 1),
            ("Between 07:50 and 09:20 UTC users could not log in.", 0),
            ("We will post a report by 11:20 UTC.", 0),
        ] {
            let incident = closing(body);
            let reversed: Vec<_> = incident.findings.iter().filter(|f| f.code == "clock.reversed").collect();
            assert_eq!(reversed.len(), found, "{body}: {:?}", incident.findings);
            assert!(!at(&incident, Milestone::Mitigated).contains("T11:20"), "{body}");
            assert!(reversed.iter().all(|f| f.message.contains("2026-03-01 11:20")), "{body}: {reversed:?}");
        }
    }

    #[test]
    fn of_two_records_with_one_id_the_one_that_knows_more_counts() {
        let older = ONE
            .replace(r#""status":"resolved","impact""#, r#""status":"investigating","impact""#)
            .replace("2026-03-01T09:40:00Z", "2026-03-01T08:40:00Z");
        for records in [format!("{ONE},{older}"), format!("{older},{ONE}")] {
            let (incidents, _) =
                page(&format!(r#"{{"page":{{"id":"p","name":"A"}},"incidents":[{records}]}}"#));
            assert_eq!(incidents.len(), 1);
            assert_eq!(incidents[0].status, Status::Resolved);
            assert_eq!(incidents[0].findings.iter().filter(|f| f.code == "feed.duplicate").count(), 1);
        }
    }

    #[test]
    fn an_end_before_the_first_post_is_left_out_and_said() {
        let text = ONE.replace(r#""resolved_at":null"#, r#""resolved_at":"2026-02-28T07:00:00Z""#);
        let (incidents, _) = page(&format!(r#"{{"page":{{"id":"p","name":"A"}},"incidents":[{text}]}}"#));
        let codes: Vec<_> = incidents[0].findings.iter().map(|f| f.message.clone()).collect();
        assert!(codes.iter().any(|message| message.starts_with("`resolved_at` was left out")), "{codes:?}");
    }
}
