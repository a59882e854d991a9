//! The charts that there are.

use crate::error::ChartError;

/// What a chart is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// One incident.
    Incident,
    /// The incidents of a period, or all of them.
    Incidents,
    /// One metric over incidents.
    Metric,
}

/// One chart: its name in commands and file names, and what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The name in commands and file names.
    pub name: &'static str,
    /// What it shows, in one line.
    pub shows: &'static str,
    /// What it is drawn from.
    pub subject: Subject,
}

/// All charts, in the order in which they are listed. A new chart is one file and one row here.
pub static CHARTS: [Chart; 3] = [
    Chart {
        name: "timeline",
        shows: "one incident: its events and phases on a time axis, with what is known only to a range",
        subject: Subject::Incident,
    },
    Chart {
        name: "phases",
        shows: "incidents side by side: how long each phase of each lasted",
        subject: Subject::Incidents,
    },
    Chart {
        name: "trend",
        shows: "one metric by period: every incident a dot, the median with its interval",
        subject: Subject::Metric,
    },
];

impl Chart {
    /// The chart of that name, in any case.
    ///
    /// # Errors
    /// [`ChartError::UnknownChart`], with the names there are.
    pub fn find(name: &str) -> Result<&'static Self, ChartError> {
        let wanted = name.trim();
        CHARTS.iter().find(|chart| chart.name.eq_ignore_ascii_case(wanted)).ok_or_else(|| {
            let names: Vec<&str> = CHARTS.iter().map(|chart| chart.name).collect();
            ChartError::UnknownChart { name: name.to_owned(), expected: names.join(", ") }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_are_found_by_name_and_unknown_ones_are_told_the_names() {
        assert_eq!(Chart::find("Trend").unwrap().subject, Subject::Metric);
        let error = Chart::find("pie").unwrap_err().to_string();
        assert_eq!(error, "`pie` is no chart: expected timeline, phases, trend");
    }
}
