//! Everything that a summary says: the figures of a period, how long it takes with open incidents counted, how much of the
//! time services were up, and whether one slice differs from the others.

use chrono::Months;
use incstats_analysis::availability::{
    AvailabilityQuestion, AvailabilityReport, ServiceFigures, availability,
};
use incstats_analysis::slices::{SliceQuestion, Slices, slices};
use incstats_analysis::summary::{Question, Summary, plain_words, summarise};
use incstats_analysis::survival::{Survival, SurvivalQuestion, survival};
use incstats_analysis::trend::{Trend, TrendQuestion, trend};
use incstats_model::{Every, Metric, Period};
use serde::Serialize;

use crate::args::Clock;
use crate::command::{Selected, asked};
use crate::failure::Failure;
use crate::limits::Limit;

/// Over how many periods, the last of them the one asked for, the trend of a summary goes.
const TREND_OF: u32 = 8;

/// Everything that a summary says. As JSON it is the summary with the other answers beside its own fields.
#[derive(Debug, Serialize)]
pub struct Answers {
    /// The figures of the period and of its groups.
    #[serde(flatten)]
    pub summary: Summary,
    /// The clock of what is beside them.
    pub clock: &'static str,
    /// How long it takes, open and ranged incidents included.
    pub survival: Survival,
    /// How much of the period services were up; only of a period, and on the impact clock.
    pub availability: Option<AvailabilityReport>,
    /// The trend up to the period, over eight of its length; only of a month, a quarter or a year.
    pub trend: Option<Trend>,
    /// Each group against the others, where there are groups.
    pub slices: Option<Slices>,
    /// What bare figures would hide, a sentence each.
    pub plain_words: Vec<String>,
    /// What the reports behind the figures cannot tell.
    pub limits: Vec<Limit>,
}

impl Answers {
    /// What may be said of a part of a history.
    ///
    /// # Errors
    /// A defect of the analysis.
    pub fn of(selected: &Selected, question: &Question) -> Result<Self, Failure> {
        let history = &selected.history;
        let metric = selected.metric(None)?;
        let summary = asked(summarise(history, question))?;
        let limits = asked(selected.limits.among(history, question.period))?;
        let asked_of = SurvivalQuestion { metric: metric.clone(), period: question.period };
        let found = asked(survival(history, &asked_of))?;
        let trend = match question.period.and_then(length) {
            Some((period, every)) => leading_to(selected, &metric, period, every)?,
            None => None,
        };
        let slices = match question.by {
            None => None,
            Some(by) => Some(asked(slices(history, &SliceQuestion { metric, by, period: question.period }))?),
        };
        let impact = selected.clock == Clock::Impact;
        let availability = match question.period.filter(|_| impact) {
            Some(period) => Some(up(selected, period)?),
            None => None,
        };
        Ok(Self {
            limits,
            survival: found,
            clock: selected.clock.name(),
            availability,
            trend,
            slices,
            plain_words: if selected.clock.of_milestones() {
                plain_words(&summary.overall)
            } else {
                Vec::new()
            },
            summary,
        })
    }
}

/// How long a period of the calendar is.
fn length(period: Period) -> Option<(Period, Every)> {
    match period {
        Period::Month(_) => Some((period, Every::Month)),
        Period::Quarter(_) => Some((period, Every::Quarter)),
        Period::Year(_) => Some((period, Every::Year)),
        Period::Days(..) => None,
    }
}

/// The trend of the periods up to one. Those before the history begins are none of it: nobody counted in them.
fn leading_to(
    selected: &Selected,
    metric: &Metric,
    period: Period,
    every: Every,
) -> Result<Option<Trend>, Failure> {
    let over = |window| {
        let question = TrendQuestion { metric: metric.clone(), every, window };
        asked(trend(&selected.history, &question))
    };
    let months = match every {
        Every::Month => 1,
        Every::Quarter => 3,
        Every::Year => 12,
    };
    let Some(begins) = over(None)?.periods.first().and_then(|first| first.period.parse::<Period>().ok())
    else {
        return Ok(None);
    };
    let earliest = period.first_day().checked_sub_months(Months::new((TREND_OF - 1) * months));
    let first = earliest.unwrap_or(period.first_day()).max(begins.first_day());
    let last = period.end().pred_opt().unwrap_or(period.first_day());
    if last < first {
        return Ok(None);
    }
    over(Some(Period::Days(first, last))).map(Some)
}

/// How much of a period services were up, each against its own target.
fn up(selected: &Selected, period: Period) -> Result<AvailabilityReport, Failure> {
    let of_target = |target| asked(availability(&selected.history, &AvailabilityQuestion { period, target }));
    let common = selected.settings.target(None);
    let mut report = of_target(common)?;
    let own = |figures: &ServiceFigures| selected.settings.target(figures.service.as_deref());
    for place in 0..report.services.len() {
        let target = report.services.get(place).and_then(own);
        if target == common {
            continue;
        }
        let theirs = of_target(target)?.services.into_iter().nth(place);
        if let (Some(slot), Some(theirs)) = (report.services.get_mut(place), theirs) {
            *slot = theirs;
        }
    }
    Ok(report)
}
