//! Which incidents a view is of.

use chrono::NaiveDate;
use incstats_model::{Incident, Kind, Period};

/// The incidents (no planned maintenance) that started in a period, or all, in the order of their days; and how many
/// have no date at all and so belong to no period.
pub(super) fn started_in<'a>(
    incidents: impl IntoIterator<Item = &'a Incident>,
    period: Option<Period>,
) -> (Vec<(NaiveDate, &'a Incident)>, usize) {
    let (mut dated, mut undated) = (Vec::new(), 0);
    for incident in incidents.into_iter().filter(|incident| incident.kind == Kind::Incident) {
        match incident.day() {
            Some(day) if period.is_none_or(|period| period.contains(day)) => dated.push((day, incident)),
            Some(_) => {}
            None => undated += 1,
        }
    }
    dated.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.id.cmp(&y.id)));
    (dated, undated)
}
