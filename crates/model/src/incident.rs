//! Incidents: one thing that went wrong, as one report tells it.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::bounds::Instant;
use crate::event::{Episode, Event};
use crate::facts::{CauseCategory, Facts};
use crate::finding::Finding;
use crate::milestone::{Milestone, Milestones};
use crate::repair::Repair;
use crate::zone::Zone;

/// The name of an incident in commands: its date and a few words of its title, `2016-06-27-post-incident-report`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IncidentId(pub String);

impl IncidentId {
    /// Longest part that words give to an id, in characters.
    const LONGEST: usize = 40;

    /// An id from a day and some words: their letters and digits, lower case, joined by hyphens. Any script is kept;
    /// a caller who wants none of its accents drops them first.
    pub fn from_words(day: Option<NaiveDate>, words: &str) -> Self {
        let mut slug = String::new();
        for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let longer = slug.chars().count() + word.chars().count() + 1;
            if !slug.is_empty() {
                if longer > Self::LONGEST {
                    break;
                }
                slug.push('-');
            }
            slug.extend(word.chars().flat_map(char::to_lowercase).take(Self::LONGEST));
        }
        let day = day.map_or_else(|| "undated".to_owned(), |day| day.format("%Y-%m-%d").to_string());
        Self(if slug.is_empty() { day } else { format!("{day}-{slug}") })
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Whether something went wrong, or was planned to be out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Something went wrong.
    #[default]
    Incident,
    /// Planned work; kept and shown apart, never inside the figures.
    Maintenance,
}

impl Kind {
    /// The word used in records, tables and the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Maintenance => "maintenance",
        }
    }
}

/// Whether it is over, as far as the source tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The source says that it is over.
    Resolved,
    /// The source says that something is still not right.
    Ongoing,
    /// The source does not say.
    #[default]
    Unknown,
}

impl Status {
    /// The word used in records, tables and the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Ongoing => "ongoing",
            Self::Unknown => "unknown",
        }
    }
}

/// The source's own bookkeeping: first and closing post, ticket opened and closed. Never mixed with the milestones,
/// which tell when users were hit. Empty in a narrative report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// First post, or ticket opened.
    pub opened: Option<Instant>,
    /// Closing post, or ticket closed.
    pub closed: Option<Instant>,
}

/// The report that an incident came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The path as it was given, or `-` for standard input.
    pub path: String,
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// The format that was recognised: `text`.
    pub format: String,
    /// How many lines the reader made of it.
    pub lines: u32,
    /// What a source of this format cannot tell, each a sentence without its full stop: every figure that rests on it
    /// rests on these too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cannot_tell: Vec<String>,
}

/// One thing that went wrong, as one report tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Its name in commands; unique in a project.
    pub id: IncidentId,
    /// The source's own id.
    pub source_id: Option<String>,
    /// Incident or planned maintenance.
    pub kind: Kind,
    /// The headline.
    pub title: String,
    /// Whose services were hit.
    pub organisation: Option<String>,
    /// ISO 639-1 code of the report's main language.
    pub language: Option<String>,
    /// The source's bookkeeping clock.
    pub posted: Posted,
    /// Over or not.
    pub status: Status,
    /// The last moment that the source knows about; where an open incident is censored.
    pub as_of: Option<Instant>,
    /// As written: `SEV1`, `critique`.
    pub severity: Option<String>,
    /// What was hit.
    pub services: Vec<String>,
    /// The sentence that tells the cause.
    pub cause: Option<String>,
    /// What else is said about it as a whole.
    #[serde(flatten)]
    pub facts: Facts,
    /// The zone of its wall clocks.
    pub zone: Zone,
    /// When the points of its life were.
    pub milestones: Milestones,
    /// The stretches of impact, in time order, where it came back after a repair; empty where there was one.
    #[serde(default)]
    pub episodes: Vec<Episode>,
    /// Its story, in time order.
    pub events: Vec<Event>,
    /// What to look at.
    pub findings: Vec<Finding>,
    /// What findings propose, to be taken by a person.
    #[serde(default)]
    pub repairs: Vec<Repair>,
    /// Where it came from.
    pub source: Source,
}

impl Incident {
    /// What it is counted by where incidents are grouped by their cause: the kind of cause; where its words tell none,
    /// the cause as written.
    pub fn cause_group(&self) -> Option<String> {
        self.facts.cause_category.map(CauseCategory::label).or_else(|| self.cause.clone())
    }

    /// The day on which it belongs to a period, on its own wall clock: that of its start; without one, of the first
    /// milestone known, of the first event that was not only planned, or of the last thing known.
    pub fn day(&self) -> Option<NaiveDate> {
        let milestone = self
            .milestones
            .get(Milestone::Started)
            .or_else(|| {
                self.milestones.iter().map(|(_, time)| time).min_by_key(|time| time.bounds.earliest())
            })
            .map(|time| time.bounds.earliest());
        let event = || self.events.iter().filter(|e| !e.planned).map(|e| e.bounds.earliest()).min();
        let at = milestone.or_else(event).or(self.posted.opened).or(self.as_of)?;
        Some(at.date_naive())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::bounds::{Precision, TimeBounds};
    use crate::milestone::MilestoneTime;
    use crate::place::Place;
    use crate::zone::{ZoneBasis, ZoneId};
    use chrono::DateTime;

    /// An incident of 27 June 2016, UTC, with milestones at `HH:MM`.
    pub(crate) fn incident(milestones: &[(Milestone, &str)]) -> Incident {
        let mut known = Milestones::default();
        for (milestone, clock) in milestones {
            let at = DateTime::parse_from_rfc3339(&format!("2016-06-27T{clock}:00Z")).unwrap();
            let time = MilestoneTime::stated(TimeBounds::exact(at, Precision::Minute), Place::line(1));
            known.set(*milestone, Some(time));
        }
        Incident {
            id: IncidentId("2016-06-27-test".into()),
            source_id: None,
            kind: Kind::Incident,
            title: "Test".into(),
            organisation: None,
            language: Some("en".into()),
            posted: Posted::default(),
            status: Status::Resolved,
            as_of: None,
            severity: None,
            services: Vec::new(),
            cause: None,
            zone: Zone { id: ZoneId::UTC, basis: ZoneBasis::Stated },
            facts: Facts::default(),
            milestones: known,
            episodes: Vec::new(),
            repairs: Vec::new(),
            events: Vec::new(),
            findings: Vec::new(),
            source: Source::default(),
        }
    }

    /// An incident with every milestone of the repair's own line.
    pub(crate) fn whole() -> Incident {
        incident(&[
            (Milestone::Started, "16:15"),
            (Milestone::Detected, "16:17"),
            (Milestone::Acknowledged, "16:17"),
            (Milestone::Identified, "16:24"),
            (Milestone::Mitigated, "19:30"),
            (Milestone::Resolved, "19:30"),
        ])
    }

    #[test]
    fn ids_are_short_lower_case_words() {
        let day = NaiveDate::from_ymd_opt(2021, 5, 20);
        for (words, id) in [
            ("Incident Oxito", "2021-05-20-incident-oxito"),
            ("  !!  ", "2021-05-20"),
            (
                "Perte d’accès à l’hébergement : retour à la normale demain",
                "2021-05-20-perte-d-accès-à-l-hébergement-retour-à",
            ),
        ] {
            assert_eq!(IncidentId::from_words(day, words).as_str(), id);
        }
        assert_eq!(IncidentId::from_words(None, "x").as_str(), "undated-x");
    }

    #[test]
    fn an_incident_belongs_to_the_day_of_its_start_or_of_its_first_milestone() {
        let started = incident(&[(Milestone::Started, "16:15"), (Milestone::Detected, "16:00")]);
        assert_eq!(started.day(), NaiveDate::from_ymd_opt(2016, 6, 27));
        assert_eq!(incident(&[]).day(), None);
    }
}
