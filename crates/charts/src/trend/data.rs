//! What a trend shows, as a table: a row an incident, with the figures of its period.

use incstats_analysis::estimate::Bounds;
use incstats_analysis::view::TrendView;

use crate::data::{Data, number, point as cells};

/// A row an incident that has the metric. Figures of the period stand in each of its rows.
pub(super) fn data(view: &TrendView) -> Data {
    let mut data = Data::new([
        "period",
        "id",
        "title",
        "day",
        "metric",
        "min_s",
        "max_s",
        "n",
        "median_min_s",
        "median_max_s",
        "lower_s",
        "upper_s",
    ]);
    for slot in view.slots() {
        let (median, interval) = (slot.median.value.as_ref().ok(), slot.median.interval.as_ref().ok());
        let limits = interval.map(|interval| {
            (interval.lower.map(|limit| limit.least()), interval.upper.and_then(|limit| limit.most()))
        });
        for point in &slot.points {
            let [id, title, day, metric, least, most] = cells(point, &view.metric);
            data.push([
                slot.period.to_string(),
                id,
                title,
                day,
                metric,
                least,
                most,
                slot.median.sample.n.to_string(),
                number(median.map(Bounds::least)),
                number(median.and_then(Bounds::most)),
                number(limits.and_then(|limits| limits.0)),
                number(limits.and_then(|limits| limits.1)),
            ]);
        }
    }
    data
}
