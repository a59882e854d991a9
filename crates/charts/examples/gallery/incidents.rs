//! Incidents made up for pictures and tests: two real ones retold, a dozen small ones, many generated, and hostile ones.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use incstats_model::milestone::Milestone::{
    self, Acknowledged, Communicated, Detected, Identified, Mitigated, Resolved, Started,
};
use incstats_model::{
    Event, Finding, Incident, IncidentId, Instant, Kind, MilestoneTime, Milestones, Place, Posted, Precision, Severity,
    Source, Status, TimeBounds, Zone, ZoneBasis, ZoneId,
};

/// One event as it is written below: a day or a moment, how long the doubt lasts in hours, the milestones, the words.
type Line<'a> = (&'a str, i64, &'a [Milestone], &'a str);

/// Builds incidents on the wall clock of a zone.
pub struct Story {
    zone: ZoneId,
    incident: Incident,
}

impl Story {
    /// An incident with a title, in a zone.
    pub fn new(id: &str, title: &str, zone: &str) -> Self {
        let id_zone: ZoneId = zone.parse().unwrap_or(ZoneId::UTC);
        let incident = Incident {
            id: IncidentId(id.to_owned()),
            source_id: None,
            kind: Kind::Incident,
            title: title.to_owned(),
            organisation: None,
            language: None,
            posted: Posted::default(),
            status: Status::Resolved,
            as_of: None,
            severity: None,
            services: Vec::new(),
            cause: None,
            zone: Zone { id: id_zone, basis: ZoneBasis::Configured },
            milestones: Milestones::default(),
            events: Vec::new(),
            findings: Vec::new(),
            source: Source { path: format!("{id}.txt"), sha256: id.to_owned(), ..Source::default() },
        };
        Self { zone: id_zone, incident }
    }

    fn at(&self, text: &str) -> Instant {
        let full = if text.len() == 10 { format!("{text}T00:00:00") } else { text.to_owned() };
        let full = if full.len() == 16 { format!("{full}:00") } else { full };
        self.zone.at(full.parse::<NaiveDateTime>().unwrap_or_default()).first()
    }

    /// Adds an event whose time is known to `hours`, exactly where they are 0.
    pub fn event(mut self, (at, hours, marks, text): Line<'_>) -> Self {
        let from = self.at(at);
        let bounds = match hours {
            0 if at.len() > 16 => TimeBounds::exact(from, Precision::Second),
            0 => TimeBounds::exact(from, Precision::Minute),
            24 => TimeBounds::between(from, from + TimeDelta::hours(24), Precision::Day),
            _ => TimeBounds::between(from, from + TimeDelta::hours(hours), Precision::DayPart),
        };
        let line = u32::try_from(self.incident.events.len()).unwrap_or_default() + 1;
        for milestone in marks {
            self.incident.milestones.set(*milestone, Some(MilestoneTime::stated(bounds, Place::line(line))));
        }
        let (planned, text) = match text.strip_prefix("planned: ") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        self.incident.events.push(Event {
            bounds,
            place: Place::line(line),
            text: text.to_owned(),
            marks: marks.to_vec(),
            planned,
            services: Vec::new(),
        });
        self
    }

    /// Leaves it open as of a moment.
    pub fn open(mut self, as_of: &str) -> Self {
        self.incident.status = Status::Ongoing;
        self.incident.as_of = Some(self.at(as_of));
        self
    }

    /// Adds a finding that contradicts a milestone, about two lines.
    pub fn contradicted(mut self, milestone: Milestone, lines: [u32; 2], message: &str) -> Self {
        self.incident.findings.push(Finding {
            code: format!("contradiction.{milestone}"),
            severity: Severity::Warning,
            place: Some(Place::line(lines[0])),
            also: vec![Place::line(lines[1])],
            message: message.to_owned(),
            remedy: "correct one of them".to_owned(),
        });
        self
    }

    /// The incident.
    pub fn done(self) -> Incident {
        self.incident
    }
}

/// A customer system down for an afternoon, exact to the minute; two times are given for its start.
pub fn crm() -> Incident {
    let lines: [Line<'_>; 10] = [
        ("2016-06-27T16:15", 0, &[Started], "Storage controller fails over and does not come back; virtual machines lose their disks"),
        ("2016-06-27T16:17", 0, &[Detected, Acknowledged], "Monitoring raises alarms for all hosts; the engineer on duty takes over"),
        ("2016-06-27T16:20", 0, &[Communicated], "First message to customers on the status page"),
        ("2016-06-27T16:24", 0, &[Identified], "Firmware fault of the controller is found to be the cause"),
        ("2016-06-27T16:30", 0, &[], "Users are locked out of the platform"),
        ("2016-06-27T16:31", 0, &[], "Key services checked and found to work after the failover"),
        ("2016-06-27T16:45", 0, &[], "Supplier called in; a second engineer joins"),
        ("2016-06-27T19:30", 0, &[Mitigated], "Logins work again for all users"),
        ("2016-06-27T19:30", 0, &[Resolved], "Incident closed after final checks"),
        ("2016-06-27T16:30", 0, &[], "Summary: the outage began around half past four"),
    ];
    let story = Story::new("2016-06-27-crm", "Post-incident report: loss of the hosted CRM platform", "Europe/London");
    lines
        .into_iter()
        .fold(story, Story::event)
        .contradicted(Started, [10, 1], "line 74 says “around 16:30”, line 96 says 16:15")
        .done()
}

/// A hosting outage told by day parts over 43 days, sixty entries, never closed.
pub fn hosting() -> Incident {
    const WORDS: [&str; 14] = [
        "Reconstruction des serveurs de messagerie en cours, délai encore inconnu",
        "Copie des sauvegardes vers le nouveau stockage : 38 % effectués",
        "Les sites web de la première série de clients sont à nouveau joignables",
        "La reprise des bases de données a échoué, nouvelle tentative cette nuit",
        "Contrôle d’intégrité des fichiers terminé sans perte constatée",
        "Ouverture progressive des accès distants pour les fiduciaires",
        "Retards de livraison du courrier, les messages ne sont pas perdus",
        "Mise en place d’un second pare-feu et changement de tous les mots de passe",
        "Les équipes travaillent en continu, prochain point demain matin",
        "Migration des boîtes partagées",
        "Rétablissement de la surveillance",
        "Les imprimantes réseau restent hors service chez quelques clients",
        "Vérification des droits d’accès après restauration",
        "Commande de matériel supplémentaire auprès du fournisseur",
    ];
    let mut story = Story::new("2021-05-20-hosting", "Panne de l’hébergement : état de la situation", "Europe/Zurich")
        .event(("2021-05-20T04:00", 8, &[Started, Identified], "Chiffrement de plusieurs serveurs par un rançongiciel ; tout est arrêté"))
        .event(("2021-05-20T12:00", 6, &[], "La surveillance fonctionne à nouveau"));
    let first = NaiveDate::from_ymd_opt(2021, 5, 20).unwrap_or_default();
    let parts = [(4, 8), (12, 6), (18, 6)];
    let mut n = 0_usize;
    for day in 0..43_i64 {
        let entries = match day {
            0 => 1,
            1..=9 => 3,
            10..=17 => 2,
            18..=27 => 1,
            _ => usize::from(day % 4 == 0),
        };
        for (from, hours) in parts.into_iter().rev().take(entries).rev() {
            let date = first + TimeDelta::days(day);
            let words = WORDS[n % WORDS.len()];
            n += 1;
            story = if n % 5 == 0 {
                story.event((&format!("{date}"), 24, &[], words))
            } else {
                story.event((&format!("{date}T{from:02}:00"), hours, &[], words))
            };
        }
    }
    story
        .event(("2021-06-17T15:00", 0, &[Mitigated], "Tous les services principaux sont rétablis"))
        .event(("2021-06-21", 24, &[], "planned: Remise en service des archives"))
        .event(("2021-07-02", 24, &[], "Courrier encore perturbé pour quelques clients"))
        .open("2021-07-02T15:45")
        .done()
}

/// A short incident whose times are all given, in minutes after its start.
fn small(id: &str, title: &str, start: &str, minutes: &[(i64, Milestone, &str)]) -> Incident {
    let story = Story::new(id, title, "Europe/Berlin");
    let from = story.at(start).naive_local();
    minutes
        .iter()
        .fold(story, |story, (after, milestone, text)| {
            let at = (from + TimeDelta::minutes(*after)).format("%Y-%m-%dT%H:%M").to_string();
            story.event((&at, 0, &[*milestone], text))
        })
        .done()
}

/// About a dozen incidents over five quarters, from minutes to weeks.
pub fn dozen() -> Vec<Incident> {
    let all = |d, a, i, m, r| {
        vec![
            (0, Started, "impact begins"),
            (d, Detected, "alarm"),
            (a, Acknowledged, "on-call takes over"),
            (i, Identified, "cause found"),
            (m, Mitigated, "impact over"),
            (r, Resolved, "closed"),
        ]
    };
    let mut set = vec![
        small("2020-05-04-dns", "DNS resolvers overloaded", "2020-05-04T09:12", &all(4, 6, 19, 31, 52)),
        small("2020-06-11-login", "Logins refused after a certificate expired", "2020-06-11T06:00", &all(41, 43, 52, 75, 80)),
        small("2020-07-28-mail", "Mail queue stuck", "2020-07-28T13:40", &all(12, 15, 95, 160, 410)),
        small("2020-09-02-api", "API errors 502 after a release", "2020-09-02T15:05", &all(1, 1, 6, 9, 9)),
        small("2020-10-19-storage", "Storage node lost, slow reads for a third of the customers", "2020-10-19T02:20", &all(9, 34, 260, 1300, 2900)),
        small("2020-11-30-shop", "Checkout slow on Black Monday", "2020-11-30T18:00", &all(15, 16, 70, 145, 150)),
        small("2020-12-24-power", "Power cut in the second data centre", "2020-12-24T23:10", &all(0, 12, 25, 333, 1510)),
        small("2021-02-08-vpn", "VPN gateways unreachable", "2021-02-08T07:45", &[(0, Started, ""), (8, Detected, ""), (66, Mitigated, "")]),
        small("2021-03-15-report", "Nightly reports missing", "2021-03-15T03:00", &[(0, Started, ""), (320, Identified, ""), (395, Resolved, "")]),
        small("2021-04-21-cdn", "Images missing in Asia", "2021-04-21T11:00", &all(22, 25, 44, 61, 190)),
        hosting(),
        Story::new("2021-06-03-backup", "Backups fail silently", "Europe/Berlin")
            .event(("2021-06-03", 24, &[Started], "job stops"))
            .event(("2021-06-05T08:30", 0, &[Detected], "noticed by a customer"))
            .event(("2021-06-05T12:00", 6, &[Identified], "full disk"))
            .event(("2021-06-06T04:00", 8, &[Mitigated, Resolved], "jobs run"))
            .done(),
        Story::new("2021-06-29-db", "Database failover loop", "Europe/Berlin")
            .event(("2021-06-29T10:00", 0, &[Started], ""))
            .event(("2021-06-29T10:02", 0, &[Detected], ""))
            .open("2021-06-29T17:30")
            .done(),
    ];
    set.push(crm_in(2021));
    set
}

fn crm_in(year: i32) -> Incident {
    let mut incident = small(
        &format!("{year}-06-27-crm"),
        "Loss of the hosted CRM platform",
        &format!("{year}-06-27T16:15"),
        &[
            (0, Started, ""),
            (2, Detected, ""),
            (2, Acknowledged, ""),
            (5, Communicated, ""),
            (9, Identified, ""),
            (195, Mitigated, ""),
            (195, Resolved, ""),
        ],
    );
    incident.organisation = Some("Coretek".to_owned());
    incident
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    /// A number from 0 to 1.
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / f64::from(1_u32 << 31)
    }

    /// Minutes scattered as outages are: many short, few long.
    fn minutes(&mut self, median: f64, spread: f64) -> i64 {
        let normal = (0..12).map(|_| self.roll()).sum::<f64>() - 6.0;
        #[expect(clippy::cast_possible_truncation, reason = "minutes of an outage")]
        let minutes = (median * (normal * spread).exp()).round() as i64;
        minutes
    }
}

/// Many incidents over three years; some open, some known to a range, some at zero.
pub fn many(n: usize) -> Vec<Incident> {
    let mut dice = Dice(7);
    let first = DateTime::UNIX_EPOCH.fixed_offset() + TimeDelta::days(17_897);
    (0..n)
        .map(|i| {
            let id = format!("INC-{i:03}");
            let start = first + TimeDelta::minutes(dice.minutes(1.0, 0.0) + (dice.roll() * 1_095.0 * 1_440.0).floor() as i64);
            let (found, fixed) = (dice.minutes(4.0, 1.1), dice.minutes(75.0, 1.3));
            let clock = |after: i64| (start + TimeDelta::minutes(after)).format("%Y-%m-%dT%H:%M").to_string();
            let doubt = if dice.roll() < 0.06 { 6 } else { 0 };
            let story = Story::new(&id, &format!("Generated incident {i}"), "UTC")
                .event((&clock(0), 0, &[Started], "impact begins"))
                .event((&clock(found), 0, &[Detected], "alarm"))
                .event((&clock(found + dice.minutes(3.0, 0.8)), 0, &[Acknowledged], "taken over"));
            if dice.roll() < 0.03 {
                return story.open(&clock(found + fixed + 60)).done();
            }
            story
                .event((&clock(found + fixed / 2), 0, &[Identified], "cause found"))
                .event((&clock(found + fixed), doubt, &[Mitigated], "impact over"))
                .event((&clock(found + fixed + doubt * 60 + dice.minutes(20.0, 1.0)), 0, &[Resolved], "closed"))
                .done()
        })
        .collect()
}

/// Two that share nothing: one of 10 seconds, one of three years, with titles that are long or in another script.
pub fn extremes() -> Vec<Incident> {
    let mut blink = Story::new("2022-03-01-blink", "Blink", "UTC")
        .event(("2022-03-01T12:00:00", 0, &[Started], "link lost"))
        .event(("2022-03-01T12:00:04", 0, &[Detected], "alarm"))
        .event(("2022-03-01T12:00:10", 0, &[Mitigated, Resolved], "link back"))
        .done();
    blink.title = "障害発生：東京リージョンの一部でネットワークに接続できない".to_owned();
    let mut slow = Story::new("2019-03-01-slow", "Slow leak", "America/New_York")
        .event(("2019-03-01", 24, &[Started], "first records go missing, unnoticed by everyone for a long time"))
        .event(("2021-11-07T01:30", 0, &[Detected], "an auditor counts"))
        .event(("2022-02-20T04:00", 8, &[Resolved], "all records restored from tape"))
        .done();
    slow.title = "Verlust einzelner Datensätze in der Donaudampfschifffahrtsgesellschaftskapitänsdatenbank".to_owned();
    vec![blink, slow]
}

/// A night in which the clocks go back, minute by minute.
pub fn dst_night() -> Incident {
    let mut story = Story::new("2021-10-31-dst", "Batch jobs run twice in the night of the clock change", "Europe/Zurich");
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
            Story::new(&format!("OPEN-{i}"), &format!("Open incident number {i} with a title that goes on for a while"), "UTC")
                .event((&format!("2022-0{}-1{}T08:00", 1 + i % 9, i % 7), 0, &[Started], "impact begins"))
                .open(&format!("2022-1{}-01T08:00", i % 3))
                .done()
        })
        .collect()
}

/// One incident with `n` events a few minutes apart, most of them unremarkable.
pub fn busy(n: u32) -> Incident {
    let story = Story::new("2023-01-17-busy", "Everything is written down, every two minutes, by several people at once", "UTC");
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
            story.event((&at, 0, marks, "Rebooted one more host of the cluster and watched it join; waiting for the next"))
        })
        .done()
}

/// The incidents that have a timeline of their own, by name.
pub fn single() -> Vec<(&'static str, Incident)> {
    let mut far = extremes();
    let (slow, blink) = (far.pop(), far.pop());
    let bare = Story::new("2020-01-01-bare", "Only one thing is known", "UTC").event(("2020-01-01", 24, &[Started], "")).done();
    let merged = small("2021-03-15-report", "Nightly reports missing", "2021-03-15T03:00", &[
        (0, Started, "Report job does not start"),
        (320, Identified, "Full disk on the report server"),
        (395, Resolved, "Reports delivered"),
    ]);
    let mut open = all_open(1);
    let mut all = vec![
        ("crm", crm()),
        ("hosting", hosting()),
        ("dst", dst_night()),
        ("busy-400", busy(400)),
        ("busy-60", busy(60)),
        ("bare", bare),
        ("merged", merged),
        ("nothing", Story::new("2020-02-02-nothing", "Nothing is known", "UTC").done()),
    ];
    all.extend(open.pop().map(|i| ("open", i)));
    all.extend(blink.map(|i| ("seconds", i)));
    all.extend(slow.map(|i| ("years", i)));
    all
}

/// The sets of incidents that are drawn side by side, by name.
pub fn sets() -> Vec<(&'static str, Vec<Incident>)> {
    vec![
        ("dozen", dozen()),
        ("400", many(400)),
        ("60", many(60)),
        ("1", vec![crm()]),
        ("2", extremes()),
        ("3", many(3)),
        ("open", all_open(7)),
        ("0", Vec::new()),
    ]
}
