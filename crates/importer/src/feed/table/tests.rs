//! A row a kind of table, in small ones of our own.

use incstats_model::{Metric, Milestone, Source};

use super::*;
use crate::feed::{choose, find};
use crate::options::Options;

fn with(text: &str, options: &Options) -> Read {
    Reading::OneByOne(read).whole(&Input { text, options, source: &Source::default() })
}

fn table(text: &str) -> Read {
    with(text, &Options::default())
}

fn format(text: &str) -> &'static str {
    find(text).map_or("prose", |feed| feed.name)
}

/// Each incident: id, kind, status, opened..closed, and what each milestone is.
fn told(read: &Read) -> Vec<String> {
    let one = |incident: &Incident| {
        let clock = |at: incstats_model::Instant| at.format("%m-%d %H:%M").to_string();
        let posted = |at: Option<incstats_model::Instant>| at.map_or("-".to_owned(), clock);
        let milestones: Vec<String> = incident
            .milestones
            .iter()
            .map(|(m, time)| format!("{m} {}", clock(time.bounds.earliest())))
            .collect();
        format!(
            "{} {} {} {}..{} [{}]",
            incident.source_id.as_deref().unwrap_or("-"),
            incident.kind.name(),
            incident.status.name(),
            posted(incident.posted.opened),
            posted(incident.posted.closed),
            milestones.join(", ")
        )
    };
    read.incidents.iter().map(one).collect()
}

fn findings(read: &Read) -> Vec<(u32, &str)> {
    read.findings.iter().map(|f| (f.place.map_or(0, |place| place.line), f.code.as_str())).collect()
}

#[test]
fn exports_are_known_by_their_headings() {
    for (text, name, want) in [
        (
            "\u{feff}\"number\",\"opened_at\",\"resolved_at\",\"closed_at\",\"priority\",\"state\",\"business_service\"\r\n\"INC1\",\"13/03/2026 08:10\",\"13/03/2026 09:40\",\"18/03/2026 10:00\",\"2 - High\",\"Closed\",\"Mail\"\r\n",
            "servicenow-csv",
            "INC1 incident resolved 03-13 08:10..03-13 09:40 [resolved 03-13 09:40]",
        ),
        (
            "Number;Opened;Resolved;State;Short description\nINC2;2026-03-01 08:10:00;;In Progress;Mail down\n",
            "servicenow-csv",
            "INC2 incident ongoing 03-01 08:10..- []",
        ),
        (
            "id,incident_number,description,service_name,urgency,created_at,resolved_at,seconds_to_first_ack,seconds_to_resolve\nP1,42,Mail down,Mail,high,2026-03-01T08:10:00,2026-03-01T09:40:00,180,5400\n",
            "pagerduty-csv",
            "P1 incident resolved 03-01 08:10..03-01 09:40 [detected 03-01 08:10, acknowledged 03-01 08:13, resolved 03-01 09:40]",
        ),
        (
            "Alert ID,Tiny ID,Message,Status,Priority,Created At,Updated At\nx,9,Mail down,closed,P2,2026-03-01T08:10:00Z,2026-03-01T09:45:00Z\n",
            "opsgenie-csv",
            "9 incident resolved 03-01 08:10..- [detected 03-01 08:10, resolved 03-01 08:10]",
        ),
        (
            "name,title,status,reported_at,stable_at,closed_at,incident_severity.name\nd-1,Mail down,Closed,2026-03-01T08:10:00Z,2026-03-01T09:00:00Z,2026-03-02T09:40:00Z,High\n",
            "dispatch-csv",
            "d-1 incident resolved 03-01 08:10..03-02 09:40 [detected 03-01 08:10, mitigated 03-01 09:00, resolved 03-02 09:40]",
        ),
        (
            "Issue key,Summary,Status,Created,Resolved,Component,Component\nOPS-1,Database upgrade,Done,01/Mar/26 8:10 AM,01/Mar/26 9:40 PM,Mail,Web\n",
            "jira-csv",
            "OPS-1 maintenance resolved 03-01 08:10..03-01 21:40 [resolved 03-01 21:40]",
        ),
        (
            "url,issueKey,title,status,createdDate,resolutionDate,leadTimeMinutes,severity\nu,D-1,Mail down,DONE,2026-03-01T08:10:00+00:00,2026-03-01T09:40:00+00:00,90,P1\n",
            "jira-csv",
            "D-1 incident resolved 03-01 08:10..03-01 09:40 [resolved 03-01 09:40]",
        ),
        (
            "Incident_Title,Incident_Link,Incident_Impact,Updates,Service\nChat is slow,/i/1,minor,\"[{\"\"Update_Title\"\": \"\"Resolved\"\", \"\"Update_Body\"\": \"\"Over.\"\", \"\"Update_Timestamp\"\": \"\"Posted 1 year ago. Aug 22, 2023 - 15:17 PDT\"\"}, {\"\"Update_Title\"\": \"\"Investigating\"\", \"\"Update_Body\"\": \"\"We look.\"\", \"\"Update_Timestamp\"\": \"\"Posted 1 year ago. Aug 22, 2023 - 14:10 PDT\"\"}]\",Chat\n",
            "status-history-csv",
            "/i/1 incident resolved 08-22 14:10..08-22 15:17 [communicated 08-22 14:10, resolved 08-22 15:17]",
        ),
        (
            "service_id,service_name,status,event_start_time,event_end_time,first_notification,last_notification,description,vendor\n1,VMs,ok,2026-03-01 08:10:00,2026-03-01 09:40:00,2026-03-01 08:30:00,1970-01-01 00:00:00,Hosts failed,Cumulo\n",
            "service-events-csv",
            "- incident unknown 03-01 08:30..- [started 03-01 08:10, communicated 03-01 08:30, mitigated 03-01 09:40]",
        ),
        (
            "sequential_id,title,started_at,detected_at,mitigated_at,resolved_at\n3,Mail down,2026-03-01T08:00:00Z,2026-03-01T08:10:00Z,2026-03-01T09:00:00Z,2026-03-01T09:40:00Z\n",
            "incident-timestamps-csv",
            "3 incident resolved -..03-01 09:40 [started 03-01 08:00, detected 03-01 08:10, mitigated 03-01 09:00, resolved 03-01 09:40]",
        ),
        (
            "Lake, nodes down, all of rack 4, 2026-05-08T12:19:00+1000, 2026-05-11T08:20:00+1000\nMail, slow, 2026-05-07T12:19:00+1000, 2026-05-07T13:20:00+1000\n",
            "windows-csv",
            "- incident resolved 05-08 12:19..05-11 08:20 [started 05-08 12:19, resolved 05-11 08:20]",
        ),
    ] {
        assert_eq!(format(text), name, "{text}");
        let read = table(text);
        assert_eq!(told(&read).first().map(String::as_str), Some(want), "{text} {:?}", read.findings);
    }
    assert_eq!(format("title,started,resolved\n"), "incidents-csv");
}

#[test]
fn words_between_the_first_cell_and_the_times_are_the_title() {
    let read = table(
        "Lake, nodes down, all of rack 4, 2026-05-08T12:19:00+1000, 2026-05-11T08:20:00+1000\nMail, slow, 2026-05-07T12:19:00+1000, 2026-05-07T13:20:00+1000\n",
    );
    let first = &read.incidents[0];
    assert_eq!(
        (first.title.as_str(), first.services.as_slice()),
        ("nodes down, all of rack 4", &["Lake".to_owned()][..])
    );
    assert_eq!((first.zone.id.to_string(), first.zone.basis.name()), ("+10:00".to_owned(), "stated"));
    assert_eq!(Metric::find("ttr").unwrap().of(first).unwrap().to_string(), "2 d 20 h 1 min");
}

#[test]
fn a_log_of_states_is_one_incident_each_and_reopenings_are_counted() {
    let read = table(
        "number,incident_state,reopen_count,sys_mod_count,opened_at,resolved_at,closed_at\n\
         INC1,New,0,0,29/2/2016 01:16,?,?\nINC2,New,0,0,1/3/2016 04:40,?,?\nINC1,Closed,1,4,29/2/2016 01:16,29/2/2016 11:29,5/3/2016 12:00\n\
         INC1,Resolved,1,3,29/2/2016 01:16,29/2/2016 10:00,?\nnumber,incident_state,reopen_count,sys_mod_count,opened_at,resolved_at,closed_at\n",
    );
    assert_eq!(
        told(&read),
        [
            "INC2 incident ongoing 03-01 04:40..- []",
            "INC1 incident resolved 02-29 01:16..02-29 11:29 [resolved 02-29 11:29]"
        ]
    );
    assert_eq!(findings(&read), [(6, "feed.heading"), (1, "feed.states")]);
    assert!(read.incidents[1].findings.iter().any(|f| f.code == "feed.reopened"));
}

#[test]
fn one_value_decides_the_order_of_day_and_month_for_all() {
    let heading = "number,opened_at,closed_at\n";
    for (rows, want, code) in [
        ("A,03/04/2026 08:00,\nB,13/04/2026 08:00,\n", "04-03", None),
        ("A,03/04/2026 08:00,\nB,04/13/2026 08:00,\n", "03-04", None),
        ("A,03/04/2026 08:00,\n", "04-03", Some("ambiguous.day-month")),
        (
            "A,03/04/2026 08:00,\nB,04/13/2026 08:00,\nC,13/04/2026 08:00,\n",
            "04-03",
            Some("ambiguous.day-month"),
        ),
    ] {
        let read = table(&format!("{heading}{rows}"));
        let first = &read.incidents[0];
        assert_eq!(first.posted.opened.unwrap().format("%m-%d").to_string(), want, "{rows}");
        let found = first.findings.iter().find(|f| f.code == "ambiguous.day-month").map(|f| f.code.as_str());
        assert_eq!(found, code, "{rows}");
    }
    let both = table(&format!("{heading}A,04/13/2026 08:00,\nB,13/04/2026 08:00,\n"));
    assert_eq!(findings(&both), [(3, "feed.order")]);
}

#[test]
fn a_wrong_row_costs_only_itself() {
    let read = table(
        "number,opened_at,resolved_at,short_description\nA,2026-03-01 08:00,2026-03-01 09:00,one\nB,2026-13-01 08:00,2026-03-01 09:00,two\n\
         C,soon,,three\nD,2026-03-01 08:00,2026-03-01 09:00,four, and five\nE,\"2026-03-01 08:00,2026-03-01 09:00,six\nF,2026-03-01 08:00,2026-03-01 09:00,seven\n",
    );
    let ids: Vec<&str> = read.incidents.iter().filter_map(|i| i.source_id.as_deref()).collect();
    assert_eq!(ids, ["A", "B", "F"]);
    assert_eq!(findings(&read), [(4, "feed.row"), (5, "feed.row"), (6, "feed.row")]);
    let broken: Vec<_> = read.incidents[1].findings.iter().filter(|f| f.code == "feed.time").collect();
    assert!(
        broken.len() == 1 && broken[0].message.contains("no month 13") && broken[0].place.unwrap().line == 3,
        "{broken:?}"
    );
}

#[test]
fn rows_of_one_id_without_revisions_are_doubted() {
    let read = table(
        "issue key,created,resolved\nA,2026-03-01 08:00,2026-03-01 09:00\nA,2026-03-02 08:00,2026-03-02 09:00\n",
    );
    assert_eq!(read.incidents.len(), 1);
    assert!(read.incidents[0].findings.iter().any(|f| f.code == "feed.duplicate"));
}

#[test]
fn a_mapping_reads_any_table() {
    let options = Options {
        mapping: Some("opened=Gemeldet,closed=Behoben,title=Was,description=Text".parse().unwrap()),
        ..Options::default()
    };
    let text = "Nr;Was;Gemeldet;Behoben;Text\n1;Mail weg;03.04.2026 08:10;03.04.2026 09:40;\"Between 07:50 and 09:05 UTC users could not send mail.\"\n";
    assert_eq!(choose(text, &options).map(|feed| feed.name), Some("mapped-table"));
    let read = with(text, &options);
    assert_eq!(
        told(&read),
        ["- incident resolved 04-03 08:10..04-03 09:40 [started 04-03 07:50, mitigated 04-03 09:05]"]
    );
    let place = read.incidents[0].milestones.get(Milestone::Started).unwrap().place.unwrap();
    let span = place.span.unwrap();
    assert_eq!(text.lines().nth(1).unwrap().get(span.start()..span.end()), Some("07:50 and 09:05 UTC"));
    let other =
        Options { mapping: Some("opened=Gemeldet,title=Titel".parse().unwrap()), ..Options::default() };
    assert_eq!(findings(&with(text, &other)), [(1, "feed.mapping"), (2, "feed.row")]);
}

#[test]
fn prose_and_other_tables_stay_what_they_are() {
    for text in [
        "On Monday, mail was down, 10:00, and came back at 11:00.\nIt is over, 10:00, 11:00\n",
        "number,colour\n1,red\n",
        "opened,closed\n1,2\n",
        "2026-03-01 08:10, it failed\n2026-03-01 09:10, it was back\n",
    ] {
        assert!(matches!(format(text), "prose"), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn whatever_stands_below_a_heading_nothing_breaks(body in "[ -~\n\"é;]{0,200}") {
        for heading in ["number,opened_at,resolved_at\n", "Alert ID;Message;Created At\n", "title,updates,incident_link\n"] {
            let read = table(&format!("{heading}{body}"));
            for incident in &read.incidents {
                proptest::prop_assert!(!incident.title.is_empty());
            }
        }
        let _ = headless::recognises(&body);
    }
}

#[test]
fn a_log_that_comes_newest_first_ends_with_its_last_change() {
    for (updated, rows) in [
        ("sys_updated_at", ["2026-03-13 10:30", "2026-03-13 10:00", "2026-03-13 08:00"]),
        // Which of the numbers is the month shows only in the last row.
        ("sys_updated_at", ["05/03/2026 10:30", "04/03/2026 10:00", "13/02/2026 08:00"]),
    ] {
        let [closed, resolved, new] = rows;
        let text = format!(
            "number,incident_state,{updated},opened_at,resolved_at,closed_at\n\
             INC1,Closed,{closed},{new},{resolved},{closed}\n\
             INC1,Resolved,{resolved},{new},{resolved},\nINC1,New,{new},{new},,\n"
        );
        let read = table(&text);
        assert_eq!(read.incidents.len(), 1, "{:?}", read.findings);
        let incident = &read.incidents[0];
        assert_eq!((incident.status.name(), incident.posted.closed.is_some()), ("resolved", true), "{text}");
        assert!(
            incident.findings.iter().all(|finding| finding.code != "feed.duplicate"),
            "it is known which is last"
        );
    }
}

#[test]
fn a_ticket_that_was_closed_before_it_was_opened_says_so() {
    let read = table(
        "number,opened_at,resolved_at,closed_at,incident_state\n\
         INC1,2026-03-13 08:00,2026-03-13 07:00,2026-03-13 07:00,Closed\n",
    );
    let codes: Vec<&str> = read.incidents[0].findings.iter().map(|finding| finding.code.as_str()).collect();
    assert!(codes.contains(&"clock.reversed"), "{codes:?}");
}
