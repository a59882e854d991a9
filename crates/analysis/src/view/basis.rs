//! What a picture rests on: printed in its footer.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use incstats_model::Incident;

/// What a picture rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// Reports that the incidents came from, each counted once by its SHA-256.
    pub sources: usize,
    /// Incidents looked at, drawn or not.
    pub incidents: usize,
    /// How far the data go: the last moment that any of the incidents knows about.
    pub data_to: Option<DateTime<Utc>>,
    /// The zones of the incidents' wall clocks, each once, in alphabetical order.
    pub zones: Vec<String>,
    /// How many of the incidents have a zone that nobody stated and that was assumed.
    pub zones_assumed: usize,
}

impl Basis {
    /// The basis of some incidents.
    pub fn of<'a>(incidents: impl IntoIterator<Item = &'a Incident>) -> Self {
        let (mut sources, mut zones) = (BTreeSet::new(), BTreeSet::new());
        let mut basis = Self::default();
        for incident in incidents {
            basis.incidents += 1;
            sources.insert(if incident.source.sha256.is_empty() {
                incident.source.path.as_str()
            } else {
                incident.source.sha256.as_str()
            });
            zones.insert(incident.zone.id.to_string());
            basis.zones_assumed += usize::from(incident.zone.basis == incstats_model::ZoneBasis::Assumed);
            basis.data_to = basis.data_to.max(last_known(incident));
        }
        basis.sources = sources.len();
        basis.zones = zones.into_iter().collect();
        basis
    }
}

/// The last moment that an incident knows about: its own word, else the latest time of anything that happened.
fn last_known(incident: &Incident) -> Option<DateTime<Utc>> {
    let milestones = incident.milestones.iter().map(|(_, time)| time.bounds.latest());
    let events = incident.events.iter().filter(|e| !e.planned).map(|e| e.bounds.latest());
    let last = incident.as_of.or_else(|| milestones.chain(events).chain(incident.posted.closed).max())?;
    Some(last.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::super::examples::{crm_outage, hosting_outage};
    use super::*;

    #[test]
    fn sources_and_zones_count_once_and_the_data_go_to_the_last_thing_known() {
        let (a, b) = (crm_outage(), hosting_outage());
        let basis = Basis::of([&a, &b, &b]);
        assert_eq!((basis.sources, basis.incidents, basis.zones_assumed), (2, 3, 0));
        assert_eq!(basis.zones, ["Europe/London", "Europe/Zurich"]);
        assert_eq!(basis.data_to.unwrap().to_rfc3339(), "2021-07-02T13:45:00+00:00");
        assert_eq!(Basis::of([]), Basis::default());
    }
}
