//! A row a rule of which time belongs to what: windows, lengths, clauses, and which of two statements counts.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

mod common;

use common::{check, short};
use incstats_importer::{Options, read};

#[test]
fn windows_and_lengths_tell_both_ends() {
    check(&[
        (
            "a window in a field about the beginning tells the end of impact too",
            "障害のお知らせ\n\n障害発生日時:2022年04月11日 5時02分~9時14分\n影響:サーバに接続できない状況が発生しました。\n",
            "started 04-11 05:02; mitigated 04-11 09:14",
        ),
        (
            "a label over a list of windows governs its lines",
            "障害のご報告\n\n障害発生時間:\n①2022年4月11日5時02分 - 4月11日9時14分\n②2022年4月11日13時20分 - 4月11日15時40分\n\n両時間帯においてサーバへの接続ができない状況が発生しました。\n",
            "started 04-11 05:02; mitigated 04-11 15:40",
        ),
        (
            "the two ends of a window with days of their own have halves of their own",
            "# Mail outage\n\nThe mail service was unavailable from 2021-05-04 16:40 UTC until 2021-05-05 06:20 UTC.\n",
            "started 05-04 16:40; mitigated 05-05 06:20",
        ),
        (
            "windows of several services in one list are the window of the impact",
            "# Outage of 4 May 2021\n\n* The shop was unavailable from 09:00 UTC until 11:30 UTC\n* Search was unavailable from 11:10 UTC until 11:20 UTC\n* Mail was unavailable from 11:10 UTC until 12:45 UTC\n",
            "started 05-04 09:00; mitigated 05-04 12:45",
        ),
        (
            "the end of a window stands beside a declared end of the same minute",
            "# Outage\n\nOn 4 May 2021 the shop experienced an outage from 09:00 to 10:45 UTC.\n\n## Timeline\n\n- 09:00 UTC - Shop went down\n- 09:20 UTC - Incident declared\n- 10:45 UTC - Service fully restored\n",
            "started 05-04 09:00; mitigated 05-04 10:45; resolved 05-04 10:45",
        ),
        (
            "a stamp that is a range ends what its text says is over",
            "# Outage of 4 May 2021\n\n- 09:00 Shop went down\n- 09:30-10:20: Traffic was moved and service was restored\n",
            "started 05-04 09:00; mitigated 05-04 10:20",
        ),
        (
            "impact that begins again in a log takes the restoration before it back",
            "# Outage of 4 May 2021\n\n- 09:00 Shop went down\n- 09:40 Service restored\n- 11:00 Shop went down\n- 11:25 Service restored\n",
            "started 05-04 09:00; mitigated 05-04 11:25",
        ),
        (
            "a length in a sentence of its own gives the end",
            "# Outage\n\nThe outage began on May 6, 2024 at 14:00 UTC. It lasted four hours.\n",
            "started 05-06 14:00; mitigated 05-06 18:00",
        ),
        (
            "a window behind its label, numbered, goes before a sentence of prose",
            "장애 안내\n\n메일 서비스 장애가 발생되었습니다.\n\n1. 발생 시간 : 2022년 4월 11일 9시 20분 ~ 2022년 4월 11일 15시 00분\n\n2. 장애 내역 : 접속 장애 발생\n",
            "started 04-11 09:20; mitigated 04-11 15:00",
        ),
        (
            "what is resolved in so long, where no start is told, was so long after it was noticed",
            "# Outage of 4 May 2021\n\n09:10 Monitoring alerted the team\n09:20 Engineers began investigating\n\n## Summary\n\nThe incident was resolved in 2 hours and 5 minutes.\n",
            "detected 05-04 09:10; acknowledged 05-04 09:20; resolved 05-04 11:15",
        ),
        (
            "a sum of several lengths gives none",
            "# Outage\n\nThe outage began on May 6, 2024 at 14:00 UTC. Users were cut off for a total of four hours.\n",
            "started 05-06 14:00",
        ),
        (
            "what is resolved after so long is resolved so long after the start",
            "# Outage\n\nThe shop went down on May 6, 2024 at 14:00 UTC. The incident was resolved after 47 minutes.\n",
            "started 05-06 14:00; resolved 05-06 14:47",
        ),
        (
            "so long after the beginning, at a time: one time, and the beginning is known from it",
            "2024년 5월 6일 장애 보고\n\n장애 발생 약 25분 뒤인 5월 6일 오후 8시 40분에 서비스가 복구됐다.\n",
            "started 05-06 20:15; mitigated 05-06 20:40",
        ),
        (
            "so much later, at a time: the time",
            "On 4 May 2021 the shop went down at 20:27 UTC. 19 minutes later, at 20:48 UTC, service was restored.\n",
            "started 05-04 20:27; mitigated 05-04 20:48",
        ),
    ]);
}

#[test]
fn a_time_belongs_to_its_own_clause() {
    check(&[
        (
            "a clock time of the day that another statement names is the closer word",
            "Awaria\n\nW dniu 26.05.2021 odnotowaliśmy awarię łącza. Awaria wykryta została przez nas o godzinie 14:57. Usunięto awarię o godzinie 17:10.\n",
            "detected 05-26 14:57; resolved 05-26 17:10",
        ),
        (
            "a time in brackets is that of the words before them",
            "9 October 2025\n\nThe shop was down. After service was restored (9 October 2025, 22:36 UTC) our engineers began investigating.\n",
            "mitigated 10-09 22:36",
        ),
        (
            "what monitoring reports since a time began then, and is noticed when it is told",
            "# Slow answers\n\n[Resolved] 8 May 2023, 11:37 UTC\nAll services are back to normal.\n\n[Identified] 8 May 2023, 09:26 UTC\nThe cause has been found: a switch drops packets after the deployment of 08:40.\n\n[Investigating] 8 May 2023, 09:02 UTC\nOur monitoring has detected high response times since 08:51. We are looking into it.\n",
            "started 05-08 08:51; communicated 05-08 09:02; identified 05-08 09:26; resolved 05-08 11:37",
        ),
        (
            "at a time we were told that: noticed then, not begun",
            "4 May 2021\n\nAt 09:10 UTC we received a report that the shop was not available. Service was restored at 09:40 UTC.\n",
            "detected 05-04 09:10; mitigated 05-04 09:40",
        ),
        (
            "right after the recovery, at a time: that of the other thing",
            "4 May 2021\n\nThe shop went down at 09:10 UTC and was back at 09:40 UTC. Right after the recovery, at 09:55 UTC, we called all customers.\n",
            "started 05-04 09:10; mitigated 05-04 09:40",
        ),
        (
            "one of several days is no day of all of them",
            "On 28 April and 5 May 2021 users had no access to the shop. Details are below.\n\n28 April 2021:\n\n04:32: The switch opened.\n05:09: Service was restored.\n",
            "mitigated 04-28 05:09",
        ),
        (
            "a field of what was first noticed and an earlier entry that tells of it span both",
            "# Outage of 4 May 2021\n\n- First detected: 2021-05-04 09:16\n\n## Timeline\n\n- 2021-05-04 09:13 A user reported that the shop is down\n- 2021-05-04 10:20 Service restored\n",
            "detected 05-04 09:13/05-04 09:16; mitigated 05-04 10:20",
        ),
        (
            "a field of what is resolved and a later entry that declares it span both",
            "# Outage of 4 May 2021\n\n- First detected: 2021-05-04 09:10\n- Resolved: 2021-05-04 10:20\n\n## Timeline\n\n- 2021-05-04 09:10 Monitoring alerted the team\n- 2021-05-04 10:20 Users reported that the shop is back up\n- 2021-05-04 12:10 Incident resolved\n",
            "detected 05-04 09:10; mitigated 05-04 10:20; resolved 05-04 10:20/05-04 12:10",
        ),
    ]);
}

#[test]
fn days_months_apart_on_one_page_are_incidents_of_their_own() {
    let text = "Service history\n\n2021-11-22:\nThe server went down at 08:40 UTC. Service was restored at 09:50 UTC.\n\n2021-06-27:\nThe mail service went down at 09:07 UTC. Service was restored at 09:46 UTC.\n";
    let report = read("report.txt", text.as_bytes(), &Options::default()).unwrap();
    let told: Vec<String> = report.incidents.iter().map(short).collect();
    assert_eq!(
        told,
        ["started 11-22 08:40; mitigated 11-22 09:50", "started 06-27 09:07; mitigated 06-27 09:46"]
    );
}
