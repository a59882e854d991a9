//! Two real incidents retold, and a dozen small ones.

use chrono::{NaiveDate, TimeDelta};
use incstats_model::Incident;
use incstats_model::milestone::Milestone::{
    self, Acknowledged, Communicated, Detected, Identified, Mitigated, Resolved, Started,
};

use super::story::{Line, Story};

/// A customer system down for an afternoon, exact to the minute; two times are given for its start.
pub fn crm() -> Incident {
    let lines: [Line<'_>; 10] = [
        (
            "2016-06-27T16:15",
            0,
            &[Started],
            "Storage controller fails over and does not come back; virtual machines lose their disks",
        ),
        (
            "2016-06-27T16:17",
            0,
            &[Detected, Acknowledged],
            "Monitoring raises alarms for all hosts; the engineer on duty takes over",
        ),
        ("2016-06-27T16:20", 0, &[Communicated], "First message to customers on the status page"),
        ("2016-06-27T16:24", 0, &[Identified], "Firmware fault of the controller is found to be the cause"),
        ("2016-06-27T16:30", 0, &[], "Users are locked out of the platform"),
        ("2016-06-27T16:31", 0, &[], "Key services checked and found to work after the failover"),
        ("2016-06-27T16:45", 0, &[], "Supplier called in; a second engineer joins"),
        ("2016-06-27T19:30", 0, &[Mitigated], "Logins work again for all users"),
        ("2016-06-27T19:30", 0, &[Resolved], "Incident closed after final checks"),
        ("2016-06-27T16:30", 0, &[], "Summary: the outage began around half past four"),
    ];
    let story = Story::new(
        "2016-06-27-crm",
        "Post-incident report: loss of the hosted CRM platform",
        "Europe/London",
    );
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
    let mut story =
        Story::new("2021-05-20-hosting", "Panne de l’hébergement : état de la situation", "Europe/Zurich")
            .event((
                "2021-05-20T04:00",
                8,
                &[Started, Identified],
                "Chiffrement de plusieurs serveurs par un rançongiciel ; tout est arrêté",
            ))
            .event(("2021-05-20T12:00", 6, &[], "La surveillance fonctionne à nouveau"));
    let first = NaiveDate::from_ymd_opt(2021, 5, 20).unwrap_or_default();
    let parts = [(4, 8), (12, 6), (18, 6)];
    let mut n = 0_usize;
    for day in 0..43_i64 {
        let entries = match day {
            0 | 18..=27 => 1,
            1..=9 => 3,
            10..=17 => 2,
            _ => usize::from(day % 4 == 0),
        };
        for (from, hours) in parts.into_iter().rev().take(entries).rev() {
            let date = first + TimeDelta::days(day);
            let words = WORDS.get(n % WORDS.len()).copied().unwrap_or_default();
            n += 1;
            story = if n.is_multiple_of(5) {
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
pub(super) fn small(id: &str, title: &str, start: &str, minutes: &[(i64, Milestone, &str)]) -> Incident {
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
        small(
            "2020-06-11-login",
            "Logins refused after a certificate expired",
            "2020-06-11T06:00",
            &all(41, 43, 52, 75, 80),
        ),
        small("2020-07-28-mail", "Mail queue stuck", "2020-07-28T13:40", &all(12, 15, 95, 160, 410)),
        small("2020-09-02-api", "API errors 502 after a release", "2020-09-02T15:05", &all(1, 1, 6, 9, 9)),
        small(
            "2020-10-19-storage",
            "Storage node lost, slow reads for a third of the customers",
            "2020-10-19T02:20",
            &all(9, 34, 260, 1300, 2900),
        ),
        small(
            "2020-11-30-shop",
            "Checkout slow on Black Monday",
            "2020-11-30T18:00",
            &all(15, 16, 70, 145, 150),
        ),
        small(
            "2020-12-24-power",
            "Power cut in the second data centre",
            "2020-12-24T23:10",
            &all(0, 12, 25, 333, 1510),
        ),
        small(
            "2021-02-08-vpn",
            "VPN gateways unreachable",
            "2021-02-08T07:45",
            &[(0, Started, ""), (8, Detected, ""), (66, Mitigated, "")],
        ),
        small(
            "2021-03-15-report",
            "Nightly reports missing",
            "2021-03-15T03:00",
            &[(0, Started, ""), (320, Identified, ""), (395, Resolved, "")],
        ),
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
