//! What the phases show, as a table: a row a phase of an incident.

use incstats_analysis::view::PhasesView;

use crate::data::{Data, seconds};

/// A row a phase of an incident, also of those for which the picture has no room.
pub(super) fn data(view: &PhasesView) -> Data {
    let mut data = Data::new(["id", "title", "day", "phase", "min_s", "max_s", "open"]);
    for row in &view.rows {
        for stretch in &row.stretches {
            let [least, most] = seconds(&stretch.duration);
            data.push([
                row.id.clone(),
                row.title.clone(),
                row.day.map(|day| day.to_string()).unwrap_or_default(),
                stretch.name.clone(),
                least,
                most,
                stretch.open.to_string(),
            ]);
        }
    }
    data
}
