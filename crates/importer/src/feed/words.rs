//! Words of status, kind and nothing, as tools and status pages write them in fields. They are the same in all
//! languages: fields hold the tool's own terms.

use incstats_model::{Milestone, Status};

use crate::locale::StatusWord;

/// Fields that hold no value, as exports write them.
const NOTHING: [&str; 12] = [
    "",
    "?",
    "-",
    "null",
    "none",
    "nil",
    "n/a",
    "unknown",
    "(not set)",
    "0",
    "0001-01-01t00:00:00z",
    "false",
];

/// Whether a field holds no value.
pub fn is_nothing(value: &str) -> bool {
    NOTHING.contains(&value.trim().to_lowercase().as_str())
}

/// Letters and digits of a word, lower case: `In Progress`, `in_progress` and `in-progress` are one.
fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a status says that it is over.
pub fn status(word: &str) -> Option<Status> {
    Some(match plain(word).as_str() {
        "resolved"
        | "closed"
        | "completed"
        | "complete"
        | "postmortem"
        | "fixed"
        | "done"
        | "available"
        | "recovered"
        | "canceled"
        | "cancelled"
        | "merged"
        | "declined"
        | "learning"
        | "retrospective"
        | "retrospectivestarted"
        | "retrospectivecompleted"
        | "postincident"
        | "stable"
        | "operational"
        | "success"
        | "finished"
        | "ended" => Status::Resolved,
        "investigating" | "identified" | "monitoring" | "watching" | "update" | "open" | "new"
        | "inprogress" | "active" | "ongoing" | "verifying" | "triggered" | "acknowledged" | "acked"
        | "started" | "detected" | "mitigated" | "live" | "triage" | "intriage" | "onhold" | "todo"
        | "reopened" | "pending" | "serviceinformation" | "servicedisruption" | "serviceoutage"
        | "assigned" | "declared" | "fixing" | "recovering" | "documenting" | "paused" => Status::Ongoing,
        "scheduled" | "planned" | "upcoming" | "notstarted" | "notstartedyet" => Status::Unknown,
        _ => return None,
    })
}

/// What a status over a post says.
pub fn post(word: &str) -> Option<StatusWord> {
    Some(match plain(word).as_str() {
        "investigating" | "new" | "open" | "opened" => StatusWord::Marks(Milestone::Communicated),
        "identified" | "fixing" => StatusWord::Marks(Milestone::Identified),
        "monitoring" | "watching" | "mitigated" | "recovering" => StatusWord::Marks(Milestone::Mitigated),
        "resolved" | "closed" | "fixed" | "completed" | "available" => StatusWord::Marks(Milestone::Resolved),
        "scheduled" | "planned" | "verifying" | "notstartedyet" => StatusWord::Maintenance,
        "update" | "inprogress" | "ongoing" | "postmortem" | "reopened" | "serviceinformation"
        | "servicedisruption" | "serviceoutage" => StatusWord::Update,
        _ => return None,
    })
}

/// Whether a status is one that only planned work has.
pub fn is_of_planned_work(word: &str) -> bool {
    matches!(
        plain(word).as_str(),
        "scheduled"
            | "verifying"
            | "inprogress"
            | "completed"
            | "maintenance"
            | "undermaintenance"
            | "planned"
            | "notstartedyet"
            | "scheduledmaintenance"
            | "plannedmaintenance"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_in_many_spellings() {
        for (word, want) in [
            ("In Progress", Some(Status::Ongoing)),
            ("in_progress", Some(Status::Ongoing)),
            ("RESOLVED", Some(Status::Resolved)),
            ("SERVICE_OUTAGE", Some(Status::Ongoing)),
            ("scheduled", Some(Status::Unknown)),
            ("blue", None),
        ] {
            assert_eq!(status(word), want, "{word}");
        }
        assert_eq!(post("in-progress"), Some(StatusWord::Update));
        assert!(is_nothing(" NULL ") && is_nothing("") && !is_nothing("2021"));
        assert!(is_of_planned_work("In Progress") && !is_of_planned_work("investigating"));
    }
}
