//! What a column of a table can tell of an incident.

use std::fmt;
use std::str::FromStr;

use incstats_model::Milestone;

/// What a column tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The source's own id. Rows with the same one are states of one incident.
    Id,
    /// The headline.
    Title,
    /// Incident or maintenance.
    Kind,
    /// Over or not.
    Status,
    /// How bad it was.
    Severity,
    /// What was hit; several are parted by commas or semicolons.
    Services,
    /// Whose services.
    Organisation,
    /// Why.
    Cause,
    /// Prose, read as any report is.
    Description,
    /// Ticket opened, first post.
    Opened,
    /// Ticket closed, closing post.
    Closed,
    /// Not later than this it was over: the last change of what is closed.
    ClosedBy,
    /// A milestone.
    Milestone(Milestone),
    /// Seconds from the opening to a milestone.
    After(Milestone),
    /// A count that rises with every change of a row: of several rows the highest is the last state.
    Revision,
    /// How often it was opened again.
    Reopened,
    /// The last moment that the row knows about.
    AsOf,
    /// Posts, as a list in JSON.
    Updates,
}

/// The names of fields in a mapping, and what they are.
pub const NAMES: [(&str, Field); 13] = [
    ("id", Field::Id),
    ("title", Field::Title),
    ("kind", Field::Kind),
    ("status", Field::Status),
    ("severity", Field::Severity),
    ("services", Field::Services),
    ("organisation", Field::Organisation),
    ("cause", Field::Cause),
    ("description", Field::Description),
    ("opened", Field::Opened),
    ("closed", Field::Closed),
    ("as_of", Field::AsOf),
    ("revision", Field::Revision),
];

impl Field {
    /// Whether it is a time.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Opened | Self::Closed | Self::ClosedBy | Self::AsOf | Self::Milestone(_))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Milestone(milestone) = self {
            return f.write_str(milestone.name());
        }
        f.write_str(NAMES.iter().find(|(_, field)| field == self).map_or("", |(name, _)| name))
    }
}

impl FromStr for Field {
    type Err = String;

    /// A name of [`NAMES`] or of a milestone; `_at` behind it makes no difference, nor do singular and plural.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim().to_lowercase();
        let name = text.strip_suffix("_at").unwrap_or(&text);
        let name = match name {
            "service" => "services",
            "organization" => "organisation",
            name => name,
        };
        if let Ok(milestone) = name.parse() {
            return Ok(Self::Milestone(milestone));
        }
        let found = NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field);
        found.ok_or_else(|| {
            let names =
                NAMES.iter().map(|(name, _)| *name).chain(Milestone::ALL.into_iter().map(Milestone::name));
            format!(
                "`{text}` is nothing that a column can tell: expected one of {}",
                names.collect::<Vec<_>>().join(", ")
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for (name, _) in NAMES {
            assert_eq!(name.parse::<Field>().unwrap().to_string(), name);
        }
        assert_eq!("opened_at".parse(), Ok(Field::Opened));
        assert_eq!("Resolved_at".parse(), Ok(Field::Milestone(Milestone::Resolved)));
        assert!("colour".parse::<Field>().unwrap_err().contains("expected one of id, title"));
    }
}
