//! The impact clock against the posted one: when users were hit, and what the source's own books say.

use chrono::TimeDelta;
use incstats_model::{DurationBounds, Incident, Metric, Milestone, Period, Status};

use super::basis::Basis;
use super::median::median;
use super::select::started_in;
use crate::estimate::Estimate;

/// How long after the start customers were first told. Negative where they were told before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lag {
    /// At least.
    pub least: TimeDelta,
    /// At most.
    pub most: TimeDelta,
    /// Whether the first post of the source's books says so; else the milestone `communicated`.
    pub posted: bool,
}

/// One incident of a [`ClocksView`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClocksPoint {
    /// The incident's id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// How long users were hit: started to mitigated, else to resolved.
    pub impact: Option<DurationBounds>,
    /// How long it was on the source's books, from the first post to the closing one.
    pub posted: Option<DurationBounds>,
    /// How long after the start customers were first told.
    pub lag: Option<Lag>,
}

/// The two clocks side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct ClocksView {
    /// The period asked for.
    pub period: Option<Period>,
    /// The incidents that have both clocks, or a lag.
    pub points: Vec<ClocksPoint>,
    /// The median lag with its interval, in seconds; told before the start counts as zero.
    pub lag: Estimate,
    /// What it rests on.
    pub basis: Basis,
}

impl ClocksView {
    /// Both clocks of the incidents that started in a period; planned maintenance is left out.
    pub fn new<'a>(incidents: impl IntoIterator<Item = &'a Incident>, period: Option<Period>) -> Self {
        let (dated, _) = started_in(incidents, period);
        let points: Vec<ClocksPoint> = dated.iter().filter_map(|(_, incident)| point(incident)).collect();
        let lags: Vec<DurationBounds> = points
            .iter()
            .filter_map(|point| point.lag)
            .map(|lag| {
                DurationBounds::closed(lag.least.max(TimeDelta::zero()), lag.most.max(TimeDelta::zero()))
            })
            .collect();
        let lag = median(&lags, dated.len());
        Self { period, points, lag, basis: Basis::of(dated.iter().map(|(_, incident)| *incident)) }
    }

    /// The incidents that have both clocks.
    pub fn both(&self) -> impl Iterator<Item = (&ClocksPoint, DurationBounds, DurationBounds)> {
        self.points.iter().filter_map(|point| Some((point, point.impact?, point.posted?)))
    }
}

fn point(incident: &Incident) -> Option<ClocksPoint> {
    let metric = |key: &str| Metric::find(key).and_then(|metric| metric.of(incident));
    let impact = metric("ttm").filter(|value| !value.is_censored()).or_else(|| metric("ttr"));
    let (posted, lag) = (posted(incident), lag(incident));
    if lag.is_none() && (impact.is_none() || posted.is_none()) {
        return None;
    }
    Some(ClocksPoint { id: incident.id.to_string(), title: incident.title.clone(), impact, posted, lag })
}

fn posted(incident: &Incident) -> Option<DurationBounds> {
    let opened = incident.posted.opened?;
    match (incident.posted.closed, incident.status, incident.as_of) {
        (Some(closed), ..) if closed >= opened => {
            Some(DurationBounds::closed(closed - opened, closed - opened))
        }
        (None, Status::Ongoing, Some(as_of)) => Some(DurationBounds::censored(as_of - opened)),
        _ => None,
    }
}

fn lag(incident: &Incident) -> Option<Lag> {
    let started = incident.milestones.bounds(Milestone::Started)?;
    if let Some(opened) = incident.posted.opened {
        return Some(Lag {
            least: opened - started.latest(),
            most: opened - started.earliest(),
            posted: true,
        });
    }
    let told = incident.milestones.bounds(Milestone::Communicated)?;
    let (least, most) = (told.earliest() - started.latest(), told.latest() - started.earliest());
    Some(Lag { least, most, posted: false })
}

#[cfg(test)]
mod tests {
    use super::super::examples::{crm_outage, hosting_outage};
    use super::*;

    #[test]
    fn the_books_are_one_clock_and_the_milestones_the_other() {
        let mut a = crm_outage();
        let start = a.milestones.bounds(Milestone::Started).unwrap().earliest();
        a.posted.opened = Some(start + TimeDelta::minutes(25));
        a.posted.closed = Some(start + TimeDelta::minutes(325));
        let view = ClocksView::new([&a, &crm_outage(), &hosting_outage()], None);
        let lags: Vec<_> =
            view.points.iter().map(|p| p.lag.map(|l| (l.most.num_minutes(), l.posted))).collect();
        assert_eq!(lags, [Some((25, true)), Some((5, false))]);
        let both: Vec<_> = view.both().map(|(_, impact, posted)| (impact.min(), posted.min())).collect();
        assert_eq!(both, [(TimeDelta::minutes(195), TimeDelta::minutes(300))]);
        assert_eq!((view.lag.sample.n, view.lag.sample.of), (2, 3));
    }

    #[test]
    fn a_post_before_the_start_is_a_negative_lag() {
        let mut a = crm_outage();
        a.posted.opened =
            a.milestones.bounds(Milestone::Started).map(|b| b.earliest() - TimeDelta::minutes(5));
        let view = ClocksView::new([&a], None);
        assert_eq!(view.points[0].lag.unwrap().most, -TimeDelta::minutes(5));
        assert_eq!(view.lag.value.unwrap().value(), Some(0.0));
    }
}
