//! A comparison as text.

use incstats_analysis::compare::{Comparison, Side};
use incstats_analysis::estimate::{Bounds, Estimate, Unit};

use super::figure;
use super::short::ShortIds;
use crate::output::{Align, Table, plural};

/// From which part of all time on the largest incident keeps a mean from being compared.
const LARGE: f64 = 0.25;

/// Both sides, and the second against the first.
pub fn table(found: &Comparison) -> Table {
    let (first, second) = (&found.first, &found.second);
    let against = format!("{} against {}", second.period, first.period);
    let mut table = Table::new([
        ("", Align::Left),
        (first.period.as_str(), Align::Left),
        (second.period.as_str(), Align::Left),
        (against.as_str(), Align::Left),
        ("verdict", Align::Left),
    ]);
    let row = |name: &str, of: &dyn Fn(&Side) -> String| [name.to_owned(), of(first), of(second)];
    let wide = |row: [String; 3], ratio: String, verdict: &str| {
        let [name, a, b] = row;
        [name, a, b, ratio, verdict.to_owned()]
    };
    table.row(wide(
        row("incidents", &incidents),
        figure::whole(&found.rate_ratio),
        found.rate_verdict.words(),
    ));
    let ends = |side: &Side| {
        let sample = side.sample;
        let ranged = if sample.ranged > 0 { format!(", {} ranged", sample.ranged) } else { String::new() };
        let open = if sample.open > 0 { format!(", {} open", sample.open) } else { String::new() };
        format!("{}{open}{ranged}", figure::n_of_n(&sample))
    };
    table.row(wide(row("n of N", &ends), String::new(), ""));
    let median = row("median", &|side: &Side| figure::value(&side.median));
    table.row(wide(median, figure::whole(&found.durations.ratio), found.durations.verdict.words()));
    let interval = row("95 % interval", &|side: &Side| figure::interval(&side.median));
    table.row(wide(interval, String::new(), ""));
    let mean = row("mean", &|side: &Side| figure::value(&side.mean));
    table.row(wide(mean, not_compared(found), ""));
    table
}

fn incidents(side: &Side) -> String {
    let days = usize::try_from(side.days).unwrap_or(0);
    let mark = if side.unseen {
        " (not seen)"
    } else if side.unfinished {
        " (not whole)"
    } else {
        ""
    };
    format!("{} in {}{mark}", side.incidents.sample.n, plural(days, "day"))
}

/// Why the means are not set against each other.
fn not_compared(found: &Comparison) -> String {
    let mut why = Vec::new();
    for side in [&found.first, &found.second] {
        match (side.sample.open, &side.largest_share) {
            (0, Ok(share)) if share.least() >= LARGE && side.sample.n > 1 => {
                why.push(format!("one incident is {} of {}", figure::percent(share), side.period));
            }
            (0, _) => {}
            (1, _) => why.push(format!("one is open in {}", side.period)),
            (n, _) => why.push(format!("{n} are open in {}", side.period)),
        }
    }
    if why.is_empty() {
        "not compared: a mean moves with its longest incident".into()
    } else {
        format!("not compared: {}", why.join(", "))
    }
}

/// What the figures are, a line each.
pub fn asides(found: &Comparison, ids: &ShortIds) -> Vec<String> {
    let mut lines = Vec::new();
    let (first, second) = (&found.first.period, &found.second.period);
    if let Ok(share) = &found.durations.shorter.share {
        lines.push(format!(
            "an incident of {second} was the shorter one in {} of 100 pairs ({} pairs)",
            hundred(share),
            found.durations.shorter.pairs
        ));
    }
    if found.durations.ratio.value.is_ok() {
        lines.push(format!(
            "incidents: rate a day of {second} over that of {first}; median: the median of all {} ratios of a duration of \
             {second} to one of {first} (Hodges-Lehmann)",
            found.durations.shorter.pairs
        ));
    }
    lines.extend(short_of_level(&found.durations.ratio, found.first.sample.n, found.second.sample.n));
    for side in [&found.first, &found.second] {
        if let (Some(id), Ok(share)) = (&side.largest, &side.largest_share)
            && share.least() >= LARGE
            && side.sample.n > 1
        {
            lines.push(format!(
                "one incident, {}, makes up {} of all incident time of {}",
                ids.short(id),
                figure::percent(share),
                side.period
            ));
        }
    }
    lines
}

/// That so few incidents cannot give an interval of the level asked for, where they cannot.
fn short_of_level(ratio: &Estimate, first: usize, second: usize) -> Option<String> {
    let interval = ratio.interval.as_ref().ok()?;
    let coverage = interval.coverage.filter(|coverage| *coverage < interval.level)?;
    let percent = |share: f64| Unit::Share.say(share);
    Some(format!(
        "the interval of that median holds the truth in {} of cases, not {}: {first} against {second} incidents allow no more",
        percent(coverage),
        percent(interval.level)
    ))
}

/// A share in hundredths: `58`, `58 to 59`.
fn hundred(share: &Bounds) -> String {
    figure::percent(share).replace(" %", "")
}

/// Tests and methods, for those who ask.
pub fn details(found: &Comparison) -> Vec<String> {
    let mut lines = vec![
        format!("number: p {} ({})", figure::p(&found.rate_p), found.rate_ratio.method.in_words()),
        format!("durations: p {} ({} test)", figure::p(&found.durations.p), found.durations.test),
    ];
    for (name, ratio) in
        [("median", &found.durations.ratio), ("lognormal model", &found.durations.model_ratio)]
    {
        lines.push(format!("{name}: {} ({})", ratio_in_words(ratio), ratio.method.in_words()));
    }
    if let Ok(scatter) = found.sight.scatter {
        lines.push(format!("standard deviation of the logarithms of durations: {scatter:.2}"));
    }
    lines
}

fn ratio_in_words(ratio: &Estimate) -> String {
    match &ratio.interval {
        Err(reason) if ratio.value.is_ok() => format!("{}; no interval: {reason}", ratio.value_in_words()),
        _ => ratio.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_told_as_pairs_of_a_hundred() {
        assert_eq!(hundred(&Bounds::between(0.58, 0.591).unwrap()), "58 to 59");
    }
}
