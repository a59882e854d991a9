//! A table of incidents in our own words: a row an incident, a heading that names our fields. It is what
//! `export --format csv` writes and what people keep in a spreadsheet.
//!
//! Columns: `id`, `source_id`, `kind`, `title`, `organisation`, `language`, `posted_opened`, `posted_closed`, `status`,
//! `as_of`, `severity`, `services` (parted by `;`), `cause`, `zone`, `zone_basis`, and each milestone either as one
//! column (`started`) or as two (`started_earliest`, `started_latest`; with `started_precision` and `started_basis`).
//! All are optional but one milestone. Cells are parted by commas, semicolons or tabs. The place of every figure is the
//! line on which its row begins.

mod columns;
mod row;

use csv::StringRecord;
use incstats_model::{Incident, Milestone, Status};

use super::findings::{self, MOST_NAMED};
use super::registry::{Input, Read, Sight};
use super::table::findings as told;
use super::table::rows::{At, Rows};
use super::table::states::States;
use columns::Columns;
use row::Row;

/// The column that tells incidents apart.
const ID: &str = "id";

/// Whether the first line is a heading of two columns or more that names a milestone.
pub fn recognises(sight: &Sight<'_>) -> bool {
    heading(sight).is_some()
}

/// Reads the table, giving away one incident after the other.
pub fn read(input: &Input<'_>, each: &mut dyn FnMut(Incident)) -> Read {
    let mut out = Read::default();
    let Some((delimiter, columns)) = heading(&Sight::of_table(input.text)) else { return out };
    if let Some(unknown) = columns.unknown() {
        out.findings.push(findings::columns(1, &unknown, &columns::known()));
    }
    let again = headings_again(input.text, delimiter, &columns);
    out.findings.extend(again.map(|(line, count)| told::heading_again(line, count)));
    let states = states(input, delimiter, &columns);
    out.findings.extend(states.several().map(|(rows, incidents)| told::states(rows, incidents)));
    let (mut chosen, mut wrong) = (states.chosen(), 0usize);
    go_through(input.text, delimiter, &columns, |at, cells| {
        let row = cells.and_then(|cells| Row::new(&columns, cells, at.line).map(|row| (row, cells)));
        let read = row.and_then(|(row, cells)| {
            let state = columns.cell(cells, ID).map(|_| chosen.take(at.byte));
            // Another row tells the last state.
            if matches!(state, Some(None)) && !states.is_wrong(at.byte) {
                return Ok(None);
            }
            let mut incident = row.incident(input)?;
            let found = state.flatten().and_then(|state| told::of_state(&state, at.line));
            incident.findings.extend(found);
            Ok(Some(incident))
        });
        match read {
            Ok(incident) => incident.into_iter().for_each(&mut *each),
            Err(why) => {
                wrong += 1;
                if wrong <= MOST_NAMED {
                    out.findings.push(findings::row(at.line, &why));
                }
            }
        }
    });
    if wrong > MOST_NAMED {
        out.findings.push(findings::more(1, wrong - MOST_NAMED, MOST_NAMED));
    }
    out
}

/// Every row below the heading, or what is wrong with it.
fn go_through(
    text: &str,
    delimiter: u8,
    columns: &Columns,
    mut each: impl FnMut(At, Result<&StringRecord, String>),
) {
    let (mut rows, mut record) =
        (Rows::fitting(text, delimiter, columns.width(), |_| ()), StringRecord::new());
    rows.next(&mut record);
    let heading = record.clone();
    while let Some((at, read)) = rows.next(&mut record) {
        if read.is_err() || !is_again(&record, &heading) {
            each(at, read.map(|()| &record));
        }
    }
}

/// Whether a row is the heading again, as where several exports were put one behind the other.
fn is_again(row: &StringRecord, heading: &StringRecord) -> bool {
    let name = |cell: &str| cell.trim_start_matches('\u{feff}').trim().to_lowercase();
    row.len() == heading.len() && row.iter().zip(heading).all(|(cell, named)| name(cell) == name(named))
}

/// The line on which the heading stands again, and how often it does.
fn headings_again(text: &str, delimiter: u8, columns: &Columns) -> Option<(u32, usize)> {
    let (mut rows, mut record) =
        (Rows::fitting(text, delimiter, columns.width(), |_| ()), StringRecord::new());
    rows.next(&mut record);
    let heading = record.clone();
    let mut found: Option<(u32, usize)> = None;
    while let Some((at, read)) = rows.next(&mut record) {
        if read.is_ok() && is_again(&record, &heading) {
            found = Some(found.map_or((at.line, 1), |(line, count)| (line, count + 1)));
        }
    }
    found
}

/// Which of the rows with one id counts: the last that can be read.
fn states(input: &Input<'_>, delimiter: u8, columns: &Columns) -> States {
    let mut states = States::default();
    go_through(input.text, delimiter, columns, |at, cells| {
        let Ok(cells) = cells else { return };
        if let Some(id) = columns.cell(cells, ID) {
            let readable = || Row::new(columns, cells, at.line).is_ok_and(|row| row.incident(input).is_ok());
            states.see(id, at, None, None, readable);
        }
    });
    states.settle();
    states
}

/// The columns of a table of ours, and what parts its cells.
fn heading(sight: &Sight<'_>) -> Option<(u8, Columns)> {
    sight.headings().iter().find_map(|(delimiter, cells)| {
        let columns = Columns::of(cells);
        columns.have_a_milestone().then_some((*delimiter, columns))
    })
}

/// What a row without a word on it is: over where it has an end.
fn status_from(resolved: bool) -> Status {
    if resolved { Status::Resolved } else { Status::Unknown }
}

/// The names of a milestone's columns.
fn milestone_columns(milestone: Milestone) -> [String; 6] {
    let part = |part: &str| format!("{milestone}_{part}");
    [milestone.to_string(), part("earliest"), part("latest"), part("precision"), part("basis"), part("line")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::registry::Reading;
    use crate::options::Options;
    use incstats_model::{Metric, Source};
    use proptest::prelude::*;

    fn table(text: &str) -> Read {
        Reading::OneByOne(read).whole(&Input {
            text,
            options: &Options::default(),
            source: &Source::default(),
        })
    }

    fn ttr(read: &Read, row: usize) -> String {
        Metric::find("ttr").unwrap().of(&read.incidents[row]).unwrap().to_string()
    }

    #[test]
    fn rows_are_incidents_with_their_line() {
        let found = table(
            "id,title,severity,services,started,resolved\n\nA-1,Mail down,SEV1,mail; web,2021-05-20T04:00:00Z,2021-05-20T05:30:00Z\n\
             A-2,\"Two\nlines\",,,2021-05-21 06:00,2021-05-21 06:20\n",
        );
        assert_eq!(found.incidents.len(), 2, "{:?}", found.findings);
        let first = &found.incidents[0];
        assert_eq!((first.id.as_str(), first.source_id.as_deref()), ("A-1", Some("A-1")));
        assert_eq!(first.services, ["mail", "web"]);
        assert_eq!((first.status, first.zone.basis.name()), (Status::Resolved, "stated"));
        assert_eq!(first.milestones.get(Milestone::Started).unwrap().place.unwrap().line, 3);
        assert_eq!((ttr(&found, 0), ttr(&found, 1)), ("1 h 30 min".into(), "20 min".into()));
        let second = &found.incidents[1];
        assert_eq!(second.milestones.get(Milestone::Started).unwrap().place.unwrap().line, 4);
        let codes: Vec<&str> = second.findings.iter().map(|f| f.code.as_str()).collect();
        assert_eq!(codes[..2], ["assumed.zone", "missing.detected"]);
    }

    #[test]
    fn a_wrong_row_is_a_finding_and_the_rest_is_kept() {
        let found = table(
            "title;started;resolved;status;colour\na;2021-05-20T04:00:00Z;soon;;red\nb;2021-05-20T04:00:00Z;;ongoing;\n\
             c;2021-05-20T04:00:00Z;2021-05-20T05:00:00Z;done;\n;2021-05-20T04:00:00Z;;;\n\
             d;2021-05-20T04:00:00Z;2021-05-20T05:00:00Z\n",
        );
        let titles: Vec<&str> = found.incidents.iter().map(|i| i.title.as_str()).collect();
        assert_eq!(titles, ["b", "d"]);
        let told: Vec<(u32, &str)> =
            found.findings.iter().map(|f| (f.place.unwrap().line, f.message.as_str())).collect();
        assert_eq!(told[0], (1, "left out, as no such column is known: colour"));
        assert!(told[1].0 == 2 && told[1].1.contains("`resolved`: `soon` is no time"), "{told:?}");
        assert!(told[2].0 == 4 && told[2].1.contains("`status`: `done`"), "{told:?}");
        assert!(told[3].0 == 5 && told[3].1.contains("neither `title` nor `id`"), "{told:?}");
        assert_eq!(told.len(), 4);
    }

    #[test]
    fn ranges_open_ends_and_reversed_orders() {
        let found = table(
            "title,status,as_of,started_earliest,started_latest,resolved\n\
             a,,,2021-05-20T04:00:00+02:00,2021-05-20T12:00:00+02:00,2021-05-20T13:00:00+02:00\n\
             b,ongoing,2021-05-22T04:00:00Z,2021-05-20T04:00:00Z,,\n\
             c,,,2021-05-20T04:00:00Z,,2021-05-20T03:00:00Z\n\
             d,,,2021-05-20T12:00:00Z,2021-05-20T04:00:00Z,\n",
        );
        assert_eq!(ttr(&found, 0), "1 h to 9 h");
        assert_eq!(ttr(&found, 1), "at least 2 d");
        assert_eq!(found.incidents[2].findings[0].code, "order.reversed");
        assert_eq!(found.incidents.len(), 3);
        assert!(found.findings[0].message.contains("is after the latest"), "{:?}", found.findings);
    }

    #[test]
    fn cells_that_do_not_fit_are_not_guessed_at() {
        let found = table(
            "title,started,resolved\nMail, down,2021-05-20T04:00:00Z,2021-05-20T05:00:00Z\n\
             ok,2021-05-20T04:00:00Z,2021-05-20T05:00:00Z,,\n\"lost,2021-05-20T04:00:00Z,\nb,2021-05-20T04:00:00Z,\n",
        );
        assert_eq!(found.incidents.len(), 2, "what stands below the mark is read");
        let told: Vec<(u32, bool)> =
            found.findings.iter().map(|f| (f.place.unwrap().line, f.message.contains("quot"))).collect();
        assert_eq!(told, [(2, true), (4, true)]);
    }

    proptest! {
        #[test]
        fn whatever_stands_below_the_heading_an_incident_has_a_title_and_its_line(body in "[ -~\n\"é]{0,200}") {
            let text = format!("title,started,resolved\n{body}");
            prop_assert!(recognises(&Sight::of_table(&text)));
            let found = table(&text);
            for (incident, line) in found.incidents.iter().filter_map(|i| Some((i, i.milestones.get(Milestone::Started)?.place?.line))) {
                prop_assert!(!incident.title.is_empty() && line > 1);
            }
        }
    }

    #[test]
    fn of_rows_with_one_id_the_last_that_can_be_read_counts() {
        let found = table(
            "id,title,started\na,first,2021-05-20T04:00:00Z\nb,other,2021-05-21T04:00:00Z\n,without,2021-05-21T05:00:00Z\n\
             a,last,2021-05-20T05:00:00Z\na,wrong,soon\n",
        );
        let titles: Vec<&str> = found.incidents.iter().map(|i| i.title.as_str()).collect();
        assert_eq!(titles, ["other", "without", "last"]);
        assert!(found.incidents[2].findings.iter().any(|f| f.code == "feed.duplicate"));
        let told: Vec<(u32, &str)> =
            found.findings.iter().map(|f| (f.place.unwrap().line, f.code.as_str())).collect();
        assert_eq!(told, [(1, "feed.states"), (6, "feed.row")]);
    }

    #[test]
    fn prose_with_commas_is_no_table() {
        for text in ["On Monday, we started, and it failed\n", "started\n", "a,b\nstarted,resolved\n", ""] {
            assert!(!recognises(&Sight::of_table(text)), "{text}");
        }
    }

    #[test]
    fn a_heading_that_stands_again_is_no_row() {
        let export = |id: &str| {
            format!("id,title,started,resolved\n{id},Mail down,2021-05-20T04:00Z,2021-05-20T05:30Z\n")
        };
        let found = table(&format!("{}{}{}", export("A"), export("B").to_uppercase(), export("C")));
        assert_eq!(found.incidents.len(), 3, "{:?}", found.findings);
        let told: Vec<_> = found
            .findings
            .iter()
            .map(|finding| (finding.code.as_str(), finding.place.unwrap().line))
            .collect();
        assert_eq!(told, [("feed.heading", 3)]);
    }
}
