//! A row a phenomenon of whole reports: short texts, and the milestones that must be read from them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

mod common;

use common::{check, short};
use incstats_importer::{Options, read};

#[test]
fn what_whole_reports_tell() {
    let rows = [
        (
            "the text of an item ends where the list does",
            "# Outage of 2021-05-03\n\n- 2021-05-03 09:00 Service went down\n- 2021-05-03 10:00 Incident closed\n\nThe root cause was identified much later.\n",
            "started 05-03 09:00; resolved 05-03 10:00",
        ),
        (
            "a list of bare clocks with most of them after midnight begins on the evening before",
            "# Outage of 4 May 2021\n\n23:10 Issue occurred\n00:20 Monitoring alerted the team\n01:05 Root cause identified\n02:40 Service restored\n03:00 Incident closed\n",
            "started 05-03 23:10; detected 05-04 00:20; identified 05-04 01:05; mitigated 05-04 02:40; resolved 05-04 03:00",
        ),
        (
            "with most of them before midnight it begins on the day itself",
            "# Outage of 4 May 2021\n\n20:10 Issue occurred\n21:20 Monitoring alerted the team\n22:05 Root cause identified\n23:40 Service restored\n00:10 Incident closed\n",
            "started 05-04 20:10; detected 05-04 21:20; identified 05-04 22:05; mitigated 05-04 23:40; resolved 05-05 00:10",
        ),
        (
            "what a report says was so before it came, and is no start",
            "# Outage of 4 May 2021\n\n09:10 Incoming report that many customers cannot access the shop\n09:40 Service restored\n",
            "detected 05-04 09:10; mitigated 05-04 09:40",
        ),
        (
            "a beginning that is told before it is noticed counts",
            "# Outage of 4 May 2021\n\n09:10 The shop went down and monitoring alerted the team\n09:40 Service restored\n",
            "started 05-04 09:10; detected 05-04 09:10; mitigated 05-04 09:40",
        ),
        (
            "damage told where the incident is declared began before it",
            "# Outage of 4 May 2021\n\n09:10 Incident declared: the volume was deleted\n09:40 Service restored\n",
            "detected 05-04 09:10; mitigated 05-04 09:40",
        ),
        (
            "a stretch of work is no window of impact",
            "4 May 2021\n\nThe site became unavailable at 12:40 UTC. Between 13:00 and 14:00 UTC technicians began troubleshooting. The site was back at 14:30 UTC.\n",
            "started 05-04 12:40; acknowledged 05-04 13:00; mitigated 05-04 14:30",
        ),
        (
            "versions are no times",
            "4 May 2021\n\nThe cluster was upgraded from 1.11 to 1.13. The shop went down at 14:00 UTC and was back at 14:40 UTC.\n",
            "started 05-04 14:00; mitigated 05-04 14:40",
        ),
        (
            "a start and how long it lasted give the end",
            "2 March 2021\n\nThe API was down for nineteen minutes this morning, starting at 09:12 UTC.\n",
            "started 03-02 09:12; mitigated 03-02 09:31",
        ),
        (
            "a sentence ends after its clock time, and a day that is only looked back to lends nothing",
            "Mardi 3 octobre 2023\n\nL'accès était perturbé. L'équipe est intervenue dès 14 h 15. Les clients ont été prévenus par courriel à 14 h 30. La sauvegarde manquait depuis le 1er septembre. Le service a été rétabli à 16 h 20.\n",
            "acknowledged 10-03 14:15; communicated 10-03 14:30; mitigated 10-03 16:20",
        ),
        (
            "until is the end of what it is said with",
            "4 May 2021\n\nFrom 09:00 UTC the shop was unavailable until 11:30 UTC.\n",
            "started 05-04 09:00; mitigated 05-04 11:30",
        ),
        (
            "a denied, an attempted and a planned repair mark nothing",
            "4 May 2021\n\n09:00 Issue occurred\n09:30 We did not manage to restore the service\n09:40 Attempted fix failed\n09:50 Service will be restored at 12:00\n",
            "started 05-04 09:00",
        ),
        (
            "trouble that comes back takes the restoration back",
            "4 May 2021\n\n09:00 Issue occurred\n09:30 Service restored\n10:10 The problem recurred\n11:00 Service restored\n",
            "started 05-04 09:00; mitigated 05-04 11:00",
        ),
        (
            "a newest-first status page, its stamps under their texts",
            "Resolved -\nAll systems are operational again, this incident has been resolved.\nMay 4, 2021 - 12:00 UTC\nMonitoring -\nA fix has been implemented.\nMay 4, 2021 - 11:00 UTC\nInvestigating -\nWe are investigating errors.\nMay 4, 2021 - 10:00 UTC\n",
            "communicated 05-04 10:00; mitigated 05-04 11:00; resolved 05-04 12:00",
        ),
        (
            "one stamp over a whole report is its date",
            "Network outage\nPosted May 5, 2021 - 08:00 UTC\n\nAt 21:40 UTC on 4 May our network lost all service. It was restored at 22:15 UTC.\n",
            "started 05-04 21:40; mitigated 05-04 22:15",
        ),
        (
            "a year that stands alone among others is a slip",
            "- First detected 2021-05-04 13:15\n- Incident declared 2020-05-04 13:54\n- Resolved 2021-05-04 13:58\n",
            "detected 05-04 13:15; resolved 05-04 13:58",
        ),
        (
            "an end before its start is kept, and found out",
            "Started: 27 June 2016 16:15 UTC\nResolved: 26 June 2016 19:30 UTC\n",
            "started 06-27 16:15; resolved 06-26 19:30",
        ),
        (
            "a night that begins one day and ends the next, in French",
            "Mardi 4 mai 2021\n\n22h30 : début de la panne\n1h15 : le service est rétabli\n",
            "started 05-04 22:30; mitigated 05-05 01:15",
        ),
    ];
    check(&rows);
}

#[test]
fn layouts_of_lists_and_tables() {
    let rows = [
        (
            "stamps count from the report's own zero, before and after it",
            "# Checkout outage, 4 March 2024\n\nT0 = 14:02 UTC: the checkout went down.\n\n- T-10m: a feature flag is switched.\n- T+3: on-call paged.\n- T+12m: cause found, the flag.\n- T+1h10m: incident closed.\n",
            "started 03-04 14:02; detected 03-04 14:05; identified 03-04 14:14; resolved 03-04 15:12",
        ),
        (
            "the zero may be told in the heading, and stamps be hours and minutes",
            "Login down on 2024-03-04\n\nTimeline (T+0 is 23:15)\n\nT+00:00  Login errors begin\nT+00:07  Alert fires\nT+00:51  Rolled back, logins recover\n",
            "started 03-04 23:15; detected 03-04 23:22; mitigated 03-05 00:06",
        ),
        (
            "without a zero they say nothing",
            "# Checkout outage, 4 March 2024\n\n- 14:02 The checkout went down.\n- T+12m: cause found.\n",
            "started 03-04 14:02",
        ),
        (
            "a table of what happened is no page of posts, though some of its cells are status words",
            "# Outage 13 March 2024\n\n| Time | Event |\n|---|---|\n| 10:01 | Node down, customers hit |\n| 14:?? | Root cause identified |\n| 15:15 | Service restored |\n",
            "started 03-13 10:01; identified 03-13 14:00/03-13 15:00; mitigated 03-13 15:15",
        ),
    ];
    check(&rows);
}

#[test]
fn what_post_mortems_tell() {
    let rows = [
        (
            "what a chat log under its own heading says is not the timeline",
            "# Queue outage, 4 May 2021\n\n## Timeline\n\n- 09:00 Queue stopped responding\n- 09:30 Service restored\n\n## Appendix\n\n### Chat log\n\n> ana [08:10]\n> it went down\n>\n> bo [11:45]\n> incident closed\n",
            "started 05-04 09:00; mitigated 05-04 09:30",
        ),
        (
            "a status word right under a stamp is that stamp's, not the next one's",
            "# Outage of 4 May 2021\n\n### 09:00\n\nDatabase went down\n\n### 09:40\n\nResolved.\n\n### 11:15\n\nA user asks how to log in\n",
            "started 05-04 09:00; resolved 05-04 09:40",
        ),
        (
            "a stamped item ends with its item, and among fields it is one of them",
            "- First detected 2021-05-04 09:03\n- Repaired 2021-05-04 09:30\n- Resolved 2021-05-04 09:31\n\n- **Context**:\n  - Customers were informed at approx 09:20\n",
            "detected 05-04 09:03; communicated 05-04 09:10/05-04 09:30; mitigated 05-04 09:30; resolved 05-04 09:31",
        ),
        (
            "a field and the timeline that give the end two times: a range over both",
            "- Detected: 2021-05-04 09:03\n- Repaired: 2021-05-04 09:30\n\n## Timeline\n\n- 2021-05-04 09:03: Monitoring alerted the team\n- 2021-05-04 09:10: Node restarted\n- 2021-05-04 09:48: Incident repaired\n",
            "detected 05-04 09:03; mitigated 05-04 09:30/05-04 09:48",
        ),
        (
            "a window and the timeline that end at two times: a range over both",
            "# Outage of 4 May 2021\n\n## Timeline\n\n- 09:00 Shop went down\n- 09:35 Shop back online\n\n## Impact\n\nThe shop was unavailable from 09:00 until 09:42.\n",
            "started 05-04 09:00; mitigated 05-04 09:35/05-04 09:42",
        ),
        (
            "windows on one day are episodes: the first start, the last end",
            "# Shop outage of 4 May 2021\n\n## Impact\n\nThe shop was unavailable twice:\n\n- 2021-05-04 09:00 UTC => 09:40 UTC (40 minutes of outage)\n- 2021-05-04 13:15 UTC => 14:05 UTC (50 minutes of outage)\n",
            "started 05-04 09:00; mitigated 05-04 14:05",
        ),
        (
            "a report that opens with a window, beside a list whose day it shares",
            "From 20:00 UTC to 22:15 UTC print jobs were queued and not printed. See the log below.\n\n- 2021-05-04 19:58 UTC Ana changes the limit of jobs\n- 2021-05-04 21:30 UTC a user reports that nothing is printed\n- 2021-05-04 22:10 UTC Ana deletes the broken job\n",
            "started 05-04 20:00; detected 05-04 21:30; mitigated 05-04 22:15",
        ),
        (
            "a label on one line, its window on the next",
            "OWNER\nAna\nIMPACT TIME\nMay 4, 2021 at 21:26 to May 4, 2021 at 21:51\nTimeline\nMay 4, 2021\n9:26 PM Monitoring alerted the team\n9:30 PM Engineer reverted the change\n9:51 PM Resolved by Ana\n",
            "started 05-04 21:26; detected 05-04 21:26; mitigated 05-04 21:51; resolved 05-04 21:51",
        ),
        (
            "headings with a rule of marks under them",
            "Outage report: queue\n====================\n\n:Date: 2021-05-04\n\nTimeline\n--------\n\n* 14:05 UTC - users could not send mail\n* 15:10 UTC - mail flows again\n\nRoot cause\n----------\n\nA full disk, since 3 May 2021.\n",
            "started 05-04 14:05; mitigated 05-04 15:10",
        ),
        (
            "the attributes of a text are about the paper",
            "= Outage report: queue\n:revdate: 2021-05-21\n\n== Timeline\n\nAll of it took place on 4 May 2021.\n\n14:05 UTC:: users could not send mail\n15:10 UTC:: mail flows again\n\n== Root cause\n\nA full disk.\n",
            "started 05-04 14:05; mitigated 05-04 15:10",
        ),
        (
            "a log that opens with the declaration: it was known by then",
            "# Outage of 4 May 2021\n\n## Timeline\n\n### 17:00\n\nIncident declared\n\n### 17:32\n\nMonitoring alerted the team\n\n### 18:10\n\nIncident officially resolved\n",
            "detected 05-04 17:00; resolved 05-04 18:10",
        ),
        (
            "a problem that a log first identifies was noticed, later on it is the cause that was found",
            "# Stuck jobs, 4 May 2021\n\n- 07:28 Problem is identified\n- 07:33 Two nodes restarted\n- 08:05 Jobs running again\n",
            "detected 05-04 07:28; mitigated 05-04 08:05",
        ),
        (
            "a short range over an entry is a time known to it",
            "# Stuck jobs, 4 May 2021\n\n### ~13:30-13:45\n\nLaunches drop to zero.\n\n### 14:29\n\nService restored.\n",
            "started 05-04 13:30/05-04 13:45; mitigated 05-04 14:29",
        ),
        (
            "not until says when it was",
            "4 May 2021\n\nThe shop went down at 09:00 UTC. The incident was not resolved until 15:30 UTC.\n",
            "started 05-04 09:00; resolved 05-04 15:30",
        ),
        (
            "by, looking back, tells of an end; ahead it only promises",
            "4 May 2021\n\nThe shop went down at 09:00 UTC. By 10:40 UTC traffic had returned to normal. The report will be published by 18:00 UTC.\n",
            "started 05-04 09:00; mitigated 05-04 10:40",
        ),
        (
            "days as month and day, and a few of an evening that carry the date of the morning after",
            "# Build outage of May 4th, 2021\n\n- [05-04 18:10] Upgrade of the nodes begins\n- [05-04 23:30] Builders went down\n- [05-04 03:05] Users report failing builds\n- [05-04 07:20] Root cause identified\n- [05-04 08:00] Service restored\n",
            "started 05-03 23:30; detected 05-04 03:05; identified 05-04 07:20; mitigated 05-04 08:00",
        ),
    ];
    check(&rows);
}

#[test]
fn windows_on_days_of_their_own_are_incidents_of_their_own() {
    let text = "# A bad autumn\n\nThe registry was down three times in 2021:\n\n1. October 4th, 2021 -- 14:00 to 16:30 UTC\n2. October 13th, 2021 -- 15:00 to 19:30 UTC\n3. November 2nd, 2021 -- 08:10 to 09:00 UTC\n\nThe root cause was too little memory.\n";
    let report = read("report.txt", text.as_bytes(), &Options::default()).unwrap();
    let told: Vec<String> = report.incidents.iter().map(short).collect();
    assert_eq!(
        told,
        [
            "started 10-04 14:00; mitigated 10-04 16:30",
            "started 10-13 15:00; mitigated 10-13 19:30",
            "started 11-02 08:10; mitigated 11-02 09:00",
        ]
    );
    let ids: std::collections::BTreeSet<&str> = report.incidents.iter().map(|i| i.id.0.as_str()).collect();
    assert_eq!(ids.len(), 3);
}

#[test]
fn doubts_are_told() {
    for (text, code) in [
        ("Started: 27 June 2016 16:15 UTC\nResolved: 26 June 2016 19:30 UTC\n", "order.reversed"),
        ("Monday 5 January 2021\n\n09:00 Issue occurred\n10:00 Service restored\n", "weekday.mismatch"),
        ("4 May 2021\n\n09:00 Issue occurred\n10:00 Service restored\n", "assumed.zone"),
        (
            "- Detected: 2021-05-04 09:03\n- Declared: 2021-05-04 09:20\n- Repaired: 2021-05-04 09:30\n- Resolved: 2021-07-04 09:31\n",
            "typo.date",
        ),
        (
            "- 2021-05-24 09:03: Service went down\n- 2021-05-24 09:30: Service restored\n- 2021-05-04 09:31: Incident closed\n",
            "typo.date",
        ),
        (
            "31 October 2021, all times Europe/Paris\n\n02:30 Issue occurred\n05:00 Service restored\n",
            "clock.repeated",
        ),
        (
            "28 March 2021, all times Europe/Paris\n\n02:30 Issue occurred\n05:00 Service restored\n",
            "clock.skipped",
        ),
    ] {
        let report = read("report.txt", text.as_bytes(), &Options::default()).unwrap();
        let codes: Vec<&str> = report.incidents[0].findings.iter().map(|f| f.code.as_str()).collect();
        assert!(codes.contains(&code), "{code} not in {codes:?} for\n{text}");
    }
    for (text, code) in [
        ("There was a problem, and it was fixed.\n", "no.date"),
        ("Bread and cheese\nBought on 4 May 2021 at 10:30\n", "no.incident"),
    ] {
        let report = read("report.txt", text.as_bytes(), &Options::default()).unwrap();
        assert!(report.incidents.is_empty(), "{text}");
        assert_eq!(report.findings[0].code, code, "{text}");
    }
}

#[test]
fn a_zone_for_all_times_is_heard_wherever_it_stands_in_the_sentence() {
    for (said, zone) in [
        ("All times BST.", "+01:00"),
        ("(all times BST)", "+01:00"),
        ("All times are in CEST.", "+02:00"),
        ("Times UTC", "UTC"),
        ("Timezone: Europe/London", "Europe/London"),
    ] {
        let text =
            format!("Outage, 3 June 2024\n\n{said}\n\n14:02 Service went down\n15:31 Service restored\n");
        let report = read("report.txt", text.as_bytes(), &Options::default()).unwrap();
        assert_eq!(report.incidents[0].zone.id.to_string(), zone, "{said}");
    }
}
