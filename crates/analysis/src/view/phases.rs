//! Incidents side by side: how long each phase lasted, with the doubt about where one ended and the next began.

use chrono::{NaiveDate, TimeDelta};
use incstats_model::phase::phases;
use incstats_model::{DurationBounds, Incident, Kind, Milestone, Period, Phase, TimeBounds};

use super::basis::Basis;

/// When a milestone was, counted from the earliest possible start of the incident's first phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boundary {
    /// Not before this.
    pub least: TimeDelta,
    /// Not after this.
    pub most: TimeDelta,
}

/// One phase of one incident, or several merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The phases that it covers; more than one where the milestones between them are not known.
    pub phases: Vec<Phase>,
    /// Its name: `repair`, `detection + response`.
    pub name: String,
    /// When it began.
    pub from: Boundary,
    /// When it ended. Of an open phase both ends are the last thing known.
    pub to: Boundary,
    /// Whether it had not ended at the last thing known.
    pub open: bool,
    /// How long it lasted.
    pub duration: DurationBounds,
}

impl Stretch {
    /// The phases of an incident, one after the other, and the instant that they count from: the earliest that the
    /// first of them can have begun. `None` where no two milestones are known.
    pub fn all(incident: &Incident) -> Option<(TimeBounds, Vec<Self>)> {
        let spans = phases(incident);
        let bounds = |milestone: Milestone| incident.milestones.bounds(milestone).copied();
        let first = spans.iter().filter_map(|s| bounds(s.from)).min_by_key(TimeBounds::earliest)?;
        let zero = first.earliest();
        let at = |b: TimeBounds| Boundary { least: b.earliest() - zero, most: b.latest() - zero };
        let stretches = spans.into_iter().filter_map(|span| {
            let (from, open) = (at(bounds(span.from)?), span.to.is_none());
            let to = if let Some(to) = span.to {
                at(bounds(to)?)
            } else {
                let last = (incident.as_of? - zero).max(from.most);
                Boundary { least: last, most: last }
            };
            let name = span.name();
            Some(Self { phases: span.phases, name, from, to, open, duration: span.duration })
        });
        Some((first, stretches.collect()))
    }
}

/// One incident of a [`PhasesView`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseRow {
    /// The incident's id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// The day on which it belongs to a period.
    pub day: Option<NaiveDate>,
    /// Its phases, in order.
    pub stretches: Vec<Stretch>,
    /// From the first milestone known to the last; open where the incident is.
    pub total: DurationBounds,
}

impl PhaseRow {
    fn of(incident: &Incident) -> Option<Self> {
        let (_, stretches) = Stretch::all(incident)?;
        let (first, last) = (stretches.first()?, stretches.last()?);
        let at_least = last.to.least - first.from.most;
        let total = if last.open {
            DurationBounds::censored(at_least)
        } else {
            DurationBounds::closed(at_least, last.to.most - first.from.least)
        };
        let (id, title) = (incident.id.to_string(), incident.title.clone());
        Some(Self { id, title, day: incident.day(), stretches, total })
    }

    /// The phase that certainly lasted longest, by what is known; `None` where two may be.
    pub fn longest(&self) -> Option<&Stretch> {
        let best = self.stretches.iter().max_by_key(|s| s.duration.min())?;
        let others = self.stretches.iter().filter(|s| !std::ptr::eq(*s, best));
        others.into_iter().all(|s| s.duration.max().is_some_and(|m| m < best.duration.min())).then_some(best)
    }
}

/// Incidents side by side by their phases, in the order of their days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhasesView {
    /// The period they started in; `None` for the whole history.
    pub period: Option<Period>,
    /// The incidents of which two milestones at least are known.
    pub rows: Vec<PhaseRow>,
    /// Incidents of the period of which fewer are known; they cannot be drawn.
    pub without: usize,
    /// What it rests on.
    pub basis: Basis,
}

impl PhasesView {
    /// The phases of incidents, in any order; planned maintenance is left out. With `period`, only of those that
    /// started in it.
    pub fn new<'a>(incidents: impl IntoIterator<Item = &'a Incident>, period: Option<Period>) -> Self {
        let mut counted: Vec<&Incident> = incidents
            .into_iter()
            .filter(|i| i.kind == Kind::Incident)
            .filter(|i| period.is_none_or(|p| i.day().is_some_and(|day| p.contains(day))))
            .collect();
        counted.sort_by(|a, b| a.day().cmp(&b.day()).then_with(|| a.id.cmp(&b.id)));
        let rows: Vec<PhaseRow> = counted.iter().filter_map(|i| PhaseRow::of(i)).collect();
        let without = counted.len() - rows.len();
        Self { period, rows, without, basis: Basis::of(counted) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{crm_outage, hosting_outage};
    use super::*;

    #[test]
    fn doubt_about_a_boundary_is_shared_by_both_its_phases_and_counted_once() {
        let outage = hosting_outage();
        let view = PhasesView::new([&outage], None);
        let row = &view.rows[0];
        let names: Vec<_> = row.stretches.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["detection + response + diagnosis", "repair", "recovery"]);
        // Started and identified both on that morning, between 04:00 and 12:00.
        let morning = Boundary { least: TimeDelta::zero(), most: TimeDelta::hours(8) };
        assert_eq!((row.stretches[0].from, row.stretches[0].to), (morning, morning));
        assert_eq!(row.stretches[1].from, morning);
        assert_eq!(row.total.to_string(), "at least 43 d 3 h 45 min");
        assert!(row.stretches[2].open);
        // Recovery is still open, so nobody can say that repair will have been the longest.
        assert!(row.longest().is_none());
    }

    #[test]
    fn a_period_keeps_its_own_and_counts_what_cannot_be_drawn() {
        let (a, mut b) = (crm_outage(), crm_outage());
        for milestone in Milestone::ALL {
            b.milestones.set(milestone, None);
        }
        let view = PhasesView::new([&a, &b, &hosting_outage()], "2016Q2".parse().ok());
        assert_eq!((view.rows.len(), view.without, view.basis.incidents), (1, 1, 2));
        assert_eq!(view.rows[0].total.to_string(), "3 h 15 min");
    }
}
