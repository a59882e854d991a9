//! What the reports that figures rest on cannot tell.

use std::collections::HashMap;

use incstats_analysis::AnalysisError;
use incstats_analysis::frame::History;
use incstats_model::{Incident, IncidentId, Period};
use incstats_store::{Limited, STANDARD_INPUT};
use serde::Serialize;

use crate::output::{plural, text};

/// What one kind of report cannot tell, and how many incidents of a figure come from such reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// The format of the reports.
    pub format: String,
    /// How many incidents come from them.
    pub incidents: usize,
    /// Of how many.
    pub of: usize,
    /// What they cannot tell, each a sentence without its full stop.
    pub cannot_tell: Vec<String>,
}

/// What the reports of a history cannot tell.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// Formats, and what reports of them cannot tell.
    kinds: Vec<(String, Vec<String>)>,
    /// The kind of the reports at a path.
    by_source: HashMap<String, usize>,
    /// The kind of the report that an incident came from, on standard input.
    by_incident: HashMap<String, usize>,
}

impl Limits {
    /// From reports.
    pub fn new(reports: impl IntoIterator<Item = Limited>) -> Self {
        let mut all = Self::default();
        for Limited { path, format, cannot_tell, incidents } in reports {
            if cannot_tell.is_empty() {
                continue;
            }
            let kind = (format, cannot_tell);
            let place = all.kinds.iter().position(|known| *known == kind).unwrap_or_else(|| {
                all.kinds.push(kind);
                all.kinds.len() - 1
            });
            if path == STANDARD_INPUT {
                all.by_incident.extend(incidents.into_iter().map(|IncidentId(id)| (id, place)));
            } else {
                all.by_source.insert(path, place);
            }
        }
        all
    }

    /// From incidents.
    pub fn of(incidents: &[Incident]) -> Self {
        Self::new(incidents.iter().map(|one| Limited {
            path: one.source.path.clone(),
            format: one.source.format.clone(),
            cannot_tell: one.source.cannot_tell.clone(),
            incidents: vec![one.id.clone()],
        }))
    }

    /// Those that the incidents of a period rest on; most incidents first.
    ///
    /// # Errors
    /// A defect of the frames.
    pub fn among(&self, history: &History, period: Option<Period>) -> Result<Vec<Limit>, AnalysisError> {
        if self.kinds.is_empty() {
            return Ok(Vec::new());
        }
        let (mut of, mut counts) = (0, vec![0; self.kinds.len()]);
        history.each_source(period, &mut |id, source| {
            of += 1;
            let limited =
                if source == STANDARD_INPUT { self.by_incident.get(id) } else { self.by_source.get(source) };
            if let Some(count) = limited.and_then(|place| counts.get_mut(*place)) {
                *count += 1;
            }
        })?;
        let said = self.kinds.iter().zip(counts).filter(|(_, incidents)| *incidents > 0);
        let mut found: Vec<Limit> = said
            .map(|((format, cannot_tell), incidents)| Limit {
                format: format.clone(),
                incidents,
                of,
                cannot_tell: cannot_tell.clone(),
            })
            .collect();
        found.sort_by(|a, b| b.incidents.cmp(&a.incidents).then_with(|| a.format.cmp(&b.format)));
        Ok(found)
    }
}

impl Limit {
    /// The limit in one line: `rests on 3 of 5 incidents from upptime reports: outages under 15 minutes were deleted from it`.
    pub fn say(&self) -> String {
        let of = if self.incidents == self.of { "all".to_owned() } else { self.incidents.to_string() };
        format!(
            "rests on {of} of {} from {}: {}",
            plural(self.of, "incident"),
            text::line(&self.format),
            self.cannot_tell.join("; ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An incident by its id, the path and format of its source, and what that cannot tell.
    fn one(id: &str, path: &str, format: &str, told: &[&str]) -> Incident {
        let text = format!("id,started,resolved\n{id},2021-05-01T10:00Z,2021-05-01T11:00Z\n");
        let read = incstats_importer::read(path, text.as_bytes(), &incstats_importer::Options::default());
        let mut incident = read.unwrap().incidents.remove(0);
        format.clone_into(&mut incident.source.format);
        incident.source.cannot_tell = told.iter().map(|told| (*told).to_owned()).collect();
        incident
    }

    #[test]
    fn only_what_the_incidents_of_a_figure_rest_on_is_said() {
        let all = [
            one("a", "up.json", "upptime", &["short ones were deleted"]),
            one("b", "-", "slack-status", &["no end"]),
            one("c", "down.json", "upptime", &["short ones were deleted"]),
            one("d", "-", "text", &[]),
        ];
        let limits = Limits::of(&all);
        let said = |ids: &[&str]| {
            let some: Vec<Incident> =
                all.iter().filter(|one| ids.contains(&one.id.as_str())).cloned().collect();
            let found = limits.among(&History::new(&some).unwrap(), None).unwrap();
            found.iter().map(Limit::say).collect::<Vec<_>>()
        };
        assert_eq!(
            said(&["a", "b", "c", "d"]),
            [
                "rests on 2 of 4 incidents from upptime: short ones were deleted",
                "rests on 1 of 4 incidents from slack-status: no end"
            ]
        );
        assert_eq!(said(&["c"]), ["rests on all of 1 incident from upptime: short ones were deleted"]);
        assert!(said(&["d"]).is_empty() && said(&[]).is_empty());
    }
}
