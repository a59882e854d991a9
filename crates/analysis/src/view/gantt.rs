//! All incidents of a period on one axis of time.

use chrono::{DateTime, Utc};
use incstats_model::{Incident, Instant, Milestone, Period, Status, TimeBounds};

use super::basis::Basis;
use super::select::started_in;

/// One incident of a [`GanttView`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GanttRow {
    /// The incident's id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// When it began: its start, or the first milestone known.
    pub from: TimeBounds,
    /// When users were no longer hit; `None` where that is not known.
    pub mitigated: Option<TimeBounds>,
    /// When it was over; `None` where it is open, or no end is known.
    pub to: Option<TimeBounds>,
    /// The last thing known of it, where it is open.
    pub open_as_of: Option<Instant>,
}

impl GanttRow {
    fn of(incident: &Incident) -> Option<Self> {
        let bounds = |milestone| incident.milestones.bounds(milestone).copied();
        let first =
            || incident.milestones.iter().map(|(_, time)| time.bounds).min_by_key(TimeBounds::earliest);
        let from = bounds(Milestone::Started).or_else(first)?;
        let (mitigated, resolved) = (bounds(Milestone::Mitigated), bounds(Milestone::Resolved));
        let open = resolved.is_none() && incident.status == Status::Ongoing;
        Some(Self {
            id: incident.id.to_string(),
            title: incident.title.clone(),
            from,
            mitigated,
            to: resolved.or(mitigated.filter(|_| !open)),
            open_as_of: incident.as_of.filter(|_| open),
        })
    }

    /// From when to when it certainly ran; `None` where no moment is certain.
    fn certain(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let from = self.from.latest().with_timezone(&Utc);
        let to = self.to.map(|to| to.earliest()).or(self.open_as_of)?.with_timezone(&Utc);
        (from < to).then_some((from, to))
    }

    /// The last moment that belongs to it.
    pub fn end(&self) -> Instant {
        let ends = [Some(self.from), self.mitigated, self.to].into_iter().flatten().map(|b| b.latest());
        ends.chain(self.open_as_of).max().unwrap_or(self.from.latest())
    }
}

/// All incidents of a period on one axis of time.
#[derive(Clone, Debug, PartialEq)]
pub struct GanttView {
    /// The period asked for.
    pub period: Option<Period>,
    /// The incidents, in the order in which they began.
    pub rows: Vec<GanttRow>,
    /// How many certainly ran at once, at most, and a moment at which they did.
    pub at_once: Option<(usize, DateTime<Utc>)>,
    /// Incidents without a milestone: nothing to draw.
    pub without: usize,
    /// What it rests on.
    pub basis: Basis,
}

impl GanttView {
    /// The incidents that started in a period, or all; planned maintenance is left out.
    pub fn new<'a>(incidents: impl IntoIterator<Item = &'a Incident>, period: Option<Period>) -> Self {
        let (dated, undated) = started_in(incidents, period);
        let mut rows: Vec<GanttRow> = dated.iter().filter_map(|(_, i)| GanttRow::of(i)).collect();
        rows.sort_by(|a, b| a.from.earliest().cmp(&b.from.earliest()).then_with(|| a.id.cmp(&b.id)));
        let without = dated.len() - rows.len() + undated;
        let basis = Basis::of(dated.iter().map(|(_, incident)| *incident));
        Self { period, at_once: at_once(&rows), rows, without, basis }
    }
}

/// How many certainly ran at once, at most; at the first moment at which so many did. Cost: one sort.
fn at_once(rows: &[GanttRow]) -> Option<(usize, DateTime<Utc>)> {
    let mut turns: Vec<(DateTime<Utc>, bool)> = rows
        .iter()
        .filter_map(GanttRow::certain)
        .flat_map(|(from, to)| [(from, true), (to, false)])
        .collect();
    // One that ends as another begins does not overlap it.
    turns.sort_unstable();
    let (mut running, mut most) = (0_usize, None::<(usize, DateTime<Utc>)>);
    for (at, begins) in turns {
        running = if begins { running + 1 } else { running.saturating_sub(1) };
        if most.is_none_or(|(most, _)| running > most) {
            most = Some((running, at));
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::super::examples::{crm_outage, hosting_outage};
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn what_certainly_ran_at_once_is_counted() {
        let (a, open) = (crm_outage(), hosting_outage());
        let mut later = crm_outage();
        for milestone in Milestone::ALL {
            let moved = later.milestones.get(milestone).cloned().map(|mut time| {
                let by = TimeDelta::hours(2);
                let bounds = time.bounds;
                time.bounds =
                    TimeBounds::between(bounds.earliest() + by, bounds.latest() + by, bounds.precision());
                time
            });
            later.milestones.set(milestone, moved);
        }
        let view = GanttView::new([&open, &later, &a], None);
        assert_eq!(view.rows.len(), 3);
        let (most, at) = view.at_once.unwrap();
        assert_eq!((most, at.to_rfc3339()), (2, "2016-06-27T17:15:00+00:00".to_owned()));
        let row = &view.rows[2];
        assert_eq!((row.to, row.open_as_of.is_some(), row.mitigated.is_some()), (None, true, true));
        assert_eq!(GanttView::new([], None).at_once, None);
    }
}
