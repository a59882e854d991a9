//! When incidents start: by weekday and hour, and day by day.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Timelike};
use incstats_model::{Incident, Milestone, Period, Precision};

use super::basis::Basis;
use super::select::started_in;

/// When incidents start, on the wall clock of each.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarView {
    /// The period asked for.
    pub period: Option<Period>,
    /// How many started in each hour of each weekday: Monday first, hours 0 to 23.
    pub hours: [[usize; 24]; 7],
    /// How many started on each weekday at an hour that is not known.
    pub hour_unknown: [usize; 7],
    /// How many started on each day on which one did.
    pub days: BTreeMap<NaiveDate, usize>,
    /// Incidents without any date.
    pub undated: usize,
    /// What it rests on.
    pub basis: Basis,
}

impl CalendarView {
    /// When the incidents that started in a period did; planned maintenance is left out.
    pub fn new<'a>(incidents: impl IntoIterator<Item = &'a Incident>, period: Option<Period>) -> Self {
        let (dated, undated) = started_in(incidents, period);
        let mut view = Self {
            period,
            hours: [[0; 24]; 7],
            hour_unknown: [0; 7],
            days: BTreeMap::new(),
            undated,
            basis: Basis::of(dated.iter().map(|(_, incident)| *incident)),
        };
        for (day, incident) in dated {
            *view.days.entry(day).or_default() += 1;
            let weekday = day.weekday().num_days_from_monday() as usize;
            let cell = match start_hour(incident) {
                Some(hour) => view.hours.get_mut(weekday).and_then(|hours| hours.get_mut(hour)),
                None => view.hour_unknown.get_mut(weekday),
            };
            if let Some(cell) = cell {
                *cell += 1;
            }
        }
        view
    }

    /// How many started on each weekday, Monday first.
    pub fn weekdays(&self) -> [usize; 7] {
        let mut sums = self.hour_unknown;
        for (sum, hours) in sums.iter_mut().zip(&self.hours) {
            *sum += hours.iter().sum::<usize>();
        }
        sums
    }
}

/// The hour on the incident's own wall clock, where its start is known so finely.
fn start_hour(incident: &Incident) -> Option<usize> {
    let bounds = incident.milestones.bounds(Milestone::Started)?;
    let fine = !matches!(bounds.precision(), Precision::Day | Precision::DayPart);
    let same = bounds.latest() - bounds.earliest() <= chrono::TimeDelta::hours(1);
    (fine && same).then(|| bounds.earliest().hour() as usize)
}

#[cfg(test)]
mod tests {
    use super::super::examples::{crm_outage, hosting_outage};
    use super::*;

    #[test]
    fn a_start_known_by_its_day_part_has_a_weekday_and_no_hour() {
        let (a, b) = (crm_outage(), hosting_outage());
        let view = CalendarView::new([&a, &b], None);
        // Monday 27 June 2016 16:15 in London, Thursday 20 May 2021 in the morning.
        assert_eq!((view.hours[0][16], view.hour_unknown[3]), (1, 1));
        assert_eq!(view.weekdays(), [1, 0, 0, 1, 0, 0, 0]);
        assert_eq!(view.days.len(), 2);
    }
}
