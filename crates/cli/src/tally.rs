//! What an import came to: counted while it runs, told at its end.

use std::collections::BTreeMap;

use incstats_model::Severity;
use incstats_store::{News, Outcome};

use crate::exit;
use crate::intake::{Problem, Taken};
use crate::output::{Door, plural, text};

/// How many records of a report are named that could not be read.
const NAMED: usize = 20;

/// What an import came to.
#[derive(Debug, Default)]
pub struct Tally {
    reports: usize,
    incidents: usize,
    added: usize,
    changed: usize,
    unchanged: usize,
    known: usize,
    /// Incidents that their reports tell of no longer.
    departed: usize,
    /// Incidents that are new, or changed, in reports that were there before.
    news: (usize, usize),
    problems: usize,
    /// Large reports that are unchanged, the findings of whose incidents were not counted again.
    not_counted: usize,
    /// Records of structured sources that no incident was made of.
    records: usize,
    findings: BTreeMap<(std::cmp::Reverse<Severity>, String), usize>,
}

impl Tally {
    /// Counts a report that was read.
    pub fn taken(&mut self, taken: &Taken) {
        self.reports += 1;
        self.incidents += taken.report.incidents.len();
        if let Some(counted) = &taken.counted {
            self.incidents += counted.incidents;
            self.not_counted += usize::from(counted.before);
            for ((severity, code), count) in &counted.findings {
                *self.findings.entry((std::cmp::Reverse(*severity), code.clone())).or_default() += count;
            }
        }
        match taken.kept.as_ref().map(|kept| &kept.outcome) {
            Some(Outcome::Added) => self.added += 1,
            Some(Outcome::Replaced) => self.changed += 1,
            Some(Outcome::Unchanged) => self.unchanged += 1,
            Some(Outcome::Known { .. } | Outcome::Moved { .. }) => self.known += 1,
            None => {}
        }
        if let Some(kept) = &taken.kept {
            self.departed += kept.departed.len();
            self.news.0 += kept.news.iter().filter(|news| **news == News::Added).count();
            self.news.1 += kept.news.iter().filter(|news| **news == News::Changed).count();
        }
        let of_incidents = taken.report.incidents.iter().flat_map(|incident| &incident.findings);
        for finding in of_incidents.chain(&taken.report.findings) {
            let key = (std::cmp::Reverse(finding.severity), finding.code.clone());
            *self.findings.entry(key).or_default() += 1;
        }
    }

    /// Names what could not be read of a report that gave something all the same, and counts it.
    pub fn partly(&mut self, door: &mut Door, taken: &Taken) {
        let errors = || taken.report.findings.iter().filter(|finding| finding.severity == Severity::Error);
        let path = text::line(&taken.report.source.path);
        for finding in errors().take(NAMED) {
            let line = finding.place.map(|place| format!(":{}", place.line)).unwrap_or_default();
            let message = format!("{path}{line}: {}", text::line(&finding.message));
            door.error(&message, Some(&text::line(&finding.remedy)));
        }
        let all = errors().count();
        if all > NAMED {
            door.note(format!("{path}: {} more of them", all - NAMED));
        }
        self.records += all;
    }

    /// Names an input that gave nothing, and counts it.
    pub fn problem(&mut self, door: &mut Door, problem: &Problem) {
        self.problems += 1;
        door.error(
            &format!("{}: {}", text::line(&problem.place), text::line(&problem.message)),
            Some(&text::line(&problem.hint)),
        );
    }

    /// The exit code that it comes to.
    pub fn exit_code(&self) -> u8 {
        if self.problems + self.records == 0 { exit::DONE } else { exit::ERRORS }
    }

    /// Tells what it came to. `kept`: whether commands can look at it later.
    pub fn tell(&self, door: &mut Door, kept: bool) {
        let incidents = plural(self.incidents, "incident");
        let mut lines = vec![format!("{incidents} from {}", plural(self.reports, "report"))];
        let outcomes: Vec<String> = [
            (self.added, "added"),
            (self.changed, "changed"),
            (self.unchanged, "unchanged"),
            (self.known, "known under another name"),
        ]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
        if !outcomes.is_empty() {
            lines.push(format!("reports: {}", outcomes.join(", ")));
        }
        let news: Vec<String> = [(self.news.0, "added"), (self.news.1, "changed")]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| format!("{n} {what}"))
            .collect();
        if !news.is_empty() {
            lines.push(format!("incidents of changed reports: {}", news.join(", ")));
        }
        if self.problems > 0 {
            lines.push(format!("nothing from {}, named above", plural(self.problems, "input")));
        }
        if self.records > 0 {
            lines.push(format!("nothing from {}, named above", plural(self.records, "record")));
        }
        door.note(lines.join("; "));
        if self.departed > 0 {
            let incidents = plural(self.departed, "incident");
            door.note(format!("no longer told of by their reports, and kept in the history: {incidents}"));
            if kept {
                door.hint("they count; `incstats forget ID` takes one out, `incstats findings` marks them `source.gone`");
            }
        }
        self.tell_findings(door, kept);
    }

    fn tell_findings(&self, door: &mut Door, kept: bool) {
        if self.findings.is_empty() && self.not_counted == 0 {
            return;
        }
        let of = |wanted: Severity| {
            self.findings
                .iter()
                .filter(|((severity, _), _)| severity.0 == wanted)
                .map(|(_, n)| n)
                .sum::<usize>()
        };
        let counts = crate::output::plural::counts([
            (of(Severity::Error), "error"),
            (of(Severity::Warning), "warning"),
            (of(Severity::Note), "note"),
        ]);
        if !self.findings.is_empty() {
            door.note(format!("to check: {counts}"));
        }
        for ((severity, code), count) in &self.findings {
            door.note(format!("{count:>6}  {:<7}  {}", severity.0.name(), text::line(code)));
        }
        if self.not_counted > 0 {
            let tables = plural(self.not_counted, "large table");
            door.note(format!(
                "of {tables} as before, what is to check in single incidents was not counted again"
            ));
        }
        if kept {
            door.hint("`incstats findings` tells where each is and what to do about it");
        }
    }
}
