//! Taking incidents out of a history: a part of it, or one metric of it row by row.

use std::collections::HashMap;

use chrono::NaiveDate;
use incstats_model::{Metric, Period};
use polars::prelude::*;

use super::columns as named;
use super::history::History;
use crate::AnalysisError;
use crate::statistics::Observed;
use crate::summary::Dimension;

/// One incident, with its value of a metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The incident's id.
    pub id: String,
    /// The day on which it belongs to a period.
    pub day: Option<NaiveDate>,
    /// The hour of its wall clock at the start, where known that finely: 0 up to 24.
    pub hour: Option<f64>,
    /// The value, in seconds; `None` where an end is missing.
    pub value: Option<Observed>,
}

/// When an incident began and for how long it hit users.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stretch {
    /// The services it hit.
    pub services: Vec<String>,
    /// The earliest and the latest start, in seconds from the epoch.
    pub start: (f64, f64),
    /// How long users were hit, in seconds; open where it had not ended.
    pub length: Observed,
}

impl History {
    /// The part of the history whose incidents have a value of a dimension; for services, among others. The value is
    /// compared without regard to case. Planned maintenance that has it stays in.
    ///
    /// # Errors
    /// [`AnalysisError::Frame`] where a column is missing.
    pub fn only(&self, dimension: Dimension, value: &str) -> Result<Self, AnalysisError> {
        let wanted = value.trim().to_lowercase();
        let is = |text: &str| text.to_lowercase() == wanted;
        let column = self.incidents().column(dimension.name())?;
        let kept: Vec<bool> = if dimension == Dimension::Service {
            column
                .list()?
                .series_iter()
                .map(|names| names.is_some_and(|n| n.str().is_ok_and(|n| n.iter().flatten().any(is))))
                .collect()
        } else {
            column.str()?.iter().map(|text| text.is_some_and(is)).collect()
        };
        let mut next = 0u32;
        let places: Vec<Option<u32>> = kept
            .iter()
            .map(|keep| {
                keep.then(|| {
                    next += 1;
                    next - 1
                })
            })
            .collect();
        let place = |row: Option<u32>| places.get(usize::try_from(row?).ok()?).copied().flatten();
        let rows: Vec<Option<u32>> = self.phases().column(named::ROW)?.u32()?.iter().map(place).collect();
        let stay: BooleanChunked = rows.iter().map(|row| Some(row.is_some())).collect();
        let mut phases = self.phases().clone();
        phases.with_column(Column::new(named::ROW.into(), rows))?;
        let mask: BooleanChunked = kept.into_iter().map(Some).collect();
        let incidents = self.incidents().filter(&mask)?;
        Ok(self.part(incidents, phases.filter(&stay)?))
    }

    /// The incidents (no maintenance) of a period, or all, in the order of their days, each with its value of a metric.
    ///
    /// # Errors
    /// [`AnalysisError::Frame`] where a column is missing.
    pub fn rows(&self, metric: &Metric, period: Option<Period>) -> Result<Vec<Row>, AnalysisError> {
        let (least, most) = (named::min_s(metric), named::max_s(metric));
        let found = self
            .counted(period)
            .select([
                col(named::ID),
                col(named::DAY).cast(DataType::Int32),
                col(named::START_HOUR),
                col(least.as_str()),
                col(most.as_str()),
            ])
            .sort_by_exprs([col(named::DAY), col(named::ID)], SortMultipleOptions::default())
            .collect()?;
        let ids = found.column(named::ID)?.str()?.iter();
        let days = found.column(named::DAY)?.i32()?.iter();
        let hours = found.column(named::START_HOUR)?.f64()?.iter();
        let least = found.column(&least)?.i64()?.iter();
        let most = found.column(&most)?.i64()?.iter();
        Ok(ids
            .zip(days)
            .zip(hours)
            .zip(least.zip(most))
            .map(|(((id, day), hour), (least, most))| Row {
                id: id.unwrap_or_default().to_owned(),
                day: day.and_then(NaiveDate::from_epoch_days),
                hour,
                value: least.and_then(|least| observed(least, most)),
            })
            .collect())
    }

    /// Gives the id and the source of each incident (no maintenance) of a period, in no order. Cost: one pass.
    ///
    /// # Errors
    /// [`AnalysisError::Frame`] where a column is missing.
    pub fn each_source(
        &self,
        period: Option<Period>,
        each: &mut dyn FnMut(&str, &str),
    ) -> Result<(), AnalysisError> {
        let source = Dimension::Source.name();
        let found = self.counted(period).select([col(named::ID), col(source)]).collect()?;
        let ids = found.column(named::ID)?.str()?.iter();
        for (id, source) in ids.zip(found.column(source)?.str()?.iter()) {
            each(id.unwrap_or_default(), source.unwrap_or_default());
        }
        Ok(())
    }

    /// The values of a metric of a period's incidents (no maintenance), the shortest first, and how many incidents
    /// there are. Cost: one pass and one sort.
    ///
    /// # Errors
    /// [`AnalysisError::Frame`] where a column is missing.
    pub fn values(
        &self,
        metric: &Metric,
        period: Option<Period>,
    ) -> Result<(Vec<Observed>, usize), AnalysisError> {
        let (least, most) = (named::min_s(metric), named::max_s(metric));
        let found = self.counted(period).select([col(least.as_str()), col(most.as_str())]).collect()?;
        let least = found.column(&least)?.i64()?.iter();
        let most = found.column(&most)?.i64()?.iter();
        let mut values: Vec<Observed> =
            least.zip(most).filter_map(|(least, most)| observed(least?, most)).collect();
        values.sort_unstable_by(|a, b| {
            a.least().total_cmp(&b.least()).then_with(|| a.most().total_cmp(&b.most()))
        });
        Ok((values, found.height()))
    }

    /// The values of a dimension that each incident (no maintenance) of a period has, by its id; for services several,
    /// without any none.
    ///
    /// # Errors
    /// [`AnalysisError::Frame`] where a column is missing.
    pub fn labels(
        &self,
        dimension: Dimension,
        period: Option<Period>,
    ) -> Result<HashMap<String, Vec<String>>, AnalysisError> {
        let found = self.counted(period).select([col(named::ID), col(dimension.name())]).collect()?;
        let ids = found.column(named::ID)?.str()?.iter().map(|id| id.unwrap_or_default().to_owned());
        let column = found.column(dimension.name())?;
        let texts = |names: &StringChunked| names.iter().flatten().map(str::to_owned).collect::<Vec<_>>();
        if dimension == Dimension::Service {
            let names = column.list()?.series_iter();
            let names = names.map(|n| n.and_then(|n| n.str().map(texts).ok()).unwrap_or_default());
            return Ok(ids.zip(names).collect());
        }
        Ok(ids.zip(column.str()?.iter().map(|text| text.map(str::to_owned).into_iter().collect())).collect())
    }

    /// Incidents (no maintenance) whose start and length are known, whenever they began: those that began earlier may
    /// reach in. The length is that of the first metric that has one. Second: how many incidents lack either.
    pub(crate) fn stretches(&self, metrics: &[&Metric]) -> Result<(Vec<Stretch>, usize), AnalysisError> {
        let none = || lit(NULL).cast(DataType::Int64);
        let (mut least, mut most) = (none(), none());
        for metric in metrics.iter().rev() {
            let known = col(named::min_s(metric)).is_not_null();
            most = when(known.clone()).then(col(named::max_s(metric))).otherwise(most);
            least = when(known).then(col(named::min_s(metric))).otherwise(least);
        }
        let found = self
            .counted(None)
            .select([
                col(named::SERVICES),
                col(named::START_MIN),
                col(named::START_MAX),
                least.alias(named::SPAN_MIN),
                most.alias(named::SPAN_MAX),
            ])
            .collect()?;
        let column = |name: &str| -> PolarsResult<Vec<Option<i64>>> {
            Ok(found.column(name)?.i64()?.iter().collect())
        };
        let starts = column(named::START_MIN)?.into_iter().zip(column(named::START_MAX)?);
        let ends = column(named::SPAN_MIN)?.into_iter().zip(column(named::SPAN_MAX)?);
        let rows = found.column(named::SERVICES)?.list()?.series_iter().zip(starts.zip(ends));
        let stretches: Vec<Stretch> = rows
            .filter_map(|(services, ((first, last), (least, most)))| {
                let names =
                    services.map(|s| s.str().map(|s| s.iter().flatten().map(str::to_owned).collect()));
                Some(Stretch {
                    services: names.and_then(Result::ok).unwrap_or_default(),
                    start: (first? as f64, last? as f64),
                    length: observed(least?, most)?,
                })
            })
            .collect();
        let missing = found.height() - stretches.len();
        Ok((stretches, missing))
    }

    /// What figures count: incidents, of a period or all.
    pub(crate) fn counted(&self, period: Option<Period>) -> LazyFrame {
        let incidents = self.incidents().clone().lazy().with_row_index(named::ROW, None);
        incidents.filter(col(named::MAINTENANCE).not()).filter(within(period))
    }
}

/// Whether an incident belongs to a period.
pub(crate) fn within(period: Option<Period>) -> Expr {
    period.map_or_else(
        || lit(true),
        |p| col(named::DAY).gt_eq(lit(p.first_day())).and(col(named::DAY).lt(lit(p.end()))),
    )
}

/// A duration of columns: without an upper end it was still open.
pub(crate) fn observed(least: i64, most: Option<i64>) -> Option<Observed> {
    Observed::between(least as f64, most.map_or(f64::INFINITY, |m| m as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::Example;
    use crate::summary::{Question, summarise};
    use incstats_model::Kind;

    fn history() -> History {
        let mail = Example::closed("mail", 30).with(|i| i.services = vec!["Mail".into(), "web".into()]);
        let web = Example::closed("web", 60).with(|i| i.services = vec!["web".into()]);
        let planned = Example::closed("planned", 9).with(|i| i.kind = Kind::Maintenance);
        History::new(&[planned.build(), web.build(), mail.build(), Example::open("open", 5).build()]).unwrap()
    }

    #[test]
    fn a_part_keeps_its_phases() {
        let mail = history().only(Dimension::Service, " mail").unwrap();
        assert_eq!((mail.incidents().height(), mail.phases().height()), (1, 1));
        let summary = summarise(&mail, &Question::default()).unwrap();
        assert_eq!(summary.overall.phases[0].median.value_in_words(), "30 min");
        assert_eq!(history().only(Dimension::Severity, "SEV1").unwrap().incidents().height(), 0);
    }

    #[test]
    fn rows_come_in_the_order_of_days_without_maintenance() {
        let rows = history().rows(Metric::find("ttr").unwrap(), "2021Q2".parse().ok()).unwrap();
        let ids: Vec<&str> = rows.iter().map(|r| r.id.as_str()).collect();
        assert_eq!(ids, ["mail", "open", "web"]);
        assert_eq!(rows[1].value.map(|v| v.is_open()), Some(true));
        assert_eq!(rows[0].hour, Some(10.0));
        assert_eq!(rows[0].day, NaiveDate::from_ymd_opt(2021, 4, 1));
    }

    #[test]
    fn labels_are_there_for_every_incident() {
        let found = history().labels(Dimension::Service, None).unwrap();
        assert_eq!((found["mail"].len(), found["web"].len(), found["open"].len()), (2, 1, 0));
        assert!(history().labels(Dimension::Cause, None).unwrap()["mail"].is_empty());
    }

    #[test]
    fn stretches_have_both_ends() {
        let metrics = ["ttm", "ttr"].map(|key| Metric::find(key).unwrap());
        let (found, missing) = history().stretches(&metrics).unwrap();
        assert_eq!((found.len(), missing), (3, 0));
        assert_eq!(found[0].services, ["web"]);
        assert_eq!(found[0].length.value(), Some(3_600.0));
    }
}
