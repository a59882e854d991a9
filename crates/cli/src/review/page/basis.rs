//! What the figures rest on: coverage, assumptions, corrections, sources, and what they cannot tell.

use std::collections::BTreeMap;

use incstats_model::{Basis as Why, Change, Incident, Milestone, ZoneBasis};
use serde::Serialize;

use super::incidents::titled;
use super::{Cell, From, Table};

/// What the figures rest on.
#[derive(Clone, Debug, Serialize)]
pub struct Basis {
    /// How many incidents have each milestone, and how it is known.
    pub coverage: Table,
    /// What was assumed or doubted, by kind.
    pub assumptions: Table,
    /// What people overruled.
    pub corrections: Table,
    /// The reports.
    pub sources: Table,
    /// What the reports cannot tell.
    pub cannot: Vec<String>,
    /// What is said where nothing was assumed.
    pub no_assumptions: String,
    /// What is said where nobody corrected anything.
    pub no_corrections: String,
}

pub(super) fn basis(from: From<'_>) -> Basis {
    Basis {
        coverage: coverage(from),
        assumptions: assumptions(from),
        corrections: corrections(from),
        sources: sources(from),
        cannot: cannot(from),
        no_assumptions: from.words.name("notes", "no_assumptions").to_owned(),
        no_corrections: from.words.name("notes", "no_corrections").to_owned(),
    }
}

/// The times of a milestone over the incidents that have it.
fn times(from: From<'_>, milestone: Milestone) -> impl Iterator<Item = &incstats_model::MilestoneTime> {
    from.data.incidents.iter().filter_map(move |incident| incident.milestones.get(milestone))
}

fn coverage(from: From<'_>) -> Table {
    let words = from.words;
    let mut table = from.table("coverage", &["milestone", "#known", "of_which"]);
    for row in &from.data.answers.summary.overall.coverage {
        let Ok(milestone) = row.milestone.parse::<Milestone>() else { continue };
        let (n, of) = (row.known.to_string(), row.of.to_string());
        let mut how: Vec<String> = [Why::Stated, Why::Prose, Why::Inferred, Why::Corrected]
            .into_iter()
            .map(|basis| (basis, times(from, milestone).filter(|time| time.basis == basis).count()))
            .filter(|(_, n)| *n > 0)
            .map(|(basis, n)| format!("{n} {}", words.name("basis", basis.name())))
            .collect();
        let ranged = times(from, milestone).filter(|time| !time.bounds.is_exact()).count();
        if ranged > 0 {
            how.push(words.count("ranged", ranged));
        }
        table.row([
            Cell::from(words.name("milestones", milestone.name()))
                .below(words.name("meanings", milestone.name())),
            Cell::from(words.fill("words", "rests", &[("n", &n), ("of", &of)])),
            Cell::from(how.join(", ")),
        ]);
    }
    table
}

/// The key of a finding's code in the tables of words: `contradiction.started` is a contradiction.
fn kind(from: From<'_>, code: &str) -> &'static str {
    const WHOLE: [&str; 10] = [
        "assumed-zone",
        "assumed-year",
        "assumed-day",
        "typo-year",
        "weekday-mismatch",
        "ambiguous-day-month",
        "order-reversed",
        "impact-after-restore",
        "clock-repeated",
        "clock-skipped",
    ];
    let whole = code.replace('.', "-");
    let first = code.split('.').next().unwrap_or(code);
    let known = WHOLE.into_iter().chain(["contradiction", "missing", "text-damaged"]);
    let found = known.into_iter().find(|key| *key == whole || *key == first);
    found.filter(|key| from.words.has("findings", key)).unwrap_or("other")
}

fn assumptions(from: From<'_>) -> Table {
    let words = from.words;
    let mut table = from.table("assumptions", &["assumption", "#how_many"]);
    let mut kinds: BTreeMap<&str, (Vec<&str>, usize)> = BTreeMap::new();
    for incident in &from.data.incidents {
        let mut seen: Vec<&str> = Vec::new();
        for finding in &incident.findings {
            let key = kind(from, &finding.code);
            let (codes, incidents) = kinds.entry(key).or_default();
            if !codes.contains(&finding.code.as_str()) {
                codes.push(&finding.code);
            }
            if !seen.contains(&key) {
                seen.push(key);
                *incidents += 1;
            }
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, (_, incidents))| std::cmp::Reverse(*incidents));
    for (key, (mut codes, incidents)) in kinds {
        codes.sort_unstable();
        let of = from.data.incidents.len().to_string();
        let how_many = words.fill("words", "rests", &[("n", &incidents.to_string()), ("of", &of)]);
        table.row([Cell::from(words.name("findings", key)).below(codes.join(", ")), Cell::from(how_many)]);
    }
    table
}

fn corrections(from: From<'_>) -> Table {
    let words = from.words;
    let mut table = from.table("corrections", &["incident", "corrected", "was", "is", "why"]);
    for corrected in &from.data.corrections {
        let correction = &corrected.correction;
        let Some(now) = from.data.incidents.iter().find(|i| i.id == correction.incident) else { continue };
        let field = correction.change.field();
        let name = if words.has("fields", field) {
            words.name("fields", field)
        } else {
            words.name("milestones", field)
        };
        let on = words.day(correction.at.date_naive());
        table.row([
            titled(from, now).to(now.id.as_str()),
            Cell::from(name),
            Cell::from(value(from, &corrected.read, &correction.change)),
            Cell::from(value(from, now, &correction.change)),
            Cell::from(&*correction.why).below(on),
        ]);
    }
    table
}

/// What an incident has in the place that a change is about.
fn value(from: From<'_>, incident: &Incident, change: &Change) -> String {
    let words = from.words;
    let said = match change {
        Change::Milestone(milestone, _) => {
            let bounds = incident.milestones.bounds(*milestone);
            bounds.map(|bounds| format!("{} {}", words.bounds(bounds, incident.zone.id), incident.zone.id))
        }
        Change::Title(_) => Some(incident.title.clone()),
        Change::Severity(_) => incident.severity.clone(),
        Change::Cause(_) => incident.cause.clone(),
        Change::Service(_) => Some(incident.services.join(", ")),
        Change::Zone(_) => Some(words.zone(incident.zone)),
    };
    said.filter(|said| !said.is_empty()).unwrap_or_else(|| words.name("words", "not_known").to_owned())
}

fn sources(from: From<'_>) -> Table {
    let words = from.words;
    let mut table = from.table("sources", &["report", "format", "language", "#tells", "fingerprint"]);
    for report in &from.data.reports {
        let mut languages: Vec<&str> = from
            .data
            .incidents
            .iter()
            .filter(|incident| incident.source.sha256 == report.source.sha256)
            .filter_map(|incident| incident.language.as_deref())
            .collect();
        languages.sort_unstable();
        languages.dedup();
        let lines = words.count("line", report.source.lines as usize);
        let short: String = report.source.sha256.chars().take(16).collect();
        table.row([
            Cell::from(&*report.source.path).code(),
            Cell::from(words.name("formats", &report.source.format)).below(lines),
            Cell::from(languages.join(", ")),
            Cell::from(report.incidents.len().to_string()),
            Cell::from(short).code(),
        ]);
    }
    table
}

/// What the reports cannot tell, the plainest first.
fn cannot(from: From<'_>) -> Vec<String> {
    let words = from.words;
    let incidents = &from.data.incidents;
    let of = incidents.len();
    let note = |key: &str, n: usize, of: usize, milestone: &str| {
        let (n, of) = (n.to_string(), of.to_string());
        words.fill("notes", key, &[("n", &n), ("of", &of), ("milestone", milestone)])
    };
    let mut said = vec![words.name("notes", "cannot_unwritten").to_owned()];
    let lacks = |milestone: Milestone| {
        let missing = of - times(from, milestone).count();
        (missing > 0).then(|| note("missing_in", missing, of, words.name("milestones", milestone.name())))
    };
    let missing: Vec<String> = Milestone::ALL.into_iter().filter_map(lacks).collect();
    if !missing.is_empty() {
        said.push(words.fill("notes", "cannot_missing", &[("list", &missing.join(", "))]));
    }
    let ranged = |incident: &&Incident| incident.milestones.iter().any(|(_, time)| !time.bounds.is_exact());
    let zone = |incident: &&Incident| incident.zone.basis == ZoneBasis::Assumed;
    for (key, n) in [
        ("cannot_ranged", incidents.iter().filter(ranged).count()),
        ("cannot_zone", incidents.iter().filter(zone).count()),
    ] {
        if n > 0 {
            said.push(note(key, n, of, ""));
        }
    }
    let all = incidents.iter().flat_map(|incident| incident.milestones.iter());
    let (known, inferred) = all.fold((0, 0), |(known, inferred), (_, time)| {
        (known + 1, inferred + usize::from(matches!(time.basis, Why::Prose | Why::Inferred)))
    });
    if inferred > 0 {
        said.push(note("cannot_inferred", inferred, known, ""));
    }
    let summary = &from.data.answers.summary;
    for (key, n) in [("cannot_maintenance", summary.maintenance), ("cannot_undated", summary.undated)] {
        if n > 0 {
            said.push(note(key, n, of, ""));
        }
    }
    for limit in &from.data.answers.limits {
        let (n, of) = (limit.incidents.to_string(), limit.of.to_string());
        let told = limit.cannot_tell.join("; ");
        let parts = [("n", &*n), ("of", &*of), ("format", &*limit.format), ("told", &*told)];
        said.push(words.fill("notes", "cannot_format", &parts));
    }
    said.push(words.name("notes", "cannot_why").to_owned());
    said
}
