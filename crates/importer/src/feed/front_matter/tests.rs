//! A row an entry: small ones of our own, in the shapes that sites have.

use incstats_model::{Incident, Metric, Source};

use super::*;
use crate::feed::find;
use crate::options::Options;

fn entry(text: &str) -> Read {
    let source = Source { path: "content/issues/2026-03-01-mail-down.md".to_owned(), ..Source::default() };
    read(&Input { text, options: &Options::default(), source: &source })
}

/// Format, source id, kind, status, opened, closed.
fn told(text: &str) -> String {
    let format = find(text).map_or("prose", |feed| feed.name);
    let read = entry(text);
    let Some(incident) = read.incidents.first() else { return format!("{format}: none") };
    let at = |at: Option<Instant>| at.map_or("-".to_owned(), |at| at.format("%m-%d %H:%M%:z").to_string());
    format!(
        "{format} {} {} {} {}..{}",
        incident.source_id.as_deref().unwrap_or("-"),
        incident.kind.name(),
        incident.status.name(),
        at(incident.posted.opened),
        at(incident.posted.closed)
    )
}

fn codes(incident: &Incident) -> Vec<(&str, u32)> {
    let own = incident.findings.iter().filter(|f| f.code.starts_with("feed."));
    own.map(|f| (f.code.as_str(), f.place.map_or(0, |place| place.line))).collect()
}

#[test]
fn entries_of_every_kind_of_site() {
    const FILE: &str = "2026-03-01-mail-down.md";
    for (text, want) in [
        (
            "---\ntitle: Mail down\ndate: 2026-03-01 08:10:00\nresolved: true\nresolvedWhen: 2026-03-01 09:40:00 # when\nseverity: down\naffected:\n  - Mail\nsection: issue\n---\nSorry.\n",
            format!("cstate {FILE} incident resolved 03-01 08:10+00:00..03-01 09:40+00:00"),
        ),
        (
            "---\ntitle: \"Wartung am Netz\"\ndate: 2026-03-01T08:10:00-00:00\ninformational: yes\naffected: [Netz]\n---\nKurz weg.\n",
            format!("cstate {FILE} maintenance unknown 03-01 08:10+00:00..-"),
        ),
        (
            "---\ntitle: Builds fail\ndate: '2026-03-01T08:10:47.335Z'\nseverity: partial-outage\naffectedsystems:\n  - builds\nresolved: true\n---\nA bad release.\n\n::: update Resolved | 2026-03-01T09:40:20.322Z\nRolled back.\n:::\n",
            format!("statusfy {FILE} incident resolved 03-01 08:10+00:00..03-01 09:40+00:00"),
        ),
        (
            "---\ntitle: New hosts\ndate: 2026-03-01T08:10:00Z\nseverity: under-maintenance\naffectedsystems: [builds]\nresolved: true\n---\n",
            format!("statusfy {FILE} maintenance resolved 03-01 08:10+00:00..-"),
        ),
        (
            "---\nid: 77\ntitle: Mail down\ndate: 2026-03-01 08:10 +0100\nstatus: resolved\nresolved_on: 2026-03-01 09:40 +0100\nmax_severity: major\nduration: 1h\n---\n",
            "clearstatus 77 incident resolved 03-01 08:10+01:00..03-01 09:40+01:00".to_owned(),
        ),
        (
            "+++\ntitle = \"Mail down\"\ndate = 2026-03-01T08:10:00Z\nresolved =true\nresolvedWhen = 2026-03-01T09:40:00Z\n+++\nSorry.\n",
            format!("cstate {FILE} incident resolved 03-01 08:10+00:00..03-01 09:40+00:00"),
        ),
        (
            "---\nlayout: post\ntitle: Calls fail\nstatus: investigating\nseverity: outage\ndate: 2026-03-01 08:10 AM GTM+2\nresolvedDate: 2026-03-01 18:35 PM (GMT+2)\nservices: [calls]\nincident_states:\n- status: resolved\n  content: \"Back.\"\n---\n",
            format!("jekyll-status {FILE} incident resolved 03-01 08:10+02:00..03-01 18:35+02:00"),
        ),
        (
            "---\nuuid: 00000000-0000-4000-8000-000000000001\nurl: https://post.example/1\ntitle: A cable was cut\nstart_time: 2026-03-01T00:00:00Z\nend_time: \"\"\ncategories: [hardware]\ncompany: Ormelis\n---\nSome text.\n",
            "post-mortem-collection 00000000-0000-4000-8000-000000000001 incident unknown -..-".to_owned(),
        ),
        (
            "Title: Server updates and reboots\nDate: 2026-03-01 08:10+0000\nOutageFinish: 2026-03-01 09:40+0000\nTicket: 77\n\nAll hosts.\n",
            format!("pelican-outages {FILE} maintenance resolved 03-01 08:10+00:00..03-01 09:40+00:00"),
        ),
        (
            "Title: Network trouble\nDate: 2026-03-01 08:10+0000\nOutageFinish: \nTicket: \n\nWe look into it.\n",
            format!("pelican-outages {FILE} incident unknown 03-01 08:10+00:00..-"),
        ),
    ] {
        assert_eq!(told(text), want, "{text}");
    }
}

#[test]
fn articles_and_reports_stay_prose() {
    for text in [
        "---\nlayout: post\ntitle: The DNS outage of May\ndate: 2026-05-20\nauthor: Ada\ntags: [ops]\n---\n09:10 It failed.\n",
        "---\ntitle: Weekly news\ndate: 2026-05-20\nstatus: published\n---\nHello.\n",
        "Title: Incident report\nDate: 20 May 2026\nSeverity: high\n\n09:10 Mail failed.\n",
        "Title: Report\nDate: yesterday\nTicket: 7\n\n09:10 Mail failed.\n",
        "---\n09:10 Mail failed.\n---\n10:15 It was back.\n",
        "---\ntitle: without an end\ndate: 2026-05-20\nresolved: true\n",
        "+++\n",
        "---\n",
        "",
    ] {
        assert_eq!(find(text).map(|feed| feed.name), None, "{text}");
    }
}

#[test]
fn broken_values_are_named_by_line_and_the_rest_is_kept() {
    for (rows, want) in [
        ("date: 2023-04-12:11:00:30:00\nresolved: true", vec![("feed.time", 3)]),
        ("date: 2026-03-01 08:10:00\nresolvedWhen: 2022-13-26T00:00:00", vec![("feed.time", 4)]),
        ("date: 2026-03-01 08:10:00\nresolvedWhen: 2023-06-01T24:00:00", vec![("feed.time", 4)]),
        (
            "date: 024-10-16T08:30:00\nresolvedWhen: 2021-12-08 07:15:00 09:15:00",
            vec![("feed.time", 3), ("feed.time", 4)],
        ),
        ("date: [2026-03-01]\nresolved: no", vec![("feed.time", 3)]),
        (
            "date: 2026-03-01 08:10:00\nresolved: false\nresolvedWhen: 2026-03-01 09:40:00",
            vec![("feed.status", 4)],
        ),
        ("date: 2026-03-01 08:10 GTM+2\nresolved: True", vec![("feed.slip", 3)]),
        ("date: 2026-03-01 08:10:00\nresolved: true", vec![]),
    ] {
        let read = entry(&format!("---\ntitle: Mail down\n{rows}\nsection: issue\n---\nSorry.\n"));
        assert_eq!(read.incidents.len(), 1, "{rows}");
        assert_eq!(codes(&read.incidents[0]), want, "{rows}");
    }
}

#[test]
fn a_head_that_is_no_yaml_is_read_line_by_line() {
    let read = entry(
        "---\ntitle: Maintenance: new disks\ndate: 2026-03-01 08:10:00\n resolved_on: 2026-03-01 09:40:00\nstatus: resolved\nmax_severity: \"minor\"\naffected:\n  - Mail\n---\n",
    );
    let [incident] = read.incidents.as_slice() else { panic!("{read:?}") };
    assert_eq!(
        (incident.title.as_str(), incident.services.as_slice()),
        ("Maintenance: new disks", &["Mail".to_owned()][..])
    );
    assert!(incident.posted.closed.is_some());
    assert_eq!(read.findings.iter().map(|f| f.code.as_str()).collect::<Vec<_>>(), ["feed.front-matter"]);
}

#[test]
fn prose_tells_the_impact_and_fields_the_rest() {
    let read = entry(
        "---\ntitle: Mail down\ndate: 2026-03-01T08:10:00Z\nresolved: true\nresolvedWhen: 2026-03-01T10:30:00Z\nseverity: down\nsection: issue\n---\nBetween 07:50 and 09:05 UTC users could not send mail.\n",
    );
    let incident = &read.incidents[0];
    assert_eq!(Metric::find("ttm").unwrap().of(incident).unwrap().to_string(), "1 h 15 min");
    assert_eq!(Metric::find("ttr").unwrap().of(incident).unwrap().to_string(), "2 h 40 min");
    assert_eq!(incident.milestones.get(Milestone::Started).unwrap().place.unwrap().line, 9);
    assert_eq!(incident.milestones.get(Milestone::Resolved).unwrap().place.unwrap().line, 5);
}

#[test]
fn midnight_in_a_collection_is_a_day() {
    let read = entry(
        "---\ntitle: A cable was cut\nstart_time: 2026-03-01T00:00:00Z\nend_time: 2026-03-02T10:05:00Z\ncategories: [hardware]\n---\n",
    );
    let incident = &read.incidents[0];
    assert_eq!(
        Metric::find("ttm").unwrap().of(incident).unwrap().to_string(),
        "10 h 5 min to 1 d 10 h 5 min"
    );
    assert_eq!((incident.cause.as_deref(), incident.posted.opened), (Some("hardware"), None));
}

#[test]
fn demonstrations_and_drafts_give_no_incident_and_say_why() {
    for (text, why) in [
        (
            "---\ntitle: Degraded chat\ndate: 2018-04-13 16:54:00\nresolved: true\nseverity: down\naffected:\n  - Example Chat App\nsection: issue\n---\n",
            "demonstration",
        ),
        (
            "---\ntitle: Mail down\ndate: 2018-04-13 16:54:00\nresolved: true\ndraft: true\nsection: issue\n---\n",
            "draft",
        ),
    ] {
        let read = entry(text);
        assert!(read.incidents.is_empty() && read.findings[0].message.contains(why), "{read:?}");
    }
}

#[test]
fn the_body_of_a_post_mortem_tells_the_hours_of_its_day() {
    let read = entry(
        "---\nuuid: u\ntitle: Mail\nstart_time: 2026-03-01T00:00:00Z\nend_time: \"\"\n---\nMail failed from 08:50 to 10:05 CET.\n",
    );
    let incident = &read.incidents[0];
    assert_eq!(Metric::find("ttm").unwrap().of(incident).unwrap().to_string(), "1 h 15 min");
}

proptest::proptest! {
    #[test]
    fn no_head_breaks_the_reader(body in "(---\n)?[ -~\né\\t\"]{0,200}", tail in "[ -~\n:{}<>|]{0,120}") {
        let _ = entry(&format!("---\ntitle: x\ndate: 2026-03-01\nresolved: true\n{body}\n---\n{tail}"));
        let _ = entry(&format!("+++\n{body}\n+++\n{tail}"));
    }
}
