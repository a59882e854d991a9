//! `incstats correct`.

use std::str::FromStr;

use clap::Args;
use incstats_model::Milestone;

/// What `correct` is told.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  incstats correct 2016-06-27 started=16:30 --why 'call log of the service desk'
  incstats correct 2021-05-20 'resolved=2021-07-05 09:00' --why 'closing mail of 6 July'
  incstats correct 2021-05-20 'started=2021-05-20 04:00..2021-05-20 06:30' --why 'between two backups'
  incstats correct 2021-05-20 acknowledged=unknown --why 'the line is about another team'
  incstats correct 2021-05-20 service=mail,web severity=SEV1 --why 'agreed in the review'
  incstats correct 2021-05-20 zone=Europe/Zurich --why 'their office'
  incstats correct 2021-05-20 --accept typo.date:12   take the repair that a finding proposes
  incstats correct 2021-05-20 --undo started      take the last correction of one field back
  incstats correct 2021-05-20 --undo              take the last correction back

Times are on the incident's own clock; a clock time alone means the day on which the incident started.
Corrections are kept apart from what was read, so that they outlive a new import, and every figure
follows them.")]
pub struct CorrectArgs {
    /// The incident's id, or the beginning of it
    #[arg(value_name = "ID", required_unless_present = "accept")]
    pub id: Option<String>,

    /// What is right: started, detected, acknowledged, communicated, identified, mitigated or resolved with a time, a range `A..B` or `unknown`; or title, service, severity, cause, zone
    #[arg(value_name = "FIELD=VALUE", required_unless_present_any = ["undo", "accept"], conflicts_with_all = ["undo", "accept"])]
    pub assignments: Vec<Assignment>,

    /// The reason; it is kept and shown with the correction [default with --accept: the finding's evidence]
    #[arg(long, value_name = "TEXT", required_unless_present_any = ["undo", "accept"], conflicts_with = "undo")]
    pub why: Option<String>,

    /// Take the repair that a finding proposes: its code and line as `findings` names it, `typo.date:12`, or the code alone
    #[arg(long, value_name = "FINDING", conflicts_with = "undo")]
    pub accept: Option<String>,

    /// Take back the last correction, or the last one of a field
    #[arg(long, value_name = "FIELD", num_args = 0..=1, default_missing_value = "last")]
    pub undo: Option<Undo>,
}

/// What can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectField {
    /// The time of a milestone.
    Milestone(Milestone),
    /// The headline.
    Title,
    /// The services that were hit.
    Service,
    /// The severity.
    Severity,
    /// The cause.
    Cause,
    /// The zone of the wall clocks.
    Zone,
}

impl CorrectField {
    /// Its name, as the store knows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Milestone(milestone) => milestone.name(),
            Self::Title => "title",
            Self::Service => "service",
            Self::Severity => "severity",
            Self::Cause => "cause",
            Self::Zone => "zone",
        }
    }
}

impl FromStr for CorrectField {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let word = text.trim().to_lowercase();
        Ok(match word.as_str() {
            "title" => Self::Title,
            "service" | "services" => Self::Service,
            "severity" => Self::Severity,
            "cause" => Self::Cause,
            "zone" => Self::Zone,
            _ => Self::Milestone(word.parse().map_err(|_| {
                let milestones: Vec<&str> = Milestone::ALL.iter().map(|m| m.name()).collect();
                format!(
                    "`{text}` is no field: expected {}, title, service, severity, cause or zone",
                    milestones.join(", ")
                )
            })?),
        })
    }
}

/// What is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undo {
    /// The last correction.
    Last,
    /// The last correction of a field.
    Field(CorrectField),
}

impl FromStr for Undo {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "last" { Ok(Self::Last) } else { text.parse().map(Self::Field) }
    }
}

/// One `FIELD=VALUE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// What is corrected.
    pub field: CorrectField,
    /// What it is to be, as typed; never empty.
    pub value: String,
}

impl FromStr for Assignment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (field, value) = text.split_once('=').ok_or("expected FIELD=VALUE, such as started=16:30")?;
        let field = field.parse()?;
        let value = value.trim().to_owned();
        if value.is_empty() {
            return Err(
                "no value after the `=`; `unknown` says that a milestone is not known after all".into()
            );
        }
        Ok(Self { field, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignments_split_at_the_first_equals_sign() {
        let a: Assignment = "title=a = b".parse().unwrap();
        assert_eq!((a.field, a.value.as_str()), (CorrectField::Title, "a = b"));
        let a: Assignment = "Started= 16:30 ".parse().unwrap();
        assert_eq!((a.field, a.value.as_str()), (CorrectField::Milestone(Milestone::Started), "16:30"));
        for wrong in ["started", "started=", "begun=16:30", "=x"] {
            assert!(wrong.parse::<Assignment>().is_err(), "{wrong}");
        }
    }
}
