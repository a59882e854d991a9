//! The exports that are known by their headings. A row a tool: which columns it must have, and which tell what. Names
//! are plain: letters and digits, lower case.

use incstats_model::Milestone::{
    Acknowledged, Communicated, Detected, Identified, Mitigated, Resolved, Started,
};

use super::field::Field;

/// A kind of export.
#[derive(Debug)]
pub struct Export {
    /// Its name, in the `format` of a source.
    pub name: &'static str,
    /// What it cannot tell.
    pub cannot_tell: &'static [&'static str],
    /// Of each of these, one name must be in the heading.
    pub needs: &'static [&'static [&'static str]],
    /// Fields, and the names of their columns, the best first.
    pub fields: &'static [(Field, &'static [&'static str])],
}

const VIEWERS_ZONE: &str = "times without a zone are on the clock of whoever exported them";
const TICKETS: &str = "times are those of the ticket, not of the impact";

/// All of them; the first that fits a heading reads the table.
pub static EXPORTS: [Export; 8] =
    [SERVICENOW, PAGERDUTY, OPSGENIE, DISPATCH, JIRA, HISTORY, NOTIFICATIONS, TIMESTAMPS];

const SERVICENOW: Export = Export {
    name: "servicenow-csv",
    cannot_tell: &[VIEWERS_ZONE, TICKETS],
    needs: &[
        &["number"],
        &["openedat", "opened"],
        &["incidentstate", "identstate", "state", "closedat", "closed", "resolvedat", "resolved"],
    ],
    fields: &[
        (Field::Id, &["number"]),
        (Field::Title, &["shortdescription", "title"]),
        (Field::Status, &["incidentstate", "identstate", "state"]),
        (Field::Severity, &["priority", "severity", "impact"]),
        (Field::Services, &["businessservice", "service", "cmdbci", "configurationitem"]),
        (Field::Organisation, &["company"]),
        (Field::Cause, &["cause"]),
        (Field::Opened, &["openedat", "opened"]),
        // Closing is what an administrator's timer does days after the resolution.
        (Field::Closed, &["resolvedat", "resolved", "closedat", "closed"]),
        (Field::Milestone(Resolved), &["resolvedat", "resolved"]),
        (Field::AsOf, &["sysupdatedat", "sysupdatedon", "updated"]),
        (Field::Revision, &["sysmodcount", "updates"]),
        (Field::Reopened, &["reopencount"]),
    ],
};

const PAGERDUTY: Export = Export {
    name: "pagerduty-csv",
    cannot_tell: &[VIEWERS_ZONE, "times are those of alerts: when users were hit is not told"],
    needs: &[
        &["id", "incidentnumber"],
        &["createdat", "createdon"],
        &["secondstofirstack", "secondstoresolve", "autoresolved", "secondstoengage"],
    ],
    fields: &[
        (Field::Id, &["id", "incidentid", "incidentnumber"]),
        (Field::Title, &["description", "title"]),
        (Field::Status, &["status"]),
        (Field::Severity, &["priorityname", "priority", "urgency"]),
        (Field::Services, &["servicename", "service"]),
        (Field::Opened, &["createdat", "createdon"]),
        (Field::Closed, &["resolvedat", "resolvedon"]),
        // An alert is the monitoring's word.
        (Field::Milestone(Detected), &["createdat", "createdon"]),
        (Field::After(Acknowledged), &["secondstofirstack"]),
        (Field::Milestone(Resolved), &["resolvedat", "resolvedon"]),
        (Field::After(Resolved), &["secondstoresolve"]),
    ],
};

const OPSGENIE: Export = Export {
    name: "opsgenie-csv",
    cannot_tell: &["no time of resolution: a closed alert was over at its last change at the latest"],
    needs: &[&["tinyid", "alertid"], &["createdat"], &["message"]],
    fields: &[
        (Field::Id, &["tinyid", "alertid", "id"]),
        (Field::Title, &["message"]),
        (Field::Status, &["status"]),
        (Field::Severity, &["priority"]),
        (Field::Services, &["impactedservices", "entity"]),
        (Field::Opened, &["createdat"]),
        (Field::Milestone(Detected), &["createdat"]),
        (Field::Milestone(Acknowledged), &["acknowledgedat", "acktime"]),
        (Field::ClosedBy, &["updatedat", "lastupdatedat"]),
    ],
};

const DISPATCH: Export = Export {
    name: "dispatch-csv",
    cannot_tell: &["the report of an incident is told, not its beginning"],
    needs: &[&["reportedat"], &["stableat", "closedat"], &["name", "title"]],
    fields: &[
        (Field::Id, &["name"]),
        (Field::Title, &["title", "name"]),
        (Field::Status, &["status"]),
        (Field::Severity, &["incidentseverityname", "severity", "incidentpriorityname"]),
        (Field::Opened, &["reportedat"]),
        (Field::Closed, &["closedat"]),
        (Field::Milestone(Detected), &["reportedat"]),
        (Field::Milestone(Mitigated), &["stableat"]),
        (Field::Milestone(Resolved), &["closedat"]),
    ],
};

const JIRA: Export = Export {
    name: "jira-csv",
    cannot_tell: &[VIEWERS_ZONE, TICKETS],
    needs: &[
        &["issuekey", "key"],
        &["created", "createddate"],
        &["resolved", "resolutiondate", "status", "updated"],
    ],
    fields: &[
        (Field::Id, &["issuekey", "key"]),
        (Field::Title, &["summary", "title"]),
        (Field::Status, &["status"]),
        (Field::Severity, &["customfieldseverity", "severity", "priority"]),
        (Field::Services, &["affectedservices", "customfieldaffectedservices", "components", "component"]),
        (Field::Opened, &["created", "createddate"]),
        (Field::Closed, &["resolved", "resolutiondate"]),
        (Field::Milestone(Resolved), &["resolved", "resolutiondate"]),
        (Field::AsOf, &["updated", "updateddate"]),
    ],
};

/// A status page's history, gathered row by row: the posts of each incident stand in one cell.
const HISTORY: Export = Export {
    name: "status-history-csv",
    cannot_tell: &["times are those of posts"],
    needs: &[&["incidenttitle", "title"], &["updates"], &["incidentimpact", "incidentlink", "incidentcolor"]],
    fields: &[
        (Field::Id, &["incidentlink", "link"]),
        (Field::Title, &["incidenttitle", "title"]),
        (Field::Severity, &["incidentimpact", "impact"]),
        (Field::Services, &["service", "services"]),
        (Field::Updates, &["updates"]),
    ],
};

/// Events of a cloud with the notifications about them.
const NOTIFICATIONS: Export = Export {
    name: "service-events-csv",
    cannot_tell: &["years may be mistyped: compare with the notifications"],
    needs: &[&["eventstarttime"], &["eventendtime"]],
    fields: &[
        (Field::Id, &["eventid", "id"]),
        (Field::Title, &["title", "description", "servicename"]),
        (Field::Status, &["status"]),
        (Field::Services, &["servicename", "service"]),
        (Field::Organisation, &["vendor", "provider"]),
        (Field::Opened, &["firstnotification"]),
        (Field::Closed, &["lastnotification"]),
        (Field::Milestone(Started), &["eventstarttime"]),
        (Field::Milestone(Communicated), &["firstnotification"]),
        (Field::Milestone(Mitigated), &["eventendtime"]),
    ],
};

/// The exports of incident tools whose columns are called as the milestones are.
const TIMESTAMPS: Export = Export {
    name: "incident-timestamps-csv",
    cannot_tell: &[VIEWERS_ZONE],
    needs: &[
        &["startedat", "customerimpactstart", "impactstartedat", "detectedat", "starttimestamp"],
        &["resolvedat", "mitigatedat", "customerimpactend", "closetimestamp"],
    ],
    fields: &[
        (Field::Id, &["publicid", "incidentid", "id", "reference", "number", "sequentialid"]),
        (Field::Title, &["title", "name", "summary", "incidenttitle"]),
        (Field::Kind, &["kind", "type"]),
        (Field::Status, &["status", "state"]),
        (Field::Severity, &["severity", "severityname", "priority"]),
        (Field::Services, &["services", "service", "servicename", "affectedservices"]),
        (Field::Cause, &["cause", "rootcause", "causes"]),
        (Field::Opened, &["createdat", "created", "declaredat", "starttimestamp"]),
        (Field::Closed, &["closedat", "resolvedat", "closetimestamp"]),
        (Field::Milestone(Started), &["startedat", "customerimpactstart", "impactstartedat"]),
        (Field::Milestone(Detected), &["detectedat", "detected"]),
        (Field::Milestone(Acknowledged), &["acknowledgedat", "acknowledged"]),
        (Field::Milestone(Communicated), &["communicatedat", "starttimestamp"]),
        (Field::Milestone(Identified), &["identifiedat"]),
        (Field::Milestone(Mitigated), &["mitigatedat", "customerimpactend"]),
        (Field::Milestone(Resolved), &["resolvedat", "closetimestamp"]),
    ],
};
