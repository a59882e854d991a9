//! The charts that there are.

use incstats_analysis::compare::{CompareQuestion, compare};
use incstats_analysis::slices::{SliceQuestion, slices};
use incstats_analysis::survival::{SurvivalQuestion, survival};
use incstats_analysis::trend::{Trend, TrendQuestion, trend as analyse};
use incstats_analysis::view::{
    Basis, CalendarView, ClocksView, DistributionView, GanttView, PhasesView, ServicesView, TimelineView,
    TrendView,
};

use incstats_model::Every;

use crate::error::{ChartError, Nothing};
use crate::look::Look;
use crate::material::Material;
use crate::picture::Picture;
use crate::{
    clocks, comparison, counts, distribution, gantt, heatmap, phases, services, survival as curve, timeline,
    trend,
};

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
pub static CHARTS: [Chart; 11] = [
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
        name: "gantt",
        shows: "all incidents on one axis of time: what ran when, and what ran at once",
        thumbnail: "▬  ▬▬ ▬ ▬▬",
        subject: Subject::Incidents,
        paint: |of, look| gantt::draw(&GanttView::new(of.incidents, of.period), look),
    },
    Chart {
        name: "counts",
        shows: "how many incidents started in each period, with the range that chance alone gives",
        thumbnail: "▃▅▂▇▄▅▃▁▂▄",
        subject: Subject::Incidents,
        paint: |of, look| {
            let series = TrendView::new(of.incidents, of.metric, of.every(), of.period);
            let trend = analysed(of)?;
            if trend.periods.len() > 1 || of.every.is_some() {
                return counts::draw(&series, &trend, look);
            }
            // A quarter alone is told by its months.
            let mut finer = of.clone();
            finer.every = Some(Every::Month);
            let series = TrendView::new(of.incidents, of.metric, Every::Month, of.period);
            counts::draw(&series, &analysed(&finer)?, look)
        },
    },
    Chart {
        name: "phases",
        shows: "how long each phase lasted: incident by incident, or many summed by period (`--every`)",
        thumbnail: "░▒▓▓ ░▓ ▒█",
        subject: Subject::Incidents,
        paint: |of, look| {
            let view = PhasesView::new(of.incidents, of.period);
            let by = of.every.or((view.rows.len() > phases::MANY).then(|| of.every()));
            phases::draw(&view, by, look)
        },
    },
    Chart {
        name: "services",
        shows: "services by incident time and count, the heaviest first (Pareto)",
        thumbnail: "█████▆▃▂▁▁",
        subject: Subject::Incidents,
        paint: |of, look| services::draw(&ServicesView::new(of.incidents, of.metric, of.period), look),
    },
    Chart {
        name: "calendar",
        shows: "when incidents start: weekday by hour, and day by day through the years",
        thumbnail: "░░▒░█░░▓░░",
        subject: Subject::Incidents,
        paint: |of, look| {
            heatmap::draw(&CalendarView::new(of.incidents, of.period), &analysed(of)?.seasons, look)
        },
    },
    Chart {
        name: "clocks",
        shows: "when users were hit against what the source posted: both durations, and how late customers were told",
        thumbnail: "·→·  · → ·",
        subject: Subject::Incidents,
        paint: |of, look| clocks::draw(&ClocksView::new(of.incidents, of.period), look),
    },
    Chart {
        name: "trend",
        shows: "one metric by period: every incident a dot, the median with its interval",
        thumbnail: ".:· ▬·: .▬",
        subject: Subject::Metric,
        paint: |of, look| {
            let series = TrendView::new(of.incidents, of.metric, of.every(), of.period);
            trend::draw(&series, &analysed(of)?, look)
        },
    },
    Chart {
        name: "comparison",
        shows: "one metric in two periods: every incident, and how much the second differs, with its interval",
        thumbnail: ":·. | ·:. ",
        subject: Subject::Metric,
        paint: |of, look| {
            let [first, second] = of.compared()?;
            let view = TrendView::of_periods(of.incidents, of.metric, &[first, second]);
            let question = CompareQuestion { metric: of.metric.clone(), first, second };
            comparison::draw(&view, &compare(of.history()?, &question)?, look)
        },
    },
    Chart {
        name: "survival",
        shows: "one metric: the share that was over within a time, open incidents included",
        thumbnail: "▁▂▃▄▅▆▆▇▇█",
        subject: Subject::Metric,
        paint: |of, look| {
            let question = SurvivalQuestion { metric: of.metric.clone(), period: of.period };
            curve::draw(&survival(of.history()?, &question)?, &basis(of), look)
        },
    },
    Chart {
        name: "distribution",
        shows: "one metric: how it spreads over all incidents and by service, severity, ...",
        thumbnail: "  .·:¨·  .",
        subject: Subject::Metric,
        paint: |of, look| {
            let question = SliceQuestion { metric: of.metric.clone(), by: of.by, period: of.period };
            let view = DistributionView::new(of.incidents, of.metric, of.by, of.period);
            distribution::draw(&view, &slices(of.history()?, &question)?, look)
        },
    },
];

/// What the analysis says of the material as a series.
fn analysed(of: &Material<'_>) -> Result<Trend, ChartError> {
    let question = TrendQuestion { metric: of.metric.clone(), every: of.every(), window: of.period };
    Ok(analyse(of.history()?, &question)?)
}

/// What a picture of all incidents of the material rests on.
fn basis(of: &Material<'_>) -> Basis {
    TrendView::new(of.incidents, of.metric, of.every(), of.period).basis
}

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
