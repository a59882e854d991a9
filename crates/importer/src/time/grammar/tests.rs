//! What the grammar reads of single lines: a row a phenomenon.

use super::scan;
use crate::locale::{Locale, by_code};
use crate::text::token::Tokens;
use crate::time::short::short;

/// Checks a table; says every row that differs.
fn check(code: &str, rows: &[(&str, &str)]) {
    let wrong = |(line, want): &&(&str, &str)| read(code, line) != *want;
    let differing: Vec<String> = rows
        .iter()
        .filter(wrong)
        .map(|(line, want)| format!("{line}\n  want {want}\n  got  {}", read(code, line)))
        .collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

fn read(code: &str, line: &str) -> String {
    short_form(line, by_code(code).unwrap())
}

/// What the grammar reads of a line, in short.
pub(crate) fn short_form(line: &str, locale: &Locale) -> String {
    scan(line, &Tokens::of(line), locale).iter().map(short).collect::<Vec<_>>().join("; ")
}

#[test]
fn english() {
    let rows = [
        // --- days
        ("Report Date: 28/06/2016", "2016-06-28"),
        ("users on 27th June 2016.", "2016-06-27"),
        ("At approximately 11:11, Friday the 23rd of November, our monitoring", "~-11-23w4T11:11"),
        ("Nov 23, 2012 - 11:33 NZDT", "2012-11-23T11:33 +13:00"),
        ("Mar 13, 10:16 MDT", "-03-13T10:16 -06:00"),
        ("on 2021-03-18 09:36 UTC", "2021-03-18T09:36 UTC"),
        ("2016-06-27T16:15:00Z", "2016-06-27T16:15:00 UTC"),
        ("2021-03-18T09:36+01:00 x", "2021-03-18T09:36 +01:00"),
        ("Tuesday 14th February 2017", "2017-02-14w1"),
        ("14 Feb '18", "2018-02-14"),
        // --- times of day
        ("16:15\tIssue occurred", "T16:15"),
        ("6:20 PM EST", "T18:20 -05:00"),
        ("13th Jul 2017 @ 11:35am", "2017-07-13T11:35"),
        ("3rd June 2021, at 3:02PM", "2021-06-03T15:02"),
        ("at 12:00AM ET", "T00:00 America/New_York"),
        ("between approximately 1730 and 1830 when", "~T17:30 .. T18:30"),
        ("Repaired: 2025-01-14 1600", "2025-01-14T16:00"),
        ("Incident declared 2022-03-10 11.50", "2022-03-10T11:50"),
        ("at 4 pm", "T16:00"),
        ("shortly before noon", "<T12:00"),
        ("about half past eight before", "~T08:30"),
        ("at five past seven the engineer", "T07:05"),
        ("at a quarter to nine", "T08:45"),
        ("done by ten o'clock", "by T10:00"),
        ("within ten to fifteen minutes", "600-900s at most"),
        // --- ranges
        ("from 9:05 to 9:25 PM", "T21:05 .. T21:25"),
        ("Between 08:00 UTC and 13:20 UTC on 29 July 2022", "T08:00 UTC .. 2022-07-29T13:20 UTC"),
        ("12:46-13:05 UTC", "T12:46 UTC .. T13:05 UTC"),
        // --- parts of the day
        ("On the evening of 4 November 2023 at about 8.40pm two disks failed", "~2023-11-04T20:40"),
        ("yesterday evening (14th Feb)", "-02-14[18:00-24:00]"),
        ("in the early morning of May 3", "-05-03[06:00-09:00]"),
        // --- relative
        ("upgraded from 1.11 to 1.13", ""),
        ("moved from version 1.11 to 1.13", ""),
        ("between releases 2.10 and 2.12", ""),
        ("back to 1.20rc1", ""),
        ("down from 9.30 to 10.15", "T09:30 .. T10:15"),
        ("upgraded at 9.30", "T09:30"),
        ("ten minutes later", "600s later"),
        ("for 40 minutes", "2400s long"),
        ("It took around 15-20 minutes", "900-1200s long"),
        ("4h 9m", "14940s"),
        ("the next day at 09:00", "story+1T09:00"),
        // --- am and pm hold for the other end only where they are said
        ("from 16:30 until 07:03", "T16:30 .. T07:03"),
        (
            "from 2021-06-02 16:30 UTC until 2021-06-03 07:03 UTC",
            "2021-06-02T16:30 UTC .. 2021-06-03T07:03 UTC",
        ),
        ("9:05 - 21:25", "T09:05 .. T21:25"),
        ("4pm - 5:30", "T16:00 .. T17:30"),
        // --- days and stamps joined in other ways
        ("January 14-19, 2026", "2026-01-14..19"),
        ("Jan 30 - Feb 2, 2026", "-01-30 .. 2026-02-02"),
        ("January 14 to January 19, 2026", "-01-14 .. 2026-01-19"),
        ("2025-07-30/31 outage", "2025-07-30..31"),
        ("2023-01-04/11:34: informed", "2023-01-04T11:34"),
        ("28 Feb 2017 (~1738) to 01 Mar 2017 (~2054)", "~2017-02-28T17:38 .. ~2017-03-01T20:54"),
        ("10:15 PST/PDT", "T10:15 America/Los_Angeles"),
        ("10h47 first report", "T10:47"),
        ("14:16-14:37ish?: slow", "T14:16 .. ~T14:37"),
        ("[17:44-47] pages load", "T17:44 .. T17:47"),
        ("13:35 – Since about a quarter past one", "T13:35; since ~T01:15"),
        ("9pm the previous evening", "story-1T21:00"),
        ("14:?? the node answers", "[14:00-15:00]"),
        ("9:xx", "[09:00-10:00]"),
        // --- a month or an id is no clock
        ("date 2024-09 of the paper", ""),
        ("Ticket No: 2024-0217", ""),
        // --- counted from the report's own zero
        ("T0 = 14:02 UTC: errors", "T+0s; T14:02 UTC"),
        ("T+12m: cause found", "T+720s"),
        ("- T+1h10m closed", "T+4200s"),
        ("(T+00:07) alert", "T+420s"),
        ("T-5 the change goes out", "T-300s"),
        ("T+0:07:30 alert", "T+450s"),
        ("T01 and T0x, the T-shirt, T+1234567", ""),
        // --- no times
        ("0.1\t28/06/2016\tJames", "2016-06-28"),
        ("T: 0800 304 7444", ""),
        ("kubernetes 1.13.12 to 1.14.10, kops 1.13.2", ""),
        ("Contents List\t3", ""),
        ("10.0.0.1:8080 and 192.168.1.20", ""),
        ("v1.30 and i-087e420c", ""),
        ("it may take some time, and may fail", ""),
        ("issue #3185 in run 16-20-04", ""),
    ];
    check("en", &rows);
}

#[test]
fn french() {
    let rows = [
        ("MAJ le 02.07.2021 à 15.45", "2021-07-02T15:45"),
        ("Vendredi 02/07", "-07-02w4"),
        ("Mercredi 9/06 :", "-06-09w2"),
        ("Matin :", "[04:00-12:00]"),
        ("Après-midi et soirée : suite", "[12:00-24:00]"),
        ("Soirée/Nuit : analyse", "[18:00-28:00]"),
        ("Journée : le déploiement", "[04:00-18:00]"),
        ("Dimanche 30/05 Journée : travail", "-05-30w6[04:00-18:00]"),
        ("disponible depuis hier, 15h.", "since today-1T15:00"),
        ("sera à nouveau disponible ce jeudi 17.06.2021 à partir de 15h00.", "since 2021-06-17w3T15:00"),
        ("par notre technicien à 05:00 le lendemain matin", "story+1T05:00"),
        ("(corrigé sous 24h)", "86400s at most"),
        ("interviendra dès mardi 8)", "since ---08w1"),
        ("à la suite de l’incident du 20/05", "-05-20"),
        ("(commandé le 24.05)", "-05-24"),
        ("il peut nous livrer 4 disques le 25/05 puis 5 autres le 27/05.", "-05-25; -05-27"),
        (
            "Le 13 février 2025, de 15 h 50 UTC à 19 h 48 UTC, les clients",
            "2025-02-13T15:50 UTC .. T19:48 UTC",
        ),
        (
            "13 février 2025 19h56 UTC | 13 février 2025 11h56 (heure du Pacifique)",
            "2025-02-13T19:56 UTC; 2025-02-13T11:56 America/Los_Angeles",
        ),
        ("aujourd’hui fortement sollicitées", "today+0"),
        ("dès demain, mercredi.", "since today+1"),
        ("vers 14h30", "~T14:30"),
        ("peu avant midi", "<T12:00"),
        ("16h15 Coupure", "T16:15"),
        ("une dizaine de jours", "864000s"),
        ("le 1er juin 2021 à 8h", "2021-06-01T08:00"),
        ("Commande de 39 disques", ""),
        ("l’option 2", ""),
    ];
    check("fr", &rows);
}

#[test]
fn words_of_one_language_do_not_leak_into_another() {
    let rows = [("Lundi 28/06", "-06-28"), ("le lendemain matin", "")];
    check("sv", &[("vid niotiden", "~T09:00"), ("vid 14-tiden", "~T14:00"), ("stämningen på den tiden", "")]);
    check("fi", &[("kuudelta illalla", "T18:00"), ("yhdeksältä", "T09:00")]);
    check("no", &[("22/9-20 kl 01:37", "2020-09-22T01:37")]);
    check("en", &rows);
}

#[test]
fn a_weekday_and_a_part_of_the_day() {
    for (code, line, want) in [
        ("sv", "Torsdagsmorgonen den 6 maj 2021 var", "2021-05-06w3[05:00-11:00]"),
        ("sv", "under fredagskvällen", "w4[18:00-24:00]"),
        ("de", "am Dienstagmorgen, 4. Mai 2021, kam es", "2021-05-04w1[05:00-11:00]"),
        ("de", "Freitagabend um 19:30 Uhr", "w4T19:30"),
        ("nl", "Dinsdagochtend 4 mei 2021 zaten", "2021-05-04w1[05:00-12:00]"),
        ("no", "Tirsdag morgen 4. mai 2021 kl. 6.52 gikk", "2021-05-04w1T06:52"),
        ("da", "Tirsdag morgen den 4. maj 2021 var", "2021-05-04w1[05:00-11:00]"),
        ("fi", "Tiistaiaamuna 4.5.2021 sähköt", "2021-05-04w1[04:00-12:00]"),
        ("fi", "tiistai-iltana", "w1[17:00-24:00]"),
        ("fr", "ce matin 8h30, le 4 mai 2021", "2021-05-04T08:30"),
        ("en", "this evening at 8:30", "T20:30"),
        ("en", "By mid-morning on 18th of May", "by -05-18[09:00-12:00]"),
        ("en", "Between as early as 08:00 and 13:20", "T08:00 .. T13:20"),
        ("it", "è ripresa alle 16.05 e tornata", "T16:05"),
        ("it", "dal 16.05 alle 18.30", "since -05-16T18:30"),
        ("ko", "약 5일 7시간 30분", "459000s long"),
        ("ko", "15일 오후 3시", "---15T15:00"),
    ] {
        check(code, &[(line, want)]);
    }
}

#[test]
fn idioms_of_clock_times() {
    check(
        "it",
        &[
            ("dalle 14 e 30 alle 18 e 30", "T14:30 .. T18:30"),
            ("alle 14 e 16", "T14:00"),
            ("le ore 21 e 40", "T21:40"),
        ],
    );
    check("da", &[("lige over midnat", ">T00:00"), ("Lidt over klokken 10", ">T10:00")]);
    check(
        "en",
        &[("at 10h47 the first report", "T10:47"), ("since 5h", "18000s"), ("took 4h 9m", "14940s long")],
    );
}
