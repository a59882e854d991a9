//! A table too large to be held as incidents: kept one after the other, in one transaction, and known again.

use std::fmt::Write as _;

use crate::folder::Folder;

/// More than the 8 MB up to which the text of a table is kept.
const ROWS: usize = 20_000;
/// Rows that nothing can be made of, as lines of the file.
const WRONG: [usize; 2] = [1_000, 10_001];

fn table(priority: &str) -> String {
    let mut text = "number,priority,opened_at,resolved_at,short_description\n".to_owned();
    let filler = "the queue stood still and nobody could sign in, ".repeat(9);
    for row in 0..ROWS {
        let (day, hour) = (row / 24 % 28 + 1, row % 24);
        let (opened, resolved) = if WRONG.contains(&(row + 2)) {
            ("sometime".to_owned(), "later".to_owned())
        } else {
            (format!("2026-02-{day:02} {hour:02}:00"), format!("2026-03-02 {hour:02}:30"))
        };
        let _ = writeln!(text, "INC{row:06},{priority},{opened},{resolved},\"{filler}in hall {}\"", row % 9);
    }
    assert!(text.len() > 8 << 20, "{} bytes", text.len());
    text
}

#[test]
fn a_large_table_is_kept_whole_but_for_its_wrong_rows() {
    let folder = Folder::project();
    folder.write("data/tickets.csv", table("3"));
    let wrong = ["data/tickets.csv:1000: no incident was made of this row", "data/tickets.csv:10001:"];
    let tried = folder.run(&["import", "data", "--dry-run"]).fails(1, &wrong);
    assert!(tried.out.contains("read       19998 incidents  data/tickets.csv"), "{}", tried.out);
    let list = |severity: &str| {
        let list = folder.run(&["list", "--format", "json"]).succeeds().json();
        list.as_array().unwrap().iter().filter(|incident| incident["severity"] == severity).count()
    };
    let first = folder.run(&["import", "data"]).fails(1, &wrong);
    assert!(first.out.contains("added      19998 incidents  data/tickets.csv"), "{}", first.out);
    assert!(first.err.contains("text.not-kept"), "{}", first.err);
    assert_eq!(list("3"), 19_998);
    // The same bytes, known.
    let again = folder.run(&["import", "data"]).fails(1, &wrong);
    assert!(again.out.contains("unchanged  19998 incidents  data/tickets.csv"), "{}", again.out);
    assert!(again.err.contains("of 1 large table as before, what is to check"), "{}", again.err);
    let asked = folder.run(&["forget", "data/tickets.csv"]).succeeds();
    assert!(asked.out.ends_with("and 19993 more)\n"), "{}", asked.out);
    // Figures rest on lines of the file.
    let shown = folder.run(&["show", "INC000010", "--format", "json"]).succeeds().json();
    assert_eq!(
        (&shown["milestones"]["resolved"]["line"], &shown["source"]["lines"]),
        (&12.into(), &(ROWS + 1).into())
    );
    folder.run(&["show", "INC000010", "--source"]).fails(1, &["too large", "line 12 of the file"]);
    // A new version replaces what the old one gave and keeps what people said.
    folder.run(&["correct", "INC000010", "cause=disk", "--why", "seen"]).succeeds();
    folder.write("data/tickets.csv", table("2"));
    let changed = folder.run(&["import", "data"]).fails(1, &wrong);
    assert!(changed.out.contains("changed    19998 incidents  data/tickets.csv"), "{}", changed.out);
    assert_eq!((list("3"), list("2")), (0, 19_998));
    let shown = folder.run(&["show", "INC000010", "--format", "json"]).succeeds().json();
    assert_eq!((&shown["cause"], &shown["severity"]), (&"disk".into(), &"2".into()));
    // One that tells of nothing takes nothing away.
    let heading = "number,opened_at,resolved_at\n";
    folder.write(
        "data/tickets.csv",
        format!("{heading}{}", format!("INC1,sometime,never{}\n", " ".repeat(10_000)).repeat(900)),
    );
    folder.run(&["import", "data"]).fails(1, &["no incident was made of this row"]);
    assert_eq!(list("2"), 19_998);
}
