//! A metric by period: every incident, and the middle of each period.

use chrono::NaiveDate;
use incstats_model::{DurationBounds, Every, Incident, Kind, Metric, Period};

use super::basis::Basis;
use super::median::median;
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

/// A metric by period. Periods without incidents between the first and the last are there, empty.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendView {
    /// What is measured.
    pub metric: Metric,
    /// How long the periods are.
    pub every: Every,
    /// The periods, in order.
    pub slots: Vec<Slot>,
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
        let counted = incidents.into_iter().filter(|i| i.kind == Kind::Incident);
        let (dated, undated): (Vec<_>, Vec<_>) =
            counted.map(|incident| (incident.day(), incident)).partition(|(day, _)| day.is_some());
        let mut dated: Vec<(NaiveDate, &Incident)> = dated
            .into_iter()
            .filter_map(|(day, incident)| Some((day?, incident)))
            .filter(|(day, _)| window.is_none_or(|window| window.contains(*day)))
            .collect();
        dated.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.id.cmp(&y.id)));
        let ends = window
            .map(|window| (window.first_day(), window.end().pred_opt().unwrap_or(window.first_day())))
            .or_else(|| Some((dated.first()?.0, dated.last()?.0)));
        let periods = ends.map_or_else(Vec::new, |(first, last)| Period::series(first, last, every));
        let slots = periods.into_iter().map(|period| slot(period, &dated, metric)).collect();
        let basis = Basis::of(dated.iter().map(|(_, incident)| *incident));
        Self { metric: metric.clone(), every, slots, undated: undated.len(), basis }
    }

    /// How many incidents have the metric.
    pub fn measured(&self) -> usize {
        self.slots.iter().map(|slot| slot.points.len()).sum()
    }
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

    fn ttr() -> &'static Metric {
        Metric::find("ttr").unwrap()
    }

    #[test]
    fn every_quarter_between_the_first_and_the_last_is_there() {
        let (a, b) = (crm_outage(), hosting_outage());
        let view = TrendView::new([&b, &a], ttr(), Every::Quarter, None);
        assert_eq!(view.slots.len(), 21);
        assert_eq!(view.measured(), 2);
        let last = view.slots.last().unwrap();
        assert_eq!(last.period.to_string(), "2021Q2");
        assert!(last.points[0].duration.is_censored());
        assert_eq!(last.median.interval, Err(Reason::TooFew { n: 1, needs: 6 }));
    }

    #[test]
    fn maintenance_is_left_out_and_a_window_keeps_its_empty_periods() {
        let mut planned = crm_outage();
        planned.kind = Kind::Maintenance;
        assert!(TrendView::new([&planned], ttr(), Every::Month, None).slots.is_empty());
        let window = "2016Q2".parse().unwrap();
        let outage = crm_outage();
        let view = TrendView::new([&outage], ttr(), Every::Month, Some(window));
        assert_eq!(view.slots.iter().map(|s| s.points.len()).collect::<Vec<_>>(), [0, 0, 1]);
        assert_eq!(view.basis.incidents, 1);
    }
}
