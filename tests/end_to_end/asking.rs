//! Asking a history: parts of it, clocks, metrics of one's own, trends, comparisons, experiments.

use serde_json::Value;

use crate::folder::Folder;

/// Eight quarters of incidents, of two severities and two services, one still open and one known to a range.
fn project() -> Folder {
    let mut rows = vec!["id,title,severity,services,status,as_of,started,detected,mitigated,resolved,posted_opened,posted_closed".to_owned()];
    let minutes = [12, 25, 25, 40, 55, 58, 61, 70, 95, 130, 180];
    for quarter in 0..8 {
        let (year, month) = (2020 + quarter / 4, 1 + quarter % 4 * 3);
        for (i, base) in minutes.iter().take(6 + quarter % 3).enumerate() {
            let took = base + quarter;
            let at = |minute: usize| {
                format!("{year}-{month:02}-{:02}T{:02}:{:02}:00Z", i * 2 + 1, 8 + minute / 60, minute % 60)
            };
            let resolved =
                if (quarter, i) == (3, 2) { format!("{}..{}", at(took), at(took + 300)) } else { at(took) };
            rows.push(format!(
                "Q{quarter}-{i},Outage {i},SEV{},{},,,{},{},{},{resolved},{},{}",
                i % 2 + 1,
                if i % 3 == 0 { "mail" } else { "web" },
                at(0),
                at(took / 5),
                at(took),
                at(5),
                at(took + 60),
            ));
        }
    }
    rows.push("OPEN,Not over,SEV1,mail,ongoing,2021-12-30T00:00:00Z,2021-12-20T00:00:00Z,,,,,".to_owned());
    let folder = Folder::project();
    folder.write("data/history.csv", rows.join("\n"));
    let settings = folder.read("incstats.toml");
    folder.write(
        "incstats.toml",
        format!(
            "{settings}\navailability_target = 99.9\n[[service]]\nname = \"mail\"\ntarget = 90\n\
             [[metric]]\nkey = \"repair\"\nlabel = \"time to repair\"\nfrom = \"detected\"\nto = \"mitigated\"\n"
        ),
    );
    folder.run(&["import", "data"]).succeeds();
    folder
}

#[test]
fn a_trend_is_told_in_words_of_the_fixed_table() {
    let folder = project();
    insta::assert_snapshot!("trend", folder.run(&["trend"]).succeeds().out);
    let few = folder.run(&["trend", "--period", "2021", "--metric", "ttd"]).succeeds().out;
    assert!(few.contains("too few to tell") && few.contains("started to detected, impact clock"), "{few}");
    let plain = folder.run(&["trend", "--every", "month"]).succeeds().out;
    assert!(!plain.contains(" p ") && !plain.contains("Laplace"), "{plain}");
    let detail = folder.run(&["trend", "--detail"]).succeeds().out;
    assert!(detail.contains("Laplace") && detail.contains("Theil-Sen"), "{detail}");
    let json = folder.run(&["trend", "--format", "json", "--where", "severity=sev1"]).succeeds().json();
    assert_eq!((&json["schema"], &json["clock"]), (&"incstats/trend/1".into(), &"impact".into()));
    assert_eq!(json["where"], serde_json::json!([{"by": "severity", "is": "sev1"}]));
    assert_eq!(json["periods"].as_array().unwrap().len(), 8);
    whole(&json["median"]["per_step"]);
}

#[test]
fn a_comparison_ends_in_plain_words() {
    let folder = project();
    insta::assert_snapshot!("comparison", folder.run(&["compare", "2021Q3", "2021Q4"]).succeeds().out);
    let detail = folder.run(&["compare", "2021Q1", "2021Q2", "--detail"]).succeeds().out;
    assert!(detail.contains("number: p ") && detail.contains("rank-sum test"), "{detail}");
    let json = folder.run(&["compare", "2020", "2021", "--format", "json"]).succeeds().json();
    assert_eq!(json["schema"], "incstats/compare/1");
    assert!(json["plain_words"].as_array().unwrap().len() > 2);
    for figure in
        [&json["rate_ratio"], &json["durations"]["ratio"], &json["first"]["median"], &json["second"]["mean"]]
    {
        whole(figure);
    }
    let none = folder.run(&["compare", "1999", "2000"]).succeeds().out;
    assert!(none.contains("too few to tell") && !none.contains("NaN"), "{none}");
}

#[test]
fn an_experiment_has_a_seed() {
    let folder = project();
    let ask = |seed| {
        let args = ["simulate", "--cut", "10%", "--period", "2021Q1", "--per-period", "6", "--seed", seed];
        folder.run(&args).succeeds().out
    };
    let first = ask("1");
    assert!(
        first.contains("With 6 incidents a period a real cut of 10 % would make the mean look worse"),
        "{first}"
    );
    assert_eq!(ask("1"), first);
    assert_ne!(ask("2"), first);
    let json = folder.run(&[
        "simulate",
        "--figure",
        "median",
        "--period",
        "2021Q1",
        "--per-period",
        "6",
        "--format",
        "json",
    ]);
    let json = json.succeeds().json();
    assert_eq!((&json["schema"], &json["clock"]), (&"incstats/simulate/1".into(), &"impact".into()));
}

#[test]
fn a_summary_holds_all_that_can_be_said() {
    let folder = project();
    insta::assert_snapshot!(
        "quarter",
        folder.run(&["summary", "--period", "2021Q4", "--by", "service"]).succeeds().out
    );
    insta::assert_snapshot!(
        "quarter_in_detail",
        folder.run(&["summary", "--period", "2020Q4", "--by", "severity", "--detail"]).succeeds().out
    );
    let json = folder
        .run(&["summary", "--period", "2021Q4", "--by", "service", "--format", "json"])
        .succeeds()
        .json();
    assert_eq!(
        (&json["schema"], &json["survival"]["schema"]),
        (&"incstats/summary/1".into(), &"incstats/survival/1".into())
    );
    whole(&json["survival"]["within"][0]["figure"]);
    let services = &json["availability"]["services"];
    let target =
        |place: usize| (services[place]["service"].as_str(), services[place]["budget"]["target"].as_f64());
    assert_eq!((target(0), target(1)), ((Some("mail"), Some(0.9)), (Some("web"), Some(0.999))));
    assert_eq!(json["trend"]["periods"].as_array().unwrap().len(), 8);
    assert_eq!(json["slices"]["compared"], 2);
    for args in [
        &["summary", "--period", "2021Q4", "--by", "cause", "--detail"][..],
        &["trend", "--detail"],
        &["compare", "2020", "2021", "--detail"],
        &["simulate", "--period", "2021Q1", "--per-period", "2"],
    ] {
        let narrow = folder.run_with(args, &[("COLUMNS", "80")], b"").succeeds().out;
        assert!(narrow.lines().all(|line| line.chars().count() <= 80), "{narrow}");
    }
}

#[test]
fn a_part_of_the_history_is_named_and_an_empty_one_explained() {
    let folder = project();
    let part = folder.run(&["summary", "--where", "severity=SEV1,service=mail"]).succeeds().out;
    assert!(
        part.contains("impact clock: elapsed time between milestones, only severity SEV1 and service mail"),
        "{part}"
    );
    let n = |args: &[&str]| {
        let json = folder.run(&[&["summary", "--format", "json"], args].concat()).succeeds().json();
        json["overall"]["incidents"]["n"].as_u64().unwrap()
    };
    assert_eq!(n(&["--where", "severity=SEV1"]) + n(&["--where", "severity=SEV2"]), n(&[]));
    let none = folder.run(&["summary", "--where", "service=dns"]).succeeds();
    assert!(none.err.contains("no incident of the history has service dns"), "{}", none.err);
    assert!(none.err.contains("`incstats summary --by service` names the values"), "{}", none.err);
}

#[test]
fn the_posted_clock_is_kept_apart() {
    let folder = project();
    let out = folder.run(&["summary", "--clock", "posted", "--period", "2020Q1"]).succeeds().out;
    assert!(
        out.contains("posted clock: the source's own books") && out.contains("opened to closed"),
        "{out}"
    );
    assert!(!out.contains("started to resolved") && out.contains("closed within"), "{out}");
    // Posted at 5 minutes, closed an hour after the end: 55 minutes more than the impact.
    let median = |clock: &str| {
        let json = folder
            .run(&["compare", "2020Q1", "2020Q2", "--clock", clock, "--format", "json"])
            .succeeds()
            .json();
        assert_eq!(json["clock"], clock);
        json["first"]["median"]["value"]["least"].as_f64().unwrap()
    };
    assert!((median("posted") - median("impact") - 3_300.0).abs() < 1e-9);
    let trend = folder.run(&["trend", "--clock", "posted"]).succeeds().out;
    assert!(trend.contains("time on the source's books, opened to closed, posted clock"), "{trend}");
    folder
        .run(&["trend", "--clock", "posted", "--metric", "ttd"])
        .fails(2, &["`ttd` runs on the impact clock"]);
}

#[test]
fn a_metric_of_ones_own_works_where_metrics_are_named() {
    let folder = project();
    for args in [
        &["trend", "--metric", "repair"][..],
        &["compare", "2020", "2021", "--metric", "REPAIR"],
        &["simulate", "--metric", "repair", "--period", "2021Q1"],
    ] {
        let out = folder.run(args).succeeds().out;
        assert!(out.contains("time to repair (REPAIR), detected to mitigated, impact clock"), "{out}");
    }
    let summary = folder.run(&["summary"]).succeeds().out;
    assert!(summary.contains("REPAIR"), "{summary}");
    let export = folder.run(&["export", "--format", "csv"]).succeeds().out;
    assert!(export.lines().next().unwrap().contains("repair_min_s"), "{export}");
    let shown = folder.run(&["show", "Q0-0"]).succeeds().out;
    assert!(shown.contains("REPAIR"), "{shown}");
    folder.run(&["chart", "trend", "--metric", "repair", "--format", "svg", "--out", "charts"]).succeeds();
    assert!(folder.has("charts/trend-repair.svg"));
    folder
        .run(&["trend", "--metric", "mtbf"])
        .fails(2, &["`mtbf` is no metric: expected one of ttd,", "repair", "[[metric]]"]);
}

/// An estimate with nothing left out: value and interval, or the reason why not, and what it rests on.
#[track_caller]
fn whole(figure: &Value) {
    for key in ["unit", "value", "interval", "method", "n", "of", "open", "ranged", "missing"] {
        assert!(figure.get(key).is_some(), "no `{key}` in {figure}");
    }
    for part in [&figure["value"], &figure["interval"]] {
        assert!(part.is_object(), "{figure}");
    }
}
