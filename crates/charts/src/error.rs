//! Why there is no picture.

use thiserror::Error;

/// Why there is no picture. The first kind is no fault: there is nothing to draw, and a blank image would hide that.
#[derive(Debug, Error)]
pub enum ChartError {
    /// Nothing to draw; the words say what is missing.
    #[error("nothing to draw: {0}")]
    Nothing(#[from] Nothing),
    /// No chart has that name.
    #[error("`{name}` is no chart: expected {expected}")]
    UnknownChart {
        /// What was asked for.
        name: String,
        /// The names there are, joined by commas.
        expected: String,
    },
    /// The figures of a chart could not be had.
    #[error(transparent)]
    Analysis(#[from] incstats_analysis::AnalysisError),
    /// The picture could not be made from the drawing.
    #[error(transparent)]
    Render(#[from] RenderError),
}

/// What a chart would need and does not have.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Nothing {
    /// A timeline of an incident without any time.
    #[error("incident {id} has no event and no milestone with a time")]
    NoTime {
        /// The incident's id.
        id: String,
    },
    /// No incident at all.
    #[error("there is no incident{}", within(.period.as_deref()))]
    NoIncident {
        /// The period asked for.
        period: Option<String>,
    },
    /// Incidents, but none with both ends of a metric.
    #[error("{} has both ends of {metric} ({definition})", none(*.incidents, .period.as_deref()))]
    NoEnds {
        /// How many incidents were looked at.
        incidents: usize,
        /// The metric's abbreviation.
        metric: String,
        /// The metric's pair of milestones.
        definition: String,
        /// The period asked for.
        period: Option<String>,
    },
    /// One incident with both ends of a metric, where several are set side by side.
    #[error("only one incident{} has both ends of {metric} ({definition}): its timeline says more", within(.period.as_deref()))]
    OneIncident {
        /// The metric's abbreviation.
        metric: String,
        /// The metric's pair of milestones.
        definition: String,
        /// The period asked for.
        period: Option<String>,
    },
    /// A single incident, where several are set side by side.
    #[error("there is only one incident{}: its timeline says more", within(.period.as_deref()))]
    Single {
        /// The period asked for.
        period: Option<String>,
    },
    /// A single incident that tells when customers were told, and too few with both clocks.
    #[error("only one incident{} tells when customers were told: its timeline says more", within(.period.as_deref()))]
    OneClock {
        /// The period asked for.
        period: Option<String>,
    },
    /// All incidents in one period of a series, whose single bar stands beside nothing.
    #[error("all {incidents} incidents started in {period}: their number has nothing to stand beside")]
    OnePeriod {
        /// How many incidents there are.
        incidents: usize,
        /// The only period.
        period: String,
    },
    /// Incidents, but none with two milestones.
    #[error("{} has two milestones, and so a phase", none(*.incidents, .period.as_deref()))]
    NoPhases {
        /// How many incidents were looked at.
        incidents: usize,
        /// The period asked for.
        period: Option<String>,
    },
    /// Incidents, but none names a service.
    #[error("{} names a service", none(*.incidents, .period.as_deref()))]
    NoService {
        /// How many incidents were looked at.
        incidents: usize,
        /// The period asked for.
        period: Option<String>,
    },
    /// Incidents, but none with a milestone.
    #[error("{} has a milestone", none(*.incidents, .period.as_deref()))]
    NoMilestones {
        /// How many incidents were looked at.
        incidents: usize,
        /// The period asked for.
        period: Option<String>,
    },
    /// A comparison with a period of which the history knows nothing.
    #[error(
        "the history begins on {begins}: nothing is known of {period}, so there is nothing to compare with"
    )]
    NothingBefore {
        /// The period compared with.
        period: String,
        /// The day of the first incident.
        begins: String,
    },
    /// Incidents, but none on both clocks.
    #[error("{} has a post of its source beside its milestones, or tells when customers were told", none(*.incidents, .period.as_deref()))]
    NoClocks {
        /// How many incidents were looked at.
        incidents: usize,
        /// The period asked for.
        period: Option<String>,
    },
}

impl Nothing {
    /// A key for the words of other languages: `no-incident`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoTime { .. } => "no-time",
            Self::NoIncident { .. } => "no-incident",
            Self::NoEnds { .. } => "no-ends",
            Self::OneIncident { .. } => "one-incident",
            Self::Single { .. } => "single",
            Self::OneClock { .. } => "one-clock",
            Self::OnePeriod { .. } => "one-period",
            Self::NoPhases { .. } => "no-phases",
            Self::NoService { .. } => "no-service",
            Self::NoMilestones { .. } => "no-milestones",
            Self::NothingBefore { .. } => "nothing-before",
            Self::NoClocks { .. } => "no-clocks",
        }
    }
}

/// `none of the 8 incidents in 2021Q2`; of one, `not even the only incident`.
fn none(incidents: usize, period: Option<&str>) -> String {
    let within = within(period);
    match incidents {
        1 => format!("not even the only incident{within}"),
        n => format!("none of the {n} incidents{within}"),
    }
}

fn within(period: Option<&str>) -> String {
    period.map_or_else(String::new, |period| format!(" in {period}"))
}

/// Why a drawing did not become a picture. Each is a defect of this crate or a request for an absurd size.
#[derive(Debug, Error)]
pub enum RenderError {
    /// The SVG writer refused a shape.
    #[error("write the drawing as SVG: {0}")]
    Svg(String),
    /// The SVG could not be read back.
    #[error("read the drawing's SVG: {0}")]
    Parse(#[from] resvg::usvg::Error),
    /// The picture would have no pixel, or too many.
    #[error("draw a picture of {width} x {height} pixels: expected 1 to 20000 on each side")]
    Size {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// The PNG could not be encoded.
    #[error("encode the picture as PNG: {0}")]
    Encode(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_incident_is_not_said_in_the_plural() {
        let said =
            |incidents| Nothing::NoService { incidents, period: Some("2021Q2".to_owned()) }.to_string();
        assert_eq!(said(1), "not even the only incident in 2021Q2 names a service");
        assert_eq!(said(8), "none of the 8 incidents in 2021Q2 names a service");
    }
}
