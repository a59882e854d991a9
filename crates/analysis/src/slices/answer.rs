//! From a history to its slices.

use std::collections::BTreeMap;

use incstats_model::{Metric, Period};
use serde::Serialize;

use crate::AnalysisError;
use crate::compare::{DurationChange, duration_change};
use crate::estimate::{Reason, or_reason};
use crate::frame::{History, Measured};
use crate::statistics::{Observed, many};
use crate::summary::Dimension;
use crate::verdict::{SELDOM, Verdict};

/// The name of the schema. Additions only; it rises when that breaks.
pub const SCHEMA: &str = "incstats/slices/1";

/// What is asked.
#[derive(Clone, Debug)]
pub struct SliceQuestion {
    /// Of which metric.
    pub metric: Metric,
    /// Sliced by what.
    pub by: Dimension,
    /// Only incidents that started in it; all without one.
    pub period: Option<Period>,
}

/// Slices of a history, each against the rest.
#[derive(Clone, Debug, Serialize)]
pub struct Slices {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// What it is of.
    #[serde(flatten)]
    pub of: Measured,
    /// Sliced by what.
    pub by: Dimension,
    /// The slices, by name.
    pub slices: Vec<Slice>,
    /// How many could be compared at all.
    pub compared: usize,
    /// `Of 9 services compared, none differs more than chance would produce.`
    pub sentence: String,
}

/// One slice against the rest.
#[derive(Clone, Debug, Serialize)]
pub struct Slice {
    /// The value: a service, a severity.
    pub name: String,
    /// How many of its incidents have the metric.
    pub n: usize,
    /// Its durations over those of the rest; `p` and `verdict` in here are not adjusted.
    pub change: DurationChange,
    /// p adjusted for the number of slices looked at.
    #[serde(serialize_with = "or_reason")]
    pub adjusted_p: Result<f64, Reason>,
    /// What may be said, by the adjusted p.
    pub verdict: Verdict,
}

/// Compares each slice with the rest. Cost: for each slice all pairs of its incidents and the others.
///
/// # Errors
/// [`AnalysisError::Frame`] where the history's frames lack a column.
pub fn slices(history: &History, question: &SliceQuestion) -> Result<Slices, AnalysisError> {
    let metric = &question.metric;
    let labels = history.labels(question.by, question.period)?;
    let values: Vec<(Observed, &[String])> = history
        .rows(metric, question.period)?
        .iter()
        .filter_map(|row| Some((row.value?, labels.get(&row.id).map(Vec::as_slice).unwrap_or_default())))
        .collect();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for name in values.iter().flat_map(|(_, names)| names.iter()) {
        *names.entry(name).or_default() += 1;
    }
    let mut found: Vec<Slice> = names
        .into_iter()
        .map(|(name, n)| {
            let (own, rest): (Vec<_>, Vec<_>) =
                values.iter().partition(|(_, names)| names.iter().any(|other| other == name));
            let of =
                |part: Vec<&(Observed, &[String])>| part.into_iter().map(|(o, _)| *o).collect::<Vec<_>>();
            let change = duration_change(&of(rest), &of(own));
            Slice {
                name: name.to_owned(),
                n,
                adjusted_p: Err(Reason::Empty),
                verdict: Verdict::TooFew,
                change,
            }
        })
        .collect();
    let comparable = |slice: &&mut Slice| slice.change.verdict != Verdict::TooFew;
    let p: Vec<f64> = found.iter_mut().filter(comparable).filter_map(|s| s.change.p.ok()).collect();
    for (slice, p) in found.iter_mut().filter(comparable).zip(many::benjamini_hochberg(&p)) {
        // The adjusted p is never the smaller one: what it calls a change, the plain one does too.
        let sure = p < SELDOM;
        slice.verdict = if sure { slice.change.verdict } else { Verdict::NoClearChange };
        slice.adjusted_p = Ok(p);
    }
    Ok(Slices {
        schema: SCHEMA,
        of: history.measured(metric),
        by: question.by,
        sentence: sentence(question.by, p.len(), &found),
        compared: p.len(),
        slices: found,
    })
}

fn sentence(by: Dimension, compared: usize, slices: &[Slice]) -> String {
    let many = by.many();
    let stand_out: Vec<String> = slices
        .iter()
        .filter(|s| s.verdict.is_change())
        .map(|s| format!("{} ({})", s.name, s.verdict))
        .collect();
    // What the test calls a change, and open or ranged incidents leave in doubt.
    let in_doubt: Vec<&str> = slices
        .iter()
        .filter(|s| s.change.held_back.is_some() && s.adjusted_p.is_ok_and(|p| p < SELDOM))
        .map(|s| s.name.as_str())
        .collect();
    let doubt = if in_doubt.is_empty() {
        String::new()
    } else {
        format!(
            " Of {} it cannot be told, as some incidents are open or known to ranges.",
            in_doubt.join(", ")
        )
    };
    match (compared, stand_out.is_empty()) {
        (0, _) => format!("Too few incidents to compare any {many}."),
        (_, true) if !doubt.is_empty() => {
            format!(
                "Of {compared} {many} compared, none surely differs more than chance would produce.{doubt}"
            )
        }
        (_, true) => format!("Of {compared} {many} compared, none differs more than chance would produce."),
        (_, false) => {
            format!(
                "Of {compared} {many} compared, more than chance would produce: {}.{doubt}",
                stand_out.join(", ")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::Example;
    use incstats_model::Incident;

    fn of(service: &str, minutes: &[i64]) -> Vec<Incident> {
        let one = |(i, m): (usize, &i64)| {
            Example::closed(&format!("{service}{i}"), *m).with(|x| x.services = vec![service.into()]).build()
        };
        minutes.iter().enumerate().map(one).collect()
    }

    fn ask(incidents: &[Incident]) -> Slices {
        let metric = Metric::find("ttr").unwrap().clone();
        let question = SliceQuestion { metric, by: Dimension::Service, period: None };
        slices(&History::new(incidents).unwrap(), &question).unwrap()
    }

    #[test]
    fn one_slow_service_among_three_stands_out() {
        let incidents = [
            of("mail", &[10, 12, 14, 17, 21, 25, 28]),
            of("slow", &[300, 310, 350, 400, 420, 500, 600]),
            of("web", &[11, 13, 15, 18, 22, 24, 29]),
            of("rare", &[9]),
        ]
        .concat();
        let found = ask(&incidents);
        assert_eq!(found.compared, 4 - 1);
        let slow = found.slices.iter().find(|s| s.name == "slow").unwrap();
        assert_eq!(slow.verdict, Verdict::Slower);
        assert!(slow.adjusted_p.unwrap() >= slow.change.p.unwrap());
        let rare = found.slices.iter().find(|s| s.name == "rare").unwrap();
        assert_eq!(rare.verdict, Verdict::TooFew);
        assert!(found.sentence.contains("slow (slower)"), "{}", found.sentence);
    }

    #[test]
    fn services_alike_and_none_at_all() {
        let same = [of("mail", &[10, 20, 30, 40, 50]), of("web", &[11, 21, 29, 41, 49])].concat();
        assert_eq!(
            ask(&same).sentence,
            "Of 2 services compared, none differs more than chance would produce."
        );
        assert_eq!(ask(&[]).sentence, "Too few incidents to compare any services.");
    }
}
