//! The period in five sentences: what happened, how long it took, the longest, what changed, what it rests on.

use incstats_analysis::compare::Comparison;
use incstats_analysis::estimate::{Estimate, Reason, Unit};
use incstats_analysis::summary::MetricRow;
use incstats_analysis::verdict::Verdict;
use incstats_model::{DurationBounds, Incident, Metric, Period, Severity};

use super::From;
use crate::review::data::{Before, Earlier};

/// What must be known before anything else.
pub(super) fn warnings(from: From<'_>) -> Vec<String> {
    let summary = &from.data.answers.summary;
    let ends = || {
        let at = summary.last_day?;
        (from.data.period?.end() > at.succ_opt()?).then_some(at)
    };
    let day = ends().map(|day| from.words.day(day));
    day.into_iter().map(|day| from.words.say("data_end", &[("date", &day)])).collect()
}

/// The five sentences.
pub(super) fn short(from: From<'_>) -> Vec<String> {
    [happened(from), took(from), longest(from), change(from), rests(from)]
        .into_iter()
        .filter(|parts| !parts.is_empty())
        .map(|parts| from.words.sentence(&parts))
        .collect()
}

fn row<'a>(rows: &'a [MetricRow], key: &str) -> Option<&'a MetricRow> {
    rows.iter().find(|row| row.of.metric == key)
}

/// How many incidents, how many in the period before, how many are not over.
pub(super) fn happened(from: From<'_>) -> Vec<String> {
    let (words, section) = (from.words, &from.data.answers.summary.overall);
    let incidents = words.count("incident", section.incidents.sample.n);
    let first = if let Some(period) = from.data.period {
        words.say("happened", &[("incidents", &incidents), ("period", &words.during(period))])
    } else {
        let days: Vec<_> = from.data.incidents.iter().filter_map(Incident::day).collect();
        match (days.iter().min(), days.iter().max()) {
            (Some(first), Some(last)) => words.say(
                "happened_whole",
                &[("incidents", &incidents), ("from", &words.day(*first)), ("to", &words.day(*last))],
            ),
            _ => words.say("happened_undated", &[("incidents", &incidents)]),
        }
    };
    let mut parts = vec![first];
    let open = from.data.incidents.iter().filter(|i| i.status != incstats_model::Status::Resolved).count();
    parts.push(match (open, from.data.incidents.len()) {
        (0, 1) => words.say("all_over_one", &[]),
        (0, _) => words.say("all_over", &[]),
        (_, 1) => words.say("not_over_one", &[]),
        (open, _) => words.count("of_them_open", open),
    });
    match &from.data.before {
        Before::NotAsked(_) => {}
        Before::NotReached(period) => {
            parts.push(words.say("before_unknown", &[("before", &in_period(from, *period))]));
        }
        Before::Known(earlier) => {
            let n = earlier.answers.summary.overall.incidents.sample.n;
            let key = if n == 0 { "before_none" } else { "before" };
            parts.push(words.say(key, &[("n", &n.to_string()), ("before", &words.during(earlier.period))]));
        }
    }
    parts
}

fn in_period(from: From<'_>, period: Period) -> String {
    from.words.in_sentence(period)
}

/// The typical incident.
fn took(from: From<'_>) -> Vec<String> {
    let (words, section) = (from.words, &from.data.answers.summary.overall);
    let median = |key| row(&section.metrics, key).filter(|row| row.median.value.is_ok());
    if section.incidents.sample.n == 1 {
        let parts: Vec<String> = ["ttm", "ttr"].into_iter().filter_map(|key| single(from, key)).collect();
        return if parts.is_empty() { vec![words.say("took_none", &[])] } else { parts };
    }
    // Of so few that a median has no interval none is typical.
    let is_few = |row: &MetricRow| matches!(row.median.interval, Err(Reason::TooFew { .. }));
    if let Some(row) = median("ttr").or(median("ttm")).filter(|row| is_few(row)) {
        return few(from, row);
    }
    let median = |key| median(key).filter(|row| !is_few(row));
    let said = |row: &MetricRow| words.value(&row.median);
    let first = match (median("ttm"), median("ttr")) {
        (Some(ttm), Some(ttr)) => words.say("took_both", &[("ttm", &said(ttm)), ("ttr", &said(ttr))]),
        (None, Some(ttr)) => words.say("took_ttr", &[("ttr", &said(ttr))]),
        (Some(ttm), None) => return vec![words.say("took_ttm", &[("ttm", &said(ttm))])],
        (None, None) => return vec![words.say("took_none", &[])],
    };
    let interval = median("ttr").map(|row| interval(from, &row.median));
    std::iter::once(first).chain(interval).collect()
}

/// That there are too few to say what is typical, and the shortest of them; the longest has a sentence of its own.
fn few(from: From<'_>, row: &MetricRow) -> Vec<String> {
    let mut parts = vec![from.words.count("few", row.sample.n)];
    let took = from.data.incidents.iter().filter_map(|i| Metric::find(&row.of.metric)?.of(i));
    let shortest =
        took.min_by_key(DurationBounds::min).filter(|took| !took.is_censored() && row.sample.n > 1);
    parts.extend(shortest.map(|took| from.words.say("shortest", &[("shortest", &from.words.took(&took))])));
    parts
}

/// How long the only incident took: there is no typical one.
fn single(from: From<'_>, metric: &str) -> Option<String> {
    let row = row(&from.data.answers.summary.overall.metrics, metric)?;
    let took = row.median.value.as_ref().ok()?;
    let said = if took.is_open() { from.words.seconds(took.least()) } else { from.words.value(&row.median) };
    let key = match (metric, took.is_open()) {
        ("ttm", true) => "ttm_one_open",
        ("ttm", false) => "ttm_one",
        (_, true) => "ttr_one_open",
        (_, false) => "ttr_one",
    };
    Some(from.words.say(key, &[("ttm", &said), ("ttr", &said)]))
}

fn interval(from: From<'_>, median: &Estimate) -> String {
    let words = from.words;
    let Some((interval, widest)) =
        median.interval.as_ref().ok().and_then(|i| Some((i, words.widest(median.unit, i)?)))
    else {
        return words.say("no_interval", &[]);
    };
    match (interval.lower, interval.upper) {
        // Without an upper end an interval reads as if it were a value.
        (Some(lower), upper) if upper.is_none_or(|u| u.is_open()) && lower.least() > 0.0 => {
            let least = words.seconds(lower.least());
            words.say("interval_open", &[("least", &least)])
        }
        _ => words.say("interval", &[("interval", &widest)]),
    }
}

/// The longest incident, and what it makes of all time.
fn longest(from: From<'_>) -> Vec<String> {
    let (words, section) = (from.words, &from.data.answers.summary.overall);
    let mut rows = ["ttr", "ttm"].iter().filter_map(|key| row(&section.metrics, key));
    let found = rows.find_map(|row| row.largest.as_ref().ok().map(|largest| (row, largest)));
    let Some((row, largest)) = found else { return vec![words.say("longest_none", &[])] };
    let Some(incident) = from.data.incidents.iter().find(|i| i.id.as_str() == largest.incident) else {
        return Vec::new();
    };
    let date = incident.day().map(|day| words.day(day)).unwrap_or_default();
    let title = words.quoted(&incident.title);
    let duration = words.bounds_of(Unit::Seconds, &largest.duration);
    let only = section.incidents.sample.n == 1;
    let key = match (only, largest.duration.is_open()) {
        (false, false) => "longest",
        (false, true) => "longest_open",
        (true, false) => "only",
        (true, true) => "only_open",
    };
    let mut said = words.say(key, &[("title", &title), ("date", &date), ("duration", &duration)]);
    if let (Ok(share), true) = (&largest.share, row.sample.n > 1) {
        let share = words.bounds_of(Unit::Share, share);
        said.push_str(", ");
        said.push_str(&words.say("longest_share", &[("share", &share)]));
    }
    vec![said]
}

/// Against the period before.
pub(super) fn change(from: From<'_>) -> Vec<String> {
    let words = from.words;
    match &from.data.before {
        Before::NotAsked(found) => found
            .iter()
            .map(|found| {
                // Of how many incidents on a trend of their number can be told, the test of crowding says.
                let number = if found.crowding.is_ok() { found.number.verdict } else { Verdict::TooFew };
                let verdicts = (number, found.per_incident.verdict);
                let keys = ["change_whole", "change_whole_too_few", "change_whole_not_clear"];
                verdict(from, keys, None, verdicts)
            })
            .collect(),
        Before::NotReached(period) => {
            vec![words.say("change_unknown", &[("before", &in_period(from, *period))])]
        }
        Before::Known(earlier) => match changed(earlier) {
            Some(found) => {
                let before = in_period(from, earlier.period);
                let verdicts = (found.rate_verdict, found.durations.verdict);
                let keys = ["change", "change_too_few", "change_not_clear"];
                vec![verdict(from, keys, Some(("before", &before)), verdicts)]
            }
            None => Vec::new(),
        },
    }
}

/// The comparison of the metric that stands for how long things took.
fn changed(earlier: &Earlier) -> Option<&Comparison> {
    earlier.changes.iter().find(|change| change.of.metric == "ttr").or(earlier.changes.first())
}

/// What may be said of number and durations together: `keys` are of the sentence with both verdicts, of too few, and
/// of no clear change.
fn verdict(
    from: From<'_>,
    keys: [&str; 3],
    with: Option<(&str, &str)>,
    verdicts: (Verdict, Verdict),
) -> String {
    let (words, with) = (from.words, with.into_iter().collect::<Vec<_>>());
    let [both, too_few, not_clear] = keys;
    match verdicts {
        (Verdict::TooFew, Verdict::TooFew) => words.say(too_few, &with),
        (Verdict::NoClearChange, Verdict::NoClearChange) => words.say(not_clear, &with),
        (number, durations) => {
            let number = words.name("number_verdict", code(number)).to_owned();
            let durations = words.name("duration_verdict", code(durations)).to_owned();
            words.say(both, &[with, vec![("number", &number), ("durations", &durations)]].concat())
        }
    }
}

/// The key of a verdict in the tables of words.
pub(super) fn code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::TooFew => "too-few",
        Verdict::NoClearChange => "no-clear-change",
        Verdict::Fewer => "fewer",
        Verdict::More => "more",
        Verdict::Faster => "faster",
        Verdict::Slower => "slower",
    }
}

/// How much of it is in doubt, waits for somebody, or was corrected.
fn rests(from: From<'_>) -> Vec<String> {
    let (words, section) = (from.words, &from.data.answers.summary.overall);
    let mut parts = vec![match (section.doubts.len(), section.incidents.sample.n) {
        (0, _) => words.say("doubts_none", &[]),
        (_, 1) => words.say("doubts_one", &[]),
        (doubts, of) => words.count_of("doubts", doubts, of),
    }];
    let waiting =
        from.data.incidents.iter().flat_map(|i| &i.findings).filter(|f| f.severity > Severity::Note);
    for (key, count) in [("finding", waiting.count()), ("correction", from.data.corrections.len())] {
        if count > 0 {
            parts.push(words.count(key, count));
        }
    }
    parts
}
