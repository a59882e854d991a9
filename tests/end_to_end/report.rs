//! The written review: one page that stands alone, the same as Markdown, all of it or nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::folder::Folder;
use crate::history;

const SECTIONS: [&str; 7] = ["short", "figures", "charts", "incidents", "open", "basis", "annex"];

fn empty(folder: &Folder, inside: &str) -> bool {
    fs::read_dir(folder.path(inside)).map_or(true, |entries| entries.count() == 0)
}

#[test]
fn the_page_stands_alone_and_says_the_quarter_in_five_sentences() {
    let folder = history::project();
    let run = folder.run(&["report", "--period", "2021Q2", "--out", "out"]).succeeds();
    assert!(run.out.is_empty() && run.err.contains("wrote out/review.html and review.md"), "{}", run.err);
    let page = folder.read("out/review.html");
    for section in SECTIONS {
        assert_eq!(page.matches(&format!("<section id=\"{section}\"")).count(), 1, "{section}");
    }
    // Nothing is asked for, nothing runs: every address is of this page or holds the picture itself.
    for attribute in ["src=\"", "srcset=\"", "href=\""] {
        for address in page.split(attribute).skip(1) {
            assert!(address.starts_with("data:image/") || address.starts_with('#'), "{}", &address[..60]);
        }
    }
    assert!(!page.contains("<script") && page.contains("default-src 'none'"));
    assert!(page.contains("<html lang=\"en\">") && page.contains("2nd quarter 2021"));
    let sentences = page.split("<ul class=\"sentences\">").nth(1).unwrap().split("</ul>").next().unwrap();
    let sentences: Vec<&str> = sentences.lines().filter(|line| line.starts_with("<li>")).collect();
    insta::assert_snapshot!(sentences.join("\n"));
    // Every picture has words, and every link on the page leads somewhere.
    assert_eq!(page.matches("<img ").count(), page.matches(" alt=\"").count());
    for target in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(page.contains(&format!(" id=\"{target}\"")), "{target}");
    }
}

#[test]
fn every_number_has_its_file_and_line() {
    let folder = history::project();
    folder.run(&["report", "--out", "out"]).succeeds();
    let page = folder.read("out/review.md");
    let annex = page.split("## Annex").nth(1).unwrap().replace('\u{a0}', " ");
    for row in [
        "| [Incident report](#2016-06-27-incident-report) | 3 h 15 min | data/first.txt:5 | data/first.txt:8 |",
        "| 28 d 3 h to 28 d 11 h | data/second.txt:3 | data/second.txt:2 |",
    ] {
        assert!(annex.contains(row), "{row} is not in\n{annex}");
    }
}

#[test]
fn the_quarter_before_stands_beside_it_where_reports_reach_back() {
    let folder = history::project();
    folder.run(&["report", "--period", "2021Q2", "--out", "a"]).succeeds();
    assert!(folder.read("a/review.md").contains("| 1st quarter 2021 | change |"));
    folder.run(&["report", "--period", "2016Q2", "--out", "b"]).succeeds();
    let first = folder.read("b/review.md");
    assert!(
        first.contains("no report reaches back to the 1st quarter of 2016") && !first.contains("| change |")
    );
}

#[test]
fn the_same_in_french() {
    let folder = history::project();
    folder.run(&["report", "--period", "2021Q2", "--out", "out", "--language", "fr"]).succeeds();
    let page = folder.read("out/review.md");
    let opening: Vec<&str> = page.lines().take_while(|line| !line.starts_with("## Chiffres")).collect();
    insta::assert_snapshot!(opening.join("\n"));
    let html = folder.read("out/review.html");
    assert!(html.contains("<html lang=\"fr\">"));
    // What a chart says is told in French; inside the picture it is English, and the page says so. The whole history has
    // more charts than a quarter of one incident.
    folder.run(&["report", "--out", "whole", "--language", "fr"]).succeeds();
    let (html, titles) = (folder.read("whole/review.html"), folder.read("whole/review.md"));
    let alts: Vec<&str> = html.split(" alt=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(alts.len() > 8 && alts.iter().all(|alt| !alt.contains(" of ")), "{alts:#?}");
    let titles: Vec<&str> = titles.lines().filter_map(|line| line.strip_prefix("![")).collect();
    insta::assert_snapshot!(
        "the_captions_in_french",
        format!("{}\n\n{}", titles.join("\n"), alts.join("\n"))
    );
    assert!(page.contains("Le texte à l’intérieur des graphiques est en anglais."));
    // Said in the project once, typed never again.
    let settings = format!("{}\n[report]\nlanguage = \"fr\"\n", folder.read("incstats.toml"));
    folder.write("incstats.toml", settings);
    folder.run(&["report", "--period", "2021Q2", "--out", "again"]).succeeds();
    assert_eq!(folder.read("again/review.md"), page);
}

#[test]
fn a_firm_has_its_own_logo_colours_and_order() {
    let folder = history::project();
    let printed = folder.run(&["report", "--print-template"]).succeeds().out;
    folder.write("house.html", &printed);
    folder.run(&["report", "--out", "plain", "--template", "house.html"]).succeeds();
    assert!(folder.read("plain/review.html").contains("<section id=\"annex\""));
    folder.write("dress/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let own = "{% extends \"incstats/review.html\" %}\n\
        {% block brand %}<img class=\"brand\" src=\"{{ embed(\"logo.svg\") }}\" alt=\"House\">{% endblock %}\n\
        {% block style %}:root { --accent: #123456; }{% endblock %}\n\
        {% block main %}{% include \"incstats/open.html\" %}{% include \"incstats/short.html\" %}{% endblock %}\n";
    folder.write("dress/house.html", own);
    let settings = format!("{}\n[report]\ntemplate = \"dress/house.html\"\n", folder.read("incstats.toml"));
    folder.write("incstats.toml", settings);
    folder.run(&["report", "--out", "out"]).succeeds();
    let page = folder.read("out/review.html");
    let at = |text: &str| page.find(text).unwrap();
    assert!(page.contains("src=\"data:image/svg+xml;base64,") && page.contains("--accent: #123456;"));
    assert!(at("<section id=\"open\"") < at("<section id=\"short\""));
    assert!(!page.contains("<section id=\"annex\""));
}

#[test]
fn a_broken_template_is_told_with_its_line_and_nothing_is_written() {
    let folder = history::project();
    for (text, said) in [
        ("{% extends \"incstats/review.html\" %}\n{% block main %}\n{% if %}\n", "template own.html:3: "),
        ("<p>\n{{ page.nonsense }}", "template own.html:2: `page.nonsense` is undefined"),
        ("{{ page.title|safe }}", "template own.html:1: filter safe is unknown"),
        ("{% include \"incstats/gone.html\" %}", "template own.html:1: "),
        (
            "\n{{ embed(\"../secret.png\") }}",
            "template own.html:2: embed(\"../secret.png\"): expected a file in the folder",
        ),
        ("\n{{ embed(\"gone.png\") }}", "embed(\"gone.png\"): no such file"),
    ] {
        folder.write("own.html", text);
        folder
            .run(&["report", "--out", "new/out", "--template", "own.html"])
            .fails(1, &[said, "hint: `incstats report --print-template`"]);
        assert!(empty(&folder, "new"), "{text}");
    }
    folder
        .run(&["report", "--out", "out", "--template", "gone.html"])
        .fails(1, &["could not read `gone.html`"]);
    folder.run(&["report"]).fails(2, &["--out"]);
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let folder = history::project();
    folder.run(&["report", "--period", "1999Q1", "--out", "out"]).fails(
        1,
        &["no incident of the history started in 1999Q1", "the history goes from 2016-06-27 to 2021-05-20"],
    );
    assert!(!folder.has("out"));
    folder.write("file", "mine");
    folder.run(&["report", "--out", "file"]).fails(1, &["could not make the folder `file`: there is a file"]);
    folder.run(&["report", "--out", "file/in"]).fails(1, &["could not make the folder `file/in`"]);
    assert_eq!(folder.read("file"), "mine");
    // Root may write everywhere, so that only others see this.
    folder.write("closed/mine", "mine");
    fs::set_permissions(folder.path("closed"), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(folder.path("closed/try"), "").is_err() {
        for args in [&["report", "--out", "closed"][..], &["chart", "counts", "--out", "closed"]] {
            folder.run(args).fails(1, &["closed", "no permission"]);
        }
    } else {
        fs::remove_file(folder.path("closed/try")).unwrap();
    }
    fs::set_permissions(folder.path("closed"), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(fs::read_dir(folder.path("closed")).unwrap().count(), 1);
    // Nobody makes a folder in this one, not even root.
    if fs::metadata("/proc/self").is_ok() {
        for command in ["report", "review", "chart"] {
            folder
                .run(&[command, "--out", "/proc/self/out"])
                .fails(1, &["could not make the folder `/proc/self/out`"]);
        }
    }
    folder
        .run(&["chart", "counts", "--period", "1999Q1", "--out", "charts"])
        .fails(1, &["no chart `counts`: there is no incident in 1999Q1"]);
    folder.run(&["chart", "trend", "--metric", "mtbf", "--out", "charts"]).fails(2, &["`mtbf` is no metric"]);
    assert!(!folder.has("charts"), "no empty folder");
    // A folder stands where a file of the review must go.
    fs::create_dir_all(folder.path("taken/review.html/x")).unwrap();
    folder.run(&["report", "--out", "taken"]).fails(1, &["could not write `taken/review.html`"]);
    assert!(
        !fs::read_dir(folder.path("taken")).unwrap().any(|e| e
            .unwrap()
            .file_name()
            .to_string_lossy()
            .starts_with(".incstats"))
    );
    let nothing = Folder::project();
    nothing.run(&["report", "--out", "out"]).fails(1, &["nothing was imported yet"]);
    assert!(!nothing.has("out"));
}

#[test]
fn what_people_corrected_is_told_with_what_it_was() {
    let folder = history::project();
    folder
        .run(&["correct", "2016", "started=27 June 2016 16:05", "--why", "the *monitoring* log"])
        .succeeds();
    folder.run(&["report", "--out", "out"]).succeeds();
    let page = folder.read("out/review.md").replace('\u{a0}', " ");
    let row = page
        .lines()
        .find(|line| line.contains("monitoring") && line.contains("16:05") && line.starts_with("| ["))
        .unwrap();
    assert!(row.contains("| started | 27 June 2016 16:15 Europe/London | 27 June 2016 16:05 Europe/London | the \\*monitoring\\* log"), "{row}");
}
