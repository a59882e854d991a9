//! From a history to its summary: polars filters and groups, the statistics measure.

use chrono::DateTime;
use incstats_model::Period;
use polars::prelude::*;

use super::ask::{Dimension, Question};
use super::groups::Group;
use super::section::{SCHEMA, Section, Summary};
use super::sections::section;
use crate::AnalysisError;
use crate::frame::{History, columns, select::within};

/// The summary of a history. Cost: one pass to filter, one to group, and two sorts for each metric and group (one where
/// all durations are exact).
///
/// # Errors
/// [`AnalysisError::Frame`] where the history's frames lack a column.
pub fn summarise(history: &History, question: &Question) -> Result<Summary, AnalysisError> {
    let incidents = history.counted(question.period);
    let maintenance = history
        .incidents()
        .clone()
        .lazy()
        .filter(within(question.period).and(col(columns::MAINTENANCE)))
        .select([len()])
        .collect()?;
    let undated = col(columns::DAY).is_null().and(col(columns::MAINTENANCE).not()).sum();
    let facts = history
        .incidents()
        .clone()
        .lazy()
        .select([col(columns::AS_OF).max(), undated.alias("undated")])
        .collect()?;
    let overall = sections(history, incidents.clone(), None)?.pop();
    let mut groups = match question.by {
        Some(by) => sections(history, incidents, Some(by))?,
        None => Vec::new(),
    };
    groups.sort_by(|a, b| b.incidents.sample.n.cmp(&a.incidents.sample.n).then_with(|| a.name.cmp(&b.name)));
    Ok(Summary {
        schema: SCHEMA,
        period: question.period.map(|p| p.to_string()),
        days: question.period.map(Period::days),
        data_as_of: facts.column(columns::AS_OF)?.i64()?.get(0).and_then(moment),
        last_day: history.last_day(),
        maintenance: first_count(maintenance.columns().first())?,
        undated: first_count(facts.column("undated").ok())?,
        by: question.by,
        overall: match overall {
            Some(section) => section,
            None => section(history, &Group::empty(), &[])?,
        },
        groups,
    })
}

fn moment(seconds: i64) -> Option<String> {
    DateTime::from_timestamp(seconds, 0).map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn first_count(column: Option<&Column>) -> PolarsResult<usize> {
    let Some(column) = column else { return Ok(0) };
    let count: u64 = column.get(0)?.extract().unwrap_or(0);
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

fn sections(
    history: &History,
    incidents: LazyFrame,
    by: Option<Dimension>,
) -> Result<Vec<Section>, AnalysisError> {
    let grouped = Group::all(incidents, by, history)?;
    Ok(grouped.iter().map(|(group, phases)| section(history, group, phases)).collect::<PolarsResult<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::Example;
    use crate::summary::{MetricRow, plain_words};
    use incstats_model::metric::METRICS;
    use incstats_model::{Incident, Kind, Metric, Milestone, Posted};

    fn ask(incidents: &[Incident], question: Question) -> Summary {
        summarise(&History::new(incidents).unwrap(), &question).unwrap()
    }

    fn ttr(section: &Section) -> &MetricRow {
        section.metrics.iter().find(|row| row.of.metric == "ttr").unwrap()
    }

    fn quarter() -> Vec<Incident> {
        let mut all: Vec<Incident> = [4, 9, 15, 22, 30, 41, 55, 70, 160]
            .iter()
            .enumerate()
            .map(|(i, minutes)| Example::closed(&format!("i{i}"), *minutes).build())
            .collect();
        let ranged = Example::closed("half-day", 0).at(Milestone::Resolved, 300, 660);
        all.push(ranged.with(|i| i.severity = Some("SEV1".into())).build());
        all.push(
            Example::open("still-open", 2_880)
                .with(|i| i.services = vec!["mail".into(), "web".into()])
                .build(),
        );
        all
    }

    #[test]
    fn a_quarter_with_an_open_and_a_ranged_incident() {
        let summary = ask(&quarter(), Question { period: "2021Q2".parse().ok(), by: None });
        assert_eq!((summary.period.as_deref(), summary.days), (Some("2021Q2"), Some(91)));
        let row = ttr(&summary.overall);
        assert_eq!((row.sample.n, row.sample.open, row.sample.ranged), (11, 1, 1));
        assert_eq!(row.median.to_string(), "41 min (9 min .. 5 h to 11 h)");
        assert_eq!(row.mean.value_in_words(), "at least 5 h 26 min");
        assert_eq!(
            plain_words(&summary.overall),
            [
                "Mean time to restore: at least 5 h 26 min. One incident is open; the others alone give 1 h 10 min to 1 h 47 min, \
              which hides what is not over yet."
            ]
        );
        let largest = row.largest.as_ref().unwrap();
        assert_eq!((largest.incident.as_str(), largest.duration.is_open()), ("still-open", true));
        assert_eq!(summary.overall.open, 1);
        assert_eq!(summary.overall.doubts.len(), 1);
        assert_eq!(summary.overall.doubts[0].ranged, ["ttr"]);
        let restored = summary.overall.coverage.iter().find(|c| c.milestone == "resolved").unwrap();
        assert_eq!((restored.known, restored.of), (10, 11));
    }

    #[test]
    fn an_incident_is_counted_for_each_of_its_services() {
        let summary = ask(&quarter(), Question { period: None, by: Some(Dimension::Service) });
        let names: Vec<_> =
            summary.groups.iter().map(|g| (g.name.as_deref(), g.incidents.sample.n)).collect();
        assert_eq!(names, [(None, 10), (Some("mail"), 1), (Some("web"), 1)]);
        let mail = &summary.groups[1];
        assert_eq!(ttr(mail).median.value_in_words(), "at least 2 d");
    }

    #[test]
    fn maintenance_and_other_periods_stay_outside() {
        let mut incidents = quarter();
        incidents.push(Example::closed("planned", 600).with(|i| i.kind = Kind::Maintenance).build());
        incidents.push(Example::nothing("undated").build());
        let summary = ask(&incidents, Question { period: "2021-04".parse().ok(), by: None });
        assert_eq!((summary.maintenance, summary.undated), (1, 1));
        assert_eq!(summary.overall.incidents.sample.n, 11);
        assert_eq!(summary.data_as_of.as_deref(), Some("2021-04-03T10:00:00Z"));
        let empty = ask(&incidents, Question { period: "2020".parse().ok(), by: Some(Dimension::Severity) });
        assert_eq!(ttr(&empty.overall).median.to_string(), "none: no incident has both ends");
        assert!(empty.groups.is_empty());
        assert_eq!(ask(&[], Question::default()).overall.metrics.len(), METRICS.len());
    }

    #[test]
    fn merged_phases_keep_rows_of_their_own() {
        let whole = Example::closed("a", 60)
            .at(Milestone::Detected, 5, 5)
            .at(Milestone::Acknowledged, 6, 6)
            .at(Milestone::Identified, 20, 20)
            .at(Milestone::Mitigated, 50, 50)
            .build();
        let sparse = Example::closed("b", 60).at(Milestone::Mitigated, 30, 30).build();
        let summary = ask(&[whole, sparse], Question::default());
        let rows: Vec<_> =
            summary.overall.phases.iter().map(|p| (p.phase.as_str(), p.median.sample.n)).collect();
        assert_eq!(
            rows,
            [
                ("detection", 1),
                ("response", 1),
                ("diagnosis", 1),
                ("repair", 1),
                ("recovery", 2),
                ("detection + response + diagnosis + repair", 1)
            ]
        );
        assert_eq!(summary.overall.phases[4].median.value_in_words(), "20 min");
    }

    #[test]
    fn the_books_of_the_source_are_a_clock_of_their_own() {
        let at = |text| chrono::DateTime::parse_from_rfc3339(text).ok();
        let posted = Posted { opened: at("2021-04-01T11:00:00Z"), closed: at("2021-04-01T23:00:00Z") };
        let incidents = [Example::closed("a", 20).with(|i| i.posted = posted).build()];
        let summary = ask(&incidents, Question::default());
        assert_eq!(ttr(&summary.overall).median.value_in_words(), "20 min");
        let books = &summary.overall.posted;
        assert_eq!((books.of.clock, books.median.value_in_words().as_str()), ("posted", "12 h"));
        let gap = &summary.overall.clock_gap;
        assert_eq!((gap.value_in_words().as_str(), gap.sample.n), ("11 h 40 min", 1));
    }

    #[test]
    fn a_metric_of_ones_own_has_a_row() {
        let own = Metric {
            key: "told".into(),
            short: "told".into(),
            label: "time to tell".into(),
            from: Milestone::Started,
            fallback: None,
            to: Milestone::Communicated,
            source: "a test".into(),
        };
        let incidents = [Example::closed("a", 20).at(Milestone::Communicated, 7, 7).build()];
        let history = History::with_metrics(&incidents, vec![own]).unwrap();
        let summary = summarise(&history, &Question::default()).unwrap();
        assert_eq!(summary.overall.metrics.len(), 1);
        assert_eq!(summary.overall.metrics[0].median.value_in_words(), "7 min");
        assert!(summary.overall.incident_time.value.is_err());
    }

    #[test]
    fn the_answer_serialises_whole() {
        let json = serde_json::to_value(ask(&quarter(), Question::default())).unwrap();
        let row = &json["overall"]["metrics"][5];
        assert_eq!(row["metric"], "ttr");
        assert_eq!(row["median"]["interval"]["upper"]["most"], 39_600.0);
        assert_eq!(row["mean"]["interval"]["not_available"], "mean-too-small");
        assert_eq!(row["largest"]["share"]["not_available"], "still-open");
    }
}
