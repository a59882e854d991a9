//! Every figure that a table prints is explained in `docs/figures.md`, every finding in `docs/findings.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::folder::Folder;

const FIGURES: &str = include_str!("../../docs/figures.md");
const FINDINGS: &str = include_str!("../../docs/findings.md");

/// Column headings that are names and no figures.
const NAMES: [&str; 7] = ["", "from .. to", "metric", "incident", "phase", "service", "severity"];

/// The headings of the tables of a text: the cells of each line above a rule.
fn headings(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let rule = |line: &str| line.len() > 8 && line.chars().all(|c| c == '-');
    let above = lines.windows(2).filter(|pair| rule(pair[1])).map(|pair| pair[0]);
    above.flat_map(|line| line.split("  ").map(|cell| cell.trim().to_owned())).collect()
}

/// The first cells of the lines of the table that has a heading.
fn first_cells(text: &str, heading: &str) -> Vec<String> {
    let lines = text.lines().skip_while(|line| !line.starts_with(heading)).skip(2);
    lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| Some(line.split("  ").next()?.to_owned()))
        .collect()
}

#[test]
fn every_printed_figure_is_explained() {
    let folder = Folder::project();
    let rows = (0..24).map(|i| {
        let day = format!("2021-{:02}-{:02}", 1 + i / 2, 3 + i % 2 * 9);
        format!("I{i},Outage,SEV{},web,{day}T10:00:00Z,{day}T10:0{}:00Z,{day}T11:{:02}:00Z,{day}T09:00:00Z,{day}T12:00:00Z", i % 2, i % 9, 10 + i)
    });
    let heading =
        "id,title,severity,services,started,detected,resolved,posted_opened,posted_closed".to_owned();
    folder.write("data/a.csv", std::iter::once(heading).chain(rows).collect::<Vec<_>>().join("\n"));
    folder.write("incstats.toml", "availability_target = 99.9\n");
    folder.run(&["import", "data"]).succeeds();
    let doc = FIGURES.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut missing = Vec::new();
    for args in [
        &["summary", "--period", "2021Q4", "--by", "severity", "--detail"][..],
        &["summary", "--clock", "posted", "--detail"],
        &["trend", "--every", "month", "--detail"],
        &["compare", "2021Q1", "2021Q2", "--detail"],
    ] {
        let out = folder.run_with(args, &[("COLUMNS", "400")], b"").succeeds().out;
        let mut cells = headings(&out);
        assert!(cells.len() > 5, "{out}");
        cells.extend(first_cells(&out, "metric"));
        cells.extend(first_cells(&out, "phase").into_iter().filter(|name| !name.contains('+')));
        cells.extend(first_cells(&out, "change of"));
        let known = |cell: &String| {
            let cell = cell.to_lowercase();
            NAMES.contains(&cell.as_str()) || cell.starts_with("2021") || doc.contains(&cell)
        };
        missing.extend(cells.into_iter().filter(|cell| !known(cell)));
    }
    assert!(missing.is_empty(), "docs/figures.md does not explain {missing:?}");
}

/// The words between quotation marks in the sources of a folder, tests left out.
fn quoted(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            quoted(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let code = source.split("mod tests {").next().unwrap_or_default();
            found.extend(code.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
}

#[test]
fn every_finding_is_explained_and_nothing_else() {
    let headings: BTreeSet<&str> =
        FINDINGS.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`')).collect();
    assert!(headings.len() > 20, "{headings:?}");
    let families: BTreeSet<&str> = headings.iter().filter_map(|code| Some(code.split_once('.')?.0)).collect();
    let mut words = BTreeSet::new();
    for room in ["importer", "model", "store"] {
        quoted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(room).join("src"), &mut words);
    }
    let is_code = |word: &&String| {
        word.split_once('.').is_some_and(|(family, name)| {
            families.contains(family)
                && !name.is_empty()
                && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        })
    };
    let general = |word: &str| {
        let (family, _) = word.split_once('.').unwrap_or_default();
        headings.contains(format!("{family}.<milestone>").as_str())
    };
    let untold: Vec<&String> = words
        .iter()
        .filter(is_code)
        .filter(|word| !headings.contains(word.as_str()) && !general(word))
        .collect();
    assert!(untold.is_empty(), "docs/findings.md does not tell of {untold:?}");
    let made_up: Vec<&&str> =
        headings.iter().filter(|code| !code.contains('<') && !words.contains(**code)).collect();
    assert!(made_up.is_empty(), "docs/findings.md tells of {made_up:?}, which no source names");
}
