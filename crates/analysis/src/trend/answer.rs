//! From a history to its trend.

use chrono::NaiveDate;
use incstats_model::{Every, Metric, Period};
use serde::Serialize;

use super::change::{self, Change, FEWEST, Point};
use super::ordinary::{self, OrdinaryRanges};
use super::season::{Seasons, seasons};
use super::series::{PeriodFigures, Series, medians};
use super::words::plain_words;
use crate::AnalysisError;
use crate::estimate::{Bounds, Estimate, Interval, Reason, Sample, Unit, or_reason};
use crate::exposure::Exposure;
use crate::frame::{History, Measured, Row};
use crate::statistics::Observed;
use crate::statistics::observed::sample;
use crate::statistics::poisson_trend;
use crate::verdict::{Subject, Verdict};

/// The name of the trend's schema. Additions only; it rises when that breaks.
pub const SCHEMA: &str = "incstats/trend/1";

/// From how many incidents on Laplace's statistic is near normal.
const LAPLACE_NEEDS: usize = 5;
/// Days of a year, for a change a year.
const YEAR: f64 = 365.25;
/// From how many incidents on a change of single durations is told: fewer leave an interval of many powers of ten.
const SINGLE_NEEDS: usize = 10;
/// Over how many days incidents have to begin for a change a year: half of one. From weeks it would be made up.
const DAYS_NEEDED: i64 = 183;

/// What a trend is asked for.
#[derive(Clone, Debug)]
pub struct TrendQuestion {
    /// Of which metric.
    pub metric: Metric,
    /// Over months, quarters or years.
    pub every: Every,
    /// Only incidents that started in it, and all its periods; without one, from the first incident to the last.
    pub window: Option<Period>,
}

/// Is it getting better, and could we even tell.
#[derive(Clone, Debug, Serialize)]
pub struct Trend {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// What it is of.
    #[serde(flatten)]
    pub of: Measured,
    /// `month`, `quarter` or `year`.
    pub every: &'static str,
    /// The periods in order, those without incidents too.
    pub periods: Vec<PeriodFigures>,
    /// The number of incidents, from one period to the next: median of slopes.
    pub number: Change,
    /// The same as a ratio, by Poisson regression.
    pub rate: Change,
    /// The median, in seconds from one period to the next.
    pub median: Change,
    /// Single incidents' durations, as a ratio a year: the most powerful of these.
    pub per_incident: Change,
    /// Whether the starting days crowd towards the end of the time (or its beginning), by Laplace's test: the rate of
    /// incidents without any periods.
    #[serde(serialize_with = "or_reason")]
    pub crowding: Result<Crowding, Reason>,
    /// What counts and durations go through by themselves.
    pub ordinary: OrdinaryRanges,
    /// Weekdays and hours.
    pub seasons: Seasons,
    /// Incidents without any date; they belong to no period.
    pub undated: usize,
    /// The result in plain words, a sentence each.
    pub plain_words: Vec<String>,
}

/// Whether days crowd towards the end of a time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Crowding {
    /// Laplace's statistic: above 0 towards the end, in standard deviations.
    pub u: f64,
    /// How likely chance alone crowds them as much, two-sided.
    pub p: f64,
    /// What may be said of the number of incidents.
    pub verdict: Verdict,
}

/// The trend of a metric. Cost: a pass over the incidents and a sort a period; the trend of single incidents compares
/// all pairs, up to 3,000 incidents.
///
/// # Errors
/// [`AnalysisError::Frame`] where the history's frames lack a column.
pub fn trend(history: &History, question: &TrendQuestion) -> Result<Trend, AnalysisError> {
    let metric = &question.metric;
    let rows = history.rows(metric, None)?;
    let last_day = history.last_day();
    let series = Series::new(&rows, question.every, question.window, last_day);
    let periods = series.figures(history.unit());
    let rates = series.rates();
    let values: Vec<Observed> = series.rows().filter_map(|row| row.value).collect();
    let all = sample(&values, series.rows().count());
    let (names, counts) = series.whole();
    let known: Vec<(&Row, f64)> = series.rows().filter_map(|row| Some((row, row.value?.value()?))).collect();
    let ids: Vec<String> = known.iter().map(|(row, _)| row.id.clone()).collect();
    let seconds: Vec<f64> = known.iter().map(|(_, seconds)| *seconds).collect();
    let mut answer = Trend {
        schema: SCHEMA,
        of: history.measured(metric),
        every: match question.every {
            Every::Month => "month",
            Every::Quarter => "quarter",
            Every::Year => "year",
        },
        number: change::of_counts(&rates),
        rate: change::of_rates(&rates),
        median: medians(history.unit(), &periods, all),
        per_incident: per_incident(series.rows(), all, periods.len()),
        ordinary: OrdinaryRanges {
            counts: ordinary::counts(&counts, &names),
            durations: ordinary::durations(&seconds, &ids),
        },
        seasons: seasons(series.rows().collect::<Vec<_>>().into_iter()),
        undated: rows.iter().filter(|row| row.day.is_none()).count(),
        crowding: crowding(series.rows(), series.looked_at(), periods.len()),
        periods,
        plain_words: Vec::new(),
    };
    answer.plain_words = plain_words(&answer);
    Ok(answer)
}

/// Laplace's test of the days on which incidents started, each at its noon. Where the data end before the last period,
/// both for the time that was surely seen and for the whole: the less sure answer counts. Below [`FEWEST`] periods nothing
/// is said of it, as of any trend.
fn crowding<'a>(
    rows: impl Iterator<Item = &'a Row>,
    looked_at: Option<(NaiveDate, Exposure)>,
    periods: usize,
) -> Result<Crowding, Reason> {
    let (from, exposure) = looked_at.ok_or(Reason::Empty)?;
    let days: Vec<f64> = rows.filter_map(|row| Some((row.day? - from).num_days() as f64 + 0.5)).collect();
    let n = days.len();
    if n < LAPLACE_NEEDS {
        return Err(Reason::TooFew { n, needs: LAPLACE_NEEDS });
    }
    let seen = poisson_trend::laplace(&days, exposure.seen as f64)?;
    let whole = poisson_trend::laplace(&days, exposure.whole as f64)?;
    let (u, p) = if seen.1 > whole.1 { seen } else { whole };
    let p = if (seen.0 > 0.0) == (whole.0 > 0.0) { p } else { 1.0 };
    Ok(Crowding { u, p, verdict: Verdict::of(Subject::Number, periods >= FEWEST, p, u > 0.0) })
}

/// The trend of single durations over the days on which they started, on the log scale, as a ratio a year. Those that
/// can have been zero are left out, as they have no place on a line of logarithms; open ones are ranked as longer than
/// they are now. Told from [`SINGLE_NEEDS`] incidents that ended, over [`DAYS_NEEDED`] days and [`FEWEST`] periods on: a
/// table does not say too few to tell in three lines and name a trend in the fourth.
fn per_incident<'a>(rows: impl Iterator<Item = &'a Row>, all: Sample, periods: usize) -> Change {
    let points: Vec<(NaiveDate, Observed)> = rows.filter_map(|row| Some((row.day?, row.value?))).collect();
    let placed = || points.iter().filter(|(_, o)| o.least() > 0.0);
    let closed: Vec<NaiveDate> = placed().filter(|(_, o)| !o.is_open()).map(|(day, _)| *day).collect();
    let zero = placed().next().map(|(day, _)| *day).unwrap_or_default();
    let on_logs = |(day, o): &(NaiveDate, Observed)| Point {
        x: (*day - zero).num_days() as f64 / YEAR,
        least: o.least().ln(),
        most: o.most().ln(),
    };
    let ranked: Vec<Point> = placed().map(on_logs).collect();
    let days = closed.first().zip(closed.last()).map_or(0, |(first, last)| (*last - *first).num_days());
    let (n, left_out) = (closed.len(), points.len() - closed.len());
    let none = |reason| Change::none(Subject::Duration, Unit::RatioPerYear, reason, all, n, left_out);
    if n < SINGLE_NEEDS {
        return none(Reason::TooFew { n, needs: SINGLE_NEEDS });
    }
    if periods < FEWEST {
        return none(Reason::TooFewPeriods { n: periods, needs: FEWEST });
    }
    if days < DAYS_NEEDED {
        return none(Reason::TooShort { days, needs: DAYS_NEEDED });
    }
    let missing = points.len() - ranked.len();
    let found = change::of_points(Subject::Duration, Unit::RatioPerYear, &ranked, all, missing);
    let ratio = |b: Bounds| b.map(f64::exp);
    let interval = found.per_step.interval.map(|i| Interval {
        lower: i.lower.and_then(|b| ratio(b).ok()),
        upper: i.upper.and_then(|b| ratio(b).ok()),
        ..i
    });
    Change {
        per_step: Estimate { value: found.per_step.value.and_then(ratio), interval, ..found.per_step },
        ..found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::Example;
    use chrono::TimeDelta;
    use incstats_model::{Incident, Milestone, MilestoneTime, TimeBounds};

    /// So many minutes, so many days after 1 April 2021.
    fn later(id: &str, minutes: i64, days: i64) -> Incident {
        Example::closed(id, minutes)
            .with(|incident| {
                for milestone in [Milestone::Started, Milestone::Resolved] {
                    let time = incident.milestones.get(milestone).cloned();
                    let moved = time.map(|time| MilestoneTime {
                        bounds: TimeBounds::exact(
                            time.bounds.earliest() + TimeDelta::days(days),
                            time.bounds.precision(),
                        ),
                        ..time
                    });
                    incident.milestones.set(milestone, moved);
                }
            })
            .build()
    }

    fn ask(incidents: &[Incident], every: Every) -> Trend {
        let metric = Metric::find("ttr").unwrap().clone();
        let question = TrendQuestion { metric, every, window: None };
        trend(&History::new(incidents).unwrap(), &question).unwrap()
    }

    #[test]
    fn incidents_that_get_longer_are_slower_and_their_number_is_not_changed() {
        let mut incidents: Vec<Incident> =
            (0..24).map(|i| later(&format!("i{i:02}"), 10 + 5 * i, 30 * i)).collect();
        incidents.push(Example::looked_on());
        let found = ask(&incidents, Every::Quarter);
        assert_eq!(found.periods.len(), 8);
        assert_eq!(found.median.verdict, Verdict::Slower);
        assert_eq!(found.per_incident.verdict, Verdict::Slower);
        assert_eq!(found.number.verdict, Verdict::NoClearChange);
        assert!(found.per_incident.per_step.value.unwrap().least() > 1.0);
        assert_eq!(found.seasons.weekdays.iter().sum::<usize>(), 24);
        assert!(found.ordinary.counts.is_ok());
        assert_eq!(found.crowding.unwrap().verdict, Verdict::NoClearChange);
        assert_eq!(
            found.plain_words[0],
            "Over 8 quarters the number of incidents shows no clear change; from 0.25 fewer a quarter to no change."
        );
        assert!(
            found.plain_words[1].contains("shows a change: slower; 15 min longer every quarter"),
            "{:?}",
            found.plain_words
        );
    }

    /// In four quarters 1, 2, 3 and 4 incidents, each longer than the one before: chance alone does as much with quarters.
    #[test]
    fn below_five_periods_nothing_names_a_trend() {
        let of_quarter = |quarter: i64| (0..=quarter).map(move |i| (quarter * 4 + i, 92 * quarter + 7 * i));
        let incidents = |quarters: i64| -> Vec<Incident> {
            let told = (0..quarters).flat_map(of_quarter);
            let rows = told.map(|(minutes, days)| later(&format!("i{days:04}"), 10 + 5 * minutes, days));
            rows.chain([Example::looked_on()]).collect()
        };
        let four = ask(&incidents(4), Every::Quarter);
        assert_eq!(four.periods.len(), 4);
        for change in [&four.number, &four.rate, &four.median, &four.per_incident] {
            assert_eq!(change.verdict, Verdict::TooFew);
        }
        assert_eq!(four.per_incident.p, Err(Reason::TooFewPeriods { n: 4, needs: 5 }));
        assert_eq!(four.crowding.unwrap().verdict, Verdict::TooFew);
        let five = ask(&incidents(5), Every::Quarter);
        assert_eq!((five.number.verdict, five.per_incident.verdict), (Verdict::More, Verdict::Slower));
    }

    #[test]
    fn few_or_none_are_words() {
        let none = ask(&[], Every::Month);
        assert_eq!((none.periods.len(), none.number.verdict), (0, Verdict::TooFew));
        let one = ask(&[Example::open("a", 9).build(), Example::nothing("b").build()], Every::Month);
        assert_eq!((one.periods.len(), one.undated), (1, 1));
        assert_eq!(one.median.verdict, Verdict::TooFew);
        assert_eq!(one.median.left_out, 1);
        assert!(serde_json::to_string(&one).unwrap().contains("too-few"));
    }
}
