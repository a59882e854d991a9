//! A metric by period: every incident, and the middle of each period.

use chrono::NaiveDate;
use incstats_model::{DurationBounds, Every, Incident, Metric, Period};

use super::basis::Basis;
use super::median::median;
use super::select::started_in;
use crate::estimate::Estimate;

/// One incident of a [`Slot`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendPoint {
    /// The incident's id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// The day on which it belongs to its period.
    pub day: NaiveDate,
    /// How long it took; without an upper end where it is still open.
    pub duration: DurationBounds,
}

/// One period of a [`TrendView`].
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Which period.
    pub period: Period,
    /// The incidents that have the metric, in the order of their days.
    pub points: Vec<TrendPoint>,
    /// The median with its interval, in seconds; its sample says how many there are, are open, and lack an end.
    pub median: Estimate,
}

/// Neighbouring periods in which nothing happened, as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first of them.
    pub first: Period,
    /// The last of them.
    pub last: Period,
    /// How many there are; at least [`Gap::SHORTEST`].
    pub periods: usize,
}

impl Gap {
    /// Fewer empty periods than this are shown each by itself.
    pub const SHORTEST: usize = 3;
}

/// What stands at one place of the axis of periods.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// A period.
    Slot(Slot),
    /// A run of periods without any incident.
    Gap(Gap),
}

impl Column {
    /// The first and the last of its periods.
    pub fn ends(&self) -> (Period, Period) {
        match self {
            Self::Slot(slot) => (slot.period, slot.period),
            Self::Gap(gap) => (gap.first, gap.last),
        }
    }
}

/// A metric by period. Periods without incidents between the first and the last are there: each by itself, or where
/// they are many in a row as one [`Gap`].
#[derive(Clone, Debug, PartialEq)]
pub struct TrendView {
    /// What is measured.
    pub metric: Metric,
    /// How long the periods are.
    pub every: Every,
    /// The periods, in order.
    pub columns: Vec<Column>,
    /// Incidents without any date; they belong to no period.
    pub undated: usize,
    /// What it rests on.
    pub basis: Basis,
}

impl TrendView {
    /// The trend of a metric over incidents, in any order; planned maintenance is left out. With `window`, only the
    /// incidents that started in it, and all its periods even where nothing happened.
    pub fn new<'a>(
        incidents: impl IntoIterator<Item = &'a Incident>,
        metric: &Metric,
        every: Every,
        window: Option<Period>,
    ) -> Self {
        let (dated, undated) = started_in(incidents, window);
        let ends = window
            .map(|window| (window.first_day(), window.end().pred_opt().unwrap_or(window.first_day())))
            .or_else(|| Some((dated.first()?.0, dated.last()?.0)));
        let periods = ends.map_or_else(Vec::new, |(first, last)| Period::series(first, last, every));
        let columns = columns(periods.into_iter().map(|period| slot(period, &dated, metric)));
        let basis = Basis::of(dated.iter().map(|(_, incident)| *incident));
        Self { metric: metric.clone(), every, columns, undated, basis }
    }

    /// The same of a few periods side by side, in the order given, whatever lies between them.
    pub fn of_periods<'a>(
        incidents: impl IntoIterator<Item = &'a Incident>,
        metric: &Metric,
        periods: &[Period],
    ) -> Self {
        let (dated, undated) = started_in(incidents, None);
        let columns = periods.iter().map(|period| Column::Slot(slot(*period, &dated, metric))).collect();
        let inside = dated.iter().filter(|(day, _)| periods.iter().any(|period| period.contains(*day)));
        let basis = Basis::of(inside.map(|(_, incident)| *incident));
        Self { metric: metric.clone(), every: Every::Quarter, columns, undated, basis }
    }

    /// The periods that stand by themselves, in order.
    pub fn slots(&self) -> impl DoubleEndedIterator<Item = &Slot> {
        self.columns
            .iter()
            .filter_map(|column| if let Column::Slot(slot) = column { Some(slot) } else { None })
    }

    /// How many incidents have the metric.
    pub fn measured(&self) -> usize {
        self.slots().map(|slot| slot.points.len()).sum()
    }
}

/// The slots, with each long run of empty ones as one gap. A slot whose incidents lack the metric is not empty.
fn columns(slots: impl Iterator<Item = Slot>) -> Vec<Column> {
    let slots: Vec<Slot> = slots.collect();
    let empty = |slot: &Slot| slot.median.sample.of == 0;
    let mut columns = Vec::new();
    for run in slots.chunk_by(|a, b| empty(a) && empty(b)) {
        match run {
            [first, .., last] if run.len() >= Gap::SHORTEST => {
                columns.push(Column::Gap(Gap { first: first.period, last: last.period, periods: run.len() }));
            }
            _ => columns.extend(run.iter().cloned().map(Column::Slot)),
        }
    }
    columns
}

fn slot(period: Period, dated: &[(NaiveDate, &Incident)], metric: &Metric) -> Slot {
    let inside: Vec<_> = dated.iter().filter(|(day, _)| period.contains(*day)).collect();
    let points: Vec<TrendPoint> = inside
        .iter()
        .filter_map(|(day, incident)| {
            let (id, title) = (incident.id.to_string(), incident.title.clone());
            Some(TrendPoint { id, title, day: *day, duration: metric.of(incident)? })
        })
        .collect();
    let durations: Vec<DurationBounds> = points.iter().map(|point| point.duration).collect();
    Slot { period, points, median: median(&durations, inside.len()) }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{crm_outage, hosting_outage};
    use super::*;
    use crate::estimate::Reason;
    use incstats_model::Kind;

    fn ttr() -> &'static Metric {
        Metric::find("ttr").unwrap()
    }

    fn words(view: &TrendView) -> Vec<String> {
        let word = |column: &Column| match column {
            Column::Slot(slot) => format!("{}: {}", slot.period, slot.points.len()),
            Column::Gap(gap) => format!("{} to {}: {} empty", gap.first, gap.last, gap.periods),
        };
        view.columns.iter().map(word).collect()
    }

    #[test]
    fn every_quarter_between_the_first_and_the_last_is_there_the_empty_ones_as_one() {
        let (a, b) = (crm_outage(), hosting_outage());
        let view = TrendView::new([&b, &a], ttr(), Every::Quarter, None);
        assert_eq!(words(&view), ["2016Q2: 1", "2016Q3 to 2021Q1: 19 empty", "2021Q2: 1"]);
        assert_eq!(view.measured(), 2);
        let last = view.slots().next_back().unwrap();
        assert!(last.points[0].duration.is_censored());
        assert_eq!(last.median.interval, Err(Reason::TooFew { n: 1, needs: 6 }));
    }

    #[test]
    fn maintenance_is_left_out_and_a_window_keeps_its_empty_periods() {
        let mut planned = crm_outage();
        planned.kind = Kind::Maintenance;
        assert!(TrendView::new([&planned], ttr(), Every::Month, None).columns.is_empty());
        let outage = crm_outage();
        let within =
            |window: &str| TrendView::new([&outage], ttr(), Every::Month, Some(window.parse().unwrap()));
        // Two empty months are too few for a gap.
        assert_eq!(words(&within("2016Q2")), ["2016-04: 0", "2016-05: 0", "2016-06: 1"]);
        let year = ["2016-01 to 2016-05: 5 empty", "2016-06: 1", "2016-07 to 2016-12: 6 empty"];
        assert_eq!(words(&within("2016")), year);
        assert_eq!(within("2016").basis.incidents, 1);
    }

    #[test]
    fn periods_whose_incidents_lack_the_metric_are_no_gap() {
        let mut endless = crm_outage();
        endless.milestones.set(incstats_model::Milestone::Resolved, None);
        let mut late = endless.clone();
        late.milestones.set(
            incstats_model::Milestone::Started,
            hosting_outage().milestones.get(incstats_model::Milestone::Started).cloned(),
        );
        let view = TrendView::new([&endless, &late], ttr(), Every::Year, None);
        assert_eq!(words(&view), ["2016: 0", "2017 to 2020: 4 empty", "2021: 0"]);
    }
}
