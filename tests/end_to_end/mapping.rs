//! Tables and objects whose names nobody knows: a mapping proposed, and records read by one.

use crate::folder::Folder;

const TABLE: &str = "\
Vorgang;Wann;Bis;Was war los;Wer
A-1;01.03.2026 08:10;01.03.2026 09:40;Die Mail kam nicht an;Ada
A-2;13.03.2026 08:10;13.03.2026 10:10;Das Netz war weg;Ada
";

#[test]
fn what_is_proposed_can_be_put_into_the_settings() {
    let folder = Folder::project();
    folder.write("data/vorgaenge.csv", TABLE);
    let guess = folder.run(&["import", "data/vorgaenge.csv", "--guess"]).succeeds();
    assert_eq!(
        guess.out,
        "[[mapping]]\nglob = \"data/vorgaenge.csv\"\n\
         columns = { id = \"Vorgang\", opened = \"Wann\", closed = \"Bis\", title = \"Was war los\" }\n\n"
    );
    assert!(guess.err.contains("left out: Wer"), "{}", guess.err);
    assert_eq!(folder.run(&["list", "--format", "json"]).succeeds().json().as_array().map(Vec::len), Some(0));
    let settings = folder.read("incstats.toml");
    folder.write("incstats.toml", format!("{settings}\n{}", guess.out));
    folder.run(&["import", "data"]).succeeds();
    let list = folder.run(&["list", "--format", "json"]).succeeds().json();
    assert_eq!(
        (&list[0]["title"], &list[1]["title"]),
        (&"Die Mail kam nicht an".into(), &"Das Netz war weg".into())
    );
}

#[test]
fn where_nothing_can_be_proposed_it_says_why() {
    let folder = Folder::empty();
    folder.write("colours.csv", "name,colour\na,red\nb,blue\n");
    folder
        .run(&["import", "colours.csv", "--guess"])
        .fails(1, &["none of its columns holds times: name, colour"]);
}

#[test]
fn objects_a_line_are_read_by_a_mapping() {
    let folder = Folder::project();
    folder.write(
        "data/log.jsonl",
        "{\"nr\": 7, \"begin\": \"2026-03-01T08:10:00Z\", \"end\": \"2026-03-01T09:40:00Z\", \"what\": \"Mail is down\"}\n\
         {\"nr\": 8, \"begin\": \"2026-03-02T08:10:00Z\", \"en\n\
         {\"nr\": 9, \"begin\": \"2026-03-03T08:10:00Z\", \"end\": null, \"what\": \"Web is slow\"}\n",
    );
    folder.run(&["import", "data"]).fails(1, &["--map opened=NAME,resolved=NAME,title=NAME"]);
    let map = "id=nr,started=begin,resolved=end,title=what";
    let run =
        folder.run(&["import", "data", "--map", map]).fails(1, &["data/log.jsonl:2: no incident was made"]);
    assert_eq!(run.out.matches("added").count(), 2, "{}", run.out);
    let list = folder.run(&["list", "--format", "json"]).succeeds().json();
    assert_eq!((&list[0]["title"], &list[0]["ttr"]["min_s"]), (&"Mail is down".into(), &5_400.into()));
    assert_eq!(list[1]["title"], "Web is slow");
}
