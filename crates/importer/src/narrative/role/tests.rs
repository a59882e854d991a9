//! Lines and what they are: a row a shape.

use super::*;
use crate::locale::by_code;
use crate::read::document::Document;

fn kind(code: &str, text: &str) -> String {
    let document = Document::of(text).unwrap();
    let marked = text.starts_with(['#', '=']);
    let (line, locale) = (&document.lines[0], by_code(code).unwrap());
    let said = crate::time::grammar::scan(&line.text, &line.tokens, locale);
    match role(line, &said, locale, Setting { isolated: true, marked }) {
        Role::Blank => "blank".into(),
        Role::Code => "code".into(),
        Role::Heading(section) => format!("heading {section:?}"),
        Role::Day(_) => "day".into(),
        Role::Stamp(s) => format!("stamp {:?}{}", s.status, if s.posted { " posted" } else { "" }),
        Role::Entry { text: at, status, .. } => {
            format!("entry {status:?} {}", document.lines[0].rest(at))
        }
        Role::Field { label, time, value } => {
            format!("field {label:?} {} {}", time.is_some(), document.lines[0].rest(value))
        }
        Role::Status(status, at) => format!("status {status:?} {}", document.lines[0].rest(at)),
        Role::Prose => "prose".into(),
    }
}

#[test]
fn lines_are_known_by_their_shape() {
    for (code, line, want) in [
        ("en", "16:15\tIssue occurred", "entry None Issue occurred"),
        ("en", "  • 09:30 UTC - switch offline", "entry None switch offline"),
        ("en", "- 2021-02-11T09:02Z Compaction starts", "entry None Compaction starts"),
        ("en", "At around 16:30, a number of users lost access.", "prose"),
        ("en", "On 27 June 2016 we had an outage.", "prose"),
        ("en", "Mar 13, 10:16 MDT", "stamp None"),
        ("en", "Posted Sep 23, 2021 - 09:15 BST", "stamp None posted"),
        ("en", "Resolved [15/02/2022 23:09]", "stamp Some(Marks(Resolved))"),
        ("nl", "Storing betalingsverkeer 6 november 2023", "prose"),
        ("en", "Update 2 - 14:10", "stamp Some(Update)"),
        ("en", "Update #1, 13:25: We are aware", "entry Some(Marks(Communicated)) We are aware"),
        ("nl", "UPDATE 20/12. De leverancier meldt de oorzaak.", "prose"),
        ("en", "Update 10:15", "stamp Some(Update)"),
        ("en", "Resolved -", "status Marks(Resolved) "),
        ("en", "Resolved", "status Marks(Resolved) "),
        ("en", "Incident Date: 27/06/2016", "field IncidentDay true 27/06/2016"),
        ("en", "Report Date: 28/06/2016", "field Paper true 28/06/2016"),
        ("en", "  - First detected 2021-06-09 13:15", "field Milestone(Detected) true 2021-06-09 13:15"),
        ("en", "- Incident declared 2020-06-09 13:54", "entry None Incident declared 2020-06-09 13:54"),
        ("en", "Root Cause", "heading Some(Cause)"),
        ("en", "Timeline of Events", "heading Some(Timeline)"),
        ("en", "Timeline of Events.....\t5", "prose"),
        ("en", "0.1\t28/06/2016\tJames Bell\tInitial Draft", "prose"),
        ("en", ":revdate: 2021-05-21", "field Paper true 2021-05-21"),
        ("en", "== Timeline ==", "heading Some(Timeline)"),
        ("en", "=== 20 May 2021 ===", "day"),
        ("en", "== 14:05 UTC ==", "stamp None"),
        ("fr", "Vendredi 02/07", "day"),
        ("fr", "Mercredi 9/06 :  ", "day"),
        ("fr", "Matin :", "stamp None"),
        ("fr", "Matin : échange avec le fournisseur.", "entry None échange avec le fournisseur."),
        ("fr", "Dimanche 30/05 Journée : travail", "entry None travail"),
        ("fr", "Mercredi 26/05 Matin : Commande de 39 disques", "entry None Commande de 39 disques"),
        ("fr", "MAJ le 02.07.2021 à 15.45", "field Updated true 02.07.2021 à 15.45"),
        ("fr", "13 février 2025 19h56 UTC | 13 février 2025 11h56 (heure du Pacifique)", "stamp None"),
        ("fr", "| 21h52 | Début de l'incident : refus | |", "entry None Début de l'incident : refus | |"),
        ("fr", "| Gravité | Majeure |", "field Severity false Majeure |"),
        (
            "fr",
            "Début de l’interruption : mardi 5 janvier 2020, 7 h 45",
            "field Milestone(Started) true mardi 5 janvier 2020, 7 h 45",
        ),
        ("fr", "Sont prévus ce week-end :", "prose"),
        ("fr", "Le service est rétabli depuis hier, 15h.", "prose"),
        ("fr", "2. Déroulé", "heading Some(Timeline)"),
    ] {
        assert_eq!(kind(code, line), want, "{line}");
    }
}
