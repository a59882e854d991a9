//! What a source says about an incident as a whole, beside its times.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::place::Place;

/// What kind of thing caused an incident, by the words of the cause sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CauseCategory {
    /// A release, an update, a defect of a program.
    SoftwareChange,
    /// A setting, a certificate, a rule, a record that was wrong or ran out.
    Configuration,
    /// A disk, a controller, a server that broke.
    Hardware,
    /// A line, a switch, a route, names.
    Network,
    /// Mains, batteries, generators, heat.
    PowerOrCooling,
    /// More load than there was room for: disks, memory, connections, quotas.
    Capacity,
    /// A supplier, a provider, something upstream.
    ThirdParty,
    /// An attack, a break-in, malware.
    Security,
    /// A slip of a person.
    HumanAction,
    /// The source says that the cause is not known.
    Unknown,
}

impl CauseCategory {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 10] = [
        Self::SoftwareChange,
        Self::Configuration,
        Self::Hardware,
        Self::Network,
        Self::PowerOrCooling,
        Self::Capacity,
        Self::ThirdParty,
        Self::Security,
        Self::HumanAction,
        Self::Unknown,
    ];

    /// The word used in records, locale files and the database: `power-or-cooling`.
    pub fn name(self) -> &'static str {
        match self {
            Self::SoftwareChange => "software-change",
            Self::Configuration => "configuration",
            Self::Hardware => "hardware",
            Self::Network => "network",
            Self::PowerOrCooling => "power-or-cooling",
            Self::Capacity => "capacity",
            Self::ThirdParty => "third-party",
            Self::Security => "security",
            Self::HumanAction => "human-action",
            Self::Unknown => "unknown",
        }
    }

    /// The word for people: `power or cooling`.
    pub fn label(self) -> String {
        self.name().replace('-', " ")
    }
}

impl fmt::Display for CauseCategory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Why a word is no category of causes.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no category of causes: expected {all}", all = CauseCategory::ALL.map(CauseCategory::name).join(", "))]
pub struct UnknownCategory(pub String);

impl FromStr for CauseCategory {
    type Err = UnknownCategory;

    fn from_str(text: &str) -> Result<Self, UnknownCategory> {
        let wanted = text.trim().to_lowercase().replace([' ', '_'], "-");
        let found = Self::ALL.into_iter().find(|category| category.name() == wanted);
        found.ok_or_else(|| UnknownCategory(text.to_owned()))
    }
}

/// How many were hit, as the source says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customers {
    /// Their number, where one is given.
    pub count: Option<u64>,
    /// In the source's words: `about 1,200 customers`, `4 % of all users`.
    pub text: String,
}

/// A length of time that the source states. It is held against the clock, and never counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedLength {
    /// In seconds, at least.
    pub min_s: i64,
    /// In seconds, at most.
    pub max_s: i64,
    /// In the source's words: `about five hours`.
    pub text: String,
    /// Where the source says so.
    #[serde(flatten)]
    pub place: Place,
}

/// What is said about an incident beside its times; what is not said is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What kind of cause the cause sentence tells; absent where there is no such sentence, or none of its words says.
    #[serde(default)]
    pub cause_category: Option<CauseCategory>,
    /// How many customers were hit.
    #[serde(default)]
    pub customers: Option<Customers>,
    /// Whether data were lost.
    #[serde(default)]
    pub data_lost: Option<bool>,
    /// How long it took, as the source states it.
    #[serde(default)]
    pub stated_duration: Option<StatedLength>,
    /// How long the repair took, as the source states it.
    #[serde(default)]
    pub stated_repair: Option<StatedLength>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_read_back_in_any_spelling() {
        for category in CauseCategory::ALL {
            assert_eq!(category.name().parse(), Ok(category));
            assert_eq!(category.label().to_uppercase().parse(), Ok(category));
            assert_eq!(serde_json::to_value(category).unwrap(), category.name());
        }
        assert!("weather".parse::<CauseCategory>().unwrap_err().to_string().contains("third-party"));
    }
}
