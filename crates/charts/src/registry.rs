//! The charts that there are.

use incstats_analysis::view::{PhasesView, TimelineView, TrendView};

use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::material::Material;
use crate::picture::Picture;
use crate::{phases, timeline, trend};

/// What a chart is drawn from: whether it is one picture, one for each incident, or one for each metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// One incident: [`Material::of`] names it.
    Incident,
    /// The incidents of a period, or all of them.
    Incidents,
    /// One metric over incidents: [`Material::with_metric`] names it.
    Metric,
}

/// One chart: its name in commands and file names, what it shows, and how it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Chart {
    /// The name in commands and file names.
    pub name: &'static str,
    /// What it shows, in one line.
    pub shows: &'static str,
    /// How it looks, in a few characters of text.
    pub thumbnail: &'static str,
    /// What it is drawn from.
    pub subject: Subject,
    paint: fn(&Material<'_>, Look) -> Result<Picture, ChartError>,
}

/// All charts, in the order in which they are listed. A new chart is one file and one row here.
pub static CHARTS: [Chart; 3] = [
    Chart {
        name: "timeline",
        shows: "one incident: its events and phases on a time axis, with what is known only to a range",
        thumbnail: "·|·· ▒▒▓▓█→",
        subject: Subject::Incident,
        paint: |of, look| {
            let incident = of.incident.ok_or(Nothing::NoIncident { period: None })?;
            timeline::draw(&TimelineView::new(incident), look)
        },
    },
    Chart {
        name: "phases",
        shows: "incidents side by side: how long each phase of each lasted",
        thumbnail: "░▒▓▓ ░▓ ▒█",
        subject: Subject::Incidents,
        paint: |of, look| phases::draw(&PhasesView::new(of.incidents, of.period), look),
    },
    Chart {
        name: "trend",
        shows: "one metric by period: every incident a dot, the median with its interval",
        thumbnail: ".:· ▬·: .▬",
        subject: Subject::Metric,
        paint: |of, look| trend::draw(&TrendView::new(of.incidents, of.metric, of.every(), of.period), look),
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

    /// The file name of its picture, without the ending: `phases`, `trend-ttr`, `timeline-ID`.
    pub fn file_name(&self, of: &Material<'_>) -> String {
        let what = match self.subject {
            Subject::Incidents => return self.name.to_owned(),
            Subject::Incident => of.incident.map_or("", |incident| incident.id.as_str()),
            Subject::Metric => &of.metric.key,
        };
        format!("{}-{}", self.name, safe(what))
    }

    /// Draws it.
    ///
    /// # Errors
    /// [`ChartError::Nothing`] where there is nothing to draw, with the words for it; any other is a defect.
    pub fn draw(&self, of: &Material<'_>, look: Look) -> Result<Picture, ChartError> {
        let mut picture = (self.paint)(of, look)?;
        picture.name = self.file_name(of);
        of.filter.clone_into(&mut picture.filter);
        Ok(picture)
    }
}

/// A part of a file name that every system takes: letters, digits, `-` and `_` of it.
fn safe(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_are_found_by_name_and_unknown_ones_are_told_the_names() {
        assert_eq!(Chart::find("Trend").unwrap().subject, Subject::Metric);
        let error = Chart::find("pie").unwrap_err().to_string();
        assert!(error.starts_with("`pie` is no chart: expected timeline, "), "{error}");
    }

    #[test]
    fn ids_cannot_leave_the_folder() {
        assert_eq!(safe("../../etc/x.y"), "------etc-x-y");
        assert_eq!(safe("2021-05-20-accès"), "2021-05-20-accès");
    }
}
