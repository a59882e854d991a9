//! What the reports that figures rest on cannot tell.

use std::collections::HashSet;

use incstats_model::{Incident, IncidentId};
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

/// The incidents of a history whose reports cannot tell all.
#[derive(Clone, Debug, Default)]
pub struct Limits(Vec<(String, Vec<String>, HashSet<String>)>);

impl Limits {
    /// From incidents, each with its report's format and what that cannot tell.
    pub fn new(told: impl IntoIterator<Item = (IncidentId, String, Vec<String>)>) -> Self {
        let mut all: Vec<(String, Vec<String>, HashSet<String>)> = Vec::new();
        for (IncidentId(id), format, cannot_tell) in told {
            if cannot_tell.is_empty() {
                continue;
            }
            match all.iter_mut().find(|(known, told, _)| *known == format && *told == cannot_tell) {
                Some((.., ids)) => {
                    ids.insert(id);
                }
                None => all.push((format, cannot_tell, HashSet::from([id]))),
            }
        }
        Self(all)
    }

    /// From incidents.
    pub fn of(incidents: &[Incident]) -> Self {
        let told =
            |one: &Incident| (one.id.clone(), one.source.format.clone(), one.source.cannot_tell.clone());
        Self::new(incidents.iter().map(told))
    }

    /// Those that some incidents rest on; most incidents first.
    pub fn among<'a>(&self, incidents: &(impl Iterator<Item = &'a str> + Clone)) -> Vec<Limit> {
        let of = incidents.clone().count();
        let counted = |(format, cannot_tell, ids): &(String, Vec<String>, HashSet<String>)| Limit {
            format: format.clone(),
            incidents: incidents.clone().filter(|id| ids.contains(*id)).count(),
            of,
            cannot_tell: cannot_tell.clone(),
        };
        let mut found: Vec<Limit> = self.0.iter().map(counted).filter(|limit| limit.incidents > 0).collect();
        found.sort_by(|a, b| b.incidents.cmp(&a.incidents).then_with(|| a.format.cmp(&b.format)));
        found
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

    #[test]
    fn only_what_the_incidents_of_a_figure_rest_on_is_said() {
        let one = |id: &str, format: &str, told: &[&str]| {
            (IncidentId(id.into()), format.to_owned(), told.iter().map(|told| (*told).to_owned()).collect())
        };
        let limits = Limits::new([
            one("a", "upptime", &["short ones were deleted"]),
            one("b", "slack-status", &["no end"]),
            one("c", "upptime", &["short ones were deleted"]),
            one("d", "text", &[]),
        ]);
        let said =
            |ids: &[&str]| limits.among(&ids.iter().copied()).iter().map(Limit::say).collect::<Vec<_>>();
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
