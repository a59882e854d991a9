//! What an answer is of: the metric, its ends, its clock.

use incstats_model::{Metric, Milestone};
use serde::Serialize;

use super::History;
use crate::estimate::Unit;

/// The key of the metric of the posted clock.
pub const POSTED: &str = "posted";
/// What it lies between.
const OPENED_TO_CLOSED: &str = "opened to closed";

/// What an answer is of; a part of every answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Measured {
    /// The metric's key: `ttr`.
    pub metric: String,
    /// Its abbreviation: `TTR`.
    pub short: String,
    /// What it is called: `time to restore`.
    pub label: String,
    /// The ends that it lies between: `started to resolved`.
    pub definition: String,
    /// The clock it runs on: `impact`, elapsed time between milestones; `support`, support hours between them; `posted`,
    /// the source's own books.
    pub clock: &'static str,
    /// Who defines it so.
    pub source: String,
    /// The unit of its durations.
    #[serde(skip)]
    pub unit: Unit,
}

/// The metric of the posted clock: how long the source's own books were open. Its columns are its own; the milestones
/// stand in for what the books call opened and closed.
pub fn posted() -> Metric {
    Metric {
        key: POSTED.into(),
        short: POSTED.into(),
        label: "time on the source's books".into(),
        from: Milestone::Started,
        fallback: None,
        to: Milestone::Resolved,
        source: "the source's own books".into(),
    }
}

impl History {
    /// What an answer about a metric of this history is of.
    pub fn measured(&self, metric: &Metric) -> Measured {
        let books = metric.key == POSTED;
        Measured {
            metric: metric.key.to_string(),
            short: metric.short.to_string(),
            label: metric.label.to_string(),
            definition: if books { OPENED_TO_CLOSED.to_owned() } else { metric.definition() },
            clock: if books { POSTED } else { self.clock() },
            source: metric.source.to_string(),
            unit: self.unit(),
        }
    }
}
