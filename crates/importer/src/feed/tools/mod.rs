//! The tools, one a file: a table of what their fields mean. Each has a row here.

mod aws;
mod cachet;
mod cstate;
mod datadog;
mod devlake;
mod firehydrant;
mod github;
mod google_cloud;
mod incident_io;
mod instatus;
mod jira;
mod one_a_file;
mod opsgenie;
mod pagerduty;
mod rootly;
mod servicenow;
mod slack;
mod vultr;

use super::registry::{Feed, Reading};
use super::tool::{read, recognises};

/// All of them; one whose records another would also know comes first.
pub static FEEDS: [Feed; 20] = [
    Feed {
        name: "google-cloud",
        cannot_tell: &google_cloud::CANNOT_TELL,
        recognises: |sight| recognises(&google_cloud::TOOL, sight),
        read: Reading::Whole(|input| read(&google_cloud::TOOL, input)),
    },
    Feed {
        name: "aws-health",
        cannot_tell: &aws::CANNOT_TELL,
        recognises: |sight| recognises(&aws::TOOL, sight),
        read: Reading::Whole(|input| read(&aws::TOOL, input)),
    },
    Feed {
        name: "pagerduty",
        cannot_tell: &pagerduty::CANNOT_TELL,
        recognises: |sight| recognises(&pagerduty::REST, sight),
        read: Reading::Whole(|input| read(&pagerduty::REST, input)),
    },
    Feed {
        name: "pagerduty-analytics",
        cannot_tell: &pagerduty::CANNOT_TELL,
        recognises: |sight| recognises(&pagerduty::ANALYTICS, sight),
        read: Reading::Whole(|input| read(&pagerduty::ANALYTICS, input)),
    },
    Feed {
        name: "opsgenie",
        cannot_tell: &opsgenie::CANNOT_TELL,
        recognises: |sight| recognises(&opsgenie::TOOL, sight),
        read: Reading::Whole(|input| read(&opsgenie::TOOL, input)),
    },
    Feed {
        name: "incident.io",
        cannot_tell: &incident_io::CANNOT_TELL,
        recognises: |sight| recognises(&incident_io::TOOL, sight),
        read: Reading::Whole(|input| read(&incident_io::TOOL, input)),
    },
    Feed {
        name: "firehydrant",
        cannot_tell: &firehydrant::CANNOT_TELL,
        recognises: |sight| recognises(&firehydrant::TOOL, sight),
        read: Reading::Whole(|input| read(&firehydrant::TOOL, input)),
    },
    Feed {
        name: "rootly",
        cannot_tell: &rootly::CANNOT_TELL,
        recognises: |sight| recognises(&rootly::TOOL, sight),
        read: Reading::Whole(|input| read(&rootly::TOOL, input)),
    },
    Feed {
        name: "datadog",
        cannot_tell: &datadog::CANNOT_TELL,
        recognises: |sight| recognises(&datadog::TOOL, sight),
        read: Reading::Whole(|input| read(&datadog::TOOL, input)),
    },
    Feed {
        name: "servicenow",
        cannot_tell: &servicenow::CANNOT_TELL,
        recognises: |sight| recognises(&servicenow::TOOL, sight),
        read: Reading::Whole(|input| read(&servicenow::TOOL, input)),
    },
    Feed {
        name: "jira",
        cannot_tell: &jira::CANNOT_TELL,
        recognises: |sight| recognises(&jira::TOOL, sight),
        read: Reading::Whole(|input| read(&jira::TOOL, input)),
    },
    Feed {
        name: "cachet",
        cannot_tell: &cachet::CANNOT_TELL,
        recognises: |sight| recognises(&cachet::TOOL, sight),
        read: Reading::Whole(|input| read(&cachet::TOOL, input)),
    },
    Feed {
        name: "slack-status",
        cannot_tell: &slack::CANNOT_TELL,
        recognises: |sight| recognises(&slack::TOOL, sight),
        read: Reading::Whole(|input| read(&slack::TOOL, input)),
    },
    Feed {
        name: "vultr",
        cannot_tell: &vultr::CANNOT_TELL,
        recognises: |sight| recognises(&vultr::TOOL, sight),
        read: Reading::Whole(|input| read(&vultr::TOOL, input)),
    },
    Feed {
        name: "cstate-json",
        cannot_tell: &cstate::CANNOT_TELL,
        recognises: |sight| recognises(&cstate::TOOL, sight),
        read: Reading::Whole(|input| read(&cstate::TOOL, input)),
    },
    Feed {
        name: "devlake-webhook",
        cannot_tell: &devlake::CANNOT_TELL,
        recognises: |sight| recognises(&devlake::TOOL, sight),
        read: Reading::Whole(|input| read(&devlake::TOOL, input)),
    },
    Feed {
        name: "upptime",
        cannot_tell: &github::UPPTIME_CANNOT_TELL,
        recognises: |sight| recognises(&github::UPPTIME, sight),
        read: Reading::Whole(|input| read(&github::UPPTIME, input)),
    },
    Feed {
        name: "github-issues",
        cannot_tell: &github::CANNOT_TELL,
        recognises: |sight| recognises(&github::ISSUES, sight),
        read: Reading::Whole(|input| read(&github::ISSUES, input)),
    },
    Feed {
        name: "status-json",
        cannot_tell: &one_a_file::CANNOT_TELL,
        recognises: |sight| recognises(&one_a_file::TOOL, sight),
        read: Reading::Whole(|input| read(&one_a_file::TOOL, input)),
    },
    Feed {
        name: "instatus",
        cannot_tell: &instatus::CANNOT_TELL,
        recognises: |sight| recognises(&instatus::TOOL, sight),
        read: Reading::Whole(|input| read(&instatus::TOOL, input)),
    },
];

#[cfg(test)]
pub mod tests {
    use crate::feed::registry::{Input, Read, find};
    use crate::options::Options;
    use incstats_model::Source;

    /// Reads a text with the feed that knows it.
    pub fn read(text: &str) -> (&'static str, Read) {
        let feed = find(text).unwrap_or_else(|| panic!("no feed knows {text}"));
        (
            feed.name,
            feed.read.whole(&Input { text, options: &Options::default(), source: &Source::default() }),
        )
    }

    /// The milestones of an incident with their clock times, ranges with a hyphen.
    pub fn milestones(read: &Read, incident: usize) -> String {
        let told = read.incidents[incident].milestones.iter().map(|(milestone, time)| {
            let clock = |at: incstats_model::Instant| at.format("%H:%M").to_string();
            let (from, to) = (clock(time.bounds.earliest()), clock(time.bounds.latest()));
            if from == to { format!("{milestone} {from}") } else { format!("{milestone} {from}-{to}") }
        });
        told.collect::<Vec<_>>().join(", ")
    }
}
