//! The page: what stands on it, in order.

use std::fmt::Write;

use incstats_analysis::summary::Summary;
use incstats_charts::{CHARTS, Material, Subject};
use incstats_model::{Correction, Incident};

use super::{figures, incidents};
use crate::output::markdown::{escape, sentence};
use crate::view::{self, short::ShortIds};

/// A chart that was drawn for the review.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The picture's name: `phases`, `trend-ttr`, `timeline-ID`.
    pub name: String,
    /// The file to show, from the page's folder.
    pub file: String,
    /// What it says, in words.
    pub title: String,
}

/// Everything that stands in a review.
pub struct Review<'a> {
    /// The figures.
    pub summary: &'a Summary,
    /// The incidents of the period, oldest first.
    pub incidents: &'a [Incident],
    /// What people overruled in them, oldest first.
    pub corrections: &'a [Correction],
    /// The charts that could be drawn.
    pub charts: &'a [Chart],
    /// Charts that could not, or were not, drawn: a sentence each.
    pub without: &'a [String],
}

impl Review<'_> {
    /// The page as Markdown.
    pub fn to_markdown(&self) -> String {
        let mut page = String::new();
        let title = self.summary.period.as_deref().map(|period| format!(": {period}")).unwrap_or_default();
        push(&mut page, &format!("# Incident review{title}"));
        let ids = ShortIds::of(self.incidents);
        self.opening(&mut page);
        push(&mut page, "## How long it took");
        push(&mut page, &figures::metrics(&self.summary.overall, &ids));
        push(&mut page, figures::LEGEND);
        self.push_charts(&mut page, |name| name.starts_with("trend-"));
        push(&mut page, "## Where the time went");
        push(&mut page, &figures::phases(&self.summary.overall));
        self.push_charts(&mut page, |name| name == "phases");
        push(&mut page, "## What the figures rest on");
        push(&mut page, &sentence(&view::summary::coverage(&self.summary.overall)));
        push(&mut page, &figures::doubts(&self.summary.overall, &ids));
        push(&mut page, "## The incidents");
        push(&mut page, &incidents::table_of(self.incidents));
        for incident in self.incidents {
            let corrections: Vec<&Correction> =
                self.corrections.iter().filter(|correction| correction.incident == incident.id).collect();
            push(&mut page, &incidents::heading(incident));
            push(&mut page, &incidents::facts(incident));
            let timeline = timeline(incident);
            self.push_charts(&mut page, |name| name == timeline);
            push(&mut page, &incidents::milestones(incident));
            push(&mut page, &incidents::corrections(incident, &corrections));
            push(&mut page, &incidents::findings(incident));
        }
        if !self.without.is_empty() {
            push(&mut page, "## Charts left out");
            let lines: Vec<String> = self.without.iter().map(|why| format!("- {}", escape(why))).collect();
            push(&mut page, &lines.join("\n"));
        }
        push(&mut page, "## What the words mean");
        push(&mut page, &figures::definitions(&self.summary.overall));
        page
    }

    fn opening(&self, page: &mut String) {
        let headline = view::summary::headline(self.summary);
        let mut lines = vec![headline];
        lines.push(view::summary::counts(self.summary, &self.summary.overall));
        lines.extend(view::summary::incident_time(&self.summary.overall));
        lines.extend(view::summary::left_out(self.summary));
        push(page, &lines.iter().map(|line| sentence(line)).collect::<Vec<_>>().join(" "));
    }

    fn push_charts(&self, page: &mut String, wanted: impl Fn(&str) -> bool) {
        for chart in self.charts.iter().filter(|chart| wanted(&chart.name)) {
            push(page, &format!("![{}](<{}>)", escape(&chart.title), chart.file));
        }
    }
}

/// The name of the timeline of an incident.
fn timeline(incident: &Incident) -> String {
    let chart = CHARTS.iter().find(|chart| chart.subject == Subject::Incident);
    chart.map(|chart| chart.file_name(&Material::new(&[]).of(incident))).unwrap_or_default()
}

/// A block of the page; nothing for an empty one.
fn push(page: &mut String, block: &str) {
    let block = block.trim_end();
    if !block.is_empty() {
        let blank = if page.is_empty() { "" } else { "\n" };
        // Writing into a string cannot fail.
        let _ = writeln!(page, "{blank}{block}");
    }
}
