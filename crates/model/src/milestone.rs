//! The points of an incident's life, and why each has its time.

use std::{fmt, str::FromStr};

use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::bounds::TimeBounds;
use crate::place::Place;

/// A point of an incident's life, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Milestone {
    /// Users' impact began.
    Started,
    /// The organisation or its monitoring knew.
    Detected,
    /// Responders began.
    Acknowledged,
    /// Customers were first told.
    Communicated,
    /// The cause was found.
    Identified,
    /// Users' impact was over, if only by a workaround.
    Mitigated,
    /// Declared over, all back.
    Resolved,
}

impl Milestone {
    /// All of them, in order.
    pub const ALL: [Self; 7] = [
        Self::Started,
        Self::Detected,
        Self::Acknowledged,
        Self::Communicated,
        Self::Identified,
        Self::Mitigated,
        Self::Resolved,
    ];

    /// The word used in records, tables, commands and the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Detected => "detected",
            Self::Acknowledged => "acknowledged",
            Self::Communicated => "communicated",
            Self::Identified => "identified",
            Self::Mitigated => "mitigated",
            Self::Resolved => "resolved",
        }
    }

    /// What the milestone means, in a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Started => "impact began",
            Self::Detected => "the organisation or its monitoring knew",
            Self::Acknowledged => "responders began",
            Self::Communicated => "customers first told",
            Self::Identified => "cause found",
            Self::Mitigated => "users' impact over",
            Self::Resolved => "declared over, all back",
        }
    }
}

impl fmt::Display for Milestone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Why a word is no milestone.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error(
    "`{0}` is no milestone: expected started, detected, acknowledged, communicated, identified, mitigated or resolved"
)]
pub struct UnknownMilestone(pub String);

impl FromStr for Milestone {
    type Err = UnknownMilestone;

    fn from_str(text: &str) -> Result<Self, UnknownMilestone> {
        let wanted = text.trim();
        Self::ALL
            .into_iter()
            .find(|m| m.name().eq_ignore_ascii_case(wanted))
            .ok_or_else(|| UnknownMilestone(text.to_owned()))
    }
}

/// Why a milestone has its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// An entry of a timeline or a field says so.
    Stated,
    /// A sentence says so.
    Prose,
    /// A rule says so; the rule is named.
    Inferred,
    /// A person says so, with a reason.
    Corrected,
}

impl Basis {
    /// The word used in records, tables and the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Prose => "prose",
            Self::Inferred => "inferred",
            Self::Corrected => "corrected",
        }
    }
}

/// The time of a milestone, why it has it, and where that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneTime {
    /// When.
    #[serde(flatten)]
    pub bounds: TimeBounds,
    /// Why this time.
    pub basis: Basis,
    /// Where the source says it; absent for a correction.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// Of an inferred time: the rule. Of a corrected one: the person's reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

impl MilestoneTime {
    /// A milestone that the source states at a place.
    pub fn stated(bounds: TimeBounds, place: Place) -> Self {
        Self { bounds, basis: Basis::Stated, place: Some(place), because: None }
    }
}

/// The milestones of an incident. Those that the source does not give are absent, never guessed.
///
/// Serialises as an object with all seven names, absent ones `null`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Milestones([Option<MilestoneTime>; 7]);

impl Milestones {
    /// The time of one milestone.
    pub fn get(&self, milestone: Milestone) -> Option<&MilestoneTime> {
        self.0.get(milestone as usize).and_then(Option::as_ref)
    }

    /// The bounds of one milestone.
    pub fn bounds(&self, milestone: Milestone) -> Option<&TimeBounds> {
        self.get(milestone).map(|time| &time.bounds)
    }

    /// Puts a time in, or takes it out; gives back what was there.
    pub fn set(&mut self, milestone: Milestone, time: Option<MilestoneTime>) -> Option<MilestoneTime> {
        self.0.get_mut(milestone as usize).and_then(|slot| std::mem::replace(slot, time))
    }

    /// Those that are known, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Milestone, &MilestoneTime)> {
        Milestone::ALL.into_iter().filter_map(|m| self.get(m).map(|time| (m, time)))
    }

    /// Those that are known, in order, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (Milestone, &mut MilestoneTime)> {
        Milestone::ALL
            .into_iter()
            .zip(self.0.iter_mut())
            .filter_map(|(m, slot)| slot.as_mut().map(|time| (m, time)))
    }

    /// Pairs of milestones that certainly stand in the wrong order, such as a resolution before the start.
    ///
    /// `communicated` is left out: customers may be told before or after anything else but the start.
    pub fn reversed(&self) -> Vec<(Milestone, Milestone)> {
        let mut pairs = Vec::new();
        for (earlier, a) in self.iter() {
            for (later, b) in self.iter().filter(|(later, _)| *later > earlier) {
                let free = |m| m == Milestone::Communicated;
                if (free(later) && earlier != Milestone::Started) || free(earlier) {
                    continue;
                }
                if a.bounds.until(&b.bounds).is_none() {
                    pairs.push((earlier, later));
                }
            }
        }
        pairs
    }
}

impl Serialize for Milestones {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Milestone::ALL.len()))?;
        for (milestone, slot) in Milestone::ALL.iter().zip(&self.0) {
            map.serialize_entry(milestone.name(), slot)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Milestones {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = std::collections::BTreeMap::<Milestone, Option<MilestoneTime>>::deserialize(deserializer)?;
        let mut milestones = Self::default();
        for (milestone, time) in map {
            milestones.set(milestone, time);
        }
        Ok(milestones)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounds::Precision;
    use chrono::DateTime;

    fn at(text: &str) -> MilestoneTime {
        let at = DateTime::parse_from_rfc3339(text).unwrap();
        MilestoneTime::stated(TimeBounds::exact(at, Precision::Minute), Place::line(7))
    }

    #[test]
    fn names_read_back_and_all_seven_are_printed() {
        for milestone in Milestone::ALL {
            assert_eq!(milestone.name().to_uppercase().parse(), Ok(milestone));
        }
        assert!("restored".parse::<Milestone>().is_err());
        let mut milestones = Milestones::default();
        milestones.set(Milestone::Started, Some(at("2016-06-27T16:15:00+01:00")));
        let json = serde_json::to_value(&milestones).unwrap();
        assert_eq!(json["started"]["earliest"], "2016-06-27T16:15:00+01:00");
        assert_eq!(json["started"]["line"], 7);
        assert_eq!(json["started"]["basis"], "stated");
        assert!(json["resolved"].is_null());
        assert_eq!(json.as_object().unwrap().len(), 7);
        assert_eq!(serde_json::from_value::<Milestones>(json).unwrap(), milestones);
    }

    #[test]
    fn an_end_before_its_start_is_reversed_but_early_news_is_not() {
        let mut milestones = Milestones::default();
        milestones.set(Milestone::Detected, Some(at("2016-06-27T16:17:00Z")));
        milestones.set(Milestone::Communicated, Some(at("2016-06-27T16:05:00Z")));
        assert!(milestones.reversed().is_empty());
        milestones.set(Milestone::Resolved, Some(at("2016-06-27T16:10:00Z")));
        assert_eq!(milestones.reversed(), [(Milestone::Detected, Milestone::Resolved)]);
    }
}
