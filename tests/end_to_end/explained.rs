//! Every figure that a table prints is explained in `docs/figures.md`.

use crate::folder::Folder;

const FIGURES: &str = include_str!("../../docs/figures.md");

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
