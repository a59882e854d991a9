//! Incidents that charts tend to break on.

use chrono::TimeDelta;
use incstats_model::Incident;
use incstats_model::milestone::Milestone::{
    self, Acknowledged, Detected, Identified, Mitigated, Resolved, Started,
};

use super::story::Story;

/// Two that share nothing: one of 10 seconds, one of three years, with titles that are long or in another script.
pub fn extremes() -> Vec<Incident> {
    let blink =
        Story::new("2022-03-01-blink", "障害発生：東京リージョンの一部でネットワークに接続できない", "UTC")
            .event(("2022-03-01T12:00:00", 0, &[Started], "link lost"))
            .event(("2022-03-01T12:00:04", 0, &[Detected], "alarm"))
            .event(("2022-03-01T12:00:10", 0, &[Mitigated, Resolved], "link back"))
            .done();
    let title = "Verlust einzelner Datensätze in der Donaudampfschifffahrtsgesellschaftskapitänsdatenbank";
    let slow = Story::new("2019-03-01-slow", title, "America/New_York")
        .event((
            "2019-03-01",
            24,
            &[Started],
            "first records go missing, unnoticed by everyone for a long time",
        ))
        .event(("2021-11-07T01:30", 0, &[Detected], "an auditor counts"))
        .event(("2022-02-20T04:00", 8, &[Resolved], "all records restored from tape"))
        .done();
    vec![blink, slow]
}

/// A night in which the clocks go back, minute by minute.
pub fn dst_night() -> Incident {
    let mut story = Story::new(
        "2021-10-31-dst",
        "Batch jobs run twice in the night of the clock change",
        "Europe/Zurich",
    );
    for (minute, (marks, text)) in [
        (&[Started][..], "first job starts"),
        (&[Detected], "queue grows"),
        (&[], "clocks go back"),
        (&[], "the same job starts again"),
        (&[Identified], "scheduler uses wall clock"),
        (&[Mitigated, Resolved], "scheduler moved to UTC"),
    ]
    .into_iter()
    .enumerate()
    {
        let at = format!("2021-10-31T{:02}:{:02}", 1 + minute / 2 + usize::from(minute > 3), minute % 2 * 30);
        story = story.event((&at, 0, marks, text));
    }
    story.done()
}

/// All of them still open.
pub fn all_open(n: u32) -> Vec<Incident> {
    (0..n)
        .map(|i| {
            Story::new(
                &format!("OPEN-{i}"),
                &format!("Open incident number {i} with a title that goes on for a while"),
                "UTC",
            )
            .event((&format!("2022-0{}-1{}T08:00", 1 + i % 9, i % 7), 0, &[Started], "impact begins"))
            .open(&format!("2022-1{}-01T08:00", i % 3))
            .done()
        })
        .collect()
}

/// One incident with `n` events a few minutes apart, most of them unremarkable.
pub fn busy(n: u32) -> Incident {
    let story = Story::new(
        "2023-01-17-busy",
        "Everything is written down, every two minutes, by several people at once",
        "UTC",
    );
    let from = story.at("2023-01-17T06:00").naive_local();
    (0..n)
        .fold(story, |story, i| {
            let at = (from + TimeDelta::minutes(i64::from(i) * 2)).format("%Y-%m-%dT%H:%M").to_string();
            let marks: &[Milestone] = match i {
                0 => &[Started],
                3 => &[Detected, Acknowledged],
                50 => &[Identified],
                i if i + 1 == n => &[Mitigated, Resolved],
                _ => &[],
            };
            story.event((
                &at,
                0,
                marks,
                "Rebooted one more host of the cluster and watched it join; waiting for the next",
            ))
        })
        .done()
}

/// Everything happens in the last minutes before the last thing known, after a long time of nothing.
pub fn last_minute() -> Incident {
    Story::new("2022-05-01-late", "Nothing for a month, then all at once, and still open", "UTC")
        .event(("2022-04-01T08:00", 0, &[Started], "first complaint, taken for a mistake of the customer"))
        .event((
            "2022-05-01T11:56",
            0,
            &[Detected, Acknowledged],
            "second complaint, taken up by the team on duty",
        ))
        .event(("2022-05-01T11:58", 0, &[Identified], "the index of the archive is damaged"))
        .event(("2022-05-01T12:00", 0, &[Mitigated], "search in the archive goes to the replica"))
        .event(("2022-05-01T12:00", 0, &[], "planned: search in the archive goes to the replica at noon"))
        .open("2022-05-01T12:00")
        .done()
}

/// A few incidents a year over twelve years, months apart: by month almost nothing but gaps.
pub fn sparse() -> Vec<Incident> {
    (0..40)
        .map(|i: u32| {
            let (year, month) = (2010 + i * 11 / 36, 1 + (i * 11 + i % 3) % 12);
            let day = format!("{year}-{month:02}-1{}T08:00", i % 9);
            let end = format!("{year}-{month:02}-1{}T{:02}:30", i % 9, 9 + i % 11);
            Story::new(&format!("SPARSE-{i}"), &format!("Incident number {i}, one of few"), "UTC")
                .event((&day, 0, &[Started, Detected], "impact begins"))
                .event((&end, 0, &[Mitigated, Resolved], "impact over"))
                .done()
        })
        .collect()
}

/// Forty services with names of sixty letters, an incident or more each; some hit two.
pub fn many_services() -> Vec<Incident> {
    const LONG: &str = "platform of the regional directorate for shared services";
    let name =
        |i: u32| format!("{i:02} {}", LONG.chars().cycle().skip(i as usize).take(57).collect::<String>());
    (0..60_u32)
        .map(|i| {
            let (a, b) = (name(i % 40), name((i * 7) % 40));
            let services: Vec<&str> = if i % 9 == 0 { vec![&a, &b] } else { vec![&a] };
            let (month, day) = (1 + i % 12, 1 + i * 5 % 28);
            let start = format!("2022-{month:02}-{day:02}T{:02}:30", i % 24);
            let end = format!("2022-{month:02}-{day:02}T{:02}:{:02}", i % 24, 31 + i * 13 % 28);
            Story::new(&format!("SERVICE-{i:02}"), &format!("Incident {i}"), "UTC")
                .of(&services, "a severity that somebody wrote as a whole sentence, with a comma")
                .event((&start, 0, &[Started, Detected], "impact begins"))
                .event((&end, 0, &[Mitigated, Resolved], "impact over"))
                .done()
        })
        .collect()
}

/// Titles and services in scripts that run from right to left, in Chinese, Japanese, Korean, Thai and pictures, and such
/// as would act in a page, a table or a terminal.
pub fn scripts() -> Vec<Incident> {
    [
        "انقطاع الشبكة في مركز البيانات",
        "תקלה בשרת הדואר \u{202e}evil",
        "数据中心网络中断，部分客户无法访问",
        "メール配信の遅延が発生しています",
        "데이터베이스 장애로 로그인 불가",
        "ระบบเครือข่ายขัดข้อง",
        "🔥🔥 down 🔥",
        "<script>alert(1)</script> & \"quoted\" 'twice'",
        "]]><!-- --> <svg onload=x>",
        "=cmd|' /C calc'!A0",
        "\u{1b}[31mred\u{1b}[0m \u{7}bell \u{0}nul",
        "e\u{301}\u{301}\u{301}\u{301} zalgo \u{200d}\u{200b}joined",
    ]
    .into_iter()
    .zip(1_u32..)
    .map(|(title, i)| {
        let start = format!("2022-02-{:02}T{:02}:10", i * 2, i + 3);
        let end = format!("2022-02-{:02}T{:02}:{:02}", i * 2, i + 4, 10 + i);
        Story::new(&format!("SCRIPT-{i:02}"), title, "UTC")
            .of(&[title], title)
            .event((&start, 0, &[Started, Detected], title))
            .event((&end, 0, &[Mitigated, Resolved], title))
            .posted(&end, Some(&end))
            .done()
    })
    .collect()
}

/// Everything at the same moment, over at once: nothing but zeros.
pub fn zeros() -> Vec<Incident> {
    (0..8)
        .map(|i| {
            Story::new(&format!("ZERO-{i}"), &format!("A blink, number {i}"), "UTC")
                .of(&["Web"], "SEV3")
                .event(("2022-05-05T05:05", 0, &[Started, Detected, Mitigated, Resolved], "over at once"))
                .posted("2022-05-05T05:00", Some("2022-05-05T05:00"))
                .done()
        })
        .collect()
}
