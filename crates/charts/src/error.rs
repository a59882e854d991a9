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
    #[error("none of the {incidents} incidents{} has both ends of {metric} ({definition})", within(.period.as_deref()))]
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
    /// Incidents, but none with two milestones.
    #[error("none of the {incidents} incidents{} has two milestones, so none has a phase", within(.period.as_deref()))]
    NoPhases {
        /// How many incidents were looked at.
        incidents: usize,
        /// The period asked for.
        period: Option<String>,
    },
    /// Incidents, but none names a service.
    #[error("none of the {incidents} incidents{} names a service", within(.period.as_deref()))]
    NoService {
        /// How many incidents were looked at.
        incidents: usize,
        /// The period asked for.
        period: Option<String>,
    },
    /// Incidents, but none with a milestone.
    #[error("none of the {incidents} incidents{} has a milestone", within(.period.as_deref()))]
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
    #[error("none of the {incidents} incidents{} has a post of its source beside its milestones, or tells when customers were told", within(.period.as_deref()))]
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
            Self::NoPhases { .. } => "no-phases",
            Self::NoService { .. } => "no-service",
            Self::NoMilestones { .. } => "no-milestones",
            Self::NothingBefore { .. } => "nothing-before",
            Self::NoClocks { .. } => "no-clocks",
        }
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
