//! How much of a period services were up, and what that leaves of the error budget.

use chrono::NaiveDate;
use incstats_analysis::availability::{AvailabilityReport, Budget, ServiceFigures};
use incstats_analysis::estimate::Unit;
use incstats_model::Period;

use super::figure;
use crate::output::{Align, Table, plural, when};

/// Digits behind the point of percent of the time: 99.95 % is not 100 %.
const DIGITS: usize = 3;

/// Why there is no availability in support hours.
pub const ALL_HOURS: &str = "availability counts every hour of the period: see the impact clock";

/// A line for all services together and one a service that was hit or has a target of its own; with the time between
/// failures for those who ask.
pub fn table(report: &AvailabilityReport, detail: bool) -> Table {
    let target = report.services.iter().chain([&report.overall]).any(|figures| figures.budget.is_some());
    let mut columns = vec![
        ("service", Align::Left),
        ("incidents", Align::Right),
        ("downtime", Align::Right),
        ("up", Align::Right),
    ];
    if target {
        columns.extend([
            ("target", Align::Right),
            ("budget", Align::Right),
            ("used", Align::Right),
            ("kept", Align::Left),
        ]);
    }
    if detail {
        columns.extend([("MTBF", Align::Right), ("end to start", Align::Right), ("MTBSI", Align::Right)]);
    }
    let mut table = Table::new(columns);
    let hit = |figures: &&ServiceFigures| figures.incidents > 0;
    for figures in std::iter::once(&report.overall).chain(report.services.iter().filter(hit)) {
        let mut cells = vec![
            figures.service.clone().unwrap_or_else(|| "any".into()),
            figures.incidents.to_string(),
            figure::value(&figures.downtime),
            figures.availability.value.as_ref().map_or_else(
                |_| figure::dash(),
                |up| {
                    let (least, most) = (percent(up.least()), percent(up.most_or_infinity()));
                    if least == most { least } else { format!("{least} to {most}") }
                },
            ),
        ];
        if target {
            cells.extend(budget(figures.budget.as_ref()));
        }
        if detail {
            let between = [&figures.between_failures, &figures.from_end_to_start, &figures.between_starts];
            cells.extend(between.map(figure::value));
        }
        table.row(cells);
    }
    table
}

fn budget(budget: Option<&Budget>) -> [String; 4] {
    let Some(budget) = budget else { return std::array::from_fn(|_| figure::dash()) };
    let kept = match budget.met {
        Some(true) => "yes",
        Some(false) => "no",
        None => "cannot be told",
    };
    [
        percent(budget.target),
        Unit::Seconds.say(budget.allowed_s),
        budget.used.as_ref().map_or_else(|_| figure::dash(), figure::percent),
        kept.to_owned(),
    ]
}

/// Percent of the time, cut off and never rounded up: what is short of a target does not look like it.
fn percent(share: f64) -> String {
    let scale = 10f64.powi(i32::try_from(DIGITS).unwrap_or(3));
    // A little more than the share, so that 0.999 as a float is not cut to 99.899.
    let cut = (share * 100.0 * scale + 1e-6).floor() / scale;
    let text = format!("{cut:.DIGITS$}");
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

/// What the figures are of, in a line or two.
pub fn of(report: &AvailabilityReport, complete_to: Option<NaiveDate>, detail: bool) -> Vec<String> {
    let days = |days: i64| plural(usize::try_from(days).unwrap_or(0), "day");
    let period = report.period.parse::<Period>().ok();
    let all = period.map_or(report.days, Period::days);
    let mut lines = vec![format!(
        "down from started to mitigated, or to resolved where no mitigation is known; overlaps counted once; impact clock, {} of {} UTC",
        days(all),
        report.period
    )];
    if let Some(last) = period.and_then(|period| period.end().pred_opt()).filter(|_| report.unfinished) {
        let known = match report.days {
            0 => "none of these days".to_owned(),
            n => format!("the first {} only", days(n)),
        };
        lines.push(match complete_to {
            Some(day) => format!(
                "the history is said to be complete to {}, which tells of {known}: the others can have been up or down",
                when::day(day)
            ),
            None => format!(
                "the data tell of {known}: the others can have been up or down. Where nothing is known of them because \
                 nothing happened, say so: `--complete-to {last}`, or `complete_to` in incstats.toml"
            ),
        });
    }
    if detail {
        lines.push("MTBF: time up for each failure; end to start: from one end to the next start; MTBSI: from one start to the next".into());
    }
    if report.missing > 0 {
        lines.push(format!(
            "{} without a start or an end, in none of these figures",
            plural(report.missing, "incident")
        ));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_of_the_time_is_never_rounded_up() {
        for (share, said) in
            [(0.9999, "99.99 %"), (0.999, "99.9 %"), (0.999_999_9, "99.999 %"), (1.0, "100 %"), (0.0, "0 %")]
        {
            assert_eq!(percent(share), said);
        }
    }
}
