//! One incident that is told twice: on two pages, or twice on one. Nothing is merged; both get a finding that names the
//! other.
//!
//! Two incidents may be one where both name a service, or one names none and both have the same organisation; where
//! nothing they say of organisation, services or the source's own ids sets them apart; where they began within two hours
//! of each other as far as is known; and where their times overlap. Each is compared with its neighbours in time only,
//! so that the work grows with the number of incidents and the sorting of them.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::TimeDelta;

use crate::bounds::{Instant, TimeBounds};
use crate::finding::{Finding, Severity};
use crate::incident::{Incident, Kind};
use crate::milestone::Milestone;

/// The code of the finding.
pub const CODE: &str = "possible.duplicate";

/// How far apart two beginnings may lie and still be one, told by two people.
pub const APART: TimeDelta = TimeDelta::hours(2);

/// With how many incidents before it in time one is compared.
const NEIGHBOURS: usize = 8;

/// What an incident is compared by.
struct Extent {
    /// When it began.
    from: TimeBounds,
    /// The last that is known of it.
    to: Instant,
}

/// Gives every incident that another one may tell of again a finding that names it.
pub fn mark(incidents: &mut [Incident]) {
    for (one, other) in pairs(incidents) {
        let (Some(a), Some(b)) = (incidents.get(one), incidents.get(other)) else { continue };
        let (of_a, of_b) = (finding(a, b), finding(b, a));
        for (index, finding) in [(one, of_a), (other, of_b)] {
            if let Some(incident) = incidents.get_mut(index) {
                incident.findings.push(finding);
            }
        }
    }
}

/// The pairs of incidents that may be one, by their places, each once and in order.
fn pairs(incidents: &[Incident]) -> Vec<(usize, usize)> {
    // By what they could share, then by their beginning.
    let mut keys: Vec<(u64, Instant, usize)> = Vec::new();
    for (index, incident) in incidents.iter().enumerate() {
        let Some(extent) = extent(incident) else { continue };
        let began = extent.from.earliest();
        let names = incident.services.iter().map(|name| ('s', name));
        let names = names.chain(incident.organisation.as_ref().map(|name| ('o', name)));
        for (kind, name) in names.filter(|(_, name)| !name.trim().is_empty()) {
            let mut hasher = DefaultHasher::new();
            (kind, folded(name)).hash(&mut hasher);
            keys.push((hasher.finish(), began, index));
        }
    }
    keys.sort_unstable();
    let mut found: HashSet<(usize, usize)> = HashSet::new();
    for (at, (key, _, index)) in keys.iter().enumerate() {
        let before = keys.get(at.saturating_sub(NEIGHBOURS)..at).unwrap_or_default();
        for (_, _, other) in before.iter().filter(|(other_key, ..)| other_key == key) {
            let (first, second) = (*index.min(other), *index.max(other));
            if let (Some(a), Some(b)) = (incidents.get(first), incidents.get(second))
                && first != second
                && may_be_one(a, b)
            {
                found.insert((first, second));
            }
        }
    }
    let mut found: Vec<(usize, usize)> = found.into_iter().collect();
    found.sort_unstable();
    found
}

/// Whether two incidents may be one, told twice.
pub fn may_be_one(a: &Incident, b: &Incident) -> bool {
    let (Some(of_a), Some(of_b)) = (extent(a), extent(b)) else { return false };
    let told_apart = match (&a.source_id, &b.source_id) {
        // A source knows its own: two ids of one system are two incidents.
        (Some(x), Some(y)) => {
            x != y && (a.source.sha256 == b.source.sha256 || a.source.format == b.source.format)
        }
        _ => false,
    };
    let organisations = match (&a.organisation, &b.organisation) {
        (Some(x), Some(y)) => Some(folded(x) == folded(y)),
        _ => None,
    };
    let shared = a.services.iter().any(|x| b.services.iter().any(|y| folded(x) == folded(y)));
    let unnamed = a.services.is_empty() || b.services.is_empty();
    let same = organisations != Some(false) && (shared || (unnamed && organisations == Some(true)));
    let incidents = a.kind == Kind::Incident && b.kind == Kind::Incident;
    let begin = of_a.from.earliest() - of_b.from.latest() <= APART
        && of_b.from.earliest() - of_a.from.latest() <= APART;
    let overlap = of_a.from.earliest() <= of_b.to && of_b.from.earliest() <= of_a.to;
    incidents && same && !told_apart && begin && overlap
}

/// When an incident began and what the last is that is known of it; `None` where nothing says.
fn extent(incident: &Incident) -> Option<Extent> {
    let milestones = &incident.milestones;
    let first = milestones.iter().map(|(_, time)| time.bounds).min_by_key(TimeBounds::earliest);
    let opened = incident.posted.opened.map(|at| TimeBounds::exact(at, crate::bounds::Precision::Minute));
    let from = milestones.bounds(Milestone::Started).copied().or(first).or(opened)?;
    let last = milestones.iter().map(|(_, time)| time.bounds.latest()).max();
    let to = [last, incident.posted.closed, incident.as_of].into_iter().flatten().max();
    Some(Extent { from, to: to.unwrap_or(from.latest()).max(from.latest()) })
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// What is said of the one about the other.
fn finding(one: &Incident, other: &Incident) -> Finding {
    let service = one.services.iter().find(|x| other.services.iter().any(|y| folded(x) == folded(y)));
    let same = match (service, &one.organisation, &other.organisation) {
        (Some(service), Some(name), Some(_)) => {
            format!("the same organisation ({name}) and service ({service})")
        }
        (Some(service), ..) => format!("the same service ({service})"),
        (None, Some(name), _) => format!("the same organisation ({name})"),
        (None, None, _) => "the same source".to_owned(),
    };
    let remedy = if one.source.path == other.source.path {
        "if they are one, take one of the two out of the report and import it again".to_owned()
    } else {
        format!("if they are one, keep one report: incstats forget {:?}", other.source.path)
    };
    Finding {
        code: CODE.to_owned(),
        severity: Severity::Warning,
        place: None,
        also: Vec::new(),
        message: format!(
            "{} may tell of this incident too: {same}, and their times overlap; both count",
            other.id
        ),
        remedy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::IncidentId;
    use crate::incident::tests::incident;

    fn told(clock: [&str; 2], organisation: Option<&str>, services: &[&str]) -> Incident {
        let mut incident = incident(&[(Milestone::Started, clock[0]), (Milestone::Resolved, clock[1])]);
        incident.organisation = organisation.map(str::to_owned);
        incident.services = services.iter().map(|name| (*name).to_owned()).collect();
        incident
    }

    #[test]
    fn two_that_share_a_service_or_an_organisation_and_a_time_may_be_one() {
        let a = || told(["10:00", "11:00"], Some("Quarz Hosting"), &["mail"]);
        for (name, b, want) in [
            ("told again", told(["10:05", "11:10"], Some("QUARZ hosting"), &["Mail", "web"]), true),
            ("without its services", told(["10:05", "11:10"], Some("Quarz Hosting"), &[]), true),
            ("without its organisation", told(["10:05", "11:10"], None, &["mail"]), true),
            ("another service", told(["10:05", "11:10"], Some("Quarz Hosting"), &["telephony"]), false),
            ("another organisation", told(["10:05", "11:10"], Some("Lind AB"), &["mail"]), false),
            ("nothing shared", told(["10:05", "11:10"], None, &[]), false),
            ("after it", told(["11:20", "11:40"], Some("Quarz Hosting"), &["mail"]), false),
            ("begun long before it", told(["06:00", "10:30"], Some("Quarz Hosting"), &["mail"]), false),
        ] {
            assert_eq!(may_be_one(&a(), &b), want, "{name}");
            assert_eq!(may_be_one(&b, &a()), want, "{name}, turned round");
        }
    }

    #[test]
    fn the_sources_own_ids_set_incidents_apart() {
        let with = |id: &str, format: &str, sha256: &str| {
            let mut incident = told(["10:00", "11:00"], Some("Quarz Hosting"), &["mail"]);
            incident.source_id = Some(id.into());
            incident.source.format = format.into();
            incident.source.sha256 = sha256.into();
            incident
        };
        assert!(!may_be_one(&with("INC1", "csv", "a"), &with("INC2", "csv", "a")), "two rows of a table");
        assert!(!may_be_one(&with("INC1", "csv", "a"), &with("INC2", "csv", "b")), "two exports of a tool");
        assert!(may_be_one(&with("INC1", "csv", "a"), &with("INC1", "csv", "b")), "one row in two exports");
        assert!(may_be_one(&with("INC1", "csv", "a"), &with("x77q", "statuspage", "b")), "two tools");
    }

    #[test]
    fn each_names_the_other_and_none_is_merged() {
        let mut all = vec![
            told(["10:00", "11:00"], Some("Quarz Hosting"), &["mail"]),
            told(["10:01", "11:00"], Some("Quarz Hosting"), &["telephony"]),
            told(["10:05", "11:10"], Some("Quarz Hosting"), &["mail"]),
        ];
        for (incident, id) in all.iter_mut().zip(["one", "two", "three"]) {
            incident.id = IncidentId(id.into());
            incident.source.path = format!("{id}.txt");
        }
        mark(&mut all);
        let messages: Vec<Vec<&str>> =
            all.iter().map(|i| i.findings.iter().map(|f| f.message.as_str()).collect()).collect();
        assert_eq!(
            messages[0],
            [
                "three may tell of this incident too: the same organisation (Quarz Hosting) and service (mail), and their times overlap; both count"
            ]
        );
        assert!(messages[1].is_empty());
        assert!(messages[2][0].starts_with("one may tell"));
        assert_eq!(
            all[0].findings[0].remedy,
            "if they are one, keep one report: incstats forget \"three.txt\""
        );
    }

    #[test]
    fn the_work_does_not_grow_with_the_square() {
        // Twenty thousand of one service in one hour: all pairs would be two hundred million.
        let mut all: Vec<Incident> = (0..20_000).map(|_| told(["10:00", "11:00"], None, &["mail"])).collect();
        let began = std::time::Instant::now();
        assert!(pairs(&all).len() <= 20_000 * NEIGHBOURS);
        all.truncate(3);
        assert_eq!(pairs(&all), [(0, 1), (0, 2), (1, 2)]);
        assert!(began.elapsed().as_secs() < 20);
    }
}
